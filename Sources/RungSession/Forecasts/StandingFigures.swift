// Figures for what only a forecast knows, from the forecast that `simulate` made last, as long as the programme stays as
// it was: `completed(Lead)` typed at the prompt, `let`s and targets in tables. The same runs are made again with the
// same draws, and count what is asked for.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

final class StandingFigures {
  private unowned let forecasting: Forecasting
  /// Of which forecast the figures below are.
  private var basis: (runs: Int, seed: UInt64)?
  /// Of `let`s and targets; nil until one is asked for.
  private var declared: [EntityRef: Table.Cell]?
  /// Of expressions, by their text.
  private var typed: [String: Table.Cell] = [:]
  private var wasAsked = false

  init(_ forecasting: Forecasting) { self.forecasting = forecasting }

  /// The forecast that stands, and what was found of another one forgotten.
  private func standing() -> Forecasting.Forecast? {
    guard let forecast = forecasting.latest else { return nil }
    if basis?.runs != forecast.runs || basis?.seed != forecast.seed {
      basis = (forecast.runs, forecast.seed)
      (declared, typed) = (nil, [:])
    }
    return forecast
  }

  // MARK: Questions

  /// Of an expression; nil when no forecast stands, or it counts nothing of the kind.
  func cell(of node: NodeIndex, _ statement: Statement) -> Table.Cell? {
    wasAsked = true
    guard let forecast = standing() else { return nil }
    let text = CanonicalPrinter.canonicalText(of: node, in: statement.tree)
    if let known = typed[text] { return known }
    let cell = measured(forecast) { [$0.evaluator.evaluate(node, of: statement).value] }.first ?? nil
    typed[text] = cell
    return cell
  }

  /// Of what is declared: the value of a `let`, the condition of a target. The first question is answered for all.
  func cell(of ref: EntityRef, _ key: PropertyKey) -> Table.Cell? {
    wasAsked = true
    guard key == .value || key == .condition, let forecast = standing() else { return nil }
    if let declared { return declared[ref] }
    let active = forecasting.active
    let slots = ["let", "assume", "target"].flatMap { kind -> [(ref: EntityRef, key: PropertyKey)] in
      let key = kind == "target" ? PropertyKey.condition : .value
      let refs = active.definitions.schema.kind(named: kind).map(active.all) ?? []
      return refs.filter { active.value(of: $0, key).holdsPending }.map { ($0, key) }
    }
    let cells = measured(forecast) { model in slots.map { model.evaluator.value(of: $0.ref, $0.key) } }
    var found: [EntityRef: Table.Cell] = [:]
    for (slot, cell) in zip(slots, cells) { found[slot.ref] = cell }
    declared = found
    return found[ref]
  }

  /// Where the figures come from, or why there are none; nil when nobody asked since the last time.
  func takeNotice() -> String? {
    defer { wasAsked = false }
    guard wasAsked else { return nil }
    if let forecast = forecasting.latest {
      let scenario = forecast.model.name == "Base" ? "" : " of \(forecast.model.name)"
      return "from the forecast\(scenario) of \(forecast.runs) runs, seed \(forecast.seed)"
    }
    guard let outdated = forecasting.outdated else { return nil }
    return outdated == (forecasting.scenarioName ?? "Base")
      ? "the programme changed since the forecast: simulate again"
      : "the last forecast was of \(outdated): simulate again"
  }

  // MARK: Counting

  /// What stands where in an answer.
  private enum Shape {
    case measure(Int)
    case text(String)
    case list([Shape])
  }

  /// Empty when the runs were stopped.
  private func measured(
    _ forecast: Forecasting.Forecast, _ values: (ForecastModel) -> [Value]
  ) -> [Table.Cell?] {
    do throws(ForecastProblem) {
      let model = try forecasting.model(
        forecasting.active.definitions, name: forecast.model.name, seed: forecast.seed)
      let shapes = values(model).map { shape($0, model) }
      guard !model.measures.isEmpty else { return shapes.map { _ in nil } }
      forecasting.task = Progress("forecast")
      let findings = try forecasting.study(
        [model], runs: forecast.runs, seed: forecast.seed, detail: .totals)
      return shapes.map { shape in shape.map { cell($0, model, findings[0].measures) } }
    } catch { return [] }
  }

  /// Nil of what the forecast leaves open too.
  private func shape(_ value: Value, _ model: ForecastModel) -> Shape? {
    if value.holdsPending || value.isNone { return nil }
    if case .list(let items) = value {
      let shapes = items.compactMap { shape($0, model) }
      return shapes.count == items.count ? .list(shapes) : nil
    }
    return model.add(value, "").map { .measure($0) } ?? .text(ValueText.plain(value, model.evaluator))
  }

  private func cell(_ shape: Shape, _ model: ForecastModel, _ tallies: [Tally]) -> Table.Cell {
    switch shape {
    case .measure(let place): return model.cell(of: place, tallies[place])
    case .text(let text): return .text(text)
    case .list(let shapes):
      let cells = shapes.map { cell($0, model, tallies) }
      let text = "[" + cells.map(\.text).joined(separator: ", ") + "]"
      let words = "[" + cells.map(\.inWords.text).joined(separator: ", ") + "]"
      return .text(text, value: .array(cells.map(\.value))).saying(words)
    }
  }
}

extension Value {
  /// Whether some of it is known only after a forecast.
  var holdsPending: Bool {
    switch self {
    case .pending: true
    case .list(let items): items.contains(where: \.holdsPending)
    default: false
    }
  }
}

extension ForecastModel {
  /// `62 (48 to 77) ▁▃▇▅▁`, as an uncertain value is written; a condition by how many of the runs it holds in.
  func cell(of measure: Int, _ tally: Tally) -> Table.Cell {
    guard tally.count > 0 else { return .text("none", value: .null) }
    let figure = figureText(of: measure)
    let unit = suffix(of: measure)
    func number(_ share: Double) -> String { figure.number(tally.wholeQuantile(share)) }
    if grains[measure] == .whole {
      return .figure("\(figure.number(tally.mean)) of the runs", value: figure.exact(tally.mean))
    }
    let mean = figure.number(tally.mean) + unit
    let value: JSON = [
      "mean": figure.exact(tally.mean), "p5": figure.exact(tally.wholeQuantile(0.05)),
      "p50": figure.exact(tally.wholeQuantile(0.5)), "p95": figure.exact(tally.wholeQuantile(0.95)),
      "sd": figure.exact(tally.standardDeviation),
    ]
    if tally.isConstant { return .figure(mean + " (in every run)", value: value) }
    let range = "(\(number(0.05)) to \(number(0.95)))"
    let words = ValueText.middle(number(0.25), number(0.75), number(0.05), number(0.95))
    return Table.Cell.figure("\(mean) \(range) \(tally.histogram.sparkline)", value: value)
      .saying("\(mean) (\(words))")
  }
}

extension Tally {
  /// A percentile; what a tally's fine bins leave a little beside a whole number is that number.
  fileprivate func wholeQuantile(_ share: Double) -> Double {
    let exact = quantile(share)
    return abs(exact - exact.rounded()) <= abs(exact) / 1024 ? exact.rounded() : exact
  }

  /// Of evenly spread percentiles.
  fileprivate var histogram: Histogram {
    let count = 400
    return Histogram(ofSorted: (0..<count).map { wholeQuantile((Double($0) + 0.5) / Double(count)) })
  }
}
