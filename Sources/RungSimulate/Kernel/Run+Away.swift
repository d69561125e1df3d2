// Mentors who are named and say when they are away.

import RungModel

extension Run {
  /// Somebody who is named is away until a day: they serve nobody, and whom they had may get another mentor.
  mutating func mentorGoes(_ m: Int32, until back: Int32) {
    guard mentors[m].state != .gone else { return }
    mentors.at[Int(m)].back = max(mentors[m].back, back)
    if !mentors[m].isAway {
      mentors.at[Int(m)].isAway = true
      poolAway[mentors[m].pool] += 1
    }
    if mentors[m].state == .serving {
      mentors.at[Int(m)].ready = Int32(truncatingIfNeeded: day)
      withdraw(m, to: .resting)
    }
    schedule(.ends, Int(back), .mentorReturns, m)
  }

  mutating func mentorReturns(_ m: Int32) {
    guard mentors[m].isAway, mentors[m].state != .gone, Int(mentors[m].back) <= day else { return }
    mentors.at[Int(m)].isAway = false
    poolAway[mentors[m].pool] -= 1
    if Int(mentors[m].ready) <= day { mentorReady(m) }
    if isAnyTrainer(Int(mentors[m].pool)) { markAll() }
  }
}
