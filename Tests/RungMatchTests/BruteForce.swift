// Every assignment of a small problem, tried: what the solvers are held to.

import RungMatch

/// The numbers of one test, from its seed (splitmix64).
struct SeededRandom {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }
}

extension AssignmentProblem {
  /// A small problem: up to six mentees, five mentors, any eligibility, scores of either sign and with many ties.
  static func random(_ random: inout SeededRandom, mentees: Int = 6, mentors: Int = 5) -> AssignmentProblem {
    let menteeCount = random.number(0...mentees)
    let mentorCount = random.number(0...mentors)
    let top = [1, 3, 20, 1000][random.number(0...3)]
    let bottom = random.number(0...2) == 0 ? -top : 0
    let density = random.number(1...10)
    let capacities = (0..<mentorCount).map { _ in Int32(random.number(0...3)) }
    var starts: [Int32] = [0]
    var edgeMentors: [Int32] = []
    var scores: [Score] = []
    for _ in 0..<menteeCount {
      for mentor in 0..<mentorCount where random.number(1...10) <= density {
        edgeMentors.append(Int32(mentor))
        scores.append(Score(random.number(bottom...top)))
      }
      starts.append(Int32(edgeMentors.count))
    }
    guard
      let problem = AssignmentProblem(
        capacities: capacities, rowStarts: starts, edgeMentors: edgeMentors, edgeScores: scores)
    else { preconditionFailure("the generator keeps to what the initialiser asks for") }
    return problem
  }

  /// Calls back with the edges of every assignment, at most one for a mentee, or as many as `most` says.
  func enumerate(most: [Int] = [], _ body: ([[Int]]) -> Void) {
    var load = [Int](repeating: 0, count: mentorCount)
    var chosen: [[Int]] = Array(repeating: [], count: menteeCount)
    func go(_ mentee: Int, _ from: Int) {
      if mentee == menteeCount {
        body(chosen)
        return
      }
      go(mentee + 1, mentee + 1 < menteeCount ? edges(of: mentee + 1).lowerBound : 0)
      guard chosen[mentee].count < (most.isEmpty ? 1 : most[mentee]) else { return }
      for edge in edges(of: mentee) where edge >= from {
        let mentor = Int(edgeMentors[edge])
        guard load[mentor] < Int(capacities[mentor]) else { continue }
        load[mentor] += 1
        chosen[mentee].append(edge)
        go(mentee, edge + 1)
        chosen[mentee].removeLast()
        load[mentor] -= 1
      }
    }
    go(0, 0)
  }

  /// The edge of each mentee's pair; nil when a pair is not eligible.
  func edges(_ mentors: [Int32]) -> [Int]? {
    var found: [Int] = []
    for (mentee, mentor) in mentors.enumerated() where mentor >= 0 {
      guard let edge = edges(of: mentee).first(where: { edgeMentors[$0] == mentor }) else { return nil }
      found.append(edge)
    }
    return found
  }
}
