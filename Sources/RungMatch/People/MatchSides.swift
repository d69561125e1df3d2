// Who is to be matched: the mentees that a statement names, the mentors it names or that their stage asks for, the
// day, and how many mentees each mentor can still take on that day.

import RungAnalysis
import RungModel

package struct MatchSides {
  package private(set) var mentees: [MatchPerson] = []
  package private(set) var mentors: [MatchPerson] = []
  /// The day from which pairs hold; nil when nothing says it.
  package private(set) var day: CalendarDate?
  /// The cohort, stream or stage whose mentees they are; nil when there are several.
  package private(set) var of: EntityRef?
  /// Drawn figures that were replaced, people left out: for the person who asked.
  package private(set) var notes: [String] = []
  /// The pairs that these mentees are in on that day.
  package private(set) var current: [StandingPairing] = []
  /// Pairings of these mentees that somebody ended, and said why.
  private(set) var ended: [StandingPairing] = []
  let facts: Facts
  /// The mentees are of cohorts (or streams or stages) of these declarations.
  private(set) var menteeGroups: [EntityRef] = []

  package init(mentees: [EntityRef], mentors: [EntityRef], _ evaluator: Evaluator) {
    facts = Facts(evaluator)
    var seen: Set<String> = []
    for ref in mentees { addMentees(ref, &seen) }
    of = menteeGroups.count == 1 ? menteeGroups[0] : nil
    day = startingDay()
    let standing = StandingPairing.all(facts)
    let ids = Set(self.mentees.map(\.id))
    let own = standing.filter { pairing in ids.contains(pairing.mentee) && isOwn(pairing) }
    // Some have ended: who is matched anew begins the day after.
    if let last = own.compactMap(\.until).max(), let start = day, last >= start,
      let next = last.adding(days: 1)
    {
      day = next
    }
    current = own.filter { $0.holds(on: day) }
    ended = own.filter { $0.isEndedForAReason && !$0.holds(on: day) }
    seen = []
    for ref in mentors.isEmpty ? standardMentors() : mentors { addMentors(ref, &seen) }
    let owned = Set(own.map(\.entity))
    let others = standing.filter { $0.holds(on: day) && !owned.contains($0.entity) }
    var load: [String: Int] = [:]
    for pairing in others { load[pairing.mentor, default: 0] += 1 }
    for index in self.mentors.indices { self.mentors[index].load = load[self.mentors[index].id] ?? 0 }
    limitByHours(others)
  }

  /// A mentor's hours count across everything they do on the day.
  private mutating func limitByHours(_ others: [StandingPairing]) {
    var hours = MentorHours(facts)
    // Mentees of several groups may take different hours: nobody is promised more than there is.
    guard let each = menteeGroups.compactMap({ hours.taken(by: $0) }).max(by: { $0 < $1 }) else { return }
    var taken: [String: Decimal] = [:]
    for pairing in others {
      guard let of = pairing.of, let more = hours.taken(by: of) else { continue }
      taken[pairing.mentor] = (taken[pairing.mentor] ?? .zero).adding(more)
    }
    for index in mentors.indices {
      guard let available = hours.available(to: mentors[index]) else { continue }
      mentors[index].limit(
        toMore: MentorHours.places(
          available: available, taken: taken[mentors[index].id] ?? .zero, each: each))
    }
    notes += hours.notes
  }

  private func isOwn(_ pairing: StandingPairing) -> Bool {
    guard let of = pairing.of else { return true }
    return menteeGroups.contains { $0 == of || ($0.entity == of.entity && of.member < 0) }
  }

  /// The declarations whose rules hold for these mentees: those that say so, else those that are for everybody.
  package var matchings: [EntityID] {
    let definitions = facts.evaluator.definitions
    guard let kind = definitions.schema.kind(named: "matching") else { return [] }
    let all = definitions.ordered(ofKind: kind)
    let own = all.filter { matching in
      facts.items(EntityRef(matching), "of").contains { item in
        guard case .entity(let ref) = item else { return false }
        return menteeGroups.contains { $0 == ref || ($0.entity == ref.entity && ref.member < 0) }
      }
    }
    return own.isEmpty ? all.filter { !facts.isGiven(EntityRef($0), "of") } : own
  }

  // MARK: Mentees

  private mutating func addMentees(_ ref: EntityRef, _ seen: inout Set<String>) {
    switch facts.kind(ref) {
    case "stage":
      menteeGroups.append(ref)
      for cohort in cohorts(entering: ref) { add(groupMembers(cohort), &seen, isMentor: false) }
    case "cohort", "stream":
      menteeGroups.append(ref)
      add(groupMembers(ref), &seen, isMentor: false)
    default:
      if let owner = owner(of: ref), facts.kind(owner) == "cohort", !menteeGroups.contains(owner) {
        menteeGroups.append(owner)
      }
      add(named(ref), &seen, isMentor: false)
    }
  }

  private func cohorts(entering stage: EntityRef) -> [EntityRef] {
    let definitions = facts.evaluator.definitions
    return ["cohort", "stream"].flatMap { name -> [EntityRef] in
      definitions.schema.kind(named: name).map { facts.evaluator.all($0) } ?? []
    }.filter { cohort in
      if case .entity(let entered) = facts.value(cohort, "enters") { return entered == stage }
      return false
    }
  }

  // MARK: Mentors

  private mutating func addMentors(_ ref: EntityRef, _ seen: inout Set<String>) {
    switch facts.kind(ref) {
    case "pool": add(groupMembers(ref), &seen, isMentor: true)
    default: add(named(ref), &seen, isMentor: true)
    }
  }

  /// The pools that mentor where these mentees go; else every pool of mentors.
  private func standardMentors() -> [EntityRef] {
    let evaluator = facts.evaluator
    var pools: [EntityRef] = []
    for group in menteeGroups {
      for stage in facts.way(of: group) where pools.isEmpty {
        for item in facts.items(stage, "mentored-by") {
          if case .entity(let pool) = item, !pools.contains(pool) { pools.append(pool) }
        }
      }
    }
    if !pools.isEmpty { return pools }
    let all = evaluator.definitions.schema.kind(named: "pool").map { evaluator.all($0) } ?? []
    return all.filter { pool in
      if case .tag("mentor") = facts.value(pool, "role") { return true }
      return false
    }
  }

  // MARK: People

  private func owner(of ref: EntityRef) -> EntityRef? {
    facts.evaluator.definitions[ref.entity].owner.map { EntityRef($0) }
  }

  /// A person, or everybody of a file.
  private func named(_ ref: EntityRef, in group: EntityRef? = nil) -> [MatchPerson] {
    let evaluator = facts.evaluator
    let group = group ?? owner(of: ref)
    if facts.kind(ref) == "people", ref.row < 0 {
      let rows = evaluator.people[ref.entity]?.rowCount ?? 0
      return (0..<rows).map { row in
        let person = EntityRef(ref.entity, row: row)
        return MatchPerson(evaluator.name(of: person), person, in: group)
      }
    }
    return [MatchPerson(evaluator.name(of: ref), ref, in: group)]
  }

  /// The named people of a pool or cohort, and as many without names as its number says.
  private mutating func groupMembers(_ group: EntityRef) -> [MatchPerson] {
    let evaluator = facts.evaluator
    let definitions = evaluator.definitions
    var people: [MatchPerson] = []
    for kind in ["person", "people"].compactMap({ definitions.schema.kind(named: $0) }) {
      for entity in definitions.ordered(ofKind: kind) where definitions[entity].owner == group.entity {
        people += named(EntityRef(entity), in: group)
      }
    }
    var seen = Set(people.map(\.id))
    for item in facts.items(group, "people") {
      guard case .entity(let ref) = item else { continue }
      people += named(ref, in: group).filter { seen.insert($0.id).inserted }
    }
    let word = facts.kind(group) == "pool" ? "count" : facts.isGiven(group, "teams") ? "teams" : "size"
    if let count = facts.count(group, word, &notes), count > people.count {
      people += Crowd(facts: facts).people(count - people.count, of: group, first: people.count + 1)
    }
    return people
  }

  private mutating func add(_ people: [MatchPerson], _ seen: inout Set<String>, isMentor: Bool) {
    var away = 0
    for var person in people where seen.insert(person.id).inserted {
      if let ref = person.ref, let day, isMentor, Facts.covers(facts.items(ref, "away"), day) {
        away += 1
        continue
      }
      if isMentor {
        person.places = places(of: person)
        person.statedPlaces = person.places
        mentors.append(person)
      } else {
        mentees.append(person)
      }
    }
    if away > 0, let day {
      notes.append("\(away) \(away == 1 ? "mentor is" : "mentors are") away on \(day.canonicalText)")
    }
  }

  /// What a person says, else what the pool says.
  private mutating func places(of person: MatchPerson) -> Int {
    if let ref = person.ref, let own = facts.count(ref, "mentees", &notes) { return own }
    guard let group = person.group, facts.kind(group) == "pool" else { return 1 }
    if let known = poolPlaces[group] { return known }
    let count = facts.count(group, "mentees", &notes) ?? 1
    poolPlaces[group] = count
    return count
  }

  private var poolPlaces: [EntityRef: Int] = [:]

  // MARK: The day

  private mutating func startingDay() -> CalendarDate? {
    var days: [CalendarDate] = []
    for group in menteeGroups {
      switch facts.kind(group) {
      case "cohort": if let day = facts.date(group, "starts", &notes) { days.append(day) }
      case "stage":
        for cohort in cohorts(entering: group) {
          if let day = facts.date(cohort, "starts", &notes) { days.append(day) }
        }
      default: break
      }
    }
    if let first = days.min() { return first }
    let definitions = facts.evaluator.definitions
    guard let kind = definitions.schema.kind(named: "programme"),
      let programme = definitions.ordered(ofKind: kind).first,
      case .span(.date(.exact(let first)), _) = facts.value(EntityRef(programme), "horizon")
    else { return nil }
    return first.asInt.flatMap(CalendarDate.init(dayNumber:))
  }
}
