// Reading and printing exact decimals.

extension Decimal {
  /// A number as the language spells it: digits, `_` between digits, at most one point between digits; no
  /// sign. Nil for any other text, and when it needs more than 38 places or is out of range: a caller that
  /// knows the spelling to be right may take nil as "too many digits". O(bytes), no allocation.
  package init?(literal bytes: UnsafeBufferPointer<UInt8>) {
    // Up to 19 digits always fit one unsigned word.
    guard bytes.count <= 19 else {
      self.init(longLiteral: bytes)
      return
    }
    var word: UInt64 = 0
    var fraction = -1
    var isAfterDigit = false
    for byte in bytes {
      let digit = byte &- 0x30
      if digit < 10 {
        word = word &* 10 &+ UInt64(digit)
        isAfterDigit = true
        if fraction >= 0 { fraction += 1 }
      } else if isAfterDigit, byte == 0x5F {
        isAfterDigit = false
      } else if isAfterDigit, byte == 0x2E, fraction < 0 {
        isAfterDigit = false
        fraction = 0
      } else {
        return nil
      }
    }
    guard isAfterDigit else { return nil }
    if fraction <= 0 {
      self.init(lowest: Int128(word), scale: 0)
    } else {
      self.init(magnitude: UInt128(word), scale: fraction, isNegative: false)
    }
  }

  /// Any length: zeros before the first and after the last digit that counts do not use up the range.
  private init?(longLiteral bytes: UnsafeBufferPointer<UInt8>) {
    var magnitude: UInt128 = 0
    var fraction = -1
    // Zeros of the fraction that count only if another digit follows.
    var zeros = 0
    var isAfterDigit = false
    for byte in bytes {
      let digit = byte &- 0x30
      if digit < 10 {
        isAfterDigit = true
        if fraction >= 0, digit == 0 {
          zeros += 1
          continue
        }
        let digits = fraction >= 0 ? zeros + 1 : 1
        guard digits <= Self.mostPlaces, fraction + digits <= Self.mostPlaces else { return nil }
        let (scaled, isTooLarge) = magnitude.multipliedReportingOverflow(by: PowersOfTen.power(digits))
        let (sum, overflow) = scaled.addingReportingOverflow(UInt128(digit))
        guard !isTooLarge, !overflow, sum <= UInt128(Int128.max) else { return nil }
        magnitude = sum
        if fraction >= 0 { fraction += digits }
        zeros = 0
      } else if isAfterDigit, byte == 0x5F {
        isAfterDigit = false
      } else if isAfterDigit, byte == 0x2E, fraction < 0 {
        isAfterDigit = false
        fraction = 0
      } else {
        return nil
      }
    }
    guard isAfterDigit else { return nil }
    self.init(magnitude: magnitude, scale: max(0, fraction), isNegative: false)
  }

  package init?(literal text: Substring) {
    var copy = text
    guard let value = copy.withUTF8({ Decimal(literal: $0) }) else { return nil }
    self = value
  }

  package init?(literal text: String) {
    self.init(literal: text[...])
  }

  /// A literal with or without `-` before it: what `canonicalText` writes.
  package init?(text: some StringProtocol) {
    let isNegative = text.utf8.first == 0x2D
    guard let value = Decimal(literal: Substring(isNegative ? text.dropFirst() : text[...])) else {
      return nil
    }
    self = isNegative ? value.negated : value
  }

  /// As the language writes it: `1200`, `12_000`, `-0.125`. `_` from five digits before the point, none
  /// after it. Reading it back gives the same number.
  package var canonicalText: String { text(places: scale) }

  /// With exactly `places` (0 … 38) digits after the point, half up, grouped like canonical text:
  /// `12_000.50`.
  package func displayText(places: Int) -> String {
    let kept = min(max(0, places), Self.mostPlaces)
    return rounded(to: kept, .halfUp).text(places: kept)
  }

  /// With at most `places` digits after the point, half up: `8.571`, `8`.
  package func displayText(atMost places: Int) -> String {
    rounded(to: places, .halfUp).canonicalText
  }

  /// The number as a percentage: 0.75 is `75%`.
  package var percentText: String {
    // Moving the point fails only at the edge of the range, where the plain number says the same.
    shiftingPoint(by: 2).map { $0.canonicalText + "%" } ?? canonicalText
  }

  /// As a percentage with exactly `places` digits after the point, half up: `30.6%`.
  package func percentDisplayText(places: Int) -> String {
    shiftingPoint(by: 2).map { $0.displayText(places: places) + "%" } ?? canonicalText
  }

  /// Contract: scale ≤ places ≤ 38.
  private func text(places: Int) -> String {
    // A sign, 39 digits with 12 marks between them, a point, and up to 38 places.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { buffer in
      var start = buffer.count
      func put(_ byte: UInt8) {
        start -= 1
        buffer[start] = byte
      }
      for _ in scale..<max(scale, places) { put(0x30) }
      var rest = coefficient.magnitude
      var fraction = scale
      var whole = 0
      let isGrouped = scale + 4 <= PowersOfTen.highest && rest >= PowersOfTen.power(scale + 4)
      if places > 0, fraction == 0 { put(0x2E) }
      while rest != 0 || fraction > 0 || whole == 0 {
        // 18 digits at a time keep the divisions to one word.
        let (quotient, chunk) = rest.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
        rest = quotient
        var word = UInt64(chunk)
        var digits = 18
        while digits > 0, word != 0 || rest != 0 || fraction > 0 || whole == 0 {
          let digit = UInt8(truncatingIfNeeded: word % 10)
          word /= 10
          digits -= 1
          if fraction > 0 {
            put(0x30 + digit)
            fraction -= 1
            if fraction == 0 { put(0x2E) }
          } else {
            if isGrouped, whole > 0, whole % 3 == 0 { put(0x5F) }
            put(0x30 + digit)
            whole += 1
          }
        }
      }
      if isNegative { put(0x2D) }
      return String(decoding: buffer[start...], as: UTF8.self)
    }
  }
}

extension Decimal: CustomStringConvertible {
  package var description: String { canonicalText }
}
