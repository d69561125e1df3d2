// Distributions as the language spells them, checked: `a to b`, `k of n`, `normal(…)`, `pert(…)` and the
// rest.

extension Distribution {
  package typealias Outcome = Result<Distribution, DistributionProblem>

  /// What kind of quantity `a to b` stands for, which settles the law.
  package enum IntervalDomain: Hashable, Sendable {
    /// An amount that cannot be negative: log-normal.
    case positive
    /// A share from 0 to 1: logit-normal.
    case percentage
    /// A date as a day number, or an amount that may be negative: normal.
    case real
    /// An amount whose ends tell: `positive` when neither is negative, else `real`.
    case amount
  }

  /// The 95th percentile of the standard normal distribution.
  static let z95 = 1.6448536269514727

  /// `low to high`: the 5th to the 95th percentile. Equal ends are a constant. Where an end is on the bound
  /// (0, or 0 and 1), a normal through both quantiles, its values beyond a bound standing on the bound.
  package static func interval(_ low: Double, _ high: Double, on domain: IntervalDomain) -> Outcome {
    guard low.isFinite, high.isFinite else { return .failure(.notFinite) }
    guard low <= high else { return .failure(.lowAboveHigh(low: low, high: high)) }
    switch domain {
    case .real: return low == high ? .success(.constant(low)) : checked(through(low, high))
    case .positive:
      if low < 0 { return .failure(.belowZero(low)) }
      if low == high { return .success(.constant(low)) }
      if low == 0 { return checked(clamped(low, high, to: 0, .infinity)) }
      let (a, b) = (PortableMath.log(low), PortableMath.log(high))
      return checked(.logNormal(mu: (a + b) / 2, sigma: (b - a) / (2 * z95)))
    case .percentage:
      if low < 0 { return .failure(.notAShare(low)) }
      if high > 1 { return .failure(.notAShare(high)) }
      if low == high { return .success(.constant(low)) }
      if low == 0 || high == 1 { return checked(clamped(low, high, to: 0, 1)) }
      let (a, b) = (PortableMath.logit(low), PortableMath.logit(high))
      return checked(.logitNormal(mu: (a + b) / 2, sigma: (b - a) / (2 * z95)))
    case .amount: return interval(low, high, on: low < 0 ? .real : .positive)
    }
  }

  /// `k of n`: Beta(k + ½, n − k + ½), what Jeffreys' prior makes of k successes in n trials.
  package static func evidence(_ k: Double, of n: Double) -> Outcome {
    guard k.isFinite, n.isFinite else { return .failure(.notFinite) }
    guard k >= 0, k <= n, n > 0 else { return .failure(.notEvidence(successes: k, trials: n)) }
    return checked(.beta(k + 0.5, n - k + 0.5))
  }

  /// The law with its parameters checked; one without spread is a constant.
  package static func checked(_ law: Distribution) -> Outcome {
    if let problem = law.problem { return .failure(problem) }
    switch law {
    case .normal(let mean, 0): return .success(.constant(mean))
    case .clampedNormal(let mean, 0, let low, let high): return .success(.constant(min(max(mean, low), high)))
    case .uniform(let low, let high) where low == high: return .success(.constant(low))
    case .pert(let low, _, let high) where low == high: return .success(.constant(low))
    case .poisson(0): return .success(.constant(0))
    case .constant, .normal, .logNormal, .logitNormal, .uniform, .pert, .exponential, .poisson, .beta,
      .clampedNormal:
      return .success(law)
    }
  }

  /// Normal with these 5th and 95th percentiles; halves keep the widest finite.
  private static func through(_ low: Double, _ high: Double) -> Distribution {
    .normal(mean: low / 2 + high / 2, sd: (high / 2 - low / 2) / z95)
  }

  private static func clamped(
    _ low: Double, _ high: Double, to least: Double, _ greatest: Double
  ) -> Distribution {
    .clampedNormal(mean: low / 2 + high / 2, sd: (high / 2 - low / 2) / z95, low: least, high: greatest)
  }
}
