// `shared-hours`: how many hours a day people in two time zones are both awake.

import RungModel

extension Evaluator {
  func sharedHours(_ first: Value, _ second: Value, on day: Value?, _ whole: Expression) -> Value {
    guard case .text(let mine) = first, case .text(let theirs) = second, let days = days(day) else {
      return .none
    }
    for name in [mine, theirs] {
      if case .failure(let problem) = zones.rules(name) {
        report(TimeZoneErrors.noRules(place(whole), name, problem, near: zones.names(near: name)))
        return .none
      }
    }
    guard let minutes = zones.sharedMinutes(mine, theirs, on: days),
      let hours = Decimal(minutes).dividing(by: 60), let hour = UnitWord(spelling: "hour")
    else { return .none }
    return .quantity(Quantity(.exact(hours), Unit(.word(hour))))
  }

  /// One day, or the programme's horizon; nil when there is neither.
  private func days(_ day: Value?) -> ClosedRange<Int>? {
    if let day {
      guard case .date(.exact(let number)) = day, let whole = number.asInt else { return nil }
      return whole...whole
    }
    guard let kind = definitions.schema.kind(named: "programme"),
      let programme = definitions.present(ofKind: kind).first,
      let property = definitions.schema.property(of: kind, named: "horizon")
    else { return nil }
    note(Slot(entity: programme, member: -1, key: PropertyKey(property)))
    guard
      case .span(.date(.exact(let first)), .date(.exact(let last))) = value(
        of: EntityRef(programme), PropertyKey(property)),
      let from = first.asInt, let until = last.asInt, from <= until, until - from < 100_000
    else { return nil }
    return from...until
  }
}
