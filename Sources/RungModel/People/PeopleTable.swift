// People from a spreadsheet: a header, and columns of texts. No person is an object.

import RungText

/// Rows are numbered from 0, without the header; `rowNumber` says what a spreadsheet shows.
package struct PeopleTable: Sendable {
  /// The file, as the user wrote it.
  package let name: String
  package let headers: [String]
  package let rowCount: Int
  /// `,` `;` or tab.
  package let separator: UInt8

  let bytes: [UInt8]
  let unescaped: [UInt8]
  /// Behind byte order mark and `sep=` line.
  let start: Int
  private let stores: [ColumnStore]
  private let masked: MaskedFile

  init(
    name: String, headers: [String], rowCount: Int, prelude: CSVPrelude, bytes: [UInt8], unescaped: [UInt8],
    stores: [ColumnStore]
  ) {
    self.name = name
    self.headers = headers
    self.rowCount = rowCount
    separator = prelude.separator
    start = prelude.start
    self.bytes = bytes
    self.unescaped = unescaped
    self.stores = stores
    masked = MaskedFile()
  }

  package var columnCount: Int { headers.count }

  /// The number a spreadsheet shows beside the row: the header is 1.
  package func rowNumber(_ row: Int) -> Int { row + 2 }

  package func text(row: Int, column: Int) -> String {
    withText(row: row, column: column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the bytes of a cell.
  package func withText<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
    -> Result
  {
    switch stores[column] {
    case .coded(let texts): texts.distinct.withBytes(of: Int(texts.codes[row]), body)
    case .slices(let fields): withTexts { body($0.bytes(of: fields[row])) }
    }
  }

  /// An empty cell, or one with only blanks.
  package func isMissing(row: Int, column: Int) -> Bool {
    withText(row: row, column: column) { $0.trimmed(0..<$0.count).isEmpty }
  }

  /// The column as codes and distinct texts. O(1), or O(rows) when nearly every text is another: keep the
  /// answer.
  package func coded(_ column: Int) -> TextColumn {
    switch stores[column] {
    case .coded(let texts): return texts
    case .slices(let fields):
      var dictionary = TextDictionary()
      var codes: [UInt32] = []
      codes.reserveCapacity(fields.count)
      withTexts { texts in
        for field in fields { codes.append(dictionary.code(of: texts.bytes(of: field))) }
      }
      return TextColumn(codes: codes, distinct: dictionary.texts)
    }
  }

  /// Each distinct text of a column, in order of first appearance. As costly as `coded`.
  package func distinct(_ column: Int) -> TextList { coded(column).distinct }

  /// For each row the place of its text in `distinct`. As costly as `coded`.
  package func codes(_ column: Int) -> [UInt32] { coded(column).codes }

  /// Whether the column is kept as places in the file, because nearly every text is another.
  package func isKeptAsSlices(_ column: Int) -> Bool {
    switch stores[column] {
    case .coded: false
    case .slices: true
    }
  }

  /// The file as diagnostics show it: see `MaskedFile`.
  package var source: Source { masked.source(of: bytes, name: name, start: start, separator: separator) }

  /// Where cells stand in `source`, in the order asked for. Reads the file once more: ask for all at once.
  package func places(of cells: [(row: Int, column: Int)]) -> [Place] {
    let ranges = bytes.withUnsafeBufferPointer { buffer in
      CSVLocator(buffer, separator: separator, start: start).ranges(
        of: cells.map { (row: rowNumber($0.row), column: $0.column) })
    }
    let source = source
    return ranges.map { Place(source, $0) }
  }

  func store(_ column: Int) -> ColumnStore { stores[column] }

  func withTexts<Result>(_ body: (CSVText) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { file in
      unescaped.withUnsafeBufferPointer { body(CSVText(file: file, unescaped: $0)) }
    }
  }
}
