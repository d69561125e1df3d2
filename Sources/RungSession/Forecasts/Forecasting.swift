// Forecasts as the session asks for them: programmes made into plans once, runs made once, and kept until the
// programme changes.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

/// What runs beside a person who waits: how far it is, and whether to go on.
package struct Patience: Sendable {
  package var wantsToStop: @Sendable () -> Bool
  package var progress: @Sendable (Progress) -> Void
  /// Threads to use.
  package var workers: Int
  /// Bytes that forecasts may take.
  package var memory: Int

  package init(
    workers: Int = 1, memory: Int = RunLimits.mostMemory,
    wantsToStop: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.workers = workers
    self.memory = memory
    self.wantsToStop = wantsToStop
    self.progress = progress
  }
}

/// Why there is no forecast.
enum ForecastProblem: Error {
  case problems([Diagnostic])
  case cancelled
}

/// A target as a forecast decides it.
struct TargetMeasure {
  let entity: EntityID
  let name: String
  let confidence: Double
  /// Among the measures: the condition, and the sides of its comparison with the sign between them.
  let condition: Int
  let sides: (left: Int?, right: Int?, sign: String)
}

/// A measure for a person: its text and its unit.
struct MeasureText {
  let text: String
  let unit: Unit
}

/// A programme made ready for runs.
final class ForecastModel {
  let name: String
  let evaluator: Evaluator
  let builder: PlanBuilder
  private(set) var measures: [Uncertain] = []
  private(set) var grains: [Grain] = []
  private(set) var texts: [MeasureText] = []
  private(set) var targets: [TargetMeasure] = []
  var calibration: Calibration

  /// - Throws: the programme has no horizon, or nobody waits for it any more.
  init(
    _ definitions: Definitions, people: [EntityID: PeopleTable], name: String, _ patience: Patience,
    askedAt place: Place?
  ) throws(ForecastProblem) {
    let evaluator = Evaluator(definitions, people: people)
    evaluator.wantsToStop = patience.wantsToStop
    let made = PlanBuilder(evaluator)
    if evaluator.wasStopped { throw .cancelled }
    guard let builder = made else {
      throw .problems([ForecastErrors.noHorizon(definitions, askedAt: place)])
    }
    self.name = name
    self.evaluator = evaluator
    self.builder = builder
    calibration = Calibration(stages: builder.plan.stages.count)
    evaluator.observer = { [unowned builder] in builder.observe($0) }
  }

  var plan: Plan { builder.plan }

  var variant: Variant {
    Variant(name: name, plan: plan, calibration: calibration, measures: measures, grains: grains)
  }

  // MARK: Measures

  /// Every target whose condition depends on what is drawn or counted.
  func addTargets() {
    guard let kind = evaluator.definitions.schema.kind(named: "target") else { return }
    for target in evaluator.definitions.ordered(ofKind: kind) {
      guard case .uncertainTruth(let condition) = evaluator.value(ofTarget: target) else { continue }
      let place = add(condition, .whole, "", .none)
      targets.append(
        TargetMeasure(
          entity: target, name: evaluator.definitions.name(of: target),
          confidence: Decision.confidence(of: target, evaluator), condition: place, sides: sides(of: target)))
    }
  }

  /// How far a target is from its bound: the left side less the right one. Its text is the left side's where the right
  /// one is known. Nil when it compares nothing.
  func addMargin(of target: EntityID) -> Int? {
    let (left, right, _) = sides(of: target)
    guard let left, let right else { return nil }
    let isKnown = measures[right].constantValue != nil
    return add(
      .combine(.subtract, measures[left], measures[right]), .fine,
      isKnown ? texts[left].text : texts[left].text + " - " + texts[right].text, texts[left].unit)
  }

  private func sides(of target: EntityID) -> (left: Int?, right: Int?, sign: String) {
    let definitions = evaluator.definitions
    guard let formula = definitions.formula(of: target, .condition) else { return (nil, nil, "") }
    let tree = definitions.tree(of: formula)
    let node = Int(formula.node)
    let parts = Array(tree.children(of: node))
    guard tree.kind(node) == .comparison, parts.count == 2 else { return (nil, nil, "") }
    let places = parts.map { part -> Int? in
      let value = evaluator.evaluate(expression: part, tree: tree, index: Int(formula.tree)).value
      guard case .quantity(let quantity) = value else { return nil }
      return add(
        quantity.magnitude.asUncertain, .fine, CanonicalPrinter.canonicalText(of: part, in: tree),
        quantity.unit)
    }
    let sign = tree.source.text(
      ByteRange(start: tree.range(parts[0]).end, end: tree.range(parts[1]).start))
    return (places[0], places[1], sign.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  /// A value of a quantity or a condition; nil for others.
  func add(_ value: Value, _ text: String) -> Int? {
    switch value {
    case .quantity(let quantity): return add(quantity.magnitude.asUncertain, .fine, text, quantity.unit)
    case .uncertainTruth(let condition): return add(condition, .whole, text, .percentage)
    case .truth(let truth): return add(.constant(truth ? 1 : 0), .whole, text, .percentage)
    default: return nil
    }
  }

  /// People who complete a stage after which nothing comes.
  func addGraduates() { graduates = add(builder.graduates, "graduates") }
  private(set) var graduates: Int?

  private func add(_ value: Uncertain, _ grain: Grain, _ text: String, _ unit: Unit) -> Int {
    measures.append(value)
    grains.append(grain)
    texts.append(MeasureText(text: text, unit: unit))
    return measures.count - 1
  }
}

extension ForecastModel {
  func figureText(of measure: Int) -> FigureText {
    var figure = FigureText()
    figure.isPercentage = texts[measure].unit.isPercentage
    switch texts[measure].unit.over {
    case .money(let currency)?: figure.unit = currency.code
    case .word(let word)? where !word.base.isCounted: figure.unit = word.plural
    case .word?, nil: break
    }
    return figure
  }

  /// A measure's mean and spread with its unit; of a condition, its chance and how sure that is.
  func text(of measure: Int, _ tally: Tally) -> String {
    if grains[measure] == .whole {
      let (low, high) = Chance(tally).interval
      return
        "\(FigureText.percent(tally.mean)) (\(FigureText.percent(low)) to \(FigureText.percent(high)))"
    }
    let text = figureText(of: measure).text(tally)
    return text.isEmpty ? "none" : text + suffix(of: measure)
  }

  /// A number with a measure's unit.
  func text(of measure: Int, _ value: Double) -> String {
    value.isFinite ? figureText(of: measure).number(value) + suffix(of: measure) : "none"
  }

  func suffix(of measure: Int) -> String {
    switch texts[measure].unit.over {
    case .money(let currency)?: " " + currency.code
    case .word(let word)? where !word.base.isCounted: " " + word.plural
    case .word?, nil: ""
    }
  }
}

/// The forecasts of one state of the programme.
final class Forecasting {
  let written: Definitions
  let active: Evaluator
  let scenarioName: String?
  var patience: Patience
  private var base: ForecastModel?
  private var model: ForecastModel?
  /// The word that asked for it: where to point when nothing else can be named.
  var askedAt: Place?
  /// The forecast that `simulate` made last.
  private(set) var latest: Forecast?
  /// Of which scenario the last forecast was that was made before the programme became what it is; nil without one.
  var outdated: String?
  /// What is asked of the forecast afterwards.
  private(set) lazy var figures = StandingFigures(self)

  struct Forecast {
    let model: ForecastModel
    let findings: Findings
    let runs: Int
    let seed: UInt64
    /// The dimension by which everything is counted for each month.
    var split: String?
  }

  init(_ written: Definitions, _ active: Evaluator, scenario: String?, _ patience: Patience) {
    self.written = written
    self.active = active
    scenarioName = scenario
    self.patience = patience
  }

  /// From the programme when a statement does not say another.
  var seed: UInt64 { active.seed }

  // MARK: Models

  /// The active scenario, with its targets.
  func activeModel(seed: UInt64) throws(ForecastProblem) -> ForecastModel {
    if let model { return try calibrated(model, seed) }
    let made = try made(active.definitions, name: scenarioName ?? "Base")
    made.addTargets()
    made.addGraduates()
    model = made
    return try calibrated(made, seed)
  }

  /// Another scenario or an edit of one.
  func model(_ definitions: Definitions, name: String, seed: UInt64) throws(ForecastProblem) -> ForecastModel
  {
    try calibrated(made(definitions, name: name), seed)
  }

  private func made(_ definitions: Definitions, name: String) throws(ForecastProblem) -> ForecastModel {
    try ForecastModel(definitions, people: active.people, name: name, patience, askedAt: askedAt)
  }

  /// Commitment is calibrated on Base, once for a seed, and frozen.
  private var calibrations: [UInt64: (plan: Plan, calibration: Calibration)] = [:]

  private func calibrated(_ model: ForecastModel, _ seed: UInt64) throws(ForecastProblem) -> ForecastModel {
    let known: (plan: Plan, calibration: Calibration)
    if let found = calibrations[seed] {
      known = found
    } else {
      let base: ForecastModel
      if let made = self.base {
        base = made
      } else {
        base = try made(written, name: "Base")
      }
      self.base = base
      _ = try room(for: [base], .totals, seed: seed)
      do throws(Cancelled) {
        known = (base.plan, try Calibration(base.plan, seed: seed, limits: limits))
      } catch { throw ForecastSize.problem(error, base, patience.memory, seed: seed) }
      calibrations[seed] = known
    }
    _ = try room(for: [model], .totals, seed: seed)
    do throws(Cancelled) {
      model.calibration = try known.calibration.carried(
        from: known.plan, to: model.plan, seed: seed, limits: limits)
    } catch { throw ForecastSize.problem(error, model, patience.memory, seed: seed) }
    return model
  }

  private var limits: RunLimits {
    RunLimits(EngineHandle(wantsToStop: patience.wantsToStop), memory: patience.memory)
  }

  /// As many threads as there is memory for; they do not change what is found.
  private func room(
    for models: [ForecastModel], _ detail: Detail, seed: UInt64
  ) throws(ForecastProblem) -> Int {
    let size = ForecastSize(models, detail, seed: seed)
    if let problem = size.problem(patience.memory) { throw .problems([problem]) }
    return size.workers(patience.workers, patience.memory)
  }

  // MARK: Running

  /// What a person waits for. With a total it is in steps: the runs of a study are then a part of one.
  var task = Progress("simulate")

  /// What is reported of the runs of one study, with the first figures.
  private func report(from first: Int, _ headlines: Headlines?) -> @Sendable (Interim) -> Void {
    let (task, progress) = (task, patience.progress)
    return { interim in
      var told = task
      let (done, total) = (interim.done, interim.total)
      if task.total > 0 {
        told.part = total > 0 ? Double(first + done) / Double(first + total) : 0
      } else {
        (told.done, told.total, told.unit) = (first + done, first + total, "runs")
        told.note = headlines?.text(interim.headlines) ?? ""
      }
      progress(told)
    }
  }

  /// One more step of the task is done.
  func nextStep() {
    task.done += 1
    if task.isAbout { task.total = max(task.total, task.done + 1) }
  }

  func study(
    _ models: [ForecastModel], from first: Int = 0, runs: Int, seed: UInt64, detail: Detail
  ) throws(ForecastProblem) -> [Findings] {
    let workers = try room(for: models, detail, seed: seed)
    let headlines = models.first.map(Headlines.init)
    let study = Study(
      models.map(\.variant), runs: UInt32(clamping: first)..<UInt32(clamping: max(first, runs)), seed: seed,
      detail: detail, workers: workers, headlines: headlines?.measures ?? [], memory: patience.memory)
    do throws(Cancelled) {
      return try ForecastEngine(report: report(from: first, headlines))
        .solve(study, EngineHandle(wantsToStop: patience.wantsToStop)).result
    } catch { throw ForecastSize.problem(error, models.first, patience.memory, seed: seed) }
  }

  /// - Parameter dimension: by which everything is counted for each month.
  func simulate(runs: Int, seed: UInt64, by dimension: String? = nil) throws(ForecastProblem) -> Forecast {
    if let latest, latest.runs == runs, latest.seed == seed, latest.split == dimension { return latest }
    let model = try activeModel(seed: seed)
    var detail = Detail.full
    detail.split = model.plan.dimensions.firstIndex { $0.name == dimension }
    let findings = try study([model], runs: runs, seed: seed, detail: detail)
    let forecast = Forecast(
      model: model, findings: findings[0], runs: runs, seed: seed, split: dimension)
    latest = forecast
    return forecast
  }

  // MARK: Targets

  /// As many runs as it takes to decide every target, within bounds. What `simulate` found is used again.
  func decided() throws(ForecastProblem) -> Forecast {
    if let latest { return latest }
    let seed = seed
    let model = try activeModel(seed: seed)
    let (findings, runs) = try stepped(model, seed: seed) { findings in
      model.targets.allSatisfy { target in
        Chance(findings.measures[target.condition]).verdict(needed: target.confidence) != nil
      }
    }
    return Forecast(model: model, findings: findings, runs: runs, seed: seed)
  }

  /// Runs in steps until enough is known.
  func stepped(
    _ model: ForecastModel, seed: UInt64, until isDecided: (Findings) -> Bool
  ) throws(ForecastProblem) -> (findings: Findings, runs: Int) {
    var done = 0
    var total: Findings?
    for runs in Forecasting.steps {
      let part = try study([model], from: done, runs: runs, seed: seed, detail: .totals)[0]
      if total == nil { total = part } else { total?.merge(part) }
      done = runs
      if let total, isDecided(total) { break }
    }
    guard let total else { throw .cancelled }
    return (total, done)
  }

  /// Runs tried in turn while a target is too close to call.
  static let steps = [1_000, 4_000, 10_000]
}

/// How likely something is, by how often it came about; and how well that is known.
struct Chance: Equatable {
  let hits: Int
  let runs: Int

  init(hits: Int, runs: Int) {
    self.hits = hits
    self.runs = runs
  }

  /// A condition that is undefined in a run does not hold there.
  init(_ tally: Tally) { self.init(hits: tally.nonzero, runs: tally.count + tally.undefined) }

  var share: Double { runs == 0 ? .nan : Double(hits) / Double(runs) }

  /// Wilson's interval (1927) with 99 % confidence.
  var interval: (low: Double, high: Double) {
    guard runs > 0 else { return (0, 1) }
    let n = Double(runs)
    let square = Chance.deviations * Chance.deviations
    let middle = (share + square / (2 * n)) / (1 + square / n)
    let half =
      Chance.deviations * (share * (1 - share) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    return (max(0, middle - half), min(1, middle + half))
  }

  static let deviations = 2.5758

  /// Nil when it is too close to call.
  func verdict(needed: Double) -> Bool? {
    // All runs or none: as near to certain as runs can tell.
    if hits == runs {
      return needed <= 1 && runs > 0 ? (interval.low >= needed || needed == 1 ? true : nil) : nil
    }
    let (low, high) = interval
    if low >= needed { return true }
    if high < needed { return false }
    return nil
  }

  /// About how many runs would decide it; nil when no number would.
  func runsToDecide(needed: Double) -> Int? {
    let gap = abs(share - needed)
    guard gap > 1e-4 else { return nil }
    let spread = max(share * (1 - share), needed * (1 - needed))
    let count = Chance.deviations * Chance.deviations * spread / (gap * gap)
    guard count < 1e7 else { return nil }
    // Two digits are plenty.
    var step = 1.0
    while count / step >= 100 { step *= 10 }
    return Int((count / step).rounded(.up) * step)
  }
}
