// A value as a cell of a table.

import RungAnalysis
import RungModel
import RungReport
import RungText

extension Table.Cell {
  /// Quantities, durations and dates stand to the right; what is missing is empty.
  static func value(_ value: Value, _ evaluator: Evaluator) -> Table.Cell {
    let cell = pictured(value, evaluator)
    return Drawing.isIn(cell.text) ? cell.saying(ValueText.plain(value, evaluator, .words)) : cell
  }

  private static func pictured(_ value: Value, _ evaluator: Evaluator) -> Table.Cell {
    let text = ValueText.plain(value, evaluator)
    let json = ValueText.json(value, evaluator)
    switch value {
    case .none: return .empty
    case .quantity(let quantity):
      if quantity.unit == .none, case .number(let digits) = json { return .number(text, exact: digits) }
      return .figure(text, value: json)
    case .duration, .date, .month, .time, .uncertainTruth: return .figure(text, value: json)
    case .list, .table, .byGroup, .selection:
      return .text(text, value: json, bare: ValueText.withoutDrawings(text))
    case .truth, .text, .span, .tag, .entity, .rule, .column, .pending: return .text(text, value: json)
    }
  }
}

extension Answer {
  /// A value on its own: `none` is said, not left out.
  static func value(_ value: Value, _ evaluator: Evaluator) -> Answer {
    if value.isNone { return .value(.text("none", value: .null)) }
    return .value(Table.Cell.value(value, evaluator))
  }
}
