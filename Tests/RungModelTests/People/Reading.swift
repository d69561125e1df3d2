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

/// SplitMix64 (Steele, Lea and Flood 2014).
struct TestChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }
}
