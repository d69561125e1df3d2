// Mentors: they join, are found for people, lose them, rest, stop.

import RungModel

extension Run {
  // MARK: Joining

  /// An origin's number: stages, positions, pools, sources.
  @inline(__always)
  mutating func number(of origin: Origin) -> Int {
    switch origin {
    case .stage(let s): s
    case .position(let p): stageCount + p
    case .pool(let p): stageCount + sites.positions + p
    case .source(let s): stageCount + sites.positions + sites.pools + s
    case .elsewhere: stageCount + sites.positions + sites.pools + sites.sources
    }
  }

  /// Somebody leaves an origin for the n-th time: each person of the unit may join the pools drawn from it.
  mutating func join(_ origin: Origin, _ u: Int32, nth: Int) {
    let list = joiningsOf[number(of: origin)]
    for place in list.range {
      let joining = joinings[place]
      let share = number(joining.share, u)
      let size = Int(units[u].size)
      for person in 0..<size {
        if isGivenUp() { return }
        let block = UInt32(truncatingIfNeeded: nth * 1024 + person)
        guard uniform(joining.key, units[u].key, block) < share else { continue }
        let member = size == 1 ? u : member(person, of: u)
        guard memberships[member] & 1 << UInt64(joining.pool) == 0 else { continue }
        addMentor(Int(joining.pool), member, capacity: -1, isTrained: joining.isTrained)
      }
    }
  }

  /// A person of a team, who acts alone from here on.
  private mutating func member(_ person: Int, of u: Int32) -> Int32 {
    var unit = units[u]
    unit.key = StableHash.key(of: unit.key, UInt64(person) + 1)
    unit.size = 1
    unit.state = .ended
    unit.alive = 0
    unit.mentor = -1
    return add(unit, attributesOf: u)
  }

  /// A record for somebody, with the groups of somebody else or none.
  mutating func add(_ unit: Climber, attributesOf u: Int32 = -1) -> Int32 {
    let number = Int32(truncatingIfNeeded: units.count)
    units.append(unit)
    memberships.append(0)
    seatings.append(0)
    for dimension in 0..<dimensionCount {
      let value =
        u >= 0
        ? attributes[Int(u) * dimensionCount + dimension]
        : unstated(dimension)
      attributes.append(value)
    }
    return number
  }

  /// The last of a dimension's values.
  @inline(__always)
  mutating func unstated(_ dimension: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: groupStart[dimension + 1] - groupStart[dimension] - 1)
  }

  /// Somebody from outside the programme.
  mutating func outsider(_ key: UInt64) -> Int32 {
    var unit = Climber(key: key, intake: -1, source: -1, size: 1)
    unit.state = .ended
    return add(unit)
  }

  @discardableResult
  mutating func addMentor(
    _ pool: Int, _ u: Int32, capacity: Int, languages: UInt64? = nil, isTrained: Bool = false
  ) -> Int32 {
    let number = Int32(truncatingIfNeeded: mentors.count)
    var mentor = Mentor(
      unit: u, pool: Int32(truncatingIfNeeded: pool),
      capacity: capacity >= 0 ? Int32(clamping: capacity) : pools[pool].mentees,
      joined: Int32(truncatingIfNeeded: day), key: StableHash.key(of: units[u].key, UInt64(pool) + 1 << 32))
    if pools[pool].hasHours { mentor.hoursLeft = self.number(pools[pool].hours) }
    if hasLanguages { mentor.languages = languages ?? drawnLanguages(pool, mentor.key, u) }
    mentors.append(mentor)
    memberships[u] |= 1 << UInt64(pool)
    poolMembers[pool] += 1
    flow(sites.flow(.joined, pool), u)
    stock(sites.stock(.members, pool), 1, u)
    offer(.pool(pool), u)
    memberCharges(pool, u, isMatch: false)
    scheduleLeaving(number, pool)
    if pools[pool].hasTerm {
      schedule(.ends, max(day + 1, day(after: pools[pool].term, from: day)), .termEnds, number)
    }
    var ready = day
    if pools[pool].hasTraining, !isTrained { ready = day(after: pools[pool].training, from: day) }
    if ready > day {
      mentors.at[Int(number)].state = .training
      mentors.at[Int(number)].ready = Int32(clamping: ready)
      schedule(.ends, ready, .mentorReady, number)
    } else {
      serve(number)
    }
    if isAnyTrainer(pool) { markAll() }
    return number
  }

  private mutating func scheduleLeaving(_ m: Int32, _ pool: Int) {
    guard pools[pool].leaving == .perPeriod else { return }
    let stays = number(pools[pool].stays)
    let days = pools[pool].periodDays
    guard stays < 1 else { return }
    // Survival of stays^(time/period).
    let draw = uniform(pools[pool].servingKey, mentors[m].key)
    let periods = stays <= 0 ? 0 : PortableMath.log(draw) / PortableMath.log(stays)
    let when = Double(day) + (periods * days).rounded(.down) + 1
    if when < Double(dayCount) { schedule(.ends, Int(when), .mentorLeaves, m) }
  }

  private mutating func drawnLanguages(_ pool: Int, _ key: UInt64, _ u: Int32) -> UInt64 {
    var languages = units[u].languages
    let drawKey = pools[pool].languagesKey
    for place in pools[pool].languages.range {
      let (bit, share) = (spokenShares[place].bit, spokenShares[place].share)
      if share >= 1 || uniform(drawKey, key, UInt32(bit)) < share { languages |= 1 << UInt64(bit) }
    }
    return languages
  }

  // MARK: Serving

  mutating func serve(_ m: Int32) {
    mentors.at[Int(m)].state = .serving
    freeSlots[Int(mentors[m].pool)] += max(0, mentors[m].capacity - mentors[m].load)
    insert(m)
    markStages(of: Int(mentors[m].pool))
  }

  mutating func mentorReady(_ m: Int32) {
    guard !mentors[m].isAway else { return }
    if mentors[m].state == .training || mentors[m].state == .resting { serve(m) }
  }

  private mutating func markStages(of pool: Int) {
    for place in stagesOfPool[pool].range {
      let s = Int(poolStages[place])
      if stageState[s].queueUnits > 0 || stageState[s].orphanHead >= 0 { mark(s) }
    }
  }

  mutating func markAll() { for s in 0..<stageCount where stageState[s].queueUnits > 0 { mark(s) } }

  mutating func isAnyTrainer(_ pool: Int) -> Bool {
    (0..<stageTrainers.count).contains { Int(stageTrainers[$0]) == pool }
  }

  /// Into the list of members with as many slots taken; the full stand in none.
  private mutating func insert(_ m: Int32) {
    let mentor = mentors.at + Int(m)
    guard mentor.pointee.load < mentor.pointee.capacity else { return }
    let place = Int(mentor.pointee.pool) * levels + Int(mentor.pointee.load)
    let head = poolHead[place]
    mentor.pointee.next = head
    mentor.pointee.previous = -1
    if head >= 0 { mentors.at[Int(head)].previous = m }
    poolHead[place] = m
  }

  private mutating func remove(_ m: Int32) {
    let mentor = mentors.at + Int(m)
    guard mentor.pointee.load < mentor.pointee.capacity else { return }
    if mentor.pointee.previous >= 0 {
      mentors.at[Int(mentor.pointee.previous)].next = mentor.pointee.next
    } else {
      poolHead[Int(mentor.pointee.pool) * levels + Int(mentor.pointee.load)] = mentor.pointee.next
    }
    if mentor.pointee.next >= 0 { mentors.at[Int(mentor.pointee.next)].previous = mentor.pointee.previous }
  }

  // MARK: Finding

  /// A mentor with a free slot: of the first of the stage's pools that has one, the one with the fewest taken.
  @inline(__always)
  mutating func findMentor(_ u: Int32, _ s: Int) -> Int32 {
    for place in stages[s].pools.range {
      let pool = Int(stagePools[place])
      guard freeSlots[pool] > 0 else { continue }
      if poolIsPlain[pool], memberships[u] & 1 << UInt64(pool) == 0 {
        for level in pool * levels..<(pool + 1) * levels where poolHead[level] >= 0 { return poolHead[level] }
      } else {
        let found = findFitting(u, s, pool)
        if found >= 0 { return found }
      }
    }
    return -1
  }

  /// The same where hours or languages count, or who asks is a mentor too. O(members with a free slot).
  private mutating func findFitting(_ u: Int32, _ s: Int, _ pool: Int) -> Int32 {
    let hours = hours(of: s)
    let languages = units[u].languages
    for level in pool * levels..<(pool + 1) * levels {
      var m = poolHead[level]
      while m >= 0, !isGivenUp() {
        let mentor = mentors.at + Int(m)
        let speaks =
          languages == 0 || mentor.pointee.languages == 0 || languages & mentor.pointee.languages != 0
        if speaks, mentor.pointee.unit != u, mentor.pointee.hoursLeft >= hours - 1e-9 { return m }
        m = mentor.pointee.next
      }
    }
    return -1
  }

  private mutating func hours(of s: Int) -> Double {
    stages[s].mentoring.first >= 0 ? number(stages[s].mentoring) : 0
  }

  mutating func attach(_ u: Int32, _ m: Int32, _ s: Int) {
    let pool = Int(mentors[m].pool)
    remove(m)
    let mentor = mentors.at + Int(m)
    mentor.pointee.load += 1
    insert(m)
    freeSlots[pool] -= 1
    if mentor.pointee.hoursLeft.isFinite { mentor.pointee.hoursLeft -= hours(of: s) }
    let unit = units.at + Int(u)
    unit.pointee.mentor = m
    unit.pointee.matePrevious = -1
    unit.pointee.mate = mentor.pointee.firstMentee
    if mentor.pointee.firstMentee >= 0 { units.at[Int(mentor.pointee.firstMentee)].matePrevious = u }
    mentor.pointee.firstMentee = u
    let size = Int(unit.pointee.size)
    stock(sites.stock(.mentees, pool), size, u)
    flow(sites.flow(.matches, pool), u)
    flow(sites.flow(.matched, s), u)
    memberCharges(pool, u, isMatch: true)
    if ties.isAsked { tie(u, mentor.pointee.unit, pool) }
  }

  /// Out of the list of the mentor's mentees.
  private mutating func unlinkMate(_ u: Int32, _ m: Int32) {
    let unit = units[u]
    if unit.matePrevious >= 0 {
      units.at[Int(unit.matePrevious)].mate = unit.mate
    } else {
      mentors.at[Int(m)].firstMentee = unit.mate
    }
    if unit.mate >= 0 { units.at[Int(unit.mate)].matePrevious = unit.matePrevious }
  }

  /// The time with a mentor is over; the slot is free, or rests.
  mutating func detach(_ u: Int32) {
    let m = units[u].mentor
    let pool = Int(mentors[m].pool)
    unlinkMate(u, m)
    units.at[Int(u)].mentor = -1
    stock(sites.stock(.mentees, pool), -Int(units[u].size), u)
    if mentors[m].hoursLeft.isFinite { mentors.at[Int(m)].hoursLeft += hours(of: Int(units[u].stage)) }
    if restsAfterMentee[pool], let pause = restDays(pool), pause > day {
      schedule(.ends, pause, .slotRested, m)
    } else {
      slotRested(m)
    }
  }

  /// The first day after a rest that begins today.
  private mutating func restDays(_ pool: Int) -> Int? {
    if pools[pool].hasRest { return day(after: pools[pool].rest, from: day) }
    return pools[pool].hasRestRounds ? day + count(pools[pool].restRounds) * plan.roundDays : nil
  }

  mutating func slotRested(_ m: Int32) {
    let isListed = mentors[m].state == .serving
    if isListed { remove(m) }
    mentors.at[Int(m)].load -= 1
    if isListed {
      insert(m)
      freeSlots[Int(mentors[m].pool)] += 1
      markStages(of: Int(mentors[m].pool))
    }
  }

  // MARK: Without a mentor

  mutating func becomeOrphan(_ u: Int32, _ s: Int) {
    let state = stageState.at + s
    units.at[Int(u)].mate = -1
    units.at[Int(u)].matePrevious = state.pointee.orphanTail
    if state.pointee.orphanTail >= 0 {
      units.at[Int(state.pointee.orphanTail)].mate = u
    } else {
      state.pointee.orphanHead = u
    }
    state.pointee.orphanTail = u
    stock(sites.stock(.withoutMentor, s), Int(units[u].size), u)
    mark(s)
  }

  mutating func stopOrphan(_ u: Int32, _ s: Int) {
    let state = stageState.at + s
    let unit = units[u]
    if unit.matePrevious >= 0 {
      units.at[Int(unit.matePrevious)].mate = unit.mate
    } else {
      state.pointee.orphanHead = unit.mate
    }
    if unit.mate >= 0 {
      units.at[Int(unit.mate)].matePrevious = unit.matePrevious
    } else {
      state.pointee.orphanTail = unit.matePrevious
    }
    stock(sites.stock(.withoutMentor, s), -Int(unit.size), u)
  }

  mutating func matchOrphans(_ s: Int) {
    var u = stageState[s].orphanHead
    while u >= 0, !isGivenUp() {
      let next = units[u].mate
      let m = findMentor(u, s)
      if m >= 0 {
        stopOrphan(u, s)
        attach(u, m, s)
      } else if !hasLanguages, memberships[u] == 0 {
        return
      }
      u = next
    }
  }

  // MARK: Stopping

  mutating func mentorLeaves(_ m: Int32) {
    guard mentors[m].state != .gone else { return }
    let pool = Int(mentors[m].pool)
    withdraw(m, to: .gone)
    if mentors[m].isAway { poolAway[pool] -= 1 }
    let u = mentors[m].unit
    memberships[u] &= ~(1 << UInt64(pool))
    poolMembers[pool] -= 1
    flow(sites.flow(.left, pool), u)
    stock(sites.stock(.members, pool), -1, u)
    join(.pool(pool), u, nth: Int(m) & 0xFFF)
    if counts.watchesRetention { watch(.pool(pool), u) }
  }

  /// No longer serves: mentees lose their mentor.
  mutating func withdraw(_ m: Int32, to state: Mentor.State) {
    let pool = Int(mentors[m].pool)
    if mentors[m].state == .serving {
      freeSlots[pool] -= max(0, mentors[m].capacity - mentors[m].load)
      remove(m)
    }
    mentors.at[Int(m)].state = state
    var u = mentors[m].firstMentee
    mentors.at[Int(m)].firstMentee = -1
    while u >= 0, !isGivenUp() {
      let next = units[u].mate
      let s = Int(units[u].stage)
      units.at[Int(u)].mentor = -1
      mentors.at[Int(m)].load -= 1
      if mentors[m].hoursLeft.isFinite { mentors.at[Int(m)].hoursLeft += hours(of: s) }
      stock(sites.stock(.mentees, pool), -Int(units[u].size), u)
      flow(sites.flow(.lostMentor, s), u)
      becomeOrphan(u, s)
      u = next
    }
  }

  mutating func mentorTermEnds(_ m: Int32) {
    guard mentors[m].state != .gone else { return }
    let pool = Int(mentors[m].pool)
    mentors.at[Int(m)].terms += 1
    if pools[pool].leaving == .perTerm {
      let draw = uniform(pools[pool].servingKey, mentors[m].key, UInt32(bitPattern: mentors[m].terms))
      guard draw < number(pools[pool].stays) else {
        mentorLeaves(m)
        return
      }
    } else if restDays(pool) == nil {
      mentorLeaves(m)
      return
    }
    var next = day
    if let pause = restDays(pool), pause > day {
      withdraw(m, to: .resting)
      mentors.at[Int(m)].ready = Int32(clamping: pause)
      schedule(.ends, pause, .mentorReady, m)
      next = pause
    }
    if pools[pool].hasTerm {
      schedule(.ends, max(next + 1, day(after: pools[pool].term, from: next)), .termEnds, m)
    }
  }

  /// A round begins: those who were there when the last one began stay on or leave.
  mutating func roundBegins(_ round: Int) {
    let last = day - plan.roundDays
    for pool in 0..<sites.pools where pools[pool].leaving == .perRound {
      let stays = number(pools[pool].stays)
      let key = pools[pool].servingKey
      for m in 0..<mentors.count {
        if isGivenUp() { return }
        let mentor = mentors[m]
        guard Int(mentor.pool) == pool, mentor.state != .gone, Int(mentor.joined) <= last else { continue }
        if uniform(key, mentor.key, UInt32(truncatingIfNeeded: round)) >= stays {
          mentorLeaves(Int32(truncatingIfNeeded: m))
        }
      }
    }
  }

  // MARK: Ties

  /// A pair counts when both belong to known and different groups of a dimension.
  private mutating func tie(_ u: Int32, _ mentor: Int32, _ pool: Int) {
    for dimension in 0..<dimensionCount {
      let unknown = unstated(dimension)
      let a = attributes[Int(u) * dimensionCount + dimension]
      let b = attributes[Int(mentor) * dimensionCount + dimension]
      guard a != b, a != unknown, b != unknown else { continue }
      let low = min(u, mentor)
      let high = max(u, mentor)
      ties.pairs[pool].append(UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high)))
      return
    }
  }

  // MARK: Trainers

  /// Whether a group that is open has room for it, or the trainers have hours for another.
  mutating func hasTrainers(_ u: Int32, _ s: Int) -> Bool {
    let place = s * intakeCount + Int(units[u].intake)
    if groupRoom[place] > 0, Int(groupEnd[place]) > day { return true }
    var hours = 0.0
    for place in stages[s].trainers.range {
      let pool = Int(stageTrainers[place])
      guard pools[pool].hasHours else { return true }
      hours += Double(poolMembers[pool] - poolAway[pool]) * number(pools[pool].hours)
    }
    guard stages[s].trainers.count > 0 else { return true }
    // Trainers are shared by the stages with the same list: the first of it keeps the account.
    let account = Int(stageTrainers[Int(stages[s].trainers.start)])
    return trainerUsed[account] + stages[s].trainerHours <= hours + 1e-9
  }

  mutating func joinGroup(_ u: Int32, _ s: Int) {
    let place = s * intakeCount + Int(units[u].intake)
    if groupRoom[place] <= 0 || Int(groupEnd[place]) <= day {
      guard stages[s].trainers.count > 0 else { return }
      trainerUsed[Int(stageTrainers[Int(stages[s].trainers.start)])] += stages[s].trainerHours
      let end = max(
        day + 1, day(after: Stretch(months: stages[s].months, days: stages[s].days), from: day, u))
      groupRoom[place] = stages[s].groupSize > 0 ? stages[s].groupSize : .max
      groupEnd[place] = Int32(clamping: end)
      schedule(.ends, end, .groupEnds, Int32(truncatingIfNeeded: s))
    }
    if groupRoom[place] < .max { groupRoom[place] -= units[u].size }
  }

  mutating func endGroup(_ s: Int) {
    trainerUsed[Int(stageTrainers[Int(stages[s].trainers.start)])] -= stages[s].trainerHours
    markAll()
  }
}
