// The shortest way round from one node of a flow to another (E. W. Dijkstra, 1959). Most changes cost nothing: nodes
// reached at the distance of the node at hand wait on a stack, only farther ones in a queue.

extension GoalFlow {
  /// The shortest distance to a node, or `bound` when it is no nearer. `reached` are the nodes nearer than that.
  func search(from root: Int, to target: Int, below bound: Int64) -> Int64 {
    round &+= 1
    far.removeAll()
    var way = Way(round: round, target: target, bound: bound)
    var reachedCount = 0
    nodes[root].round = way.round
    nodes[root].distance = 0
    near[0] = Int32(truncatingIfNeeded: root)
    way.nearCount = 1
    while way.bound > way.at {
      let node: Int
      if way.nearCount > 0 {
        way.nearCount -= 1
        node = Int(near[way.nearCount])
      } else {
        guard let next = far.pop(), next.distance < way.bound else { break }
        node = Int(next.node)
        // An older entry of a node that came nearer since.
        if nodes[node].distance != next.distance { continue }
        way.at = next.distance
      }
      reached[reachedCount] = Int32(truncatingIfNeeded: node)
      reachedCount += 1
      way.origin = Int32(truncatingIfNeeded: node)
      if node == nobody {
        lookFromNobody(&way)
      } else if node < menteeCount {
        lookFromMentee(node, &way)
      } else {
        lookFromMentor(node, &way)
      }
    }
    self.reachedCount = reachedCount
    return way.bound
  }

  /// Where a search stands.
  private struct Way {
    let round: Int32
    let target: Int
    /// Nothing farther is of use.
    var bound: Int64
    /// The node at hand and its distance.
    var origin: Int32 = 0
    var at: Int64 = 0
    /// Nodes at the same distance that wait.
    var nearCount = 0

    init(round: Int32, target: Int, bound: Int64) {
      self.round = round
      self.target = target
      self.bound = bound
    }
  }

  @inline(__always) private func lookFromMentee(_ mentee: Int, _ way: inout Way) {
    let own = nodes[mentee].potential
    for index in rows.range(mentee) {
      let edge = Int(rows.edges[index])
      if states[edge] != .free { continue }
      let mentor = mentorNode(edge)
      reach(mentor, costs[edge] + own - nodes[mentor].potential, edge, &way)
    }
    if counts[mentee] > fewest[mentee] { reach(nobody, -slotCost(mentee, counts[mentee]), -1, &way) }
  }

  @inline(__always) private func lookFromMentor(_ mentor: Int, _ way: inout Way) {
    let own = nodes[mentor].potential
    if counts[mentor] < most[mentor] { reach(nobody, own - nodes[nobody].potential, -1, &way) }
    for index in held.range(mentor - menteeCount) {
      let edge = Int(held.edges[index])
      let mentee = mentee(edge)
      reach(mentee, own - costs[edge] - nodes[mentee].potential, edge, &way)
    }
  }

  private func lookFromNobody(_ way: inout Way) {
    for node in open {
      let node = Int(node)
      if node < menteeCount {
        if counts[node] < most[node] { reach(node, slotCost(node, counts[node] + 1), -1, &way) }
      } else if counts[node] > fewest[node] {
        reach(node, nodes[nobody].potential - nodes[node].potential, -1, &way)
      }
    }
  }

  @inline(__always) private func reach(_ node: Int, _ cost: Int64, _ edge: Int, _ way: inout Way) {
    // What gains is still to be mended, and does not take part.
    if cost < 0 { return }
    let distance = way.at &+ cost
    if distance >= way.bound { return }
    let known = nodes + node
    if known.pointee.round == way.round, known.pointee.distance <= distance { return }
    known.pointee.round = way.round
    known.pointee.distance = distance
    known.pointee.origin = way.origin
    known.pointee.edge = Int32(truncatingIfNeeded: edge)
    if node == way.target {
      way.bound = distance
    } else if distance == way.at {
      near[way.nearCount] = Int32(truncatingIfNeeded: node)
      way.nearCount += 1
    } else {
      far.push(node, distance)
    }
  }
}
