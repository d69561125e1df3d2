// What a value is to a program: its number, from where to where it may be, and its unit, each by itself.

import RungModel
import RungText

package struct ValueFigure {
  /// `{"value": 150000, "unit": "KES per month"}`; of what is uncertain `mean`, `p5`, `p50`, `p95` and `sd` in place of
  /// `value`. A plain number where there is neither unit nor uncertainty.
  package let json: JSON

  /// Nil of what is no figure, such as a text, or a duration of months and days.
  package init?(_ value: Value, _ evaluator: Evaluator) {
    switch value {
    case .quantity(let quantity):
      switch quantity.magnitude {
      case .exact(let number):
        let (decimal, unit) = ValueText.readable(number, quantity.unit)
        json = Self.json(decimal, ValueText.unitName(unit))
      case .uncertain(let uncertain):
        json = Self.json(uncertain, ValueText.unitName(quantity.unit), evaluator, Self.number)
      }
    case .duration(let months, let days):
      if let m = months.exact, let d = days.exact {
        let words = CalendarDuration(months: m, days: d).canonicalText.split(separator: " ")
        guard words.count == 2, let unit = UnitWord(spelling: String(words[1])) else { return nil }
        json = Self.json(.number(words[0].filter { $0 != "_" }), unit.plural)
      } else if days.isExactZero, case .uncertain(let uncertain) = months {
        json = Self.json(uncertain, UnitWord.month.plural, evaluator, Self.number)
      } else {
        guard let all = try? Arithmetic.count(of: .day, months, days) else { return nil }
        json = Self.json(all.asUncertain, UnitWord.day.plural, evaluator, Self.number)
      }
    case .date(.uncertain(let day)):
      json = Self.json(day, "", evaluator) { .string(ValueText.date($0)) }
    case .uncertainTruth(let condition):
      json = Self.number(UncertainSummary(condition, seed: evaluator.seed).mean)
    default: return nil
    }
  }

  private static func json(_ number: Decimal, _ unit: String) -> JSON {
    json(.number(number.canonicalText.filter { $0 != "_" }), unit)
  }

  private static func json(_ number: JSON, _ unit: String) -> JSON {
    unit.isEmpty ? number : .object([JSON.Member("value", number), JSON.Member("unit", .string(unit))])
  }

  private static func json(
    _ uncertain: Uncertain, _ unit: String, _ evaluator: Evaluator, _ part: (Double) -> JSON
  ) -> JSON {
    let summary = UncertainSummary(uncertain, seed: evaluator.seed)
    var members = [
      JSON.Member("mean", part(summary.mean)), JSON.Member("p5", part(summary.p5)),
      JSON.Member("p50", part(summary.p50)), JSON.Member("p95", part(summary.p95)),
      JSON.Member("sd", number(summary.standardDeviation)),
    ]
    if !unit.isEmpty { members.append(JSON.Member("unit", .string(unit))) }
    return .object(members)
  }

  private static func number(_ value: Double) -> JSON {
    Decimal(approximating: value, places: 9).map { .number($0.canonicalText.filter { $0 != "_" }) } ?? .null
  }
}
