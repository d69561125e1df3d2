// One thing that is not known, or that differs from person to person: who it is and what law it follows.

import Synchronization

/// A draw's identity and law. Two sources with the same key take the same uniform numbers: a value in two
/// scenarios is one draw with two laws.
package final class UncertainSource: Sendable {
  /// Stable key of owner, property and position in the formula: `StableHash.key(path)`.
  package let key: UInt64
  /// The same for people, as in `Grow.completion`.
  package let path: String
  package let distribution: Distribution
  /// `each`: variation from person to person, as opposed to ignorance drawn once a run.
  package let isVariation: Bool
  /// Not drawn: the number of what a forecast counted.
  package let observation: Int?

  private let prepared = Mutex<Sampler?>(nil)

  package init(key: UInt64, path: String, _ distribution: Distribution, isVariation: Bool = false) {
    self.key = key
    self.path = path
    self.distribution = distribution
    self.isVariation = isVariation
    observation = nil
  }

  /// What a forecast counts under this number; the law is of no use.
  package init(observation: Int, path: String) {
    key = StableHash.key("observed " + path)
    self.path = path
    distribution = .uniform(0, 1)
    isVariation = false
    self.observation = observation
  }

  /// Whether both always give the same number.
  func isSameDraw(as other: UncertainSource) -> Bool {
    self === other
      || (key == other.key && observation == other.observation && isVariation == other.isVariation
        && distribution == other.distribution)
  }

  /// The law made ready for drawing, at the first use.
  var sampler: Sampler {
    prepared.withLock { ready in
      if let ready { return ready }
      let made = Sampler(distribution)
      ready = made
      return made
    }
  }

  var purpose: UInt32 { isVariation ? DrawPurpose.variation : DrawPurpose.ignorance }
}
