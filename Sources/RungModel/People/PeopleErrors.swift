// What can be wrong with people from a file, in words. Rows, columns and ids only: never what a person wrote.

import RungText

extension DiagnosticCode {
  package static let unknownColumn = DiagnosticCode(
    "R0632", title: "the file has no such column",
    why: """
      A property of people is filled from a column, and the column is asked for by its name in the first \
      line of the file. Capitals count; blanks before and after the name do not:

          Response,Languages
          P1,en; fr

      Write the name as it stands in the file.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: "Langauges" }
      """,
    right: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: "Languages" }
      """)

  package static let severalColumns = DiagnosticCode(
    "R0633", title: "two columns of the file fit",
    why: """
      A column may be given several names, of which a file has one: this year's survey says "Languages", \
      last year's said "Langues". This file has both, so that the names do not tell which is meant:

          Response,Languages,Langues
          P1,en,fr

      Keep the name of the column that is meant.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: either("Languages", "Langues") }
      """,
    right: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: "Languages" }
      """)

  package static let noColumn = DiagnosticCode(
    "R0634", title: "no column is named",
    why: """
      A property that is filled from columns needs the name of at least one:

          Response,Languages
          P1,en; fr

      Name the column, or leave the property out.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: [] }
      """,
    right: """
      rung 1
      people Survey from "survey.csv" { id: "Response"; languages: "Languages" }
      """)

  package static let duplicateId = DiagnosticCode(
    "R0635", title: "two rows have the same id",
    why: """
      The id tells people apart: pairings name people by it, and it must find the same person again next \
      year. Blanks before and after an id do not make a difference:

          Response,Languages
          P1,en
          P1,fr

      Somebody may have answered twice: keep one of the rows. Or another column is the id.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "Response" }
      """,
    right: """
      rung 1
      people Survey from "survey-mended.csv" { id: "Response" }
      """)

  package static let missingId = DiagnosticCode(
    "R0636", title: "a row has no id",
    why: """
      The id tells people apart, so every row needs one. Rows of nothing but separators often stand at the \
      end of a file, where cells of a spreadsheet were emptied instead of deleted:

          Response,Languages
          P1,en
          ,

      Give the row an id, or delete the row.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "Response" }
      """,
    right: """
      rung 1
      people Survey from "survey-mended.csv" { id: "Response" }
      """)

  package static let addressesAsIds = DiagnosticCode(
    "R0637", title: "e-mail addresses are used as ids",
    why: """
      Ids are written into snapshots and pairings, which are kept for ever and shared. An e-mail address \
      there tells everyone who took part:

          E-mail,Languages
          somebody@example.org,en

      Use a column of numbers or codes that say nothing about a person, such as the number of the response.
      """,
    wrong: """
      rung 1
      people Survey from "survey.csv" { id: "E-mail" }
      """,
    right: """
      rung 1
      people Survey from "survey-mended.csv" { id: "Response" }
      """)
}

package enum PeopleErrors {
  /// Every code of this room's people.
  package static let codes: [DiagnosticCode] = [
    .wideEncoding, .invalidUTF8, .nulInCSV, .noHeader, .emptyHeader, .duplicateHeader, .raggedRow,
    .unclosedQuote, .textAfterQuote, .emptyLineInCSV, .largeCSV, .tooManyColumns, .unknownColumn,
    .severalColumns, .noColumn, .duplicateId, .missingId, .addressesAsIds,
  ]

  /// What was not told one by one.
  static func more(_ count: Int, like diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic(
      diagnostic.code, "and \(count) more \(count == 1 ? "problem" : "problems") in this file",
      at: diagnostic.place)
  }

  // MARK: Ids

  static func ids(_ problems: [IdProblem], count: Int, column: Int, in table: PeopleTable) -> [Diagnostic] {
    guard count > 0 else { return [] }
    let places = table.places(of: problems.map { (row: $0.row, column: column) })
    let header = HeaderSpelling.shown(table.headers[column])
    var diagnostics = zip(problems, places).map { problem, place in
      let row = table.rowNumber(problem.row)
      switch problem {
      case .missing:
        return Diagnostic(
          .missingId, "row \(row), column \"\(header)\": the id is missing", at: place,
          fixes: [Fix("give the row an id, or delete it")])
      case .duplicate(_, let first):
        let id = shownId(table.text(row: problem.row, column: column))
        return Diagnostic(
          .duplicateId, "rows \(table.rowNumber(first)) and \(row) have the same id\(id)", at: place,
          fixes: [Fix("keep one of the rows, or choose another column as id")])
      }
    }
    if count > CSVProblems.limit, let next = diagnostics.popLast() {
      diagnostics.append(more(count - CSVProblems.limit, like: next))
    }
    return diagnostics
  }

  /// An id is shown only when it cannot be a person's name or address: short, without blanks and `@`, with a
  /// digit.
  private static func shownId(_ text: String) -> String {
    let id = HeaderSpelling.tidy(text)
    let isOpaque = id.count <= 40 && id.contains(where: \.isNumber) && !id.contains { $0 == " " || $0 == "@" }
    return isOpaque ? " \"\(HeaderSpelling.shown(id))\"" : ""
  }

  static func addressesAsIds(row: Int, column: Int, in table: PeopleTable) -> Diagnostic {
    let places = table.places(of: [(row: row, column: column)])
    let place = places.first ?? Place(table.source, ByteRange(0, 0))
    let header = HeaderSpelling.shown(table.headers[column])
    return Diagnostic(
      .addressesAsIds, .warning,
      "column \"\(header)\" has e-mail addresses; ids are kept and shared",
      at: place, fixes: [Fix("use a column of codes that say nothing about a person")])
  }

  // MARK: The mapping

  static func unknownColumn(
    _ name: String, nearest: String?, for entry: ColumnMapping.Entry, in table: PeopleTable
  ) -> Diagnostic {
    let fix: String
    if let nearest {
      fix = "did you mean \"\(HeaderSpelling.shown(nearest))\"?"
    } else {
      let shown = table.headers.prefix(4).map { "\"\(HeaderSpelling.shown($0, limit: 24))\"" }
      let rest = table.columnCount > 4 ? " and \(table.columnCount - 4) more" : ""
      fix = "the columns are \(shown.joined(separator: ", "))\(rest)"
    }
    return Diagnostic(
      .unknownColumn, "no column of \(table.name) is called \"\(HeaderSpelling.shown(name))\"",
      at: place(of: entry, in: table), fixes: [Fix(fix)])
  }

  static func severalColumns(
    _ first: Int, _ second: Int, for entry: ColumnMapping.Entry, in table: PeopleTable
  ) -> Diagnostic {
    let names = [first, second].map { "\"\(HeaderSpelling.shown(table.headers[$0]))\"" }
    return Diagnostic(
      .severalColumns, "\(table.name) has both \(names[0]) and \(names[1]) for \(entry.property)",
      at: place(of: entry, in: table), fixes: [Fix("keep one of the two names")])
  }

  static func noColumn(for entry: ColumnMapping.Entry, in table: PeopleTable) -> Diagnostic {
    Diagnostic(
      .noColumn, "no column is named for \(entry.property)", at: place(of: entry, in: table),
      fixes: [Fix("name a column, or leave the property out")])
  }

  private static func place(of entry: ColumnMapping.Entry, in table: PeopleTable) -> Place {
    entry.place ?? Place(table.source, ByteRange(table.start, table.start))
  }
}
