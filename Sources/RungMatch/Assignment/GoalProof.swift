// Proves that a result meets goals in their order, from its prices alone. Shares no code with what made it.
//
// Let every pair e = (i, j) have the value v(e), and every further mentor of mentee i the value w(i, k), as vectors: one
// number a goal, compared by the first in which they differ. Let g(i) and p(j) be vectors of prices. The value of any
// choice x is
//
//   sum of (v(e) - g(i) - p(j)) over its pairs + sum of (w(i, k) + g(i)) over the mentors that its mentees have
//   + sum of p(j) times the mentees that mentor j has
//
// since the prices cancel. Vectors so compared can be added and keep their order, so the value is never more than with
// every pair chosen whose first term is above nothing and none whose term is below, every mentor's number so, and the
// places of mentors with a price above nothing all taken and of those with a price below nothing all empty. A choice
// that does exactly this is therefore the best one: linear programming duality, with vectors for numbers.

package enum GoalFlaw: Error, Equatable, Sendable {
  /// The result speaks of other people or pairs than the problem.
  case wrongSize
  case notEligible(mentee: Int)
  case tooMany(mentee: Int)
  case aboveCapacity(mentor: Int)
  /// A pair that is chosen and should not be, or should be and is not.
  case wrongPair(mentee: Int, mentor: Int)
  /// A mentee with more or fewer mentors than is best.
  case wrongCount(mentee: Int)
  /// Free places that have a price, or taken ones whose price is below nothing.
  case wrongLoad(mentor: Int)
  /// Prices out of order, or numbers that cannot be summed.
  case wrongPrices
}

package enum GoalProof {
  /// The first flaw; nil when the result is proved. O(edges × goals with prices) at most, since what one goal decides
  /// is not looked at for the next.
  package static func flaw(in result: GoalAssignment, of problem: GoalProblem) -> GoalFlaw? {
    guard var check = GoalCheck(problem, result) else { return .wrongSize }
    if let flaw = check.choice() { return flaw }
    let goals = problem.goals
    var next = 0
    for prices in result.prices {
      guard prices.goal >= next, prices.goal < goals.count else { return .wrongPrices }
      if let flaw = check.unpriced(goals[next..<prices.goal]) { return flaw }
      if let flaw = check.priced(goals[prices.goal], prices) { return flaw }
      next = prices.goal + 1
    }
    return check.unpriced(goals[next...])
  }
}

/// What is undecided so far: terms that have been nothing in every goal.
private struct GoalCheck {
  private let problem: GoalProblem
  private var isChosen: [Bool]
  private var menteeOf: [Int]
  private var counts: [Int]
  private var loads: [Int]
  private var pairs: [Int] = []
  /// Mentors that a mentee has or may have, by number.
  private var numbers: [(mentee: Int, number: Int)] = []
  private var mentors: [Int]
  private let result: GoalAssignment

  init?(_ problem: GoalProblem, _ result: GoalAssignment) {
    guard result.chosen.count == problem.pairs.menteeCount else { return nil }
    self.problem = problem
    self.result = result
    isChosen = [Bool](repeating: false, count: problem.pairs.edgeMentors.count)
    menteeOf = [Int](repeating: 0, count: problem.pairs.edgeMentors.count)
    counts = problem.settled
    loads = [Int](repeating: 0, count: problem.pairs.capacities.count)
    mentors = Array(problem.pairs.capacities.indices)
  }

  /// Eligible, nobody twice, nobody beyond their number.
  mutating func choice() -> GoalFlaw? {
    for mentee in result.chosen.indices {
      let edges = Int(problem.pairs.rowStarts[mentee])..<Int(problem.pairs.rowStarts[mentee + 1])
      for edge in edges {
        menteeOf[edge] = mentee
        // Mentors without places are no choice.
        if problem.pairs.capacities[Int(problem.pairs.edgeMentors[edge])] > 0 { pairs.append(edge) }
      }
      for edge in result.chosen[mentee] {
        guard edges.contains(edge), !isChosen[edge] else { return .notEligible(mentee: mentee) }
        isChosen[edge] = true
        counts[mentee] += 1
        loads[Int(problem.pairs.edgeMentors[edge])] += 1
      }
      if counts[mentee] > problem.mentorsEach { return .tooMany(mentee: mentee) }
      for number in problem.settled[mentee]..<problem.mentorsEach {
        numbers.append((mentee, number + 1))
      }
    }
    for mentor in loads.indices where loads[mentor] > Int(problem.pairs.capacities[mentor]) {
      return .aboveCapacity(mentor: mentor)
    }
    return nil
  }

  /// Several goals in which everybody's price is nothing: only what has a value itself is decided.
  mutating func unpriced(_ goals: ArraySlice<GoalProblem.Goal>) -> GoalFlaw? {
    var levels: ClosedRange<Int64>?
    for goal in goals {
      switch goal {
      case .mentors, .staying, .total:
        if let flaw = priced(goal, GoalPrices(goal: 0, gains: [], places: [])) { return flaw }
      case .level(let score): levels = (levels?.lowerBound ?? score)...score
      }
    }
    guard let levels else { return nil }
    return decidePairs(pairs.map { levels.contains(problem.pairs.edgeScores[$0]) ? -1 : 0 })
  }

  mutating func priced(_ goal: GoalProblem.Goal, _ prices: GoalPrices) -> GoalFlaw? {
    guard let gains = Self.spread(prices.gains, over: counts.count),
      let places = Self.spread(prices.places, over: loads.count)
    else { return .wrongPrices }
    var terms: [Int64] = []
    terms.reserveCapacity(pairs.count)
    for edge in pairs {
      let price = gains[menteeOf[edge]].addingReportingOverflow(
        places[Int(problem.pairs.edgeMentors[edge])])
      let term = value(goal, edge).subtractingReportingOverflow(price.partialValue)
      if price.overflow || term.overflow { return .wrongPrices }
      terms.append(term.partialValue)
    }
    if let flaw = decidePairs(terms) { return flaw }
    var undecided: [(mentee: Int, number: Int)] = []
    for (mentee, number) in numbers {
      let (term, overflow) = gains[mentee].addingReportingOverflow(goal == .mentors(number) ? 1 : 0)
      if overflow { return .wrongPrices }
      if term == 0 { undecided.append((mentee, number)) }
      if term != 0, (term > 0) != (counts[mentee] >= number) { return .wrongCount(mentee: mentee) }
    }
    numbers = undecided
    for mentor in mentors where places[mentor] != 0 {
      let isRight =
        places[mentor] > 0 ? loads[mentor] == Int(problem.pairs.capacities[mentor]) : loads[mentor] == 0
      if !isRight { return .wrongLoad(mentor: mentor) }
    }
    mentors.removeAll { places[$0] != 0 }
    return nil
  }

  private func value(_ goal: GoalProblem.Goal, _ edge: Int) -> Int64 {
    switch goal {
    case .mentors: 0
    case .staying: problem.standing[edge] ? 1 : 0
    case .total: problem.pairs.edgeScores[edge]
    case .level(let score): problem.pairs.edgeScores[edge] == score ? -1 : 0
    }
  }

  /// By the term of each undecided pair.
  private mutating func decidePairs(_ terms: [Int64]) -> GoalFlaw? {
    var undecided: [Int] = []
    for (edge, term) in zip(pairs, terms) {
      if term == 0 { undecided.append(edge) }
      if term != 0, (term > 0) != isChosen[edge] {
        return .wrongPair(mentee: menteeOf[edge], mentor: Int(problem.pairs.edgeMentors[edge]))
      }
    }
    pairs = undecided
    return nil
  }

  /// Nil when somebody is named who is not there.
  private static func spread(_ amounts: [GoalPrices.Amount], over count: Int) -> [Int64]? {
    var all = [Int64](repeating: 0, count: count)
    for amount in amounts {
      guard amount.of >= 0, amount.of < count else { return nil }
      all[Int(amount.of)] = amount.amount
    }
    return all
  }
}
