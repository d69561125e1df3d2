// Between exact decimals and binary floating point, correctly rounded both ways.

extension Decimal {
  /// The nearest double; a tie goes to the even one.
  package var asDouble: Double {
    let magnitude = coefficient.magnitude
    // Both exact in a double, so that one division rounds once.
    if magnitude <= 1 << 53, scale <= 22 {
      let value = Double(UInt64(magnitude)) / Double(PowersOfTen.power(scale))
      return isNegative ? -value : value
    }
    // A quotient of more than 128 bits, of which 64 are kept; what is cut only has to break ties.
    let shift = magnitude.leadingZeroBitCount
    let numerator = WideMagnitude(high: magnitude << UInt128(shift), low: 0)
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: PowersOfTen.power(scale))
    // The quotient is above 2^255 / 10^38 > 2^128, so 64 bits and more stand below its first 64.
    let cut = 192 - quotient.high.leadingZeroBitCount
    let top: UInt64
    let dust: Bool
    if cut >= 128 {
      let bits = UInt128(cut - 128)
      top = UInt64(truncatingIfNeeded: quotient.high >> bits)
      dust = quotient.low != 0 || quotient.high & ((1 << bits) - 1) != 0
    } else {
      let bits = UInt128(cut)
      top = UInt64(truncatingIfNeeded: quotient.high << (128 - bits) | quotient.low >> bits)
      dust = quotient.low & ((1 << bits) - 1) != 0
    }
    let rounded = Double(top | (dust || remainder != 0 ? 1 : 0))
    let value = Double(sign: .plus, exponent: cut - 128 - shift, significand: rounded)
    return isNegative ? -value : value
  }

  /// The decimal with at most `places` (0 … 18) digits after the point that is nearest to `value`, a tie
  /// to the even one; nil when it is not finite or out of range.
  package init?(approximating value: Double, places: Int) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = .zero
      return
    }
    let kept = min(max(0, places), Self.divisionPlaces)
    // |value| = significand · 2^exponent, the significand below 2^53.
    let isNegative = value < 0
    let unit = value.magnitude
    let isSmall = unit.exponentBitPattern == 0
    let significand = UInt128(unit.significandBitPattern | (isSmall ? 0 : 1 << 52))
    let exponent = max(1, Int(unit.exponentBitPattern)) - 1075
    if exponent >= 0 {
      guard exponent <= 74 else { return nil }
      self.init(magnitude: significand << UInt128(exponent), scale: 0, isNegative: isNegative)
      return
    }
    // At most 2^53 · 10^18 < 2^113.
    let product = significand * PowersOfTen.power(kept)
    guard exponent >= -120 else {
      self = .zero
      return
    }
    let bits = UInt128(-exponent)
    var magnitude = product >> bits
    let rest = product & ((1 << bits) - 1)
    let half: UInt128 = 1 << (bits - 1)
    if rest > half || (rest == half && magnitude & 1 == 1) { magnitude += 1 }
    self.init(magnitude: magnitude, scale: kept, isNegative: isNegative)
  }
}
