// One spelling for each string: straight quotes, an escape only where it is needed, `{path}` without spaces.

import RungText

struct StringSpelling {
  private let bytes: [UInt8]
  private(set) var written: [UInt8] = [UInt8(ascii: "\"")]

  /// Of a string token's text, whatever its quotes.
  static func canonical(_ text: String) -> [UInt8] {
    var spelling = StringSpelling(content(of: text))
    spelling.copy()
    return spelling.written + [UInt8(ascii: "\"")]
  }

  private init(_ content: Substring) { bytes = Array(content.utf8) }

  /// Without the opening quote and, where it is closed, the closing one.
  private static func content(of text: String) -> Substring {
    var scalars = Substring(text).unicodeScalars
    guard let opening = scalars.popFirst() else { return "" }
    let closers = opening == "\"" ? "\"\u{201C}\u{201D}" : Lexer.closers(of: opening)
    if let last = scalars.last, closers.unicodeScalars.contains(last), !isEscaped(scalars) { scalars.removeLast() }
    return Substring(scalars)
  }

  /// An odd number of `\` stands before the last character.
  private static func isEscaped(_ scalars: Substring.UnicodeScalarView) -> Bool {
    let count = scalars.dropLast().reversed().prefix { $0 == "\\" }.count
    return !count.isMultiple(of: 2)
  }

  private mutating func copy() {
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at = escape(at)
      case UInt8(ascii: "{"): at = brace(at)
      default:
        let end = endOfCharacter(at)
        write(String(decoding: bytes[at..<end], as: UTF8.self))
        at = end
      }
    }
  }

  /// Past an escape, its character written as it is best spelled. An unknown escape stays as it is.
  private mutating func escape(_ at: Int) -> Int {
    guard at + 1 < bytes.count else {
      write("\\")
      return at + 1
    }
    switch bytes[at + 1] {
    case UInt8(ascii: "n"): write("\n")
    case UInt8(ascii: "t"): write("\t")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(String(decoding: [bytes[at + 1]], as: UTF8.self))
    case UInt8(ascii: "u"):
      if let (scalar, end) = scalar(at + 2) {
        write(String(scalar))
        return end
      }
      written += bytes[at..<at + 2]
    default:
      written.append(bytes[at])
      return at + 1
    }
    return at + 2
  }

  /// The character of `{hex digits}` and where it ends.
  private func scalar(_ at: Int) -> (Unicode.Scalar, Int)? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "{") else { return nil }
    guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let digits = String(decoding: bytes[at + 1..<close], as: UTF8.self)
    guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, close + 1)
  }

  /// `{{` is one brace; `{path}` stays, without spaces at its ends.
  private mutating func brace(_ at: Int) -> Int {
    if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "{") {
      written += Array("{{".utf8)
      return at + 2
    }
    guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else {
      written.append(bytes[at])
      return at + 1
    }
    let path = bytes[at + 1..<close]
    let trimmed = path.drop { $0 == UInt8(ascii: " ") }.reversed().drop { $0 == UInt8(ascii: " ") }.reversed()
    written.append(UInt8(ascii: "{"))
    written += canonicalPath(Array(trimmed))
    written.append(UInt8(ascii: "}"))
    return close + 1
  }

  /// A path inside a string has no string in it, so that this goes no deeper.
  private func canonicalPath(_ path: [UInt8]) -> [UInt8] {
    let tree = SyntaxTree.parse(Source(name: "", bytes: path), as: .path)
    guard tree.diagnostics.isEmpty, let node = tree.child(0, of: 0) else { return path }
    return Array(CanonicalPrinter.canonicalText(of: node, in: tree).utf8)
  }

  private mutating func write(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += Array("\\\"".utf8)
      case "\\": written += Array("\\\\".utf8)
      case "\n": written += Array("\\n".utf8)
      case "\t": written += Array("\\t".utf8)
      case "{": written += Array("{{".utf8)
      default:
        if StringSpelling.needsEscape(scalar) {
          written += Array("\\u{\(String(scalar.value, radix: 16))}".utf8)
        } else {
          written += Array(String(scalar).utf8)
        }
      }
    }
  }

  /// What cannot be seen, or reorders what can.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
    default: scalar.isBidiControl || scalar == "\u{FEFF}"
    }
  }

  private func endOfCharacter(_ at: Int) -> Int {
    var end = at + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
