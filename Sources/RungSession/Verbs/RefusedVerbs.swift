// Verbs whose engines are not here yet: what they say is checked, and then they are refused.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

struct RefusedVerb {
  private let statement: Statement
  private let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  init(_ statement: Statement, _ evaluator: Evaluator) {
    self.statement = statement
    self.evaluator = evaluator
  }

  /// What is wrong with it; when nothing is, which engine it waits for.
  func run() -> Outcome {
    var outcome = Outcome(check())
    if outcome.status == .fine, statement.kind == .explain {
      outcome.add(cannotExplain().map { [$0] } ?? [])
      return outcome
    }
    guard outcome.status == .fine, let verb = statement.kind.verb,
      let engine = VerbDocumentation.named(verb)?.missing
    else { return outcome }
    outcome.add([SessionErrors.engineMissing(statement.verbPlace, verb, engine)])
    outcome.status = .couldNotWork
    return outcome
  }

  /// `explain` of a thing of which nothing is computed alone.
  private func cannotExplain() -> Diagnostic? {
    guard let node = statement.children().first,
      case .success(let target) = definitions.target(of: node, in: statement.tree, expecting: [])
    else { return nil }
    return SessionErrors.cannotExplain(
      statement.tree.place(node), given: definitions.kindName(of: target.entity))
  }

  /// Names and types of what it says.
  func check() -> [Diagnostic] {
    var work = VerbCheck(statement, evaluator)
    switch statement.kind {
    case .match:
      work.paths(
        statement.children().filter { statement.tree.kind($0) != .withClause },
        ["cohort", "stream", "stage", "people", "person"], "match")
      if let clause = statement.clause(.withClause) {
        work.paths(statement.children(clause), ["pool", "people", "person"], "match … with")
      }
    case .schedule:
      work.paths(statement.children(), ["cohort", "stream", "stage", "curriculum", "module"], "schedule")
    case .simulate:
      if let clause = statement.clause(.runsClause) {
        work.wholeNumber(in: clause, least: 1, most: SimulateVerb.mostRuns)
      }
      if let clause = statement.clause(.seedClause) { work.wholeNumber(in: clause, least: 0) }
      if let clause = statement.clause(.byClause) {
        work.paths(statement.children(clause), ["dimension"], "simulate … by")
      }
    case .compare:
      let scenarios = statement.children().filter { statement.tree.kind($0) != .measuringClause }
      work.scenarios(scenarios)
      work.measuring()
    case .sweep:
      for over in statement.children() where statement.tree.kind(over) == .sweepOver { work.sweepOver(over) }
      work.measuring()
    case .find: work.find()
    case .explain:
      let clauses: [NodeKind] = [.inClause, .withClause]
      work.paths(statement.children().filter { !clauses.contains(statement.tree.kind($0)) }, [], "explain")
      if let clause = statement.clause(.withClause) {
        work.paths(
          statement.children(clause), MatchVerb.menteeKinds + MatchVerb.mentorKinds, "explain … with")
      }
      if let clause = statement.clause(.inClause) {
        work.paths(statement.children(clause), [], "explain … in")
      }
    case .export: break  // What it names is a result, known once there is one.
    default: break  // They name nothing that is declared.
    }
    return work.diagnostics
  }
}

/// Checks what stands in a verb.
private struct VerbCheck {
  let statement: Statement
  let evaluator: Evaluator
  private(set) var diagnostics: [Diagnostic] = []
  private var tree: SyntaxTree { statement.tree }
  private var definitions: Definitions { evaluator.definitions }

  init(_ statement: Statement, _ evaluator: Evaluator) {
    self.statement = statement
    self.evaluator = evaluator
  }

  /// Paths to things of these kinds, or to anything when none is given.
  mutating func paths(_ nodes: [NodeIndex], _ kinds: [String], _ verb: String) {
    for node in nodes where tree.kind(node) != .missing {
      guard let target = resolve(node, kinds), !kinds.isEmpty else { continue }
      let entity = target.entity
      if kinds.contains(definitions.kindName(of: entity)), !target.isProperty { continue }
      diagnostics.append(
        SessionErrors.wrongThing(
          tree.place(node), verb, wants: kinds, given: definitions.kindName(of: entity)))
    }
  }

  mutating func scenarios(_ nodes: [NodeIndex]) {
    paths(nodes.filter { tree.text($0) != "Base" }, ["scenario"], "compare")
    if nodes.count == 1, let only = nodes.first, tree.kind(only) != .missing {
      diagnostics.append(SessionErrors.oneScenario(tree.place(only)))
    }
  }

  mutating func wholeNumber(in clause: NodeIndex, least: Int, most: Int? = nil) {
    guard let node = tree.child(0, of: clause), tree.kind(node) == .number else { return }
    let text = String(decoding: tree.numberText(tree.firstToken(node)), as: UTF8.self)
    if let number = Int(text), number >= least, number <= most ?? .max { return }
    diagnostics.append(SessionErrors.badCount(tree.place(node), least: least, most: most))
  }

  mutating func measuring() {
    guard let clause = statement.clause(.measuringClause) else { return }
    for node in tree.children(of: clause) { expression(node, expecting: nil) }
  }

  /// path, expression, [byClause]
  mutating func sweepOver(_ node: NodeIndex) {
    let parts = statement.children(node)
    guard let path = parts.first else { return }
    variable(path, "sweep")
    if parts.count > 1 { expression(parts[1], expecting: nil) }
    if let step = tree.firstChild(of: node, kind: .byClause).flatMap({ tree.child(0, of: $0) }) {
      expression(step, expecting: nil)
    }
  }

  /// path, expression, untilClause, [confidence]
  mutating func find() {
    let parts = statement.children()
    if let path = parts.first { variable(path, "find") }
    if parts.count > 1 { expression(parts[1], expecting: nil) }
    if let goal = statement.clause(.untilClause).flatMap({ tree.child(0, of: $0) }) {
      expression(goal, expecting: .condition)
    }
    if let confidence = statement.clause(.confidence).flatMap({ tree.child(0, of: $0) }) {
      expression(confidence, expecting: .percentage)
    }
  }

  private mutating func variable(_ node: NodeIndex, _ verb: String) {
    guard tree.kind(node) != .missing, let target = resolve(node, []) else { return }
    let isVariable =
      definitions.overridable(target) != nil && definitions.kindName(of: target.entity) != "target"
    if !isVariable { diagnostics.append(SessionErrors.notProperty(tree.place(node), verb)) }
  }

  private mutating func expression(_ node: NodeIndex, expecting: PropertyType?) {
    _ = evaluator.compile(node, of: statement, expecting: expecting)
    diagnostics += evaluator.takeDiagnostics()
  }

  private mutating func resolve(_ node: NodeIndex, _ kinds: [String]) -> PathTarget? {
    switch definitions.target(of: node, in: tree, expecting: kinds) {
    case .success(let target): return target
    case .failure(let problem):
      diagnostics += problem.diagnostic.map { [$0] } ?? []
      return nil
    }
  }
}

extension PathTarget {
  var entity: EntityID {
    switch self {
    case .entity(let entity), .member(let entity, _), .property(let entity, _, _): entity
    }
  }

  var isProperty: Bool {
    switch self {
    case .property: true
    case .entity, .member: false
    }
  }
}
