// Who carries out which verb.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

struct Act {
  private let statement: Statement
  private let evaluator: Evaluator
  private let forecasting: Forecasting

  init(_ statement: Statement, _ evaluator: Evaluator, _ forecasting: Forecasting) {
    self.statement = statement
    self.evaluator = evaluator
    self.forecasting = forecasting
  }

  /// What is wrong with it; nothing is carried out.
  func check() -> [Diagnostic] {
    _ = evaluator.takeDiagnostics()
    switch statement.kind {
    case .print:
      _ = statement.children().first.map { evaluator.compile($0, of: statement) }
      return evaluator.takeDiagnostics()
    case .show: return ShowVerb(statement, evaluator, forecasting.figures).check()
    case .test: return TestVerb(statement, evaluator).check()
    case .explain:
      if let question = ExplainQuestion(statement, evaluator.definitions) { return question.check() }
      return RefusedVerb(statement, evaluator).check()
    default: return RefusedVerb(statement, evaluator).check()
    }
  }

  func run() -> Outcome {
    _ = evaluator.takeDiagnostics()
    forecasting.askedAt = statement.verbPlace
    switch statement.kind {
    case .print: return printed()
    case .show: return ShowVerb(statement, evaluator, forecasting.figures).run()
    case .test: return TestVerb(statement, evaluator).run(forecasting)
    case .simulate: return sound { SimulateVerb(statement, forecasting).run() }
    case .compare: return sound { CompareVerb(statement, forecasting).run() }
    case .find: return sound { FindVerb(statement, forecasting).run() }
    case .sweep: return sound { SweepVerb(statement, forecasting).run() }
    case .explain:
      if let question = ExplainQuestion(statement, evaluator.definitions) {
        let problems = question.check()
        return problems.isEmpty ? ExplainForecast(forecasting, question).run() : Outcome(problems)
      }
      if let intake = ExplainIntake(statement, forecasting) { return sound(intake.run) }
      return RefusedVerb(statement, evaluator).run()
    default: return RefusedVerb(statement, evaluator).run()
    }
  }

  /// What the verb says is checked before it works.
  private func sound(_ work: () -> Outcome) -> Outcome {
    let problems = RefusedVerb(statement, evaluator).check()
    return problems.contains { $0.severity == .error } ? Outcome(problems) : work()
  }

  /// The value of an expression.
  private func printed() -> Outcome {
    guard let node = statement.children().first else { return Outcome() }
    let value = inOrder(evaluator.evaluate(node, of: statement).value, node)
    let problems = evaluator.takeDiagnostics()
    var outcome = Outcome(problems)
    guard outcome.status == .fine else { return outcome }
    let figure = value.holdsPending ? forecasting.figures.cell(of: node, statement) : nil
    outcome.add(figure.map { .value($0) } ?? Answer.value(value, evaluator))
    if let notice = forecasting.figures.takeNotice() { outcome.reports.append(.notice(notice)) }
    return outcome
  }
  /// A collection by its bare name is listed as `show` does.
  private func inOrder(_ value: Value, _ node: NodeIndex) -> Value {
    guard statement.tree.kind(node) == .name, case .list(let items) = value else { return value }
    let refs = items.compactMap { item -> EntityRef? in
      if case .entity(let ref) = item { return ref }
      return nil
    }
    guard refs.count == items.count else { return value }
    return .list(KindOrder(evaluator).sorted(refs).map { .entity($0) })
  }
}
