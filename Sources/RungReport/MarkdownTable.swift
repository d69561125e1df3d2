// A table in GitHub Flavored Markdown (specification 0.29, section 4.10).

import RungText

struct MarkdownTable {
  private let table: Table

  init(_ table: Table) { self.table = table }

  var text: String {
    guard !table.columns.isEmpty else { return "" }
    var result = ""
    if let title = table.title, !title.isEmpty { result += "**" + escaped(title) + "**\n\n" }
    let headings = table.columns.map { escaped($0.heading) }
    let rows = table.rows.indices.map { row in table.columns.indices.map { escaped(table.cell(row, $0).text) }
    }
    let widths = table.columns.indices.map { column in
      rows.reduce(max(3, DisplayWidth.of(headings[column]))) { max($0, DisplayWidth.of($1[column])) }
    }
    let alignments = table.columns.indices.map(alignment)
    func line(_ cells: [String]) -> String {
      "| "
        + cells.indices.map { DisplayWidth.padded(cells[$0], to: widths[$0], alignments[$0]) }
        .joined(separator: " | ") + " |\n"
    }
    result += line(headings)
    result +=
      "| "
      + table.columns.indices.map { column in
        switch alignments[column] {
        case .left: String(repeating: "-", count: widths[column])
        case .right: String(repeating: "-", count: widths[column] - 1) + ":"
        case .centre: ":" + String(repeating: "-", count: widths[column] - 2) + ":"
        }
      }.joined(separator: " | ") + " |\n"
    for row in rows { result += line(row) }
    return result
  }

  /// Markdown aligns whole columns: to the right when there is nothing but numbers.
  private func alignment(of column: Int) -> DisplayWidth.Alignment {
    if let alignment = table.columns[column].alignment { return alignment }
    let kinds = table.rows.indices.lazy.map { table.cell($0, column).kind }
    return kinds.contains(.number) && !kinds.contains(.text) ? .right : .left
  }

  /// `text` as a reader sees it, whatever marks it contains; one line.
  private func escaped(_ text: String) -> String {
    VisibleText.lines(text).map(escapedLine).joined(separator: "<br>")
  }

  /// By scalars: a mark with an accent on it is still a mark to Markdown.
  private func escapedLine(_ text: String) -> String {
    let marks = StaticString("\\|`*[]~$<&_")
    let isPlain = marks.withUTF8Buffer { marks in
      text.utf8.first != 0x20 && !text.utf8.contains { marks.contains($0) }
    }
    if isPlain { return text }
    let scalars = Array(text.drop { $0 == " " }.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\\", "|", "`", "*", "[", "]", "~", "$": result += "\\" + String(Character(scalar))
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "_":
        // Within a word, as in 1_200, it is only an underscore.
        let isInner =
          index > 0 && isWord(scalars[index - 1]) && index + 1 < scalars.count && isWord(scalars[index + 1])
        result += isInner ? "_" : "\\_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
