// Numbers, dates, months and times, and the ways word processors and habit spell them.

import RungText

extension Lexer {
  @inline(__always)
  mutating func number() {
    var stop = digits(from: at)
    let length = stop - at
    let next = byte(stop)
    if next == UInt8(ascii: "-"), length == 4, isDigit(stop + 1), let kind = calendar(&stop) {
      return emit(kind, from: at, to: stop)
    }
    if next == UInt8(ascii: ":"), length == 2, isDigit(stop + 1), isDigit(stop + 2), !continuesName(stop + 3)
    {
      return emit(.time, from: at, to: stop + 3)
    }
    if next == UInt8(ascii: "."), isDigit(stop + 1) { stop = digits(from: stop + 1) }
    let plain = stop
    switch byte(stop) {
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "."):
      if let end = dottedDateEnd(stop) {
        problems.dottedDate(ByteRange(at, end))
        return emit(.date, from: at, to: end)
      }
      if isDigit(stop + 1) { stop = damagedNumber(from: at, to: stop) }
    case 0x80...: stop = damagedNumber(from: at, to: stop)
    default: break
    }
    if plain == stop, stop - at - length == 4, length <= 3, byte(stop - 1) == UInt8(ascii: "0"),
      byte(at) != UInt8(ascii: "0")
    {
      problems.ambiguousPoint(ByteRange(at, stop))
    }
    emit(.number, from: at, to: stop)
  }

  /// The end of `digit { digit | "_" digit }`.
  @inline(__always)
  func digits(from start: Int) -> Int {
    var stop = start
    while stop < end {
      if marks[Int(base[stop])] & ByteTables.digitMark != 0 {
        stop += 1
      } else if base[stop] == UInt8(ascii: "_"), isDigit(stop + 1) {
        stop += 2
      } else {
        break
      }
    }
    return stop
  }

  /// After four digits, at a hyphen with a digit behind it: a date or a month, and where it ends; else nil.
  private mutating func calendar(_ stop: inout Int) -> TokenKind? {
    let year = at
    let month = stop + 1
    let monthEnd = digits(from: month)
    if byte(monthEnd) == UInt8(ascii: "-"), isDigit(monthEnd + 1) {
      let day = monthEnd + 1
      let dayEnd = digits(from: day)
      guard monthEnd - month <= 2, dayEnd - day <= 2, !continuesName(dayEnd) else { return nil }
      stop = dayEnd
      if monthEnd - month < 2 || dayEnd - day < 2 { problems.shortDate(ByteRange(year, dayEnd)) }
      return .date
    }
    guard monthEnd - month == 2, !continuesName(monthEnd) else { return nil }
    stop = monthEnd
    return .month
  }

  /// `1.3.2027`, read as far as `1.3`: where the date ends; else nil.
  private func dottedDateEnd(_ stop: Int) -> Int? {
    guard byte(stop) == UInt8(ascii: "."), stop - at <= 5, digits(from: stop + 1) == stop + 5,
      let point = (at..<stop).first(where: { base[$0] == UInt8(ascii: ".") }),
      point - at <= 2, stop - point <= 3, byte(stop + 5) != UInt8(ascii: "."), !continuesName(stop + 5)
    else { return nil }
    return stop + 5
  }

  /// A number that goes on after a separator Rung does not use: `900 000`, `900'000`, `3,5`, `1.200,50`.
  /// Returns where it ends; the same place when what follows belongs to something else. The cold path.
  @inline(never)
  private mutating func damagedNumber(from start: Int, to first: Int) -> Int {
    var stop = first
    var groups = 0
    let whole = first - start
    var separator: Unicode.Scalar = " "
    let hasFraction = (start..<first).contains { base[$0] == UInt8(ascii: ".") }
    if !hasFraction, whole <= 3, base[start] != UInt8(ascii: "0") {
      while let found = groupSeparator(stop), isGroup(stop + found.length) {
        if groups > 0, found.scalar != separator { break }
        separator = found.scalar
        groups += 1
        stop += found.length + 3
      }
    }
    if let fraction = fractionEnd(after: stop, groups: groups, separator: separator, hasFraction: hasFraction)
    {
      problems.decimalComma(ByteRange(start, fraction), hasGroups: groups > 0 || hasFraction)
      return fraction
    }
    if groups == 1, separator == "," {
      problems.ambiguousComma(ByteRange(start, stop))
      return stop
    }
    if groups > 0 { problems.groupedDigits(ByteRange(start, stop)) }
    return stop
  }

  /// A separator of groups of three digits.
  private func groupSeparator(_ offset: Int) -> DecodedScalar? {
    guard offset < end else { return nil }
    let decoded = DecodedScalar(base, at: offset, end: end)
    switch decoded.scalar {
    case " ", "'", "\u{2019}": return decoded
    case ",": return brackets == 0 ? decoded : nil
    default: return decoded.length > 1 && decoded.scalar.isForeignBlank ? decoded : nil
    }
  }

  /// Exactly three digits, and nothing after them that would make them something else.
  private func isGroup(_ offset: Int) -> Bool {
    guard isDigit(offset), isDigit(offset + 1), isDigit(offset + 2) else { return false }
    let after = offset + 3
    switch byte(after) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): return false
    case UInt8(ascii: "-"), UInt8(ascii: ":"): return !isDigit(after + 1)
    default: return true
    }
  }

  /// Where a fraction after a decimal comma (or, after groups, a decimal point) ends.
  private func fractionEnd(after stop: Int, groups: Int, separator: Unicode.Scalar, hasFraction: Bool) -> Int?
  {
    guard isDigit(stop + 1) else { return nil }
    let sign = base[stop]
    let isComma = sign == UInt8(ascii: ",") && brackets == 0 && separator != ","
    let isPoint = sign == UInt8(ascii: ".") && groups > 0
    guard isComma || isPoint else { return nil }
    let fraction = digits(from: stop + 1)
    // `1.200,50`: the point separates thousands. `1.2,50` is no number.
    if hasFraction { return isComma && isThousands(before: stop) ? fraction : nil }
    return fraction
  }

  private func isThousands(before stop: Int) -> Bool {
    stop - at >= 5 && stop - at <= 7 && base[stop - 4] == UInt8(ascii: ".")
  }
}
