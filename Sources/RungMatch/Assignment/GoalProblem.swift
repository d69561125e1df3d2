// Several goals in order: everybody's first mentor before anybody's second, pairs that stay, and then the best total
// or the worst match lifted first. Numbers in, numbers out.

/// A transportation problem whose goals are met one after the other: a later goal chooses only among the results that
/// are best for all earlier ones.
package struct GoalProblem: Sendable {
  package enum Aim: Sendable {
    /// The greatest sum of scores.
    case total
    /// The fewest pairs of the lowest score, then of the next, and so on (leximin). Each pair counts.
    case worstFirst
  }

  package enum Goal: Sendable, Equatable {
    /// As many mentees as possible have so many mentors.
    case mentors(Int)
    /// As many pairs as possible stay.
    case staying
    case total
    /// As few pairs as possible of this score.
    case level(Int64)
  }

  package let pairs: AssignmentProblem<Int64>
  package let mentorsEach: Int
  /// How many mentors each mentee has besides, of those.
  package let settled: [Int]
  /// Pairs that exist already, by edge; empty when there are none.
  package let standing: [Bool]
  package let aim: Aim

  /// Nil when the arrays do not fit each other.
  package init?(
    _ pairs: AssignmentProblem<Int64>, mentorsEach: Int = 1, settled: [Int] = [], standing: [Bool] = [],
    aim: Aim
  ) {
    let settled = settled.isEmpty ? [Int](repeating: 0, count: pairs.menteeCount) : settled
    guard mentorsEach >= 0, settled.count == pairs.menteeCount,
      settled.allSatisfy({ $0 >= 0 && $0 <= mentorsEach }),
      standing.isEmpty || standing.count == pairs.edgeCount
    else { return nil }
    self.pairs = pairs
    self.mentorsEach = mentorsEach
    self.settled = settled
    self.standing = standing
    self.aim = aim
  }

  /// The goals, the first one first.
  package var goals: [Goal] {
    var goals = (0..<mentorsEach).map { Goal.mentors($0 + 1) }
    if standing.contains(true) { goals.append(.staying) }
    switch aim {
    case .total: goals.append(.total)
    case .worstFirst: goals += Set(pairs.edgeScores).sorted().map { Goal.level($0) }
    }
    return goals
  }
}

/// Who has whom, with the prices that prove it cannot be better.
package struct GoalAssignment: Sendable {
  /// The edges of each mentee's pairs, in order.
  package let chosen: [[Int]]
  /// In the order of the goals; goals without any price are left out.
  package let prices: [GoalPrices]

  package init(chosen: [[Int]], prices: [GoalPrices]) {
    self.chosen = chosen
    self.prices = prices
  }
}

/// Prices in the measure of one goal; whoever is not named has 0.
package struct GoalPrices: Sendable {
  package struct Amount: Sendable {
    package let of: Int32
    package let amount: Int64

    package init(of: Int32, amount: Int64) {
      self.of = of
      self.amount = amount
    }
  }

  /// The goal's place in the order.
  package let goal: Int
  /// What a mentor more must bring a mentee to be worth it.
  package let gains: [Amount]
  /// What one more place of a mentor would be worth.
  package let places: [Amount]

  package init(goal: Int, gains: [Amount], places: [Amount]) {
    self.goal = goal
    self.gains = gains
    self.places = places
  }
}
