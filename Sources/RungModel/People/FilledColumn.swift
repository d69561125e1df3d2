// A property of people as it is filled: each distinct combination of cells once, and a code for each row.

/// A property and the columns that were found for it.
package struct FilledProperty: Hashable, Sendable {
  package enum Filling: Hashable, Sendable {
    /// One or several columns.
    case columns([Int])
    case fixed(String)
  }

  package let property: String
  package let filling: Filling

  package init(property: String, filling: Filling) {
    self.property = property
    self.filling = filling
  }
}

/// What fills a property, row by row.
package struct FilledColumn: Sendable {
  private enum Kind: Sendable {
    case fixed(String)
    case column(TextColumn)
    case joined(JoinedColumns)
  }

  private let kind: Kind
  package let rowCount: Int

  init(fixed text: String, rowCount: Int) {
    kind = .fixed(text)
    self.rowCount = rowCount
  }

  init(_ columns: [TextColumn], rowCount: Int) {
    kind = columns.count == 1 ? .column(columns[0]) : .joined(JoinedColumns(columns, rowCount: rowCount))
    self.rowCount = rowCount
  }

  /// Distinct combinations; codes are below it. In order of first appearance.
  package var distinctCount: Int {
    switch kind {
    case .fixed: 1
    case .column(let texts): texts.distinct.count
    case .joined(let columns): columns.tuples.count
    }
  }

  package func code(_ row: Int) -> Int {
    switch kind {
    case .fixed: 0
    case .column(let texts): Int(texts.codes[row])
    case .joined(let columns): Int(columns.codes[row])
    }
  }

  /// For all rows; none for a fixed value, whose code is 0 everywhere.
  package var codes: [UInt32]? {
    switch kind {
    case .fixed: nil
    case .column(let texts): texts.codes
    case .joined(let columns): columns.codes
    }
  }

  /// The texts behind a code, as they stand in the file but without blanks at the ends; empty cells left out.
  package func texts(_ code: Int) -> [String] {
    switch kind {
    case .fixed(let text): text.isEmpty ? [] : [text]
    case .column(let texts): texts.distinct.trimmed(code).map { [$0] } ?? []
    case .joined(let columns): columns.texts(code)
    }
  }

  /// Values for the distinct combinations, read by row: `meaning` is asked once for each.
  package func map<Value>(_ meaning: ([String]) -> Value) -> MappedColumn<Value> {
    MappedColumn(
      codes: codes ?? [UInt32](repeating: 0, count: rowCount),
      values: (0..<distinctCount).map { meaning(texts($0)) })
  }
}

extension PeopleTable {
  /// O(rows) for each column beyond the first.
  package func filled(_ property: FilledProperty) -> FilledColumn {
    switch property.filling {
    case .fixed(let text): FilledColumn(fixed: text, rowCount: rowCount)
    case .columns(let columns): FilledColumn(columns.map(coded), rowCount: rowCount)
    }
  }
}

extension TextList {
  /// Without blanks at the ends; none when nothing is left.
  package func trimmed(_ index: Int) -> String? {
    withBytes(of: index) { bytes in
      let range = bytes.trimmed(0..<bytes.count)
      return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
    }
  }
}

/// Several columns side by side: each distinct tuple of their codes has a code.
private struct JoinedColumns: Sendable {
  private(set) var codes: [UInt32]
  /// By code: the codes in each column.
  private(set) var tuples: [[UInt32]]
  private let columns: [TextList]

  /// Pairs the columns one by one, so that a tuple is found by two numbers at a time.
  init(_ columns: [TextColumn], rowCount: Int) {
    self.columns = columns.map(\.distinct)
    codes = [UInt32](repeating: 0, count: rowCount)
    tuples = rowCount == 0 ? [] : [[]]
    for column in columns {
      var known: [UInt64: UInt32] = [:]
      var next: [[UInt32]] = []
      for row in 0..<rowCount {
        let pair = UInt64(codes[row]) << 32 | UInt64(column.codes[row])
        if let code = known[pair] {
          codes[row] = code
        } else {
          let code = UInt32(next.count)
          known[pair] = code
          next.append(tuples[Int(codes[row])] + [column.codes[row]])
          codes[row] = code
        }
      }
      tuples = next
    }
  }

  func texts(_ code: Int) -> [String] {
    var found: [String] = []
    for (texts, own) in zip(columns, tuples[code]) {
      if let text = texts.trimmed(Int(own)), !found.contains(text) { found.append(text) }
    }
    return found
  }
}
