// The commands of the prompt, in one table: the loop, `.help` and completion read it.

import RungReport
import RungSession
import RungText

package struct PromptCommand: Sendable {
  /// What stands after a command; completion offers it.
  package enum Argument: Sendable {
    case none, topic, kind, name, count, snapshot, scenario, newScenario, file, format
    case choice([String])

    var noun: String {
      switch self {
      case .none: "nothing"
      case .topic: "a word"
      case .kind: "a kind, such as stages"
      case .name: "the name of something declared"
      case .count: "a whole number from 1 on"
      case .snapshot: "a name for the snapshot"
      case .scenario: "the name of a scenario"
      case .newScenario: "a name for the new scenario"
      case .file: "a file"
      case .format: "a way to write answers"
      case .choice(let words): words.joined(separator: " or ")
      }
    }
  }

  /// With its dot.
  package let name: String
  /// `[ ]` may be left out.
  package let arguments: String
  package let argument: Argument
  /// One line.
  package let summary: String
  /// What else there is to know of it.
  let details: String
  let carryOut: @Sendable (Call) -> Outcome

  /// A command as typed.
  struct Call {
    let desk: Desk
    let display: Display
    let command: PromptCommand
    /// The whole line.
    let line: String
    /// Of the argument; empty when there is none.
    let place: Place

    var argument: String { place.text }
  }

  package var usage: String { arguments.isEmpty ? name : name + " " + arguments }

  package static func named(_ name: String) -> PromptCommand? { all.first { $0.name == name } }

  package static let all: [PromptCommand] = [
    PromptCommand(
      name: ".help", arguments: "[WORD]", argument: .topic,
      summary: "what the prompt can do, or what a word means",
      details: "`.help WORD` is the same as `?WORD`.", carryOut: HelpCommand.carryOut),
    PromptCommand(
      name: ".list", arguments: "[KIND]", argument: .kind,
      summary: "everything that is declared, or all of one kind",
      details: "Alone it counts by kind; `.list stages` names the stages. `show stages` shows their figures.",
      carryOut: ListCommand.carryOut),
    PromptCommand(
      name: ".show", arguments: "NAME", argument: .name,
      summary: "one thing with its formulas and values, as `show` does",
      details: "The same as the verb `show`, which can also choose and sort: `show cohorts where size > 40`.",
      carryOut: ShowCommand.carryOut),
    PromptCommand(
      name: ".edit", arguments: "[NAME]", argument: .name,
      summary: "write the last input, or something declared, in your own editor",
      details: """
        The editor is $VISUAL or $EDITOR. What you saved comes back as the next input, for you to look at and enter; of \
        something declared, only what you changed; with another title, index or documentation the whole of it, behind \
        its removal, which is one step. Nothing is changed in your files.
        """,
      carryOut: EditCommand.carryOut),
    PromptCommand(
      name: ".why", arguments: "PATH", argument: .name,
      summary: "the chain of formulas behind a value",
      details:
        "`.why Grow.completion` shows its formula, the properties that stand in it, theirs, and so on.",
      carryOut: WhyCommand.carryOut),
    PromptCommand(
      name: ".in", arguments: "[NAME]", argument: .scenario,
      summary: "step into a scenario: all is read there, and edits go there",
      details: "Alone it lists the scenarios. `.in Base` and `.out` step out again.",
      carryOut: WhatIfCommands.stepIn),
    PromptCommand(
      name: ".out", arguments: "", argument: .none,
      summary: "step out of the scenario, to the programme itself",
      details: "The scenario keeps the edits that were made in it.", carryOut: WhatIfCommands.stepOut),
    PromptCommand(
      name: ".fork", arguments: "NAME", argument: .newScenario,
      summary: "make a scenario of what was changed since the file was opened",
      details:
        "The programme is again as in the file, and you are in the new scenario. In a scenario it makes another from it.",
      carryOut: WhatIfCommands.fork),
    PromptCommand(
      name: ".changes", arguments: "", argument: .none,
      summary: "what differs from the file",
      details:
        "By meaning: formulas and values as the file has them and as they are now, and what follows from them.",
      carryOut: DiffCommand.changes),
    PromptCommand(
      name: ".undo", arguments: "[NUMBER]", argument: .count,
      summary: "take the last edit back, or the last few",
      details: "It says which statements were taken back; `.redo` makes them again.",
      carryOut: UndoCommand.undo),
    PromptCommand(
      name: ".redo", arguments: "[NUMBER]", argument: .count,
      summary: "make again what was taken back",
      details: "A new edit forgets what was taken back before.", carryOut: UndoCommand.redo),
    PromptCommand(
      name: ".log", arguments: "[NUMBER]", argument: .count,
      summary: "what was done here, in this session and before it",
      details: "The latest twenty operations, or as many as you say, with their numbers for `.restore`.",
      carryOut: RecordCommands.log),
    PromptCommand(
      name: ".restore", arguments: "NUMBER", argument: .count,
      summary: "go to what stood after an operation of the log",
      details: "The files stay as they are; the edits become those of that moment. `.undo` comes back.",
      carryOut: RecordCommands.restore),
    PromptCommand(
      name: ".recover", arguments: "", argument: .none,
      summary: "make the edits again that a crash left unsaved",
      details: "The prompt says when it opens whether there are any.", carryOut: RecordCommands.recover),
    PromptCommand(
      name: ".save", arguments: "[FILE]", argument: .file,
      summary: "write the edits into your files; with a name, into a new one",
      details: """
        The same as the verb `save`: it shows what would be written, and writes when it is said again. Only what was \
        changed is touched. With FILE the whole programme goes into a new file, which is open then.
        """, carryOut: SaveCommand.carryOut),
    PromptCommand(
      name: ".snapshot", arguments: "NAME", argument: .snapshot,
      summary: "keep the programme as it is now, edits included",
      details: """
        The same as the verb `snapshot "NAME"`: a file in the project's `snapshots` folder. `.snapshot save NAME -m \
        NOTE` says why. `.snapshot list` shows what is kept, `.snapshot verify` whether it is what was saved, \
        `.snapshot show NAME` what it says, `.snapshot restore NAME` goes on with it, `.snapshot delete NAME` takes \
        it away.
        """,
      carryOut: SnapshotCommand.carryOut),
    PromptCommand(
      name: ".diff", arguments: "[VERSION]", argument: .snapshot,
      summary: "what is different now from a snapshot, a file or a commit",
      details: """
        VERSION is the name of a snapshot, a file, or a file as git knows it, such as HEAD:ladder.rung. Alone it \
        compares with the file that is open, as `.changes` does.
        """, carryOut: DiffCommand.carryOut),
    PromptCommand(
      name: ".history", arguments: "NAME", argument: .name,
      summary: "who changed something when, over snapshots and commits",
      details: "NAME is anything declared, or one of its properties: `.history Core.amount`.",
      carryOut: HistoryCommand.carryOut),
    PromptCommand(
      name: ".open", arguments: "FILE", argument: .file,
      summary: "open another programme",
      details: "Edits that are not saved are lost: the prompt warns, and goes ahead the second time.",
      carryOut: OpenCommand.carryOut),
    PromptCommand(
      name: ".reload", arguments: "", argument: .none,
      summary: "read the files again and repeat the edits",
      details: "For when you change the file in an editor. What no longer applies is said.",
      carryOut: ReloadCommand.carryOut),
    PromptCommand(
      name: ".mode", arguments: "[FORMAT]", argument: .format,
      summary: "how answers are written: table, plain, json, csv, markdown, …",
      details: (["Alone it says which, and which there are."] + ProgramFormats.rule).joined(
        separator: "\n\n"),
      carryOut: DisplayCommands.mode),
    PromptCommand(
      name: ".once", arguments: "FILE", argument: .file,
      summary: "the next answer goes to a file",
      details: "In the format of `.mode`.", carryOut: DisplayCommands.once),
    PromptCommand(
      name: ".output", arguments: "[FILE]", argument: .file,
      summary: "answers go to a file from now on; alone, to the screen again",
      details: """
        In the format of `.mode`. What the file held before is replaced when you say so again; a programme never is.
        """,
      carryOut: DisplayCommands.output),
    PromptCommand(
      name: ".last", arguments: "", argument: .none,
      summary: "the last answer once more, in the format of .mode",
      details: "Nothing is computed again.", carryOut: DisplayCommands.last),
    PromptCommand(
      name: ".timer", arguments: "[on|off]", argument: .choice(["on", "off"]),
      summary: "say after each answer how long it took",
      details: "Alone it changes over.", carryOut: DisplayCommands.timer),
    PromptCommand(
      name: ".transcript", arguments: "[FILE]", argument: .file,
      summary: "write down what is typed and answered; alone, end it",
      details: "Lines stand as typed, answers behind `#`: `rung FILE < TRANSCRIPT` does the same again.",
      carryOut: DisplayCommands.transcript),
    PromptCommand(
      name: PromptInput.pasteWord, arguments: "", argument: .none,
      summary: "take the lines up to .end together, as a pasted text",
      details: """
        As in a file, a statement may then speak of what a later one declares. What a terminal pastes is taken together \
        without it; in a transcript and in piped input it says which statements are meant together.
        """,
      // The lines are taken apart before: what reaches this is empty.
      carryOut: { _ in Outcome() }),
    PromptCommand(
      name: ".tour", arguments: "[stop]", argument: .choice(["stop"]),
      summary: "five minutes that show what Rung can do",
      details: "It goes on as you type what it says; `.tour` skips a step.", carryOut: TourCommand.carryOut),
    PromptCommand(
      name: ".quit", arguments: "", argument: .none,
      summary: "leave, as Ctrl-D does",
      details: "With edits that are not saved the prompt warns, and leaves the second time.",
      carryOut: QuitCommand.carryOut),
  ]

  package func page() -> Page {
    var text = summary.prefix(1).uppercased() + summary.dropFirst()
    text += ". " + details
    return Page(
      name,
      [.example("", usage)] + text.split(separator: "\n\n").map { .paragraph(String($0)) },
      json: ["command": .string(name), "usage": .string(usage), "documentation": .string(text)])
  }

  // MARK: Carrying out

  /// Carries out a line that begins with a dot.
  static func run(_ source: Source, at desk: Desk, _ display: Display) -> Outcome {
    let bytes = source.bytes
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let nameEnd = bytes.firstIndex(where: isBlank) ?? bytes.count
    let start = bytes[nameEnd...].firstIndex { !isBlank($0) } ?? bytes.count
    let end = bytes[start...].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    let namePlace = Place(source, ByteRange(0, nameEnd))
    guard let command = named(namePlace.text) else {
      return Outcome([PromptErrors.unknownCommand(namePlace, among: all.map(\.name))])
    }
    let place = Place(source, ByteRange(start, end))
    if place.range.isEmpty, !command.arguments.isEmpty, !command.arguments.hasPrefix("[") {
      return Outcome([PromptErrors.missingArgument(namePlace, command)])
    }
    if !place.range.isEmpty, command.arguments.isEmpty {
      return Outcome([PromptErrors.wrongArgument(place, command)])
    }
    return command.carryOut(
      Call(desk: desk, display: display, command: command, line: source.text, place: place))
  }
}

extension String {
  /// Without the quotation marks around it: names of files may stand with or without them.
  var unquoted: String {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}

extension Substring {
  /// Without the blanks around it.
  var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
