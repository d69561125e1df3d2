// The logarithm of the gamma function, and the regularised incomplete gamma function with its inverse.

extension PortableMath {
  /// A probability split at a point: what lies below it and what lies above. Both parts are kept because
  /// the small one cannot be had from the other without loss.
  package struct Tails: Sendable {
    package let lower: Double
    package let upper: Double

    init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }

    static let undefined = Tails(lower: .nan, upper: .nan)
    static let allAbove = Tails(lower: 0, upper: 1)
    static let allBelow = Tails(lower: 1, upper: 0)

    /// From one part computed well.
    init(lower: Double) { self.init(lower: min(1, max(0, lower)), upper: min(1, max(0, 1 - lower))) }
    init(upper: Double) { self.init(lower: min(1, max(0, 1 - upper)), upper: min(1, max(0, upper))) }
  }

  /// ln Γ(x) for x ≥ 0; `nan` below zero, where no distribution here asks for it.
  ///
  /// From ½ to 2½ by the series of ln Γ(2 + z) (DLMF 5.7.3), below 12 by the recurrence, then Stirling's
  /// series (DLMF 5.11.1). Relative error below 6 ulp, also next to its zeros at 1 and 2.
  package static func lgamma(_ x: Double) -> Double {
    guard x >= 0 else { return .nan }
    if x == 0 || x == .infinity { return .infinity }
    if x < 0.5 { return (lgammaNearTwo(x) - log1p(x)) - log(x) }
    if x < 1.5 { return lgammaNearTwo(x - 1) - log1p(x - 1) }
    if x <= 2.5 { return lgammaNearTwo(x - 2) }
    if x < 12 {
      var product = 1.0
      var y = x
      while y > 2.5 {
        y -= 1
        product *= y
      }
      return lgammaNearTwo(y - 2) + log(product)
    }
    if x > 0x1p60 { return x * (log(x) - 1) }
    return (x - 0.5) * (log(x) - 1) + (stirlingSeries(x) + (halfLog2Pi - 0.5))
  }

  /// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π]: what Stirling's formula leaves over.
  static func stirlingRest(_ x: Double) -> Double {
    if x >= 12 { return stirlingSeries(x) }
    return lgamma(x) - (halfLog2Pi + ((x - 0.5) * log(x) - x))
  }

  private static func stirlingSeries(_ x: Double) -> Double {
    let r = 1 / x
    let z = r * r
    var sum = 0.00641025641025641
    sum = sum * z - 0.0019175269175269176
    sum = sum * z + 0.0008417508417508417
    sum = sum * z - 0.0005952380952380953
    sum = sum * z + 0.0007936507936507937
    sum = sum * z - 0.002777777777777778
    sum = sum * z + 0.08333333333333333
    return sum * r
  }

  /// ln Γ(2 + z) for |z| ≤ ½: (1 − γ)z + Σ (ζ(k) − 1)(−z)^k/k.
  private static func lgammaNearTwo(_ z: Double) -> Double {
    var sum = 0.0
    for coefficient in zetaCoefficients.reversed() { sum = coefficient - z * sum }
    return z * (0.42278433509846713 + z * sum)
  }

  /// (ζ(k) − 1)/k for k = 2, 3, …
  private static let zetaCoefficients = [
    0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986,
    0.0028905103307415234, 0.001192753911703261, 0.0005096695247430425, 0.00022315475845357939,
    9.945751278180853e-05, 4.492623673813314e-05, 2.050721277567069e-05, 9.439488275268397e-06,
    4.374866789907488e-06, 2.039215753801366e-06, 9.55141213040742e-07, 4.492469198764566e-07,
    2.1207184805554665e-07, 1.0043224823968099e-07, 4.7698101693639804e-08, 2.2711094608943164e-08,
    1.0838659214896955e-08, 5.183475041970047e-09, 2.4836745438024785e-09, 1.1921401405860912e-09,
    5.731367241678862e-10, 2.7595228851242334e-10, 1.330476437424449e-10, 6.4229645638381e-11,
  ]

  // MARK: - Incomplete gamma

  /// P(shape, x) below and Q(shape, x) above (DLMF 8.2.4), for shape > 0 and x ≥ 0.
  ///
  /// The series below the mean, Legendre's continued fraction above it (DLMF 8.11.4, 8.9.2); from a shape
  /// of 10⁵, where both grow slow, quadrature of the tail. Eleven digits or more for shapes from ¼ to 10¹².
  package static func regularisedGamma(shape: Double, _ x: Double) -> Tails {
    guard shape > 0, shape < .infinity, x >= 0 else { return .undefined }
    if x == 0 { return .allAbove }
    if x == .infinity { return .allBelow }
    let front = gammaFront(shape, x)
    if front == 0 { return x < shape ? .allAbove : .allBelow }
    if shape > 1e5 {
      let unit = shape.squareRoot()
      let towards: Double = x < shape ? -1 : 1
      let area = tailArea(deviations: abs(x - shape) / unit) { s in
        let step = towards * s * unit
        let ratio = step / x
        return (shape - 1) * logDeficit(1 + ratio, excess: ratio) - (step - (shape - 1) * ratio)
      }
      let tail = front / x * unit * area
      return x < shape ? Tails(lower: tail) : Tails(upper: tail)
    }
    if x < shape + 1 { return Tails(lower: front / shape * gammaSeries(shape, x)) }
    return Tails(upper: front * gammaFraction(shape, x))
  }

  /// x^a e^−x / Γ(a).
  static func gammaFront(_ a: Double, _ x: Double) -> Double {
    let exponent = a * logDeficit(x / a, excess: (x - a) / a) - stirlingRest(a)
    return inverseRoot2Pi * a.squareRoot() * exp(exponent)
  }

  /// Σ x^n / ((a + 1) … (a + n)).
  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = a
    for _ in 0..<10_000 {
      n += 1
      term *= x / n
      sum += term
      if term < sum * 0x1p-54 { break }
    }
    return sum
  }

  /// 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …)) by the method of Lentz as modified by Thompson and Barnett
  /// (1986).
  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var value = d
    for i in 1...10_000 {
      let n = Double(i)
      let numerator = -n * (n - a)
      b += 2
      d = 1 / awayFromZero(numerator * d + b)
      c = awayFromZero(b + numerator / c)
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 0x1p-52 { break }
    }
    return value
  }

  @inline(__always)
  static func awayFromZero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }

  /// The x with P(shape, x) = p: twelve digits or more. `nan` outside 0 … 1.
  package static func inverseRegularisedGamma(shape: Double, _ p: Double) -> Double {
    guard shape > 0, shape < .infinity, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    // Wilson and Hilferty (1931), or the leading term of the series where that is no use.
    let z = normalQuantile(p)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    var start = log(shape) + 3 * log(max(root, 1e-10))
    let leading = (log(p) + lgamma(shape + 1)) / shape
    if shape < 1 || root < 0.1 { start = min(start, leading) }
    let logarithm = tailRoot(target: p, start: start) { y in
      let x = exp(y)
      return (regularisedGamma(shape: shape, x), gammaFront(shape, x))
    }
    return exp(logarithm)
  }
}
