// The laws that an uncertain value can follow, each with its quantiles, probabilities and moments.

/// A law of chance. Build one from the language with `interval`, `evidence` and the other checked
/// constructors of `DistributionConstructors.swift`; a case made by hand with parameters that make no sense
/// answers `nan` everywhere, and `problem` says why.
package enum Distribution: Hashable, Sendable {
  /// No uncertainty at all.
  case constant(Double)
  case normal(mean: Double, sd: Double)
  /// e^(mu + sigma·z).
  case logNormal(mu: Double, sigma: Double)
  /// 1/(1 + e^−(mu + sigma·z)).
  case logitNormal(mu: Double, sigma: Double)
  case uniform(Double, Double)
  /// Beta on [low, high] with shapes 1 + 4(mode − low)/(high − low) and 1 + 4(high − mode)/(high − low)
  /// (Malcolm, Roseboom, Clark and Fazar 1959, in its beta form).
  case pert(low: Double, mode: Double, high: Double)
  case exponential(mean: Double)
  case poisson(mean: Double)
  case beta(Double, Double)
  /// A normal whose values beyond a bound stand on the bound; a bound may be infinite.
  case clampedNormal(mean: Double, sd: Double, low: Double, high: Double)

  /// The least value that is not exceeded with probability `u`. At 0 and 1 the ends of the support; `nan`
  /// outside. At least ten significant digits; Poisson's is exact.
  package func quantile(_ u: Double) -> Double {
    guard problem == nil, u >= 0, u <= 1 else { return .nan }
    switch self {
    case .constant(let value): return value
    case .normal(let mean, let sd):
      return sd == 0 ? mean : mean + sd * PortableMath.normalQuantile(u)
    case .logNormal(let mu, let sigma):
      return sigma == 0 ? PortableMath.exp(mu) : PortableMath.exp(mu + sigma * PortableMath.normalQuantile(u))
    case .logitNormal(let mu, let sigma):
      return PortableMath.logistic(sigma == 0 ? mu : mu + sigma * PortableMath.normalQuantile(u))
    case .uniform(let low, let high): return Distribution.between(low, high, at: u)
    case .pert(let low, let mode, let high):
      guard low < high else { return low }
      let (a, b) = Distribution.pertShapes(low, mode, high)
      return Distribution.between(low, high, at: PortableMath.inverseRegularisedBeta(u, a: a, b: b))
    case .exponential(let mean): return u == 1 ? .infinity : -mean * PortableMath.log1p(-u)
    case .poisson(let mean): return PoissonLaw(mean: mean).quantile(u)
    case .beta(let a, let b): return PortableMath.inverseRegularisedBeta(u, a: a, b: b)
    case .clampedNormal(let mean, let sd, let low, let high):
      let value = sd == 0 ? mean : mean + sd * PortableMath.normalQuantile(u)
      return min(max(value, low), high)
    }
  }

  /// The probability of a value of `x` or less.
  package func cdf(_ x: Double) -> Double {
    guard problem == nil, !x.isNaN else { return .nan }
    switch self {
    case .constant(let value): return x >= value ? 1 : 0
    case .normal(let mean, let sd): return Distribution.normalCDF(x, mean, sd)
    case .logNormal(let mu, let sigma):
      return x <= 0 ? 0 : Distribution.normalCDF(PortableMath.log(x), mu, sigma)
    case .logitNormal(let mu, let sigma):
      if x <= 0 { return 0 }
      return x >= 1 ? 1 : Distribution.normalCDF(PortableMath.logit(x), mu, sigma)
    case .uniform(let low, let high):
      if x >= high { return 1 }
      return x <= low ? 0 : Distribution.share(of: x, low, high)
    case .pert(let low, let mode, let high):
      if x >= high { return 1 }
      if x <= low { return 0 }
      let (a, b) = Distribution.pertShapes(low, mode, high)
      return PortableMath.regularisedBeta(
        Distribution.share(of: x, low, high), complement: Distribution.share(of: x, high, low), a: a, b: b
      ).lower
    case .exponential(let mean): return x <= 0 ? 0 : -PortableMath.expm1(-x / mean)
    case .poisson(let mean): return x < 0 ? 0 : PoissonLaw(mean: mean).tails(atMost: x.rounded(.down)).lower
    case .beta(let a, let b):
      if x <= 0 { return 0 }
      return x >= 1 ? 1 : PortableMath.regularisedBeta(x, a: a, b: b).lower
    case .clampedNormal(let mean, let sd, let low, let high):
      if x >= high { return 1 }
      return x < low ? 0 : Distribution.normalCDF(x, mean, sd)
    }
  }

  /// The 50th percentile.
  package var median: Double { quantile(0.5) }

  /// Why these parameters make no law; nil when they do.
  package var problem: DistributionProblem? {
    switch self {
    case .constant(let value): return Distribution.firstProblem(finite: [value])
    case .normal(let mean, let sd): return Distribution.firstProblem(finite: [mean, sd], spread: sd)
    case .logNormal(let mu, let sigma), .logitNormal(let mu, let sigma):
      return Distribution.firstProblem(finite: [mu, sigma], spread: sigma)
    case .uniform(let low, let high):
      return Distribution.firstProblem(finite: [low, high], low: low, high: high)
    case .pert(let low, let mode, let high):
      if let problem = Distribution.firstProblem(finite: [low, mode, high], low: low, high: high) {
        return problem
      }
      return low <= mode && mode <= high ? nil : .modeOutside(low: low, mode: mode, high: high)
    case .exponential(let mean):
      return mean.isFinite ? (mean > 0 ? nil : .notPositive(mean)) : .notFinite
    case .poisson(let mean): return mean.isFinite ? (mean >= 0 ? nil : .belowZero(mean)) : .notFinite
    case .beta(let a, let b):
      guard a.isFinite, b.isFinite else { return .notFinite }
      for shape in [a, b] {
        if shape <= 0 { return .notPositive(shape) }
        if !Distribution.betaShapes.contains(shape) { return .notFinite }
      }
      return nil
    case .clampedNormal(let mean, let sd, let low, let high):
      if low.isNaN || high.isNaN || low == .infinity || high == -.infinity { return .notFinite }
      return Distribution.firstProblem(finite: [mean, sd], spread: sd, low: low, high: high)
    }
  }

  // MARK: - Parts

  /// Shapes of a beta that are computed with.
  static let betaShapes = 1e-6...1e15

  static func pertShapes(_ low: Double, _ mode: Double, _ high: Double) -> (a: Double, b: Double) {
    (1 + 4 * share(of: mode, low, high), 1 + 4 * share(of: mode, high, low))
  }

  /// The point a share `x` of the way from low to high; never outside, whatever the rounding.
  @inline(__always)
  static func between(_ low: Double, _ high: Double, at x: Double) -> Double {
    min(max(low * (1 - x) + high * x, low), high)
  }

  /// How far x is on the way from `start` to `end`; halves keep the widest ranges finite.
  private static func share(of x: Double, _ start: Double, _ end: Double) -> Double {
    start == end ? 0 : (x / 2 - start / 2) / (end / 2 - start / 2)
  }

  private static func normalCDF(_ x: Double, _ mean: Double, _ sd: Double) -> Double {
    sd == 0 ? (x >= mean ? 1 : 0) : PortableMath.normalCDF((x - mean) / sd)
  }

  private static func firstProblem(
    finite: [Double], spread: Double = 0, low: Double = 0, high: Double = 0
  ) -> DistributionProblem? {
    if !finite.allSatisfy(\.isFinite) { return .notFinite }
    if spread < 0 { return .negativeSpread(spread) }
    return low > high ? .lowAboveHigh(low: low, high: high) : nil
  }
}
