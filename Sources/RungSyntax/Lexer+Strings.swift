// Strings in straight quotes, and in every other kind of quote.

import RungText

extension Lexer {
  @inline(__always)
  mutating func string() {
    var stop = at + 1
    var isPlain = true
    while true {
      while stop < end, marks[Int(base[stop])] & ByteTables.stringMark != 0 { stop += 1 }
      guard stop < end else { return unclosedString(from: at, to: stop) }
      switch base[stop] {
      case UInt8(ascii: "\""):
        if !isPlain { problems.checkString(base, ByteRange(at, stop + 1)) }
        return emit(.string, from: at, to: stop + 1)
      case UInt8(ascii: "\\"):
        isPlain = false
        stop += stop + 1 < end && !isLineEnd(stop + 1) ? 2 : 1
      case UInt8(ascii: "{"):
        isPlain = false
        stop += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return unclosedString(from: at, to: stop)
      default: stop = oddInString(stop)
      }
    }
  }

  /// Past a character of a string that is not printable ASCII.
  @inline(never)
  private mutating func oddInString(_ offset: Int) -> Int {
    if base[offset] < 0x80 {
      problems.controlCharacter(ByteRange(offset, offset + 1), byte: base[offset])
      return offset + 1
    }
    let decoded = DecodedScalar(base, at: offset, end: end)
    if decoded.length == 0 { return invalid(offset) }
    return offset + decoded.length
  }

  /// Past a run of bytes that are not UTF-8.
  mutating func invalid(_ offset: Int) -> Int {
    var stop = offset + 1
    while stop < end, base[stop] >= 0x80, DecodedScalar(base, at: stop, end: end).length == 0 { stop += 1 }
    problems.invalidUTF8(ByteRange(offset, stop))
    return stop
  }

  /// A string that began with `"` and met the line's end: perhaps a curly quote was meant to close it.
  @inline(never)
  private mutating func unclosedString(from start: Int, to lineEnd: Int) {
    if let close = quote(in: "\u{201D}\u{201C}", from: start + 1, to: lineEnd) {
      problems.curlyQuotes(open: ByteRange(start, start + 1), close: close)
      return emit(.string, from: start, to: Int(close.end))
    }
    let stop = trimmed(lineEnd, from: start)
    problems.unclosedString(ByteRange(start, stop))
    emit(.string, from: start, to: stop)
  }

  /// The line's end without the blanks before it.
  private func trimmed(_ lineEnd: Int, from start: Int) -> Int {
    var stop = lineEnd
    while stop > start + 1, classes[Int(base[stop - 1])] == .blank { stop -= 1 }
    return stop
  }

  /// A string in quotes that are not straight double ones; `length` is that of the opening quote.
  @inline(never)
  mutating func foreignString(_ opening: Unicode.Scalar, length: Int) {
    let start = at
    let closers = Lexer.closers(of: opening).unicodeScalars
    var offset = at + length
    while offset < end, !isLineEnd(offset) {
      let decoded = DecodedScalar(base, at: offset, end: end)
      if decoded.length == 0 {
        offset = invalid(offset)
        continue
      }
      let stop = offset + decoded.length
      if closers.contains(decoded.scalar), !isApostrophe(decoded.scalar, before: stop) {
        problems.curlyQuotes(open: ByteRange(start, start + length), close: ByteRange(offset, stop))
        return emit(.string, from: start, to: stop)
      }
      offset = decoded.scalar == "\\" && stop < end && !isLineEnd(stop) ? stop + 1 : stop
    }
    let stop = trimmed(offset, from: start + length - 1)
    problems.unclosedString(ByteRange(start, stop))
    emit(.string, from: start, to: stop)
  }

  /// An apostrophe inside a word closes nothing.
  private func isApostrophe(_ scalar: Unicode.Scalar, before offset: Int) -> Bool {
    (scalar == "'" || scalar == "\u{2019}") && continuesName(offset)
  }

  /// What closes a string that a quote opened, the likeliest first.
  static func closers(of opening: Unicode.Scalar) -> String {
    switch opening {
    case "\u{201C}", "\u{201D}", "\u{201F}": "\u{201D}\"\u{201C}"
    case "\u{201E}": "\u{201C}\u{201D}\""
    case "\u{AB}": "\u{BB}\""
    case "\u{BB}": "\u{AB}\""
    case "\u{2039}": "\u{203A}"
    case "\u{203A}": "\u{2039}"
    case "\u{FF02}": "\u{FF02}\""
    case "\u{300C}": "\u{300D}"
    case "\u{FF07}": "\u{FF07}'"
    default: "'\u{2019}\u{2018}"
    }
  }

  /// Any quote that may open a string, straight double ones apart.
  static func opensString(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{AB}", "\u{BB}", "\u{2039}", "\u{203A}",
      "\u{2018}",
      "\u{2019}", "\u{201A}", "\u{201B}", "\u{FF02}", "\u{FF07}", "\u{300C}":
      true
    default: false
    }
  }

  /// The first of the closing quotes in a range.
  private func quote(in closers: String, from start: Int, to stop: Int) -> ByteRange? {
    var offset = start
    while offset < stop {
      let decoded = DecodedScalar(base, at: offset, end: stop)
      let length = max(decoded.length, 1)
      if decoded.length > 0, closers.unicodeScalars.contains(decoded.scalar) {
        return ByteRange(offset, offset + length)
      }
      if base[offset] == UInt8(ascii: "\\"), offset + 1 < stop { offset += 1 }
      offset += length
    }
    return nil
  }
}
