// 256-bit magnitudes: what a product or an aligned sum of two decimals needs before it is cut to fit.

/// An unsigned 256-bit whole number, with only the operations that exact decimals need.
struct WideMagnitude: Comparable {
  var high: UInt128
  var low: UInt128

  init(high: UInt128, low: UInt128) {
    self.high = high
    self.low = low
  }

  init(_ value: UInt128) {
    high = 0
    low = value
  }

  /// The whole product: it always fits.
  init(product left: UInt128, _ right: UInt128) {
    let product = left.multipliedFullWidth(by: right)
    high = product.high
    low = product.low
  }

  var isZero: Bool { high == 0 && low == 0 }

  static func < (left: WideMagnitude, right: WideMagnitude) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// Contract: both are below 2^255, so that the sum fits.
  func adding(_ other: WideMagnitude) -> WideMagnitude {
    let (sum, carry) = low.addingReportingOverflow(other.low)
    return WideMagnitude(high: high &+ other.high &+ (carry ? 1 : 0), low: sum)
  }

  /// Contract: `other` is not greater.
  func subtracting(_ other: WideMagnitude) -> WideMagnitude {
    let (difference, borrow) = low.subtractingReportingOverflow(other.low)
    return WideMagnitude(high: high &- other.high &- (borrow ? 1 : 0), low: difference)
  }

  /// `self * factor + addend`, or nil when that needs more than 256 bits.
  func scaled(by factor: UInt128, adding addend: UInt128) -> WideMagnitude? {
    let lower = low.multipliedFullWidth(by: factor)
    let upper = high.multipliedReportingOverflow(by: factor)
    let (sum, carry) = lower.low.addingReportingOverflow(addend)
    let (carried, first) = upper.partialValue.addingReportingOverflow(lower.high)
    let (total, second) = carried.addingReportingOverflow(carry ? 1 : 0)
    if upper.overflow || first || second { return nil }
    return WideMagnitude(high: total, low: sum)
  }

  /// Contract: the divisor is not zero.
  func quotientAndRemainder(dividingBy divisor: UInt128) -> (quotient: WideMagnitude, remainder: UInt128) {
    if high == 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: divisor)
      return (WideMagnitude(quotient), remainder)
    }
    let (upper, rest) = high.quotientAndRemainder(dividingBy: divisor)
    let (lower, remainder) = divisor.dividingFullWidth((rest, low))
    return (WideMagnitude(high: upper, low: lower), remainder)
  }

  /// Drops `count` decimal digits (at most 76), rounding half to even.
  func droppingDigits(_ count: Int) -> WideMagnitude {
    // Above 38 digits the divisor has two factors; what the first one leaves only breaks a tie.
    let first = max(0, count - PowersOfTen.highest)
    var value = self
    var leavesDust = false
    if first > 0 {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: PowersOfTen.power(first))
      value = quotient
      leavesDust = remainder != 0
    }
    let divisor = PowersOfTen.power(count - first)
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let half = divisor / 2
    let isHalf = count > first && remainder == half
    let roundsUp = remainder > half || (isHalf && (leavesDust || quotient.low & 1 == 1))
    return roundsUp && count > first ? quotient.adding(WideMagnitude(1)) : quotient
  }
}

/// 10^0 … 10^38: every power of ten below 2^127.
enum PowersOfTen {
  static let highest = 38

  private static let small: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
    1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Contract: 0 ≤ exponent ≤ 38.
  static func power(_ exponent: Int) -> UInt128 {
    exponent <= 19
      ? UInt128(small[exponent])
      : UInt128(small[19]) * UInt128(small[exponent - 19])
  }

  /// Contract: 0 ≤ exponent ≤ 19.
  static func small(_ exponent: Int) -> UInt64 { small[exponent] }
}
