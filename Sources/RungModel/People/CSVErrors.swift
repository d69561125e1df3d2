// What can be wrong with a CSV file itself: the pages. The words of each message are in CSVMessages.swift.

import RungText

extension DiagnosticCode {
  private static let survey = """
    rung 1
    people Survey from "survey.csv" { id: "Response"; languages: "Languages" }
    """
  private static let mended = """
    rung 1
    people Survey from "survey-mended.csv" { id: "Response"; languages: "Languages" }
    """

  package static let wideEncoding = DiagnosticCode(
    "R0620", title: "the file is not saved as UTF-8",
    why: """
      A file of people is read as UTF-8, the encoding that can write every language. This one begins with \
      the mark of UTF-16 or UTF-32 (the bytes FF FE, FE FF, or 00 00 FE FF), as the choice "Unicode text" of \
      a spreadsheet writes it.

      Save it again and choose "CSV UTF-8 (comma delimited)".
      """,
    wrong: survey, right: mended)

  package static let invalidUTF8 = DiagnosticCode(
    "R0621", title: "some bytes of the file are no letters in UTF-8",
    why: """
      A file of people is read as UTF-8. Older spreadsheets save "CSV" in an encoding of one country; \
      letters with accents then become bytes that UTF-8 does not have, such as the byte E9 for é in

          Response,Languages
          P1,<E9>rz

      Nothing is guessed, because a wrong guess would change people's words. Save the file again as "CSV \
      UTF-8".
      """,
    wrong: survey, right: mended)

  package static let nulInCSV = DiagnosticCode(
    "R0622", title: "the file has a NUL byte, which no text has",
    why: """
      The byte 00 stands in no text. It comes from a damaged file, from a file that is not CSV at all (a \
      spreadsheet's own format, say), or from UTF-16 without its mark:

          Response,Languages
          P1,e<00>n

      Export the sheet again and choose "CSV UTF-8".
      """,
    wrong: survey, right: mended)

  package static let noHeader = DiagnosticCode(
    "R0623", title: "the file has no header",
    why: """
      The first line of the file must name the columns, so that a script can say which column is which:

          Response,Languages
          P1,en; fr

      This file is empty, or its first line is, or a person stands there: an e-mail address names no column.
      """,
    wrong: survey, right: mended)

  package static let emptyHeader = DiagnosticCode(
    "R0624", title: "a column has no name",
    why: """
      Every column needs a name in the first line, even one that is not used. Often a deleted column leaves \
      its separator behind:

          Response,,Languages
          P1,,en; fr

      Give the column a name, or delete it in the spreadsheet.
      """,
    wrong: survey, right: mended)

  package static let duplicateHeader = DiagnosticCode(
    "R0625", title: "two columns have the same name",
    why: """
      A script asks for a column by its name, so no two may have the same. Blanks before and after a name, \
      and doubled ones in it, do not make a difference:

          Response,Languages,Languages
          P1,en,fr

      Rename one of them in the first line, for example "Languages at home".
      """,
    wrong: survey, right: mended)

  package static let raggedRow = DiagnosticCode(
    "R0626", title: "a row has more or fewer fields than the header",
    why: """
      Each row must have one field for each column, or nobody can say which value belongs where. An empty \
      field is fine, a missing one is not; and a field that contains the separator must stand in double \
      quotes:

          Response,Languages
          P1,en,fr
          P2

      Write `P1,"en,fr"` and `P2,` instead. Rows are counted from 1, the header, as a spreadsheet counts them.
      """,
    wrong: survey, right: mended)

  package static let unclosedQuote = DiagnosticCode(
    "R0627", title: "a quoted field is never closed",
    why: """
      A field that begins with a double quote ends with the next single one. Without it, the rest of the \
      file is one field:

          Response,Languages
          P1,"en; fr
          P2,es

      Close the field, or take its first quote away. A quote inside a quoted field is written twice: "".
      """,
    wrong: survey, right: mended)

  package static let textAfterQuote = DiagnosticCode(
    "R0628", title: "text follows the closing quote of a field",
    why: """
      After the quote that closes a field only a separator or the end of the line may come. Most often a \
      quote inside the field was meant, which is written twice:

          Response,Languages
          P1,"en "a little" fr"

      Write `"en ""a little"" fr"` instead.
      """,
    wrong: survey, right: mended)

  package static let emptyLineInCSV = DiagnosticCode(
    "R0629", title: "an empty line stands between the rows",
    why: """
      An empty line is not a row: it has no fields. It often shows that rows were lost, or that two tables \
      stand in one file:

          Response,Languages
          P1,en

          P2,es

      Delete the line. Empty lines at the end of the file are fine.
      """,
    wrong: survey, right: mended)

  package static let largeCSV = DiagnosticCode(
    "R0630", title: "the file is too large",
    why: """
      A file of people may have up to 2 GiB, which is some thirty million people.

      Leave out columns that the script does not use, or divide the file and write a `people` declaration \
      for each part.
      """,
    wrong: survey, right: mended)

  package static let tooManyColumns = DiagnosticCode(
    "R0631", title: "the file has too many columns",
    why: """
      A file of people may have up to 16 384 columns, as many as a spreadsheet. More of them most often \
      means that all rows stand on one line:

          Response,Languages,P1,en,P2,es,…

      Export the sheet again with one row a line.
      """,
    wrong: survey, right: mended)
}
