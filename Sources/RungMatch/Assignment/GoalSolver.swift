// Several goals in order: each is met by a flow that chooses among what is best for the goals before it.
//
// The worst match is found first, by trying which scores nobody needs to have (bisection); then each score in use,
// from below, is a goal of its own.

import RungModel

package struct GoalSolver: Engine {
  package init() {}

  /// Nil when scores are too large to be summed.
  package func solve(_ problem: GoalProblem, _ handle: EngineHandle) throws(Cancelled)
    -> Explained<GoalAssignment?>
  {
    guard Self.fits(problem) else { return Explained(nil) }
    var work = GoalWork(problem)
    try work.run(handle)
    return Explained(work.result)
  }

  /// A way round meets each node once; sums of two such ways must fit.
  private static func fits(_ problem: GoalProblem) -> Bool {
    let largest = problem.pairs.edgeScores.reduce(UInt64(1)) { max($0, $1.magnitude) }
    let nodes = UInt64(problem.pairs.menteeCount + problem.pairs.mentorCount + 1)
    let (sum, isLarge) = largest.multipliedReportingOverflow(by: 4 * nodes)
    return !isLarge && sum < UInt64(Int64.max / 4)
  }
}

private struct GoalWork {
  private let problem: GoalProblem
  private let goals: [GoalProblem.Goal]
  private let scores: [Int64]
  /// The edges by score, ascending.
  private let byScore: [Int32]
  private let flow: GoalFlow
  private var prices: [GoalPrices] = []
  /// Pairs that no later goal changes, and the mentees told of.
  private var fixed = 0
  private var told = 0

  init(_ problem: GoalProblem) {
    self.problem = problem
    goals = problem.goals
    let scores = problem.pairs.edgeScores
    self.scores = scores
    byScore = scores.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { left, right in
      let (a, b) = (scores[Int(left)], scores[Int(right)])
      return a != b ? a < b : left > right
    }
    flow = GoalFlow(problem)
  }

  var result: GoalAssignment {
    let chosen = (0..<problem.pairs.menteeCount).map { mentee in
      problem.pairs.edges(of: mentee).filter { flow.isChosen[$0] }
    }
    return GoalAssignment(chosen: chosen, prices: prices)
  }

  mutating func run(_ handle: EngineHandle) throws(Cancelled) {
    handle.begin(problem.pairs.menteeCount)
    // Everybody's best mentor who is free, first ones first.
    for place in 0..<problem.mentorsEach { flow.take(byScore.reversed(), upTo: place + 1) }
    for (index, goal) in goals.enumerated() {
      switch goal {
      case .mentors(let rank): flow.aim([], rank: rank) { _ in 0 }
      case .staying: flow.aim(byScore) { problem.standing[$0] ? -1 : 0 }
      case .total:
        flow.aim(byScore) { -scores[$0] }
        flow.startHigh()
      case .level: return try lift(from: index, handle)
      }
      try flow.improve(handle)
      try settle(index, handle)
    }
  }

  private mutating func settle(_ goal: Int, _ handle: EngineHandle) throws(Cancelled) {
    let before = flow.heldCount
    if let found = flow.settle(goal: goal) { prices.append(found) }
    // Progress is told in mentees; several pairs may be one's.
    fixed += before - flow.heldCount
    let done = fixed / max(1, problem.mentorsEach)
    try handle.advance(by: done - told)
    told = done
  }

  // MARK: The worst first

  /// The goals from one on are levels.
  private mutating func lift(from firstLevel: Int, _ handle: EngineHandle) throws(Cancelled) {
    let levels = levels
    for level in try worst(levels, handle)..<levels.count {
      let edges = byScore[levels[level]]
      guard isUsed(edges) else {
        flow.drop(edges)
        continue
      }
      flow.aim(edges) { _ in 1 }
      try flow.improve(handle)
      if isUsed(edges) {
        try settle(firstLevel + level, handle)
      } else {
        // Without prices: nobody needs this level.
        flow.forget()
        flow.drop(edges)
      }
    }
  }

  /// The edges of each score, as places in `byScore`; ascending.
  private var levels: [Range<Int>] {
    var levels: [Range<Int>] = []
    var start = 0
    for index in byScore.indices
    where index + 1 == byScore.count || scores[Int(byScore[index])] != scores[Int(byScore[index + 1])] {
      levels.append(start..<index + 1)
      start = index + 1
    }
    return levels
  }

  /// The lowest level that somebody needs to have, by halving the range in which it may be. Those below are ruled out.
  private func worst(_ levels: [Range<Int>], _ handle: EngineHandle) throws(Cancelled) -> Int {
    func lowestUsed(from level: Int) -> Int {
      levels[level...].firstIndex { isUsed(byScore[$0]) } ?? levels.count
    }
    var lower = lowestUsed(from: 0)
    var upper = levels.count
    func rule(out last: Int, from first: Int) {
      for level in first..<last { flow.drop(byScore[levels[level]]) }
    }
    rule(out: lower, from: 0)
    while upper - lower > 1 {
      let middle = lower + (upper - lower) / 2
      let below = byScore[levels[lower].lowerBound..<levels[middle].lowerBound]
      flow.aim(below) { _ in 1 }
      try flow.improve(handle)
      flow.forget()
      if isUsed(below) {
        upper = middle
      } else {
        let next = lowestUsed(from: middle)
        rule(out: next, from: lower)
        lower = next
      }
    }
    return lower
  }

  /// Whether one of them is chosen that may still change.
  private func isUsed(_ edges: ArraySlice<Int32>) -> Bool {
    edges.contains { flow.states[Int($0)] == .chosen }
  }
}
