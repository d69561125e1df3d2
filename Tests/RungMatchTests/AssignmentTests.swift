// The solvers against every assignment of thousands of small problems, and their proofs.

import RungMatch
import RungModel
import Testing

@Suite("Assignment")
struct AssignmentTests {
  private static let seeds = 1...3000

  private func solved<Score>(_ problem: AssignmentProblem<Score>) throws -> Assignment {
    try #require(try AssignmentSolver<Score>().solve(problem, EngineHandle()).result)
  }

  @Test("most mentees, then the best total, as if every assignment were tried")
  func most() throws {
    for seed in Self.seeds {
      var random = SeededRandom(seed)
      let problem = AssignmentProblem<Int32>.random(&random)
      let result = try solved(problem)
      #expect(AssignmentProof.flaw(in: result, of: problem) == nil, "seed \(seed)")
      let edges = try #require(problem.edges(result.mentors))
      let mine = [edges.count, edges.reduce(0) { $0 + Int(problem.edgeScores[$1]) }]
      var best = [0, 0]
      problem.enumerate { chosen in
        let all = chosen.flatMap { $0 }
        let value = [all.count, all.reduce(0) { $0 + Int(problem.edgeScores[$1]) }]
        if best.lexicographicallyPrecedes(value) { best = value }
      }
      #expect(mine == best, "seed \(seed)")
    }
  }

  @Test("wide scores give the same result as narrow ones")
  func wide() throws {
    for seed in 1...300 {
      var random = SeededRandom(seed)
      let narrow = AssignmentProblem<Int32>.random(&random, mentees: 40, mentors: 12)
      let wide = try #require(
        AssignmentProblem<Int64>(
          capacities: narrow.capacities, rowStarts: narrow.rowStarts, edgeMentors: narrow.edgeMentors,
          edgeScores: narrow.edgeScores.map(Int64.init)))
      let large = try #require(
        AssignmentProblem<Int64>(
          capacities: narrow.capacities, rowStarts: narrow.rowStarts, edgeMentors: narrow.edgeMentors,
          edgeScores: narrow.edgeScores.map { Int64($0) * 1_000_000_007 }))
      let result = try solved(wide)
      #expect(try solved(narrow) == result)
      #expect(AssignmentProof.flaw(in: result, of: wide) == nil)
      let larger = try solved(large)
      #expect(AssignmentProof.flaw(in: larger, of: large) == nil)
      #expect(larger.matchedCount == result.matchedCount)
    }
  }

  @Test("nobody would rather swap in a stable result, and no stable result is better for a mentee")
  func stable() throws {
    for seed in Self.seeds {
      var random = SeededRandom(seed)
      let pairs = AssignmentProblem<Int64>.random(&random, mentees: 5, mentors: 4)
      // Likes without ties, so that "better" is certain.
      var order = (0..<pairs.edgeCount).map { Int64($0) }
      for index in order.indices.reversed() where index > 0 { order.swapAt(index, random.number(0...index)) }
      let problem = StableAssignment.Problem(
        capacities: pairs.capacities, rowStarts: pairs.rowStarts, edgeMentors: pairs.edgeMentors,
        menteeLikes: order, mentorLikes: order.map { ($0 * 7_919) % 10_007 })
      let result = try StableAssignment().solve(problem, EngineHandle()).result
      #expect(StableProof.blocking(result, of: problem).isEmpty, "seed \(seed)")
      let mine = result.indices.map { mentee -> Int64 in
        pairs.edges(of: mentee).first { result[mentee].contains(pairs.edgeMentors[$0]) }.map { order[$0] }
          ?? -1
      }
      pairs.enumerate { chosen in
        let mentors = chosen.map { $0.map { pairs.edgeMentors[$0] } }
        guard StableProof.blocking(mentors, of: problem).isEmpty else { return }
        for mentee in chosen.indices {
          #expect(mine[mentee] >= (chosen[mentee].first.map { order[$0] } ?? -1))
        }
      }
    }
  }

  @Test("the proof finds every flaw that is put into a result")
  func flaws() throws {
    var found = 0
    for seed in 1...500 {
      var random = SeededRandom(seed)
      let problem = AssignmentProblem<Int32>.random(&random)
      let result = try solved(problem)
      guard problem.menteeCount > 0, problem.mentorCount > 0 else { continue }
      let mentee = random.number(0...problem.menteeCount - 1)
      var mentors = result.mentors
      let other = Int32(random.number(-1...problem.mentorCount - 1))
      guard other != mentors[mentee] else { continue }
      mentors[mentee] = other
      let changed = Assignment(
        mentors: mentors, worth: result.worth, prices: result.prices, gains: result.gains)
      // Another result may be as good; then the prices prove it as well.
      guard AssignmentProof.flaw(in: changed, of: problem) == nil else {
        found += 1
        continue
      }
      let edges = try #require(problem.edges(mentors))
      let own = try #require(problem.edges(result.mentors))
      #expect(edges.count == own.count)
      #expect(
        edges.reduce(0) { $0 + Int(problem.edgeScores[$1]) }
          == own.reduce(0) { $0 + Int(problem.edgeScores[$1]) })
    }
    #expect(found > 100)
  }

  @Test("work that is told to stop stops")
  func cancelled() {
    var random = SeededRandom(1)
    let problem = AssignmentProblem<Int32>.random(&random, mentees: 6, mentors: 5)
    #expect(throws: Cancelled.self) {
      try AssignmentSolver<Int32>().solve(problem, EngineHandle(wantsToStop: { true }))
    }
  }
}
