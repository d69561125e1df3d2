// `explain forecast`: where people get stuck, what one unit more of each resource would yield, and which assumption
// decides the most.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

struct ExplainForecast {
  private let forecasting: Forecasting
  private let question: ExplainQuestion
  private let runs: Int
  private let seed: UInt64
  /// What is asked how it would change.
  private var asked = Asked.graduates

  private enum Asked {
    case graduates
    case chance(EntityID)
    /// How far a target is from its bound: its chance moves only near it.
    case margin(EntityID, text: String, isPercentage: Bool)
  }

  init(_ forecasting: Forecasting, _ question: ExplainQuestion) {
    self.forecasting = forecasting
    self.question = question
    runs = forecasting.latest?.runs ?? SimulateVerb.standardRuns
    seed = forecasting.latest?.seed ?? forecasting.seed
  }

  func run() -> Outcome {
    var copy = self
    return copy.explained()
  }

  private mutating func explained() -> Outcome {
    forecasting.task = Progress("explain")
    do throws(ForecastProblem) {
      let forecast = try forecast()
      var outcome = Outcome()
      if let target = question.target {
        // Decided as `test` does: by the runs, which a plain evaluator leaves open.
        let plain = Evaluator(definitions, people: forecasting.active.people)
        outcome.add(Decision.answer([Decision(of: target, plain, forecast)]))
        asked = .chance(target)
        if let distance = TargetDistance(target, forecast), distance.isFar,
          let margin = forecast.model.addMargin(of: target)
        {
          asked = .margin(
            target, text: forecast.model.texts[margin].text,
            isPercentage: forecast.model.texts[margin].unit.isPercentage)
          outcome.add(.table(distance.table, ifEmpty: ""))
        }
      }
      let changes = wanted(forecast.model)
      let estimates = OwnEstimate.all(of: forecast.model.evaluator)
      forecasting.task = Progress("explain", of: changes.count + 2 * estimates.count, "changes")
      outcome.add(.table(waiting(forecast), ifEmpty: "nobody waits for more than a day"))
      outcome.add(.table(try resources(changes), ifEmpty: "no resource limits anything"))
      outcome.add(.table(try assumptions(estimates), ifEmpty: Self.nothingVaried))
      if !estimates.isEmpty { outcome.reports.append(.notice(Self.varied)) }
      return outcome
    } catch { return Outcome(error) }
  }

  private static let nothingVaried =
    "nothing is varied: no assumption and no property is an estimate, as in assume Staying = 70% to 85%"
  private static let varied =
    "estimates inside lists, tables and longer formulas are not varied: name them with assume"

  /// Of the active programme, or of the scenario that is asked for.
  private func forecast() throws(ForecastProblem) -> Forecasting.Forecast {
    guard let scenario = question.scenario else { return try forecasting.simulate(runs: runs, seed: seed) }
    let model = try forecasting.model(definitions, name: scenario.name, seed: seed)
    model.addTargets()
    let findings = try forecasting.study([model], runs: runs, seed: seed, detail: .full)
    return Forecasting.Forecast(model: model, findings: findings[0], runs: runs, seed: seed)
  }

  private var definitions: Definitions {
    guard let scenario = question.scenario else { return forecasting.active.definitions }
    guard let entity = scenario.entity else { return forecasting.written }
    return forecasting.written.applying(entity).value
  }

  // MARK: Where people get stuck

  /// By how many person-days are waited for each thing.
  private func waiting(_ forecast: Forecasting.Forecast) -> Table {
    let plan = forecast.model.plan
    let days = Double(plan.calendar.dayCount)
    var rows: [(size: Double, cells: [Table.Cell])] = []
    for stage in plan.stagesUpward {
      let place = FigureKey.Place.stage(stage.name)
      for lack in StageStock.lacks {
        guard let tally = forecast.findings[FigureKey(place, .mean(.stage(lack)))], tally.mean * days >= 1
        else {
          continue
        }
        let months = (0..<plan.calendar.monthCount).map { month -> Double in
          var key = FigureKey(place, .last(.stage(lack)))
          key.month = month
          return forecast.findings[key]?.mean ?? 0
        }
        let worst = months.indices.max { months[$0] < months[$1] } ?? 0
        let peak = forecast.findings[FigureKey(place, .peak(.stage(lack)))]
        rows.append(
          (
            tally.mean,
            [
              .text(stage.name), .text(FigureName.lack(lack)), FigureText.people.plainCell(tally.mean * days),
              FigureText.people.cell(peak), .text(plan.calendar.month(worst).canonicalText),
              Picture.cell(months, columns: 12, plan.calendar),
            ]
          ))
      }
    }
    return Table(
      title: "What people wait for",
      columns: ["stage", "for", "days", "people, at most", "most in", "over time"],
      rows: rows.sorted { $0.size > $1.size }.map(\.cells))
  }

  // MARK: One unit more

  /// The place of what is asked among the measures; nil when it is nothing that a forecast counts.
  private func measure(_ model: ForecastModel) -> Int? {
    switch asked {
    case .graduates:
      model.addGraduates()
      return model.graduates
    case .chance(let target): return model.add(model.evaluator.value(ofTarget: target), "")
    case .margin(let target, _, _): return model.addMargin(of: target)
    }
  }

  private var measured: String {
    switch asked {
    case .graduates: "graduates"
    case .chance(let target): "the chance of " + forecasting.written.name(of: target)
    case .margin(_, let text, _): text
    }
  }

  /// The same over a column: the title says the rest.
  private var heading: String {
    switch asked {
    case .graduates: "graduates"
    case .chance: "chance"
    case .margin: "effect"
    }
  }

  private var text: FigureText {
    switch asked {
    case .graduates: .people
    case .chance: FigureText(isPercentage: true)
    case .margin(_, _, let isPercentage): FigureText(isPercentage: isPercentage)
    }
  }

  /// The measure, with and without a change, in the same runs.
  private func yield(_ statements: [[String]]) throws(ForecastProblem) -> [Tally?] {
    let what = WhatIf(forecasting: forecasting, definitions: definitions, seed: seed)
    let base = try what.model([], name: "now")
    guard let place = measure(base) else { return statements.map { _ in nil } }
    var result: [Tally?] = []
    for statement in statements {
      let changed: ForecastModel
      do throws(ForecastProblem) { changed = try what.model(statement, name: "changed") } catch {
        switch error {
        case .cancelled: throw error
        case .problems:
          result.append(nil)
          forecasting.nextStep()
          continue
        }
      }
      guard measure(changed) == place else {
        result.append(nil)
        forecasting.nextStep()
        continue
      }
      let findings = try forecasting.study([base, changed], runs: runs, seed: seed, detail: .totals)
      result.append(findings[1].measureDifferences[place])
      forecasting.nextStep()
    }
    return result
  }

  /// Changes to try, with their names.
  private func wanted(_ model: ForecastModel) -> [(name: String, statement: String)] {
    var wanted: [(name: String, statement: String)] = []
    for (path, what) in model.builder.resources {
      switch what {
      case .places: wanted.append(("one place more in \(path)", "\(path).places = \(path).places + 1"))
      case .member: wanted.append(("one more in \(path)", "\(path).count = \(path).count + 1"))
      case .mentees:
        wanted.append(("one mentee more for each of \(path)", "\(path).mentees = \(path).mentees + 1"))
      case .hours:
        wanted.append(("a tenth more hours of \(path)", "\(path).available = \(path).available * 1.1"))
      case .money: wanted.append(("a tenth more in \(path)", "\(path).amount = \(path).amount * 1.1"))
      }
    }
    return wanted
  }

  private func resources(_ wanted: [(name: String, statement: String)]) throws(ForecastProblem) -> Table {
    let yields = try yield(wanted.map { [$0.statement] })
    let rows = zip(wanted, yields).compactMap { want, tally -> (size: Double, cells: [Table.Cell])? in
      guard let tally, !tally.mean.isNaN else { return nil }
      let half = 1.96 * tally.standardError
      return (
        tally.mean,
        [
          .text(want.name), text.plainCell(tally.mean, isSigned: true),
          .figure("\(text.signed(tally.mean - half)) to \(text.signed(tally.mean + half))"),
        ]
      )
    }
    return Table(
      title: "What more would yield: how \(measured) would change, in \(runs) paired runs",
      columns: ["change", Table.Column(heading), "95% of the mean"],
      rows: rows.sorted { $0.size > $1.size }.map(\.cells))
  }

  // MARK: What decides the most

  /// Each assumption held at its ends.
  private func assumptions(
    _ found: [OwnEstimate]
  ) throws(ForecastProblem) -> Table {
    let lows = try yield(found.map { ["\($0.path) = \($0.low)"] })
    let highs = try yield(found.map { ["\($0.path) = \($0.high)"] })
    var bars: [Tornado.Bar] = []
    for (place, assumption) in found.enumerated() {
      guard let low = lows[place], let high = highs[place] else { continue }
      bars.append(
        Tornado.Bar(
          name: assumption.path, low: assumption.low, high: assumption.high, atLow: low.mean,
          atHigh: high.mean))
    }
    return Tornado(bars, measured, heading, text).table
  }
}
