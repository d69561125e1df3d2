// People between stages: they come, wait, are chosen, go on or come to the end.

import RungModel

extension Run {
  // MARK: Coming

  /// Somebody new stands at the stage they enter.
  mutating func firstArrival(_ u: Int32, at stage: Int) {
    flow(sites.sourceFlow(.arrived, Int(units[u].source)), u)
    stock(sites.onTheWay(Int(units[u].source)), Int(units[u].size), u)
    come(u, to: stage)
  }

  /// Comes to a stage: gathered until the intake is decided, or straight to the queue.
  mutating func come(_ u: Int32, to stage: Int) {
    flow(sites.flow(.arrived, stage), u)
    stock(sites.stock(.waiting, stage), Int(units[u].size), u)
    setAlive(u, stages[stage].below)
    queue(u, at: stage)
  }

  /// Stands in the queue of a stage, to which it has come.
  mutating func queue(_ u: Int32, at s: Int) {
    let stage = stages.at + s
    units.at[Int(u)].stage = Int32(truncatingIfNeeded: s)
    units.at[Int(u)].state = .waiting
    units.at[Int(u)].since = Int32(truncatingIfNeeded: day)
    units.at[Int(u)].attempt = 0
    if stage.pointee.placesKind == .perIntake {
      let place = s * intakeCount + Int(units[u].intake)
      if Int(intakeBrought[place]) >= count(stage.pointee.places) {
        turnAway(u, s)
        return
      }
      intakeBrought[place] += 1
    }
    let state = stageState.at + s
    state.pointee.queueUnits += 1
    state.pointee.queuePeople += units[u].size
    units.at[Int(u)].link = -1
    if stage.pointee.choice == .best {
      insertByCommitment(u, s)
    } else if state.pointee.queueTail < 0 {
      state.pointee.queueHead = u
      state.pointee.queueTail = u
    } else {
      units.at[Int(state.pointee.queueTail)].link = u
      state.pointee.queueTail = u
    }
    mark(s)
    if stage.pointee.hasPatience {
      let end = day(
        after: Stretch(months: stage.pointee.patienceMonths, days: stage.pointee.patienceDays), from: day, u)
      schedule(.patience, max(end, day), .patienceEnds, u, Int32(truncatingIfNeeded: day))
    }
  }

  /// The most committed stand first. From the back, so that a list in order is put in quickly. O(those behind).
  mutating func insertByCommitment(_ u: Int32, _ s: Int) {
    let state = stageState.at + s
    let commitment = units[u].commitment
    var before: Int32 = -1
    var next = state.pointee.queueHead
    if state.pointee.queueTail >= 0, units[state.pointee.queueTail].commitment >= commitment {
      before = state.pointee.queueTail
      next = -1
    }
    while next >= 0, units[next].commitment >= commitment {
      if isGivenUp() { return }
      before = next
      next = units[next].link
    }
    units.at[Int(u)].link = next
    if before < 0 { state.pointee.queueHead = u } else { units.at[Int(before)].link = u }
    if next < 0 { state.pointee.queueTail = u }
  }

  mutating func turnAway(_ u: Int32, _ s: Int) {
    stock(sites.stock(.waiting, s), -Int(units[u].size), u)
    flow(sites.flow(.turnedAway, s), u)
    end(u)
  }

  @inline(__always)
  mutating func mark(_ s: Int) {
    stageState.at[s].isDirty = true
    isAnyStageDirty = true
  }

  // MARK: Waiting in vain

  mutating func patienceEnds(_ u: Int32, since: Int32) {
    let unit = units[u]
    guard unit.state == .waiting, unit.since == since else { return }
    let s = Int(unit.stage)
    // The queue skips those who are gone.
    stageState.at[s].queueUnits -= 1
    stageState.at[s].queuePeople -= unit.size
    stock(sites.stock(.waiting, s), -Int(unit.size), u)
    let reason: StageFlow =
      switch stageState[s].lack {
      case .place: .gaveUpPlace
      case .mentor: .gaveUpMentor
      case .money: .gaveUpMoney
      case .trainer: .gaveUpTrainer
      }
    flow(sites.flow(reason, s), u)
    end(u)
    recountLacking(s)
  }

  // MARK: Admission

  /// First those who lost their mentor, then the queues; both from the top of the ladder down.
  mutating func admit() {
    isAnyStageDirty = false
    for place in 0..<serviceOrder.count {
      let s = Int(serviceOrder[place])
      if stageState[s].isDirty, stageState[s].orphanHead >= 0 { matchOrphans(s) }
    }
    var isAnyHeld = false
    for place in 0..<serviceOrder.count {
      let s = Int(serviceOrder[place])
      guard stageState[s].isDirty else { continue }
      stageState.at[s].isDirty = false
      admit(s)
      stageState.at[s].hasStarted = false
      recountLacking(s)
      if stageState[s].isHeld { isAnyHeld = true }
    }
    guard isAnyHeld else { return }
    for s in 0..<stageCount where stageState[s].isHeld {
      stageState.at[s].isHeld = false
      if day + 1 < dayCount { mark(s) }
    }
  }

  mutating func admit(_ s: Int) {
    let state = stageState.at + s
    guard state.pointee.queueUnits > 0 else {
      state.pointee.queueHead = -1
      state.pointee.queueTail = -1
      return
    }
    if stages[s].together, !state.pointee.hasStarted {
      state.pointee.lack = lackNow(s)
      return
    }
    let limit = placeLimits[s]
    var before: Int32 = -1
    var u = state.pointee.queueHead
    while u >= 0 {
      if isGivenUp() { return }
      let next = units[u].link
      guard units[u].state == .waiting, Int(units[u].stage) == s else {
        unlink(u, after: before, s)
        u = next
        continue
      }
      guard Int(state.pointee.inside) < limit else {
        state.pointee.lack = .place
        break
      }
      if stages[s].trainerHours > 0, !hasTrainers(u, s) {
        state.pointee.lack = .trainer
        break
      }
      if stages[s].costs.count > 0, isHeldByMoney(u, s) {
        state.pointee.lack = .money
        state.pointee.isHeld = true
        break
      }
      var mentor: Int32 = -1
      if stages[s].pools.count > 0 {
        mentor = findMentor(u, s)
        if mentor < 0, !stages[s].proceeds {
          state.pointee.lack = .mentor
          guard hasLanguages || memberships[u] != 0 else { break }
          // Somebody behind may share a language with a mentor who is free, or not be that mentor.
          before = u
          u = next
          continue
        }
      }
      unlink(u, after: before, s)
      enter(u, s, mentor)
      u = next
    }
  }

  /// Why the first of the queue does not start: what it lacks, were the stage to start today.
  mutating func lackNow(_ s: Int) -> Climber.Lack {
    let isFull = Int(stageState[s].inside) >= placeLimits[s]
    return isFull || stages[s].pools.count == 0 ? .place : .mentor
  }

  @inline(__always)
  mutating func unlink(_ u: Int32, after before: Int32, _ s: Int) {
    let state = stageState.at + s
    let next = units[u].link
    if before < 0 { state.pointee.queueHead = next } else { units.at[Int(before)].link = next }
    if state.pointee.queueTail == u { state.pointee.queueTail = before }
  }

  /// People who have a place and lack only a mentor belong to those without one.
  mutating func recountLacking(_ s: Int) {
    let state = stageState.at + s
    if state.pointee.countedPeople != state.pointee.queuePeople
      || state.pointee.countedLack != state.pointee.lack
    {
      recountReasons(s)
    }
    var lacking: Int32 = 0
    let hasWaiting = stages[s].pools.count > 0 && !stages[s].proceeds && state.pointee.queueUnits > 0
    if hasWaiting, state.pointee.lack == .mentor {
      let free = placeLimits[s] == .max ? Int.max : placeLimits[s] - Int(state.pointee.inside)
      var left = min(free, Int(state.pointee.queueUnits))
      if hasTeams {
        var u = state.pointee.queueHead
        while u >= 0, left > 0, !isGivenUp() {
          if units[u].state == .waiting, Int(units[u].stage) == s {
            lacking += units[u].size
            left -= 1
          }
          u = units[u].link
        }
      } else {
        lacking = Int32(clamping: left)
      }
    }
    guard lacking != state.pointee.lacking || counts.watchesGroups else { return }
    relack(s, lacking)
  }

  /// For what those in the queue wait.
  mutating func recountReasons(_ s: Int) {
    let state = stageState.at + s
    stock(lackSite(state.pointee.countedLack, s), -Int(state.pointee.countedPeople), -1)
    state.pointee.countedLack = state.pointee.lack
    state.pointee.countedPeople = state.pointee.queuePeople
    stock(lackSite(state.pointee.lack, s), Int(state.pointee.queuePeople), -1)
  }

  mutating func lackSite(_ lack: Climber.Lack, _ s: Int) -> Int {
    switch lack {
    case .place: sites.stock(.forPlace, s)
    case .mentor: sites.stock(.forMentor, s)
    case .money: sites.stock(.forMoney, s)
    case .trainer: sites.stock(.forTrainer, s)
    }
  }

  // MARK: The way on

  /// From a stage that was completed: the ways on from `option`, in order.
  mutating func goOn(_ u: Int32, from s: Int, option: Int) {
    let ways = stages[s].next
    var option = option
    while option < Int(ways.count) {
      let way = Int(ways.start) + option
      let t = Int(nextStages[way])
      switch stages[t].choice {
      case .best:
        gather(u, t, option)
        return
      case .random:
        if uniform(stages[t].wayKey, units[u].key) < number(stages[t].share, u) {
          head(u, to: t, option)
          return
        }
        flow(sites.flow(.arrived, t), u)
        flow(sites.flow(.notChosen, t), u)
        option += 1
      case .everyone:
        // What is left are stages that take everyone: one of them, each as likely.
        let left = Int(ways.count) - option
        let chosen = left == 1 ? 0 : Int(uniform(stages[s].wayKey, units[u].key) * Double(left))
        head(u, to: Int(nextStages[way + chosen]), option + chosen)
        return
      }
    }
    if ways.count == 0 { graduate(u) }
    end(u)
  }

  mutating func head(_ u: Int32, to t: Int, _ option: Int) {
    if stages[t].together { gather(u, t, option) } else { come(u, to: t) }
  }

  /// Waits until all of the intake is decided.
  mutating func gather(_ u: Int32, _ t: Int, _ option: Int) {
    let s = Int(units[u].stage)
    units.at[Int(u)].state = .candidate
    units.at[Int(u)].option = UInt8(truncatingIfNeeded: option)
    units.at[Int(u)].link = -1
    units.at[Int(u)].since = Int32(truncatingIfNeeded: day)
    flow(sites.flow(.arrived, t), u)
    stock(sites.stock(.waiting, t), Int(units[u].size), u)
    stock(sites.stock(.forOthers, t), Int(units[u].size), u)
    let place = gatheringPlace(t, Int(units[u].intake))
    if gathered[place] < 0 { gathered[place] = u } else { units.at[Int(gatheredTail[place])].link = u }
    gatheredTail[place] = u
    let onward = nextAlive[Int(stages[s].next.start) + option]
    setAlive(u, stages[t].below | onward)
    // The last to come may find that all others are decided.
    if pending[place] == 0 { due.append(Int32(truncatingIfNeeded: place)) }
  }

  mutating func gatheringPlace(_ t: Int, _ intake: Int) -> Int {
    stages[t].gathering.trailingZeroBitCount * intakeCount + intake
  }

  /// It may come to no other gathering stages than these any more.
  @inline(__always)
  mutating func setAlive(_ u: Int32, _ alive: UInt64) {
    let old = units[u].alive
    guard old != alive else { return }
    units.at[Int(u)].alive = alive
    changePending(Int(units[u].intake), gone: old & ~alive, new: alive & ~old)
  }

  mutating func changePending(_ intake: Int, gone: UInt64, new: UInt64) {
    var bits = new
    while bits != 0 {
      pending[bits.trailingZeroBitCount * intakeCount + intake] += 1
      bits &= bits - 1
    }
    bits = gone
    while bits != 0 {
      let place = bits.trailingZeroBitCount * intakeCount + intake
      pending[place] -= 1
      if pending[place] == 0 { due.append(Int32(truncatingIfNeeded: place)) }
      bits &= bits - 1
    }
  }

  /// Intakes of which the last is decided: the best of them go on, or all of them start together.
  mutating func chooseFromIntakes() {
    var next = 0
    while next < due.count {
      let place = Int(due[next])
      next += 1
      guard pending[place] == 0, gathered[place] >= 0 else { continue }
      choose(place)
    }
    due.clear()
  }

  mutating func choose(_ place: Int) {
    let t = Int(gatheringStages[place / intakeCount])
    scratch.clear()
    var u = gathered[place]
    while u >= 0, !isGivenUp() {
      scratch.append(u)
      u = units[u].link
    }
    gathered[place] = -1
    gatheredTail[place] = -1
    var chosen = scratch.count
    if stages[t].choice == .best {
      guard sortByCommitment() else { return }
      let share = max(0, min(1, number(stages[t].share)))
      chosen = min(scratch.count, drawnCount(share * Double(scratch.count)) ?? 0)
    }
    // Going on may gather somebody again: the list is done with first.
    let all = Array(UnsafeBufferPointer(start: scratch.at, count: scratch.count))
    for (rank, u) in all.enumerated() {
      if isGivenUp() { return }
      stock(sites.stock(.forOthers, t), -Int(units[u].size), u)
      if rank < chosen {
        setAlive(u, stages[t].below)
        queue(u, at: t)
      } else {
        stock(sites.stock(.waiting, t), -Int(units[u].size), u)
        flow(sites.flow(.notChosen, t), u)
        goOn(u, from: Int(units[u].stage), option: Int(units[u].option) + 1)
      }
    }
    if stages[t].together, chosen > 0 {
      stageState.at[t].hasStarted = true
      mark(t)
    }
  }

  /// Those in `scratch`, the most committed first; false when the run is given up.
  private mutating func sortByCommitment() -> Bool {
    var buffer = UnsafeMutableBufferPointer(start: scratch.at, count: scratch.count)
    let records = units.at
    do {
      try buffer.sort { first, second in
        if isGivenUp() { throw Cancelled() }
        let (a, b) = (records[Int(first)].commitment, records[Int(second)].commitment)
        return a > b || (a == b && first < second)
      }
      return true
    } catch { return false }
  }

  mutating func graduate(_ u: Int32) {
    let source = Int(units[u].source)
    flow(sites.sourceFlow(.graduated, source), u)
    units.at[Int(u)].attempt = .max
    join(.source(source), u, nth: 0)
    offer(.source(source), u)
  }

  /// The way is over, with a graduation or without.
  mutating func end(_ u: Int32) {
    let hasGraduated = units[u].attempt == .max
    units.at[Int(u)].state = .ended
    let source = Int(units[u].source)
    stock(sites.onTheWay(source), -Int(units[u].size), u)
    if !hasGraduated { flow(sites.sourceFlow(.ended, source), u) }
    if units[u].alive != 0 { setAlive(u, 0) }
    if counts.watchesRetention { watch(.source(source), u) }
  }
}
