// What would match more mentees: a rule given up, or a few more mentors of some kind. Each is tried by solving anew,
// so a figure here is what would happen and not an estimate.

import RungAnalysis
import RungModel

package struct MatchRelaxations {
  /// A rule, and how many more mentees are matched without it.
  package struct WithoutRule: Sendable {
    package let rule: String
    package let gain: Int
  }

  /// So many more mentors of a kind, and how many more mentees they match.
  package struct MoreMentors: Sendable {
    package let count: Int
    /// `with languages [sw]`, `like M3`.
    package let kind: String
    package let gain: Int
  }

  private let result: MatchResult
  private let matched: Int
  private var question: MatchQuestion { result.question }

  package init(_ result: MatchResult) {
    self.result = result
    matched = result.matchedCount
  }

  private var isComplete: Bool { matched == question.mentees.count }

  // MARK: Rules

  /// Every required rule that costs matches, the dearest first.
  package func withoutRules() -> [WithoutRule] {
    guard !isComplete else { return [] }
    let found = question.scores.require.enumerated().compactMap { index, table -> WithoutRule? in
      let gain = count(question.rows(without: index), question.capacities) - matched
      return gain > 0 ? WithoutRule(rule: table.rule.text, gain: gain) : nil
    }
    return found.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }.map(
      \.element)
  }

  // MARK: Mentors

  /// The kinds of mentors that would match most, for the fewest of them; at most `most` kinds.
  package func moreMentors(most: Int) -> [MoreMentors] {
    guard !isComplete, !question.mentors.isEmpty else { return [] }
    var found: [MoreMentors] = []
    for candidate in candidates() {
      let eligible = question.mentees.indices.filter { mentee in
        question.kept[mentee].isEmpty
          && question.scores.isEligible(like: candidate.base, but: candidate.changes, mentee: mentee)
      }
      var best: MoreMentors?
      for count in 1...Self.mostMentors {
        let gain = gain(of: count, candidate, eligible)
        // One more has to bring something.
        if gain <= best?.gain ?? 0 { break }
        best = MoreMentors(count: count, kind: candidate.kind, gain: gain)
      }
      if let best { found.append(best) }
    }
    return Array(
      found.enumerated().sorted { left, right in
        let (a, b) = (left.element, right.element)
        if a.gain * b.count != b.gain * a.count { return a.gain * b.count > b.gain * a.count }
        return a.gain != b.gain ? a.gain > b.gain : left.offset < right.offset
      }.map(\.element).prefix(most))
  }

  private static let mostMentors = 3
  private static let mostCandidates = 12

  private struct Candidate {
    let base: Int
    let changes: [String: Value]
    let kind: String
  }

  /// Mentors that an unmatched mentee could have: like one who is full, or like the nearest one but with what the
  /// broken rules ask for.
  private func candidates() -> [Candidate] {
    var found: [Candidate] = []
    var seen: Set<String> = []
    for mentee in question.mentees.indices where result.mentors[mentee].isEmpty {
      guard found.count < Self.mostCandidates, let candidate = candidate(for: mentee) else { continue }
      if seen.insert(candidate.kind).inserted { found.append(candidate) }
    }
    return found
  }

  private func candidate(for mentee: Int) -> Candidate? {
    let edges = result.rows.edges(of: mentee)
    if let best = edges.max(by: { result.rows.scores[$0] < result.rows.scores[$1] }) {
      let mentor = Int(result.rows.mentors[best])
      return Candidate(base: mentor, changes: [:], kind: "like \(question.mentors[mentor].id)")
    }
    var nearest: (mentor: Int, broken: [PairRule])?
    for mentor in question.mentors.indices {
      let broken = question.scores.broken(mentor: mentor, mentee: mentee)
      if broken.count < nearest?.broken.count ?? .max { nearest = (mentor, broken) }
    }
    guard let nearest else { return nil }
    if nearest.broken.isEmpty {
      return Candidate(
        base: nearest.mentor, changes: [:], kind: "like \(question.mentors[nearest.mentor].id)")
    }
    var changes: [String: Value] = [:]
    for rule in nearest.broken {
      for word in rule.mentorWords where !word.isEmpty && word != "name" {
        // What the mentee has, or wants, is what the mentor needs.
        let own =
          rule.menteeWords.contains(word)
          ? word : word == "skills" && rule.menteeWords.contains("wants") ? "wants" : nil
        if let own { changes[word] = question.menteeValues.value(of: mentee, own) }
      }
    }
    guard !changes.isEmpty, question.scores.isEligible(like: nearest.mentor, but: changes, mentee: mentee)
    else {
      return nil
    }
    let words = changes.keys.sorted().map { word in
      "\(word) \(ValueText.plain(changes[word] ?? .none, question.evaluator))"
    }
    return Candidate(base: nearest.mentor, changes: changes, kind: "with " + words.joined(separator: " and "))
  }

  private func gain(of count: Int, _ candidate: Candidate, _ eligible: [Int]) -> Int {
    var rows = MatchQuestion.Rows()
    let isEligible = Set(eligible)
    let mentor = Int32(truncatingIfNeeded: question.mentors.count)
    for mentee in question.mentees.indices {
      rows.mentors += result.rows.edges(of: mentee).map { result.rows.mentors[$0] }
      if isEligible.contains(mentee) { rows.mentors.append(mentor) }
      rows.starts.append(Int32(truncatingIfNeeded: rows.mentors.count))
    }
    let places = max(1, question.mentors[candidate.base].places)
    return self.count(rows, question.capacities + [Int32(clamping: places * count)]) - matched
  }

  /// How many mentees can have a mentor at all.
  private func count(_ rows: MatchQuestion.Rows, _ capacities: [Int32]) -> Int {
    let problem = AssignmentProblem<Int32>(
      capacities: capacities, rowStarts: rows.starts, edgeMentors: rows.mentors,
      edgeScores: [Int32](repeating: 0, count: rows.mentors.count))
    guard let problem, let found = try? AssignmentSolver<Int32>().solve(problem, EngineHandle()).result else {
      return matched
    }
    return found.mentors.indices.count { found.mentors[$0] >= 0 || !question.kept[$0].isEmpty }
  }
}
