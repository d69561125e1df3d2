// Who may be matched with whom, and how good each pair is: numbers in, numbers out. Nothing here knows of people.

/// A sparse transportation problem: each mentee takes at most one mentor, no mentor more mentees than its capacity.
///
/// The mentors that mentee `i` may have are `edgeMentors[rowStarts[i] ..< rowStarts[i + 1]]`, each at most once;
/// `edgeScores` says how good each pair is. Scores are 32 bits wide where memory counts, else 64.
package struct AssignmentProblem<Score: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  package let capacities: [Int32]
  package let rowStarts: [Int32]
  package let edgeMentors: [Int32]
  package let edgeScores: [Score]

  package var menteeCount: Int { rowStarts.count - 1 }
  package var mentorCount: Int { capacities.count }
  package var edgeCount: Int { edgeMentors.count }

  /// Nil when the arrays do not fit each other: a row outside the edges, a mentor that is not there, a negative
  /// capacity.
  package init?(capacities: [Int32], rowStarts: [Int32], edgeMentors: [Int32], edgeScores: [Score]) {
    guard let first = rowStarts.first, let last = rowStarts.last, first == 0, last == edgeMentors.count,
      edgeMentors.count == edgeScores.count, capacities.allSatisfy({ $0 >= 0 })
    else { return nil }
    let mentorCount = capacities.count
    guard zip(rowStarts, rowStarts.dropFirst()).allSatisfy({ $0 <= $1 }),
      edgeMentors.allSatisfy({ $0 >= 0 && $0 < mentorCount })
    else { return nil }
    self.capacities = capacities
    self.rowStarts = rowStarts
    self.edgeMentors = edgeMentors
    self.edgeScores = edgeScores
  }

  package func edges(of mentee: Int) -> Range<Int> { Int(rowStarts[mentee])..<Int(rowStarts[mentee + 1]) }

  /// What being matched at all must be worth so that one more mentee always outweighs any total of scores; nil when
  /// that is too large to reckon with.
  package var leastWorthOfAMatch: Int64? {
    guard let lowest = edgeScores.min(), let highest = edgeScores.max() else { return 1 }
    let places = capacities.reduce(Int64(0)) { $0 &+ Int64($1) }
    let most = min(Int64(menteeCount), places)
    let (range, isWide) = Int64(highest).subtractingReportingOverflow(Int64(lowest))
    let (total, isLong) = range.multipliedReportingOverflow(by: most)
    let lift = Swift.max(0, lowest < 0 ? -Int64(clamping: lowest) : 0)
    let (worth, isLarge) = total.addingReportingOverflow(lift)
    guard !isWide, !isLong, !isLarge, worth < Self.mostWorth else { return nil }
    return worth + 1
  }

  /// Prices reach three times the worth of a match, and sums of two of them must still fit.
  private static var mostWorth: Int64 { Int64.max / 16 }
}

/// Who has whom, with the prices that prove it cannot be better.
package struct Assignment: Sendable, Equatable {
  /// The mentor of each mentee; -1 for none.
  package let mentors: [Int32]
  /// What being matched is worth besides the score.
  package let worth: Int64
  /// What one more place of each mentor would be worth: 0 where places are free.
  package let prices: [Int64]
  /// What each mentee gains at these prices; `-worth` for one who is better left out.
  package let gains: [Int64]

  package init(mentors: [Int32], worth: Int64, prices: [Int64], gains: [Int64]) {
    self.mentors = mentors
    self.worth = worth
    self.prices = prices
    self.gains = gains
  }

  package var matchedCount: Int { mentors.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) } }
}
