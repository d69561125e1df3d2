// Why a distribution cannot be: the reason as a type, for a diagnostic to put into words.

package enum DistributionProblem: Error, Hashable, Sendable {
  /// A parameter is not a finite number, or as good as infinite: evidence beyond 10¹⁵.
  case notFinite
  /// `low to high` with the ends the wrong way round, or a clamp or bounds so.
  case lowAboveHigh(low: Double, high: Double)
  /// A standard deviation below zero.
  case negativeSpread(Double)
  /// A mean or a shape that must be above zero (a Poisson mean may be zero).
  case notPositive(Double)
  /// An amount below zero where only positive ones make sense.
  case belowZero(Double)
  /// A percentage outside 0 % … 100 %.
  case notAShare(Double)
  /// The mode of a PERT outside its ends.
  case modeOutside(low: Double, mode: Double, high: Double)
  /// `k of n` without 0 ≤ k ≤ n and n > 0.
  case notEvidence(successes: Double, trials: Double)
}
