// `simulate`: many runs of the programme, and what they came to.

import RungAnalysis
import RungModel
import RungSimulate
import RungSyntax
import RungText

struct SimulateVerb {
  private let statement: Statement
  private let forecasting: Forecasting

  init(_ statement: Statement, _ forecasting: Forecasting) {
    self.statement = statement
    self.forecasting = forecasting
  }

  /// When a statement does not say how many.
  static let standardRuns = 1_000
  /// Runs are numbered with 32 bits.
  static let mostRuns = 1_000_000_000

  func run() -> Outcome {
    do throws(ForecastProblem) {
      let forecast = try forecasting.simulate(
        runs: number(.runsClause) ?? SimulateVerb.standardRuns,
        seed: number(.seedClause).map { UInt64($0) } ?? forecasting.seed,
        by: statement.clause(.byClause).flatMap { statement.children($0).first }.map {
          statement.tree.text($0)
        })
      var outcome = Outcome(ForecastWarnings(forecast).all)
      outcome.add(.forecast(ForecastTables(forecast).answer))
      return outcome
    } catch { return Outcome(error) }
  }

  private func number(_ kind: NodeKind) -> Int? {
    guard let clause = statement.clause(kind), let node = statement.tree.child(0, of: clause) else {
      return nil
    }
    return Int(String(decoding: statement.tree.numberText(statement.tree.firstToken(node)), as: UTF8.self))
  }
}

extension Outcome {
  /// There is no forecast.
  init(_ problem: ForecastProblem) {
    switch problem {
    case .problems(let diagnostics): self.init(diagnostics)
    case .cancelled: self = .interrupted
    }
  }
}

/// What a designer should be told beside the figures.
struct ForecastWarnings {
  private let forecast: Forecasting.Forecast
  private var model: ForecastModel { forecast.model }
  private var definitions: Definitions { model.evaluator.definitions }

  init(_ forecast: Forecasting.Forecast) { self.forecast = forecast }

  var all: [Diagnostic] { unfinished + idleFunds + foregone }

  private var unfinished: [Diagnostic] {
    let end = model.plan.calendar.date(of: model.plan.calendar.dayCount - 1).canonicalText
    return model.builder.cohortsThatCannotFinish.map { ref in
      ForecastErrors.cannotFinish(
        definitions.namePlace(of: ref.entity), model.evaluator.name(of: ref), end)
    }
  }

  private var idleFunds: [Diagnostic] {
    model.builder.fundsWithoutCost.map { ref in
      ForecastErrors.unusedFund(definitions.namePlace(of: ref.entity), model.evaluator.name(of: ref))
    }
  }

  private var foregone: [Diagnostic] {
    model.targets.compactMap { target in
      let chance = Chance(forecast.findings.measures[target.condition])
      guard forecast.runs >= 100, chance.hits == 0 || chance.hits == chance.runs else { return nil }
      return ForecastErrors.foregone(
        definitions.namePlace(of: target.entity), target.name, isMet: chance.hits > 0, runs: chance.runs)
    }
  }
}
