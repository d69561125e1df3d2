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

  init(_ forecasting: Forecasting, _ question: ExplainQuestion) {
    self.forecasting = forecasting
    self.question = question
    runs = forecasting.latest?.runs ?? SimulateVerb.standardRuns
    seed = forecasting.latest?.seed ?? forecasting.seed
  }

  func run() -> Outcome {
    forecasting.task = Progress("explain")
    do throws(ForecastProblem) {
      let forecast = try forecast()
      var outcome = Outcome()
      if let target = question.target {
        // Decided as `test` does: by the runs, which a plain evaluator leaves open.
        let plain = Evaluator(definitions, people: forecasting.active.people)
        outcome.add(Decision.answer([Decision(of: target, plain, forecast)]))
      }
      let changes = wanted(forecast.model)
      let estimates = uncertain(forecast.model.evaluator)
      forecasting.task = Progress("explain", of: changes.count + 2 * estimates.count, "changes")
      outcome.add(.table(waiting(forecast), ifEmpty: "nobody waits for more than a day"))
      outcome.add(.table(try resources(changes), ifEmpty: "no resource limits anything"))
      outcome.add(.table(try assumptions(estimates), ifEmpty: Self.nothingVaried))
      return outcome
    } catch { return Outcome(error) }
  }

  private static let nothingVaried =
    "no assumption is varied: only an assume is, so give an estimate a name, as in "
    + "assume Staying = 70% to 85%, and use the name"

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

  /// What is measured: graduates, or whether the target holds.
  private func measure(_ model: ForecastModel) {
    guard let target = question.target else { return model.addGraduates() }
    _ = model.add(model.evaluator.value(ofTarget: target), "")
  }

  private var measured: String {
    question.target.map { "the chance of " + forecasting.written.name(of: $0) } ?? "graduates"
  }

  private var text: FigureText { FigureText(isPercentage: question.target != nil) }

  /// The measure, with and without a change, in the same runs.
  private func yield(_ statements: [[String]]) throws(ForecastProblem) -> [Tally?] {
    let what = WhatIf(forecasting: forecasting, definitions: definitions, seed: seed)
    let base = try what.model([], name: "now")
    measure(base)
    guard base.variant.measures.count == 1 else { return statements.map { _ in nil } }
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
      measure(changed)
      let findings = try forecasting.study([base, changed], runs: runs, seed: seed, detail: .totals)
      result.append(findings[1].measureDifferences.first)
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
      columns: ["change", Table.Column(measured), "95% of the mean"],
      rows: rows.sorted { $0.size > $1.size }.map(\.cells))
  }

  // MARK: What decides the most

  /// The assumptions that are uncertain, and their 5th and 95th percentiles.
  private func uncertain(_ evaluator: Evaluator) -> [(name: String, low: String, high: String)] {
    guard let kind = evaluator.definitions.schema.kind(named: "assume") else { return [] }
    var found: [(name: String, low: String, high: String)] = []
    for entity in evaluator.definitions.ordered(ofKind: kind) {
      let value = evaluator.value(of: EntityRef(entity), .value)
      guard let (low, high) = Tornado.ends(of: value, evaluator) else { continue }
      found.append((evaluator.definitions.name(of: entity), low, high))
    }
    return found
  }

  /// Each assumption held at its ends.
  private func assumptions(
    _ found: [(name: String, low: String, high: String)]
  ) throws(ForecastProblem) -> Table {
    let lows = try yield(found.map { ["\($0.name) = \($0.low)"] })
    let highs = try yield(found.map { ["\($0.name) = \($0.high)"] })
    var bars: [Tornado.Bar] = []
    for (place, assumption) in found.enumerated() {
      guard let low = lows[place], let high = highs[place] else { continue }
      bars.append(
        Tornado.Bar(
          name: assumption.name, low: assumption.low, high: assumption.high, atLow: low.mean,
          atHigh: high.mean))
    }
    return Tornado(bars, measured, text).table
  }
}

/// Assumptions by how far graduates move between their ends.
private struct Tornado {
  struct Bar {
    let name: String
    let low: String
    let high: String
    let atLow: Double
    let atHigh: Double

    var width: Double { abs(atHigh - atLow) }
  }

  private let bars: [Bar]
  private let measured: String
  private let text: FigureText

  init(_ bars: [Bar], _ measured: String, _ text: FigureText) {
    self.bars = bars.sorted { $0.width > $1.width }
    self.measured = measured
    self.text = text
  }

  /// The 5th and the 95th percentile of an assumption as the language writes them.
  static func ends(of value: Value, _ evaluator: Evaluator) -> (String, String)? {
    guard case .quantity(let quantity) = value, case .uncertain(let uncertain) = quantity.magnitude,
      !uncertain.hasVariation
    else { return nil }
    let texts = [0.05, 0.95].compactMap { p -> String? in
      Decimal(approximating: uncertain.quantile(p, seed: evaluator.seed), places: 4).map {
        ValueText.plain(.quantity(Quantity(.exact($0), quantity.unit)), evaluator)
      }
    }
    return texts.count == 2 ? (texts[0], texts[1]) : nil
  }

  var table: Table {
    let most = bars.flatMap { [abs($0.atLow), abs($0.atHigh)] }.max() ?? 0
    let rows = bars.map { bar -> [Table.Cell] in
      [
        .text(bar.name), .figure(bar.low), .figure(bar.high),
        .figure(
          "\(text.signed(bar.atLow)) and \(text.signed(bar.atHigh))",
          value: .object([
            JSON.Member("low", text.exact(bar.atLow)), JSON.Member("high", text.exact(bar.atHigh)),
          ])), .picture(picture(bar, most), words: ""),
      ]
    }
    return Table(
      title: "Which assumption decides the most: how \(measured) would change",
      columns: [
        "assumption", "at its 5%", "at its 95%", Table.Column(measured), Table.Column("", alignment: .left),
      ],
      rows: rows)
  }

  /// A line with the middle at now: fewer to the left, more to the right.
  private func picture(_ bar: Bar, _ most: Double) -> String {
    guard most > 0 else { return "" }
    let half = 6
    let least = min(bar.atLow, bar.atHigh, 0)
    let greatest = max(bar.atLow, bar.atHigh, 0)
    let left = Int((-least / most * Double(half)).rounded())
    let right = Int((greatest / most * Double(half)).rounded())
    return String(repeating: " ", count: half - left) + String(repeating: "█", count: left) + "│"
      + String(repeating: "█", count: right)
  }
}
