// `.help keys`: what the keys do at the prompt.

import RungReport
import RungSession

enum KeysPage {
  static let word = "keys"

  private static let keys: [(String, String)] = [
    ("Tab", "complete; where several fit, a menu: Tab again chooses, typing narrows it, Esc closes it"),
    ("→ or End", "at the end of the line, take the faint suggestion"),
    ("↑ and ↓", "the line above or below; else earlier statements that begin as this one does"),
    ("Ctrl-R", "search earlier statements; again, an older one"),
    ("Enter", "enter the statement, or go on with it in a new line while a bracket is open"),
    ("Alt-Enter", "a new line in any case"),
    ("Enter twice", "on an empty line: hand over what is there, finished or not"),
    ("Ctrl-A, Ctrl-E", "the beginning and the end of the line, as Home and End"),
    ("Ctrl-W, Ctrl-U, Ctrl-K", "delete the word before, everything, or the rest"),
    ("Ctrl-L", "clear the screen, keep what is typed"),
    ("Ctrl-C", "drop what is typed, or stop what is being worked out"),
    ("Ctrl-D", "on an empty line: leave"),
  ]

  static var page: Page {
    Page(
      "Keys",
      [
        .table(Table(columns: ["key", "what it does"], rows: keys.map { [.text($0.0), .text($0.1)] })),
        .paragraph(
          """
          A pasted text of many lines is one input, and nothing of it runs before Enter. Emacs keys are the standard; \
          `bind -v` in ~/.editrc gives those of vi, and any key can be bound there (man editrc). `.edit` opens your own \
          editor. On a terminal that cannot move its cursor, a line ended with Tab lists what could stand there.
          """),
      ],
      json: ["keys": .array(keys.map { ["key": .string($0.0), "does": .string($0.1)] })])
  }
}
