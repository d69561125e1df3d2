// What a run came to, as the exit code says it.

/// The worst of what happened. `couldNotWork` beats `problems`, that beats `undecided`: a figure nobody could
/// compute is worse news than one that is wrong, and that worse than one that is not known yet.
package enum RunStatus: Int32, Sendable, CaseIterable {
  case fine = 0
  /// Errors were found, or a target is missed.
  case problems = 1
  /// Something asked for could not be done: a file unreadable, an engine missing.
  case couldNotWork = 2
  /// A target is neither met nor missed yet.
  case undecided = 3

  private var rank: Int {
    switch self {
    case .fine: 0
    case .undecided: 1
    case .problems: 2
    case .couldNotWork: 3
    }
  }

  package func worst(_ other: RunStatus) -> RunStatus { other.rank > rank ? other : self }

  package mutating func note(_ other: RunStatus) { self = worst(other) }
}
