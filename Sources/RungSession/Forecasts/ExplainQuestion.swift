// What `explain` asks of a forecast: all of it, a target, or what became of an intake in a stage.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

/// `explain forecast`, `explain Graduates`, each with `in SCENARIO`.
struct ExplainQuestion {
  /// `entity` is nil for Base.
  struct Scenario {
    let name: String
    let entity: EntityID?
  }

  let target: EntityID?
  let scenario: Scenario?
  private let statement: Statement
  private let definitions: Definitions

  /// Nil when something else is asked.
  init?(_ statement: Statement, _ definitions: Definitions) {
    guard statement.kind == .explain, statement.clause(.withClause) == nil,
      let path = statement.children().first
    else { return nil }
    self.statement = statement
    self.definitions = definitions
    let word = statement.tree.text(path)
    let entity = definitions.entity(named: word)
    if let entity {
      guard definitions.kindName(of: entity) == "target" else { return nil }
    } else if word != "forecast" {
      return nil
    }
    target = entity
    scenario = statement.clause(.inClause).flatMap { statement.children($0).first }.map { node in
      let name = statement.tree.text(node)
      return Scenario(name: name, entity: name == "Base" ? nil : definitions.entity(named: name))
    }
  }

  /// What stands after `in` is a scenario.
  func check() -> [Diagnostic] {
    guard let scenario, scenario.name != "Base",
      let node = statement.clause(.inClause).flatMap({ statement.children($0).first })
    else { return [] }
    switch definitions.target(of: node, in: statement.tree, expecting: ["scenario"]) {
    case .success(.entity(let entity)) where definitions.kindName(of: entity) == "scenario": return []
    case .success(let other):
      return [
        SessionErrors.wrongThing(
          statement.tree.place(node), "explain … in", wants: ["scenario"],
          given: definitions.kindName(of: other.entity))
      ]
    case .failure(let problem): return problem.diagnostic.map { [$0] } ?? []
    }
  }
}

/// `explain Intake[1] in Grow`: what became of the people of a cohort or a stream in a stage.
struct ExplainIntake {
  private let statement: Statement
  private let forecasting: Forecasting
  private let intake: NodeIndex
  private let stage: NodeIndex

  /// Nil when something else is asked.
  init?(_ statement: Statement, _ forecasting: Forecasting) {
    guard statement.kind == .explain, let intake = statement.children().first,
      let stage = statement.clause(.inClause).flatMap({ statement.children($0).first })
    else { return nil }
    func kind(_ node: NodeIndex) -> String? {
      switch forecasting.active.definitions.target(of: node, in: statement.tree, expecting: []) {
      case .success(.entity(let entity)), .success(.member(let entity, _)):
        forecasting.active.definitions.kindName(of: entity)
      case .success(.property), .failure: nil
      }
    }
    guard ["cohort", "stream"].contains(kind(intake)), kind(stage) == "stage" else { return nil }
    self.statement = statement
    self.forecasting = forecasting
    self.intake = intake
    self.stage = stage
  }

  func run() -> Outcome {
    do throws(ForecastProblem) {
      let seed = forecasting.latest?.seed ?? forecasting.seed
      let runs = forecasting.latest?.runs ?? SimulateVerb.standardRuns
      let active = forecasting.active
      let model = try forecasting.model(
        active.definitions, name: forecasting.scenarioName ?? "Base", seed: seed)
      let builder = model.builder
      let sources = builder.sources(active.evaluate(intake, of: statement).value)
      guard let s = builder.stages(active.evaluate(stage, of: statement).value).first, !sources.isEmpty else {
        return Outcome()
      }
      let names = (statement.tree.text(intake), statement.tree.text(stage))
      var asked: [(String, Value)] = [
        ("came to it", builder.flow(.arrived, at: s, of: sources)),
        ("entered", builder.flow(.entered, at: s, of: sources)),
        ("completed", builder.flow(.completed, at: s, of: sources)),
      ]
      asked += ForecastTables.reasons.map {
        (FigureName.measure(.stageFlow($0)), builder.flow($0, at: s, of: sources))
      }
      let last = model.plan.calendar.dayCount - 1
      asked += [
        ("in it at the end", builder.stock(.active, at: s, of: sources, onDay: last)),
        ("waiting at the end", builder.stock(.waiting, at: s, of: sources, onDay: last)),
      ]
      for (name, value) in asked { _ = model.add(value, name) }
      let waiting = model.add(builder.stock(.waiting, at: s, of: sources, onDay: -1), "")
      let findings = try forecasting.study([model], runs: runs, seed: seed, detail: .totals)[0]
      var list = FigureList(names.1)
      let shown = asked.enumerated().filter { place, _ in
        place < 3 || findings.measures[place].maximum > 0
      }
      list.add(
        names.0, shown.map { place, figure in (figure.0, findings.measures[place]) }, FigureText.people)
      var outcome = Outcome()
      outcome.add(
        .table(
          list.table("\(names.0) in \(names.1): \(runs) runs, seed \(seed)"), ifEmpty: "nobody comes to it"))
      if let waiting, findings.measures[0].mean > 0 {
        let days = findings.measures[waiting].mean * Double(last + 1) / findings.measures[0].mean
        outcome.reports.append(
          .notice("who came waited \(FigureText.people.number(days)) days on the mean"))
      }
      return outcome
    } catch { return Outcome(error) }
  }
}
