// The beginning of a run, and who arrives: cohorts on their day, people of streams one by one.

import RungModel

extension Run {
  // MARK: Beginning

  mutating func begin(_ number: UInt32, _ values: UnsafePointer<Double>) {
    run = number
    self.values = values
    day = 0
    month = 0
    units.clear()
    attributes.clear()
    memberships.clear()
    seatings.clear()
    mentors.clear()
    events.clear()
    candidates.clear()
    due.clear()
    eventHead.fill(-1)
    stayHead.fill(-1)
    stageState.fill(StageState())
    for s in lackingUnits.indices { lackingUnits[s].removeAll(keepingCapacity: true) }
    poolHead.fill(-1)
    freeSlots.fill(0)
    poolMembers.fill(0)
    poolAway.fill(0)
    trainerUsed.fill(0)
    groupRoom.fill(0)
    groupEnd.fill(0)
    intakeBrought.fill(0)
    intakeEntered.fill(0)
    pending.fill(0)
    gathered.fill(-1)
    gatheredTail.fill(-1)
    candidateHead.fill(-1)
    candidateTail.fill(-1)
    cursors.fill(-1)
    positionDirty.fill(false)
    isAnyPositionDirty = false
    isAnyStageDirty = false
    interceptCache.fill(.nan)
    if keepsTrail { trail.removeAll(keepingCapacity: true) }
    if ties.isAsked { for pool in ties.pairs.indices { ties.pairs[pool].removeAll(keepingCapacity: true) } }
    stays = 0
    counts.begin()
    for (place, observable) in plan.observables.enumerated() {
      if case .stock(_, .on(let figure), _, _) = observable {
        counts.set(place, on: drawnDate(self.number(figure)) ?? -1)
      }
    }
    for s in 0..<stageCount {
      let limit = stages[s].placesKind == .atOnce ? count(stages[s].places) : .max
      placeLimits[s] = limit
    }
    beginMoney()
    fillPools()
    seatIncumbents()
    scheduleSources()
    scheduleCalendar()
  }

  private mutating func fillPools() {
    for (place, pool) in plan.pools.enumerated() {
      let key = keys.key(Purpose.person, pool.name)
      checkSize(pool.count)
      let members = max(count(pool.count), pool.named.count)
      for person in 0..<members {
        if isGivenUp() { return }
        let u = outsider(StableHash.key(of: key, UInt64(person)))
        var capacity = -1
        var languages: UInt64?
        if person < pool.named.count {
          name(u, pool.named[person])
          capacity = pool.namedMentees[person]
          if pool.namedLanguages[person] != 0 { languages = pool.namedLanguages[person] }
        }
        let mentor = addMentor(place, u, capacity: capacity, languages: languages, isTrained: true)
        guard person < pool.namedAway.count else { continue }
        for absence in pool.namedAway[person] where absence.last >= 0 {
          schedule(.ends, max(0, absence.first), .mentorGoes, mentor, Int32(clamping: absence.last) &+ 1)
        }
      }
    }
  }

  private mutating func name(_ u: Int32, _ groups: [UInt8]) {
    for dimension in 0..<dimensionCount {
      attributes[Int(u) * dimensionCount + dimension] = groups[dimension]
    }
  }

  private mutating func scheduleSources() {
    for (place, source) in plan.sources.enumerated() {
      switch source.arrival {
      case .cohort(let figure, _, _):
        guard let when = drawnDate(number(figure)) else { continue }
        schedule(.arrivals, when, .cohortArrives, Int32(truncatingIfNeeded: place))
      case .stream(_, let first, let last):
        guard last >= 0, first < dayCount else { continue }
        scheduleArrival(place, 0, after: Double(max(0, first)))
        // An intake of a stream is a month's people: it is gathered when the month is over.
        let (start, stop) = (max(0, first), min(last, dayCount - 1))
        guard start <= stop else { continue }
        let (from, to) = (Int(tables.monthOfDay[start]), Int(tables.monthOfDay[stop]))
        for month in from...to {
          let intake = Int(intakeOfSource[place]) + month
          changePending(intake, gone: 0, new: stages[source.enters].below)
          schedule(
            .arrivals, Int(tables.monthStart[month + 1]), .streamMonthEnds, Int32(truncatingIfNeeded: place),
            Int32(month))
        }
      }
    }
  }

  private mutating func scheduleCalendar() {
    for month in 0..<monthCount {
      schedule(.close, min(Int(tables.monthStart[month + 1]) - 1, dayCount - 1), .monthEnds, 0)
    }
    var round = 1
    var when = plan.firstRound + plan.roundDays
    while when < dayCount, plan.roundDays > 0 {
      schedule(.ends, when, .roundBegins, Int32(truncatingIfNeeded: round))
      round += 1
      when += plan.roundDays
    }
    for (place, position) in plan.positions.enumerated() {
      for when in position.elections ?? [] { schedule(.ends, when, .election, Int32(place)) }
    }
    for (place, cost) in plan.costs.enumerated() {
      switch cost.basis {
      case .once(let when): schedule(.close, max(0, when), .costOnce, Int32(place))
      case .attendance(let when, _): schedule(.close, when, .attendance, Int32(place))
      case .perPerson, .perUnit, .perCohort, .perSession, .perMonth, .perYear, .perRound, .memberMonth,
        .memberYear, .memberRound, .memberJoining, .memberMatch, .officer:
        break
      }
    }
  }

  // MARK: Arriving

  mutating func cohortArrives(_ source: Int) {
    guard case .cohort(_, let figure, let each) = plan.sources[source].arrival else { return }
    let key = keys.key(Purpose.person, plan.sources[source].name)
    checkSize(figure)
    let expected = count(figure)
    let total = max(expected, plan.sources[source].named.count)
    let stage = plan.sources[source].enters
    if stages[stage].together { stageState.at[stage].hasStarted = true }
    for cost in plan.costs.indices where isPerCohort(cost, source) { charge(cost, 1, -1) }
    let isVaried = variationOf[Int(each.first)] >= 0
    let plainSize = max(1, number(each))
    var soFar = 0.0
    for person in 0..<total {
      if isGivenUp() { return }
      let u = arrive(
        source, StableHash.key(of: key, UInt64(person)), person, intake: Int(intakeOfSource[source]))
      if plan.sources[source].isTeams {
        if isVaried {
          units.at[Int(u)].size = Int32(max(1, min(drawnCount(number(each, u)) ?? 1, 1000)))
        } else {
          // A mean of 1.45 makes teams of one and of two, as many in all as the mean says.
          let next = min(soFar + plainSize, 1e9)
          units.at[Int(u)].size = Int32(max(1, (next + 1e-9).rounded(.down) - (soFar + 1e-9).rounded(.down)))
          soFar = next
        }
      }
      firstArrival(u, at: stage)
    }
  }

  private mutating func isPerCohort(_ cost: Int, _ source: Int) -> Bool {
    guard case .perCohort = plan.costs[cost].basis else { return false }
    let wanted = plan.costs[cost]
    if !wanted.sources.isEmpty { return wanted.sources.contains(source) }
    return wanted.stages.isEmpty || wanted.stages.contains(plan.sources[source].enters)
  }

  private mutating func arrive(_ source: Int, _ key: UInt64, _ person: Int, intake: Int) -> Int32 {
    var unit = Climber(
      key: key, intake: Int32(truncatingIfNeeded: intake), source: Int32(truncatingIfNeeded: source), size: 1)
    if usesCommitment { unit.commitment = PortableMath.normalQuantile(uniform(commitmentKey, key)) }
    let u = add(unit)
    if dimensionCount > 0 { divide(u, source, person) }
    return u
  }

  /// Into the groups of the mix, by chance; named people have their own.
  private mutating func divide(_ u: Int32, _ source: Int, _ person: Int) {
    if person < Int(namedCount[source]) {
      name(u, plan.sources[source].named[person])
      units.at[Int(u)].languages = plan.sources[source].namedLanguages[person]
    } else {
      for dimension in 0..<dimensionCount {
        let shares = mixes[source * dimensionCount + dimension]
        guard shares.count > 0 else { continue }
        var left = uniform(divisionKey, units[u].key, UInt32(dimension))
        for place in shares.range {
          left -= number(mixShares[place])
          guard left < 0 else { continue }
          attributes[Int(u) * dimensionCount + dimension] =
            UInt8(truncatingIfNeeded: place - Int(shares.start))
          break
        }
      }
    }
    guard hasLanguages, units[u].languages == 0 else { return }
    for dimension in 0..<dimensionCount {
      let value = Int(attributes[Int(u) * dimensionCount + dimension])
      units.at[Int(u)].languages |= groupLanguages[Int(groupStart[dimension]) + value]
    }
  }

  // MARK: Streams

  /// The n-th of a stream comes an exponential time after the one before.
  private mutating func scheduleArrival(_ source: Int, _ n: UInt32, after time: Double) {
    guard case .stream(let figure, _, let last) = plan.sources[source].arrival else { return }
    let rate = number(figure)
    guard rate > 0 else { return }
    let key = keys.key(Purpose.arrivals, plan.sources[source].name)
    let next = time - PortableMath.log(uniform(key, 0, n)) / rate
    guard next < Double(min(last, dayCount - 1) + 1) else { return }
    streamTimes[source] = next
    schedule(
      .arrivals, Int(next.rounded(.down)), .streamArrives, Int32(truncatingIfNeeded: source),
      Int32(bitPattern: n))
  }

  mutating func streamArrives(_ source: Int, _ n: UInt32) {
    let key = StableHash.key(of: keys.key(Purpose.person, plan.sources[source].name), UInt64(n))
    let u = arrive(source, key, Int(n), intake: Int(intakeOfSource[source]) + month)
    firstArrival(u, at: plan.sources[source].enters)
    scheduleArrival(source, n &+ 1, after: streamTimes[source])
  }

  mutating func streamMonthEnds(_ source: Int, _ month: Int32) {
    let stage = plan.sources[source].enters
    changePending(Int(intakeOfSource[source]) + Int(month), gone: stages[stage].below, new: 0)
    if stages[stage].together {
      stageState.at[stage].hasStarted = true
      mark(stage)
    }
  }
}
