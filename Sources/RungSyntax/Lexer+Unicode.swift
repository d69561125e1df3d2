// Characters beyond ASCII: names in every script, and signs that stand for a plain one.

import RungText

extension Lexer {
  mutating func beyondASCII() {
    let decoded = DecodedScalar(base, at: at, end: end)
    guard decoded.length > 0 else {
      let start = at
      let stop = invalid(at)
      return emit(.unknown, from: start, to: stop)
    }
    let scalar = decoded.scalar
    let range = ByteRange(at, at + decoded.length)
    if scalar.beginsName {
      name()
    } else if scalar.isForeignBlank || scalar.isInvisible {
      problems.addBlank(range, means: scalar.isInvisible ? "" : " ")
      at += decoded.length
    } else if scalar.isForeignLineEnd {
      problems.addLineEnd(range)
      at += decoded.length
      isFirst = true
    } else if Lexer.opensString(scalar) {
      foreignString(scalar, length: decoded.length)
    } else if scalar.isDash {
      dash(scalar, length: decoded.length)
    } else if scalar.isBidiControl {
      problems.bidiControl(range)
      at += decoded.length
    } else if scalar.decimalDigit != nil {
      foreignDigits()
    } else if CurrencySign(scalar) != nil {
      emit(.currencySign, length: decoded.length)
    } else if scalar == "\u{2260}" {
      isNotSign(length: decoded.length)
    } else if let plain = Lexer.plain(scalar) {
      plainSign(plain, length: decoded.length)
    } else {
      unknown(length: decoded.length)
    }
  }

  /// The end of the run of name characters beyond ASCII from there; nil when there is none.
  @inline(never)
  func nameBeyondASCII(from start: Int) -> Int? {
    var stop = start
    while stop < end, base[stop] >= 0x80 {
      let decoded = DecodedScalar(base, at: stop, end: end)
      guard decoded.length > 0, decoded.scalar.continuesName else { break }
      stop += decoded.length
    }
    return stop > start ? stop : nil
  }

  /// The plain sign, where a sign beyond ASCII means one.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{D7}", "\u{2217}", "\u{22C5}", "\u{2219}": "*"
    case "\u{F7}", "\u{2044}", "\u{2215}": "/"
    case "\u{2264}", "\u{2A7D}", "\u{2266}": "<="
    case "\u{2265}", "\u{2A7E}", "\u{2267}": ">="
    case "\u{2026}", "\u{2025}", "\u{2192}", "\u{21D2}", "\u{2794}": ".."
    case "\u{3001}", "\u{60C}", "\u{FE50}": ","
    case "\u{61B}": ";"
    case "\u{66A}": "%"
    case "\u{3002}": "."
    case "\u{2236}", "\u{FE55}", "\u{FE13}": ":"
    default:
      (0xFF01...0xFF5E).contains(scalar.value) ? String(Unicode.Scalar(UInt8(scalar.value - 0xFEE0))) : nil
    }
  }

  /// A sign that stands for a plain one.
  private mutating func plainSign(_ plain: String, length: Int) {
    let range = ByteRange(at, at + length)
    let first = plain.utf8.first ?? 0
    switch plain {
    case "<=": emit(.lessOrEqual, length: length)
    case ">=": emit(.greaterOrEqual, length: length)
    case "..": emit(.dots, length: length)
    case ":": emit(.colon, length: length)
    case ".": emit(.dot, length: length)
    case "<": emit(.less, length: length)
    case ">": emit(.greater, length: length)
    case "=": emit(.equals, length: length)
    case "/": emit(.slash, length: length)
    case "(", "[": opener(length: length, square: plain == "[")
    case "!": emit(.notWord, length: length)
    default:
      let kind = ByteTables.shared.signs[Int(first)]
      guard kind != .unknown else { return unknown(length: length) }
      tally(kind)
      emit(kind, length: length)
    }
    // An arrow or an ellipsis may mean something else than a span.
    problems.otherSign(range, means: plain == "!" ? "not " : plain, isSafe: plain != "..")
  }

  /// A long dash: a span between two dates or numbers, a hyphen inside a word, else minus.
  private mutating func dash(_ scalar: Unicode.Scalar, length: Int) {
    let range = ByteRange(at, at + length)
    let touchesBefore = count > 0 && Int(tokens.ends[count - 1]) == at
    let isDated = (previous == .date || previous == .month) && !isFirst
    let isFigure = isDated || ((previous == .number || previous == .percent) && !isFirst)
    let isMinusSign = scalar == "\u{2212}"
    if touchesBefore, isFigure, isDigit(at + length), !isMinusSign {
      problems.dashAsSpan(range, isCertain: isDated)
      return emit(.dots, length: length)
    }
    if isDated, isDateAhead(at + length) {
      problems.dashAsSpan(range, isCertain: true)
      return emit(.dots, length: length)
    }
    if touchesBefore, previous.isWord, continuesName(at + length) {
      problems.dashInName(range)
      return emit(.minus, length: length)
    }
    let kind = minusKind(length: length)
    problems.otherSign(range, means: "-", isSafe: kind == .sign || (!touchesBefore && isBlank(at + length)))
    emit(kind, length: length)
  }

  /// After blanks, four digits and a hyphen.
  private func isDateAhead(_ offset: Int) -> Bool {
    var offset = offset
    while offset < end, classes[Int(base[offset])] == .blank { offset += 1 }
    return (0..<4).allSatisfy { isDigit(offset + $0) } && byte(offset + 4) == UInt8(ascii: "-")
      && isDigit(offset + 5)
  }

  /// A number in the digits of another script.
  private mutating func foreignDigits() {
    var stop = at
    var sawPoint = false
    while stop < end {
      let decoded = DecodedScalar(base, at: stop, end: end)
      guard decoded.length > 0 else { break }
      if decoded.scalar.decimalDigit == nil {
        let isPoint = decoded.scalar == "." || decoded.scalar == "\u{66B}"
        let after = stop + decoded.length
        guard isPoint, !sawPoint, after < end,
          DecodedScalar(base, at: after, end: end).scalar.decimalDigit != nil
        else { break }
        sawPoint = true
      }
      stop += decoded.length
    }
    problems.foreignDigits(ByteRange(at, stop))
    emit(.number, from: at, to: stop)
  }
}

/// A sign of a currency and the code it stands for.
struct CurrencySign {
  let code: String
  /// No other currency of the world uses the sign.
  let isCertain: Bool

  init?(_ scalar: Unicode.Scalar) {
    let found: (String, Bool)? =
      switch scalar {
      case "$", "\u{FF04}": ("USD", false)
      case "\u{A5}", "\u{FFE5}": ("JPY", false)
      case "\u{A3}", "\u{FFE1}": ("GBP", true)
      case "\u{20AC}": ("EUR", true)
      case "\u{20B9}": ("INR", true)
      case "\u{20A6}": ("NGN", true)
      case "\u{20B5}": ("GHS", true)
      case "\u{20BA}": ("TRY", true)
      case "\u{20A9}", "\u{FFE6}": ("KRW", true)
      case "\u{20AA}": ("ILS", true)
      case "\u{20AB}": ("VND", true)
      case "\u{20B4}": ("UAH", true)
      case "\u{20BD}": ("RUB", true)
      case "\u{20B1}": ("PHP", false)
      case "\u{20A1}": ("CRC", true)
      case "\u{20B8}": ("KZT", true)
      case "\u{20AE}": ("MNT", true)
      case "\u{20B2}": ("PYG", true)
      case "\u{20BC}": ("AZN", true)
      case "\u{20BE}": ("GEL", true)
      case "\u{E3F}": ("THB", true)
      case "\u{17DB}": ("KHR", true)
      case "\u{9F3}": ("BDT", true)
      default: nil
      }
    guard let found else { return nil }
    code = found.0
    isCertain = found.1
  }
}
