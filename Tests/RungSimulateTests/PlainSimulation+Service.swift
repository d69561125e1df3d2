// The reference's mentors, officers and money.

import RungModel
import RungSimulate

extension PlainSimulation {
  // MARK: Mentors

  func join(_ person: Person, _ p: Int, isTrained: Bool) {
    guard !person.pools.contains(p) else { return }
    person.pools.insert(p)
    let pool = plan.pools[p]
    let mentor = Mentor(
      person: person, pool: p, joined: day, ready: isTrained ? day : pool.training.map(after) ?? day)
    if case .perPeriod(let figure, let days) = pool.retention {
      // Day by day.
      let daily = PortableMath.pow(number(figure), 1 / days)
      mentor.leaves = day + 1
      while mentor.leaves < plan.calendar.dayCount, uniform() < daily { mentor.leaves += 1 }
    }
    if let term = pool.term { mentor.leaves = min(mentor.leaves, max(day + 1, after(term))) }
    mentors.append(mentor)
    count("joined \(p)", 1)
  }

  func joinFrom(_ origin: Origin, _ person: Person) {
    for (p, pool) in plan.pools.enumerated() {
      for source in pool.drawnFrom where source.origin == origin {
        for member in 0..<person.size where uniform() < number(source.share) {
          join(person.size == 1 ? person : outsider(), p, isTrained: source.isTrained)
          _ = member
        }
      }
    }
  }

  func freeMentor(_ pools: [Int]) -> Mentor? {
    for p in pools {
      let free = mentors.filter { mentor in
        mentor.pool == p && !mentor.isGone && mentor.ready <= day
          && mentor.mentees.count < plan.pools[p].mentees
      }
      if let least = free.min(by: { $0.mentees.count < $1.mentees.count }) { return least }
    }
    return nil
  }

  func attach(_ person: Person, _ mentor: Mentor, _ s: Int) {
    person.mentor = mentor
    mentor.mentees.append(person)
    count("matched \(s)", person.size)
  }

  func match(orphansOf s: Int) {
    while let person = orphans[s].first, let mentor = freeMentor(plan.stages[s].pools) {
      orphans[s].removeFirst()
      attach(person, mentor, s)
    }
  }

  func endService() {
    for mentor in mentors where !mentor.isGone {
      var ends = mentor.leaves == day
      if case .perRound(let figure) = plan.pools[mentor.pool].retention {
        let passed = day - plan.firstRound
        let begins = passed > 0 && passed % plan.roundDays == 0
        if begins, mentor.joined <= day - plan.roundDays, uniform() >= number(figure) { ends = true }
      }
      guard ends else { continue }
      mentor.isGone = true
      mentor.person.pools.remove(mentor.pool)
      count("left pool \(mentor.pool)", 1)
      for person in mentor.mentees {
        person.mentor = nil
        orphans[person.stage].append(person)
        count("lost mentor \(person.stage)", person.size)
      }
      mentor.mentees = []
      joinFrom(.pool(mentor.pool), mentor.person)
    }
    for p in plan.positions.indices {
      for seat in seats[p] where seat.end == day {
        guard let person = seat.person else { continue }
        seat.end = .max
        seat.origin = draw(p)
        if let origin = seat.origin, plan.positions[p].drawnFrom[origin].origin == .position(p) {
          count("filled \(p)", 1)
          seat.end = plan.positions[p].term.map(after) ?? .max
          continue
        }
        seat.person = nil
        person.positions.remove(p)
        count("stepped down \(p)", 1)
        joinFrom(.position(p), person)
      }
    }
  }

  // MARK: Positions

  func draw(_ p: Int) -> Int? {
    var left = uniform()
    for (place, source) in plan.positions[p].drawnFrom.enumerated() {
      left -= number(source.share)
      if left < 0 { return source.origin == .elsewhere ? nil : place }
    }
    return nil
  }

  func fillSeats() {
    for p in plan.positions.indices {
      for seat in seats[p] where seat.person == nil {
        if let origin = seat.origin {
          guard case .stage(let s) = plan.positions[p].drawnFrom[origin].origin,
            let place = completers[s].firstIndex(where: { !$0.positions.contains(p) })
          else { continue }
          seat.person = completers[s].remove(at: place)
        } else {
          seat.person = outsider()
          count("filled elsewhere \(p)", 1)
        }
        seat.person?.positions.insert(p)
        seat.origin = nil
        count("filled \(p)", 1)
        seat.end = plan.positions[p].term.map(after) ?? .max
      }
    }
  }

  // MARK: Money

  func balance(_ f: Int) -> Double {
    let fund = plan.funds[f]
    guard day >= fund.first, day <= fund.last else { return 0 }
    return number(fund.amount) - spent[f]
  }

  /// All costs here are of a person who enters, paid by one fund.
  func isHeld(_ person: Person, _ s: Int) -> Bool {
    plan.costs.contains { cost in
      cost.stages.contains(s)
        && cost.routes.contains {
          plan.funds[$0.fund].holds && balance($0.fund) < number(cost.amount) * Double(person.size)
        }
    }
  }

  func charge(_ person: Person, _ s: Int) {
    for cost in plan.costs where cost.stages.contains(s) {
      var due = number(cost.amount) * Double(person.size)
      for route in cost.routes {
        let part = min(due, balance(route.fund))
        spent[route.fund] += part
        due -= part
        counts["paid \(route.fund)", default: 0] += part
      }
      counts["unpaid", default: 0] += due
    }
  }

  // MARK: The end of a day

  func close() {
    for s in plan.stages.indices {
      let waiting = queues[s] + candidates[s]
      count("waiting days \(s)", waiting.reduce(0) { $0 + $1.size })
      count(
        "active days \(s)", people.filter { $0.state == "inside" && $0.stage == s }.reduce(0) { $0 + $1.size }
      )
    }
    for p in plan.pools.indices {
      count("member days \(p)", mentors.filter { $0.pool == p && !$0.isGone }.count)
    }
    for p in plan.positions.indices { count("vacant days \(p)", seats[p].filter { $0.person == nil }.count) }
  }
}
