// A table as comma-separated values (RFC 4180, but with LF line ends, as Unix tools want them).

import RungText

struct CSVText {
  private let table: Table
  private let safety: CSVSafety

  init(_ table: Table, _ safety: CSVSafety) {
    self.table = table
    self.safety = safety
  }

  /// A line of headings and one a row. Numbers and truths are written as programs read them.
  var text: String {
    guard !table.columns.isEmpty else { return "" }
    var result = line(table.columns.map { guarded($0.heading) })
    for row in table.rows.indices {
      result += line(table.columns.indices.map { field(table.cell(row, $0)) })
    }
    return result
  }

  private func field(_ cell: Table.Cell) -> String {
    switch cell.value {
    case .number(let digits): JSONWriter.isNumber(digits) ? digits : guarded(cell.text)
    case .bool(let truth): truth ? "true" : "false"
    case .null, .string, .array, .object: guarded(cell.text)
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
