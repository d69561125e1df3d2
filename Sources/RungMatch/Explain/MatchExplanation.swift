// Why a matching is as it is: why this pair, why not that one, why somebody has nobody. What another choice would
// have cost is not guessed from prices but solved anew with that choice made.

import RungAnalysis
import RungModel

/// How a pair came to be.
package enum PairStanding: Sendable {
  case kept, stays, new

  package var word: String {
    switch self {
    case .kept: "kept"
    case .stays: "stays"
    case .new: ""
    }
  }
}

extension MatchResult {
  package func standing(_ pair: MatchQuestion.Pair) -> PairStanding {
    if question.kept[pair.mentee].contains(pair.mentor) { return .kept }
    return question.standing.contains(pair) ? .stays : .new
  }

  /// The preferred conditions that hold of a pair, as written.
  package func reasons(_ pair: MatchQuestion.Pair) -> [String] {
    question.scores.held(mentor: pair.mentor, mentee: pair.mentee).map(\.text)
  }
}

extension MatchQuestion {
  package func score(_ pair: Pair) -> Decimal {
    display(scores.score(mentor: pair.mentor, mentee: pair.mentee))
  }

  /// Why a pair may not be made at all; empty when it may.
  package func obstacles(_ pair: Pair) -> [String] {
    var reasons: [String] = []
    if mentors[pair.mentor].id == mentees[pair.mentee].id { return ["they are the same person"] }
    if ended.contains(pair) {
      reasons.append("they were a pair that ended for a reason")
    } else if apart.contains(pair) {
      reasons.append("they are held apart")
    }
    for rule in scores.broken(mentor: pair.mentor, mentee: pair.mentee) {
      reasons.append("it does not meet \(rule.text)")
    }
    let person = mentors[pair.mentor]
    if person.freePlaces == 0, person.lacksHours {
      reasons.append("\(person.id) has no hours left for another mentee")
    } else if person.places == 0 {
      reasons.append("\(person.id) takes no mentees")
    } else if person.freePlaces == 0 {
      reasons.append("\(person.id) has \(person.load) of \(person.places) mentees elsewhere")
    }
    return reasons
  }
}

package struct MatchExplanation {
  private let result: MatchResult
  private var question: MatchQuestion { result.question }
  /// What was found out for one mentee holds for all who could have the same mentors.
  private let known = Known()

  private final class Known {
    var competitions: [[Int32]: Competition] = [:]
    /// By mentor: who has nobody and could have them; made once.
    var hopefuls: [[Int]]?
  }

  package typealias Competition = (mentees: [Int], mentors: [Int])

  package init(_ result: MatchResult) { self.result = result }

  // MARK: Nobody

  /// One line: why a mentee has no mentor.
  package func unmatchedReason(_ mentee: Int) -> String {
    let eligible = result.rows.edges(of: mentee).map { Int(result.rows.mentors[$0]) }
    if eligible.isEmpty { return notEligible(mentee) }
    let full =
      eligible.count == 1
      ? "\(question.mentors[eligible[0]].id) is full" : "all \(eligible.count) who could are full"
    let rivals = competition(mentee)
    guard rivals.mentors.count > 0, rivals.mentees.count > 1 else { return full }
    let places = rivals.mentors.reduce(0) { $0 + Int(question.capacities[$1]) }
    return
      "\(full): \(rivals.mentees.count) mentees compete for \(places) \(places == 1 ? "place" : "places")"
  }

  private func notEligible(_ mentee: Int) -> String {
    let withPlaces = question.mentors.indices.filter { question.capacities[$0] > 0 }
    if withPlaces.isEmpty { return "no mentor has a place" }
    for table in question.scores.require
    where !withPlaces.contains(where: { !table.score(mentor: $0, mentee: mentee).isZero }) {
      return "no mentor with a place meets \(table.rule.text)"
    }
    if question.scores.require.isEmpty { return "held apart from every mentor with a place" }
    return "no mentor with a place meets all the rules"
  }

  /// Who competes with an unmatched mentee: mentors reached by moving others about, all of them full, the mentees they
  /// have, and everybody else without a mentor who could have one of them. There are more mentees than places (a
  /// violation of Hall's condition), and none of them could have anybody else. O(pairs that may be made).
  package func competition(_ mentee: Int) -> Competition {
    let eligible = result.rows.edges(of: mentee).map { result.rows.mentors[$0] }
    if let found = known.competitions[eligible] { return found }
    var mentees = [mentee]
    var seenMentees: Set<Int> = [mentee]
    var mentors: [Int] = []
    var seenMentors: Set<Int> = []
    var own = [[Int]](repeating: [], count: question.mentors.count)
    for pair in result.pairs where result.standing(pair) != .kept { own[pair.mentor].append(pair.mentee) }
    let hopefuls = hopefuls()
    var next = 0
    while next < mentees.count {
      for edge in result.rows.edges(of: mentees[next]) {
        let mentor = Int(result.rows.mentors[edge])
        guard seenMentors.insert(mentor).inserted else { continue }
        mentors.append(mentor)
        for other in own[mentor] + hopefuls[mentor] where seenMentees.insert(other).inserted {
          mentees.append(other)
        }
      }
      next += 1
    }
    let found = (mentees: mentees.sorted(), mentors: mentors.sorted())
    known.competitions[eligible] = found
    return found
  }

  private func hopefuls() -> [[Int]] {
    if let made = known.hopefuls { return made }
    var made = [[Int]](repeating: [], count: question.mentors.count)
    for mentee in question.mentees.indices where result.mentors[mentee].isEmpty {
      for edge in result.rows.edges(of: mentee) { made[Int(result.rows.mentors[edge])].append(mentee) }
    }
    known.hopefuls = made
    return made
  }

  // MARK: Pairs

  package struct Alternative: Sendable {
    package let mentor: Int
    package let score: Decimal
    /// Why it may not be; empty when it may.
    package let obstacles: [String]
    /// What the whole would lose. Nil when it may not be, or is as it is.
    package let loss: MatchLoss?
    /// Others who would have fewer mentors then, and those who would have more.
    package let losing: [Int]
    package let gaining: [Int]
  }

  /// What it would cost to give a mentee this mentor instead, everybody else rearranged as well as can be.
  package func alternative(_ pair: MatchQuestion.Pair) -> Alternative {
    let obstacles = question.obstacles(pair)
    var then: (loss: MatchLoss?, mentors: [[Int]]?) = (nil, nil)
    if obstacles.isEmpty, !result.mentors[pair.mentee].contains(pair.mentor) { then = result.loss(pair) }
    func others(_ isSo: (Int, Int) -> Bool) -> [Int] {
      guard let mentors = then.mentors else { return [] }
      return mentors.indices.filter {
        $0 != pair.mentee && isSo(mentors[$0].count, result.mentors[$0].count)
      }
    }
    return Alternative(
      mentor: pair.mentor, score: question.score(pair), obstacles: obstacles, loss: then.loss,
      losing: others(<), gaining: others(>))
  }

  /// The mentee's other eligible mentors, best score first.
  package func otherMentors(_ mentee: Int, most: Int) -> [Alternative] {
    let edges = result.rows.edges(of: mentee).filter {
      !result.mentors[mentee].contains(Int(result.rows.mentors[$0]))
    }
    let best = edges.sorted { left, right in
      let (a, b) = (result.rows.scores[left], result.rows.scores[right])
      return a != b ? a > b : result.rows.mentors[left] < result.rows.mentors[right]
    }
    return best.prefix(most).map {
      alternative(MatchQuestion.Pair(mentor: Int(result.rows.mentors[$0]), mentee: mentee))
    }
  }
}
