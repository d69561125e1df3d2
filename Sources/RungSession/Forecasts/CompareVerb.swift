// `compare`: scenarios with the same draws, run by run, so that what is left is the difference they make.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

struct CompareVerb {
  private let statement: Statement
  private let forecasting: Forecasting

  init(_ statement: Statement, _ forecasting: Forecasting) {
    self.statement = statement
    self.forecasting = forecasting
  }

  func run() -> Outcome {
    forecasting.task = Progress("compare")
    do throws(ForecastProblem) {
      let seed = forecasting.latest?.seed ?? forecasting.seed
      let runs = forecasting.latest?.runs ?? SimulateVerb.standardRuns
      let names = statement.children().filter { statement.tree.kind($0) != .measuringClause }
        .map { statement.tree.text($0) }
      var models: [ForecastModel] = []
      for name in names { models.append(try model(name, seed)) }
      let findings = try forecasting.study(models, runs: runs, seed: seed, detail: .totals)
      var outcome = Outcome()
      outcome.add(costWarnings(models))
      for place in 1..<models.count {
        let table = ComparisonTable(
          models, findings, place, runs: runs, seed: seed, isAsked: !measured.isEmpty)
        let nothing = "\(names[place]) does not differ from \(names[0]) in \(runs) runs"
        outcome.add(table.answer(ifEmpty: nothing))
      }
      return outcome
    } catch { return Outcome(error) }
  }

  /// What `measuring` asks for.
  private var measured: [NodeIndex] {
    statement.clause(.measuringClause).map { statement.children($0) } ?? []
  }

  private func model(_ name: String, _ seed: UInt64) throws(ForecastProblem) -> ForecastModel {
    var definitions = forecasting.written
    if name != "Base", let scenario = definitions.entity(named: name) {
      definitions = definitions.applying(scenario).value
    }
    let model = try forecasting.model(definitions, name: name, seed: seed)
    if measured.isEmpty {
      model.addTargets()
    } else {
      for node in measured {
        let value = model.evaluator.evaluate(node, of: statement).value
        _ = model.add(value, CanonicalPrinter.canonicalText(of: node, in: statement.tree))
      }
    }
    return model
  }

  /// A cost that one scenario drops, and nothing that says what it was good for.
  private func costWarnings(_ models: [ForecastModel]) -> [Diagnostic] {
    guard let base = models.first else { return [] }
    return models.dropFirst().flatMap { model -> [Diagnostic] in
      let kept = Set(model.plan.costs.filter { !isNothing($0, model.plan) }.map(\.name))
      let dropped = base.plan.costs.filter { !isNothing($0, base.plan) && !kept.contains($0.name) }
      // Anything else that the scenario changes may be the benefit.
      guard !dropped.isEmpty, !changesMoreThanMoney(model, base) else { return [] }
      return dropped.compactMap { cost in
        base.builder.costOwner[cost.name].map { owner in
          ForecastErrors.droppedCost(
            base.evaluator.definitions.namePlace(of: owner), cost.name, model.name)
        }
      }
    }
  }

  private func isNothing(_ cost: CostPlan, _ plan: Plan) -> Bool {
    cost.amount.dimension < 0 && plan.numbers[Int(cost.amount.first)].constantValue == 0
  }

  /// Whether a scenario adds, removes or changes anything but costs and funds.
  private func changesMoreThanMoney(_ model: ForecastModel, _ base: ForecastModel) -> Bool {
    let (mine, theirs) = (model.evaluator.definitions, base.evaluator.definitions)
    func isMoney(_ entity: EntityID, _ definitions: Definitions) -> Bool {
      ["cost", "fund", "exchange", "scenario", "target"].contains(definitions.kindName(of: entity))
    }
    let (here, there) = (Set(mine.present), Set(theirs.present))
    if here.subtracting(there).contains(where: { !isMoney($0, mine) }) { return true }
    if there.subtracting(here).contains(where: { !isMoney($0, theirs) }) { return true }
    let moneyWords = [
      ("stage", "cost"), ("module", "cost"), ("event", "cost"), ("pool", "honorarium"),
    ]
    let moneyProperties = moneyWords.compactMap { kind, word in
      mine.schema.kind(named: kind).flatMap { mine.schema.property(of: $0, named: word) }.map {
        PropertyKey($0)
      }
    }
    func isBenefit(
      _ entity: EntityID, _ edits: [PropertyKey: PropertyEdit], _ before: [PropertyKey: PropertyEdit]
    ) -> Bool {
      guard !isMoney(entity, mine), here.contains(entity) else { return false }
      return edits.keys.contains { !moneyProperties.contains($0) && before[$0] == nil }
    }
    return mine.edits.contains { isBenefit($0.key, $0.value, theirs.edits[$0.key] ?? [:]) }
      || mine.memberEdits.contains {
        isBenefit($0.key.entity, $0.value, theirs.memberEdits[$0.key] ?? [:])
      }
  }
}

/// One scenario against the first: what moved, the most first.
private struct ComparisonTable {
  let models: [ForecastModel]
  let findings: [Findings]
  let place: Int
  let runs: Int
  let seed: UInt64
  let isAsked: Bool

  init(
    _ models: [ForecastModel], _ findings: [Findings], _ place: Int, runs: Int, seed: UInt64, isAsked: Bool
  ) {
    self.models = models
    self.findings = findings
    self.place = place
    self.runs = runs
    self.seed = seed
    self.isAsked = isAsked
  }

  private struct Row {
    let name: String
    let of: String
    let base: Tally
    let other: Tally
    let difference: Tally
    let text: FigureText
    /// Of a target, whether it is met in each.
    var verdicts: (base: String, other: String)?

    /// What a person takes for the same figure under another name.
    func says(_ same: Row) -> Bool {
      verdicts == nil && same.verdicts == nil && base == same.base && other == same.other
        && difference == same.difference
    }

    /// In standard deviations of the first: what a run of it would not show by chance.
    var size: Double {
      let spread = max(base.standardDeviation, other.standardDeviation)
      return spread > 0 ? abs(difference.mean) / spread : abs(difference.mean) > 0 ? .infinity : 0
    }

    /// Half of the 95 % interval of the mean difference.
    var half: Double { 1.96 * difference.standardError }
    var hasMoved: Bool {
      abs(difference.mean) > half && difference.mean != 0 || verdicts.map { $0.base != $0.other } ?? false
    }
  }

  /// People see what moved the most; programs all that moved.
  func answer(ifEmpty nothing: String) -> Answer {
    let rows = (measures + (isAsked ? [] : figures)).filter { isAsked || $0.hasMoved }
      .enumerated().sorted {
        if isAsked { return $0.offset < $1.offset }
        // Targets are what the programme is for.
        let isTarget = ($0.element.verdicts != nil, $1.element.verdicts != nil)
        if isTarget.0 != isTarget.1 { return isTarget.0 }
        return ($0.element.size, -$0.offset) > ($1.element.size, -$1.offset)
      }
      .map(\.element)
    let title = "\(models[place].name) against \(models[0].name): \(runs) paired runs, seed \(seed)"
    let names = (models[0].name, models[place].name)
    let long = Table(
      title: title,
      columns: [
        "figure", "of", Table.Column(names.0), Table.Column(names.1), "difference",
        "95% of the mean difference", "higher in",
      ], rows: rows.map(cells))
    guard !rows.isEmpty else { return .table(long, ifEmpty: nothing) }
    var different: [Row] = []
    for row in rows where isAsked || !different.contains(where: row.says) { different.append(row) }
    let shown = different.prefix(ComparisonTable.most)
    let rest =
      rows.count > shown.count
      ? ". \(shown.count) of \(rows.count) figures: targets, and what moved most, once each; all in CSV and JSON"
      : ""
    let short = Table(
      title: title + rest,
      columns: ["figure", Table.Column(names.0), Table.Column(names.1), "difference", "higher in"],
      rows: shown.map(shortCells))
    return .forecast(ForecastAnswer(title: "", tables: [short], long: long))
  }

  private func cells(_ row: Row) -> [Table.Cell] {
    let (mean, half) = (row.difference.mean, row.half)
    return [
      .text(row.name), .text(row.of), row.text.plainCell(row.base.mean), row.text.plainCell(row.other.mean),
      row.text.plainCell(mean, isSigned: true),
      .figure(
        "\(row.text.signed(mean - half)) to \(row.text.signed(mean + half))",
        value: .object([
          JSON.Member("low", row.text.exact(mean - half)), JSON.Member("high", row.text.exact(mean + half)),
        ])),
      .figure(
        FigureText.percent(row.difference.shareAbove),
        value: FigureText.people.exact(row.difference.shareAbove)),
    ]
  }

  /// Rows for people.
  private static let most = 30

  private func shortCells(_ row: Row) -> [Table.Cell] {
    let half = row.text.number(row.half)
    return [
      .text(row.of.isEmpty ? row.name : "\(row.name): \(row.of)"),
      decided(row.text.plainCell(row.base.mean), row.verdicts?.base),
      decided(row.text.plainCell(row.other.mean), row.verdicts?.other),
      .figure(row.text.signed(row.difference.mean) + (row.half > 0 ? " ± \(half)" : "")),
      .figure(FigureText.percent(row.difference.shareAbove)),
    ]
  }

  private func decided(_ cell: Table.Cell, _ verdict: String?) -> Table.Cell {
    verdict.map { .figure(cell.text + ", " + $0) } ?? cell
  }

  private var measures: [Row] {
    let model = models[place]
    if isAsked {
      return model.texts.indices.map { measure in
        Row(
          name: model.texts[measure].text, of: "", base: findings[0].measures[measure],
          other: findings[place].measures[measure], difference: findings[place].measureDifferences[measure],
          text: model.figureText(of: measure))
      }
    }
    return model.targets.compactMap { target in
      guard let same = models[0].targets.first(where: { $0.name == target.name }),
        same.condition == target.condition
      else { return nil }
      let (base, other) = (findings[0].measures[target.condition], findings[place].measures[target.condition])
      let words = [base, other].map { tally in
        Chance(tally).verdict(needed: target.confidence).map { $0 ? "met" : "missed" } ?? "undecided"
      }
      return Row(
        name: "chance of the target", of: target.name, base: base, other: other,
        difference: findings[place].measureDifferences[target.condition],
        text: FigureText(isPercentage: true), verdicts: (words[0], words[1]))
    }
  }

  private var figures: [Row] {
    findings[place].keys.compactMap { key in
      guard let base = findings[0][key], let other = findings[place][key],
        let difference = findings[place].differences[key]
      else { return nil }
      let (kind, name) = FigureName.place(key.place)
      let money = FigureName.isMoney(key.measure)
      return Row(
        name: FigureName.measure(key.measure) + (money ? " (\(models[0].builder.currency.code))" : ""),
        of: "\(kind) \(name)", base: base, other: other, difference: difference,
        text: money ? .money(models[0].builder.currency) : .people)
    }
  }
}
