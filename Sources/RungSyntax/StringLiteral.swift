// What a string token says: its escapes decoded, and the paths it inserts.

import RungText

package enum StringPiece: Hashable, Sendable {
  case text(String)
  /// The path of `{path}`, to be read with `SyntaxTree.parse(_:range:as: .path)`.
  case path(ByteRange)
}

/// A piece of bad spelling inside a string.
enum StringFlaw {
  case escape(ByteRange)
  case openInsert(ByteRange)
}

package enum StringLiteral {
  /// The pieces of a string token, in order; no two texts follow each other. The quotes may be of any kind.
  package static func pieces(of source: Source, _ range: ByteRange) -> [StringPiece] {
    var reader = Reader(source.bytes, contents(of: source.bytes, range))
    reader.run()
    return reader.pieces
  }

  /// The text of a string token as it is, with `{path}` left in place.
  package static func text(of source: Source, _ range: ByteRange) -> String {
    pieces(of: source, range).reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .path(let path): text += "{" + source.text(path) + "}"
      }
    }
  }

  /// What stands between the quotes. A quote that is not closed has none at the end.
  static func contents(of bytes: [UInt8], _ range: ByteRange) -> Range<Int> {
    let bounds = range.bounds.clamped(to: 0..<bytes.count)
    guard !bounds.isEmpty else { return bounds }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return bounds }
      let opening = DecodedScalar(base, at: bounds.lowerBound, end: bounds.upperBound)
      let start = bounds.lowerBound + max(opening.length, 1)
      let closers = opening.scalar == "\"" ? "\"\u{201D}\u{201C}" : Lexer.closers(of: opening.scalar)
      for length in 1...3 where bounds.upperBound - length >= start {
        let closing = DecodedScalar(base, at: bounds.upperBound - length, end: bounds.upperBound)
        if closing.length == length, closers.unicodeScalars.contains(closing.scalar) {
          // `"a\"` is not closed: its last quote is escaped.
          if closing.scalar == "\"", isEscaped(base, bounds.upperBound - 1, from: start) { break }
          return start..<bounds.upperBound - length
        }
      }
      return start..<bounds.upperBound
    }
  }

  private static func isEscaped(_ base: UnsafePointer<UInt8>, _ offset: Int, from start: Int) -> Bool {
    var count = 0
    while offset - count > start, base[offset - count - 1] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  static func flaws(of bytes: [UInt8], _ range: ByteRange) -> [StringFlaw] {
    var reader = Reader(bytes, contents(of: bytes, range))
    reader.run()
    return reader.flaws
  }

  private struct Reader {
    let bytes: [UInt8]
    var at: Int
    let end: Int
    var text: [UInt8] = []
    var pieces: [StringPiece] = []
    var flaws: [StringFlaw] = []

    init(_ bytes: [UInt8], _ bounds: Range<Int>) {
      self.bytes = bytes
      at = bounds.lowerBound
      end = bounds.upperBound
    }

    mutating func run() {
      while at < end {
        switch bytes[at] {
        case UInt8(ascii: "\\"): escape()
        case UInt8(ascii: "{"): insert()
        // `}}` is `}`, as `{{` is `{`; a single one needs no doubling.
        case UInt8(ascii: "}") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "}"):
          text.append(bytes[at])
          at += 2
        default:
          text.append(bytes[at])
          at += 1
        }
      }
      endText()
    }

    private mutating func endText() {
      guard !text.isEmpty else { return }
      pieces.append(.text(String(decoding: text, as: UTF8.self)))
      text = []
    }

    private mutating func escape() {
      let start = at
      at += 1
      guard at < end else {
        text.append(UInt8(ascii: "\\"))
        return flaws.append(.escape(ByteRange(start, at)))
      }
      let letter = bytes[at]
      at += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
      case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "u"): character(from: start)
      default:
        while at < end, bytes[at] & 0xC0 == 0x80 { at += 1 }
        text += bytes[start..<at]
        flaws.append(.escape(ByteRange(start, at)))
      }
    }

    /// `\u{…}`, one to six hexadecimal digits.
    private mutating func character(from start: Int) {
      var value: UInt32 = 0
      var digits = 0
      if at < end, bytes[at] == UInt8(ascii: "{") {
        at += 1
        while at < end, digits < 7, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue {
          value = value << 4 | UInt32(digit)
          digits += 1
          at += 1
        }
        if at < end, bytes[at] == UInt8(ascii: "}"), (1...6).contains(digits),
          let scalar = Unicode.Scalar(value)
        {
          at += 1
          text += Array(String(scalar).utf8)
          return
        }
      }
      text += bytes[start..<at]
      flaws.append(.escape(ByteRange(start, at)))
    }

    /// `{path}` or `{{`.
    private mutating func insert() {
      if at + 1 < end, bytes[at + 1] == UInt8(ascii: "{") {
        text.append(UInt8(ascii: "{"))
        at += 2
        return
      }
      var stop = at + 1
      while stop < end, bytes[stop] != UInt8(ascii: "}"), bytes[stop] != UInt8(ascii: "{") { stop += 1 }
      guard stop < end, bytes[stop] == UInt8(ascii: "}") else {
        flaws.append(.openInsert(ByteRange(at, at + 1)))
        text.append(UInt8(ascii: "{"))
        at += 1
        return
      }
      endText()
      pieces.append(.path(ByteRange(at + 1, stop)))
      at = stop + 1
    }
  }
}

extension SyntaxTree {
  /// The pieces of a string token.
  package func stringPieces(_ token: TokenIndex) -> [StringPiece] {
    StringLiteral.pieces(of: source, range(ofToken: token))
  }

  /// The text of a string token, with `{path}` left in place.
  package func stringText(_ token: TokenIndex) -> String {
    StringLiteral.text(of: source, range(ofToken: token))
  }
}

extension SyntaxProblems {
  /// The escapes and inserts of a string that has any.
  func checkString(_ base: UnsafePointer<UInt8>, _ range: ByteRange) {
    for flaw in StringLiteral.flaws(of: source.bytes, range) {
      switch flaw {
      case .escape(let place): badEscape(place)
      case .openInsert(let place): openInsert(place)
      }
    }
  }
}
