// What the tests of people share: reading a text, and chance that is the same every time.

import RungModel
import RungText

func table(_ text: String, slicesFrom threshold: Int = 65_536) -> Checked<PeopleTable?> {
  PeopleTable.read(Array(text.utf8), name: "survey.csv", slicesFrom: threshold)
}

/// Header and rows as texts.
func cells(_ table: PeopleTable) -> [[String]] {
  [table.headers]
    + (0..<table.rowCount).map { row in
      (0..<table.columnCount).map { table.text(row: row, column: $0) }
    }
}

func cells(_ text: String) -> [[String]]? { table(text).value.map { cells($0) } }

/// Codes and messages, one a line: `R0626 survey.csv:3: row 3 has …`.
func messages(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { diagnostic in
    let line = diagnostic.place.source.line(at: diagnostic.place.range.start)
    return "\(diagnostic.code) \(diagnostic.place.source.name):\(line): \(diagnostic.message)"
  }
}

func messages(_ text: String) -> [String] { messages(table(text).diagnostics) }
