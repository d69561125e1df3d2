// The units that fit after a number.

import LineEditor
import RungModel

struct Units {
  private enum Family: Hashable { case money, effort, time, count }

  /// What touches the number.
  let signs: [Candidate]
  /// Nil when anything may stand there.
  private let families: Set<Family>?
  private let per: [UnitWord]?

  /// `type`: what is expected; nil when nothing is known of it.
  init(_ type: PropertyType?) {
    var families: Set<Family> = []
    var per: [UnitWord] = []
    let isKnown = type.map { Units.collect($0, &families, &per) } ?? false
    self.families = isKnown ? families : nil
    self.per = isKnown ? per : nil
    signs = type.map(Units.isShare) ?? true ? [Candidate("%", note: "a percentage")] : []
  }

  private static func isShare(_ type: PropertyType) -> Bool {
    switch type {
    case .percentage, .amount(.percentage, _, _), .rule, .condition, .anything: true
    case .list(let item): isShare(item)
    case .table(_, let value): isShare(value)
    case .either(let types): types.contains(where: isShare)
    case .number, .amount, .effort, .duration, .date, .span, .timeOfDay, .year, .text, .truth, .reference,
      .tag,
      .newTags, .mix, .selection:
      false
    }
  }

  /// False when the type leaves units open.
  private static func collect(_ type: PropertyType, _ families: inout Set<Family>, _ per: inout [UnitWord])
    -> Bool
  {
    switch type {
    case .number(let noun, _, _, _): if noun != nil { families.insert(.count) }
    case .amount(let base, let units, _):
      per += units
      switch base {
      case .money: families.insert(.money)
      case .effort: families.insert(.effort)
      case .count: families.insert(.count)
      case .percentage: break
      }
    case .effort: families.insert(.effort)
    case .duration, .date, .span: families.insert(.time)
    case .list(let item): return collect(item, &families, &per)
    case .table(_, let value): return collect(value, &families, &per)
    case .either(let types):
      for type in types where !collect(type, &families, &per) { return false }
    case .percentage, .timeOfDay, .year, .text, .truth, .reference, .tag, .newTags, .mix, .selection: break
    case .rule, .condition, .anything: return false
    }
    return true
  }

  /// `number` as written: after 1 stands the singular.
  func candidates(after number: String, currencies: [Candidate]) -> [Candidate] {
    let units = UnitWord.allCases.filter { families?.contains(Units.family(of: $0)) ?? true }
    var found = (families?.contains(.money) ?? true) ? currencies : []
    found += units.map { Candidate(number == "1" ? $0.rawValue : $0.plural) }
    if per?.isEmpty == false { found.append(Candidate("per", note: "and a unit")) }
    return found + [Candidate("to", note: "and another: between the two, most likely")] + [
      Candidate("of", note: "so many of so many")
    ]
  }

  /// What may follow a figure with its unit: `70%`, `2 hours`, `100 KES`.
  func continuations(after place: TypingPlace) -> [Candidate] {
    let isFigure =
      place.lastKind == .percent || place.lastKind == .currencySign
      || (place.kind(place.count - 2) == .number && place.lastKind == .name)
    guard isFigure else { return [] }
    var found = [Candidate("to", note: "and another: between the two, most likely")]
    if per?.isEmpty != true { found.append(Candidate("per", note: "and a unit")) }
    return found + [Candidate("each", note: "it differs from one to the next")]
  }

  /// After `per`.
  var periods: [Candidate] {
    (per.flatMap { $0.isEmpty ? nil : $0 } ?? UnitWord.allCases).map { Candidate($0.rawValue) }
  }

  private static func family(of unit: UnitWord) -> Family {
    switch unit {
    case .minute, .hour: .effort
    case .day, .week, .month, .year, .round, .intake, .term: .time
    case .participant, .team, .cohort, .session, .person, .mentee, .place, .seat: .count
    }
  }
}
