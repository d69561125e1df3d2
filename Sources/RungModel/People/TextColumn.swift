// A column of texts in which texts come again: a number for each row, and each distinct text once.

package struct TextColumn: Sendable {
  /// For each row the place of its text in `distinct`.
  package let codes: [UInt32]
  /// In order of first appearance.
  package let distinct: TextList

  package init(codes: [UInt32], distinct: TextList) {
    self.codes = codes
    self.distinct = distinct
  }

  package var rowCount: Int { codes.count }

  package subscript(row: Int) -> String { distinct[Int(codes[row])] }

  /// For each distinct text its first row and in how many rows it stands. O(rows).
  package var occurrences: [(firstRow: Int, rows: Int)] {
    var found = [(firstRow: Int, rows: Int)](repeating: (0, 0), count: distinct.count)
    for (row, code) in codes.enumerated() {
      if found[Int(code)].rows == 0 { found[Int(code)].firstRow = row }
      found[Int(code)].rows += 1
    }
    return found
  }

  /// Values for the distinct texts, read by row: `meaning` is asked once for each distinct text.
  package func map<Value>(_ meaning: (String) -> Value) -> MappedColumn<Value> {
    MappedColumn(codes: codes, values: (0..<distinct.count).map { meaning(distinct[$0]) })
  }
}

/// A column of values of any type, one for each distinct text.
package struct MappedColumn<Value> {
  package let codes: [UInt32]
  /// By code.
  package let values: [Value]

  package init(codes: [UInt32], values: [Value]) {
    self.codes = codes
    self.values = values
  }

  package var rowCount: Int { codes.count }
  package subscript(row: Int) -> Value { values[Int(codes[row])] }
}

extension MappedColumn: Sendable where Value: Sendable {}
