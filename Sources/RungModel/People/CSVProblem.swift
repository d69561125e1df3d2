// What is wrong with a CSV file, as found: numbers only, made into words when it is known that somebody will
// read them.

struct CSVProblem: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case unclosedQuote
    case textAfterQuote
    /// An empty line before the last record.
    case emptyLine
    case ragged(fields: Int, columns: Int)
    case emptyHeader
    /// An e-mail address where a column should be named.
    case addressAsHeader
    /// The column (from 0) that had the name first.
    case duplicateHeader(first: Int)
    /// How many there are in the file, this one included.
    case invalidUTF8(count: Int)
    case nul(count: Int)
  }

  let kind: Kind
  /// Records from 1, the header; empty lines count.
  let row: Int
  /// From 0.
  let column: Int
  /// Bytes of the file.
  let offset: Int
  let length: Int
}

/// The first problems of a file, and how many there are in all.
package struct CSVProblems: Sendable {
  /// Problems told one by one; of the others only the number is.
  package static let limit = 20

  private(set) var first: [CSVProblem] = []
  package private(set) var count = 0

  package var isEmpty: Bool { count == 0 }

  mutating func note(_ kind: CSVProblem.Kind, row: Int, column: Int, at offset: Int, length: Int) {
    note(CSVProblem(kind: kind, row: row, column: column, offset: offset, length: length))
  }

  mutating func note(_ problem: CSVProblem) {
    count += 1
    if first.count <= CSVProblems.limit { first.append(problem) }
  }

  /// Puts in front what was found before the records were read.
  mutating func insert(_ problem: CSVProblem) {
    count += 1
    let place = first.firstIndex { $0.offset > problem.offset } ?? first.count
    first.insert(problem, at: place)
    if first.count > CSVProblems.limit + 1 { first.removeLast() }
  }
}
