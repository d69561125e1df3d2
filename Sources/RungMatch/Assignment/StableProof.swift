// Who would rather swap: every mentor and mentee who are not matched but both like each other better than somebody
// they have, or have room. Shares no code with what made the result.

package enum StableProof {
  /// Pairs that would rather have each other than what they have, in order; none of a stable result. O(edges).
  package static func blocking(_ mentors: [[Int32]], of problem: StableAssignment.Problem)
    -> [(mentor: Int, mentee: Int)]
  {
    // What each side would give up: the edge they like least of those they have, when they are full.
    var worstOfMentor = [Int](repeating: -1, count: problem.capacities.count)
    var load = [Int](repeating: 0, count: problem.capacities.count)
    var worstOfMentee = [Int](repeating: -1, count: mentors.count)
    var isMatched = [Bool](repeating: false, count: problem.edgeMentors.count)
    var menteeOf = [Int](repeating: 0, count: problem.edgeMentors.count)
    for mentee in mentors.indices {
      for edge in Int(problem.rowStarts[mentee])..<Int(problem.rowStarts[mentee + 1]) {
        menteeOf[edge] = mentee
        let mentor = Int(problem.edgeMentors[edge])
        guard mentors[mentee].contains(problem.edgeMentors[edge]) else { continue }
        isMatched[edge] = true
        load[mentor] += 1
        if worstOfMentor[mentor] < 0 || problem.mentorLikes[edge] < problem.mentorLikes[worstOfMentor[mentor]]
        {
          worstOfMentor[mentor] = edge
        }
        if worstOfMentee[mentee] < 0 || problem.menteeLikes[edge] < problem.menteeLikes[worstOfMentee[mentee]]
        {
          worstOfMentee[mentee] = edge
        }
      }
    }
    var found: [(mentor: Int, mentee: Int)] = []
    for edge in problem.edgeMentors.indices where !isMatched[edge] {
      let mentee = menteeOf[edge]
      let mentor = Int(problem.edgeMentors[edge])
      let capacity = Int(problem.capacities[mentor])
      if capacity == 0 || problem.mentorsEach == 0 { continue }
      let menteeWants =
        mentors[mentee].count < problem.mentorsEach
        || problem.menteeLikes[edge] > problem.menteeLikes[worstOfMentee[mentee]]
      let mentorWants =
        load[mentor] < capacity || problem.mentorLikes[edge] > problem.mentorLikes[worstOfMentor[mentor]]
      if menteeWants && mentorWants { found.append((mentor, mentee)) }
    }
    return found
  }
}
