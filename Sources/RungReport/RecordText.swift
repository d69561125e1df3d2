// A table as labelled lines, one record after the other.

import RungText

struct RecordText {
  private let table: Table
  private let width: Int?

  /// Lines of a given width are broken, indented by two; without one they are as long as they are.
  init(_ table: Table, width: Int? = nil) {
    self.table = table
    self.width = width
  }

  /// `name: value` for each cell, records separated by an empty line. Later lines of a value are indented.
  var text: String {
    var result = ""
    if let title = table.title, !title.isEmpty { write(VisibleText.line(title), to: &result) }
    for row in table.rows.indices {
      if !result.isEmpty { result += "\n" }
      for (index, column) in table.columns.enumerated() {
        let lines = VisibleText.lines(table.cell(row, index).text)
        let label = VisibleText.line(column.heading) + ":"
        write(lines[0].isEmpty ? label : label + " " + lines[0], to: &result)
        for line in lines.dropFirst() { write("  " + line, to: &result) }
      }
    }
    return result
  }

  private func write(_ line: String, to result: inout String) {
    guard let width, DisplayWidth.of(line) > width else {
      result += line + "\n"
      return
    }
    let lines = CellText.wrapped(line, to: width - 2)
    result += lines[0] + "\n"
    for line in lines.dropFirst() { result += "  " + line + "\n" }
  }
}
