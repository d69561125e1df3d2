// How a matching falls on people: over the values of each dimension, and on each mentor.

import RungAnalysis
import RungModel

package struct MatchSpread {
  package struct Group: Sendable {
    package let dimension: String
    package let value: String
    package let mentees: Int
    package let matched: Int
    /// Matched with a mentor of the same value.
    package let same: Int
  }

  package struct Load: Sendable {
    package let mentor: Int
    package let taken: Int
    package let places: Int
    /// Mentees of others, and mentees of nobody, who would score higher with them than as it is.
    package let wantedBy: Int
  }

  private let result: MatchResult
  private var question: MatchQuestion { result.question }

  package init(_ result: MatchResult) { self.result = result }

  /// By each dimension that says something of a mentee, in order.
  package func groups() -> [Group] {
    let definitions = question.evaluator.definitions
    guard let kind = definitions.schema.kind(named: "dimension") else { return [] }
    return definitions.ordered(ofKind: kind).map { definitions.name(of: $0) }.flatMap(groups)
  }

  private func groups(_ dimension: String) -> [Group] {
    let own = question.menteeValues.column(dimension)
    let evaluator = question.evaluator
    let names = own.values.map { $0.isNone ? "unstated" : ValueText.plain($0, evaluator) }
    guard names.contains(where: { $0 != "unstated" }) else { return [] }
    let mentors = question.mentorValues.column(dimension)
    var counts: [String: (mentees: Int, matched: Int, same: Int)] = [:]
    for mentee in question.mentees.indices {
      let name = names[Int(own.codes[mentee])]
      var count = counts[name] ?? (0, 0, 0)
      count.mentees += 1
      if !result.mentors[mentee].isEmpty { count.matched += 1 }
      let isSame = result.mentors[mentee].contains { mentor in
        let value = mentors.values[Int(mentors.codes[mentor])]
        return name != "unstated" && !value.isNone && ValueText.plain(value, evaluator) == name
      }
      if isSame { count.same += 1 }
      counts[name] = count
    }
    return counts.keys.sorted(by: NaturalOrder.precedes).compactMap { name in
      counts[name].map {
        Group(dimension: dimension, value: name, mentees: $0.mentees, matched: $0.matched, same: $0.same)
      }
    }
  }

  /// Mentors without a free place whom others would rather have, the most wanted first.
  package func overloaded() -> [Load] {
    var taken = question.mentors.map(\.load)
    for pair in result.pairs { taken[pair.mentor] += 1 }
    var wanted = [Int](repeating: 0, count: question.mentors.count)
    for mentee in question.mentees.indices {
      let own = result.mentors[mentee].map { question.scores.score(mentor: $0, mentee: mentee) }.max()
      for edge in result.rows.edges(of: mentee) {
        let mentor = Int(result.rows.mentors[edge])
        if result.mentors[mentee].contains(mentor) { continue }
        if own.map({ result.rows.scores[edge] > $0 }) ?? true { wanted[mentor] += 1 }
      }
    }
    let full = question.mentors.indices.filter { taken[$0] >= question.mentors[$0].places && wanted[$0] > 0 }
    return full.sorted { (wanted[$1], $0) < (wanted[$0], $1) }.map {
      Load(mentor: $0, taken: taken[$0], places: question.mentors[$0].places, wantedBy: wanted[$0])
    }
  }
}
