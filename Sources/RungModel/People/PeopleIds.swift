// Who is who: the column that tells people apart.

import RungText

/// The ids of a table's rows, each once. Blanks at the ends of a cell do not belong to the id.
package struct PeopleIds: Sendable {
  package let column: Int
  private let table: PeopleTable
  /// Upper half: the upper half of the hash; lower half: row + 1, so that 0 is a free slot.
  private let slots: [UInt64]

  package var count: Int { table.rowCount }

  package subscript(row: Int) -> String {
    table.withText(row: row, column: column) { bytes in
      String(decoding: bytes[bytes.trimmed(0..<bytes.count)], as: UTF8.self)
    }
  }

  /// The row of a person. O(1).
  package func row(of id: String) -> Int? {
    var id = id
    return id.withUTF8 { wanted in
      let hash = TextHash.of(wanted)
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[place] != 0 {
        let row = Int(slots[place] & 0xFFFF_FFFF) - 1
        if slots[place] >> 32 == hash >> 32, isEqual(row, wanted) { return row }
        place = (place + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private func isEqual(_ row: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    table.withText(row: row, column: column) { bytes in
      let range = bytes.trimmed(0..<bytes.count)
      return range.count == wanted.count && bytes[range].elementsEqual(wanted)
    }
  }

  fileprivate init(column: Int, table: PeopleTable, slots: [UInt64]) {
    self.column = column
    self.table = table
    self.slots = slots
  }
}

extension PeopleTable {
  /// Checks that every row has an id, and no two the same; all problems at once, 20 of them in words.
  ///
  /// O(rows): some 60 ns a row for a million.
  package func identified(by column: Int) -> Checked<PeopleIds?> {
    var found = IdSearch(rowCount: rowCount)
    switch store(column) {
    case .slices(let fields):
      withTexts { texts in
        for row in 0..<rowCount { found.add(row) { texts.bytes(of: fields[$0]) } }
      }
    case .coded(let texts):
      texts.distinct.withAllBytes { all in
        for row in 0..<rowCount { found.add(row) { all.text(Int(texts.codes[$0])) } }
      }
    }
    var diagnostics = PeopleErrors.ids(found.problems, count: found.problemCount, column: column, in: self)
    guard diagnostics.isEmpty else { return Checked(nil, diagnostics) }
    if let row = found.addressRow {
      diagnostics.append(PeopleErrors.addressesAsIds(row: row, column: column, in: self))
    }
    return Checked(PeopleIds(column: column, table: self, slots: found.slots), diagnostics)
  }
}

/// What can be wrong with an id.
enum IdProblem: Hashable, Sendable {
  case missing(row: Int)
  case duplicate(row: Int, first: Int)

  var row: Int {
    switch self {
    case .missing(let row), .duplicate(let row, _): row
    }
  }
}

/// A set of rows by their ids.
private struct IdSearch {
  private(set) var slots: [UInt64]
  private(set) var problems: [IdProblem] = []
  private(set) var problemCount = 0
  /// The first row whose id looks like an e-mail address.
  private(set) var addressRow: Int?

  init(rowCount: Int) {
    var size = 32
    while size < rowCount * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  @inline(__always)
  mutating func add(_ row: Int, _ text: (Int) -> UnsafeBufferPointer<UInt8>) {
    let id = IdSearch.trimmed(text(row))
    if id.isEmpty { return note(.missing(row: row)) }
    if addressRow == nil, id.contains(0x40) { addressRow = row }
    let hash = TextHash.of(id)
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash >> 32 {
        let first = Int(slots[place] & 0xFFFF_FFFF) &- 1
        if IdSearch.trimmed(text(first)).elementsEqual(id) { return note(.duplicate(row: row, first: first)) }
      }
      place = (place &+ 1) & mask
    }
    slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
  }

  private mutating func note(_ problem: IdProblem) {
    problemCount += 1
    if problems.count <= CSVProblems.limit { problems.append(problem) }
  }

  @inline(__always)
  private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    if let first = text.first, let last = text.last, isGraphic(first), isGraphic(last) { return text }
    return UnsafeBufferPointer(rebasing: text[text.trimmed(0..<text.count)])
  }

  /// Neither a blank nor part of a character that might be one.
  @inline(__always)
  private static func isGraphic(_ byte: UInt8) -> Bool { byte > Byte.space && byte < 0x80 }
}
