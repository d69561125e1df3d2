// Records and fields of a CSV file (RFC 4180), as places in its bytes: nothing is copied but what must be
// unescaped.

/// A field of a record: where its text lies. Offsets from the file's length on lie in `CSVReader.unescaped`.
package struct CSVField: Hashable, Sendable {
  package let offset: UInt32
  package let length: UInt32

  init(_ offset: Int, _ length: Int) {
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.length = UInt32(truncatingIfNeeded: length)
  }
}

/// What reading one record came to.
package enum CSVRecord: Hashable, Sendable {
  /// That many fields; the first `columns` of them are now at the end of `CSVReader.fields`.
  case fields(Int)
  /// A line with nothing in it, before another record.
  case emptyLine
  case end
}

/// Reads record after record. Lenient where RFC 4180 leaves no doubt (LF or CR alone end a line, a quote
/// inside an unquoted field is a character, empty lines at the end are nothing); otherwise notes a problem
/// and goes on.
///
/// Borrows the buffer: use it only while the buffer is valid. At most 2 GiB, so that offsets fit in 32 bits
/// (`CSVPrelude` sees to that). About 1 ns a byte at most.
package struct CSVReader {
  /// Fields of the records read, one record after the other; the caller empties it.
  package var fields: [CSVField] = []
  /// Text of quoted fields that contain doubled quotes. Never longer than the file.
  package private(set) var unescaped: [UInt8] = []
  /// Records begun so far; the header is 1, and empty lines count, as they do in a spreadsheet.
  package private(set) var row = 0
  /// Where the last record begins.
  package private(set) var recordStart: Int
  package var problems = CSVProblems()
  package private(set) var position: Int
  /// Where the fields stand in the file, quotes included; only when asked for.
  package var places: [Range<Int>] = []

  private let tracesPlaces: Bool
  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  private let separators: UInt64

  /// `start`: behind the byte order mark.
  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, start: Int = 0, tracesPlaces: Bool = false
  ) {
    self.bytes = bytes
    self.tracesPlaces = tracesPlaces
    self.separator = separator
    separators = UInt64(separator) &* Word.ones
    position = min(max(start, 0), bytes.count)
    recordStart = position
  }

  /// Reads the next record and appends its first `columns` fields to `fields`.
  package mutating func readRecord(columns: Int) -> CSVRecord {
    guard position < bytes.count else { return .end }
    if isLineEnd(bytes[position]) {
      if onlyLineEndsFollow { return .end }
      row += 1
      recordStart = position
      skipLineEnd()
      return .emptyLine
    }
    row += 1
    recordStart = position
    var column = 0
    while true {
      let fieldStart = position
      let field = readField(column: column)
      if column < columns {
        fields.append(field)
        if tracesPlaces { places.append(fieldStart..<position) }
      }
      column += 1
      guard position < bytes.count else { return .fields(column) }
      guard bytes[position] == separator else {
        skipLineEnd()
        return .fields(column)
      }
      position += 1
    }
  }

  /// Stops at the separator, at a line end or at the end of the file.
  @inline(__always)
  private mutating func readField(column: Int) -> CSVField {
    if position < bytes.count, bytes[position] == Byte.quote { return readQuotedField(column: column) }
    let start = position
    position = plainEnd(from: start)
    return CSVField(start, position - start)
  }

  private mutating func readQuotedField(column: Int) -> CSVField {
    let opening = position
    let arenaStart = unescaped.count
    var piece = opening + 1
    var hasDoubledQuotes = false
    while true {
      let quote = nextQuote(from: piece)
      guard quote < bytes.count else {
        problems.note(.unclosedQuote, row: row, column: column, at: opening, length: 1)
        unescaped.removeLast(unescaped.count - arenaStart)
        position = bytes.count
        return CSVField(bytes.count, 0)
      }
      if quote + 1 < bytes.count, bytes[quote + 1] == Byte.quote {
        unescaped.append(contentsOf: bytes[piece...quote])
        hasDoubledQuotes = true
        piece = quote + 2
        continue
      }
      position = quote + 1
      if position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
        let end = plainEnd(from: position)
        problems.note(.textAfterQuote, row: row, column: column, at: position, length: end - position)
        position = end
      }
      guard hasDoubledQuotes else { return CSVField(piece, quote - piece) }
      unescaped.append(contentsOf: bytes[piece..<quote])
      return CSVField(bytes.count + arenaStart, unescaped.count - arenaStart)
    }
  }

  /// The first separator or line end from `start` on, else the end of the file. Eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    var place = start
    while place &+ 8 <= bytes.count {
      let word = Word.load(bytes, at: place)
      let hits =
        Word.zeroBytes(word ^ separators) | Word.zeroBytes(word ^ Word.lineFeeds)
        | Word.zeroBytes(word ^ Word.carriageReturns)
      if hits != 0 { return place &+ hits.trailingZeroBitCount / 8 }
      place &+= 8
    }
    while place < bytes.count, bytes[place] != separator, !isLineEnd(bytes[place]) { place &+= 1 }
    return place
  }

  @inline(__always)
  private func nextQuote(from start: Int) -> Int {
    var place = start
    while place &+ 8 <= bytes.count {
      let hits = Word.zeroBytes(Word.load(bytes, at: place) ^ Word.quotes)
      if hits != 0 { return place &+ hits.trailingZeroBitCount / 8 }
      place &+= 8
    }
    while place < bytes.count, bytes[place] != Byte.quote { place &+= 1 }
    return place
  }

  private mutating func skipLineEnd() {
    let isCarriageReturn = bytes[position] == Byte.carriageReturn
    position += 1
    if isCarriageReturn, position < bytes.count, bytes[position] == Byte.lineFeed { position += 1 }
  }

  /// Each run of empty lines is looked at once more than it is read, so this could be quadratic; it
  /// remembers.
  private var onlyLineEndsFollow: Bool {
    mutating get {
      if position < emptyLinesSeenTo { return emptyLinesSeenTo == bytes.count }
      var place = position
      while place < bytes.count, isLineEnd(bytes[place]) { place += 1 }
      emptyLinesSeenTo = place
      return place == bytes.count
    }
  }
  private var emptyLinesSeenTo = 0

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool { byte == Byte.lineFeed || byte == Byte.carriageReturn }
}
