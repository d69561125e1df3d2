// The read loop: a statement or a command in, answers and problems out, until the input ends.

import LineEditor
import RungSession
import RungSyntax
import RungText

/// What the loop needs of the screen.
package struct PromptScreen {
  package let tell: (Report) -> Void
  /// Everything told so far can be seen.
  package let flush: () -> Void
  package let style: Style

  package init(tell: @escaping (Report) -> Void, flush: @escaping () -> Void = {}, style: Style = .plain) {
    self.tell = tell
    self.flush = flush
    self.style = style
  }
}

package final class Prompt {
  private let desk: Desk
  private let screen: PromptScreen
  private let completer: Completer
  /// The worst that happened.
  private var status = RunStatus.fine

  package init(
    _ desk: Desk, _ screen: PromptScreen, fileNames: @escaping (String) -> [String] = FileNames.inFolder
  ) {
    self.desk = desk
    self.screen = screen
    completer = Completer(desk, fileNames: fileNames)
  }

  /// What a line editor asks of the language.
  package var services: LineServices {
    LineServices(
      isComplete: Prompt.completeness(of:),
      complete: { [completer] in completer.completions(of: $0, at: $1) },
      highlight: Painting.ranges(of:),
      callHelp: { [completer] in completer.help(on: $0, at: $1) })
  }

  static func completeness(of text: String) -> Completeness {
    if isCommand(text) { return .complete }
    switch InputCompleteness.of(text) {
    case .complete: return .complete
    case .incomplete: return .incomplete
    }
  }

  static func isCommand(_ text: some StringProtocol) -> Bool {
    let first = text.utf8.first { $0 != 0x20 && $0 != 0x09 }
    return first == UInt8(ascii: ".") || first == UInt8(ascii: "?")
  }

  // MARK: The loop

  /// Checks what is open, greets a person, and reads until the end. The status is that of a script; a person who
  /// leaves has done nothing wrong.
  package func run(_ reader: any LineReading, version: String) -> RunStatus {
    let problems = desk.session.check()
    if !problems.isEmpty { screen.tell(.diagnostics(problems)) }
    status.note(desk.session.status(of: problems))
    if desk.isTyped { screen.tell(.notice(Greeting.banner(of: desk, version: version, problems: problems))) }
    while !desk.isLeaving { readOnce(reader) }
    screen.flush()
    return desk.isTyped ? .fine : status
  }

  private func readOnce(_ reader: any LineReading) {
    screen.flush()
    if let draft = desk.draft {
      reader.offer(draft)
      desk.draft = nil
    }
    do {
      switch try reader.readStatement(
        prompt: promptText, continuation: screen.style.painted("...>", .faint) + " ")
      {
      // Ctrl-C in the moment of Enter still drops the line.
      case .statement(let text): if !isInterrupted { accept(text) }
      case .interrupted: break
      case .endOfInput: tell(QuitCommand.leave(desk))
      }
    } catch {
      screen.tell(.notice("rung: \(error)"))
      switch error {
      case .tooLong: status.note(.problems)
      case .unreadable:
        status.note(.couldNotWork)
        desk.isLeaving = true
      }
    }
  }

  /// `rung> `, and in a scenario `rung Lean> `.
  private var promptText: String {
    let scenario = desk.session.scenarioName.map { " " + $0 } ?? ""
    return screen.style.painted("rung\(scenario)>", .strong) + " "
  }

  /// Carries out what was typed. Lines pasted together may hold commands before statements.
  package func accept(_ text: String) {
    var rest = text[...]
    while Prompt.isCommand(rest) {
      let end = rest.firstIndex(of: "\n") ?? rest.endIndex
      command(trimmed(rest[..<end]))
      rest = rest[end...].drop { $0 == "\n" }
      if desk.isLeaving || isInterrupted { return }
    }
    guard rest.contains(where: { !$0.isWhitespace }) else { return }
    desk.forgetWarning(unless: "")
    desk.latestInput = String(rest)
    tell(desk.evaluate(String(rest)))
    if isInterrupted { screen.tell(.notice("interrupted")) }
  }

  private var isInterrupted: Bool { desk.isTyped && Interrupt.isRequested }

  private func command(_ line: String) {
    let isLeave = line == QuitCommand.word
    desk.forgetWarning(unless: isLeave ? QuitCommand.word : line)
    if line.hasPrefix("?") {
      tell(question(line))
    } else {
      tell(PromptCommand.run(line, at: desk))
    }
  }

  /// `?name`; alone, the words of the language.
  private func question(_ line: String) -> Outcome {
    let source = Source(name: "<prompt>", text: line)
    let start = source.bytes.dropFirst().firstIndex { $0 != 0x20 && $0 != 0x09 } ?? source.bytes.count
    let place = Place(source, ByteRange(start, source.bytes.count))
    if place.range.isEmpty { return Pages.documentation(of: nil, schema: desk.definitions.schema) }
    return Topic(place, desk).outcome
  }

  private func tell(_ outcome: Outcome) {
    for report in outcome.reports { screen.tell(report) }
    status.note(outcome.status)
  }

  private func trimmed(_ line: Substring) -> String {
    var line = line.drop { $0.isWhitespace }
    while line.last?.isWhitespace == true { line.removeLast() }
    return String(line)
  }
}
