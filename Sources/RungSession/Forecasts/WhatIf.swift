// The programme with one thing changed: what `find`, `sweep` and `explain forecast` run beside it.

import RungAnalysis
import RungModel
import RungSimulate
import RungSyntax
import RungText

struct WhatIf {
  let forecasting: Forecasting
  /// What is changed: the active programme when nothing else is said.
  var definitions: Definitions?
  let seed: UInt64

  init(forecasting: Forecasting, definitions: Definitions? = nil, seed: UInt64) {
    self.forecasting = forecasting
    self.definitions = definitions
    self.seed = seed
  }

  /// The active programme after statements such as `Veterans.count = 20`.
  func model(_ statements: [String], name: String) throws(ForecastProblem) -> ForecastModel {
    var definitions = self.definitions ?? forecasting.active.definitions
    for statement in statements {
      let tree = SyntaxTree.parse(Source(name: "<what if>", text: statement))
      let next = definitions.applying(statement: tree)
      if next.hasErrors { throw .problems(next.diagnostics) }
      definitions = next.value.definitions
    }
    let model = try forecasting.model(definitions, name: name, seed: seed)
    let problems = model.evaluator.takeDiagnostics().filter { $0.severity == .error }
    if !problems.isEmpty { throw .problems(problems) }
    return model
  }

  /// The measure of a condition or a target's name, with the confidence it asks for.
  static func goal(
    _ node: NodeIndex, of statement: Statement, in model: ForecastModel
  ) -> (measure: Int, confidence: Double)? {
    let evaluator = model.evaluator
    if case .success(.entity(let entity)) = evaluator.definitions.target(
      of: node, in: statement.tree, expecting: ["target"]),
      evaluator.definitions.kindName(of: entity) == "target"
    {
      return model.add(evaluator.value(ofTarget: entity), evaluator.definitions.name(of: entity)).map {
        ($0, Decision.confidence(of: entity, evaluator))
      }
    }
    let value = evaluator.evaluate(node, of: statement, expecting: .condition).value
    return model.add(value, statement.tree.text(node)).map { ($0, Decision.programmeConfidence(evaluator)) }
  }
}

/// The values that a property is given in turn, in rising order. They are worked out when they are asked for: there
/// may be millions.
struct ValueRange {
  let path: String
  let count: Int
  private let evaluator: Evaluator
  private let value: (Int) -> Value

  /// As the language writes it. Contract: 0 ≤ place < count.
  func text(_ place: Int) -> String { ValueText.plain(value(place), evaluator) }

  /// Of whole numbers every one; else so many steps, or those that are said.
  init?(
    _ path: NodeIndex, _ span: NodeIndex, step: NodeIndex?, of statement: Statement, _ evaluator: Evaluator,
    standardSteps: Int
  ) {
    guard case .span(let low, let high) = evaluator.evaluate(span, of: statement).value else { return nil }
    let increment = step.map { evaluator.evaluate($0, of: statement).value }
    guard let (count, value) = ValueRange.values(low, high, increment, standardSteps) else { return nil }
    self.path = statement.tree.text(path)
    self.evaluator = evaluator
    self.count = count
    self.value = value
  }

  private typealias Values = (count: Int, value: (Int) -> Value)

  private static func values(_ low: Value, _ high: Value, _ step: Value?, _ steps: Int) -> Values? {
    switch (low, high) {
    case (.quantity(let a), .quantity(let b)):
      guard let first = a.magnitude.exact, let last = b.magnitude.exact, let gap = last.subtracting(first)
      else {
        return nil
      }
      var increment = Decimal.one
      if case .quantity(let given)? = step, let exact = given.magnitude.exact { increment = exact }
      let isWhole =
        first.isWhole && last.isWhole && !a.unit.isPercentage && a.unit.over.map(isCounted) ?? true
      if step == nil, !isWhole { increment = gap.dividing(by: Decimal(steps)) ?? .one }
      return exact(first, last, increment) { .quantity(Quantity(.exact($0), b.unit)) }
    case (.date(.exact(let first)), .date(.exact(let last))):
      var increment = Decimal.one
      if case .duration(let months, let days)? = step, let m = months.exact, let d = days.exact {
        if m.isZero { increment = d } else { return byMonths(first, last, m) }
      }
      return exact(first, last, increment) { .date(.exact($0)) }
    case (.duration(let m1, let d1), .duration(let m2, let d2)):
      guard let a = m1.exact, let b = m2.exact, let c = d1.exact, let d = d2.exact else { return nil }
      var increment = Decimal.one
      if case .duration(let months, let days)? = step, let m = months.exact, let s = days.exact {
        increment = m.isZero ? s : m
      }
      if c.isZero, d.isZero {
        return exact(a, b, increment) { .duration(months: .exact($0), days: .zero) }
      }
      guard a.isZero, b.isZero else { return nil }
      return exact(c, d, increment) { .duration(months: .zero, days: .exact($0)) }
    default: return nil
    }
  }

  private static func isCounted(_ term: UnitTerm) -> Bool { term.base.isCounted }

  private static func byMonths(_ first: Decimal, _ last: Decimal, _ months: Decimal) -> Values? {
    guard let start = first.asInt.flatMap(CalendarDate.init(dayNumber:)), let end = last.asInt,
      let step = months.asInt, step > 0, Int(start.dayNumber) <= end
    else { return nil }
    // The calendar ends with the year 9999: there are not so many.
    var count = 1
    while let date = start.adding(months: step * count), Int(date.dayNumber) <= end { count += 1 }
    return (count, { .date(.exact(Decimal(Int((start.adding(months: step * $0) ?? start).dayNumber)))) })
  }

  /// Nil when there are more than can be counted.
  private static func exact(
    _ first: Decimal, _ last: Decimal, _ step: Decimal, _ make: @escaping (Decimal) -> Value
  ) -> Values? {
    guard step > .zero, first <= last else { return nil }
    func at(_ place: Int) -> Decimal { Decimal(place).multiplying(step).flatMap { first.adding($0) } ?? last }
    guard let steps = last.subtracting(first)?.dividing(by: step)?.rounded(.down).asInt, steps < 1 << 40
    else { return nil }
    // A quotient is rounded: it may be one too many or too few.
    var count = steps + 1
    if at(count) <= last { count += 1 } else if count > 1, at(count - 1) > last { count -= 1 }
    return (count, { make(at($0)) })
  }
}
