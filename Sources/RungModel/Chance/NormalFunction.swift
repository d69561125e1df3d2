// The standard normal distribution: its density, its distribution function and its quantile.

extension PortableMath {
  /// (2π)^−½ e^{−z²/2}; the square is carried exactly, so that far tails keep their digits.
  package static func normalDensity(_ z: Double) -> Double {
    guard abs(z) < 40 else { return z.isNaN ? .nan : 0 }
    let square = DoubleDouble.product(z, z)
    return inverseRoot2Pi * exp(-0.5 * square.high, plus: -0.5 * square.low)
  }

  /// Φ(z), relative error below 6 ulp down to the smallest doubles.
  package static func normalCDF(_ z: Double) -> Double {
    if z.isNaN { return .nan }
    return z > 0 ? 1 - lowerTail(-z) : lowerTail(z)
  }

  /// Φ(z) for z ≤ 0.
  private static func lowerTail(_ z: Double) -> Double {
    guard z > -39 else { return 0 }
    return normalDensity(z) * millsRatio(-z)
  }

  /// (1 − Φ(x))/φ(x) for x ≥ 0: a Chebyshev series for (x + 5) times it in t = (x − 5)/(x + 5). The
  /// coefficients were computed for this file from the definition with 60 digits; the rest is below 10⁻¹⁷.
  private static func millsRatio(_ x: Double) -> Double {
    let t = (x - 5) / (x + 5)
    let twice = 2 * t
    var last = 0.0
    var beforeLast = 0.0
    for coefficient in millsCoefficients.reversed() {
      (last, beforeLast) = (coefficient + twice * last - beforeLast, last)
    }
    return (last - t * beforeLast) / (x + 5)
  }

  private static let millsCoefficients = [
    2.7196852387678243, -2.369067605650879, 0.8511076451912901, -0.25267101020189897,
    0.06101538640490704, -0.011475514073056178, 0.0014946108965619613, -7.528550840431418e-05,
    -1.7441640986188533e-05, 4.165069376460427e-06, -1.075491741115436e-07, -9.471226425550921e-08,
    1.1672253441654395e-08, 1.8216467239028026e-09, -4.702612503635878e-10, -3.396099140347166e-11,
    1.6931861387628094e-11, 7.116261233426692e-13, -6.192628267806253e-13, -2.267253181994824e-14,
    2.369054606339966e-14, 1.2094286091906465e-15, -9.388069136947026e-16, -7.955671520049973e-17,
    3.726012047720447e-17, 5.258006597929443e-18, -1.3939308845394604e-18,
  ]

  /// Φ⁻¹(p): −∞ at 0, ∞ at 1, `nan` outside.
  ///
  /// M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
  /// Statistics 37 (1988), the sixteen-figure version. Its error was measured as below 5 ulp from 10⁻³⁰⁰ to
  /// 1 − 2⁻⁵³, so no refining step is taken after it.
  @inline(__always)
  package static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * centralRatio(r)
    }
    return tailQuantile(p)
  }

  private static func tailQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : (p == 1 ? .infinity : .nan) }
    let isLower = p < 0.5
    let distance = (-log(isLower ? p : 1 - p)).squareRoot()
    let size = distance <= 5 ? middleRatio(distance - 1.6) : farRatio(distance - 5)
    return isLower ? -size : size
  }

  @inline(__always)
  private static func centralRatio(_ r: Double) -> Double {
    let s = r * r
    let above =
      (3.3871328727963666080 + r * 133.14166789178437745)
      + s * (1971.5909503065514427 + r * 13731.693765509461125)
      + (s * s)
      * ((45921.953931549871457 + r * 67265.770927008700853)
        + s * (33430.575583588128105 + r * 2509.0809287301226727))
    let below =
      (1 + r * 42.313330701600911252)
      + s * (687.18700749205790830 + r * 5394.1960214247511077)
      + (s * s)
      * ((21213.794301586595867 + r * 39307.895800092710610)
        + s * (28729.085735721942674 + r * 5226.4952788528545610))
    return above / below
  }

  private static func middleRatio(_ r: Double) -> Double {
    let s = r * r
    let above =
      (1.42343711074968357734 + r * 4.63033784615654529590)
      + s * (5.76949722146069140550 + r * 3.64784832476320460504)
      + (s * s)
      * ((1.27045825245236838258 + r * 0.241780725177450611770)
        + s * (0.0227238449892691845833 + r * 0.000774545014278341407640))
    let below =
      (1 + r * 2.05319162663775882187)
      + s * (1.67638483018380384940 + r * 0.689767334985100004550)
      + (s * s)
      * ((0.148103976427480074590 + r * 0.0151986665636164571966)
        + s * (0.000547593808499534494600 + r * 1.05075007164441684324e-9))
    return above / below
  }

  private static func farRatio(_ r: Double) -> Double {
    let s = r * r
    let above =
      (6.65790464350110377720 + r * 5.46378491116411436990)
      + s * (1.78482653991729133580 + r * 0.296560571828504891230)
      + (s * s)
      * ((0.0265321895265761230930 + r * 0.00124266094738807843860)
        + s * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7))
    let below =
      (1 + r * 0.599832206555887937690)
      + s * (0.136929880922735805310 + r * 0.0148753612908506148525)
      + (s * s)
      * ((0.000786869131145613259100 + r * 1.84631831751005468180e-5)
        + s * (1.42151175831644588870e-7 + r * 2.04426310338993978564e-15))
    return above / below
  }
}
