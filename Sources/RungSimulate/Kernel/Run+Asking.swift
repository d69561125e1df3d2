// What a run asks while it goes on: whether anybody still wants it, and whether there is room for it.

import RungModel

/// What stands around a run: who may stop it, and how much memory it may take.
package struct RunLimits: Sendable {
  package let handle: EngineHandle
  /// Bytes of people and events.
  package let memory: Int

  package init(_ handle: EngineHandle = EngineHandle(), memory: Int = RunLimits.mostMemory) {
    self.handle = handle
    self.memory = min(memory, RunLimits.mostMemory)
  }

  /// People and events have numbers of 32 bits: with less than this they never run out of them.
  package static let mostMemory = 1 << 34

  /// Steps between two questions: a few milliseconds, however many people there are.
  package static let stepsBetween = 1 << 14
}

extension Run {
  /// Called once for each person or event in every loop that may be long. True: the run is given up, and with it all
  /// that it has counted; loops end at once.
  @inline(__always)
  mutating func isGivenUp() -> Bool {
    stepsLeft &-= 1
    return stepsLeft < 0 ? asks() : false
  }

  @inline(never)
  private mutating func asks() -> Bool {
    if givenUp == nil {
      if limits.handle.isCancelled {
        givenUp = .asked
      } else if memoryInUse > limits.memory {
        givenUp = .memory
      } else {
        stepsLeft = RunLimits.stepsBetween
        return false
      }
    }
    stepsLeft = 0
    return true
  }

  /// More people of one intake or pool than a forecast holds: a draw that the first runs did not show.
  mutating func checkSize(_ figure: Figure) {
    guard number(figure) > Double(Schema.mostPeople) else { return }
    givenUp = .memory
    stepsLeft = 0
  }

  /// Bytes of what grows with the people.
  private var memoryInUse: Int {
    units.bytes + attributes.bytes + memberships.bytes + seatings.bytes + mentors.bytes + seats.bytes
      + events.bytes + candidates.bytes + due.bytes + scratch.bytes
  }
}
