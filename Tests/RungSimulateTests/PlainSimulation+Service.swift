// The reference's mentors, trainers and officers.

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
    if let term = pool.term { mentor.termEnd = max(day + 1, after(term)) }
    mentor.languages = person.languages
    for (bit, share) in pool.languages where uniform() < share { mentor.languages.insert(bit) }
    touch(mentor)
    mentors.append(mentor)
    count("joined \(p)", 1)
    chargeMember(p, isMatch: false, 1)
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

  var hasLanguages: Bool { plan.pools.contains { !$0.languages.isEmpty } }

  func touch(_ mentor: Mentor) {
    changes += 1
    mentor.changed = changes
  }

  func hours(_ s: Int) -> Double { plan.stages[s].mentoring.map { number($0) } ?? 0 }

  func freeMentor(_ person: Person, _ s: Int) -> Mentor? {
    for p in plan.stages[s].pools {
      let free = mentors.filter { mentor in
        guard mentor.pool == p, mentor.person !== person, !mentor.isGone, mentor.ready <= day,
          mentor.taken(on: day) < plan.pools[p].mentees
        else { return false }
        if let available = plan.pools[p].available {
          let given = mentor.mentees.reduce(0) { $0 + hours($1.stage) }
          if given + hours(s) > number(available) + 1e-9 { return false }
        }
        guard hasLanguages, !person.languages.isEmpty, !mentor.languages.isEmpty else { return true }
        return !person.languages.isDisjoint(with: mentor.languages)
      }
      let order = free.sorted { ($0.taken(on: day), -$0.changed) < ($1.taken(on: day), -$1.changed) }
      if let first = order.first { return first }
    }
    return nil
  }

  func attach(_ person: Person, _ mentor: Mentor, _ s: Int) {
    person.mentor = mentor
    person.stage = s
    mentor.mentees.append(person)
    touch(mentor)
    count("matched \(s)", person.size)
    chargeMember(mentor.pool, isMatch: true, person.size)
  }

  /// The time with the mentor is over. Without a term the slot rests.
  func release(_ person: Person, _ mentor: Mentor) {
    mentor.mentees.removeAll { $0 === person }
    touch(mentor)
    if plan.pools[mentor.pool].term == nil, let end = rest(mentor.pool) { mentor.restingSlots.append(end) }
  }

  /// The first day after a rest that begins today; nil where nobody rests.
  func rest(_ p: Int) -> Int? {
    if let rest = plan.pools[p].rest { return after(rest) }
    return plan.pools[p].restRounds.map { day + Int(number($0)) * plan.roundDays }
  }

  func match(orphansOf s: Int) {
    for person in orphans[s] {
      if let mentor = freeMentor(person, s) {
        orphans[s].removeAll { $0 === person }
        attach(person, mentor, s)
      } else if !hasLanguages, person.pools.isEmpty {
        return
      }
    }
  }

  func endService() {
    for mentor in mentors where !mentor.isGone {
      for end in mentor.restingSlots where end == day {
        touch(mentor)
        _ = end
      }
      mentor.restingSlots.removeAll { $0 <= day }
      if mentor.ready == day, mentor.joined < day { touch(mentor) }
      var ends = mentor.leaves == day
      if mentor.termEnd == day, !ends { ends = termEnds(mentor) }
      if case .perRound(let figure) = plan.pools[mentor.pool].retention {
        let passed = day - plan.firstRound
        let begins = passed > 0 && passed % plan.roundDays == 0
        if begins, mentor.joined <= day - plan.roundDays, uniform() >= number(figure) { ends = true }
      }
      guard ends else { continue }
      mentor.isGone = true
      mentor.person.pools.remove(mentor.pool)
      count("left pool \(mentor.pool)", 1)
      abandon(mentor)
      joinFrom(.pool(mentor.pool), mentor.person)
    }
    for p in plan.positions.indices {
      for seat in seats[p] where seat.end == day { endTerm(seat, p) }
    }
  }

  /// Whether the mentor leaves at the end of a term; else another begins, after the rest where there is one.
  func termEnds(_ mentor: Mentor) -> Bool {
    let pool = plan.pools[mentor.pool]
    if case .perTerm(let figure) = pool.retention {
      if uniform() >= number(figure) { return true }
    } else if rest(mentor.pool) == nil {
      return true
    }
    var start = day
    if let back = rest(mentor.pool), back > day {
      abandon(mentor)
      mentor.ready = back
      start = back
    }
    guard let term = pool.term else { return false }
    let today = day
    day = start
    mentor.termEnd = max(start + 1, after(term))
    day = today
    return false
  }

  func abandon(_ mentor: Mentor) {
    // The latest first.
    for person in mentor.mentees.reversed() {
      person.mentor = nil
      orphans[person.stage].append(person)
      count("lost mentor \(person.stage)", person.size)
    }
    mentor.mentees = []
  }

  // MARK: Trainers

  /// The first of the stage's trainers stands for all who are shared by the same stages.
  func hasTrainers(_ person: Person, _ s: Int) -> Bool {
    if openGroup(person, s) != nil { return true }
    let trainers = plan.stages[s].trainers
    guard let account = trainers.first else { return true }
    var hours = 0.0
    for p in trainers {
      guard let available = plan.pools[p].available else { return true }
      hours += Double(mentors.count { $0.pool == p && !$0.isGone }) * number(available)
    }
    let taken = groups.filter { $0.end > day && plan.stages[$0.stage].trainers.first == account }
      .reduce(0) { $0 + plan.stages[$1.stage].trainerHours }
    return taken + plan.stages[s].trainerHours <= hours + 1e-9
  }

  func openGroup(_ person: Person, _ s: Int) -> Group? {
    groups.last { $0.source == person.source && $0.stage == s && $0.room > 0 && $0.end > day }
  }

  func joinGroup(_ person: Person, _ s: Int) {
    let group: Group
    if let open = openGroup(person, s) {
      group = open
    } else {
      let size = plan.stages[s].groupSize
      group = Group(
        source: person.source, stage: s, end: max(day + 1, after(plan.stages[s].duration)),
        room: size > 0 ? size : 1_000_000)
      groups.append(group)
    }
    group.room -= person.size
  }

  // MARK: Positions

  func isFilled(_ p: Int) -> Bool { plan.positions[p].elections?.contains(day) ?? true }

  func endTerm(_ seat: Seat, _ p: Int) {
    guard let person = seat.person else { return }
    let position = plan.positions[p]
    seat.end = .max
    seat.origin = nil
    if isFilled(p) {
      seat.origin = draw(p, mayStay: seat.terms < position.limit)
      if let origin = seat.origin, position.drawnFrom[origin].origin == .position(p) {
        count("filled \(p)", 1)
        seat.terms += 1
        seat.end = position.term.map { max(day + 1, after($0)) } ?? .max
        return
      }
    }
    seat.person = nil
    seat.terms = 0
    person.positions.remove(p)
    count("stepped down \(p)", 1)
    joinFrom(.position(p), person)
  }

  /// Nil is elsewhere. Who may not stay leaves the seat to the others, in proportion.
  func draw(_ p: Int, mayStay: Bool) -> Int? {
    let sources = plan.positions[p].drawnFrom.enumerated().filter {
      mayStay || $0.element.origin != .position(p)
    }
    let own = plan.positions[p].drawnFrom.filter { $0.origin == .position(p) }.reduce(0) {
      $0 + number($1.share)
    }
    var left = uniform() * (mayStay ? 1 : 1 - own)
    for (place, source) in sources {
      left -= number(source.share)
      if left < 0 { return source.origin == .elsewhere ? nil : place }
    }
    return nil
  }

  func fillSeats() {
    for p in plan.positions.indices where isFilled(p) {
      for seat in seats[p] where seat.person == nil {
        // An election asks anew from where a seat is filled; without elections it waits for whom it was drawn for.
        if plan.positions[p].elections != nil { seat.origin = draw(p, mayStay: false) }
        if let origin = seat.origin {
          guard let person = candidate(p, plan.positions[p].drawnFrom[origin].origin) else { continue }
          seat.person = person
        } else {
          seat.person = outsider()
          count("filled elsewhere \(p)", 1)
        }
        seat.person?.positions.insert(p)
        seat.terms = 1
        seat.origin = nil
        count("filled \(p)", 1)
        seat.end = plan.positions[p].term.map { max(day + 1, after($0)) } ?? .max
        chargeOfficer(p, seat.person)
      }
    }
  }

  func candidate(_ p: Int, _ origin: Origin) -> Person? {
    switch origin {
    case .stage(let s):
      guard let place = completers[s].firstIndex(where: { !$0.positions.contains(p) }) else { return nil }
      return completers[s].remove(at: place)
    case .pool(let pool):
      guard
        let mentor = mentors.first(where: {
          $0.pool == pool && !$0.isGone && !$0.wasAsked && !$0.person.positions.contains(p)
        })
      else { return nil }
      mentor.wasAsked = true
      return mentor.person
    case .position, .source, .elsewhere: return nil
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
      count("mentee days \(p)", mentors.filter { $0.pool == p }.flatMap(\.mentees).reduce(0) { $0 + $1.size })
      count("member days \(p)", mentors.filter { $0.pool == p && !$0.isGone }.count)
    }
    for p in plan.positions.indices { count("vacant days \(p)", seats[p].filter { $0.person == nil }.count) }
  }
}
