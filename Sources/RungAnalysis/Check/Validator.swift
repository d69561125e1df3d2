// Whether a value is one that its property can have: bounds, whole numbers, shares.

import RungModel
import RungText

struct Validator {
  let evaluator: Evaluator
  let place: Place
  /// Whether the value was computed: then rounding is offered.
  let isFormula: Bool

  func problem(_ value: Value, _ type: PropertyType) -> Diagnostic? {
    switch value {
    case .none, .pending: return nil
    case .byGroup(_, let entries, let otherwise):
      for entry in entries { if let found = problem(entry.value, type) { return found } }
      return otherwise.flatMap { problem($0, type) }
    default: break
    }
    switch type {
    case .number(_, let whole, let minimum, let maximum):
      guard case .quantity(let quantity) = value, let number = quantity.magnitude.exact else { return nil }
      if let found = bounds(number, minimum, maximum) { return found }
      if whole, !number.isWhole {
        return ValueErrors.notWhole(place, number.displayText(atMost: 3), isFormula: isFormula)
      }
      return nil
    case .percentage: return share(value)
    case .amount(let base, _, let isPlain): return amount(value, base, isHeadCount: base == .count && isPlain)
    case .effort, .duration: return notNegative(value)
    case .list(let item):
      guard case .list(let items) = value else { return nil }
      guard items.count <= Limits.listItems else { return LimitErrors.listTooLong(place) }
      return items.lazy.compactMap { problem($0, item) }.first
    case .table(let key, let inner):
      guard case .table(let entries, let otherwise) = value else { return nil }
      for entry in entries {
        if let found = problem(entry.key, key) ?? problem(entry.value, inner) { return found }
      }
      return otherwise.flatMap { problem($0, inner) }
    case .mix: return mix(value)
    case .selection:
      switch value {
      case .selection(.best(let share)), .selection(.random(let share)): return self.share(share)
      default: return nil
      }
    case .year:
      guard case .quantity(let quantity) = value, let year = quantity.magnitude.exact else { return nil }
      return bounds(year, 1900, 2200)
    case .either(let types):
      if types.contains(where: { fits(value, $0) && problem(value, $0) == nil }) { return nil }
      return types.first { fits(value, $0) }.flatMap { problem(value, $0) }
    case .text, .truth, .date, .span, .timeOfDay, .reference, .tag, .newTags, .rule, .condition, .anything:
      return nil
    }
  }

  /// Whether a value is of the shape of a type: which of several types it is held against.
  private func fits(_ value: Value, _ type: PropertyType) -> Bool {
    switch (value, type) {
    case (.list, .list), (.table, .table), (.duration, .duration), (.text, .text), (.entity, .reference): true
    case (.quantity(let quantity), .number): !quantity.unit.isPercentage && quantity.unit.per.isEmpty
    case (.quantity, .amount), (.quantity, .percentage): true
    default: false
    }
  }

  private func bounds(_ number: Decimal, _ minimum: Int?, _ maximum: Int?) -> Diagnostic? {
    let isLow = minimum.map { number < Decimal($0) } ?? false
    let isHigh = maximum.map { number > Decimal($0) } ?? false
    guard isLow || isHigh else { return nil }
    if isHigh, let maximum, maximum >= Schema.mostInTeam {
      return LimitErrors.moreThanForecast(place, number.canonicalText, Decimal(maximum).canonicalText)
    }
    return ValueErrors.outOfRange(
      place, number.displayText(atMost: 6), minimum: minimum.map(String.init),
      maximum: maximum.map(String.init))
  }

  private func share(_ value: Value) -> Diagnostic? {
    guard case .quantity(let quantity) = value, let number = quantity.magnitude.exact else { return nil }
    guard number < .zero || number > .one else { return nil }
    if number < .zero, let estimate = differenceAsEstimate {
      return ValueErrors.differenceForEstimate(place, number.percentText, estimate)
    }
    return ValueErrors.outOfRange(place, number.percentText, minimum: "0%", maximum: "100%")
  }

  /// `70% - 85%` as the estimate that was meant: shares are hardly ever taken from one another.
  private var differenceAsEstimate: String? {
    let ends = place.text.split(separator: "-", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " }
    }
    guard ends.count == 2,
      ends.allSatisfy({ $0.hasSuffix("%") && $0.dropLast().allSatisfy { $0.isNumber || $0 == "." } })
    else { return nil }
    return "\(ends[0]) to \(ends[1])"
  }

  /// A rate of people, such as `2.5 per month`, need not be whole; a head count must.
  private func amount(_ value: Value, _ base: AmountBase, isHeadCount: Bool) -> Diagnostic? {
    guard case .quantity(let quantity) = value, let number = quantity.magnitude.exact else { return nil }
    if base == .percentage { return share(.quantity(quantity)) }
    if number.isNegative {
      return ValueErrors.outOfRange(place, ValueText.plain(value, evaluator), minimum: "0", maximum: nil)
    }
    guard isHeadCount, !number.isWhole else { return nil }
    return ValueErrors.notWhole(place, number.displayText(atMost: 3), isFormula: isFormula)
  }

  private func notNegative(_ value: Value) -> Diagnostic? {
    switch value {
    case .duration(let months, let days):
      guard months.exact?.isNegative == true || days.exact?.isNegative == true else { return nil }
    case .quantity(let quantity):
      guard quantity.magnitude.exact?.isNegative == true else { return nil }
    default: return nil
    }
    return ValueErrors.outOfRange(place, ValueText.plain(value, evaluator), minimum: "0", maximum: nil)
  }

  /// The shares of each dimension come to at most 100 %.
  private func mix(_ value: Value) -> Diagnostic? {
    guard case .table(let dimensions, _) = value else { return nil }
    for dimension in dimensions {
      guard case .table(let shares, _) = dimension.value else { continue }
      var total = Decimal.zero
      for entry in shares {
        if let found = share(entry.value) { return found }
        if case .quantity(let quantity) = entry.value, let number = quantity.magnitude.exact {
          total = total.adding(number) ?? total
        }
      }
      if total > .one { return ValueErrors.mixTooMuch(place, total.percentText) }
    }
    return nil
  }
}
