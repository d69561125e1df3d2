// What can be wrong with verbs and editions: one factory each. Codes R0700–R0739.

import RungModel
import RungSyntax
import RungText

enum SessionErrors {
  static func unknownEdition(_ place: Place, isNewer: Bool) -> Diagnostic {
    let message =
      isNewer
      ? "this file is written in edition \(place.text) of the language; this program knows only edition \(Edition.newest)"
      : "there is no edition \(place.text) of the language"
    let fix = isNewer ? "install a newer Rung, or ask the author for the file in edition 1" : "write rung 1"
    return Diagnostic(
      .unknownEdition, message, at: place,
      fixes: isNewer ? [Fix(fix)] : [Fix(fix, edits: [TextEdit(place, "1")], isSafe: false)])
  }

  static func engineMissing(_ place: Place, _ verb: String, _ engine: String) -> Diagnostic {
    Diagnostic(
      .engineMissing, "\"\(verb)\" cannot run yet: \(engine) is not part of this version", at: place,
      fixes: [Fix("the statements after it still run; leave it out until then")])
  }

  static func wrongThing(_ place: Place, _ verb: String, wants kinds: [String], given: String) -> Diagnostic {
    let wanted = kinds.map(ModelErrors.article).joined(separator: " or ")
    return Diagnostic(
      .wrongThing, "\"\(verb)\" takes \(wanted), and \"\(place.text)\" is \(ModelErrors.article(given))",
      at: place, fixes: [Fix("name \(wanted); .list at the prompt names what there is")])
  }

  static func cannotExplain(_ place: Place, given: String) -> Diagnostic {
    Diagnostic(
      .wrongThing, "\"\(place.text)\" is \(ModelErrors.article(given)), and nothing is computed of it alone",
      at: place,
      fixes: [
        Fix(
          "explain forecast, a target, or an intake in a stage (explain Intake in Grow); "
            + "after match also an intake, a mentee or a mentor")
      ])
  }

  static func notProperty(_ place: Place, _ verb: String) -> Diagnostic {
    Diagnostic(
      .notVariable, "\"\(verb)\" varies one property or named value, and \"\(place.text)\" is neither",
      at: place,
      fixes: [Fix("name a property, such as Veterans.count")])
  }

  static func notThings(_ place: Place, given: ValueType) -> Diagnostic {
    Diagnostic(
      .notThings, "\"where\", \"by\" and \"first\" choose among declared things, and this is \(given.name)",
      at: place,
      fixes: [Fix("show a collection, such as cohorts; for other lists write [x for x in … where …]")])
  }

  static func badCount(_ place: Place, least: Int, most: Int? = nil) -> Diagnostic {
    let range = most.map { "from \(least) to \(Decimal($0).canonicalText)" } ?? "from \(least) on"
    return Diagnostic(
      .badCount, "a whole number \(range) is needed here, and this is \(place.text)", at: place,
      fixes: [Fix("write a whole number, such as \(max(least, 1000))")])
  }

  static func unordered(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .unordered, "\(type.name) cannot be put in order", at: place,
      fixes: [Fix("sort by a number, a date, a duration, a text or a name")])
  }

  static func oneScenario(_ place: Place) -> Diagnostic {
    Diagnostic(
      .oneScenario, "\"compare\" needs two scenarios or more", at: place,
      fixes: [
        Fix(
          place.text == "Base"
            ? "name another scenario too: compare Base, NAME"
            : "compare with the programme as it is written: compare Base, \(place.text)")
      ])
  }

  static func useInLine(_ place: Place) -> Diagnostic {
    Diagnostic(
      .useInLine, "\"use\" stands in a file, not at the prompt", at: place,
      fixes: [Fix("write it into the file, and read the file again")])
  }

  static func peopleChanged(_ place: Place, file: String, rows: Int, expected: Int) -> Diagnostic {
    Diagnostic(
      .peopleChanged, .warning, "\(file) has \(rows) rows, and \(expected) when this was written", at: place,
      fixes: [
        Fix(
          "if the new file is right, write rows: \(rows)", edits: [TextEdit(place, String(rows))],
          isSafe: false)
      ])
  }

  static func peopleRewritten(_ place: Place, file: String, digest: String) -> Diagnostic {
    Diagnostic(
      .peopleChanged, .warning, "\(file) is not the file it was when this was written", at: place,
      fixes: [
        Fix(
          "if the new file is right, write digest: \"\(digest.prefix(16))…\"",
          edits: [TextEdit(place, "\"\(digest)\"")], isSafe: false)
      ])
  }

  // MARK: Saving

  static func noFileToSave(_ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "there is no file to save into", at: place,
      fixes: [Fix("write .save FILE at the prompt: it makes the file; or keep a snapshot")])
  }

  /// What was kept is not written to.
  static func snapshotStays(_ file: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "\(file) is a snapshot and stays as it was kept", at: place,
      fixes: [Fix("keep this under another name with .snapshot NAME, or as a file with .save FILE")])
  }

  /// The file was changed, and what the edit speaks of is gone.
  static func editLost(_ statement: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "the file was changed meanwhile, and this no longer fits it: \(statement.onOneLine)",
      at: place,
      fixes: [Fix("read the file again with .reload, which leaves such edits out")])
  }

  static func noPlace(_ statement: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "no file has a place for this: \(statement.onOneLine)", at: place,
      fixes: [Fix("keep a snapshot, or write it into the file yourself")])
  }

  static func cannotEdit(_ tree: SyntaxTree, _ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "\"\(tree.source.name)\" has errors, so nothing can be put into it", at: place,
      fixes: [Fix("run rung check \(tree.source.name), and mend them first")])
  }

  static func wouldNotBeTheSame(_ place: Place) -> Diagnostic {
    Diagnostic(
      .notSaved, "the files would not mean what the prompt means, so nothing was written", at: place,
      fixes: [Fix("keep a snapshot with .snapshot NAME; it holds all the edits")])
  }
}

extension DiagnosticCode {
  static let unknownEdition = DiagnosticCode(
    "R0700", title: "the edition of the language is not known",
    why: """
      The first line of a file says in which edition of the language it is written. A program does not read a later \
      edition than its own, since it would misunderstand what is new in it.

      Install a newer Rung. The only edition so far is 1.
      """,
    wrong: """
      rung 2
      stage Grow { duration: 6 months }
      """,
    right: """
      rung 1
      stage Grow { duration: 6 months }
      """)

  static let engineMissing = DiagnosticCode(
    "R0701", title: "what this verb needs is not part of this version",
    why: """
      Rung understands and checks all of its verbs, but this version cannot carry all of them out. The message says \
      which part is missing. The statements after it still run, and the exit code is 2, so that a script that \
      depends on the answer does not take silence for one.

      `rung doc` lists the verbs that work.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      report to "report.html"
      """,
    right: """
      stage Grow { duration: 6 months }
      show stages
      """)

  static let wrongThing = DiagnosticCode(
    "R0702", title: "the verb does not take a thing of this kind",
    why: """
      Each verb works on certain kinds: `test` decides targets, `match` pairs cohorts with pools, `schedule` plans \
      cohorts, `compare` takes scenarios. `rung doc test` says what a verb takes.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      test Grow
      """,
    right: """
      stage Grow { duration: 6 months }
      target Quick = Grow.duration < 1 year
      test Quick
      """)

  static let notVariable = DiagnosticCode(
    "R0703", title: "this cannot be varied",
    why: """
      `find` and `sweep` try values of one property, or of one `let` or `assume`. A whole thing has no value to try.
      """,
    wrong: """
      pool Veterans { role: mentor; count: 18 }
      target Enough = Veterans.count >= 20
      find Veterans in 10 .. 60 until Enough
      """,
    right: """
      pool Veterans { role: mentor; count: 18 }
      target Enough = Veterans.count >= 10
      test Enough
      """)

  static let notThings = DiagnosticCode(
    "R0704", title: "where, by and first need a list of things",
    why: """
      `show … where … by … first …` makes a table of declared things: which of them, in what order, how many. A \
      number or a text has no properties to ask for.
      """,
    wrong: """
      pool Veterans { role: mentor; count: 18 }
      show Veterans.count where count > 3
      """,
    right: """
      pool Veterans { role: mentor; count: 18 }
      show pools where count > 3
      """)

  static let badCount = DiagnosticCode(
    "R0705", title: "a whole number is needed here",
    why: """
      The number of rows after `first`, of runs and of a seed is whole. A forecast has at most 1 000 000 000 runs; the \
      error of a mean is small after a few thousand.
      """,
    wrong: """
      stage Grow { duration: 6 months }
      show stages first 2.5
      """,
    right: """
      stage Grow { duration: 6 months }
      show stages first 2
      """)

  static let unordered = DiagnosticCode(
    "R0706", title: "these values have no order",
    why:
      "`by` sorts by numbers, amounts, dates, durations, texts and names. A list or a table is neither more nor less.",
    wrong: """
      stage Discover { duration: 6 weeks }
      stage Grow { after: Discover; duration: 6 months }
      show stages by after
      """,
    right: """
      stage Discover { duration: 6 weeks }
      stage Grow { after: Discover; duration: 6 months }
      show stages by duration
      """)

  static let oneScenario = DiagnosticCode(
    "R0707", title: "a comparison needs two scenarios",
    why: "`compare` measures the difference between scenarios. `Base` is the programme as it is written.",
    wrong: """
      fund Core { amount: 1000 EUR }
      scenario Lean { Core.amount = 500 EUR }
      compare Lean
      """,
    right: """
      fund Core { amount: 1000 EUR }
      scenario Lean { Core.amount = 500 EUR }
      show scenarios
      """)

  static let useInLine = DiagnosticCode(
    "R0708", title: "use stands in a file",
    why: """
      `use` says of which files a project is made, so it is written in one of them. At the prompt, `open` goes on with \
      another programme.
      """,
    wrong: """
      use "stages.rung"
      """,
    right: """
      show stages
      """)

  static let peopleChanged = DiagnosticCode(
    "R0709", title: "a file of people has changed",
    why: """
      A snapshot never holds the people of a spreadsheet. It names the file, how many rows it had and its digest \
      (SHA-256), so that a change is seen: figures that were agreed on may no longer hold.

      Get the old file back, or state the new number of rows, and leave the digest out until the next snapshot.
      """,
    wrong: """
      people Applicants from "applicants.csv" { id: "Response"; rows: 2 }
      """,
    right: """
      people Applicants from "applicants.csv" { id: "Response"; rows: 1 }
      """)

  static let notSaved = DiagnosticCode(
    "R0710", title: "the edits cannot be written into the files",
    why: """
      `save` puts what was changed at the prompt into the files where those things are declared. It needs files that \
      have no errors and that still declare what was changed. When a file was changed meanwhile, it is read again and \
      the edits are made on top of it.

      Nothing is written until all of it can be. `.snapshot NAME` keeps the programme as it is, whatever the files say.
      """,
    wrong: """
      fund Core { amount: 1000 EUR }
      save
      """,
    right: """
      fund Core { amount: 1000 EUR }
      show funds
      """)

  /// The codes of the session.
  package static let ofSession: [DiagnosticCode] = [
    unknownEdition, engineMissing, wrongThing, notVariable, notThings, badCount, unordered, oneScenario,
    useInLine, peopleChanged, notSaved,
  ]
}
