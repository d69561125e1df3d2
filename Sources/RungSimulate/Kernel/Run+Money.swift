// Money: costs are charged when what they are for happens, to the funds of their route in order, as far as these go.
// Amounts are whole minor units of the programme's currency.

import RungModel

extension Run {
  mutating func beginMoney() {
    fundSpent.fill(0)
    reserved.fill(0)
    costIncurred.fill(0)
    costUnpaid.fill(0)
    memberDaysBooked.fill(0)
    fundDay.fill(-1)
    for place in 0..<funds.count {
      let amount = minor(number(funds[place].amount))
      fundAmount[place] = amount
    }
  }

  /// Whole minor units, halves up; never below zero.
  @inline(__always)
  private mutating func minor(_ amount: Double) -> Int {
    guard amount > 0, amount < 0x1p50 else { return amount >= 0x1p50 && amount <= 0x1p53 ? 1 << 50 : 0 }
    let whole = Int(amount)
    return amount - Double(whole) >= 0.5 ? whole + 1 : whole
  }

  // MARK: Funds

  /// What has come into a fund by the end of today and is not spent.
  @inline(__always)
  private mutating func balance(_ f: Int) -> Int {
    if Int(fundDay[f]) != day {
      fundDay[f] = Int32(truncatingIfNeeded: day)
      let today = income(f)
      fundIncome[f] = today
    }
    // Before and after the days on which it is valid there is nothing, whatever was spent.
    return fundIncome[f] < 0 ? 0 : fundIncome[f] - fundSpent[f]
  }

  /// What has come in by the end of today; −1 while the fund is not valid.
  private mutating func income(_ f: Int) -> Int {
    let fund = funds[f]
    guard day >= fund.first, day <= fund.last else { return -1 }
    let start = max(0, fund.first)
    let income: Double
    switch fund.accrual {
    case .once: return fundAmount[f]
    case .perYear: income = years(since: start)
    case .perMonth: income = months(since: start)
    case .perRound: income = Double(day - start + 1) / Double(max(1, plan.roundDays))
    }
    return minor((Double(fundAmount[f]) * income + 1e-3).rounded(.down))
  }

  private mutating func years(since start: Int) -> Double {
    yearsPassed[day] - (start > 0 ? yearsPassed[start - 1] : 0)
  }

  private mutating func months(since start: Int) -> Double {
    monthsPassed[day] - (start > 0 ? monthsPassed[start - 1] : 0)
  }

  // MARK: Charging

  /// Charges an amount; what no fund pays is counted as unpaid.
  private mutating func pay(_ c: Int, _ amount: Int, _ u: Int32) {
    guard amount > 0 else { return }
    costIncurred[c] += amount
    counts.incurred(c, amount, u >= 0 ? groups(u) : nil, day: day, month: month)
    note(.charged(cost: c), u, amount)
    var left = amount
    for route in costs[c].routes.range where left > 0 && isAllowed(route, u) {
      let f = Int(routes[route].fund)
      let part = min(left, balance(f))
      guard part > 0 else { continue }
      fundSpent[f] += part
      left -= part
      counts.paid(f, part, day: day, month: month)
      note(.paid(fund: f), u, part)
    }
    costUnpaid[c] += left
    counts.unpaid(c, left, month: month)
  }

  /// A fund that is restricted to groups pays only for people of these.
  private mutating func isAllowed(_ route: Int, _ u: Int32) -> Bool {
    if routes[route].sources.count > 0 {
      guard u >= 0, routes[route].sources.range.contains(where: { costSources[$0] == units[u].source }) else {
        return false
      }
    }
    for place in routes[route].allowed.range {
      guard u >= 0 else { return false }
      let value = attributes[Int(u) * dimensionCount + Int(allowed[place].dimension)]
      if allowed[place].values & 1 << UInt64(value) == 0 { return false }
    }
    return true
  }

  /// So many times the amount of a cost, uptake taken as a share.
  mutating func charge(_ c: Int, _ times: Double, _ u: Int32) {
    let amount = u >= 0 ? number(costs[c].amount, u) : number(costs[c].amount)
    var share = 1.0
    if costs[c].hasUptake { share = u >= 0 ? number(costs[c].uptake, u) : number(costs[c].uptake) }
    pay(c, minor(amount * times * share), u)
  }

  // MARK: Entries

  /// What a unit's entry to a stage costs by one of its costs.
  private mutating func entryAmount(_ c: Int, _ u: Int32, _ s: Int, isFirst: Bool) -> Int {
    let cost = costs.at + c
    if cost.pointee.isOnFirstEntry, !isFirst { return 0 }
    if cost.pointee.sources.count > 0 {
      let source = units[u].source
      guard cost.pointee.sources.range.contains(where: { costSources[$0] == source }) else { return 0 }
    }
    let amount = number(cost.pointee.amount, u)
    if cost.pointee.isSession {
      // A group's first member brings about its sessions.
      let entered = Int(intakeEntered[s * intakeCount + Int(units[u].intake)])
      let size = Int(units[u].size)
      let group = Int(cost.pointee.group)
      let groups =
        group > 0
        ? (entered + size + group - 1) / group - (entered + group - 1) / group : (entered == 0 ? 1 : 0)
      return minor(amount * Double(groups * Int(cost.pointee.sessions)))
    }
    let people = cost.pointee.isPerUnit ? 1 : Int(units[u].size)
    guard cost.pointee.hasUptake else { return minor(amount * Double(people)) }
    let share = number(cost.pointee.uptake, u)
    var takers = 0
    for person in 0..<people where uniform(cost.pointee.key, units[u].key, UInt32(person)) < share {
      takers += 1
    }
    return minor(amount * Double(takers))
  }

  mutating func chargeEntry(_ u: Int32, _ s: Int, isFirst: Bool) {
    for place in stages[s].costs.range {
      let c = Int(stageCosts[place])
      pay(c, entryAmount(c, u, s, isFirst: isFirst), u)
    }
    intakeEntered[s * intakeCount + Int(units[u].intake)] += units[u].size
  }

  /// Whether a fund that holds admissions has not enough for this one.
  mutating func isHeldByMoney(_ u: Int32, _ s: Int) -> Bool {
    var isHeld = false
    var isAnyReserved = false
    for place in stages[s].costs.range {
      let c = Int(stageCosts[place])
      guard costs[c].holds else { continue }
      var left = entryAmount(c, u, s, isFirst: !units[u].hasEntered)
      for route in costs[c].routes.range where left > 0 && isAllowed(route, u) {
        let f = Int(routes[route].fund)
        let part = min(left, max(0, balance(f) - reserved[f]))
        reserved[f] += part
        left -= part
        isAnyReserved = true
      }
      if left > 0 {
        isHeld = true
        break
      }
    }
    if isAnyReserved { reserved.fill(0) }
    return isHeld
  }

  // MARK: Members and officers

  mutating func memberCharges(_ pool: Int, _ u: Int32, isMatch: Bool) {
    guard hasMemberCosts[pool] else { return }
    for c in plan.costs.indices where plan.costs[c].place == pool {
      switch plan.costs[c].basis {
      case .memberJoining: if !isMatch { charge(c, 1, -1) }
      case .memberMatch: if isMatch { charge(c, Double(units[u].size), -1) }
      case .once, .perPerson, .perUnit, .perCohort, .perSession, .perMonth, .perYear, .perRound, .memberMonth,
        .memberYear, .memberRound, .officer, .attendance:
        break
      }
    }
  }

  mutating func officerCharges(_ position: Int, _ u: Int32) {
    for c in plan.costs.indices where plan.costs[c].basis == .officer && plan.costs[c].place == position {
      charge(c, 1, u)
    }
  }

  // MARK: By the calendar

  mutating func chargeOnce(_ c: Int) { charge(c, 1, -1) }

  /// Of those who are in the stages on the day of an event.
  mutating func chargeAttendance(_ c: Int) {
    guard case .attendance(_, let places) = plan.costs[c].basis else { return }
    var people = 0
    for s in plan.costs[c].stages { people += counts.level(sites.stock(.active, s)) }
    charge(c, Double(places >= 0 ? min(people, places) : people), -1)
  }

  /// On the last day of a month what it cost is booked: months, and by days years and rounds.
  mutating func bookMonth() {
    let start = max(0, Int(tables.monthStart[month]))
    let monthsBooked = months(since: start)
    let yearsBooked = years(since: start)
    let rounds = Double(day - start + 1) / Double(max(1, plan.roundDays))
    for c in plan.costs.indices {
      switch plan.costs[c].basis {
      case .perMonth: charge(c, monthsBooked, -1)
      case .perYear: charge(c, yearsBooked, -1)
      case .perRound: charge(c, rounds, -1)
      case .memberMonth: charge(c, monthsBooked * meanMembers(c, start), -1)
      case .memberYear: charge(c, yearsBooked * meanMembers(c, start), -1)
      case .memberRound: charge(c, rounds * meanMembers(c, start), -1)
      case .once, .perPerson, .perUnit, .perCohort, .perSession, .memberJoining, .memberMatch, .officer,
        .attendance:
        break
      }
    }
    for pool in 0..<sites.pools {
      memberDaysBooked[pool] = counts.daysSoFar(sites.stock(.members, pool), day)
    }
    counts.closeMonth(month)
  }

  /// Members of a cost's pool, on the mean of the days of the month so far.
  private mutating func meanMembers(_ c: Int, _ start: Int) -> Double {
    let pool = plan.costs[c].place
    let days = counts.daysSoFar(sites.stock(.members, pool), day) - memberDaysBooked[pool]
    return Double(days) / Double(day - start + 1)
  }
}
