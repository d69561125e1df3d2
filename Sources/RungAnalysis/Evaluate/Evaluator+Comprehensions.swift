// Lists made from lists: comprehensions, and what they run over.

import RungModel
import RungSyntax
import RungText

extension Evaluator {
  func comprehension(
    _ item: Expression, _ variable: Int, _ over: Expression, _ condition: Expression?, _ whole: Expression,
    _ frame: inout Frame
  ) throws(Blocked) -> Value {
    guard let all = elements(of: try evaluate(over, &frame), whole) else { return .none }
    var source = all
    var condition = condition
    if let test = condition, let chosen = chosenPeople(all, test, variable, frame.variables) {
      source = chosen
      condition = nil
    }
    let count = frame.variables.count
    while frame.variables.count <= variable { frame.variables.append(.none) }
    defer { frame.variables.removeLast(frame.variables.count - count) }
    var values: [Value] = []
    for element in source {
      frame.variables[variable] = element
      if let condition {
        let test = try evaluate(condition, &frame)
        if test.isPending { return .pending }
        if case .uncertainTruth = test {
          report(ValueErrors.wrongAtEvaluation(place(condition), "which items are meant must be certain"))
          return .none
        }
        guard case .truth(true) = test else { continue }
      }
      values.append(try evaluate(item, &frame))
      if steps > Limits.steps { return .none }
    }
    return .list(values)
  }

  /// Those of many people of one file for whom a condition holds; nil when they must be asked one by one.
  private func chosenPeople(
    _ items: [Value], _ condition: Expression, _ variable: Int, _ frame: [Value]
  ) -> [Value]? {
    guard items.count >= Self.manyPeople, case .entity(let first)? = items.first, first.row == 0,
      case .entity(let last)? = items.last, last.entity == first.entity, Int(last.row) == items.count - 1,
      let program = RuleProgram(
        condition, variable: variable, of: first.entity, frame: frame, evaluator: self)
    else { return nil }
    let handle = EngineHandle(wantsToStop: wantsToStop ?? { false })
    guard let chosen = try? RuleScan().solve(.init(program: program, rows: 0..<items.count), handle)
    else { return nil }
    return chosen.result.map { items[$0] }
  }

  /// From so many on, a rule is worth compiling.
  private static let manyPeople = 64

  /// The items of a list, or the whole numbers, months or days of a span.
  func elements(of value: Value, _ whole: Expression) -> [Value]? {
    switch value {
    case .list(let items): return items
    case .table(let entries, _): return entries.map(\.key)
    case .span(.quantity(let first), .quantity(let last)):
      guard let a = first.magnitude.exact?.asInt, let b = last.magnitude.exact?.asInt else { return nil }
      guard a <= b else { return [] }
      guard b.subtractingReportingOverflow(a).partialValue < Limits.listItems,
        !b.subtractingReportingOverflow(a).overflow
      else {
        report(LimitErrors.listTooLong(place(whole)))
        return nil
      }
      return (a...b).map { .quantity(Quantity(.exact(Decimal($0)), first.unit)) }
    case .span(.month(let first), .month(let last)):
      let count = first.months(until: last)
      return count < 0 ? [] : (0...count).compactMap { first.adding(months: $0).map { .month($0) } }
    case .span(.date(let first), .date(let last)):
      guard let a = first.exact?.asInt, let b = last.exact?.asInt, a <= b, b - a < Limits.listItems else {
        return nil
      }
      return (a...b).map { .date(.exact(Decimal($0))) }
    case .none: return nil
    default: return [value]
    }
  }
}
