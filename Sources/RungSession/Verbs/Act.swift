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
    case .show: return ShowVerb(statement, evaluator).check()
    case .test: return TestVerb(statement, evaluator).check()
    default: return RefusedVerb(statement, evaluator).check()
    }
  }

  func run() -> Outcome {
    _ = evaluator.takeDiagnostics()
    switch statement.kind {
    case .print: return printed()
    case .show: return ShowVerb(statement, evaluator).run()
    case .test: return TestVerb(statement, evaluator).run(forecasting)
    case .simulate:
      let problems = RefusedVerb(statement, evaluator).check()
      return problems.isEmpty ? SimulateVerb(statement, forecasting).run() : Outcome(problems)
    default: return RefusedVerb(statement, evaluator).run()
    }
  }

  /// The value of an expression.
  private func printed() -> Outcome {
    guard let node = statement.children().first else { return Outcome() }
    let value = evaluator.evaluate(node, of: statement).value
    let problems = evaluator.takeDiagnostics()
    var outcome = Outcome(problems)
    if outcome.status == .fine { outcome.add(Answer.value(value, evaluator)) }
    return outcome
  }
}
