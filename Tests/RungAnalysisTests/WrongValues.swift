// One value of each type, and by the schema's types whether it may stand there: an account of what fits that is
// written independently of the checker.

import RungModel

/// What a value of the tables below is.
enum Shape: String, CaseIterable {
  case text, truth, number, percentage, chance, money, moneyPerSession, effort, effortPerWeek, duration, date,
    month,
    time, span, numbers, texts, moneyTable, fund, word
}

struct WrongValue: Sendable {
  let shape: Shape
  let text: String

  static let all: [WrongValue] = [
    WrongValue(shape: .text, text: "\"so\""), WrongValue(shape: .truth, text: "true"),
    WrongValue(shape: .number, text: "7"), WrongValue(shape: .percentage, text: "30%"),
    WrongValue(shape: .chance, text: "3% per month"), WrongValue(shape: .money, text: "450 EUR"),
    WrongValue(shape: .moneyPerSession, text: "450 EUR per session"),
    WrongValue(shape: .effort, text: "4 hours"),
    WrongValue(shape: .effortPerWeek, text: "4 hours per week"),
    WrongValue(shape: .duration, text: "3 months"),
    WrongValue(shape: .date, text: "2028-03-01"), WrongValue(shape: .month, text: "2028-03"),
    WrongValue(shape: .time, text: "18:00"), WrongValue(shape: .span, text: "2028-03-01 .. 2028-04-01"),
    WrongValue(shape: .numbers, text: "[1, 2]"), WrongValue(shape: .texts, text: "[\"a\", \"b\"]"),
    WrongValue(shape: .moneyTable, text: "[travel: 5 EUR]"), WrongValue(shape: .fund, text: "Core"),
    WrongValue(shape: .word, text: "Nowhere"),
  ]

  func fits(_ row: SchemaRow) -> Bool {
    let isColumn =
      row.kind.isFromFile && !["rows", "digest"].contains(row.property.name)
      && !Schema.common.contains { $0.name == row.property.name }
    if isColumn, shape == .text || shape == .texts { return true }
    return Self.fits(shape, row.property.type)
  }

  private static func fits(_ shape: Shape, _ type: PropertyType) -> Bool {
    switch type {
    case .anything: return true
    case .text: return shape == .text
    case .truth, .condition: return shape == .truth
    case .rule: return shape == .truth || shape == .number || shape == .percentage
    case .number: return shape == .number
    case .percentage: return shape == .percentage
    case .amount(let base, let units, let plain):
      switch shape {
      case .number: return base == .count && plain
      case .money: return base == .money && plain
      case .moneyPerSession: return base == .money && units.contains(.session)
      case .effort: return base == .effort && plain
      case .effortPerWeek: return base == .effort && units.contains { $0.base == .days || $0.base == .months }
      case .percentage: return base == .percentage && plain
      case .chance: return base == .percentage && units.contains { $0.base == .days || $0.base == .months }
      default: return false
      }
    case .effort: return shape == .effort
    case .duration: return shape == .duration
    case .date: return shape == .date
    case .span: return [.date, .month, .span].contains(shape)
    case .timeOfDay: return shape == .time
    case .year: return false
    case .reference(let kinds): return shape == .fund && kinds.contains("fund")
    case .tag: return false
    case .newTags: return shape == .word || shape == .fund
    case .list(let item):
      return fits(shape, item) || shape == .numbers && fits(.number, item)
        || shape == .texts && fits(.text, item)
    case .table(let key, let value):
      guard case .tag(.category) = key else { return false }
      return shape == .moneyTable && fits(.money, value)
    case .mix, .selection: return false
    case .either(let types): return types.contains { fits(shape, $0) }
    }
  }
}
