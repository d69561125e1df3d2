// What lies open at the prompt: a programme, what was typed since, and how much of that is kept nowhere yet.

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
  /// Whether a person types: they are asked before something is lost, a script is not.
  package let isTyped: Bool

  /// Set by the command that leaves the prompt.
  var isLeaving = false
  /// The latest statement that was typed, for `.edit`.
  var latestInput = ""
  /// What a command puts into the next line, for the person to enter.
  var draft: String?
  /// Edits as they were typed. The session has them in canonical form, in which `P = P + 2` no longer says `P`.
  private var typed: [Change: String] = [:]
  /// The edits that the latest snapshot holds.
  private var kept: [Change] = []
  /// What the person was warned of, until they type something else.
  private var warnedOf: String?

  package init(files: any FileSystem, path: String? = nil, isTyped: Bool, schema: Schema = .rung) {
    self.files = files
    self.path = path
    self.isTyped = isTyped
    session = Desk.session(files, path, isTyped, schema)
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
    let shared = zip(session.changes, kept).prefix { $0 == $1 }.count
    return max(session.changes.count, kept.count) - shared
  }

  // MARK: Statements

  /// Statements of the language, as a line of a script means them.
  package func evaluate(_ text: String, name: String = "<prompt>") -> Outcome {
    let known = session.changes.count
    let outcome = session.evaluate(text, name: name)
    let tree = SyntaxTree.parse(Source(name: name, text: text))
    let nodes = Array(tree.children(of: 0))
    let added = Array(session.changes.dropFirst(known))
    let edits = nodes.filter { tree.kind($0).isEdit }
    // Of a line in which only some edits were taken, nobody can tell which is which.
    if edits.count == added.count {
      for (node, change) in zip(edits, added) { typed[change] = Desk.text(of: node, in: tree) }
    }
    if outcome.status == .fine, nodes.contains(where: { tree.kind($0).keeps }) { kept = session.changes }
    return outcome
  }

  /// A statement as typed, its documentation included.
  private static func text(of node: NodeIndex, in tree: SyntaxTree) -> String {
    let range = tree.range(node)
    guard let above = tree.documentationRange(before: tree.firstToken(node)) else {
      return tree.source.text(range)
    }
    return tree.source.text(range.union(above))
  }

  // MARK: Undo

  /// Takes the last edit back; the statement it was, in canonical form. Nil when there is none.
  func undo() -> String? {
    step {
      $0.undo()
    } edits: { before, after in
      (after, before)
    }
  }

  /// Makes the edit again that was taken back last.
  func redo() -> String? {
    step {
      $0.redo()
    } edits: { before, after in
      (before, after)
    }
  }

  private func step(
    _ move: (Session) -> Bool, edits: ([Change], [Change]) -> (without: [Change], with: [Change])
  ) -> String? {
    let before = session.changes
    let scenario = session.scenarioName
    guard move(session) else { return nil }
    // The edit may have been made in another scenario than the one that is active now.
    if session.scenarioName != scenario { _ = session.select(scenario: scenario ?? "Base") }
    let (short, long) = edits(before, session.changes)
    guard short.count < long.count, long.starts(with: short) else { return "the opening of a snapshot" }
    return long.dropFirst(short.count).map(\.statement).joined(separator: "\n")
  }

  // MARK: Scenarios

  func select(scenario name: String) -> [Diagnostic] { session.select(scenario: name) }

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
    typed = [:]
    kept = []
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
    let old = session.changes.map { typed[$0] ?? $0.statement }
    let wasKept = unsavedEdits == 0
    session = read
    typed = [:]
    kept = []
    var lost = 0
    for statement in old {
      let step = isInterrupted() ? Outcome([], .problems) : evaluate(statement)
      guard step.status != .fine else { continue }
      lost += 1
      outcome.add(step)
      outcome.reports.append(.notice("no longer applies: \(statement)"))
    }
    if wasKept, lost == 0 { kept = session.changes }
    if let scenario { outcome.add(session.select(scenario: scenario)) }
    return (outcome, old.count - lost, lost)
  }

  // MARK: Asking

  /// Whether to go on with something that loses edits: a person must say it twice in a row.
  func isConfirmed(_ line: String) -> Bool {
    guard isTyped, unsavedEdits > 0, warnedOf != line else { return true }
    warnedOf = line
    return false
  }

  /// Something else was typed.
  func forgetWarning(unless line: String) {
    if warnedOf != line { warnedOf = nil }
  }
}

extension NodeKind {
  /// After a statement of this kind the programme is as it is kept somewhere.
  fileprivate var keeps: Bool { self == .snapshot || self == .save || self == .open }

  /// Whether a statement of this kind changes the programme.
  fileprivate var isEdit: Bool {
    switch self {
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario, .override, .remove: true
    default: false
    }
  }
}
