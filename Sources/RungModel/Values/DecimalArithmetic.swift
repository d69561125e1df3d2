// Checked arithmetic on exact decimals.

extension Decimal {
  /// The exact sum; cut to 18 digits after the point when it has more and does not fit; nil when out of
  /// range.
  package func adding(_ other: Decimal) -> Decimal? {
    if scale == other.scale {
      if let left = word, let right = other.word {
        let sum = Int128(left) + Int128(right)
        if scale == 0 { return Decimal(lowest: sum, scale: 0) }
        return Decimal(magnitude: sum.magnitude, scale: scale, isNegative: sum < 0)
      }
      let (sum, overflow) = coefficient.addingReportingOverflow(other.coefficient)
      if !overflow { return Decimal(magnitude: sum.magnitude, scale: scale, isNegative: sum < 0) }
    }
    let places = max(scale, other.scale)
    let left = aligned(to: places)
    let right = other.aligned(to: places)
    if isNegative == other.isNegative {
      return Decimal(fitting: left.adding(right), scale: places, isNegative: isNegative)
    }
    return left < right
      ? Decimal(fitting: right.subtracting(left), scale: places, isNegative: other.isNegative)
      : Decimal(fitting: left.subtracting(right), scale: places, isNegative: isNegative)
  }

  package func subtracting(_ other: Decimal) -> Decimal? { adding(other.negated) }

  /// The exact product; cut to 18 digits after the point when it has more and does not fit; nil when out
  /// of range.
  package func multiplying(_ other: Decimal) -> Decimal? {
    let places = scale + other.scale
    if let left = word, let right = other.word {
      let product = Int128(left) * Int128(right)
      if places == 0 { return Decimal(lowest: product, scale: 0) }
      return Decimal(magnitude: product.magnitude, scale: places, isNegative: product < 0)
    }
    return Decimal(
      fitting: WideMagnitude(product: coefficient.magnitude, other.coefficient.magnitude), scale: places,
      isNegative: isNegative != other.isNegative)
  }

  /// The quotient to 18 digits after the point, half to even; nil when out of range or `other` is zero.
  package func dividing(by other: Decimal) -> Decimal? {
    if other.isZero { return nil }
    let isNegative = isNegative != other.isNegative
    let dividend = coefficient.magnitude
    let divisor = other.coefficient.magnitude
    // How many digits the whole quotient of the coefficients has to gain.
    let digits = Self.divisionPlaces + other.scale - scale
    if digits >= 0, digits <= 19, let word = UInt64(exactly: dividend) {
      let numerator = UInt128(word) * UInt128(PowersOfTen.small(digits))
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: divisor)
      let isUp = Self.roundsUpHalfToEven(remainder, of: divisor, isOdd: quotient & 1 == 1)
      // The quotient is 2^128 − 1 only when nothing is left to round.
      return Decimal(
        magnitude: isUp ? quotient &+ 1 : quotient, scale: Self.divisionPlaces, isNegative: isNegative)
    }
    guard digits >= 0 else {
      // A dividend below 2^127 is less than half of any divisor that leaves 128 bits.
      let (wide, overflow) = divisor.multipliedReportingOverflow(by: PowersOfTen.power(-digits))
      if overflow { return .zero }
      let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: wide)
      let isUp = Self.roundsUpHalfToEven(remainder, of: wide, isOdd: quotient & 1 == 1)
      return Decimal(
        magnitude: isUp ? quotient + 1 : quotient, scale: Self.divisionPlaces, isNegative: isNegative)
    }
    return longQuotient(dividend, divisor, digits: digits, isNegative: isNegative)
  }

  /// Long division, up to 38 digits a step.
  private func longQuotient(
    _ dividend: UInt128, _ divisor: UInt128, digits: Int, isNegative: Bool
  ) -> Decimal? {
    var (first, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    var quotient = WideMagnitude(first)
    var missing = digits
    while missing > 0 {
      let step = min(missing, PowersOfTen.highest)
      let power = PowersOfTen.power(step)
      // remainder < divisor, so the high word is below the divisor and the quotient fits.
      let numerator = remainder.multipliedFullWidth(by: power)
      (first, remainder) = divisor.dividingFullWidth(numerator)
      guard let longer = quotient.scaled(by: power, adding: first) else { return nil }
      quotient = longer
      missing -= step
    }
    if Self.roundsUpHalfToEven(remainder, of: divisor, isOdd: quotient.low & 1 == 1) {
      guard let next = quotient.scaled(by: 1, adding: 1) else { return nil }
      quotient = next
    }
    return Decimal(fitting: quotient, scale: Self.divisionPlaces, isNegative: isNegative)
  }

  private static func roundsUpHalfToEven(_ remainder: UInt128, of divisor: UInt128, isOdd: Bool) -> Bool {
    let rest = divisor - remainder
    return remainder > rest || (remainder == rest && isOdd)
  }

  /// What is left after taking `other` out as often as it fits, with the sign of `self`: always exact.
  /// Nil only when `other` is zero.
  package func remainder(dividingBy other: Decimal) -> Decimal? {
    if other.isZero { return nil }
    let dividend = coefficient.magnitude
    let divisor = other.coefficient.magnitude
    if scale >= other.scale {
      let power = PowersOfTen.power(scale - other.scale)
      let (aligned, overflow) = divisor.multipliedReportingOverflow(by: power)
      if overflow { return self }
      return Decimal(magnitude: dividend % aligned, scale: scale, isNegative: isNegative)
    }
    let numerator = (dividend % divisor).multipliedFullWidth(by: PowersOfTen.power(other.scale - scale))
    let rest = divisor.dividingFullWidth(numerator).remainder
    return Decimal(magnitude: rest, scale: other.scale, isNegative: isNegative)
  }

  /// Whether `other`, not zero, fits a whole number of times.
  package func isMultiple(of other: Decimal) -> Bool {
    remainder(dividingBy: other)?.isZero ?? false
  }

  /// The power by repeated squaring, each product as `multiplying`; a negative exponent divides one by it.
  /// Nil when out of range, or for zero to a negative power. O(log exponent).
  package func raised(to exponent: Int) -> Decimal? {
    var result = Decimal.one
    var square = self
    var left = exponent.magnitude
    while left > 0 {
      if left & 1 == 1 {
        guard let product = result.multiplying(square) else { return nil }
        result = product
      }
      left >>= 1
      if left > 0 {
        guard let product = square.multiplying(square) else { return nil }
        square = product
      }
    }
    return exponent < 0 ? Decimal.one.dividing(by: result) : result
  }

  /// The number times 10^`exponent`: moves the point. Nil when out of range or it needs over 38 places.
  package func shiftingPoint(by exponent: Int) -> Decimal? {
    if exponent <= 0 {
      guard exponent >= -Self.mostPlaces, scale - exponent <= Self.mostPlaces else {
        return isZero ? .zero : nil
      }
      return Decimal(magnitude: coefficient.magnitude, scale: scale - exponent, isNegative: isNegative)
    }
    if exponent <= scale { return Decimal(lowest: coefficient, scale: scale - exponent) }
    guard exponent - scale <= PowersOfTen.highest else { return isZero ? .zero : nil }
    let wide = WideMagnitude(product: coefficient.magnitude, PowersOfTen.power(exponent - scale))
    return Decimal(fitting: wide, scale: 0, isNegative: isNegative)
  }
}
