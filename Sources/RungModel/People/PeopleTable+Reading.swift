// From the bytes of a CSV file to columns, in one pass over the file.

import RungText

extension PeopleTable {
  /// A spreadsheet's limit too.
  package static let largestColumnCount = 16_384

  /// Fields collected before they are handed to the columns: a column's dictionary then stays near.
  private static let blockFields = 1 << 14

  /// The columns that the first line names; none when it cannot be read, or looks like a person. O(first line).
  package static func headers(of bytes: [UInt8]) -> [String] {
    bytes.withUnsafeBufferPointer { buffer in
      guard let prelude = try? CSVPrelude(buffer) else { return [] }
      return PeopleReading(buffer, prelude).shownHeaders
    }
  }

  /// All problems of the file at once; the table only when there is none.
  ///
  /// About 3 ns a byte, 4 bytes a field and 8 where nearly every text is another; keeps `bytes`.
  /// `slicesFrom`: distinct texts from which a column may be kept as places in the file.
  package static func read(
    _ bytes: [UInt8], name: String, slicesFrom threshold: Int = 65_536
  ) -> Checked<PeopleTable?> {
    bytes.withUnsafeBufferPointer { buffer in
      let prelude: CSVPrelude
      do throws(CSVPrelude.Refusal) {
        prelude = try CSVPrelude(buffer)
      } catch {
        return Checked(nil, [PeopleErrors.unreadable(error, file: name)])
      }
      var reading = PeopleReading(buffer, prelude)
      guard reading.columnCount <= largestColumnCount else {
        return Checked(nil, [PeopleErrors.tooManyColumns(reading.columnCount, file: name)])
      }
      reading.readRecords(blockFields: blockFields, threshold: threshold)
      reading.noteEncoding()
      guard reading.reader.problems.isEmpty else {
        let header = reading.looksLikeHeader ? MaskedFile.Header.shown : .masked
        let masked = MaskedFile.mask(bytes, start: prelude.start, separator: prelude.separator, header)
        let source = Source(name: name, bytes: masked)
        return Checked(
          nil,
          PeopleErrors.problems(reading.reader.problems, headers: reading.shownHeaders, in: source, prelude))
      }
      let table = PeopleTable(
        name: name, headers: reading.headers, rowCount: reading.rowCount, prelude: prelude, bytes: bytes,
        unescaped: reading.reader.unescaped, stores: reading.builders.map(\.store))
      return Checked(table)
    }
  }
}

/// A file being read: header first, then blocks of records.
private struct PeopleReading {
  var reader: CSVReader
  private(set) var headers: [String] = []
  private(set) var columnCount = 0
  private(set) var rowCount = 0
  private(set) var builders: [ColumnBuilder] = []

  /// False when a person stands where the columns should be named: nothing of the line is shown then.
  private(set) var looksLikeHeader = true
  var shownHeaders: [String] { looksLikeHeader ? headers : [] }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let prelude: CSVPrelude

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ prelude: CSVPrelude) {
    self.bytes = bytes
    self.prelude = prelude
    reader = CSVReader(bytes, separator: prelude.separator, start: prelude.start)
    readHeader()
  }

  private mutating func readHeader() {
    guard case .fields(let count) = reader.readRecord(columns: PeopleTable.largestColumnCount) else { return }
    columnCount = count
    guard count <= PeopleTable.largestColumnCount else { return }
    let fields = reader.fields
    headers = reader.unescaped.withUnsafeBufferPointer { unescaped in
      let text = CSVText(file: bytes, unescaped: unescaped)
      return fields.map { String(decoding: text.bytes(of: $0), as: UTF8.self) }
    }
    noteHeaderProblems()
    builders = [ColumnBuilder](repeating: ColumnBuilder(), count: count)
  }

  private mutating func noteHeaderProblems() {
    var firstColumns: [String: Int] = [:]
    var found: [(kind: CSVProblem.Kind, column: Int)] = []
    // One problem for one cause: a header with an unclosed quote is not empty too.
    let told = reader.problems.first.map(\.column)
    for (column, header) in headers.enumerated() where !told.contains(column) {
      let spelling = HeaderSpelling.tidy(header)
      if HeaderSpelling.isAddress(spelling) {
        found.append((.addressAsHeader, column))
        looksLikeHeader = false
      } else if spelling.isEmpty {
        found.append((.emptyHeader, column))
      } else if let first = firstColumns[spelling] {
        found.append((.duplicateHeader(first: first), column))
      } else {
        firstColumns[spelling] = column
      }
    }
    guard !found.isEmpty else { return }
    let locator = CSVLocator(bytes, separator: prelude.separator, start: prelude.start)
    let ranges = locator.ranges(of: found.map { (row: 1, column: $0.column) })
    for (problem, range) in zip(found, ranges) {
      reader.problems.note(
        problem.kind, row: 1, column: problem.column, at: Int(range.start), length: range.count)
    }
  }

  /// Once there is a problem, the rest is only looked at for more.
  mutating func readRecords(blockFields: Int, threshold: Int) {
    let headerEnd = reader.position
    var isAtEnd = false
    while !isAtEnd {
      reader.fields.removeAll(keepingCapacity: true)
      while reader.fields.count < blockFields, !isAtEnd {
        let known = reader.problems.count
        switch reader.readRecord(columns: columnCount) {
        case .fields(columnCount): rowCount += 1
        case .fields(let count):
          // A misplaced quote often changes the number of fields too: one problem for one cause.
          guard reader.problems.count == known else { continue }
          reader.problems.note(
            .ragged(fields: count, columns: columnCount), row: reader.row, column: min(count, columnCount),
            at: reader.recordStart, length: lineLength(from: reader.recordStart))
        case .emptyLine:
          reader.problems.note(.emptyLine, row: reader.row, column: 0, at: reader.recordStart, length: 0)
        case .end: isAtEnd = true
        }
        if !reader.problems.isEmpty { reader.fields.removeAll(keepingCapacity: true) }
      }
      if !reader.problems.isEmpty { reader.fields.removeAll(keepingCapacity: true) }
      handOver(
        threshold: threshold, isFirst: rowCount * columnCount <= reader.fields.count, headerEnd: headerEnd)
    }
  }

  private mutating func handOver(threshold: Int, isFirst: Bool, headerEnd: Int) {
    guard !reader.fields.isEmpty else { return }
    reader.unescaped.withUnsafeBufferPointer { unescaped in
      reader.fields.withUnsafeBufferPointer { fields in
        let text = CSVText(file: bytes, unescaped: unescaped)
        for column in builders.indices {
          builders[column].append(fields, from: column, by: columnCount, in: text)
          builders[column].settle(threshold: threshold)
        }
      }
    }
    if isFirst, rowCount > 0 {
      // A guess, from the length of the first block's rows; only room, no promise.
      let length = max(1, (reader.position - headerEnd) / rowCount)
      let rows = (bytes.count - headerEnd) / length
      for column in builders.indices { builders[column].reserve(rows: rows + rows / 16) }
    }
  }

  /// Tells of bytes that are not text where they first stand.
  mutating func noteEncoding() {
    let encoding = CSVEncoding(bytes, from: prelude.start)
    let locator = CSVLocator(bytes, separator: prelude.separator, start: prelude.start)
    if let offset = encoding.firstInvalid {
      let cell = locator.cell(at: offset)
      reader.problems.insert(
        CSVProblem(
          kind: .invalidUTF8(count: encoding.invalidCount), row: cell.row, column: cell.column,
          offset: offset,
          length: 1))
    }
    if let offset = encoding.firstNUL {
      let cell = locator.cell(at: offset)
      reader.problems.insert(
        CSVProblem(
          kind: .nul(count: encoding.nulCount), row: cell.row, column: cell.column, offset: offset, length: 1)
      )
    }
  }

  /// To the end of the record's first line.
  private func lineLength(from start: Int) -> Int {
    bytes[start..<min(reader.position, bytes.count)].prefix {
      $0 != Byte.lineFeed && $0 != Byte.carriageReturn
    }.count
  }
}
