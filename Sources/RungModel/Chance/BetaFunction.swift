// The regularised incomplete beta function and its inverse.

extension PortableMath {
  /// I_x(a, b) below and 1 − I_x(a, b) above (DLMF 8.17.2), for a, b > 0 and x in 0 … 1.
  ///
  /// A continued fraction, from whichever end converges; where both shapes pass 10⁵,
  /// quadrature of the tail. Eleven digits or more for shapes from ¼ to 10⁹.
  package static func regularisedBeta(_ x: Double, a: Double, b: Double) -> Tails {
    regularisedBeta(x, complement: 1 - x, a: a, b: b)
  }

  /// The same with 1 − x given too, for x next to one.
  static func regularisedBeta(_ x: Double, complement y: Double, a: Double, b: Double) -> Tails {
    guard a > 0, b > 0, a < .infinity, b < .infinity, x >= 0, y >= 0 else { return .undefined }
    if x == 0 { return .allAbove }
    if y == 0 { return .allBelow }
    let front = betaFront(x, y, a, b)
    let isBelowMean = x * (a + b + 2) < a + 1
    if front == 0 { return isBelowMean ? .allAbove : .allBelow }
    if min(a, b) > 1e5 {
      let tail = front * betaTail(x, y, a, b)
      return x * (a + b) < a ? Tails(lower: tail) : Tails(upper: tail)
    }
    let excess = betaExcess(x, y, a, b)
    if isBelowMean { return Tails(lower: front * betaFraction(x, y, a, b, excess: excess)) }
    return Tails(upper: front * betaFraction(y, x, b, a, excess: -excess))
  }

  /// (a + b)x − a = b − (a + b)y, from the smaller of x and y.
  private static func betaExcess(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    x <= y ? (a + b) * x - a : b - (a + b) * y
  }

  /// x^a y^b / B(a, b) by Loader's saddle-point form, which keeps its digits for large shapes.
  static func betaFront(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let distance = betaExcess(x, y, a, b)
    let deficit =
      a * logDeficit(n * x / a, excess: distance / a) + b * logDeficit(n * y / b, excess: -distance / b)
    let exponent = deficit + (stirlingRest(n) - stirlingRest(a) - stirlingRest(b))
    return inverseRoot2Pi * (a / n * b).squareRoot() * exp(exponent)
  }

  /// 1/(β₀ + α₁/(β₁ + α₂/(β₂ + …))), the even part of the fraction of DLMF 8.17.22 as A. R. DiDonato and
  /// A. H. Morris give it ("Significant digit computation of the incomplete beta function ratios", 1992), by
  /// the method of Lentz as modified by Thompson and Barnett (1986). `excess` is (a + b)x − a, given because
  /// it cannot be had from x without loss where one shape is far above the other.
  private static func betaFraction(
    _ x: Double, _ y: Double, _ a: Double, _ b: Double, excess: Double
  ) -> Double {
    var value = awayFromZero(a * (1 - excess) / (a + 1))
    var c = value
    var d = 0.0
    for i in 1...10_000 {
      let n = Double(i)
      let odd = a + 2 * n - 1
      let step = n * (b - n) * x / odd
      let alpha = (a + n - 1) / odd * (a + b + n - 1) * x * step
      let beta = n + step + (a + n) * (1 - excess + n * (1 + y)) / (a + 2 * n + 1)
      d = 1 / awayFromZero(beta + alpha * d)
      c = awayFromZero(beta + alpha / c)
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 0x1p-52 { break }
    }
    return 1 / value
  }

  /// The tail beyond x over the front factor, for large shapes.
  private static func betaTail(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let unit = (a / n * (b / n) / n).squareRoot()
    let distance = betaExcess(x, y, a, b) / n
    let towards: Double = distance < 0 ? -1 : 1
    let slope = (a - 1) / x - (b - 1) / y
    let area = tailArea(deviations: abs(distance) / unit) { s in
      let step = towards * s * unit
      let up = step / x
      let down = -step / y
      return slope * step + (a - 1) * logDeficit(1 + up, excess: up)
        + (b - 1) * logDeficit(1 + down, excess: down)
    }
    return unit / (x * y) * area
  }

  /// The x with I_x(a, b) = p: twelve digits or more. `nan` outside 0 … 1.
  package static func inverseRegularisedBeta(_ p: Double, a: Double, b: Double) -> Double {
    guard a > 0, b > 0, a < .infinity, b < .infinity, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return 1 }
    return logistic(inverseBetaLogit(Target(p), a: a, b: b, start: betaLogitGuess(p, a, b)))
  }

  /// ln(x/(1 − x)) of the x that has `target` on its sides.
  static func inverseBetaLogit(_ target: Target, a: Double, b: Double, start: Double) -> Double {
    tailRoot(target: target, start: start) { logit in
      let x = logistic(logit)
      let y = logistic(-logit)
      return (regularisedBeta(x, complement: y, a: a, b: b), betaFront(x, y, a, b))
    }
  }

  /// A start for the inversion: Abramowitz and Stegun 26.5.22, or the nearer end's leading power.
  private static func betaLogitGuess(_ p: Double, _ a: Double, _ b: Double) -> Double {
    if a >= 1 && b >= 1 {
      let z = -normalQuantile(p)
      let lambda = (z * z - 3) / 6
      let u = 1 / (2 * a - 1)
      let v = 1 / (2 * b - 1)
      let h = 2 / (u + v)
      if h + lambda > 0 {
        let w = z * (h + lambda).squareRoot() / h - (v - u) * (lambda + 5.0 / 6 - 2 / (3 * h))
        return log(a / b) - 2 * w
      }
    }
    let logBeta = lgamma(a) + lgamma(b) - lgamma(a + b)
    let fromBelow = (log(p) + log(a) + logBeta) / a
    let fromAbove = -(log1p(-p) + log(b) + logBeta) / b
    if fromBelow < -0.7 { return fromBelow }
    return fromAbove > 0.7 ? fromAbove : 0
  }

  /// 1/(1 + e^−y): small values keep their relative accuracy.
  @inline(__always)
  package static func logistic(_ y: Double) -> Double { 1 / (1 + exp(-y)) }

  /// ln(x/(1 − x)).
  package static func logit(_ x: Double) -> Double { log(x) - log1p(-x) }
}
