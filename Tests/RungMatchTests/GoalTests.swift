// Goals in order against every choice of small problems, and their proofs: fair results, several mentors each, both.

import RungMatch
import RungModel
import Testing

@Suite("Goals in order")
struct GoalTests {
  /// Up to three mentors each, some mentees with mentors already, sometimes pairs that would rather stay.
  private func random(_ seed: Int, _ aim: GoalProblem.Aim) throws -> GoalProblem {
    var random = SeededRandom(seed)
    let each = random.number(1...3)
    let pairs = AssignmentProblem<Int64>.random(
      &random, mentees: each == 1 ? 6 : 4, mentors: each == 1 ? 5 : 4)
    let settled = (0..<pairs.menteeCount).map { _ in
      random.number(0...2) == 0 ? random.number(0...each) : 0
    }
    let hasStanding = random.number(0...1) == 0
    let standing = hasStanding ? (0..<pairs.edgeCount).map { _ in random.number(0...3) == 0 } : []
    return try #require(
      GoalProblem(pairs, mentorsEach: each, settled: settled, standing: standing, aim: aim))
  }

  /// Mentees with one mentor, with two …, pairs that stay, then the total or the scores from the worst one on.
  private func value(_ chosen: [[Int]], _ problem: GoalProblem) -> [Int] {
    let all = chosen.flatMap { $0 }
    let scores = all.map { Int(problem.pairs.edgeScores[$0]) }
    let counts = (1...problem.mentorsEach).map { place in
      chosen.indices.count { chosen[$0].count + problem.settled[$0] >= place }
    }
    let staying = problem.standing.isEmpty ? 0 : all.count { problem.standing[$0] }
    switch problem.aim {
    case .total: return counts + [staying, scores.reduce(0, +)]
    case .worstFirst: return counts + [staying] + scores.sorted()
    }
  }

  private func best(_ problem: GoalProblem) -> [Int] {
    var best: [Int] = [-1]
    problem.pairs.enumerate(most: problem.settled.map { problem.mentorsEach - $0 }) { chosen in
      let other = value(chosen, problem)
      if best.lexicographicallyPrecedes(other) { best = other }
    }
    return best
  }

  @Test(
    "each goal as if every choice were tried, and proved", arguments: [GoalProblem.Aim.total, .worstFirst])
  func optimal(_ aim: GoalProblem.Aim) throws {
    for seed in 1...5000 {
      let problem = try random(seed, aim)
      let result = try #require(try GoalSolver().solve(problem, EngineHandle()).result)
      #expect(GoalProof.flaw(in: result, of: problem) == nil, "seed \(seed)")
      #expect(value(result.chosen, problem) == best(problem), "seed \(seed)")
    }
  }

  @Test(
    "the proof refuses another choice, unless it is as good", arguments: [GoalProblem.Aim.total, .worstFirst])
  func changedChoice(_ aim: GoalProblem.Aim) throws {
    var refused = 0
    for seed in 1...2000 {
      var random = SeededRandom(seed + 1_000_000)
      let problem = try self.random(seed, aim)
      let result = try #require(try GoalSolver().solve(problem, EngineHandle()).result)
      guard problem.pairs.edgeCount > 0 else { continue }
      var chosen = result.chosen
      let mentee = random.number(0...problem.pairs.menteeCount - 1)
      guard !problem.pairs.edges(of: mentee).isEmpty else { continue }
      let edge = random.number(
        problem.pairs.edges(of: mentee).lowerBound...problem.pairs.edges(of: mentee).upperBound - 1)
      if let place = chosen[mentee].firstIndex(of: edge) {
        chosen[mentee].remove(at: place)
      } else if chosen[mentee].isEmpty || random.number(0...1) == 0 {
        chosen[mentee].append(edge)
      } else {
        chosen[mentee][0] = edge
      }
      let changed = GoalAssignment(chosen: chosen, prices: result.prices)
      if GoalProof.flaw(in: changed, of: problem) != nil {
        refused += 1
      } else {
        #expect(value(chosen, problem) == value(result.chosen, problem), "seed \(seed)")
      }
    }
    #expect(refused > 500)
  }

  @Test(
    "the proof refuses a worse result whatever its prices", arguments: [GoalProblem.Aim.total, .worstFirst])
  func changedPrices(_ aim: GoalProblem.Aim) throws {
    var worse = 0
    for seed in 1...2000 {
      var random = SeededRandom(seed + 2_000_000)
      let problem = try self.random(seed, aim)
      let goals = problem.goals
      // The best result for another problem, with prices that prove it there; and prices made up.
      let other = try #require(
        GoalProblem(
          problem.pairs, mentorsEach: problem.mentorsEach, settled: problem.settled,
          aim: aim == .total ? .worstFirst : .total))
      let result = try #require(try GoalSolver().solve(other, EngineHandle()).result)
      guard value(result.chosen, problem) != best(problem) else { continue }
      worse += 1
      #expect(GoalProof.flaw(in: result, of: problem) != nil, "seed \(seed)")
      func amounts(_ count: Int) -> [GoalPrices.Amount] {
        (0..<count).map { GoalPrices.Amount(of: Int32($0), amount: Int64(random.number(-2...2))) }
      }
      let madeUp = goals.indices.map {
        GoalPrices(
          goal: $0, gains: amounts(problem.pairs.menteeCount), places: amounts(problem.pairs.mentorCount))
      }
      let lie = GoalAssignment(chosen: result.chosen, prices: madeUp)
      #expect(GoalProof.flaw(in: lie, of: problem) != nil, "seed \(seed)")
    }
    #expect(worse > 50)
  }

  @Test("numbers that cannot be summed are refused, not mistaken")
  func overflow() throws {
    let pairs = try #require(
      AssignmentProblem<Int64>(
        capacities: [1], rowStarts: [0, 1], edgeMentors: [0], edgeScores: [Int64.max]))
    let problem = try #require(GoalProblem(pairs, aim: .worstFirst))
    #expect(try GoalSolver().solve(problem, EngineHandle()).result == nil)
    let wild = GoalAssignment(
      chosen: [[0]],
      prices: [
        GoalPrices(
          goal: 0, gains: [.init(of: 0, amount: .max)], places: [.init(of: 0, amount: .max)])
      ])
    #expect(GoalProof.flaw(in: wild, of: problem) == .wrongPrices)
  }

  @Test("work that is told to stop stops, and tells how far it is")
  func cancelled() throws {
    var random = SeededRandom(7)
    let problem = try #require(
      GoalProblem(.random(&random, mentees: 6, mentors: 5), mentorsEach: 2, aim: .worstFirst))
    #expect(throws: Cancelled.self) {
      try GoalSolver().solve(problem, EngineHandle(wantsToStop: { true }))
    }
    let handle = EngineHandle()
    _ = try GoalSolver().solve(problem, handle)
    #expect(handle.progress.total > 0 && handle.progress.done <= handle.progress.total)
  }
}
