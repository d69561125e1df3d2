// Edits of the prompt as a whole: where they go, made again after something else has changed, turned into a scenario.

import RungModel
import RungSyntax
import RungText

extension Session {
  static func applying(
    _ tree: SyntaxTree, to definitions: Definitions, in scenario: String?
  ) -> Checked<(definitions: Definitions, changes: [Change])> {
    guard let entity = scenario.flatMap({ definitions.entity(named: $0) }) else {
      return definitions.applying(statement: tree)
    }
    return definitions.applying(statement: tree, in: entity)
  }

  func concernsScenario(_ tree: SyntaxTree) -> Bool {
    guard let statement = tree.child(0, of: 0) else { return false }
    switch tree.kind(statement) {
    case .scenario: return true
    case .remove:
      guard let path = tree.child(0, of: statement), let entity = written.entity(named: tree.text(path))
      else {
        return false
      }
      return written.kindName(of: entity) == "scenario"
    default: return false
    }
  }

  // MARK: Edits as a whole

  /// An edit as the prompt keeps it: a statement, or several that are one edit, and the scenario it was made in.
  package struct Edit: Hashable, Sendable {
    /// Nil of the programme itself.
    package let scenario: String?
    package let statement: String
    /// What a person calls it when its statements would say too much.
    package let label: String?

    package init(_ statement: String, in scenario: String?, label: String? = nil) {
      self.statement = statement
      self.scenario = scenario
      self.label = label
    }

    init(_ made: MadeChanges) {
      self.init(
        made.changes.map(\.statement).joined(separator: "\n"), in: made.changes.first?.scenario,
        label: made.label)
    }

    init(takingBack made: MadeChanges) {
      self.init(
        made.changes.reversed().map(\.inverse).joined(separator: "\n"), in: made.changes.first?.scenario,
        label: made.label.map { "taken back: " + $0 })
    }

    /// For a person.
    package var text: String { label ?? statement }

    /// Whether it puts a snapshot in place of the files.
    package var isOpening: Bool { statement.hasPrefix("open ") }
  }

  /// What stands now: the snapshot that was opened in place of the files, if one was, and the edits since.
  package var edits: [Edit] {
    (opened.opener.map { [Edit($0, in: nil)] } ?? []) + made.map { Edit($0) }
  }

  /// The latest of them, with so many changes together: what a statement has just made.
  package func edits(ofLast count: Int) -> [Edit] {
    var left = count
    let latest = made.reversed().prefix { edit in
      defer { left -= edit.changes.count }
      return left > 0
    }
    return latest.reversed().map { Edit($0) }
  }

  /// Makes an edit of several statements again, as one.
  package func repeated(_ edit: Edit) -> Outcome {
    change(SyntaxTree.parse(Source(name: "<prompt>", text: edit.statement)), label: edit.label)
  }

  /// Goes on with the files as they were read, or with the snapshot that the first edit opens, and these edits; those
  /// that no longer apply are left out.
  package func remake(_ edits: [Edit]) -> (outcome: Outcome, lost: [Edit]) {
    let base: Moment
    switch self.base(of: edits) {
    case .success(let found): base = found
    case .failure(let problem): return (problem.outcome, edits)
    }
    let (definitions, made, lost) = Session.remaking(edits.filter { !$0.isOpening }, on: base.written)
    let next = state.remade(base, definitions, made)
    let problems = next.reading.problems.filter { $0.severity == .error }
    if problems.isEmpty {
      moveOn(to: next, from: base)
      return (Outcome(), lost)
    }
    return (Outcome(problems), edits)
  }

  /// What edits are made on: it is read again only when it is not what is open.
  private func base(of edits: [Edit]) -> Result<Moment, OpeningProblem> {
    let opener = edits.first.flatMap { $0.isOpening ? $0.statement : nil }
    if opener == opened.opener { return .success(opened) }
    guard let opener else {
      return .success(state.read(home.map { Workspace.load($0, from: files) } ?? .empty, files).moment)
    }
    guard let statement = SyntaxTree.parse(Source(name: "<prompt>", text: opener)).acts(index: nil).first
    else {
      return .success(opened)
    }
    return opening(statement).map(\.state.moment)
  }

  static func remaking(
    _ edits: [Edit], on written: Definitions
  ) -> (definitions: Definitions, made: [MadeChanges], lost: [Edit]) {
    var definitions = written
    var made: [MadeChanges] = []
    var lost: [Edit] = []
    for edit in edits {
      let tree = SyntaxTree.parse(Source(name: "<prompt>", text: edit.statement))
      let isThere = edit.scenario.map { definitions.entity(named: $0) != nil } ?? true
      let step = applying(tree, to: definitions, in: edit.scenario)
      guard isThere, !step.hasErrors, !step.value.changes.isEmpty else {
        lost.append(edit)
        continue
      }
      definitions = step.value.definitions
      made.append(MadeChanges(step.value.changes, label: edit.label))
    }
    return (definitions, made, lost)
  }

  /// Makes a scenario of the edits made here since the files were read, takes them back here, and steps into it.
  package func fork(_ name: String) -> Outcome {
    let mine = changes.filter {
      $0.scenario == scenarioName && !$0.concernsScenario(among: changes, opened.written)
    }
    guard !mine.isEmpty else {
      return Outcome([.notice("nothing was changed here since the file was opened")], .problems)
    }
    // A path is set once in a scenario; the latest statement of each counts.
    var statements: [String] = []
    for (index, change) in mine.enumerated()
    where !mine[(index + 1)...].contains(where: { $0.path == change.path }) {
      statements.append(change.statement)
    }
    let parent = scenarioName.map { " from \($0)" } ?? ""
    let text = "scenario \(name)\(parent) {\n\(statements.joined(separator: "\n"))\n}"
    let isMine = { (edit: MadeChanges) in edit.changes.contains(where: mine.contains) }
    let rest = made.filter { !isMine($0) }.map { Edit($0) }
    let count = made.count(where: isMine)
    var (definitions, made, _) = Session.remaking(rest, on: opened.written)
    let step = definitions.applying(statement: SyntaxTree.parse(Source(name: "<prompt>", text: text)))
    if step.hasErrors { return Outcome(step.diagnostics) }
    definitions = step.value.definitions
    made.append(MadeChanges(step.value.changes))
    var next = state.remade(opened, definitions, made)
    next.select(name)
    let problems = next.reading.problems.filter { $0.severity == .error }
    guard problems.isEmpty else { return Outcome(problems) }
    move(to: next)
    return Outcome([
      .notice("\(name) has the \(count == 1 ? "edit" : "\(count) edits"); you are in it")
    ])
  }
}

extension Change {
  /// Whether it declares a scenario, or takes one away.
  fileprivate func concernsScenario(among changes: [Change], _ written: Definitions) -> Bool {
    if statement.hasPrefix("scenario ") { return true }
    guard statement == "remove \(path)" else { return false }
    if let entity = written.entity(named: path), written.kindName(of: entity) == "scenario" { return true }
    return changes.contains { $0.path == path && $0.statement.hasPrefix("scenario ") }
  }
}
