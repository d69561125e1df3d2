// `show`: tables of things, one thing, or values side by side.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

struct ShowVerb {
  private let statement: Statement
  private let evaluator: Evaluator
  private let figures: StandingFigures

  init(_ statement: Statement, _ evaluator: Evaluator, _ figures: StandingFigures) {
    self.statement = statement
    self.evaluator = evaluator
    self.figures = figures
  }

  /// Names and types of the whole statement, nothing evaluated that need not be.
  func check() -> [Diagnostic] {
    var kinds: Set<String> = []
    var isSound = true
    for node in statement.expressions where Subject.entity(node, statement.tree, evaluator.definitions) == nil
    {
      let compiled = evaluator.compile(node, of: statement)
      if compiled.hasErrors { isSound = false }
    }
    var diagnostics = evaluator.takeDiagnostics()
    guard isSound, Choosing.isAsked(of: statement) else { return diagnostics }
    for node in statement.expressions {
      switch kindsChosenAmong(node) {
      case .success(let found): kinds.formUnion(found)
      case .failure(let problem): return diagnostics + [problem.diagnostic]
      }
    }
    var choosing = Choosing(statement, kinds: kinds, evaluator)
    choosing.check()
    diagnostics += choosing.diagnostics
    return diagnostics
  }

  private struct NotThings: Error { let diagnostic: Diagnostic }

  private func kindsChosenAmong(_ node: NodeIndex) -> Result<Set<String>, NotThings> {
    if let entity = Subject.entity(node, statement.tree, evaluator.definitions) {
      return .success([evaluator.definitions.kindName(of: entity)])
    }
    let type = evaluator.compile(node, of: statement).expression.type
    _ = evaluator.takeDiagnostics()  // Said already.
    switch type {
    case .list(.entity(let kinds)), .entity(let kinds): return .success(withFiles(kinds ?? []))
    case .list(.unknown), .unknown: return .success([])
    default:
      return .failure(NotThings(diagnostic: SessionErrors.notThings(statement.tree.place(node), given: type)))
    }
  }

  /// `people` may be people from files too.
  private func withFiles(_ kinds: Set<String>) -> Set<String> {
    kinds.contains("person") ? kinds.union(["people"]) : kinds
  }

  func run() -> Outcome {
    let problems = check()
    if problems.contains(where: { $0.severity == .error }) { return Outcome(problems) }
    let subjects = statement.expressions.compactMap { Subject($0, of: statement, evaluator) }
    var outcome = Outcome(problems + evaluator.takeDiagnostics())
    guard outcome.status == .fine, subjects.count == statement.expressions.count else { return outcome }
    for answer in Choosing.isAsked(of: statement) ? chosen(subjects) : all(subjects) { outcome.add(answer) }
    outcome.add(evaluator.takeDiagnostics())
    if let notice = figures.takeNotice() { outcome.reports.append(.notice(notice)) }
    return outcome
  }

  // MARK: With clauses

  private func chosen(_ subjects: [Subject]) -> [Answer] {
    var refs: [EntityRef] = []
    var kinds: Set<String> = []
    for subject in subjects {
      guard let choice = subject.choice else { continue }
      refs += choice.refs
      kinds.formUnion(withFiles(choice.kinds))
    }
    for ref in refs { kinds.insert(evaluator.definitions.kindName(of: ref.entity)) }
    var choosing = Choosing(statement, kinds: kinds, evaluator)
    guard let left = choosing.chosen(refs) else { return [] }
    let what = statement.expressions.map { CanonicalPrinter.canonicalText(of: $0, in: statement.tree) }
    let none =
      refs.isEmpty
      ? "no \(what.joined(separator: ", "))" : "none of the \(what.joined(separator: ", ")) is left"
    return [.table(ThingTable(left, evaluator, figures).table(), ifEmpty: none)]
  }

  // MARK: Without

  private func all(_ subjects: [Subject]) -> [Answer] {
    if subjects.count > 1, let table = sideBySide(subjects) { return [table] }
    return subjects.flatMap(answers)
  }

  private func answers(_ subject: Subject) -> [Answer] {
    switch subject {
    case .thing(let ref): return ThingPage(ref, evaluator, figures).answers
    case .things(let refs, _, let name):
      return [.table(ThingTable(refs, evaluator, figures).table(), ifEmpty: "no \(name)")]
    case .value(let value, let node, _):
      return [figure(value, node).map { .value($0) } ?? .value(value, evaluator)]
    }
  }

  /// Of what only a forecast knows, where one stands.
  private func figure(_ value: Value, _ node: NodeIndex) -> Table.Cell? {
    value.holdsPending ? figures.cell(of: node, statement) : nil
  }

  /// Values in one table; things of one kind in one table; nil for what does not fit together.
  private func sideBySide(_ subjects: [Subject]) -> Answer? {
    var rows: [[Table.Cell]] = []
    var refs: [EntityRef] = []
    for subject in subjects {
      switch subject {
      case .thing(let ref): refs.append(ref)
      case .things: return nil
      case .value(let value, let node, let text):
        let known = value.isNone ? Table.Cell.text("none", value: .null) : .value(value, evaluator)
        rows.append([.text(text), figure(value, node) ?? known])
      }
    }
    if rows.isEmpty {
      let kinds = Set(refs.map { evaluator.definitions[$0.entity].kind })
      return kinds.count == 1 ? .table(ThingTable(refs, evaluator, figures).table(), ifEmpty: "") : nil
    }
    guard refs.isEmpty else { return nil }
    return .table(
      Table(columns: ["what", Table.Column("value", alignment: .right)], rows: rows), ifEmpty: "")
  }
}
