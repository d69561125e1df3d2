// No mentor and mentee who would both rather have each other: deferred acceptance with capacities (D. Gale and
// L. S. Shapley, 1962), mentees asking. Of all stable results it is the best one for every mentee.

import RungModel

package struct StableAssignment: Engine {
  package struct Problem: Sendable {
    package let capacities: [Int32]
    /// How many mentors each mentee takes.
    package let mentorsEach: Int
    package let rowStarts: [Int32]
    package let edgeMentors: [Int32]
    /// How much the mentee, and the mentor, like each other: more is better; of equals the first in order.
    package let menteeLikes: [Int64]
    package let mentorLikes: [Int64]

    package init(
      capacities: [Int32], mentorsEach: Int = 1, rowStarts: [Int32], edgeMentors: [Int32],
      menteeLikes: [Int64],
      mentorLikes: [Int64]
    ) {
      self.capacities = capacities
      self.mentorsEach = mentorsEach
      self.rowStarts = rowStarts
      self.edgeMentors = edgeMentors
      self.menteeLikes = menteeLikes
      self.mentorLikes = mentorLikes
    }
  }

  package init() {}

  /// The mentors of each mentee. O(edges × log).
  package func solve(_ problem: Problem, _ handle: EngineHandle) throws(Cancelled) -> Explained<[[Int32]]> {
    let menteeCount = problem.rowStarts.count - 1
    handle.begin(menteeCount)
    // Each mentee's edges, best first.
    let wishes = (0..<menteeCount).map { mentee -> [Int] in
      (Int(problem.rowStarts[mentee])..<Int(problem.rowStarts[mentee + 1])).sorted { left, right in
        problem.menteeLikes[left] != problem.menteeLikes[right]
          ? problem.menteeLikes[left] > problem.menteeLikes[right]
          : problem.edgeMentors[left] < problem.edgeMentors[right]
      }
    }
    var next = [Int](repeating: 0, count: menteeCount)
    var has = [Int](repeating: 0, count: menteeCount)
    // Of each mentor, whom they hold: the least liked first.
    var held = [[(likes: Int64, mentee: Int)]](repeating: [], count: problem.capacities.count)
    var asking = Array((0..<menteeCount).reversed())
    var since = 0
    while let mentee = asking.popLast() {
      while has[mentee] < problem.mentorsEach, next[mentee] < wishes[mentee].count {
        let edge = wishes[mentee][next[mentee]]
        next[mentee] += 1
        let mentor = Int(problem.edgeMentors[edge])
        let capacity = Int(problem.capacities[mentor])
        if capacity == 0 { continue }
        let offer = (likes: problem.mentorLikes[edge], mentee: mentee)
        if held[mentor].count >= capacity {
          guard Self.precedes(held[mentor][0], offer) else { continue }
          let left = held[mentor].removeFirst().mentee
          has[left] -= 1
          asking.append(left)
        }
        let place = held[mentor].firstIndex { Self.precedes(offer, $0) } ?? held[mentor].count
        held[mentor].insert(offer, at: place)
        has[mentee] += 1
      }
      since += 1
      if since % 1024 == 0 { try handle.advance(by: 0) }
    }
    var mentors = [[Int32]](repeating: [], count: menteeCount)
    for (mentor, people) in held.enumerated() {
      for person in people { mentors[person.mentee].append(Int32(truncatingIfNeeded: mentor)) }
    }
    return Explained(mentors)
  }

  /// Whether the first is liked less; of equals the later mentee is.
  private static func precedes(_ left: (likes: Int64, mentee: Int), _ right: (likes: Int64, mentee: Int))
    -> Bool
  {
    left.likes != right.likes ? left.likes < right.likes : left.mentee > right.mentee
  }
}
