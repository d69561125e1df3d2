// What lies open at the prompt: a programme, what was typed since, and how much of that is kept nowhere yet.

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
  private var edits: [Edit] = []
  private var undoneEdits: [Edit] = []
  private var nextSerial = 0
  /// The edits that the latest snapshot holds.
  private var keptSerials: [Int] = []
  /// What the person was warned of, until they type something else.
  private var warnedOf: String?
  private var hasChosenScenario = false

  /// A statement that changed the programme, in a tree of its own.
  private struct Edit {
    let serial: Int
    let tree: SyntaxTree

    /// As it was typed, its documentation included.
    var text: String {
      let node = tree.onlyNode
      let range = tree.range(node)
      guard let above = tree.documentationRange(before: tree.firstToken(node)) else { return tree.source.text(range) }
      return tree.source.text(range.union(above))
    }
  }

  package init(files: any FileSystem, path: String? = nil, isTyped: Bool) {
    self.files = files
    self.path = path
    self.isTyped = isTyped
    session = Session(files: files, path.map { .file($0) })
  }

  package var definitions: Definitions { session.definitions }

  /// Edits made, or taken back, since the programme was opened or a snapshot was saved.
  package var unsavedEdits: Int {
    let serials = edits.map(\.serial)
    let shared = zip(serials, keptSerials).prefix { $0 == $1 }.count
    return max(serials.count, keptSerials.count) - shared
  }

  // MARK: Statements

  /// Statements of the language, as a line of a script means them.
  package func evaluate(_ text: String, name: String = "<prompt>") -> Outcome {
    let whole = SyntaxTree.parse(Source(name: name, text: text))
    for node in whole.children(of: 0) where whole.kind(node) == .use {
      return Outcome([PromptErrors.useAtPrompt(whole.place(node))])
    }
    let known = session.written.trees.count
    let outcome = session.evaluate(text, name: name)
    for tree in session.written.trees.dropFirst(known) {
      edits.append(Edit(serial: nextSerial, tree: tree))
      nextSerial += 1
      undoneEdits = []
    }
    if outcome.status == .fine, whole.children(of: 0).contains(where: { whole.kind($0).keeps }) { keepAll() }
    return outcome
  }

  private func keepAll() { keptSerials = edits.map(\.serial) }

  // MARK: Undo

  var undoable: Int { edits.count }
  var redoable: Int { undoneEdits.count }

  /// Takes the last edit back; the statement it was, in canonical form. Nil when there is none.
  func undo() -> String? {
    guard let edit = edits.last, session.undo() else { return nil }
    edits.removeLast()
    undoneEdits.append(edit)
    readInScenario()
    return canonical(edit)
  }

  /// Makes the edit again that was taken back last.
  func redo() -> String? {
    guard let edit = undoneEdits.last else { return nil }
    let statement = canonical(edit)
    guard session.redo() else { return nil }
    undoneEdits.removeLast()
    edits.append(edit)
    readInScenario()
    return statement
  }

  /// What the edit says to the programme as it stands before it.
  private func canonical(_ edit: Edit) -> String {
    let changes = session.written.applying(statement: edit.tree).value.changes
    return changes.isEmpty ? edit.text : changes.map(\.statement).joined(separator: "\n")
  }

  // MARK: Scenarios

  func select(scenario name: String) -> [Diagnostic] {
    hasChosenScenario = true
    return session.select(scenario: name)
  }

  /// An edit may have been made in another scenario than the one that is active now.
  private func readInScenario() {
    if hasChosenScenario { _ = session.select(scenario: session.scenarioName ?? "Base") }
  }

  // MARK: Files

  /// Opens another programme in place of this one. One that cannot be read leaves all as it was.
  func open(_ other: String) -> Outcome {
    let opened = Session(files: files, .file(other))
    let problems = opened.check()
    if opened.workspace.isIncomplete {
      var outcome = Outcome(problems)
      outcome.reports.append(.notice(path.map { "\($0) stays open" } ?? "nothing was opened"))
      outcome.status = .couldNotWork
      return outcome
    }
    path = other
    session = opened
    edits = []
    undoneEdits = []
    keptSerials = []
    hasChosenScenario = false
    return Outcome(problems)
  }

  /// Reads the files again and makes the edits on top of them.
  func reload(isInterrupted: () -> Bool = { false }) -> (outcome: Outcome, repeated: Int, lost: Int) {
    let read = Session(files: files, path.map { .file($0) })
    var outcome = Outcome(read.check())
    if read.workspace.isIncomplete {
      outcome.status = .couldNotWork
      return (outcome, 0, 0)
    }
    let scenario = session.scenarioName
    let old = edits
    let wasKept = unsavedEdits == 0
    session = read
    edits = []
    undoneEdits = []
    keptSerials = []
    var lost = 0
    for edit in old {
      let step = isInterrupted() ? Outcome([], .problems) : evaluate(edit.text)
      guard step.status != .fine else { continue }
      lost += 1
      outcome.add(step)
      outcome.reports.append(.notice("no longer applies: \(edit.text)"))
    }
    if wasKept, lost == 0 { keepAll() }
    if let scenario { outcome.add(session.select(scenario: scenario)) }
    return (outcome, edits.count, lost)
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
  /// Whether a statement of this kind keeps the programme somewhere.
  fileprivate var keeps: Bool { self == .snapshot || self == .save }
}
