// Most mentees, then the worst match as good as it can be, then the next worst, and so on (leximin).
//
// The scores that occur are levels. A fairer result has fewer pairs at the lowest level, then at the next …, so each
// level in turn (or several at once, with powers of the number of mentees) is an assignment problem with costs for its
// pairs. Its optimal prices describe every optimal
// solution (complementary slackness): only pairs that hold with equality stay eligible, mentors with a price stay
// full, mentees with a gain stay matched; the next level chooses among those. A level that the present result does
// not use is dropped without solving anything.

import RungModel

package struct FairAssignment: Engine {
  package struct Problem: Sendable {
    package let pairs: AssignmentProblem<Int64>
    /// Pairs that exist already, by edge: as many as possible stay, before fairness. Empty when there are none.
    package let standing: [Bool]

    package init(_ pairs: AssignmentProblem<Int64>, standing: [Bool] = []) {
      self.pairs = pairs
      self.standing = standing
    }
  }

  package init() {}

  /// The mentor of each mentee, -1 for none. Nil when numbers grow too large.
  package func solve(_ problem: Problem, _ handle: EngineHandle) throws(Cancelled) -> Explained<[Int32]?> {
    var faces = OptimalFaces(problem.pairs)
    let levelCount = Set(problem.pairs.edgeScores).count
    let together = Self.levelsTogether(Int64(problem.pairs.menteeCount) + 1)
    let rounds = 1 + (levelCount + together - 1) / together
    var round = 0
    handle.step(round, of: rounds, "rounds")
    // Most mentees.
    guard try faces.narrow(handle, cost: { _ in 0 }) else { return Explained(nil) }
    if problem.standing.contains(true) {
      guard try faces.narrow(handle, cost: { problem.standing[$0] ? 0 : 1 }) else { return Explained(nil) }
    }
    let scores = problem.pairs.edgeScores
    let base = Int64(problem.pairs.menteeCount) + 1
    var done: Int64?
    while let level = faces.lowestScore(above: done, scores) {
      // What lies below and is not used need not be.
      round += 1
      handle.step(round, of: rounds, "rounds")
      faces.drop { edge in scores[edge] < level && (done.map { scores[edge] > $0 } ?? true) }
      let levels = faces.levels(from: level, most: together, scores)
      // A pair of a lower level costs more than all pairs of the higher ones.
      var costs: [Int64: Int64] = [:]
      var cost: Int64 = 1
      for level in levels.reversed() {
        costs[level] = cost
        cost *= base
      }
      guard try faces.narrow(handle, most: cost / base, cost: { costs[scores[$0]] ?? 0 }) else {
        return Explained(nil)
      }
      for level in levels where !faces.uses({ scores[$0] == level }) { faces.drop { scores[$0] == level } }
      done = levels.last
    }
    return Explained(faces.mentors)
  }
}

extension FairAssignment {
  /// How many levels one solution can settle, so that its numbers stay within 64 bits: costs are powers of `base`,
  /// and twice `base` times the highest of them times `base` again is what a match is worth.
  private static func levelsTogether(_ base: Int64) -> Int {
    var count = 1
    var worth = 4 * base * base
    while count < 16, worth < Int64.max / 64 / base {
      worth *= base
      count += 1
    }
    return count
  }
}

/// The assignments that are optimal for every objective so far.
private struct OptimalFaces {
  private let problem: AssignmentProblem<Int64>
  private var isEligible: [Bool]
  private var mustBeFull: [Bool]
  private var mustBeMatched: [Bool]
  private(set) var mentors: [Int32]
  /// The edge of each mentee's pair.
  private var chosen: [Int]

  init(_ problem: AssignmentProblem<Int64>) {
    self.problem = problem
    isEligible = [Bool](repeating: true, count: problem.edgeCount)
    mustBeFull = [Bool](repeating: false, count: problem.mentorCount)
    mustBeMatched = [Bool](repeating: false, count: problem.menteeCount)
    mentors = [Int32](repeating: -1, count: problem.menteeCount)
    chosen = [Int](repeating: -1, count: problem.menteeCount)
  }

  func uses(_ condition: (Int) -> Bool) -> Bool { chosen.contains { $0 >= 0 && condition($0) } }

  /// The lowest score in use above one that is settled.
  func lowestScore(above done: Int64?, _ scores: [Int64]) -> Int64? {
    var lowest: Int64?
    for edge in chosen where edge >= 0 {
      let score = scores[edge]
      if let done, score <= done { continue }
      lowest = Swift.min(lowest ?? score, score)
    }
    return lowest
  }

  /// The lowest scores that eligible pairs have, from one on; ascending.
  func levels(from least: Int64, most: Int, _ scores: [Int64]) -> [Int64] {
    var found: [Int64] = []
    for edge in isEligible.indices where isEligible[edge] && scores[edge] >= least {
      if found.count == most, let last = found.last, scores[edge] >= last { continue }
      let place = found.firstIndex { $0 >= scores[edge] } ?? found.count
      if place < found.count, found[place] == scores[edge] { continue }
      found.insert(scores[edge], at: place)
      if found.count > most { found.removeLast() }
    }
    return found
  }

  mutating func drop(_ condition: (Int) -> Bool) {
    for edge in isEligible.indices where isEligible[edge] && condition(edge) { isEligible[edge] = false }
  }

  /// Keeps the assignments of least total cost; costs are from 0 to `most`. False when numbers grow too large.
  mutating func narrow(_ handle: EngineHandle, most: Int64 = 1, cost: (Int) -> Int64) throws(Cancelled)
    -> Bool
  {
    // More than all costs together, so that what must be full or matched stays so.
    let bonus = Int64(problem.menteeCount) * most + 1
    var starts: [Int32] = [0]
    var edges: [Int] = []
    var edgeMentors: [Int32] = []
    var edgeScores: [Int64] = []
    for mentee in 0..<problem.menteeCount {
      for edge in problem.edges(of: mentee) where isEligible[edge] {
        let mentor = Int(problem.edgeMentors[edge])
        edges.append(edge)
        edgeMentors.append(problem.edgeMentors[edge])
        edgeScores.append(
          (mustBeFull[mentor] ? bonus : 0) + (mustBeMatched[mentee] ? bonus : 0) - cost(edge))
      }
      starts.append(Int32(truncatingIfNeeded: edges.count))
    }
    guard
      let stage = AssignmentProblem(
        capacities: problem.capacities, rowStarts: starts, edgeMentors: edgeMentors, edgeScores: edgeScores),
      let result = try AssignmentSolver<Int64>().solve(stage, handle).result
    else { return false }
    mentors = result.mentors
    for mentee in 0..<problem.menteeCount {
      chosen[mentee] = -1
      if result.gains[mentee] > -result.worth { mustBeMatched[mentee] = true }
      for index in Int(starts[mentee])..<Int(starts[mentee + 1]) {
        let mentor = edgeMentors[index]
        if result.gains[mentee] + result.prices[Int(mentor)] != edgeScores[index] {
          isEligible[edges[index]] = false
        } else if mentor == result.mentors[mentee] {
          chosen[mentee] = edges[index]
        }
      }
    }
    for mentor in mustBeFull.indices where result.prices[mentor] > 0 { mustBeFull[mentor] = true }
    return true
  }
}
