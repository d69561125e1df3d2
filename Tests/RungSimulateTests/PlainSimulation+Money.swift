// The reference's money: every charge as it falls due, paid by the funds of its route as far as these go.

import RungModel
import RungSimulate

extension PlainSimulation {
  // MARK: Funds

  func balance(_ f: Int) -> Double {
    let fund = plan.funds[f]
    guard day >= fund.first, day <= fund.last else { return 0 }
    let amount = number(fund.amount)
    let days = max(0, fund.first)...day
    let income =
      switch fund.accrual {
      case .once: 1.0
      case .perYear: days.reduce(0) { $0 + 1 / daysOfYear($1) }
      case .perMonth: days.reduce(0) { $0 + 1 / daysOfMonth($1) }
      case .perRound: Double(days.count) / Double(plan.roundDays)
      }
    return (amount * income + 1e-3).rounded(.down) - spent[f]
  }

  func daysOfMonth(_ day: Int) -> Double {
    let first = plan.calendar.date(of: day).calendarMonth.first
    return Double(first.days(until: first.adding(months: 1) ?? first))
  }

  func daysOfYear(_ day: Int) -> Double {
    let year = plan.calendar.date(of: day).year
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
  }

  func pays(_ route: CostPlan.Route, _ person: Person?) -> Bool {
    if !route.sources.isEmpty {
      guard let person, route.sources.contains(person.source) else { return false }
    }
    // Of the first dimension: the only one that people have here.
    return route.allowed.allSatisfy { allowed in
      person.map { allowed.values & 1 << UInt64($0.region) != 0 } ?? false
    }
  }

  func pay(_ c: Int, _ amount: Double, _ person: Person?) {
    let cost = plan.costs[c]
    var due = (amount + 0.5).rounded(.down)
    guard due > 0 else { return }
    counts["incurred \(c)", default: 0] += due
    for route in cost.routes where pays(route, person) {
      let part = max(0, min(due, balance(route.fund)))
      spent[route.fund] += part
      due -= part
      counts["paid \(route.fund)", default: 0] += part
    }
    counts["unpaid \(c)", default: 0] += due
  }

  /// Uptake as a share.
  func charge(_ c: Int, _ times: Double, _ person: Person? = nil) {
    pay(c, number(plan.costs[c].amount) * times * (plan.costs[c].uptake.map { number($0) } ?? 1), person)
  }

  // MARK: Entries

  /// What a person's entry to a stage costs; drawn once, whether it is asked before or when they enter.
  func due(_ c: Int, _ person: Person, _ s: Int) -> Double {
    let cost = plan.costs[c]
    guard cost.stages.isEmpty || cost.stages.contains(s) else { return 0 }
    if cost.isOnFirstEntry, person.hasEntered { return 0 }
    if !cost.sources.isEmpty, !cost.sources.contains(person.source) { return 0 }
    let people: Int
    switch cost.basis {
    case .perPerson: people = person.size
    case .perUnit: people = 1
    case .perSession(let sessions, let group):
      let before = entered[[s, person.source], default: 0]
      func groups(_ people: Int) -> Int { group > 0 ? (people + group - 1) / group : min(1, people) }
      return number(cost.amount) * Double(sessions * (groups(before + person.size) - groups(before)))
    default: return 0
    }
    guard let uptake = cost.uptake else { return number(cost.amount) * Double(people) }
    let takers = person.takers["\(c)"] ?? (0..<people).filter { _ in uniform() < number(uptake) }.count
    person.takers["\(c)"] = takers
    return number(cost.amount) * Double(takers)
  }

  func charge(_ person: Person, _ s: Int) {
    for c in plan.costs.indices { pay(c, due(c, person, s), person) }
    entered[[s, person.source], default: 0] += person.size
    for c in plan.costs.indices { person.takers["\(c)"] = nil }
  }

  /// A fund that holds admissions has not enough, nor have the others of the route.
  func isHeld(_ person: Person, _ s: Int) -> Bool {
    var reserved: [Int: Double] = [:]
    for (c, cost) in plan.costs.enumerated() where cost.routes.contains(where: { plan.funds[$0.fund].holds })
    {
      var left = (due(c, person, s) + 0.5).rounded(.down)
      for route in cost.routes where pays(route, person) {
        let part = min(left, max(0, balance(route.fund) - reserved[route.fund, default: 0]))
        reserved[route.fund, default: 0] += part
        left -= part
      }
      if left > 0 { return true }
    }
    return false
  }

  // MARK: Other occasions

  func chargeCohort(_ s: Int) {
    for (c, cost) in plan.costs.enumerated() where cost.basis == .perCohort {
      let isMeant =
        cost.sources.isEmpty
        ? cost.stages.isEmpty || cost.stages.contains(plan.sources[s].enters) : cost.sources.contains(s)
      if isMeant { charge(c, 1) }
    }
  }

  func chargeMember(_ p: Int, isMatch: Bool, _ people: Int) {
    for (c, cost) in plan.costs.enumerated() where cost.place == p {
      if cost.basis == (isMatch ? .memberMatch : .memberJoining) { charge(c, Double(people)) }
    }
  }

  func chargeOfficer(_ p: Int, _ person: Person?) {
    for (c, cost) in plan.costs.enumerated() where cost.basis == .officer && cost.place == p {
      charge(c, 1, person)
    }
  }

  /// After all that happens on a day: what the calendar costs.
  func bookCalendar() {
    for p in plan.pools.indices { memberDays[p] += mentors.count { $0.pool == p && !$0.isGone } }
    let date = plan.calendar.date(of: day)
    let tomorrow = plan.calendar.date(of: day + 1)
    let isLast = day == plan.calendar.dayCount - 1 || tomorrow.calendarMonth != date.calendarMonth
    if isLast {
      // Of the month that ends today: its days within the horizon.
      let days = (0...day).filter { plan.calendar.date(of: $0).calendarMonth == date.calendarMonth }
      let months = days.reduce(0) { $0 + 1 / daysOfMonth($1) }
      let years = days.reduce(0) { $0 + 1 / daysOfYear($1) }
      let rounds = Double(days.count) / Double(plan.roundDays)
      for (c, cost) in plan.costs.enumerated() {
        let members =
          cost.place >= 0 && cost.place < memberDays.count
          ? Double(memberDays[cost.place]) / Double(days.count) : 0
        switch cost.basis {
        case .perMonth: charge(c, months)
        case .perYear: charge(c, years)
        case .perRound: charge(c, rounds)
        case .memberMonth: charge(c, months * members)
        case .memberYear: charge(c, years * members)
        case .memberRound: charge(c, rounds * members)
        default: break
        }
      }
      memberDays = plan.pools.map { _ in 0 }
    }
    for (c, cost) in plan.costs.enumerated() {
      switch cost.basis {
      case .once(day: day): charge(c, 1)
      case .attendance(day: day, let places):
        let people = self.people.filter { $0.state == "inside" && cost.stages.contains($0.stage) }
        let count = people.reduce(0) { $0 + $1.size }
        charge(c, Double(places >= 0 ? min(places, count) : count))
      default: break
      }
    }
  }
}
