// What would become of the whole if a mentee had another mentor, everybody else rearranged as well as can be: solved
// anew with that pair made, and compared goal by goal.

import RungAnalysis
import RungModel

package enum MatchLoss: Sendable, Equatable {
  case nothing
  /// So many mentees fewer have as many mentors as that.
  case mentees(Int, withMentors: Int)
  case stayingPairs(Int)
  case total(Decimal)
  /// A fair result: the first match, from the worst one on, that would be worse.
  case match(Decimal, insteadOf: Decimal)
  /// A stable result: one side has nothing to gain.
  case menteeContent
  case mentorContent
  /// A kept pair is not given up.
  case keptPair
}

extension MatchResult {
  /// Of a pair that could be made, with the mentors that each mentee would have then; nil when numbers grow too large,
  /// or nobody would be matched anew.
  func loss(_ pair: MatchQuestion.Pair) -> (loss: MatchLoss?, mentors: [[Int]]?) {
    if question.kept[pair.mentee].count >= question.rules.coMentors { return (.keptPair, nil) }
    if question.rules.aim == .stable { return (contentment(pair), nil) }
    guard let others = with(pair) else { return (nil, nil) }
    return (loss(to: others), others)
  }

  private func loss(to others: [[Int]]) -> MatchLoss {
    let (mine, other) = (worth(mentors), worth(others))
    for place in mine.counts.indices where mine.counts[place] != other.counts[place] {
      return .mentees(mine.counts[place] - other.counts[place], withMentors: place + 1)
    }
    if mine.staying != other.staying { return .stayingPairs(mine.staying - other.staying) }
    if question.rules.aim == .fair {
      for (now, then) in zip(mine.scores, other.scores) where now != then {
        return .match(question.display(then), insteadOf: question.display(now))
      }
      return .nothing
    }
    let (now, then) = (mine.scores.reduce(0, &+), other.scores.reduce(0, &+))
    return now == then ? .nothing : .total(question.display(now &- then))
  }

  /// What goals are measured by.
  private func worth(_ mentors: [[Int]]) -> (counts: [Int], staying: Int, scores: [Int64]) {
    var staying = 0
    var scores: [Int64] = []
    for mentee in mentors.indices {
      for mentor in mentors[mentee] {
        if question.standing.contains(MatchQuestion.Pair(mentor: mentor, mentee: mentee)) { staying += 1 }
        scores.append(question.scores.score(mentor: mentor, mentee: mentee))
      }
    }
    let counts = (1...max(1, question.rules.coMentors)).map { place in mentors.count { $0.count >= place } }
    return (counts, staying, scores.sorted())
  }

  /// The best mentors of each mentee among results that have the pair.
  private func with(_ pair: MatchQuestion.Pair) -> [[Int]]? {
    var others = MatchQuestion.Rows()
    let isOnly = question.rules.coMentors == question.kept[pair.mentee].count + 1
    for mentee in question.mentees.indices {
      for edge in rows.edges(of: mentee) {
        if mentee == pair.mentee, isOnly || Int(rows.mentors[edge]) == pair.mentor { continue }
        others.mentors.append(rows.mentors[edge])
        others.scores.append(rows.scores[edge])
      }
      others.starts.append(Int32(truncatingIfNeeded: others.mentors.count))
    }
    var capacities = question.capacities
    guard capacities[pair.mentor] > 0 else { return nil }
    capacities[pair.mentor] -= 1
    var found = question.kept
    found[pair.mentee].append(pair.mentor)
    if question.rules.aim == .most, question.rules.coMentors == 1 {
      guard let best = try? MatchEngine.best(question, others, EngineHandle(), capacities: capacities) else {
        return nil
      }
      for (mentee, mentor) in best.mentors.enumerated() where mentor >= 0 {
        found[mentee].append(Int(mentor))
      }
      return found
    }
    let best = try? MatchEngine.goals(
      question, others, EngineHandle(), capacities: capacities, settled: found.map(\.count))
    guard let best else { return nil }
    for (mentee, edges) in best.chosen.enumerated() {
      found[mentee] += edges.map { Int(others.mentors[$0]) }
    }
    return found
  }

  /// Who of a pair likes somebody they have as well or better.
  private func contentment(_ pair: MatchQuestion.Pair) -> MatchLoss? {
    let likes = question.likes(rows)
    func edge(_ mentee: Int, _ mentor: Int) -> Int? {
      rows.edges(of: mentee).first { Int(rows.mentors[$0]) == mentor }
    }
    guard let wished = edge(pair.mentee, pair.mentor) else { return nil }
    let own = mentors[pair.mentee].compactMap { edge(pair.mentee, $0) }
    let isFull = mentors[pair.mentee].count >= question.rules.coMentors
    if isFull, own.allSatisfy({ likes.mentees[$0] >= likes.mentees[wished] }) { return .menteeContent }
    return .mentorContent
  }
}
