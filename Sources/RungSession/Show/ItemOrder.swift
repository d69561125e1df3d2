// What values are sorted by.

import RungAnalysis
import RungModel

/// The place of a value among others of its kind.
enum ItemOrder: Comparable {
  /// Amounts of different currencies have no order of their own: they stand by currency.
  case amount(String, Decimal)
  /// Means of uncertain values, and durations by their mean length.
  case figure(Double)
  case text(NaturalOrder.Key)

  static func isOrdered(_ type: ValueType) -> Bool {
    switch type {
    case .unknown, .none, .truth, .text, .quantity, .duration, .date, .month, .time, .tag, .entity: true
    case .span, .list, .table, .selection, .column: false
    }
  }

  /// Nil for a value that stands last: `none`, or one that has no order.
  static func key(_ value: Value, _ evaluator: Evaluator) -> ItemOrder? {
    switch value {
    case .none, .pending, .list, .table, .byGroup, .selection, .rule, .column, .span: return nil
    case .truth(let truth): return .figure(truth ? 1 : 0)
    case .uncertainTruth(let condition): return .figure(mean(condition, evaluator))
    case .text(let text), .tag(let text): return .text(NaturalOrder.Key(text))
    case .entity(let ref): return .text(NaturalOrder.Key(evaluator.name(of: ref)))
    case .month, .time: return .text(NaturalOrder.Key(ValueText.plain(value, evaluator)))
    case .date(let day): return .figure(mean(day, evaluator))
    case .duration(let months, let days):
      return .figure(mean(months, evaluator) * daysPerMonth + mean(days, evaluator))
    case .quantity(let quantity): return key(quantity, evaluator)
    }
  }

  private static func key(_ quantity: Quantity, _ evaluator: Evaluator) -> ItemOrder? {
    var currency = ""
    var scale = 1
    switch quantity.unit.over {
    case .money(let money)?: currency = money.code
    case .word(let word)?: scale = word.scale
    case nil: break
    }
    switch quantity.magnitude {
    case .exact(let decimal): return .amount(currency, decimal.multiplying(Decimal(scale)) ?? decimal)
    case .uncertain(let uncertain):
      return Decimal(approximating: mean(uncertain, evaluator) * Double(scale), places: 9).map {
        .amount(currency, $0)
      }
    }
  }

  /// The mean month of the Gregorian calendar: 146 097 days are 4 800 months.
  private static let daysPerMonth = 146_097.0 / 4_800

  private static func mean(_ magnitude: Magnitude, _ evaluator: Evaluator) -> Double {
    switch magnitude {
    case .exact(let decimal): decimal.asDouble
    case .uncertain(let uncertain): mean(uncertain, evaluator)
    }
  }

  private static func mean(_ uncertain: Uncertain, _ evaluator: Evaluator) -> Double {
    UncertainSummary(uncertain, seed: evaluator.seed).mean
  }
}
