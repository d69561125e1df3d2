// Finds where cells stand in a file, and which cell a byte belongs to, by reading the file once more: only
// diagnostics ask.

import RungText

struct CSVLocator {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let start: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, start: Int) {
    self.bytes = bytes
    self.separator = separator
    self.start = start
  }

  /// Ranges of cells (`row` from 1, the header), in the order asked for; an unknown cell is the end of the
  /// file.
  func ranges(of cells: [(row: Int, column: Int)]) -> [ByteRange] {
    var answers = [ByteRange](repeating: ByteRange(bytes.count, bytes.count), count: cells.count)
    let order = cells.indices.sorted { cells[$0].row < cells[$1].row }
    var reader = CSVReader(bytes, separator: separator, start: start, tracesPlaces: true)
    for index in order {
      let cell = cells[index]
      while reader.row < cell.row, reader.readNext() {}
      guard reader.row == cell.row, reader.places.indices.contains(cell.column) else { continue }
      let range = reader.places[cell.column]
      answers[index] = ByteRange(range.lowerBound, range.upperBound)
    }
    return answers
  }

  /// The cell that holds the byte at `offset`.
  func cell(at offset: Int) -> (row: Int, column: Int) {
    var reader = CSVReader(bytes, separator: separator, start: start, tracesPlaces: true)
    while reader.position <= offset, reader.readNext() {}
    let column = reader.places.lastIndex { $0.lowerBound <= offset }
    return (max(1, reader.row), column ?? 0)
  }
}

extension CSVReader {
  /// Reads a record and forgets the one before; false at the end.
  fileprivate mutating func readNext() -> Bool {
    fields.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    return readRecord(columns: .max) != .end
  }
}
