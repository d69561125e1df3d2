// What can be wrong with what is typed at the prompt and is no statement: codes R0910–R0919.

import RungModel
import RungText

enum PromptErrors {
  static func unknownCommand(_ place: Place, among names: [String]) -> Diagnostic {
    let fix =
      if place.text == PromptInput.pasteEnd {
        "\(PromptInput.pasteEnd) ends what \(PromptInput.pasteWord) began, and nothing is open"
      } else if let near = Spelling.suggestion(for: place.text, among: names) {
        "did you mean \(near)?"
      } else {
        ".help lists the commands"
      }
    return Diagnostic(
      .unknownCommand, "the prompt has no command \"\(place.text)\"", at: place, fixes: [Fix(fix)])
  }

  static func missingArgument(_ place: Place, _ command: PromptCommand) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "\"\(command.name)\" needs \(command.argument.noun)", at: place,
      fixes: [Fix("write \(command.usage)")])
  }

  static func wrongArgument(_ place: Place, _ command: PromptCommand) -> Diagnostic {
    let wants = command.usage == command.name ? "stands alone" : "takes \(command.argument.noun)"
    return Diagnostic(
      .wrongArgument, "\"\(command.name)\" \(wants), and this is \"\(place.text)\"", at: place,
      fixes: [Fix("write \(command.usage)")])
  }

  static func unknownKind(_ place: Place, among words: [String]) -> Diagnostic {
    let near =
      FieldWords.kind(for: place.text) ?? Spelling.suggestion(for: place.text, among: words)
    return Diagnostic(
      .wrongArgument, "there is no kind of thing called \"\(place.text)\"", at: place,
      fixes: [Fix(near.map { "did you mean \"\($0)\"?" } ?? ".list alone shows the kinds there are")])
  }

  static func fileExists(_ place: Place, _ path: String) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "\"\(path)\" is there already", at: place,
      fixes: [Fix("choose another name; .save alone writes into the files that are open")])
  }

  static func wouldLoseProgramme(_ place: Place, _ path: String) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "\"\(path)\" is a programme, and would be lost", at: place,
      fixes: [Fix("choose another name, such as \(path.dropLast(5)).txt")])
  }

  static func noOperation(_ place: Place, of count: Int) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "there is no operation \(place.text)", at: place,
      fixes: [Fix(count == 0 ? "nothing was done yet" : ".log lists them: 1 to \(count)")])
  }

  /// `.why Grow`, where only its properties have formulas.
  static func noFormula(_ place: Place) -> Diagnostic {
    Diagnostic(
      .wrongArgument, "\"\(place.text)\" has no formula of its own: its properties have", at: place,
      fixes: [Fix("write .why \(place.text).PROPERTY; .show \(place.text) lists them")])
  }

  /// One of a few words.
  static func unknownChoice(_ place: Place, _ noun: String, among words: [String]) -> Diagnostic {
    let near = Spelling.suggestion(for: place.text, among: words)
    return Diagnostic(
      .wrongArgument, "there is no \(noun) called \"\(place.text)\"", at: place,
      fixes: [Fix(near.map { "did you mean \"\($0)\"?" } ?? "write \(words.joined(separator: ", "))")])
  }

  /// `words`: those of the language, the programme and the prompt.
  static func unknownTopic(_ place: Place, among words: [String]) -> Diagnostic {
    let kind = FieldWords.kind(for: place.text).map { "it is called \"\($0)\" here: ?\($0) tells of it" }
    let near = Spelling.suggestion(for: place.text, among: words).map { "did you mean \"\($0)\"?" }
    return Diagnostic(
      .unknownTopic, "nothing is called \"\(place.text)\"", at: place,
      fixes: [Fix(kind ?? near ?? "? alone lists the words there are, .list what is declared")])
  }
}

extension DiagnosticCode {
  static let unknownCommand = DiagnosticCode(
    "R0910", title: "the prompt has no such command",
    why: """
      A line that begins with a dot is a command to the prompt, not a statement of the language. `.help` lists the \
      commands; a Tab after the dot does too.
      """,
    wrong: ".lst stages", right: ".list stages")

  static let wrongArgument = DiagnosticCode(
    "R0911", title: "the command takes something else",
    why: """
      Each command of the prompt says in `.help` what stands after it: a name, a kind, a file, a number of steps, or \
      nothing.
      """,
    wrong: ".undo twice", right: ".undo 2")

  static let unknownTopic = DiagnosticCode(
    "R0912", title: "there is nothing of this name to tell of",
    why: """
      `?` and a name tell what something is: a kind (`?stage`), a property (`?stage.duration`), a function, a verb, a \
      unit, a code (`?R0201`), a command of the prompt (`?.undo`), or anything that the programme declares.
      """,
    wrong: "?stag", right: "?stage")

  /// The codes of the prompt. Their examples are lines of the prompt, not scripts.
  package static let ofPrompt: [DiagnosticCode] = [unknownCommand, wrongArgument, unknownTopic]
}
