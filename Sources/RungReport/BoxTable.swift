// A table for a terminal: ruled, with its columns fitted to the width.

import RungText

struct BoxTable {
  /// The characters of the rules.
  struct Rules {
    let horizontal: String
    let vertical: String
    /// Left, inner and right corner.
    let top: [String]
    let middle: [String]
    let bottom: [String]
    /// Stands for text that was cut off.
    let cut: String

    static let light = Rules(
      horizontal: "─", vertical: "│", top: ["┌", "┬", "┐"], middle: ["├", "┼", "┤"], bottom: ["└", "┴", "┘"],
      cut: "…")
    static let ascii = Rules(
      horizontal: "-", vertical: "|", top: ["+", "+", "+"], middle: ["+", "+", "+"], bottom: ["+", "+", "+"],
      cut: "...")
  }

  private static let cellLines = 12  // more are cut; the other formats have them all
  private static let headingLines = 4

  private let table: Table
  private let rules: Rules
  private let width: Int?
  private let style: Style

  init(_ table: Table, _ rules: Rules, width: Int?, style: Style) {
    self.table = table
    self.rules = rules
    self.width = width.map { max(8, $0) }
    self.style = style
  }

  /// The ruled table; as labelled lines when even its narrowest form would be too wide.
  var text: String {
    guard !table.columns.isEmpty else { return titleText }
    guard let widths = ColumnWidths(table, fitting: width.map { $0 - 3 * table.columns.count - 1 }) else {
      return RecordText(table, width: width).text
    }
    var result = titleText
    result += rule(widths, rules.top)
    let headings = table.columns.indices.map { column in
      CellText.lines(
        of: table.columns[column].heading, columns: widths[column], limit: BoxTable.headingLines,
        mark: rules.cut)
    }
    result += block(headings, widths, alignment: headingAlignment, role: .strong)
    result += rule(widths, rules.middle)
    for row in table.rows.indices {
      let cells = table.columns.indices.map { column in
        let cell = table.cell(row, column)
        return CellText.lines(
          of: cell.text, columns: widths[column], limit: cell.kind == .number ? .max : BoxTable.cellLines,
          mark: rules.cut)
      }
      result += block(cells, widths, alignment: { alignment(of: table.cell(row, $0), in: $0) }, role: nil)
    }
    return result + rule(widths, rules.bottom)
  }

  private var titleText: String {
    guard let title = table.title, !title.isEmpty else { return "" }
    let visible = VisibleText.line(title)
    let lines = width.map { CellText.wrapped(visible, to: $0) } ?? [visible]
    return lines.map { style.painted($0, .strong) + "\n" }.joined()
  }

  private func rule(_ widths: ColumnWidths, _ corners: [String]) -> String {
    let parts = table.columns.indices.map { String(repeating: rules.horizontal, count: widths[$0] + 2) }
    return style.painted(corners[0] + parts.joined(separator: corners[1]) + corners[2], .faint) + "\n"
  }

  /// One row, as many lines high as its highest cell.
  private func block(
    _ cells: [[String]], _ widths: ColumnWidths, alignment: (Int) -> DisplayWidth.Alignment, role: Style.Role?
  ) -> String {
    let bar = style.painted(rules.vertical, .faint)
    var result = ""
    for line in 0..<(cells.map(\.count).max() ?? 0) {
      result += bar
      for (column, lines) in cells.enumerated() {
        let text = line < lines.count ? lines[line] : ""
        let missing = max(0, widths[column] - DisplayWidth.of(text))
        let before =
          switch alignment(column) {
          case .left: 0
          case .right: missing
          case .centre: missing / 2
          }
        result += String(repeating: " ", count: before + 1) + (role.map { style.painted(text, $0) } ?? text)
        result += String(repeating: " ", count: missing - before + 1) + bar
      }
      result += "\n"
    }
    return result
  }

  private func alignment(of cell: Table.Cell, in column: Int) -> DisplayWidth.Alignment {
    table.columns[column].alignment ?? (cell.kind == .number ? .right : .left)
  }

  /// A heading stands above its figures.
  private func headingAlignment(_ column: Int) -> DisplayWidth.Alignment {
    if let alignment = table.columns[column].alignment { return alignment }
    let kinds = table.rows.indices.lazy.map { table.cell($0, column).kind }
    return kinds.contains(.number) && !kinds.contains(.text) ? .right : .left
  }
}
