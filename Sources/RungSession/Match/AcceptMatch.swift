// `accept`: keeps a matching in the programme, as pairings. Who keeps their mentor keeps their pairing; one that no
// longer holds ends the day before, or goes when it has not begun.

import RungAnalysis
import RungMatch
import RungModel
import RungSnapshot
import RungSyntax
import RungText

struct AcceptMatch {
  private let result: MatchResult
  private let evaluator: Evaluator
  /// The digest of what it was made from.
  private let digest: String
  private var question: MatchQuestion { result.question }

  init(_ memory: MatchMemory, digest: String) {
    result = memory.result
    evaluator = memory.evaluator
    self.digest = digest
  }

  /// The statements that keep it, in order; and how many pairings are new, stay and end.
  var statements: (text: [String], new: Int, stay: Int, end: Int) {
    var texts: [String] = []
    var held: Set<MatchQuestion.Pair> = []
    var ended = 0
    let pairs = Set(result.pairs)
    let mentees = Dictionary(
      question.mentees.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let mentors = Dictionary(
      question.mentors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for pairing in question.sides.current {
      if let mentee = mentees[pairing.mentee], let mentor = mentors[pairing.mentor] {
        let pair = MatchQuestion.Pair(mentor: mentor, mentee: mentee)
        if pairs.contains(pair), held.insert(pair).inserted { continue }
      }
      ended += 1
      texts.append(contentsOf: ending(pairing))
    }
    var number = firstFreeNumber
    var new = 0
    for pair in result.pairs where !held.contains(pair) {
      texts.append(declaration(pair, "Pair\(number)"))
      number += 1
      new += 1
    }
    return (texts, new, held.count, ended)
  }

  private func ending(_ pairing: StandingPairing) -> [String] {
    let name = evaluator.definitions.name(of: pairing.entity)
    guard let day = question.sides.day, let last = day.adding(days: -1),
      pairing.since.map({ $0 <= last }) ?? true
    else { return ["remove \(name)"] }
    return ["\(name).until = \(last.canonicalText)", "\(name).reason = \"\(StandingPairing.matchedAnew)\""]
  }

  private func declaration(_ pair: MatchQuestion.Pair, _ name: String) -> String {
    var properties: [String] = []
    if let of = question.sides.of { properties.append("of: \(evaluator.name(of: of))") }
    properties.append("mentor: \(spelled(question.mentors[pair.mentor]))")
    properties.append("mentee: \(spelled(question.mentees[pair.mentee]))")
    let backups = result.backups[pair.mentee].map { spelled(question.mentors[$0]) }
    if !backups.isEmpty { properties.append("backup: [\(backups.joined(separator: ", "))]") }
    if let day = question.sides.day { properties.append("since: \(day.canonicalText)") }
    properties.append("made-from: \"\(digest.prefix(16)) seed \(evaluator.seed)\"")
    return "pairing \(name) { \(properties.joined(separator: "; ")) }"
  }

  /// A declared person by name, anyone else by their id in quotes.
  private func spelled(_ person: MatchPerson) -> String {
    if let ref = person.ref, ref.row < 0 { return person.id }
    return StringSpelling.quoted(person.id)
  }

  /// After the last `Pair…` that there is.
  private var firstFreeNumber: Int {
    let definitions = evaluator.definitions
    var last = 0
    for entity in definitions.entities.indices {
      let name = definitions.name(of: EntityID(entity))
      if name.hasPrefix("Pair"), let number = Int(name.dropFirst(4)), number < Int.max / 2 {
        last = max(last, number)
      }
    }
    return last + 1
  }
}
