// One spelling for each string: straight quotes, an escape only where it is needed, `{path}` in canonical
// form.

import RungText

package enum StringSpelling {
  /// A text in quotes, as a string literal says it.
  package static func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map { String(decoding: spelling(of: $0), as: UTF8.self) }.joined() + "\""
  }

  /// Of a string token, whatever its quotes.
  static func canonical(_ token: TokenIndex, in tree: SyntaxTree) -> [UInt8] {
    var written: [UInt8] = [UInt8(ascii: "\"")]
    for piece in tree.stringPieces(token) {
      switch piece {
      case .text(let text): for scalar in text.unicodeScalars { written += spelling(of: scalar) }
      case .path(let range):
        written += [UInt8(ascii: "{")] + path(range, in: tree.source) + [UInt8(ascii: "}")]
      }
    }
    return written + [UInt8(ascii: "\"")]
  }

  /// A path inside a string holds no string that has no diagnostic, so this goes no deeper.
  private static func path(_ range: ByteRange, in source: Source) -> [UInt8] {
    let tree = SyntaxTree.parse(source, range: range, as: .path)
    guard tree.diagnostics.isEmpty, let node = tree.child(0, of: 0) else {
      return Array(source.text(range).utf8)
    }
    return Array(CanonicalPrinter.canonicalText(of: node, in: tree).utf8)
  }

  private static func spelling(of scalar: Unicode.Scalar) -> [UInt8] {
    let text =
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case "{": "{{"
      case "}": "}}"
      default: needsEscape(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
      }
    return Array(text.utf8)
  }

  /// What cannot be seen, or reorders what can.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: return true
    default: return scalar.isBidiControl || scalar == "\u{FEFF}"
    }
  }
}
