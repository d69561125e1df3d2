// A table in MediaWiki's markup, for Meta and the wikis.

import RungText

struct WikiTable {
  private let table: Table

  init(_ table: Table) { self.table = table }

  var text: String {
    guard !table.columns.isEmpty else { return "" }
    var result = "{| class=\"wikitable\"\n"
    if let title = table.title, !title.isEmpty { result += "|+ " + escaped(title) + "\n" }
    for column in table.columns { result += "! scope=\"col\" | " + escaped(column.heading) + "\n" }
    for row in table.rows.indices {
      result += "|-\n"
      for (index, column) in table.columns.enumerated() {
        let cell = table.cell(row, index)
        let attributes =
          switch column.alignment ?? (cell.kind == .number ? .right : .left) {
          case .left: ""
          case .right: "style=\"text-align:right\" | "
          case .centre: "style=\"text-align:center\" | "
          }
        let text = escaped(cell.text)
        result += text.isEmpty ? "|\n" : "| " + attributes + text + "\n"
      }
    }
    return result + "|}\n"
  }

  /// `text` as a reader sees it, whatever marks it contains.
  ///
  /// Character references, since `{{!}}` is expanded before tables are read and would open a cell.
  private func escaped(_ text: String) -> String {
    VisibleText.lines(text).map(escapedLine).joined(separator: "<br>")
  }

  private func escapedLine(_ text: String) -> String {
    let marks = StaticString("&<>|[]{}'_~!")
    if marks.withUTF8Buffer({ marks in !text.utf8.contains { marks.contains($0) } }) { return text }
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "|", "[", "]", "{", "}": result += "&#\(scalar.value);"
      // Marks only when doubled: bold, __TOC__, signatures, headings.
      case "'", "_", "~", "!": result += scalar == previous ? "&#\(scalar.value);" : String(Character(scalar))
      default: result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }
}
