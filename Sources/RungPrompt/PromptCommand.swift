// The commands of the prompt, in one table: the loop, `.help` and completion read it.

import RungReport
import RungSession
import RungText

package struct PromptCommand: Sendable {
  /// What stands after a command; completion offers it.
  package enum Argument: Sendable {
    case none, topic, kind, name, count, snapshot, scenario, file

    var noun: String {
      switch self {
      case .none: "nothing"
      case .topic: "a word"
      case .kind: "a kind, such as stages"
      case .name: "the name of something declared"
      case .count: "a whole number from 1 on"
      case .snapshot: "a name for the snapshot"
      case .scenario: "the name of a scenario"
      case .file: "a file"
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
        something declared, only what you changed. Nothing is changed in your files.
        """,
      carryOut: EditCommand.carryOut),
    PromptCommand(
      name: ".scenario", arguments: "[NAME]", argument: .scenario,
      summary: "read the programme in a scenario; Base is as it is written",
      details: "Alone it lists the scenarios. Edits change the programme itself, not the scenario.",
      carryOut: ScenarioCommand.carryOut),
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
      name: ".snapshot", arguments: "NAME", argument: .snapshot,
      summary: "keep the programme as it is now, edits included",
      details: "The same as the verb `snapshot \"NAME\"`: a file in the project's `snapshots` folder.",
      carryOut: SnapshotCommand.carryOut),
    PromptCommand(
      name: ".open", arguments: "FILE", argument: .file,
      summary: "open another programme",
      details: "Edits that no snapshot keeps are lost: the prompt warns, and goes ahead the second time.",
      carryOut: OpenCommand.carryOut),
    PromptCommand(
      name: ".reload", arguments: "", argument: .none,
      summary: "read the files again and repeat the edits",
      details: "For when you change the file in an editor. What no longer applies is said.",
      carryOut: ReloadCommand.carryOut),
    PromptCommand(
      name: ".quit", arguments: "", argument: .none,
      summary: "leave, as Ctrl-D does",
      details: "With edits that no snapshot keeps the prompt warns, and leaves the second time.",
      carryOut: QuitCommand.carryOut),
  ]

  package func page() -> Page {
    var text = summary.prefix(1).uppercased() + summary.dropFirst()
    text += ". " + details
    return Page(
      name, [.example("", usage), .paragraph(text)],
      json: ["command": .string(name), "usage": .string(usage), "documentation": .string(text)])
  }

  // MARK: Carrying out

  /// Carries out a line that begins with a dot.
  static func run(_ line: String, at desk: Desk) -> Outcome {
    let source = Source(name: "<prompt>", text: line)
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
    return command.carryOut(Call(desk: desk, command: command, line: line, place: place))
  }
}
