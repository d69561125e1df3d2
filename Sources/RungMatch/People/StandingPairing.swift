// A pairing that the programme holds already: accepted before, or written by hand.

import RungAnalysis
import RungModel

package struct StandingPairing: Sendable {
  package let entity: EntityID
  package let mentor: String
  package let mentee: String
  package let of: EntityRef?
  package let since: CalendarDate?
  package let until: CalendarDate?
  /// Somebody ended it and said why: it is not made again.
  package let isEndedForAReason: Bool

  /// The reason that `accept` writes itself.
  package static let matchedAnew = "matched anew"

  /// In canonical order of their names.
  static func all(_ facts: Facts) -> [StandingPairing] {
    guard let kind = facts.evaluator.definitions.schema.kind(named: "pairing") else { return [] }
    return facts.evaluator.all(kind).compactMap { ref in
      guard let mentor = facts.personName(facts.value(ref, "mentor")),
        let mentee = facts.personName(facts.value(ref, "mentee"))
      else { return nil }
      var of: EntityRef?
      if case .entity(let group) = facts.value(ref, "of") { of = group }
      var notes: [String] = []
      let until = facts.date(ref, "until", &notes)
      var isForAReason = false
      if until != nil, case .text(let reason) = facts.value(ref, "reason") {
        isForAReason = !reason.isEmpty && reason != matchedAnew
      }
      return StandingPairing(
        entity: ref.entity, mentor: mentor, mentee: mentee, of: of,
        since: facts.date(ref, "since", &notes), until: until, isEndedForAReason: isForAReason)
    }
  }

  /// Without a day every pairing that has not ended holds.
  package func holds(on day: CalendarDate?) -> Bool {
    guard let day else { return until == nil }
    return (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }
}
