// Properties of declared things as matching reads them: certain values, with a note where one was drawn.

import RungAnalysis
import RungModel

struct Facts {
  let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  func value(_ ref: EntityRef, _ word: String) -> Value {
    guard let key = definitions.key(of: word, kind: definitions[ref.entity].kind) else { return .none }
    return evaluator.value(of: ref, key)
  }

  func isGiven(_ ref: EntityRef, _ word: String) -> Bool {
    guard let key = definitions.key(of: word, kind: definitions[ref.entity].kind) else { return false }
    return definitions.formula(of: ref.entity, member: evaluator.memberKey(of: ref), key) != nil
  }

  func kind(_ ref: EntityRef) -> String { definitions.kindName(of: ref.entity) }

  /// A whole number; of an uncertain one the median, which is added to the notes.
  func count(_ ref: EntityRef, _ word: String, _ notes: inout [String]) -> Int? {
    guard case .quantity(let quantity) = value(ref, word) else { return nil }
    switch quantity.magnitude {
    case .exact(let exact): return exact.rounded(to: 0, .halfUp).asInt.map { max(0, $0) }
    case .uncertain(let uncertain):
      guard let median = drawnCount(UncertainSummary(uncertain, seed: evaluator.seed).p50) else { return nil }
      notes.append("\(evaluator.name(of: ref)).\(word) is uncertain: its median is taken, \(max(0, median))")
      return max(0, median)
    }
  }

  func date(_ ref: EntityRef, _ word: String, _ notes: inout [String]) -> CalendarDate? {
    switch value(ref, word) {
    case .date(.exact(let day)): return day.asInt.flatMap(CalendarDate.init(dayNumber:))
    case .date(.uncertain(let uncertain)):
      let median = drawnDate(UncertainSummary(uncertain, seed: evaluator.seed).p50)
      guard let date = median.flatMap(CalendarDate.init(dayNumber:)) else { return nil }
      notes.append(
        "\(evaluator.name(of: ref)).\(word) is uncertain: its median is taken, \(date.canonicalText)")
      return date
    default: return nil
    }
  }

  func items(_ ref: EntityRef, _ word: String) -> [Value] { Self.items(value(ref, word)) }

  static func items(_ value: Value) -> [Value] {
    switch value {
    case .none: []
    case .list(let items): items
    default: [value]
    }
  }

  /// Whether a day lies in one of the spans of a list.
  static func covers(_ spans: [Value], _ day: CalendarDate) -> Bool {
    spans.contains { span in
      guard case .span(let first, let last) = span, let a = dayNumber(first), let b = dayNumber(last) else {
        return false
      }
      return a <= Int(day.dayNumber) && Int(day.dayNumber) <= b
    }
  }

  private static func dayNumber(_ value: Value) -> Int? {
    if case .date(.exact(let day)) = value { return day.asInt }
    return nil
  }

  /// What a reference or a text in a list of people names.
  func personName(_ value: Value) -> String? {
    switch value {
    case .text(let id): id
    case .entity(let ref): evaluator.name(of: ref)
    default: nil
    }
  }

  /// Shares as a table states them.
  static func shares(_ value: Value) -> [(key: Value, share: Decimal)]? {
    guard case .table(let entries, _) = value else { return nil }
    return entries.compactMap { entry in
      guard case .quantity(let quantity) = entry.value else { return nil }
      let share: Decimal? =
        switch quantity.magnitude {
        case .exact(let exact): exact
        case .uncertain(let uncertain):
          Decimal(approximating: UncertainSummary(uncertain, seed: 1).p50, places: 6)
        }
      return share.map { (entry.key, $0) }
    }
  }

  static func text(_ value: Value, _ evaluator: Evaluator) -> String { ValueText.plain(value, evaluator) }
}
