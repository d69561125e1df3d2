// What lies open at the prompt: a programme, what was typed since, and how much of that is in no file yet.

import LineEditor
import RungModel
import RungSession
import RungSyntax
import RungText

package final class Desk {
  package let files: any FileSystem
  /// The file that is open; nil for a programme that was begun at the prompt.
  package private(set) var path: String?
  package private(set) var session: Session
  /// How forecasts are waited for.
  package var patience = Patience() {
    didSet { session.patience = patience }
  }
  /// Whether a person types: they are asked before something is lost, a script is not.
  package let isTyped: Bool

  /// What is put on record of this session.
  package private(set) var recorder: Recorder
  private let makeRecorder: (String?) -> Recorder
  let tour = Tour()

  /// Set by the command that leaves the prompt.
  package var isLeaving = false
  /// The latest statement that was typed, for `.edit`.
  var latestInput = ""
  /// What a command puts into the next line, for the person to enter.
  var draft: String?
  /// Edits as they were typed. The session has them in canonical form, in which `P = P + 2` no longer says `P`.
  private var typed: [Change: String] = [:]
  /// What the person was warned of, until they type something else.
  private var warnedOf: String?

  /// - Parameter makeRecorder: the record of a programme, by its path.
  package init(
    files: any FileSystem, path: String? = nil, isTyped: Bool, schema: Schema = .rung,
    recording makeRecorder: @escaping (String?) -> Recorder = { _ in Recorder() }
  ) {
    self.files = files
    self.path = path
    self.isTyped = isTyped
    session = Desk.session(files, path, isTyped, schema)
    self.makeRecorder = makeRecorder
    recorder = makeRecorder(path)
  }

  /// A person's Ctrl-C stops long work; a script ends with it.
  private static func session(
    _ files: any FileSystem, _ path: String?, _ isTyped: Bool, _ schema: Schema
  ) -> Session {
    Session(
      files: files, path.map { .file($0) }, schema: schema, wantsToStop: { isTyped && Interrupt.isRequested })
  }

  package var definitions: Definitions { session.definitions }

  /// Edits made, or taken back, since the programme was opened or a snapshot was saved.
  package var unsavedEdits: Int {
    session.made.count + (session.isBeyondRestoring ? 1 : 0)
  }

  // MARK: Statements

  /// Statements of the language, as a line of a script means them.
  package func evaluate(_ text: String) -> Outcome { evaluate(Source(name: "<prompt>", text: text)) }

  package func evaluate(_ source: Source) -> Outcome {
    let tree = SyntaxTree.parse(source)
    let nodes = Array(tree.children(of: 0))
    if isTyped, nodes.count == 1, tree.kind(nodes[0]) == .save {
      return SaveCommand.save(self, at: tree.place(nodes[0]))
    }
    var steps: [[Session.Edit]] = []
    let outcome = session.evaluate(source) { made in
      for edit in made {
        guard let node = nodes.first(where: { tree.range($0).start == edit.range.start }),
          tree.kind(node).isEdit
        else { continue }
        typed[edit.change] = Desk.text(of: node, in: tree)
      }
      steps.append(session.edits(ofLast: made.count))
    }
    var result = outcome
    // What is one step is one record: never half of it comes back after a crash.
    for step in steps {
      guard let problem = recorder.note(.edit, step) else { continue }
      result.reports.append(.notice(problem))
      result.status.note(.couldNotWork)
    }
    if outcome.status == .fine, nodes.contains(where: { tree.kind($0) == .save }) { recorder.note(.saved) }
    if nodes.contains(where: { tree.kind($0) == .open }), recorder.log.edits != session.edits {
      noteAll(&result)
    }
    return result
  }

  /// Keeps a snapshot with the reason why.
  func keep(_ name: String, note: String) -> Outcome {
    session.keepSnapshot(named: name, note: note)
  }

  /// A statement as typed, its documentation included.
  private static func text(of node: NodeIndex, in tree: SyntaxTree) -> String {
    let range = tree.range(node)
    guard let above = tree.documentationRange(before: tree.firstToken(node)) else {
      return tree.source.text(range)
    }
    return tree.source.text(range.union(above))
  }

  /// Writes what a person has seen.
  func save(_ plan: SavePlan, at place: Place) -> Outcome {
    let outcome = session.carryOut(plan, at: place)
    guard outcome.status == .fine else { return outcome }
    recorder.note(.saved)
    typed = [:]
    warnedOf = nil
    return outcome
  }

  // MARK: Undo

  /// Takes the last edit back; the statement it was, in canonical form. Nil when there is none.
  func undo() -> String? {
    step(.undo) {
      $0.undo()
    } edits: { before, after in
      (after, before)
    }
  }

  /// Makes the edit again that was taken back last.
  func redo() -> String? {
    step(.redo) {
      $0.redo()
    } edits: { before, after in
      (before, after)
    }
  }

  private func step(
    _ kind: Operation.Kind, _ move: (Session) -> Bool,
    edits: ([Session.Edit], [Session.Edit]) -> (without: [Session.Edit], with: [Session.Edit])
  ) -> String? {
    let before = session.edits
    let scenario = session.scenarioName
    guard move(session) else { return nil }
    recorder.note(kind)
    // Beyond a save, or the opening of a snapshot, the log knows no way back.
    if recorder.log.edits != session.edits { recorder.note(.remade, session.edits) }
    // The edit may have been made in another scenario than the one that is active now.
    if session.scenarioName != scenario { _ = session.select(scenario: scenario ?? "Base") }
    let (short, long) = edits(before, session.edits)
    guard short.count < long.count, long.starts(with: short) else {
      let count = session.made.count
      return "the step as a whole; \(Counted.edits(count)) \(count == 1 ? "stands" : "stand") now"
    }
    return long.dropFirst(short.count).map { edit in
      edit.text + (edit.scenario.map { " (in \($0))" } ?? "")
    }.joined(separator: "\n")
  }

  // MARK: Scenarios

  func select(scenario place: Place) -> [Diagnostic] { session.select(scenario: place.text, at: place) }

  func fork(_ name: String) -> Outcome {
    var outcome = session.fork(name)
    if outcome.status == .fine { noteAll(&outcome) }
    return outcome
  }

  /// Other edits in place of those that stand; `.undo` comes back to them.
  func remake(_ edits: [Session.Edit], done: String) -> Outcome {
    var (outcome, lost) = session.remake(edits)
    guard outcome.status == .fine else {
      outcome.reports.append(.notice("nothing was changed: the files are not what they were then"))
      return outcome
    }
    outcome.reports.append(.notice(done))
    for edit in lost { outcome.reports.append(.notice("no longer applies: \(edit.text)")) }
    noteAll(&outcome)
    return outcome
  }

  private func noteAll(_ outcome: inout Outcome) {
    guard let problem = recorder.note(.remade, session.edits) else { return }
    outcome.reports.append(.notice(problem))
    outcome.status.note(.couldNotWork)
  }

  /// What a person reads when the programme is opened, beside its problems.
  package var openingNotices: [String] {
    guard isTyped else { return [] }
    var notices = recorder.notice.map { [$0] } ?? []
    let lost = recorder.log.recoverable.count { !$0.isOpening }
    if lost > 0 {
      notices.append(
        "\(Counted.edits(lost)) of an earlier session \(lost == 1 ? "was" : "were") never saved: .recover makes \(lost == 1 ? "it" : "them") again"
      )
    }
    return notices
  }

  // MARK: Files

  /// Opens another programme in place of this one. One that cannot be read leaves all as it was.
  func open(_ other: String) -> Outcome {
    let opened = Desk.session(files, other, isTyped, definitions.schema)
    let problems = opened.check()
    if opened.workspace.isIncomplete {
      var outcome = Outcome(problems)
      outcome.reports.append(.notice(path.map { "\($0) stays open" } ?? "nothing was opened"))
      outcome.status = .couldNotWork
      return outcome
    }
    path = other
    session = opened
    session.patience = patience
    // The lock of the journal goes with the first recorder of it that ends: it must have ended by then.
    recorder = Recorder()
    recorder = makeRecorder(other)
    typed = [:]
    return Outcome(problems)
  }

  /// Reads the files again and makes the edits on top of them.
  func reload(isInterrupted: () -> Bool = { false }) -> (outcome: Outcome, repeated: Int, lost: Int) {
    let read = Desk.session(files, path, isTyped, definitions.schema)
    var outcome = Outcome(read.check())
    if read.workspace.isIncomplete {
      outcome.status = .couldNotWork
      return (outcome, 0, 0)
    }
    let scenario = session.scenarioName
    let old = zip(session.made, session.edits.suffix(session.made.count)).map { made, edit in
      let statement = made.changes.map { typed[$0] ?? $0.statement }.joined(separator: "\n")
      return Session.Edit(statement, in: edit.scenario, label: edit.label)
    }
    session = read
    session.patience = patience
    typed = [:]
    var lost = 0
    for edit in old {
      _ = session.select(scenario: edit.scenario ?? "Base")
      let step =
        isInterrupted()
        ? Outcome([], .problems)
        : edit.label == nil ? evaluate(edit.statement) : session.repeated(edit)
      guard step.status != .fine else { continue }
      lost += 1
      outcome.add(step)
      outcome.reports.append(.notice("no longer applies: \(edit.text)"))
    }
    noteAll(&outcome)
    outcome.add(session.select(scenario: scenario ?? "Base"))
    return (outcome, old.count - lost, lost)
  }

  // MARK: Asking

  /// Whether to go on with something that loses edits: a person must say it twice in a row.
  func isConfirmed(_ line: String) -> Bool { unsavedEdits == 0 || isSaidAgain(line) }

  /// Whether a person says something twice in a row; a script means it the first time.
  func isSaidAgain(_ line: String) -> Bool {
    guard isTyped, warnedOf != line else { return true }
    warnedOf = line
    return false
  }

  /// Something else was typed.
  func forgetWarning(unless line: String) {
    if warnedOf != line { warnedOf = nil }
  }
}

extension NodeKind {
  /// Whether a statement of this kind changes the programme by what it says.
  fileprivate var isEdit: Bool {
    switch self {
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario, .override, .remove: true
    default: false
    }
  }
}
