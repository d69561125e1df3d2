// One exact decimal: the only number of the language.

/// An exact decimal number: a 127-bit whole coefficient and how many of its digits stand after the point.
///
/// Magnitudes go to 2^127 − 1 ≈ 1.7 × 10^38; at most 38 digits stand after the point. Always in lowest
/// terms (no trailing zero after the point), so equality and hashing are by value. No operation traps:
/// what does not fit is nil.
package struct Decimal: Hashable, Sendable {
  // Two words rather than an Int128, whose alignment would make every value type around it 32 bytes.
  private let low: UInt64
  private let high: Int64
  private let places: UInt8

  /// Digits after the point that division gives, and to which longer results are cut when they do not fit.
  package static let divisionPlaces = 18
  /// Digits after the point that a literal may have.
  package static let mostPlaces = 38

  package static let zero = Decimal(0)
  package static let one = Decimal(1)

  package init(_ value: Int) {
    self.init(lowest: Int128(value), scale: 0)
  }

  /// `coefficient` / 10^`scale`, or nil when that is out of range.
  package init?(coefficient: Int128, scale: Int) {
    guard scale >= 0, scale <= 76 else { return nil }
    self.init(magnitude: coefficient.magnitude, scale: scale, isNegative: coefficient < 0)
  }

  /// Contract: already in lowest terms, in range, 0 ≤ scale ≤ 38.
  init(lowest coefficient: Int128, scale: Int) {
    low = UInt64(truncatingIfNeeded: coefficient)
    high = Int64(truncatingIfNeeded: coefficient >> 64)
    places = UInt8(truncatingIfNeeded: scale)
  }

  /// Drops trailing zeros; nil when the number does not fit even so. Contract: 0 ≤ scale ≤ 76.
  init?(magnitude: UInt128, scale: Int, isNegative: Bool) {
    guard magnitude <= UInt128(Int128.max), scale <= Self.mostPlaces else {
      self.init(fitting: WideMagnitude(magnitude), scale: scale, isNegative: isNegative)
      return
    }
    let (lowest, places) = Self.withoutTrailingZeros(magnitude, scale: scale)
    self.init(lowest: isNegative ? -Int128(lowest) : Int128(lowest), scale: places)
  }

  /// Exact when it fits; else, with more than 18 digits after the point, rounded half to even to 18;
  /// else nil. Contract: 0 ≤ scale ≤ 76.
  init?(fitting wide: WideMagnitude, scale: Int, isNegative: Bool) {
    var value = wide
    var places = scale
    Self.dropTrailingZeros(&value, &places)
    if value.high != 0 || value.low > UInt128(Int128.max) || places > Self.mostPlaces {
      guard places > Self.divisionPlaces else { return nil }
      value = value.droppingDigits(places - Self.divisionPlaces)
      places = Self.divisionPlaces
      Self.dropTrailingZeros(&value, &places)
      guard value.high == 0, value.low <= UInt128(Int128.max) else { return nil }
    }
    let magnitude = Int128(value.low)
    self.init(lowest: isNegative ? -magnitude : magnitude, scale: places)
  }

  package var coefficient: Int128 { Int128(high) << 64 | Int128(low) }
  /// How many digits of the coefficient stand after the point.
  package var scale: Int { Int(places) }

  package var isZero: Bool { low == 0 && high == 0 }
  package var isNegative: Bool { high < 0 }
  package var isPositive: Bool { high >= 0 && !isZero }
  package var isWhole: Bool { places == 0 }

  /// The coefficient when it fits one word: almost always.
  var word: Int64? {
    let word = Int64(bitPattern: low)
    return high == word >> 63 ? word : nil
  }

  /// The number when it is whole and fits.
  package var asInt: Int? {
    guard places == 0, let word else { return nil }
    return Int(word)
  }

  package var negated: Decimal { Decimal(lowest: -coefficient, scale: scale) }
  package var magnitude: Decimal { isNegative ? negated : self }

  /// Drops the zeros at the end of a fraction. Four tries at most: 8, 4, 2 and 1 digits, after 16s.
  private static func withoutTrailingZeros(_ magnitude: UInt128, scale: Int) -> (UInt128, Int) {
    if scale == 0 || magnitude & 1 == 1 { return (magnitude, scale) }
    if magnitude == 0 { return (0, 0) }
    var value = magnitude
    var places = scale
    while value > UInt128(UInt64.max), places > 0 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { return (value, places) }
      value = quotient
      places -= 1
    }
    guard var word = UInt64(exactly: value) else { return (value, places) }
    var step = 16
    while step > 0 {
      let divisor = PowersOfTen.small(step)
      if places >= step, word % divisor == 0 {
        word /= divisor
        places -= step
      } else {
        step /= 2
      }
    }
    return (UInt128(word), places)
  }

  private static func dropTrailingZeros(_ value: inout WideMagnitude, _ places: inout Int) {
    while places > 0, value.high != 0 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { return }
      value = quotient
      places -= 1
    }
    if value.high == 0 {
      let (lowest, fewest) = withoutTrailingZeros(value.low, scale: places)
      value = WideMagnitude(lowest)
      places = fewest
    }
  }
}

extension Decimal: Comparable {
  /// Exact for any two numbers.
  package static func < (left: Decimal, right: Decimal) -> Bool {
    if left.places == right.places {
      return left.high == right.high ? left.low < right.low : left.high < right.high
    }
    if left.isNegative != right.isNegative { return left.isNegative }
    let places = max(left.scale, right.scale)
    let first = left.aligned(to: places)
    let second = right.aligned(to: places)
    return left.isNegative ? second < first : first < second
  }

  /// The magnitude times 10^`places`. Contract: scale ≤ places ≤ 38.
  func aligned(to places: Int) -> WideMagnitude {
    WideMagnitude(product: coefficient.magnitude, PowersOfTen.power(places - scale))
  }
}

extension Decimal: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) {
    self.init(value)
  }
}
