// What is wrong with a CSV file, in words: row, line and column, never what stands in them.

import RungText

extension PeopleErrors {
  static func unreadable(_ refusal: CSVPrelude.Refusal, file: String) -> Diagnostic {
    let place = Place(Source(name: file, bytes: []), ByteRange(0, 0))
    switch refusal {
    case .tooLarge:
      return Diagnostic(
        .largeCSV, "the file is larger than 2 GiB", at: place,
        fixes: [Fix("leave out columns that are not used, or divide the file")])
    case .wideEncoding(let name):
      return Diagnostic(
        .wideEncoding, "the file is in \(name), not in UTF-8", at: place,
        fixes: [Fix("save it again as \"CSV UTF-8\"")])
    case .noHeader:
      return Diagnostic(
        .noHeader, "the first line is empty; it must name the columns", at: place,
        fixes: [Fix("begin the file with the names of the columns")])
    }
  }

  static func tooManyColumns(_ count: Int, file: String) -> Diagnostic {
    Diagnostic(
      .tooManyColumns,
      "the file has \(count) columns; at most \(PeopleTable.largestColumnCount) are read",
      at: Place(Source(name: file, bytes: []), ByteRange(0, 0)),
      fixes: [Fix("write each row on a line of its own")])
  }

  /// The first problems one by one, by their place, and how many there are besides.
  static func problems(
    _ problems: CSVProblems, headers: [String], in source: Source, _ prelude: CSVPrelude
  ) -> [Diagnostic] {
    let file = CSVFile(headers: headers, source: source, separator: prelude.separator)
    let sorted = problems.first.sorted { ($0.offset, $0.row) < ($1.offset, $1.row) }
    var diagnostics = sorted.prefix(CSVProblems.limit).map { diagnostic($0, file) }
    if problems.count > CSVProblems.limit, let next = sorted.last {
      diagnostics.append(more(problems.count - CSVProblems.limit, like: diagnostic(next, file)))
    }
    return diagnostics
  }

  private static func diagnostic(_ problem: CSVProblem, _ file: CSVFile) -> Diagnostic {
    let place = Place(file.source, ByteRange(problem.offset, problem.offset + problem.length))
    let row = file.row(problem)
    let cell = "\(row), \(file.column(problem.column))"
    switch problem.kind {
    case .unclosedQuote:
      return Diagnostic(
        .unclosedQuote, "\(cell): the quote is never closed", at: place,
        fixes: [Fix("close the field with \", or take this quote away")])
    case .textAfterQuote:
      return Diagnostic(
        .textAfterQuote, "\(cell): text follows the closing quote", at: place,
        fixes: [Fix("write a quote inside a quoted field twice: \"\"")])
    case .emptyLine:
      return Diagnostic(
        .emptyLineInCSV, "\(row) is an empty line", at: place, fixes: [Fix("delete the line")])
    case .ragged(let fields, let columns):
      let counted = fields == 1 ? "1 field" : "\(fields) fields"
      let fix =
        fields > columns
        ? "put a field that contains \(file.separatorName) in double quotes"
        : "write an empty field for each missing value"
      return Diagnostic(
        .raggedRow, "\(row) has \(counted), the header has \(columns)", at: place, fixes: [Fix(fix)])
    case .emptyHeader:
      return Diagnostic(
        .emptyHeader, "column \(problem.column + 1) has no name", at: place,
        fixes: [Fix("name the column in the first line, or delete it")])
    case .addressAsHeader:
      return Diagnostic(
        .noHeader,
        "column \(problem.column + 1) of the first line is an address, not a column's name",
        at: place, fixes: [Fix("begin the file with the names of the columns")])
    case .duplicateHeader(let first):
      return Diagnostic(
        .duplicateHeader,
        "columns \(first + 1) and \(problem.column + 1) are both called \"\(file.header(problem.column))\"",
        at: place,
        fixes: [Fix("rename one of them")])
    case .invalidUTF8(let count):
      let rest = count > 1 ? " (and \(count - 1) more)" : ""
      return Diagnostic(
        .invalidUTF8, "\(cell): a byte that is not UTF-8\(rest)", at: place,
        fixes: [Fix("save the file again as \"CSV UTF-8\"")])
    case .nul(let count):
      let rest = count > 1 ? " (and \(count - 1) more)" : ""
      return Diagnostic(
        .nulInCSV, "\(cell): a NUL byte\(rest)", at: place,
        fixes: [Fix("export the sheet again as \"CSV UTF-8\"")])
    }
  }
}

/// What messages about a file need to know of it.
private struct CSVFile {
  let headers: [String]
  let source: Source
  let separator: UInt8

  /// `row 15`, and the line when quoted line ends make it another.
  func row(_ problem: CSVProblem) -> String {
    let line = line(at: problem.offset)
    return line == problem.row ? "row \(problem.row)" : "row \(problem.row) (line \(line))"
  }

  func column(_ column: Int) -> String {
    guard headers.indices.contains(column), !HeaderSpelling.tidy(headers[column]).isEmpty else {
      return "column \(column + 1)"
    }
    return "column \"\(header(column))\""
  }

  func header(_ column: Int) -> String {
    headers.indices.contains(column) ? HeaderSpelling.shown(headers[column]) : ""
  }

  var separatorName: String {
    switch separator {
    case Byte.tab: "a tab"
    case Byte.semicolon: "a semicolon"
    default: "a comma"
    }
  }

  /// A source's lines end with LF; where there is none, CR ends them.
  private func line(at offset: Int) -> Int {
    if source.lineStarts.count > 1 { return source.line(at: UInt32(offset)) }
    return 1 + source.bytes.prefix(offset).count { $0 == Byte.carriageReturn }
  }
}
