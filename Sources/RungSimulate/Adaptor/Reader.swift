// Reading a programme's values as numbers of a plan.

import RungAnalysis
import RungModel
import RungText

/// Properties of one evaluated programme, by their words.
struct Reader {
  let evaluator: Evaluator
  var definitions: Definitions { evaluator.definitions }

  func value(_ ref: EntityRef, _ word: String) -> Value {
    guard let property = definitions.schema.property(of: definitions[ref.entity].kind, named: word) else {
      return .none
    }
    return evaluator.value(of: ref, PropertyKey(property))
  }

  /// Everything of a kind, families by their members, in canonical order.
  func all(_ kind: String) -> [EntityRef] {
    definitions.schema.kind(named: kind).map { evaluator.all($0) } ?? []
  }

  func name(_ ref: EntityRef) -> String { evaluator.name(of: ref) }

  func tag(_ ref: EntityRef, _ word: String) -> String? {
    if case .tag(let tag) = value(ref, word) { return tag }
    return nil
  }

  func int(_ ref: EntityRef, _ word: String) -> Int? { Reader.int(value(ref, word)) }

  static func int(_ value: Value) -> Int? {
    guard case .quantity(let quantity) = value else { return nil }
    return quantity.magnitude.exact?.asInt
  }

  func flag(_ ref: EntityRef, _ word: String) -> Bool {
    if case .truth(true) = value(ref, word) { return true }
    return false
  }

  /// The things a list or one value names, families by their members.
  func refs(_ value: Value) -> [EntityRef] {
    switch value {
    case .entity(let ref):
      if ref.member < 0, ref.row < 0, definitions[ref.entity].isFamily {
        return evaluator.members(of: ref.entity)
      }
      return [ref]
    case .list(let items): return items.flatMap(refs)
    default: return []
    }
  }

  func refs(_ ref: EntityRef, _ word: String) -> [EntityRef] { refs(value(ref, word)) }

  static func items(_ value: Value) -> [Value] {
    switch value {
    case .none: []
    case .list(let items): items
    default: [value]
    }
  }

  static func tags(_ value: Value) -> [String] {
    switch value {
    case .tag(let tag): [tag]
    case .list(let items): items.flatMap(tags)
    case .table(let entries, _): entries.map(\.key).flatMap(tags)
    default: []
    }
  }

  func span(_ ref: EntityRef, _ word: String) -> (first: CalendarDate, last: CalendarDate)? {
    Reader.span(value(ref, word))
  }

  static func span(_ value: Value) -> (first: CalendarDate, last: CalendarDate)? {
    switch value {
    case .span(let first, let last):
      guard let from = span(first)?.first, let to = span(last)?.last else { return nil }
      return (from, to)
    case .date(.exact(let day)):
      return day.asInt.flatMap(CalendarDate.init(dayNumber:)).map { ($0, $0) }
    case .month(let month): return (month.first, month.last)
    case .quantity(let quantity):
      return quantity.magnitude.exact?.asInt.flatMap(DateSpan.init(year:)).map { ($0.first, $0.last) }
    default: return nil
    }
  }

  // MARK: Numbers

  /// Of a quantity without a unit that matters: counts and shares.
  static func plain(_ value: Value) -> Uncertain? {
    guard case .quantity(let quantity) = value else { return nil }
    return quantity.magnitude.asUncertain
  }

  static func stretch(_ value: Value) -> (months: Uncertain, days: Uncertain)? {
    guard case .duration(let months, let days) = value else { return nil }
    return (months.asUncertain, days.asUncertain)
  }

  /// The median of a duration in mean days.
  func days(_ value: Value) -> Double? {
    guard let (months, days) = Reader.stretch(value) else { return nil }
    let total = Uncertain.combine(
      .add, .combine(.multiply, months, .constant(CalendarTables.daysPerMonth)), days)
    let median = total.constantValue ?? total.median(seed: evaluator.seed)
    return median.isNaN ? nil : median
  }

  /// An amount in another unit of its dimension.
  func amount(_ value: Value, in unit: Unit) -> Uncertain? {
    guard case .quantity(let quantity) = value else { return nil }
    return evaluator.converted(quantity, to: unit)?.magnitude.asUncertain
  }

  /// Hours a month.
  func hoursPerMonth(_ value: Value) -> Uncertain? {
    amount(value, in: Unit(.word(.hour), per: [.word(.month)]))
  }

  func hours(_ value: Value) -> Double {
    guard let effort = amount(value, in: Unit(.word(.hour))) else { return 0 }
    let median = effort.constantValue ?? effort.median(seed: evaluator.seed)
    return median.isNaN ? 0 : median
  }

  /// What a value is per: the first unit below the line.
  static func per(_ value: Value) -> UnitWord? {
    switch value {
    case .quantity(let quantity):
      if case .word(let word)? = quantity.unit.per.first { return word }
      return nil
    case .byGroup(_, let entries, let otherwise):
      return (entries.first?.value ?? otherwise).flatMap(per)
    default: return nil
    }
  }

  /// Days of a period of the calendar; nil of rounds, terms and what is none.
  static func days(of unit: UnitWord) -> Double? {
    switch unit {
    case .day: 1
    case .week: 7
    case .month: CalendarTables.daysPerMonth
    case .year: 365.2425
    case .minute, .hour, .round, .intake, .term, .participant, .team, .cohort, .session, .person, .mentee,
      .place,
      .seat:
      nil
    }
  }
}
