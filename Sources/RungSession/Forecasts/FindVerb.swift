// `find`: the smallest (or the largest) value of a property with which a condition holds.

import RungAnalysis
import RungModel
import RungReport
import RungSimulate
import RungSyntax
import RungText

struct FindVerb {
  private let statement: Statement
  private let forecasting: Forecasting

  init(_ statement: Statement, _ forecasting: Forecasting) {
    self.statement = statement
    self.forecasting = forecasting
  }

  /// What a value came to.
  private struct Trial {
    let place: Int
    let chance: Chance
    let needed: Double

    var holds: Bool { chance.share >= needed }
    var isClose: Bool { chance.verdict(needed: needed) == nil }
  }

  func run() -> Outcome {
    let parts = statement.children()
    guard parts.count > 2,
      let goal = statement.clause(.untilClause).flatMap({ statement.tree.child(0, of: $0) }),
      let range = ValueRange(
        parts[0], parts[1], step: nil, of: statement, forecasting.active, standardSteps: FindVerb.steps),
      range.count > 1
    else {
      return Outcome([SearchErrors.noRange(statement.tree.place(parts.count > 1 ? parts[1] : statement.node))]
      )
    }
    do throws(ForecastProblem) { return try search(range, goal) } catch { return Outcome(error) }
  }

  /// Of values that are not counted, so many steps.
  private static let steps = 64

  private func search(_ range: ValueRange, _ goal: NodeIndex) throws(ForecastProblem) -> Outcome {
    var trials: [Int: Trial] = [:]
    // Both ends, and halves until one value is left.
    let halves = Int.bitWidth - range.count.leadingZeroBitCount
    forecasting.task = Progress("find", of: 1 + halves, "values", isAbout: true)
    func trial(_ place: Int) throws(ForecastProblem) -> Trial {
      if let known = trials[place] { return known }
      let made = try tried(range, place, goal)
      trials[place] = made
      forecasting.nextStep()
      return made
    }
    let last = range.count - 1
    var low = try trial(0)
    var high = try trial(last)
    var outcome = Outcome()
    var answer: Int?
    if low.holds == high.holds {
      // Perhaps it holds, or fails, in between.
      for step in 1..<8 where low.holds == high.holds {
        let middle = try trial(last / 8 * step + last % 8 * step / 8)
        if middle.holds != low.holds { high = middle }
      }
    }
    if low.holds == high.holds {
      answer = low.holds ? 0 : nil
    } else {
      while high.place - low.place > 1 {
        let middle = try trial((low.place + high.place) / 2)
        if middle.holds == low.holds { low = middle } else { high = middle }
      }
      answer = low.holds ? low.place : high.place
    }
    let isLargest = low.holds && !high.holds
    var sure: Int?
    if let answer, trials[answer]?.isClose == true {
      sure = try firstSure(from: answer, step: isLargest ? -1 : 1, in: 0...last, trial)
    }
    outcome.reports.append(
      .notice(
        sentence(
          range, answer, isLargest: isLargest, isClose: answer.map { trials[$0]?.isClose ?? false } ?? false,
          sure)))
    let sorted = trials.values.sorted { $0.place < $1.place }
    let changes = zip(sorted, sorted.dropFirst()).filter { $0.holds != $1.holds }.count
    if changes > 1 {
      outcome.reports.append(
        .notice("it does not change in one direction: another value may do as well; look at the table"))
    }
    outcome.add(.table(table(range, sorted, answer), ifEmpty: ""))
    if answer == nil { outcome.status.note(.problems) }
    return outcome
  }

  /// The nearest value that is enough beyond doubt; nil when none is near.
  private func firstSure(
    from place: Int, step: Int, in places: ClosedRange<Int>, _ trial: (Int) throws(ForecastProblem) -> Trial
  ) throws(ForecastProblem) -> Int? {
    var distance = 1
    while distance <= FindVerb.steps, places.contains(place + step * distance) {
      let found = try trial(place + step * distance)
      if found.holds, !found.isClose { return found.place }
      distance *= 2
    }
    return nil
  }

  private func sentence(
    _ range: ValueRange, _ answer: Int?, isLargest: Bool, isClose: Bool, _ sure: Int?
  ) -> String {
    guard let answer else {
      return "no value tried between \(range.text(0)) and \(range.text(range.count - 1)) is enough"
    }
    if isClose {
      let beyond = sure.map { "; \(range.text($0)) is enough beyond doubt" } ?? ""
      return
        "\(range.path) = \(range.text(answer)) is about the \(isLargest ? "largest" : "smallest") value that is enough, too close to call with these runs\(beyond)"
    }
    if answer == 0, !isLargest {
      return "\(range.path) = \(range.text(0)) is enough, the smallest of the range"
    }
    return
      "\(range.path) = \(range.text(answer)) is the \(isLargest ? "largest" : "smallest") value that is enough"
  }

  private func tried(_ range: ValueRange, _ place: Int, _ goal: NodeIndex) throws(ForecastProblem) -> Trial {
    let seed = forecasting.latest?.seed ?? forecasting.seed
    let what = WhatIf(forecasting: forecasting, seed: seed)
    let model = try what.model(["\(range.path) = \(range.text(place))"], name: range.text(place))
    guard let (measure, asked) = WhatIf.goal(goal, of: statement, in: model) else {
      throw .problems([SearchErrors.noGoal(statement.tree.place(goal))])
    }
    let needed = confidence ?? asked
    let findings = try forecasting.stepped(model, seed: seed) { findings in
      Chance(findings.measures[measure]).verdict(needed: needed) != nil
    }.findings
    return Trial(place: place, chance: Chance(findings.measures[measure]), needed: needed)
  }

  /// Of the statement itself.
  private var confidence: Double? {
    guard let node = statement.clause(.confidence).flatMap({ statement.tree.child(0, of: $0) }),
      case .quantity(let quantity) = forecasting.active.evaluate(node, of: statement, expecting: .percentage)
        .value
    else { return nil }
    return quantity.magnitude.exact?.asDouble
  }

  /// The evidence, on both sides of the answer.
  private func table(_ range: ValueRange, _ trials: [Trial], _ answer: Int?) -> Table {
    let rows = trials.map { trial -> [Table.Cell] in
      let (low, high) = trial.chance.interval
      return [
        .text(range.text(trial.place)),
        .text(trial.isClose ? "too close to call" : trial.holds ? "enough" : "not enough"),
        .figure(FigureText.percent(trial.chance.share), value: FigureText.people.exact(trial.chance.share)),
        .figure(
          "\(FigureText.percent(low)) to \(FigureText.percent(high))",
          value: .object([
            JSON.Member("low", FigureText.people.exact(low)),
            JSON.Member("high", FigureText.people.exact(high)),
          ])),
        .figure(FigureText.percent(trial.needed), value: FigureText.people.exact(trial.needed)),
        .count(trial.chance.runs),
        .text(trial.place == answer ? "the answer" : ""),
      ]
    }
    return Table(
      columns: [Table.Column(range.path), "", "chance", "99% interval", "needed", "runs", " "], rows: rows)
  }
}
