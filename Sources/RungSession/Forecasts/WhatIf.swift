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

/// The values that a property is given in turn.
struct ValueRange {
  let path: String
  /// In rising order, as the language writes them.
  let texts: [String]
  let numbers: [Double]

  /// Of whole numbers every one; else so many steps, or those that are said.
  init?(
    _ path: NodeIndex, _ span: NodeIndex, step: NodeIndex?, of statement: Statement, _ evaluator: Evaluator,
    standardSteps: Int
  ) {
    self.path = statement.tree.text(path)
    guard case .span(let low, let high) = evaluator.evaluate(span, of: statement).value else { return nil }
    let increment = step.map { evaluator.evaluate($0, of: statement).value }
    guard let values = ValueRange.values(low, high, increment, standardSteps) else { return nil }
    texts = values.map { ValueText.plain($0, evaluator) }
    numbers = values.map(ValueRange.number)
  }

  private static func values(_ low: Value, _ high: Value, _ step: Value?, _ steps: Int) -> [Value]? {
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
      return exact(first, last, increment).map { $0.map { .quantity(Quantity(.exact($0), b.unit)) } }
    case (.date(.exact(let first)), .date(.exact(let last))):
      var increment = Decimal.one
      if case .duration(let months, let days)? = step, let m = months.exact, let d = days.exact {
        if m.isZero { increment = d } else { return byMonths(first, last, m) }
      }
      return exact(first, last, increment).map { $0.map { .date(.exact($0)) } }
    case (.duration(let m1, let d1), .duration(let m2, let d2)):
      guard let a = m1.exact, let b = m2.exact, let c = d1.exact, let d = d2.exact else { return nil }
      var increment = Decimal.one
      if case .duration(let months, let days)? = step, let m = months.exact, let s = days.exact {
        increment = m.isZero ? s : m
      }
      if c.isZero, d.isZero {
        return exact(a, b, increment).map { $0.map { .duration(months: .exact($0), days: .zero) } }
      }
      guard a.isZero, b.isZero else { return nil }
      return exact(c, d, increment).map { $0.map { .duration(months: .zero, days: .exact($0)) } }
    default: return nil
    }
  }

  private static func isCounted(_ term: UnitTerm) -> Bool { term.base.isCounted }

  private static func byMonths(_ first: Decimal, _ last: Decimal, _ months: Decimal) -> [Value]? {
    guard let start = first.asInt.flatMap(CalendarDate.init(dayNumber:)), let end = last.asInt,
      let step = months.asInt, step > 0
    else { return nil }
    var values: [Value] = []
    var number = 0
    while let date = start.adding(months: step * number), Int(date.dayNumber) <= end, values.count < most {
      values.append(.date(.exact(Decimal(Int(date.dayNumber)))))
      number += 1
    }
    return values
  }

  private static func exact(_ first: Decimal, _ last: Decimal, _ step: Decimal) -> [Decimal]? {
    guard step > .zero, first <= last else { return nil }
    var values: [Decimal] = []
    var next = first
    while next <= last, values.count < most {
      values.append(next)
      guard let sum = next.adding(step) else { break }
      next = sum
    }
    return values
  }

  /// Values beyond so many are left out.
  private static let most = 100_000

  private static func number(_ value: Value) -> Double {
    switch value {
    case .quantity(let quantity): quantity.magnitude.exact?.asDouble ?? .nan
    case .date(let day): day.exact?.asDouble ?? .nan
    case .duration(let months, let days):
      (months.exact?.asDouble ?? 0) * 30.436875 + (days.exact?.asDouble ?? 0)
    default: .nan
    }
  }
}
