// The pages of the codes R0117 to R0133: forms of other languages, missing parts, and characters.

import RungText

extension DiagnosticCode {
  package static let foreignOperator = DiagnosticCode(
    "R0117", title: "this sign is of another language",
    why: """
      Rung compares with `is` and `is not`, and joins conditions with `and`, `or`
      and `not`. `=` only defines.
      """,
    wrong: "let Full = 60 == 20\n",
    right: "let Full = 60 is 20\n")

  package static let foreignComment = DiagnosticCode(
    "R0118", title: "a comment begins with #",
    why: """
      `#` begins a comment that goes to the line's end. `##` on lines of their own
      documents the declaration or property below.
      """,
    wrong: "let Places = 60 // a guess\n",
    right: "let Places = 60 # a guess\n")

  package static let missingColon = DiagnosticCode(
    "R0119", title: "a property needs a colon",
    why: """
      Inside `{ }` every property is a word, a colon and a value: `places: 60`.
      """,
    wrong: "assume Completion = 80% { source \"guess\" }\n",
    right: "assume Completion = 80% { source: \"guess\" }\n")

  package static let equalsForColon = DiagnosticCode(
    "R0120", title: "a property has a colon, not =",
    why: """
      Inside `{ }` a property is a word, a colon and a value: `places: 60`. The same
      goes for the named values of a call. `=` defines names and overrides at the
      top level and in scenarios.
      """,
    wrong: "assume Completion = 80% { source = \"guess\" }\n",
    right: "assume Completion = 80% { source: \"guess\" }\n")

  package static let colonForEquals = DiagnosticCode(
    "R0121", title: "a definition has =, not a colon",
    why: """
      `let`, `assume`, `target`, `exchange` and overrides are written with `=`: `let
      Places = 60`, `Core.amount = 200 EUR`. A colon belongs to a property inside `{
      }`.
      """,
    wrong: "let Places: 60\n",
    right: "let Places = 60\n")

  package static let missingComma = DiagnosticCode(
    "R0122", title: "a comma is missing between two items",
    why: """
      The items of a list, the entries of a table and the values of a call are
      separated by commas, also where each stands on a line of its own.
      """,
    wrong: "let Places = [60 20]\n",
    right: "let Places = [60, 20]\n")

  package static let chainedComparison = DiagnosticCode(
    "R0123", title: "a comparison has two sides",
    why: """
      `1 < x < 5` is two comparisons: `1 < x and x < 5`. That a value lies between
      two others is also `x in 1 .. 5`.
      """,
    wrong: "let Fits = 1 < 2 < 3\n",
    right: "let Fits = 1 < 2 and 2 < 3\n")

  package static let missingName = DiagnosticCode(
    "R0124", title: "a name is missing",
    why: """
      A definition or declaration needs a name, so that others can refer to it: `let
      Places = 60`, `stage Grow { }`.
      """,
    wrong: "target \"Title\" = 60 > 20\n",
    right: "target Enough \"Title\" = 60 > 20\n")

  package static let missingEquals = DiagnosticCode(
    "R0125", title: "= is missing",
    why: """
      A definition is a name, `=` and a value: `let Places = 60`.
      """,
    wrong: "let Places 60\n",
    right: "let Places = 60\n")

  package static let missingBrace = DiagnosticCode(
    "R0126", title: "{ is missing",
    why: """
      The properties of a declaration stand between `{` and `}`; `{` stands on the
      same line as the name.
      """,
    wrong: "assume Completion = 80%\n  source: \"guess\"\n}\n",
    right: "assume Completion = 80% {\n  source: \"guess\"\n}\n")

  package static let reservedName = DiagnosticCode(
    "R0127", title: "this word is a word of the language",
    why: """
      Eighteen words cannot be names: if then else and or not in is to of per each
      for where by true false none. Choose another name, or begin it with a capital
      letter: `Each`.
      """,
    wrong: "let each = 60\n",
    right: "let Each = 60\n")

  package static let tooDeep = DiagnosticCode(
    "R0128", title: "brackets or blocks are nested too deeply",
    why: """
      Nobody can read 200 brackets inside each other. Give parts a name with `let`.
      """,
    wrong: SyntaxExamples.tooDeep, right: "let Places = 60\n")

  package static let foreignBlank = DiagnosticCode(
    "R0129", title: "a blank is not the space bar\u{2019}s",
    why: """
      Word processors and web pages put in spaces that look alike but are other
      characters. They are read as spaces; `rung check --fix` replaces them.
      """,
    wrong: "let\u{A0}Places = 60\n",
    right: "let Places = 60\n")

  package static let notNormal = DiagnosticCode(
    "R0130", title: "a name is spelled with separate accents",
    why: """
      The same letter can be stored as one character or as a letter and an accent.
      Names are compared in the first form (Unicode NFC); `rung check --fix`
      rewrites them.
      """,
    wrong: "let Cafe\u{301} = 60\n",
    right: "let Caf\u{E9} = 60\n")

  package static let invalidUTF8 = DiagnosticCode(
    "R0131", title: "some bytes are not UTF-8 text",
    why: """
      A script is a UTF-8 text. These bytes are not; the file may have been saved in
      another encoding. Save it as UTF-8.
      """,
    wrong: SyntaxExamples.invalidUTF8, right: "let Places = 60\n")

  package static let controlCharacter = DiagnosticCode(
    "R0132", title: "a control character stands in the text",
    why: """
      Control characters other than tabs and line ends cannot be seen and have no
      place in a script.
      """,
    wrong: "let Places = \u{1}60\n",
    right: "let Places = 60\n")

  package static let bidiControl = DiagnosticCode(
    "R0133", title: "an invisible character changes the direction of the text",
    why: """
      Bidirectional controls can make a line look different from what it says.
      Outside texts in quotes they are refused; in a comment they must be closed
      before the line's end.
      """,
    wrong: "let Places = \u{202E}60\n",
    right: "let Places = 60\n")
}
