// `test`: decides targets.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

/// What became of a target.
package enum Verdict: Sendable, Equatable {
  case met, missed
  /// With the reason, which tells what would decide it.
  case undecided(String)

  package var word: String {
    switch self {
    case .met: "met"
    case .missed: "missed"
    case .undecided: "undecided"
    }
  }

  var status: RunStatus {
    switch self {
    case .met: .fine
    case .missed: .problems
    case .undecided: .undecided
    }
  }
}

struct TestVerb {
  private let statement: Statement
  private let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  init(_ statement: Statement, _ evaluator: Evaluator) {
    self.statement = statement
    self.evaluator = evaluator
  }

  /// Every path names a target.
  func check() -> [Diagnostic] { targets().diagnostics }

  func run(_ forecasting: Forecasting) -> Outcome {
    let targets = targets()
    // What is wrong with all that was named is said below; that nothing is left to decide is no answer.
    var outcome =
      targets.value.isEmpty && !targets.diagnostics.isEmpty
      ? Outcome() : TestVerb.decide(targets.value, evaluator, forecasting)
    outcome.add(targets.diagnostics)
    return outcome
  }

  /// All targets, as `rung test` decides them.
  static func decideAll(_ evaluator: Evaluator, _ forecasting: Forecasting) -> Outcome {
    decide(
      evaluator.definitions.schema.kind(named: "target").map { evaluator.definitions.ordered(ofKind: $0) }
        ?? [], evaluator, forecasting)
  }

  private func targets() -> Checked<[EntityID]> {
    let paths = statement.children()
    guard let kind = definitions.schema.kind(named: "target") else { return Checked([]) }
    if paths.isEmpty { return Checked(definitions.ordered(ofKind: kind)) }
    var found = Checked<[EntityID]>([])
    for path in paths where statement.tree.kind(path) != .missing {
      switch definitions.target(of: path, in: statement.tree, expecting: ["target"]) {
      case .success(.entity(let entity)) where definitions[entity].kind == kind: found.value.append(entity)
      case .success(.entity(let entity)), .success(.member(let entity, _)),
        .success(.property(let entity, _, _)):
        found.diagnostics.append(
          SessionErrors.wrongThing(
            statement.tree.place(path), "test", wants: ["target"], given: definitions.kindName(of: entity)))
      case .failure(let problem): found.diagnostics += problem.diagnostic.map { [$0] } ?? []
      }
    }
    return found
  }

  // MARK: Deciding

  private static func decide(
    _ targets: [EntityID], _ evaluator: Evaluator, _ forecasting: Forecasting
  ) -> Outcome {
    var outcome = Outcome()
    var decisions: [Decision] = []
    var forecast: Forecasting.Forecast?
    if targets.contains(where: { evaluator.value(ofTarget: $0).isPending }) {
      forecasting.task = Progress("test")
      do throws(ForecastProblem) { forecast = try forecasting.decided() } catch {
        switch error {
        // Without a horizon the target says what is missing.
        case .problems(let problems): outcome.add(problems.filter { $0.code != .noHorizon })
        case .cancelled: return Outcome(error)
        }
      }
    }
    for target in targets {
      let decision = Decision(of: target, evaluator, forecast)
      outcome.status.note(decision.verdict.status)
      decisions.append(decision)
    }
    outcome.add(Decision.answer(decisions))
    outcome.add(evaluator.takeDiagnostics())
    return outcome
  }
}

/// One target, decided.
struct Decision {
  let verdict: Verdict
  private let target: EntityID
  private let evaluator: Evaluator
  private let chance: Double?
  private let needed: Double?
  private let counted: Counted?

  /// A target of the forecast: how often it held, and the two sides of its comparison.
  private struct Counted {
    let chance: Chance
    let figures: String?
  }

  init(of target: EntityID, _ evaluator: Evaluator, _ forecast: Forecasting.Forecast? = nil) {
    self.target = target
    self.evaluator = evaluator
    let value = evaluator.value(ofTarget: target)
    if value.isPending, let forecast,
      let measure = forecast.model.targets.first(where: { $0.entity == target })
    {
      let counted = Counted(
        chance: Chance(forecast.findings.measures[measure.condition]),
        figures: Decision.figures(of: measure, forecast))
      self.counted = counted
      chance = counted.chance.share
      needed = measure.confidence
      switch counted.chance.verdict(needed: measure.confidence) {
      case true?: verdict = .met
      case false?: verdict = .missed
      case nil: verdict = .undecided(Decision.tooClose(counted.chance, measure.confidence))
      }
      return
    }
    counted = nil
    switch value {
    case .truth(let holds):
      verdict = holds ? .met : .missed
      chance = nil
      needed = nil
    case .uncertainTruth(let condition):
      let confidence = Decision.confidence(of: target, evaluator)
      let summary = UncertainSummary(condition, seed: evaluator.seed)
      chance = summary.mean
      needed = confidence
      verdict = Decision.verdict(summary, confidence)
    case .pending:
      chance = nil
      needed = Decision.confidence(of: target, evaluator)
      verdict = .undecided(
        "what it asks for is counted by a forecast, which needs a programme with a horizon")
    case .none:
      chance = nil
      needed = nil
      verdict = .undecided("its condition has no value")
    default:
      chance = nil
      needed = nil
      verdict = .undecided("its condition is neither true nor false")
    }
  }

  /// Of the target, else of the programme, else the schema's.
  static func confidence(of target: EntityID, _ evaluator: Evaluator) -> Double {
    let definitions = evaluator.definitions
    var value = Value.none
    if definitions.formula(of: target, .confidence) != nil {
      value = evaluator.value(of: EntityRef(target), .confidence)
    }
    if case .quantity(let quantity) = value, let exact = quantity.magnitude.exact { return exact.asDouble }
    return programmeConfidence(evaluator)
  }

  static func programmeConfidence(_ evaluator: Evaluator) -> Double {
    let definitions = evaluator.definitions
    guard let kind = definitions.schema.kind(named: "programme"),
      let property = definitions.schema.property(of: kind, named: "confidence"),
      let programme = definitions.ordered(ofKind: kind).first,
      case .quantity(let quantity) = evaluator.value(of: EntityRef(programme), PropertyKey(property))
    else { return standardConfidence }
    return quantity.magnitude.exact?.asDouble ?? standardConfidence
  }

  /// Without a programme there is nowhere to say another.
  private static let standardConfidence = 0.8

  /// Met when the chance is at least what is needed. What is estimated from draws and lies within its error of the
  /// line is too close to call.
  private static func verdict(_ summary: UncertainSummary, _ needed: Double) -> Verdict {
    guard !summary.mean.isNaN else { return .undecided("its condition has no value in any draw") }
    if summary.isExact || abs(summary.mean - needed) > error(of: summary.mean) {
      return summary.mean >= needed ? .met : .missed
    }
    return .undecided(
      "too close to call: the chance is known to \(percent(error(of: summary.mean))) either way")
  }

  /// Half of a 99 % interval of a share of 8 192 draws. Those of a summary are stratified, which only helps.
  private static func error(of share: Double) -> Double {
    2.576 * (max(share * (1 - share), 1e-6) / 8_192).squareRoot()
  }

  /// Why runs do not decide it, and how many would.
  private static func tooClose(_ chance: Chance, _ needed: Double) -> String {
    let (low, high) = chance.interval
    let known =
      "too close to call: the chance is \(percent(low)) to \(percent(high)) after \(chance.runs) runs"
    guard let more = chance.runsToDecide(needed: needed) else {
      return known + ", and more would hardly help"
    }
    return more > chance.runs
      ? known + "; about \(more) would do: write simulate \(more) runs, then test" : known
  }

  /// `62 (48 to 77) >= 60`.
  private static func figures(of measure: TargetMeasure, _ forecast: Forecasting.Forecast) -> String? {
    guard let left = measure.sides.left, let right = measure.sides.right else { return nil }
    let texts = [left, right].map { forecast.model.text(of: $0, forecast.findings.measures[$0]) }
    return "\(texts[0]) \(measure.sides.sign) \(texts[1])"
  }

  /// For people without the condition where its two sides say as much.
  static func answer(_ decisions: [Decision]) -> Answer {
    let long = Table(
      columns: ["target", "verdict", "chance", "needed", "condition", "figures", "why"],
      rows: decisions.map(\.cells))
    // Chances take the room that conditions would.
    guard decisions.contains(where: { $0.chance != nil }) else { return .table(long, ifEmpty: "no targets") }
    let short = Table(
      columns: ["target", "verdict", "chance", "needed", "figures", "why"],
      rows: long.rows.map { row in
        [row[0], row[1], row[2], row[3], row[5].text.isEmpty ? row[4] : row[5], row[6]]
      })
    return .forecast(ForecastAnswer(title: "", tables: [short], long: long))
  }

  private var cells: [Table.Cell] {
    let definitions = evaluator.definitions
    let condition = definitions.formula(of: target, .condition).map {
      CanonicalPrinter.canonicalText(of: Int($0.node), in: definitions.tree(of: $0))
    }
    return [
      .text(definitions.name(of: target)), .text(verdict.word), chanceCell, Decision.cell(needed),
      .text(condition ?? ""), figuresCell, reason,
    ]
  }

  private var figuresCell: Table.Cell {
    guard let text = counted?.figures ?? figures else { return .empty }
    let bare = ValueText.withoutDrawings(text)
    return .text(text, value: .string(bare), bare: bare)
  }

  /// Both sides of a comparison as they are: `72 >= 90`.
  private var figures: String? {
    let definitions = evaluator.definitions
    guard let formula = definitions.formula(of: target, .condition) else { return nil }
    let tree = definitions.tree(of: formula)
    let node = Int(formula.node)
    let sides = Array(tree.children(of: node))
    guard tree.kind(node) == .comparison, sides.count == 2 else { return nil }
    let texts = sides.compactMap { side -> String? in
      let value = evaluator.evaluate(expression: side, tree: tree, index: Int(formula.tree)).value
      return value.isPending || value.isNone ? nil : ValueText.plain(value, evaluator)
    }
    guard texts.count == 2 else { return nil }
    let sign = tree.source.text(ByteRange(start: tree.range(sides[0]).end, end: tree.range(sides[1]).start))
    return texts[0] + " " + sign.split(whereSeparator: \.isWhitespace).joined(separator: " ") + " " + texts[1]
  }

  private var reason: Table.Cell {
    switch verdict {
    case .met, .missed: .empty
    case .undecided(let reason): .text(reason)
    }
  }

  /// With what it may be, where it was counted in runs.
  private var chanceCell: Table.Cell {
    guard let counted else { return Decision.cell(chance) }
    let (low, high) = counted.chance.interval
    func exact(_ share: Double) -> JSON {
      Decimal(approximating: share, places: 6).map { .number($0.canonicalText) } ?? .null
    }
    return .figure(
      "\(Decision.percent(counted.chance.share)) (\(Decision.percent(low)) to \(Decision.percent(high)))",
      value: .object([
        JSON.Member("chance", exact(counted.chance.share)), JSON.Member("low", exact(low)),
        JSON.Member("high", exact(high)), JSON.Member("runs", .number(String(counted.chance.runs))),
      ]))
  }

  private static func cell(_ share: Double?) -> Table.Cell {
    guard let share, let exact = Decimal(approximating: share, places: 6) else { return .empty }
    return .figure(percent(share), value: .number(exact.canonicalText))
  }

  private static func percent(_ share: Double) -> String {
    Decimal(approximating: share * 100, places: 1).map { $0.canonicalText + "%" } ?? ""
  }
}
