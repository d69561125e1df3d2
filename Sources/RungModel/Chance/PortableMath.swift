// Elementary functions in plain IEEE arithmetic, so that every machine gives the same bits.
//
// Only + − × ÷ and √ are used, in a fixed order: no platform library, no fused multiply-add. Errors are
// below one unit in the last place (ulp) for `exp`, `log`, `log1p` and `pow` and below 1.2 for `expm1`
// (measured against 50 digits at thousands of places; the tests repeat it at a few). Outside its domain
// a function gives `nan` or an infinity, as IEEE 754-2019 §9.2 lists them; none traps.

package enum PortableMath {
  /// ln 2 in two parts: the first has 21 zero bits at its end, so that its product with an exponent is exact.
  static let ln2High = 0.6931471803691238
  static let ln2Low = 1.9082149292705877e-10
  /// ½·ln 2π.
  static let halfLog2Pi = 0.9189385332046728
  /// 1/√2π.
  static let inverseRoot2Pi = 0.3989422804014327

  /// eˣ.
  @inline(__always)
  package static func exp(_ x: Double) -> Double { exp(x, plus: 0) }

  /// e^(high + low), where `low` is a correction far below `high`'s last place.
  ///
  /// x = k·ln 2 + r with |r| ≤ ½ ln 2, then the Taylor series to r¹³/13! (relative rest below 5·10⁻¹⁸).
  @inline(__always)
  static func exp(_ high: Double, plus low: Double) -> Double {
    guard high < 709.8 else { return high.isNaN ? .nan : .infinity }
    guard high > -745.2 else { return high.isNaN ? .nan : 0 }
    let k = nearestInteger(high * 1.4426950408889634)
    let upper = high - k * ln2High
    let lower = k * ln2Low - low
    let r = upper - lower
    let rest = (upper - r) - lower
    return scaled(1 + (r + (expTail(r) + rest)), by: k)
  }

  /// eˣ − 1, accurate near zero.
  package static func expm1(_ x: Double) -> Double {
    guard x < 709.8 else { return x.isNaN ? .nan : .infinity }
    guard x > -40 else { return x.isNaN ? .nan : -1 }
    if x == 0 { return x }
    if abs(x) < 0.34 { return x + expTail(x) }
    if x > 40 { return exp(x) }
    let k = nearestInteger(x * 1.4426950408889634)
    let upper = x - k * ln2High
    let lower = k * ln2Low
    let r = upper - lower
    let p = r + (expTail(r) + ((upper - r) - lower))
    let power = scaled(1, by: k)
    return power * p + (power - 1)
  }

  /// Natural logarithm.
  @inline(__always)
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    let (exponent, f) = split(x)
    return logOfSplit(exponent, f)
  }

  /// ln(1 + x), accurate near zero.
  package static func log1p(_ x: Double) -> Double {
    guard x > -1 else { return x == -1 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    if x == 0 { return x }
    if x > -0.29 && x < 0.41 { return logOfSplit(0, x) }
    let sum = 1 + x
    // What the sum lost, by Møller and Knuth's exact addition.
    let part = sum - 1
    let lost = (1 - (sum - part)) + (x - part)
    let (exponent, f) = split(sum)
    return logOfSplit(exponent, f) + lost / sum
  }

  /// ln x − (x − 1) for x = 1 + `excess`, accurate near one; never above zero. The caller gives both
  /// because one of them cannot always be had from the other without loss. This is −D₀ of C. Loader, "Fast
  /// and accurate computation of binomial probabilities" (2000).
  static func logDeficit(_ x: Double, excess: Double) -> Double {
    guard abs(excess) <= 0.4 else { return log(x) - excess }
    let s = excess / (2 + excess)
    let z = s * s
    return 2 * s * z * atanhTail(z) - s * excess
  }

  // MARK: - Parts

  /// eʳ − 1 − r for |r| ≤ 0.35.
  @inline(__always)
  static func expTail(_ r: Double) -> Double {
    let r2 = r * r
    let r4 = r2 * r2
    let a = (0.5 + r * 0.16666666666666666) + r2 * (0.041666666666666664 + r * 0.008333333333333333)
    let b =
      (0.001388888888888889 + r * 0.0001984126984126984)
      + r2 * (2.48015873015873e-05 + r * 2.7557319223985893e-06)
    let c =
      (2.755731922398589e-07 + r * 2.505210838544172e-08)
      + r2 * (2.08767569878681e-09 + r * 1.6059043836821613e-10)
    return r2 * (a + r4 * (b + r4 * c))
  }

  /// Σ z^j/(2j + 3) = (atanh s − s)/s³ with z = s², for z ≤ 0.0625.
  @inline(__always)
  static func atanhTail(_ z: Double) -> Double {
    let z2 = z * z
    let z4 = z2 * z2
    let a = (0.3333333333333333 + z * 0.2) + z2 * (0.14285714285714285 + z * 0.1111111111111111)
    let b =
      (0.09090909090909091 + z * 0.07692307692307693) + z2 * (0.06666666666666667 + z * 0.058823529411764705)
    let c =
      (0.05263157894736842 + z * 0.047619047619047616) + z2 * (0.043478260869565216 + z * 0.04)
    return a + z4 * (b + z4 * (c + z4 * 0.037037037037037035))
  }

  /// exponent·ln 2 + ln(1 + f) for f in [√½ − 1, √2 − 1]: with s = f/(2 + f), ln(1 + f) = 2 atanh s, arranged
  /// so that the leading terms f − f²/2 are added last.
  @inline(__always)
  private static func logOfSplit(_ exponent: Double, _ f: Double) -> Double {
    let s = f / (2 + f)
    let z = s * s
    let rest = 2 * z * atanhTail(z)
    let half = 0.5 * f * f
    return exponent * ln2High - ((half - (s * (half + rest) + exponent * ln2Low)) - f)
  }

  /// x = 2^exponent · (1 + f) with 1 + f in [√½, √2). Asks for 0 < x < ∞.
  @inline(__always)
  static func split(_ x: Double) -> (exponent: Double, f: Double) {
    var bits = x.bitPattern
    var shift: Int64 = 1023
    if bits < 0x0010_0000_0000_0000 {
      bits = (x * 0x1p54).bitPattern
      shift += 54
    }
    // Adding the distance from √½ to 1 in the significand's bits carries into the exponent exactly when the
    // significand is √2 or above.
    let carried = bits &+ 0x0009_5F61_9980_C433
    let exponent = Int64(carried >> 52) - shift
    let significand = Double(bitPattern: bits &- (UInt64(bitPattern: exponent &+ shift &- 1023) << 52))
    return (Double(exponent), significand - 1)
  }

  /// The nearest whole number, ties to even, for |x| < 2⁵¹.
  @inline(__always)
  private static func nearestInteger(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

  /// x·2^k for a whole k between −1 080 and 1 030.
  @inline(__always)
  private static func scaled(_ x: Double, by k: Double) -> Double {
    let k = Int64(k)
    if k > -1022 && k < 1024 { return x * Double(bitPattern: UInt64(1023 &+ k) << 52) }
    let half = k / 2
    return x * Double(bitPattern: UInt64(1023 &+ half) << 52)
      * Double(bitPattern: UInt64(1023 &+ (k &- half)) << 52)
  }
}
