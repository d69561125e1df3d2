// A table as comma-separated values (RFC 4180, but with LF line ends, as Unix tools want them): what can be calculated
// with is a number, and its unit and its spread stand in columns of their own.

import RungText

struct CSVText {
  private let table: Table
  private let safety: CSVSafety

  init(_ table: Table, _ safety: CSVSafety) {
    self.table = table
    self.safety = safety
  }

  /// A line of headings and one a row. Numbers and truths are written as programs read them, figures of several parts
  /// in a column for each part.
  var text: String {
    guard !table.columns.isEmpty else { return "" }
    let parts = table.columns.indices.map(parts)
    var result = line(
      zip(table.columns, parts).flatMap { column, parts in
        parts.map { guarded($0 == .middle ? column.heading : "\(column.heading) \($0.rawValue)") }
      })
    for row in table.rows.indices {
      result += line(parts.indices.flatMap { fields(table.cell(row, $0), parts[$0]) })
    }
    return result
  }

  /// One cell on a line: its parts, those that it has.
  static func text(of cell: Table.Cell) -> String {
    let text = CSVText(Table(columns: [""], rows: [[cell]]), .exact)
    return text.line(text.fields(cell, text.parts(0)))
  }

  /// What a figure is made of, in the order of its columns.
  private enum Part: String, CaseIterable {
    case middle
    case lowest = "5%"
    case highest = "95%"
    case low, high, unit

    /// The names of JSON.
    var keys: [String] {
      switch self {
      case .middle: ["value", "mean", "chance"]
      case .lowest: ["p5"]
      case .highest: ["p95"]
      case .low: ["low"]
      case .high: ["high"]
      case .unit: ["unit"]
      }
    }

    func value(in members: [JSON.Member]) -> JSON? {
      members.first { keys.contains($0.key) }?.value
    }
  }

  /// The members of a figure that has parts.
  private func members(_ cell: Table.Cell) -> [JSON.Member]? {
    guard cell.kind == .number, case .object(let members) = cell.value else { return nil }
    return members
  }

  /// Those that any cell of a column has.
  private func parts(_ column: Int) -> [Part] {
    let cells = table.rows.indices.map { table.cell($0, column) }
    let figures = cells.compactMap(members)
    if figures.isEmpty { return [.middle] }
    let hasMore = cells.contains { $0.kind != .empty && members($0) == nil }
    return Part.allCases.filter { part in
      part == .middle && hasMore || figures.contains { part.value(in: $0) != nil }
    }
  }

  private func fields(_ cell: Table.Cell, _ parts: [Part]) -> [String] {
    guard let members = members(cell) else { return parts.map { $0 == .middle ? field(cell) : "" } }
    return parts.map { $0.value(in: members).map { field($0, text: "") } ?? "" }
  }

  private func field(_ cell: Table.Cell) -> String { field(cell.value, text: cell.bare) }

  private func field(_ value: JSON, text: String) -> String {
    switch value {
    case .number(let digits): JSONWriter.isNumber(digits) ? digits : guarded(text)
    case .bool(let truth): truth ? "true" : "false"
    case .string(let string) where text.isEmpty: guarded(string)
    case .null, .string, .array, .object: guarded(text)
    }
  }

  private func line(_ fields: [String]) -> String {
    // A lone empty field needs its quotes, or the line would be no record.
    if fields == [""] { return "\"\"\n" }
    return fields.map(quoted).joined(separator: ",") + "\n"
  }

  private func quoted(_ field: String) -> String {
    let needsQuotes =
      field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      || field.utf8.first == 0x20 || field.utf8.last == 0x20
    guard needsQuotes else { return field }
    if !field.utf8.contains(0x22) { return "\"" + field + "\"" }
    // By scalars: a quote with a mark above it is still a quote to every other reader.
    var scalars = String.UnicodeScalarView()
    for scalar in field.unicodeScalars {
      if scalar == "\"" { scalars.append(scalar) }
      scalars.append(scalar)
    }
    return "\"" + String(scalars) + "\""
  }

  /// Against formula injection (OWASP, "CSV Injection").
  private func guarded(_ text: String) -> String {
    switch safety {
    case .exact: return text
    case .spreadsheet:
      guard let first = text.unicodeScalars.first else { return text }
      return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
    }
  }
}
