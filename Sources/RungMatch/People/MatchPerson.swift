// One mentor or mentee of a matching: declared, a row of a spreadsheet, or known only as one of so many.

import RungAnalysis
import RungModel

package struct MatchPerson: Sendable {
  /// An opaque id: a declared name, the id in a file, or `Veterans 3`.
  package let id: String
  /// Nil of one who is known only as a number.
  package let ref: EntityRef?
  /// The pool or cohort they belong to, when there is one.
  package let group: EntityRef?
  /// What is known of one without a declaration, by property.
  package var known: [String: Value] = [:]
  /// The most mentees at a time; of a mentee nothing.
  package var places = 0
  /// The same before hours were looked at.
  package var statedPlaces = 0
  /// How many mentees of others they have on the day.
  package var load = 0

  package var freePlaces: Int { max(0, places - load) }
  /// They have fewer places than they would, for want of hours.
  package var lacksHours: Bool { places < statedPlaces }

  /// They can carry so many more mentees at most.
  package mutating func limit(toMore places: Int) { self.places = min(self.places, load + max(0, places)) }

  package init(_ id: String, _ ref: EntityRef?, in group: EntityRef?) {
    self.id = id
    self.ref = ref
    self.group = group
  }
}

/// A property of everybody on one side: each distinct value once.
struct PersonColumn {
  let codes: [Int32]
  let values: [Value]
}

/// The values of people by property, read once each.
final class PersonValues {
  let people: [MatchPerson]
  private let facts: Facts
  private var columns: [String: PersonColumn] = [:]
  private var inherited: [String: Value] = [:]

  init(_ people: [MatchPerson], _ facts: Facts) {
    self.people = people
    self.facts = facts
  }

  func column(_ word: String) -> PersonColumn {
    if let known = columns[word] { return known }
    var codes: [Int32] = []
    var values: [Value] = []
    var seen: [String: Int32] = [:]
    codes.reserveCapacity(people.count)
    for person in people {
      let value = value(of: person, word)
      // A text and a tag that read alike are two values.
      let key = ValueText.kind(value) + " " + ValueText.plain(value, facts.evaluator)
      if let code = seen[key] {
        codes.append(code)
      } else {
        let code = Int32(truncatingIfNeeded: values.count)
        seen[key] = code
        codes.append(code)
        values.append(value)
      }
    }
    let column = PersonColumn(codes: codes, values: values)
    columns[word] = column
    return column
  }

  func value(of index: Int, _ word: String) -> Value { value(of: people[index], word) }

  /// A property of a person; what they do not state themselves may hold of everyone in their pool.
  private func value(of person: MatchPerson, _ word: String) -> Value {
    if word == "name" { return .text(person.id) }
    if word == "mentees", person.statedPlaces > 0 { return .number(person.statedPlaces) }
    guard let ref = person.ref else { return word.isEmpty ? .text(person.id) : person.known[word] ?? .none }
    if word.isEmpty { return .entity(ref) }
    let own = facts.value(ref, word)
    return own.isNone ? ofGroup(person, word) : own
  }

  /// A list that a pool states holds of each of its people; shares do not say who.
  private func ofGroup(_ person: MatchPerson, _ word: String) -> Value {
    guard let group = person.group, facts.kind(group) == "pool", ["languages", "skills"].contains(word) else {
      return .none
    }
    let key = facts.evaluator.name(of: group) + "." + word
    if let known = inherited[key] { return known }
    var value = facts.value(group, word)
    if case .table = value { value = .none }
    inherited[key] = value
    return value
  }
}
