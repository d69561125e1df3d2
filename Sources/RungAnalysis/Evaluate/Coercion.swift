// From the value of a formula to what its property holds: a month becomes its span, one item a list, a bare
// number so many of what the schema counts.

import RungModel
import RungText

enum Coercion {
  /// The value as the property's type has it; values that do not fit are left for the validator.
  static func coerce(_ value: Value, to type: PropertyType) -> Value {
    if case .byGroup(let dimension, let entries, let otherwise) = value {
      return .byGroup(
        dimension: dimension, entries.map { TableEntry($0.key, coerce($0.value, to: type)) },
        otherwise: otherwise.map { coerce($0, to: type) })
    }
    if value.isNone || value.isPending { return value }
    switch type {
    case .list(let item):
      switch value {
      case .list(let items):
        // In a list of lists (pairs of people) a list is an item.
        return .list((item.item == nil ? flattened(items) : items).map { coerce($0, to: item) })
      case .column: return value
      default: return .list([coerce(value, to: item)])
      }
    case .newTags:
      if case .list = value { return value }
      return .list([value])
    case .span: return daySpan(value)
    case .number(let noun, _, _, _):
      guard case .quantity(let quantity) = value, quantity.unit.over == nil, quantity.unit.per.isEmpty,
        let noun
      else {
        return value
      }
      return .quantity(Quantity(quantity.magnitude, Unit(.word(noun))))
    case .percentage:
      guard case .quantity(let quantity) = value, quantity.unit.over == nil, quantity.unit.per.isEmpty else {
        return value
      }
      return .quantity(Quantity(quantity.magnitude, .percentage))
    case .either(let types):
      // A list stays one; anything else takes the first type that it already is.
      if case .list = value, let list = types.first(where: { $0.item != nil }) {
        return coerce(value, to: list)
      }
      if case .tag = value, let list = types.first(where: { $0.item?.tagSets.isEmpty == false }) {
        return coerce(value, to: list)
      }
      return value
    case .text, .truth, .amount, .effort, .duration, .date, .timeOfDay, .year, .reference, .tag, .table, .mix,
      .selection, .rule, .condition, .anything:
      return value
    }
  }

  /// A family among the items stands for its members.
  private static func flattened(_ items: [Value]) -> [Value] {
    items.flatMap { item -> [Value] in
      if case .list(let inner) = item, inner.allSatisfy({ if case .entity = $0 { true } else { false } }) {
        return inner
      }
      return [item]
    }
  }

  /// A year, a month, a day or a span of them as a span of days.
  static func daySpan(_ value: Value) -> Value {
    switch value {
    case .span(let first, let last): return .span(start(first), end(last))
    case .quantity, .month, .date: return .span(start(value), end(value))
    default: return value
    }
  }

  private static func start(_ value: Value) -> Value {
    switch value {
    case .month(let month): .day(month.first)
    case .quantity(let quantity):
      quantity.magnitude.exact?.asInt.flatMap(DateSpan.init(year:)).map { .day($0.first) } ?? value
    default: value
    }
  }

  private static func end(_ value: Value) -> Value {
    switch value {
    case .month(let month): .day(month.last)
    case .quantity(let quantity):
      quantity.magnitude.exact?.asInt.flatMap(DateSpan.init(year:)).map { .day($0.last) } ?? value
    default: value
    }
  }
}

extension Evaluator {
  func coerced(_ value: Value, _ slot: Slot) -> Value {
    guard let property = slot.key.property else { return value }
    return Coercion.coerce(value, to: definitions.schema[property].type)
  }
}
