// `rung 1`: which edition of the language a file is written in.

import RungSyntax
import RungText

package enum Edition {
  /// The newest edition that this program understands.
  package static let newest = 1

  /// The edition that a text says it is written in; nil when it names none, or no number.
  package static func number(of tree: SyntaxTree) -> Int? {
    guard let first = tree.child(0, of: 0), tree.kind(first) == .edition else { return nil }
    return Int(String(decoding: tree.numberText(tree.firstToken(first) + 1), as: UTF8.self))
  }

  /// Why the edition a file names cannot be read; nil when it names none or a known one.
  package static func problem(of tree: SyntaxTree) -> Diagnostic? {
    guard let first = tree.child(0, of: 0), tree.kind(first) == .edition else { return nil }
    let token = tree.firstToken(first) + 1
    let text = String(decoding: tree.numberText(token), as: UTF8.self)
    if text == "1" { return nil }
    let isWhole = !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let significant = text.drop { $0 == "0" }
    let isNewer = isWhole && !significant.isEmpty
    return SessionErrors.unknownEdition(tree.place(ofToken: token), isNewer: isNewer)
  }
}
