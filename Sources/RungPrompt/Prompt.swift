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
  private var lateNames = LateNames()

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
      isComplete: PromptInput.completeness(of:),
      complete: { [completer] in completer.completions(of: $0, at: $1) },
      highlight: Painting.ranges(of:),
      callHelp: { [completer] in completer.help(on: $0, at: $1) }, shown: screen.shown)
  }

  // MARK: The loop

  /// Checks what is open, greets a person, and reads until the end. The status is that of a script; a person who
  /// leaves has done nothing wrong.
  package func run(_ reader: any LineReading, version: String) -> RunStatus {
    let problems = desk.session.check()
    screen.working(nil)
    if !problems.isEmpty { screen.tell(.diagnostics(problems)) }
    status.note(desk.session.status(of: problems))
    if desk.isTyped {
      let isPlain = reader is PlainReader
      screen.tell(
        .notice(Greeting.banner(of: desk, version: version, problems: problems, isPlain: isPlain)))
    }
    for notice in desk.openingNotices { screen.tell(.notice(notice)) }
    while !desk.isLeaving { readOnce(reader) }
    if let hint = lateNames.hint(desk.definitions) { screen.tell(.notice(hint)) }
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
      case .statement(let text): if !isInterrupted { accept(text, line: reader.line) }
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

  /// Carries out what was typed or pasted, or read at a line of the input.
  package func accept(_ text: String, line: Int? = nil) {
    for (part, offset) in PromptInput.parts(of: text) {
      switch part {
      case .command(let command): carryOut(source(of: command, line, offset))
      case .statements(let statements): evaluate(source(of: statements, line, offset))
      }
      if desk.isLeaving || isInterrupted { return }
    }
  }

  private func source(of text: String, _ line: Int?, _ offset: Int) -> Source {
    line.map { Source(name: Source.standardInput, text: text, firstLine: $0 + offset) }
      ?? Source(name: "<prompt>", text: text)
  }

  private func evaluate(_ source: Source) {
    let text = source.text
    desk.forgetWarning(unless: text[...].trimmed == SaveCommand.word ? SaveCommand.word : "")
    desk.latestInput = text
    display.transcript?.typed(statements: text)
    let start = screen.seconds()
    let edits = desk.session.changes.count
    screen.working("working")
    let outcome = desk.evaluate(source)
    screen.working(nil)
    let hint = desk.isTyped ? TypingHint(text, outcome) : nil
    tell(hint?.isAll == true ? Outcome([], outcome.status) : outcome)
    if let hint { tell(Outcome([.notice(hint.text)])) }
    display.transcript?.done(at: desk, outcome.status)
    lateNames.note(outcome.diagnostics)
    if display.isTimed { screen.tell(.notice(Prompt.took(screen.seconds() - start))) }
    if let step = desk.tour.next(after: text, outcome) { tell(step) }
    guard isInterrupted else { return }
    let isSame = desk.session.changes.count == edits
    screen.tell(
      .notice(
        isSame ? "interrupted: the programme is as it was" : "interrupted: what was done before that is kept")
    )
  }

  private var isInterrupted: Bool { desk.isTyped && Interrupt.isRequested }

  private func carryOut(_ source: Source) {
    let line = source.text
    if !line.hasPrefix(".transcript") { display.transcript?.typed(command: line, at: desk) }
    desk.forgetWarning(unless: line == ".save" ? SaveCommand.word : line)
    let start = screen.seconds()
    let isQuestion = line.hasPrefix("?")
    // The editor has the screen for itself.
    if !isQuestion, !line.hasPrefix(".edit") { screen.working("working") }
    let outcome = isQuestion ? question(source) : PromptCommand.run(source, at: desk, display)
    screen.working(nil)
    tell(outcome)
    display.transcript?.done(at: desk, outcome.status)
    if display.isTimed, !isQuestion { screen.tell(.notice(Prompt.took(screen.seconds() - start))) }
    if let step = desk.tour.next(after: line, outcome) { tell(step) }
  }

  /// `took 0.012 s`.
  private static func took(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "took \(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest) s"
  }

  /// `?name`; alone, the words of the language.
  private func question(_ source: Source) -> Outcome {
    let start = source.bytes.dropFirst().firstIndex { $0 != 0x20 && $0 != 0x09 } ?? source.bytes.count
    let place = Place(source, ByteRange(start, source.bytes.count))
    if place.range.isEmpty { return Pages.documentation(of: nil, schema: desk.definitions.schema) }
    return Topic(place, desk).outcome
  }

  private func tell(_ outcome: Outcome) {
    display.show(outcome, isTyped: desk.isTyped)
    display.statementEnds()
    if !display.typedAhead.isEmpty { desk.draft = (desk.draft ?? "") + display.typedAhead }
    display.typedAhead = ""
    status.note(outcome.status)
  }
}
