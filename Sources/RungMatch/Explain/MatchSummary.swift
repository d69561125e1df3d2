// What a matching came to, in a few sentences.

import RungModel

package struct MatchSummary {
  private let result: MatchResult
  private var question: MatchQuestion { result.question }

  package init(_ result: MatchResult) { self.result = result }

  package var sentences: [String] {
    var sentences = [matched]
    if let moves { sentences.append(moves) }
    if question.rules.aim == .stable { sentences.append(swaps) }
    return sentences
  }

  private var matched: String {
    let all = question.mentees.count
    var text = "\(result.matchedCount) of \(all) \(all == 1 ? "mentee" : "mentees") matched"
    if question.rules.coMentors > 1 {
      let full = result.mentors.count { $0.count >= question.rules.coMentors }
      text += ", \(full) with \(question.rules.coMentors) mentors"
    }
    if result.matchedCount == 0 { return text + ": no pair may be made" }
    if !question.rules.prefer.isEmpty {
      text += ", total score \(question.display(result.total).canonicalText)"
    }
    switch question.rules.aim {
    case .most: text += "; proved to be the best"
    case .fair: text += "; proved to be the fairest"
    case .stable: break
    }
    if let day = question.sides.day { text += " (from \(day.canonicalText))" }
    return text
  }

  /// Of those who had a mentor.
  private var moves: String? {
    guard !question.sides.current.isEmpty else { return nil }
    let stay = result.pairs.count { question.standing.contains($0) }
    let before = question.sides.current.count
    return "\(stay) of \(before) \(before == 1 ? "pairing stays" : "pairings stay"), \(before - stay) end"
  }

  private var swaps: String {
    if result.blocking.isEmpty { return "nobody would rather swap" }
    let names = result.blocking.prefix(5).map {
      "\(question.mentees[$0.mentee].id) and \(question.mentors[$0.mentor].id)"
    }
    let more = result.blocking.count > 5 ? " and \(result.blocking.count - 5) more" : ""
    return "would rather have each other: \(names.joined(separator: ", "))\(more)"
  }
}
