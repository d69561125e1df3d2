// Several mentors for each mentee: as many mentees as possible get a first one, then as many as possible a second,
// and so on; then the best total. A minimum-cost flow by successive shortest paths (R. G. Busacker and P. J. Gowen,
// 1961), a mentee at a time; a path may end at another mentee who gives a mentor up.

import RungModel

package struct CoMentorAssignment: Engine {
  package struct Problem: Sendable {
    package let pairs: AssignmentProblem<Int64>
    package let mentorsEach: Int
    /// How many of them each mentee still needs; the first ones of the others are settled.
    package let demands: [Int]

    package init(_ pairs: AssignmentProblem<Int64>, mentorsEach: Int, _ demands: [Int]? = nil) {
      self.pairs = pairs
      self.mentorsEach = mentorsEach
      self.demands = demands ?? [Int](repeating: mentorsEach, count: pairs.menteeCount)
    }
  }

  package init() {}

  /// The edges of each mentee's pairs, in order. Nil when scores are too large to reckon with.
  package func solve(_ problem: Problem, _ handle: EngineHandle) throws(Cancelled) -> Explained<[[Int]]?> {
    guard var flow = CoMentorFlow(problem) else { return Explained(nil) }
    handle.begin(problem.pairs.menteeCount * problem.mentorsEach)
    for place in 0..<problem.mentorsEach {
      for mentee in 0..<problem.pairs.menteeCount {
        flow.add(mentee, place)
        try handle.advance(by: 1)
      }
    }
    return Explained(flow.chosen)
  }
}

private struct CoMentorFlow {
  private let problem: AssignmentProblem<Int64>
  /// What the first, second … mentor of a mentee is worth.
  private let worths: [Int64]
  private var isChosen: [Bool]
  private var load: [Int32]
  /// How many mentors each mentee has; the last of them is worth the least.
  private var counts: [Int]
  private let settled: [Int]
  private let menteeOf: [Int32]
  /// The edges of each mentor.
  private let mentorEdges: [[Int32]]

  init?(_ problem: CoMentorAssignment.Problem) {
    self.problem = problem.pairs
    guard let least = problem.pairs.leastWorthOfAMatch else { return nil }
    let most = Int64(problem.pairs.menteeCount * problem.mentorsEach + 1)
    var worths: [Int64] = []
    var worth = least
    for _ in 0..<problem.mentorsEach {
      let (next, overflow) = worth.multipliedReportingOverflow(by: most)
      guard !overflow, next < Int64.max / 32 else { return nil }
      worths.append(next)
      worth = next
    }
    self.worths = worths.reversed()
    isChosen = [Bool](repeating: false, count: problem.pairs.edgeCount)
    load = [Int32](repeating: 0, count: problem.pairs.mentorCount)
    counts = problem.demands.map { problem.mentorsEach - $0 }
    settled = counts
    var owners = [Int32](repeating: 0, count: problem.pairs.edgeCount)
    var byMentor = [[Int32]](repeating: [], count: problem.pairs.mentorCount)
    for mentee in 0..<problem.pairs.menteeCount {
      for edge in problem.pairs.edges(of: mentee) {
        owners[edge] = Int32(truncatingIfNeeded: mentee)
        byMentor[Int(problem.pairs.edgeMentors[edge])].append(Int32(truncatingIfNeeded: edge))
      }
    }
    menteeOf = owners
    mentorEdges = byMentor
  }

  var chosen: [[Int]] {
    (0..<problem.menteeCount).map { mentee in problem.edges(of: mentee).filter { isChosen[$0] } }
  }

  /// One mentor more for a mentee, if that is better in all. The best path from the mentee ends at a free place, or
  /// at a mentee who gives up their last mentor. Bellman-Ford over a queue: the paths' lengths may be negative.
  mutating func add(_ root: Int, _ place: Int) {
    guard counts[root] == place else { return }
    let mentees = problem.menteeCount
    let nodes = mentees + problem.mentorCount
    var gain = [Int64](repeating: .min, count: nodes)
    var through = [Int](repeating: -1, count: nodes)
    var isQueued = [Bool](repeating: false, count: nodes)
    var queue = [root]
    var head = 0
    gain[root] = worths[place]
    while head < queue.count {
      let node = queue[head]
      head += 1
      isQueued[node] = false
      if node < mentees {
        for edge in problem.edges(of: node) where !isChosen[edge] {
          let mentor = Int(problem.edgeMentors[edge])
          if problem.capacities[mentor] == 0 { continue }
          relax(
            mentees + mentor, gain[node] + problem.edgeScores[edge], edge, &gain, &through, &isQueued, &queue)
        }
      } else {
        for edge in mentorEdges[node - mentees] where isChosen[Int(edge)] {
          let mentee = Int(menteeOf[Int(edge)])
          relax(
            mentee, gain[node] - problem.edgeScores[Int(edge)], Int(edge), &gain, &through, &isQueued, &queue)
        }
      }
    }
    var best: (gain: Int64, node: Int)?
    for mentor in 0..<problem.mentorCount
    where load[mentor] < problem.capacities[mentor] && gain[mentees + mentor] > (best?.gain ?? 0) {
      best = (gain[mentees + mentor], mentees + mentor)
    }
    for mentee in 0..<mentees where mentee != root && counts[mentee] > settled[mentee] && gain[mentee] > .min
    {
      let value = gain[mentee] - worths[counts[mentee] - 1]
      if value > (best?.gain ?? 0) { best = (value, mentee) }
    }
    guard let best else { return }
    var node = best.node
    if node >= mentees { load[node - mentees] += 1 } else { counts[node] -= 1 }
    counts[root] += 1
    while node != root {
      let edge = through[node]
      isChosen[edge].toggle()
      node = node < mentees ? mentees + Int(problem.edgeMentors[edge]) : Int(menteeOf[edge])
    }
  }

  private func relax(
    _ node: Int, _ value: Int64, _ edge: Int, _ gain: inout [Int64], _ through: inout [Int],
    _ isQueued: inout [Bool], _ queue: inout [Int]
  ) {
    guard value > gain[node] else { return }
    gain[node] = value
    through[node] = edge
    if !isQueued[node] {
      isQueued[node] = true
      queue.append(node)
    }
  }
}
