// The read loop: a statement or a command in, answers and problems out, until the input ends.

import LineEditor
import RungSession
import RungSyntax
import RungText

package final class Prompt {
  private let desk: Desk
  private let screen: PromptScreen
  private let display: Display
  private let completer: Completer
  /// The worst that happened.
  private var status = RunStatus.fine

  package init(
    _ desk: Desk, _ screen: PromptScreen, fileNames: @escaping (String) -> [String] = FileNames.inFolder
  ) {
    self.desk = desk
    self.screen = screen
    display = Display(screen, desk.files)
    completer = Completer(desk, fileNames: fileNames)
  }

  /// What a line editor asks of the language.
  package var services: LineServices {
    LineServices(
      isComplete: Prompt.completeness(of:),
      complete: { [completer] in completer.completions(of: $0, at: $1) },
      highlight: Painting.ranges(of:),
      callHelp: { [completer] in completer.help(on: $0, at: $1) }, shown: screen.shown)
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
    screen.working(nil)
    if !problems.isEmpty { screen.tell(.diagnostics(problems)) }
    status.note(desk.session.status(of: problems))
    if desk.isTyped { screen.tell(.notice(Greeting.banner(of: desk, version: version, problems: problems))) }
    for notice in desk.openingNotices { screen.tell(.notice(notice)) }
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

  /// `rung> `; in a scenario `rung Lean> `, and with edits that are not saved `rung Lean +3> `.
  private var promptText: String {
    let scenario = desk.session.scenarioName.map { " " + $0 } ?? ""
    let unsaved = desk.unsavedEdits == 0 ? "" : " +\(desk.unsavedEdits)"
    return screen.style.painted("rung\(scenario)\(unsaved)>", .strong) + " "
  }

  /// Carries out what was typed. Lines pasted together may hold commands before statements.
  package func accept(_ text: String) {
    var rest = text[...]
    while Prompt.isCommand(rest) {
      let end = rest.firstIndex(of: "\n") ?? rest.endIndex
      let line = rest[..<end].trimmed
      if !line.hasPrefix(".transcript") { display.typed(line) }
      command(line)
      rest = rest[end...].drop { $0 == "\n" }
      if desk.isLeaving || isInterrupted { return }
    }
    guard rest.contains(where: { !$0.isWhitespace }) else { return }
    desk.forgetWarning(unless: rest.trimmed == SaveCommand.word ? SaveCommand.word : "")
    desk.latestInput = String(rest)
    display.typed(String(rest))
    let start = screen.seconds()
    let edits = desk.session.changes.count
    screen.working("working")
    let outcome = desk.evaluate(String(rest))
    screen.working(nil)
    tell(outcome)
    if desk.isTyped, let command = Prompt.forgottenDot(in: rest, outcome) {
      screen.tell(.notice("commands of the prompt begin with a dot: \(command)"))
    }
    if display.isTimed { screen.tell(.notice(Prompt.took(screen.seconds() - start))) }
    if let step = desk.tour.next(after: String(rest), outcome) { tell(step) }
    guard isInterrupted else { return }
    let isSame = desk.session.changes.count == edits
    screen.tell(
      .notice(
        isSame ? "interrupted: the programme is as it was" : "interrupted: what was done before that is kept")
    )
  }

  /// `help`, `quit`, `list stages`: what somebody meant who typed a command without its dot.
  private static func forgottenDot(in text: Substring, _ outcome: Outcome) -> String? {
    guard outcome.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let word = String(text.drop { $0.isWhitespace }.prefix { $0.isLetter })
    if ["exit", "bye", "q"].contains(word) { return ".quit" }
    guard let command = PromptCommand.named("." + word), VerbDocumentation.all.allSatisfy({ $0.name != word })
    else { return nil }
    return command.usage
  }

  private var isInterrupted: Bool { desk.isTyped && Interrupt.isRequested }

  private func command(_ line: String) {
    desk.forgetWarning(unless: line == ".save" ? SaveCommand.word : line)
    if line.hasPrefix("?") {
      let outcome = question(line)
      tell(outcome)
      if let step = desk.tour.next(after: line, outcome) { tell(step) }
    } else {
      let start = screen.seconds()
      // The editor has the screen for itself.
      if !line.hasPrefix(".edit") { screen.working("working") }
      let outcome = PromptCommand.run(line, at: desk, display)
      screen.working(nil)
      tell(outcome)
      if display.isTimed { screen.tell(.notice(Prompt.took(screen.seconds() - start))) }
      if let step = desk.tour.next(after: line, outcome) { tell(step) }
    }
  }

  /// `took 0.012 s`.
  private static func took(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "took \(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) s"
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
    display.show(outcome, isTyped: desk.isTyped)
    display.statementEnds()
    status.note(outcome.status)
  }
}
