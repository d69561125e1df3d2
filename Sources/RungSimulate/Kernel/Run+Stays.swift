// People inside a stage: how long they stay, whether to the end, and what becomes of them then.

import RungModel

extension Run {
  // MARK: Inside

  mutating func enter(_ u: Int32, _ s: Int, _ mentor: Int32) {
    let state = stageState.at + s
    let size = Int(units[u].size)
    state.pointee.queueUnits -= 1
    state.pointee.queuePeople -= units[u].size
    state.pointee.inside += 1
    let waited = day - Int(units[u].since)
    counts.waited(s, days: waited * size)
    stock(sites.stock(.waiting, s), -size, u)
    stock(sites.stock(.active, s), size, u)
    flow(sites.flow(.entered, s), u)
    let isFirst = !units[u].hasEntered
    if isFirst {
      units.at[Int(u)].hasEntered = true
      flow(sites.sourceFlow(.entered, Int(units[u].source)), u)
    }
    units.at[Int(u)].state = .inside
    units.at[Int(u)].since = Int32(truncatingIfNeeded: day)
    if stages[s].trainerHours > 0 { joinGroup(u, s) }
    if stages[s].costs.count > 0 { chargeEntry(u, s, isFirst: isFirst) }
    if stages[s].pools.count > 0 {
      if mentor >= 0 { attach(u, mentor, s) } else { becomeOrphan(u, s) }
    }
    counts.entrant(s, units[u].commitment)
    stay(u, s)
  }

  /// A passage through the stage: how long, and how it ends, is decided now.
  mutating func stay(_ u: Int32, _ s: Int) {
    let stage = stages.at + s
    stays += 1
    let unit = units.at + Int(u)
    let length: Int
    var months = 0.0
    var days = 0.0
    if stage.pointee.isPlainLength {
      let state = stageState.at + s
      if Int(state.pointee.cachedDay) != day {
        state.pointee.cachedDay = Int32(truncatingIfNeeded: day)
        let end = tables.day(
          day, months: values[Int(stage.pointee.months.first)], days: values[Int(stage.pointee.days.first)])
        state.pointee.cachedEnd = Int32(clamping: end)
      }
      length = max(1, Int(state.pointee.cachedEnd) - day)
      months = values[Int(stage.pointee.months.first)]
      days = values[Int(stage.pointee.days.first)]
    } else {
      months = max(0, number(stage.pointee.months, u))
      days = max(0, number(stage.pointee.days, u))
      length = max(1, tables.day(day, months: months, days: days) - day)
    }
    var end = length
    unit.pointee.staysToEnd = true
    switch stage.pointee.stay {
    case .everyone: break
    case .completion:
      let draw = uniform(stage.pointee.stayKey, unit.pointee.key, UInt32(unit.pointee.attempt))
      let chance = completion(u, s)
      if draw >= chance {
        unit.pointee.staysToEnd = false
        end = Run.leavingDay((draw - chance) / (1 - chance), length, stage.pointee.leaving)
      }
    case .attrition:
      let draw = uniform(stage.pointee.stayKey, unit.pointee.key, UInt32(unit.pointee.attempt))
      let exposure = (months * CalendarTables.daysPerMonth + days) / stage.pointee.periodDays
      let logStay = logStaying(u, s, exposure)
      // Whoever would leave after a share x of the stay has a draw of stays^x. As ln x <= x - 1, most who stay are known
      // without the logarithm.
      let share = draw - 1 > logStay ? PortableMath.log(draw) / logStay : 2
      if share < 1 {
        unit.pointee.staysToEnd = false
        // Rounded up: the day in the course of which it falls.
        let place = share * Double(length)
        let whole = Int(place)
        end = min(length, max(1, Double(whole) < place ? whole + 1 : whole))
      }
    }
    let when = day + end
    guard when < dayCount else { return }
    unit.pointee.link = -1
    if stayHead[when] < 0 { stayHead[when] = u } else { units.at[Int(stayTail[when])].link = u }
    stayTail[when] = u
  }

  /// The day of leaving of somebody who does not stay to the end, at a place `x` of (0, 1) among them.
  static func leavingDay(_ x: Double, _ length: Int, _ leaving: UInt8) -> Int {
    guard length > 1, leaving < 2 else { return length }
    let place = leaving == 0 ? 1 - max(0, 1 - x).squareRoot() : x
    return min(length - 1, 1 + Int(place * Double(length - 1)))
  }

  /// The chance of staying to the end, for a person as committed as this.
  @inline(__always)
  mutating func completion(_ u: Int32, _ s: Int) -> Double {
    let slot = slot(stages[s].staying, u)
    if stages[s].strength == 0, variationOf[slot] < 0 { return values[slot] }
    if variationOf[slot] < 0 {
      var intercept = interceptCache[slot]
      if intercept.isNaN {
        intercept = calibration.intercept(s, chance: values[slot])
        interceptCache[slot] = intercept
      }
      return PortableMath.logistic(intercept + stages[s].strength * units[u].commitment)
    }
    let chance = varied(Int(variationOf[slot]), units[u].key)
    return calibration.chance(s, chance, units[u].commitment, strength: stages[s].strength)
  }

  /// The logarithm of the chance of staying through so many periods.
  @inline(__always)
  mutating func logStaying(_ u: Int32, _ s: Int, _ exposure: Double) -> Double {
    let slot = slot(stages[s].staying, u)
    var log = 0.0
    if variationOf[slot] < 0 {
      log = interceptCache[slot]
      if log.isNaN {
        log = PortableMath.log1p(-min(1, max(0, values[slot])))
        interceptCache[slot] = log
      }
    } else {
      log = PortableMath.log1p(-min(1, max(0, varied(Int(variationOf[slot]), units[u].key))))
    }
    let plain = log * exposure
    guard stages[s].strength != 0 else { return plain }
    let chance = calibration.chance(
      s, PortableMath.exp(plain), units[u].commitment, strength: stages[s].strength)
    return PortableMath.log(chance)
  }

  // MARK: Ends of stays

  mutating func endStays() {
    var u = stayHead[day]
    while u >= 0, !isGivenUp() {
      let next = units[u].link
      endStay(u)
      u = next
    }
  }

  mutating func endStay(_ u: Int32) {
    let s = Int(units[u].stage)
    let stage = stages.at + s
    var isThrough = units[u].staysToEnd
    var hasFailed = false
    if isThrough, stage.pointee.hasPass {
      let draw = RandomStream.pair(
        key: stage.pointee.stayKey, entity: units[u].key, run: run, block: UInt32(units[u].attempt)
      ).1
      if draw >= number(stage.pointee.pass, u) {
        if Int32(units[u].attempt) < stage.pointee.repeats {
          units.at[Int(u)].attempt += 1
          stay(u, s)
          return
        }
        isThrough = false
        hasFailed = true
      }
    }
    let size = Int(units[u].size)
    if units[u].mentor >= 0 { detach(u) } else if stage.pointee.pools.count > 0 { stopOrphan(u, s) }
    stageState.at[s].inside -= 1
    stock(sites.stock(.active, s), -size, u)
    if stageState[s].queueUnits > 0 { mark(s) }
    if isThrough {
      flow(sites.flow(.completed, s), u)
      join(.stage(s), u, nth: 0)
      offer(.stage(s), u)
      goOn(u, from: s, option: 0)
    } else {
      flow(sites.flow(hasFailed ? .failed : .dropped, s), u)
      end(u)
    }
    if counts.watchesRetention { watch(.stage(s), u) }
  }
}
