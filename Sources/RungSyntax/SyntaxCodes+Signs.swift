// The pages of the codes R0100 to R0116: values, brackets, numbers and signs.

import RungText

extension DiagnosticCode {
  package static let tooManyProblems = DiagnosticCode(
    "R0100", title: "there are more problems than are listed",
    why: """
      A text with very many problems is usually not a Rung script at all, or one
      problem near its beginning has many consequences. Only the first thousand are
      listed. Mend these and check again.
      """,
    wrong: SyntaxExamples.tooManyProblems, right: "let Places = 60\n")

  package static let unexpected = DiagnosticCode(
    "R0101", title: "something does not belong here",
    why: """
      Every statement has a form: a declaration, a definition with `=`, a verb with
      its clauses, or a value to be printed. What stands here fits none of the ways
      the statement could go on. Often a word, a sign or a line end is missing just
      before it.
      """,
    wrong: "let Places = 60 70\n",
    right: "let Places = 60\n")

  package static let missingOperand = DiagnosticCode(
    "R0102", title: "a value is missing",
    why: """
      After a sign such as `+`, `..`, `=` or `:`, and inside brackets, a value is
      needed: a number, a name, a date, a text in quotes or a calculation. After `=`
      and `:` it must stand on the same line.
      """,
    wrong: "let Places = 60 +\n",
    right: "let Places = 60 + 20\n")

  package static let unclosedBracket = DiagnosticCode(
    "R0103", title: "a bracket is not closed",
    why: """
      Every `(` needs a `)` and every `[` needs a `]`. While a bracket is open, the
      lines belong together; a line that begins like a property or a statement shows
      that it was forgotten.
      """,
    wrong: "let Places = (60 + 20\nlet Seats = 12\n",
    right: "let Places = (60 + 20)\nlet Seats = 12\n")

  package static let tightMinus = DiagnosticCode(
    "R0104", title: "minus needs a space on both sides",
    why: """
      Names may hold hyphens: `in-person` is one name. So that nobody has to guess,
      minus has a space on both sides: `a - b`. From ten to twenty is a span and has
      two points: `10 .. 20`. A month has two digits: `2027-03`.
      """,
    wrong: "let Places = 60-20\n",
    right: "let Places = 60 - 20\n")

  package static let unclosedBlock = DiagnosticCode(
    "R0105", title: "a block is not closed",
    why: """
      Every `{` needs a `}`. Where the braces of a text do not match, the
      indentation of the lines shows where a block most likely ends.
      """,
    wrong: "assume Completion = 80% {\n  source: \"guess\"\n",
    right: "assume Completion = 80% {\n  source: \"guess\"\n}\n")

  package static let strayCloser = DiagnosticCode(
    "R0106", title: "a closing brace or bracket closes nothing",
    why: """
      There is no opening one for it. Either it is one too many, or the opening one
      was forgotten.
      """,
    wrong: "assume Completion = 80% { source: \"guess\" }\n}\n",
    right: "assume Completion = 80% { source: \"guess\" }\n")

  package static let unclosedString = DiagnosticCode(
    "R0107", title: "a text in quotes is not closed",
    why: """
      A text begins and ends with `"` on the same line. It ends at the line's end
      here, so that the lines below are read as usual. A quote inside a text is
      written `\\"`, a new line `\\n`.
      """,
    wrong: "assume Completion = 80% { source: \"guess\n}\n",
    right: "assume Completion = 80% { source: \"guess\"\n}\n")

  package static let otherQuotes = DiagnosticCode(
    "R0108", title: "quotes are straight: \"",
    why: """
      Word processors turn `"` into curly quotes or angle quotes. They are
      understood, but a script has straight double quotes, so that it can be
      searched and compared. `rung check --fix` replaces them.
      """,
    wrong: "assume Completion = 80% { source: \u{201C}guess\u{201D} }\n",
    right: "assume Completion = 80% { source: \"guess\" }\n")

  package static let dashAsSpan = DiagnosticCode(
    "R0109", title: "a long dash does not join two ends",
    why: """
      From one end to the other is written with two points and a space on both
      sides: `2027-01-01 .. 2030-12-31`, `10 .. 20`. A dash could also be minus.
      """,
    wrong: "let Years = 2027-01-01\u{2013}2030-12-31\n",
    right: "let Years = 2027-01-01 .. 2030-12-31\n")

  package static let wrongCloser = DiagnosticCode(
    "R0110", title: "a bracket is closed by another kind",
    why: """
      `(` is closed by `)` and `[` by `]`.
      """,
    wrong: "let Places = [60, 20)\n",
    right: "let Places = [60, 20]\n")

  package static let groupedDigits = DiagnosticCode(
    "R0111", title: "digits are grouped with _",
    why: """
      `900 000` could be two numbers, and so could `900,000`. Long numbers are
      written with `_`, as `900_000`, or without anything, as `900000`.
      """,
    wrong: "let Places = 900 000\n",
    right: "let Places = 900_000\n")

  package static let bareEstimate = DiagnosticCode(
    "R0112", title: "an estimate in a calculation stands in parentheses",
    why: """
      `2 * 3 to 4` can be read in two ways: twice something between 3 and 4, or
      something between 6 and 4. Put the part that belongs together in `( )`.
      """,
    wrong: "let Weeks = 2 * 3 to 4\n",
    right: "let Weeks = 2 * (3 to 4)\n")

  package static let decimalComma = DiagnosticCode(
    "R0113", title: "a decimal number has a point",
    why: """
      A comma separates the items of a list: `[3, 5]`. Three and a half is `3.5`.
      """,
    wrong: "let Hours = 3,5\n",
    right: "let Hours = 3.5\n")

  package static let ambiguousComma = DiagnosticCode(
    "R0114", title: "a comma or a point in a number can mean two things",
    why: """
      `1,200` is one thousand two hundred in some countries and one point two in
      others. It is read as `1_200`; write what you mean. `20.000` is twenty, as a
      point is always the decimal point; twenty thousand is `20_000`.
      """,
    wrong: "let Places = 1,200\n",
    right: "let Places = 1_200\n")

  package static let currencySign = DiagnosticCode(
    "R0115", title: "money is written with the code of its currency",
    why: """
      `$` and other signs stand for several currencies. Money is a number and an ISO
      4217 code: `450 EUR`.
      """,
    wrong: "let Grant = \u{20AC}450\n",
    right: "let Grant = 450 EUR\n")

  package static let otherSign = DiagnosticCode(
    "R0116", title: "a sign has a plain spelling",
    why: """
      Word processors and other keyboards write ×, ≤, — or ： where Rung has `*`,
      `<=`, `-` or `:`. They are understood; `rung check --fix` writes the plain
      ones.
      """,
    wrong: "let Places = 3 \u{D7} 20\n",
    right: "let Places = 3 * 20\n")
}
