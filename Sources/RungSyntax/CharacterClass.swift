// What each byte can begin, as tables of 256 entries, and what each character beyond ASCII is.

/// What a byte begins, as far as the byte alone can say.
enum ByteClass: UInt8 {
  case blank, lineFeed, carriageReturn
  case letter, digit, quote, hash
  /// One byte that is always the same token.
  case sign
  case opener
  case colon, dot, less, greater, equals, minus, slash, dollar
  /// `!` `&` `|` `'`: signs of other languages.
  case foreign
  case control
  case beyondASCII
  case other
}

/// The tables, built once. Memory of the process's life, so that the lexer reads it without reference
/// counting.
struct ByteTables: @unchecked Sendable {
  let classes: UnsafePointer<ByteClass>
  /// The kind of a `.sign` or `.opener` byte.
  let signs: UnsafePointer<TokenKind>
  /// Bit 0: continues a name; bit 1: plain inside a string; bit 2: plain inside a comment; bit 3: digit.
  let marks: UnsafePointer<UInt8>

  static let nameMark: UInt8 = 1
  static let stringMark: UInt8 = 2
  static let commentMark: UInt8 = 4
  static let digitMark: UInt8 = 8

  static let shared = ByteTables()

  private init() {
    let classes = UnsafeMutablePointer<ByteClass>.allocate(capacity: 256)
    let signs = UnsafeMutablePointer<TokenKind>.allocate(capacity: 256)
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 {
      classes[byte] = ByteTables.byteClass(UInt8(byte))
      signs[byte] = ByteTables.sign(UInt8(byte))
      marks[byte] = ByteTables.mark(UInt8(byte))
    }
    self.classes = UnsafePointer(classes)
    self.signs = UnsafePointer(signs)
    self.marks = UnsafePointer(marks)
  }

  private static func byteClass(_ byte: UInt8) -> ByteClass {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): .blank
    case UInt8(ascii: "\n"): .lineFeed
    case UInt8(ascii: "\r"): .carriageReturn
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "\""): .quote
    case UInt8(ascii: "#"): .hash
    case UInt8(ascii: "("), UInt8(ascii: "["): .opener
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "$"): .dollar
    case UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "'"): .foreign
    case 0..<0x20, 0x7F: .control
    case 0x80...: .beyondASCII
    default: sign(byte) == .unknown ? .other : .sign
    }
  }

  private static func sign(_ byte: UInt8) -> TokenKind {
    switch byte {
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: "("): .leftParen
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: ")"): .rightParen
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "*"): .star
    case UInt8(ascii: "%"): .percent
    default: .unknown
    }
  }

  private static func mark(_ byte: UInt8) -> UInt8 {
    var mark: UInt8 = 0
    switch byteClass(byte) {
    case .letter: mark |= nameMark
    case .digit: mark |= nameMark | digitMark
    default: if byte == UInt8(ascii: "_") { mark |= nameMark }
    }
    let isText = byte == UInt8(ascii: "\t") || (byte >= 0x20 && byte < 0x7F)
    if isText { mark |= commentMark }
    let isSpecial = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "{")
    if isText, !isSpecial { mark |= stringMark }
    return mark
  }
}

/// One character of the text: its value and how many bytes it takes; length 0 where the bytes are not UTF-8.
struct DecodedScalar {
  let scalar: Unicode.Scalar
  let length: Int

  /// Decodes strictly: no overlong forms, no surrogates, nothing past U+10FFFF.
  @inline(never)
  init(_ base: UnsafePointer<UInt8>, at: Int, end: Int) {
    func tail(_ offset: Int) -> UInt32? {
      guard at + offset < end, base[at + offset] & 0xC0 == 0x80 else { return nil }
      return UInt32(base[at + offset] & 0x3F)
    }
    var value: UInt32?
    var length = 0
    let lead = UInt32(base[at])
    switch lead {
    case 0..<0x80:
      value = lead
      length = 1
    case 0xC2...0xDF:
      if let second = tail(1) { value = (lead & 0x1F) << 6 | second }
      length = 2
    case 0xE0...0xEF:
      if let second = tail(1), let third = tail(2) {
        let found = (lead & 0x0F) << 12 | second << 6 | third
        if found >= 0x800 { value = found }
      }
      length = 3
    case 0xF0...0xF4:
      if let second = tail(1), let third = tail(2), let fourth = tail(3) {
        let found = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
        if found >= 0x10000 { value = found }
      }
      length = 4
    default: break
    }
    // `Unicode.Scalar` refuses surrogates and values past U+10FFFF.
    if let value, let scalar = Unicode.Scalar(value) {
      self.scalar = scalar
      self.length = length
    } else {
      scalar = "\u{FFFD}"
      self.length = 0
    }
  }
}

extension Unicode.Scalar {
  var beginsName: Bool { isCommonLetter || properties.isXIDStart }
  var continuesName: Bool { isCommonLetter || properties.isXIDContinue }

  /// Letters without a look into the tables of Unicode: Cyrillic, Han, Hangul, and Latin with marks.
  var isCommonLetter: Bool {
    switch value {
    case 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  /// Embeddings, overrides, isolates and their ends: they reorder what a reader sees.
  var isBidiControl: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }

  /// A space that is not the space bar's.
  var isForeignBlank: Bool {
    switch value {
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Takes no place on paper, and changes what a name is.
  var isInvisible: Bool {
    switch value {
    case 0xAD, 0x180E, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: true
    default: false
    }
  }

  /// Ends a line in a word processor, not in a text file.
  var isForeignLineEnd: Bool { value == 0x85 || value == 0x2028 || value == 0x2029 || value == 0x0B }

  var isDash: Bool {
    switch value {
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: true
    default: false
    }
  }

  /// 0 to 9 in any script.
  var decimalDigit: UInt8? {
    guard properties.generalCategory == .decimalNumber, let value = properties.numericValue, value >= 0,
      value <= 9
    else { return nil }
    return UInt8(value)
  }
}
