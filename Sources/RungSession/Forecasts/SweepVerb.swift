// `sweep`: what follows from several values of one property or two, in a table and a picture.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

struct SweepVerb {
  private let statement: Statement
  private let forecasting: Forecasting

  init(_ statement: Statement, _ forecasting: Forecasting) {
    self.statement = statement
    self.forecasting = forecasting
  }

  /// Points of the grid at most; more would keep a person waiting for hours.
  private static let mostPoints = 1_000
  /// Of values that are not counted, when no step is said.
  private static let steps = 8

  func run() -> Outcome {
    var ranges: [ValueRange] = []
    for over in statement.children() where statement.tree.kind(over) == .sweepOver {
      let parts = statement.children(over)
      let step = statement.tree.firstChild(of: over, kind: .byClause).flatMap {
        statement.tree.child(0, of: $0)
      }
      guard parts.count > 1,
        let range = ValueRange(
          parts[0], parts[1], step: step, of: statement, forecasting.active, standardSteps: SweepVerb.steps)
      else { return Outcome([SearchErrors.noRange(statement.tree.place(parts.count > 1 ? parts[1] : over))]) }
      ranges.append(range)
    }
    let points = ranges.reduce(1) { $0 * min($1.count, SweepVerb.mostPoints + 1) }
    guard points <= SweepVerb.mostPoints else {
      return Outcome([SearchErrors.tooManyPoints(statement.verbPlace, SweepVerb.mostPoints)])
    }
    do throws(ForecastProblem) { return try swept(ranges) } catch { return Outcome(error) }
  }

  private func swept(_ ranges: [ValueRange]) throws(ForecastProblem) -> Outcome {
    let seed = forecasting.latest?.seed ?? forecasting.seed
    let runs = forecasting.latest?.runs ?? SimulateVerb.standardRuns
    let what = WhatIf(forecasting: forecasting, seed: seed)
    let measures = statement.clause(.measuringClause).map { statement.children($0) } ?? []
    var rows: [(texts: [String], tallies: [Tally], model: ForecastModel)] = []
    let points = SweepVerb.points(ranges)
    forecasting.task = Progress("sweep", of: points.count, "values")
    for point in points {
      let texts = zip(ranges, point).map { $0.text($1) }
      let model = try what.model(
        zip(ranges, texts).map { "\($0.path) = \($1)" }, name: texts.joined(separator: ", "))
      for node in measures {
        let value = model.evaluator.evaluate(node, of: statement).value
        guard model.add(value, CanonicalPrinter.canonicalText(of: node, in: statement.tree)) != nil else {
          throw .problems([SearchErrors.noMeasure(statement.tree.place(node))])
        }
      }
      let findings = try forecasting.study([model], runs: runs, seed: seed, detail: .totals)
      rows.append((texts, findings[0].measures, model))
      forecasting.nextStep()
    }
    var picture = SweepPicture(
      "\(runs) runs for each, seed \(seed)", values: ranges.map(\.path),
      measures: measures.map { CanonicalPrinter.canonicalText(of: $0, in: statement.tree) })
    for row in rows {
      picture.add(
        row.texts,
        row.tallies.enumerated().map { measure, tally in
          (
            .figure(
              row.model.text(of: measure, tally), value: row.model.figureText(of: measure).json(tally)),
            tally.mean
          )
        })
    }
    var outcome = Outcome()
    outcome.add(.forecast(ForecastAnswer(title: "", tables: [], long: picture.plain, sweep: picture)))
    return outcome
  }

  /// Every combination, the last property the fastest.
  private static func points(_ ranges: [ValueRange]) -> [[Int]] {
    ranges.reduce([[]]) { points, range in
      points.flatMap { point in (0..<range.count).map { point + [$0] } }
    }
  }
}
