// The pages of the codes R0134 to R0149: what stands in the wrong place.

import RungText

extension DiagnosticCode {
  package static let conflict = DiagnosticCode(
    "R0134", title: "a merge was not finished",
    why: """
      Where two people changed the same differently, a merge leaves both versions
      between `<<<<<<<` and `>>>>>>>`: the one side first, then, after `|||||||`,
      what it was before, then, after `=======`, the other side. None of them is
      read. Keep what is right and delete the other lines and the marks.
      """,
    wrong: "<<<<<<< ours\nlet Places = 60\n=======\nlet Places = 70\n>>>>>>> theirs\n",
    right: "let Places = 60\n")

  package static let foreignLineEnd = DiagnosticCode(
    "R0135", title: "a line ends in an unusual way",
    why: """
      Lines end with a line feed, or with a carriage return and a line feed. A
      carriage return alone, a vertical tab or a Unicode line separator is
      understood, but other programs do not see a new line there.
      """,
    wrong: "let Places = 60\u{2028}let Seats = 12\n",
    right: "let Places = 60\nlet Seats = 12\n")

  package static let unknownCharacter = DiagnosticCode(
    "R0136", title: "a character has no meaning here",
    why: """
      Outside comments and texts in quotes a script has names, numbers and a few
      signs. This character is none of them.
      """,
    wrong: "let Places = 60 @\n",
    right: "let Places = 60\n")

  package static let badEscape = DiagnosticCode(
    "R0137", title: "a backslash in a text needs a known letter",
    why: """
      After `\\` in a text stand `"`, `\\`, `n`, `t` or `u{...}` with the number of
      a character: `\\u{e9}`. A backslash itself is written `\\\\`.
      """,
    wrong: "assume Completion = 80% { source: \"a\\qb\" }\n",
    right: "assume Completion = 80% { source: \"a\\\\qb\" }\n")

  package static let openInsert = DiagnosticCode(
    "R0138", title: "{ in a text is not closed",
    why: """
      `{path}` in a text inserts a value. A brace itself is written twice: `{{`.
      """,
    wrong: "assume Completion = 80% { source: \"{guess\" }\n",
    right: "assume Completion = 80% { source: \"{{guess\" }\n")

  package static let editionNotFirst = DiagnosticCode(
    "R0139", title: "the edition stands on the first line",
    why: """
      `rung 1` says which edition of the language a file is written in. It is the
      first statement of the file.
      """,
    wrong: "let Places = 60\nrung 1\n",
    right: "rung 1\nlet Places = 60\n")

  package static let missingSemicolon = DiagnosticCode(
    "R0140", title: "; or a new line is missing",
    why: """
      Properties on the same line are separated by `;`.
      """,
    wrong: "assume Completion = 80% { source: \"guess\" dated: 2027-03-01 }\n",
    right: "assume Completion = 80% { source: \"guess\"; dated: 2027-03-01 }\n")

  package static let notAPath = DiagnosticCode(
    "R0141", title: "left of = stands a name or a path",
    why: """
      An override names what it changes: `Core.amount = 200 EUR`, `Intake[1].size =
      40`. A calculation cannot be given a value; equality is `is`.
      """,
    wrong: "2 + 3 = 5\n",
    right: "2 + 3 is 5\n")

  package static let notInBlock = DiagnosticCode(
    "R0142", title: "this does not stand in a block",
    why: """
      In the block of a declaration stand properties and declarations; in the block
      of `assume`, `exchange` and `target` properties alone; in a scenario
      definitions, declarations, overrides and `remove`. Verbs and `use` stand at
      the top level.
      """,
    wrong: "assume Completion = 80% { part Extra { } }\n",
    right: "assume Completion = 80%\n")

  package static let missingWord = DiagnosticCode(
    "R0143", title: "a word of the statement is missing",
    why: """
      Some forms need their words: `if … then … else …`, `with 80% confidence`,
      `find … in … until …`, `sweep … over … measuring …`, `simulate 100 runs`.
      """,
    wrong: "let Places = if true then 60\n",
    right: "let Places = if true then 60 else 20\n")

  package static let mixedList = DiagnosticCode(
    "R0144", title: "items and entries are mixed",
    why: """
      A list has items, `[a, b]`; a table has a key and a value in every entry, `[a:
      1, b: 2]`. One cannot hold both.
      """,
    wrong: "let Shares = [\"a\": 1, \"b\"]\n",
    right: "let Shares = [\"a\": 1, \"b\": 2]\n")

  package static let looseBracket = DiagnosticCode(
    "R0145", title: "a bracket or brace stands in the wrong place",
    why: """
      The index of a family touches its name, `Intake[1]`, and `{` stands on the
      line of its declaration.
      """,
    wrong: "assume Completion = 80%\n{\n  source: \"guess\"\n}\n",
    right: "assume Completion = 80% {\n  source: \"guess\"\n}\n")

  package static let lineEndsStatement = DiagnosticCode(
    "R0146", title: "the line end ended the statement",
    why: """
      A statement goes on in the next line only inside brackets, after a comma, or
      after a sign such as `+` or `and`. How the next line begins does not matter.
      Put the whole in `( )`.
      """,
    wrong: "let Places = if true then 60\n  else 20\n",
    right: "let Places = (if true then 60\n  else 20)\n")

  package static let unknownDefinition = DiagnosticCode(
    "R0147", title: "no statement begins with this word",
    why: """
      A definition begins with `let`, `assume`, `exchange` or `target`.
      """,
    wrong: "lett Places = 60\n",
    right: "let Places = 60\n")

  package static let bareList = DiagnosticCode(
    "R0148", title: "a list stands in brackets",
    why: """
      One item may stand without brackets, several are a list: `languages: [en,
      fr]`. Properties on the same line are separated by `;`.
      """,
    wrong: "pool Veterans { role: mentor; languages: en, fr }\n",
    right: "pool Veterans { role: mentor; languages: [en, fr] }\n")

  package static let shortDate = DiagnosticCode(
    "R0149", title: "a date has two digits for the month and the day",
    why: """
      Dates are written year, month, day: `2027-03-01`.
      """,
    wrong: "let Start = 2027-3-1\n",
    right: "let Start = 2027-03-01\n")
}
