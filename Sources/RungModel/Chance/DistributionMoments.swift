// Mean and standard deviation of each distribution, in closed form wherever there is one.

extension Distribution {
  package var mean: Double { moments.mean }
  package var standardDeviation: Double { moments.sd }

  /// The least and the greatest possible value; infinite where there is none.
  package var support: (low: Double, high: Double) { (quantile(0), quantile(1)) }

  private var moments: (mean: Double, sd: Double) {
    guard problem == nil else { return (.nan, .nan) }
    switch self {
    case .constant(let value): return (value, 0)
    case .normal(let mean, let sd): return (mean, sd)
    case .logNormal(let mu, let sigma):
      let mean = PortableMath.exp(mu + sigma * sigma / 2)
      return (mean, sigma == 0 ? 0 : mean * PortableMath.expm1(sigma * sigma).squareRoot())
    case .logitNormal(let mu, let sigma): return Distribution.logitNormalMoments(mu, sigma)
    case .uniform(let low, let high):
      return (low / 2 + high / 2, (high / 2 - low / 2) / 1.7320508075688772)
    case .pert(let low, let mode, let high):
      let (a, b) = Distribution.pertShapes(low, mode, high)
      // Var of a beta with a + b = 6, over the range: ab/(36·7).
      return ((low / 6 + high / 6) + mode * (4.0 / 6), (high / 2 - low / 2) * (a * b / 63).squareRoot())
    case .exponential(let mean): return (mean, mean)
    case .poisson(let mean): return (mean, mean.squareRoot())
    case .beta(let a, let b):
      let n = a + b
      return (a / n, (a / n * (b / n) / (n + 1)).squareRoot())
    case .clampedNormal(let mean, let sd, let low, let high):
      return Distribution.clampedMoments(mean, sd, low, high)
    }
  }

  /// No closed form: the trapezoidal rule in z, which on an analytic integrand converges like e^(−2π·d/h)
  /// with d the distance of the nearest pole, π/sigma. Twelve digits up to a sigma of about 100.
  private static func logitNormalMoments(_ mu: Double, _ sigma: Double) -> (mean: Double, sd: Double) {
    if sigma == 0 { return (PortableMath.logistic(mu), 0) }
    let reach = 9 + min(sigma, 30)
    let step = max(min(0.125, 0.5 / sigma), reach / 8192)
    let count = Int((reach / step).rounded(.up))
    var weights = 0.0
    var sum = 0.0
    for i in -count...count {
      let z = Double(i) * step
      let weight = PortableMath.normalDensity(z)
      weights += weight
      sum += weight * PortableMath.logistic(mu + sigma * z)
    }
    let mean = sum / weights
    var squares = 0.0
    for i in -count...count {
      let z = Double(i) * step
      let off = PortableMath.logistic(mu + sigma * z) - mean
      squares += PortableMath.normalDensity(z) * off * off
    }
    return (mean, (squares / weights).squareRoot())
  }

  /// With α, β the bounds in standard deviations: E = mean + sd·m, where m and the second moment are sums
  /// of the mass on the bounds and the truncated normal's parts between.
  private static func clampedMoments(
    _ mean: Double, _ sd: Double, _ low: Double, _ high: Double
  ) -> (mean: Double, sd: Double) {
    if sd == 0 { return (min(max(mean, low), high), 0) }
    let alpha = (low - mean) / sd
    let beta = (high - mean) / sd
    let below = PortableMath.normalCDF(alpha)
    let above = PortableMath.normalCDF(-beta)
    let inside = max(0, 1 - below - above)
    let (atLow, atHigh) = (PortableMath.normalDensity(alpha), PortableMath.normalDensity(beta))
    // An infinite bound has no mass, and no share in any product.
    let lowPart = alpha.isFinite ? alpha : 0
    let highPart = beta.isFinite ? beta : 0
    let first = lowPart * below + highPart * above + (atLow - atHigh)
    let second =
      lowPart * lowPart * below + highPart * highPart * above
      + (inside + lowPart * atLow - highPart * atHigh)
    return (min(max(mean + sd * first, low), high), sd * max(0, second - first * first).squareRoot())
  }
}
