// Other layouts of a formatted text that mean the same and that a formatter must undo.

import RungSyntax
import RungText
import TestSupport

enum LayoutChange {
  /// Blanks widened where there are some, indentation at random, tabs, blanks at line ends, CRLF, more empty
  /// lines where there is one, `;` for the line end between two properties.
  static func blanks(of text: String, _ random: inout SeededRandom) -> String {
    let tree = SyntaxTree.parse(Source(name: "", text: text))
    var result = ""
    var at: UInt32 = 0
    for span in Highlighter.spans(of: tree) {
      let gap = tree.source.text(ByteRange(start: at, end: span.range.start))
      result += changed(gap, &random) + tree.source.text(span.range)
      at = span.range.end
    }
    return result + (random.chance(50) ? "\n\n" : "")
  }

  private static func changed(_ gap: String, _ random: inout SeededRandom) -> String {
    if gap.isEmpty { return "" }
    let ends = gap.filter { $0 == "\n" }.count
    if ends == 0 { return random.pick([" ", "  ", "\t", "       "]) }
    let indent = random.pick(["", " ", "      ", "\t"])
    let end = random.pick(["\n", "\r\n", " \n", "\t\n"])
    return String(repeating: end, count: ends == 1 ? 1 : Int.random(in: 2...4, using: &random)) + indent
  }
}
