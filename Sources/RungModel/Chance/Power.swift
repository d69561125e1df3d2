// x to the power y, with the logarithm carried to about 100 bits so that large exponents stay accurate.

extension PortableMath {
  /// xʸ by the rules of IEEE 754 `pow`: x⁰ = 1; a negative base asks for a whole exponent.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    if y == 1 { return x }
    let isOdd = abs(y) < 0x1p53 && y.truncatingRemainder(dividingBy: 2).magnitude == 1
    if y.isInfinite {
      let base = abs(x)
      if base == 1 { return 1 }
      return (base > 1) == (y > 0) ? .infinity : 0
    }
    if x == 0 || x.isInfinite {
      let grows = (x == 0) != (y > 0)
      let size: Double = grows ? .infinity : 0
      return x.sign == .minus && isOdd ? -size : size
    }
    if x < 0 {
      guard y.rounded(.towardZero) == y else { return .nan }
      let size = powerOfPositive(-x, y)
      return isOdd ? -size : size
    }
    return powerOfPositive(x, y)
  }

  private static func powerOfPositive(_ x: Double, _ y: Double) -> Double {
    let rough = y * log(x)
    if rough > 710 { return .infinity }
    if rough < -746 { return 0 }
    // |y| may be huge where x is next to 1; splitting it for an exact product must not overflow.
    if abs(y) > 0x1p900 { return exp(rough) }
    let exponent = DoubleDouble.logarithm(x) * DoubleDouble(y)
    return exp(exponent.high, plus: exponent.low)
  }
}

/// The unevaluated sum of two doubles, about 106 bits (T. J. Dekker, 1971).
struct DoubleDouble {
  let high: Double
  let low: Double

  init(_ value: Double) {
    high = value
    low = 0
  }

  private init(_ high: Double, _ low: Double) {
    self.high = high
    self.low = low
  }

  /// a + b without loss.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let sum = a + b
    let part = sum - a
    return DoubleDouble(sum, (a - (sum - part)) + (b - part))
  }

  /// a·b without loss, for |a|, |b| below 2⁹⁹⁰.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let product = a * b
    let (a1, a2) = halves(a)
    let (b1, b2) = halves(b)
    return DoubleDouble(product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
  }

  static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let head = sum(a.high, b.high)
    return sum(head.high, head.low + (a.low + b.low))
  }

  static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let head = product(a.high, b.high)
    return sum(head.high, head.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let quotient = a.high / b.high
    let back = product(quotient, b.high)
    let rest = (((a.high - back.high) - back.low) + a.low) - quotient * b.low
    return sum(quotient, rest / b.high)
  }

  /// ln x for 0 < x < ∞: 2 atanh(f/(2 + f)), its first five coefficients to full length.
  static func logarithm(_ x: Double) -> DoubleDouble {
    let (exponent, f) = PortableMath.split(x)
    let s = DoubleDouble(f) / sum(2, f)
    let z = s * s
    let t = z.high
    var series = DoubleDouble(1.0 / 11 + t * PortableMath.atanhTail(t, from: 13))
    for odd in [9.0, 7, 5, 3, 1] {
      series = z * series + DoubleDouble(1) / DoubleDouble(odd)
    }
    let twice = DoubleDouble(2 * s.high, 2 * s.low)
    let ln2 = DoubleDouble(0.6931471805599453, 2.3190468138462996e-17)
    return ln2 * DoubleDouble(exponent) + twice * series
  }

  private static func halves(_ a: Double) -> (Double, Double) {
    let spread = 134_217_729 * a
    let upper = spread - (spread - a)
    return (upper, a - upper)
  }
}

extension PortableMath {
  /// Σ z^j/(2j + first), ten terms, for z ≤ 0.03.
  fileprivate static func atanhTail(_ z: Double, from first: Double) -> Double {
    var sum = 0.0
    for j in stride(from: 9.0, through: 0, by: -1) { sum = sum * z + 1 / (2 * j + first) }
    return sum
  }
}
