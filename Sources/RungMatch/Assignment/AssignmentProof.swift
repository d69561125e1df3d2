// Proves that an assignment is optimal, from its prices alone. Shares no code with what made it.
//
// Linear programming duality: let every match be worth W besides its score, let p be the prices of places and g the
// gains of mentees. If g(i) + p(j) >= score(i, j) for every eligible pair, g(i) >= -W, p(j) >= 0, then no assignment
// totals more than the sum of the gains + W and of price times capacity; one in which matched pairs hold with
// equality, the unmatched have g = -W, and places with a price are all taken, totals exactly that. And if W exceeds
// what scores can differ in total, the best total is of the most mentees.

package enum AssignmentFlaw: Error, Equatable, Sendable {
  /// The result speaks of other people than the problem.
  case wrongSize
  case notEligible(mentee: Int)
  case aboveCapacity(mentor: Int)
  case negativePrice(mentor: Int)
  /// A pair that would be better than the prices admit.
  case betterPair(mentee: Int, mentor: Int)
  case betterAlone(mentee: Int)
  /// A matched pair or a left-out mentee who could do better.
  case loose(mentee: Int)
  /// Free places that have a price.
  case pricedFreePlace(mentor: Int)
  /// More mentees could outweigh nothing: the worth of a match is too small.
  case worthTooSmall
}

package enum AssignmentProof {
  /// The first flaw; nil when the assignment is proved. O(edges).
  package static func flaw<Score>(in result: Assignment, of problem: AssignmentProblem<Score>)
    -> AssignmentFlaw?
  {
    let mentees = problem.rowStarts.count - 1
    let mentors = problem.capacities.count
    guard result.mentors.count == mentees, result.gains.count == mentees, result.prices.count == mentors
    else { return .wrongSize }
    var load = [Int](repeating: 0, count: mentors)
    var scores: ClosedRange<Int>?
    for mentee in 0..<mentees {
      let mentor = result.mentors[mentee]
      let gain = Int(result.gains[mentee])
      var isFound = mentor < 0
      if gain < -Int(result.worth) { return .betterAlone(mentee: mentee) }
      for edge in Int(problem.rowStarts[mentee])..<Int(problem.rowStarts[mentee + 1]) {
        let other = problem.edgeMentors[edge]
        // Mentors without places are no choice.
        if problem.capacities[Int(other)] == 0 { continue }
        let score = Int(problem.edgeScores[edge])
        scores =
          scores.map { Swift.min($0.lowerBound, score)...Swift.max($0.upperBound, score) } ?? score...score
        let (value, overflow) = gain.addingReportingOverflow(Int(result.prices[Int(other)]))
        if overflow || value < score { return .betterPair(mentee: mentee, mentor: Int(other)) }
        if other == mentor {
          isFound = true
          if value != score { return .loose(mentee: mentee) }
        }
      }
      if !isFound { return .notEligible(mentee: mentee) }
      if mentor < 0 {
        if gain != -Int(result.worth) { return .loose(mentee: mentee) }
      } else {
        load[Int(mentor)] += 1
      }
    }
    for mentor in 0..<mentors {
      if load[mentor] > Int(problem.capacities[mentor]) { return .aboveCapacity(mentor: mentor) }
      if result.prices[mentor] < 0 { return .negativePrice(mentor: mentor) }
      // Of a mentor with more places than there are mentees some stay free, whatever the price.
      if result.prices[mentor] > 0, load[mentor] < Int(problem.capacities[mentor]) {
        return .pricedFreePlace(mentor: mentor)
      }
    }
    return worthSuffices(result, problem, scores) ? nil : .worthTooSmall
  }

  private static func worthSuffices<Score>(
    _ result: Assignment, _ problem: AssignmentProblem<Score>, _ scores: ClosedRange<Int>?
  ) -> Bool {
    guard let scores else { return true }
    let places = problem.capacities.reduce(0) { $0 + Int($1) }
    let most = Swift.min(places, problem.rowStarts.count - 1)
    let (range, isWide) = scores.upperBound.subtractingReportingOverflow(scores.lowerBound)
    // One match more, each of the lowest score, against all others of the highest.
    let (loss, isLong) = range.multipliedReportingOverflow(by: Swift.max(0, most - 1))
    let (least, isLow) = loss.subtractingReportingOverflow(scores.lowerBound)
    return !isWide && !isLong && !isLow && Int(result.worth) > least
  }
}
