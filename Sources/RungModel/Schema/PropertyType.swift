// What a property may hold, as the schema says it and a person reads it.

/// How much a formula may depend on: an expression has the highest level of its parts, a property a ceiling.
package enum Level: Int, Comparable, Sendable, CaseIterable {
  /// Known from the text alone: families, horizon, currency.
  case fixed
  /// Known once the definitions are: inputs of matching and scheduling.
  case certain
  /// Drawn once a run, or for each person.
  case drawn
  /// Counted by a forecast.
  case observed

  package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

  package var name: String {
    switch self {
    case .fixed: "fixed"
    case .certain: "certain"
    case .drawn: "drawn"
    case .observed: "observed"
    }
  }
}

/// A set of bare words that a property accepts.
package enum TagSet: Hashable, Sendable {
  /// These words, in this order.
  case words([String])
  /// BCP 47 language tags: `en`, `pt-BR`.
  case language
  /// ISO 4217 codes.
  case currency
  /// The values of the dimension with this name, as the programme declares it.
  case dimension(String)
  /// The values of any declared dimension.
  case anyDimension
  /// Categories of cost: the known ones and the programme's own.
  case category
}

/// What the numerator of an amount is.
package enum AmountBase: Hashable, Sendable {
  case money, effort, count, percentage
}

package indirect enum PropertyType: Hashable, Sendable {
  case text
  case truth
  /// A number of `noun` (a bare number is that many); bounds are inclusive.
  case number(noun: UnitWord?, whole: Bool, minimum: Int?, maximum: Int?)
  /// From 0 % to 100 %.
  case percentage
  /// `X`, or `X per UNIT` for one of the units; without `plain` only the latter. Percentages per period compound.
  case amount(AmountBase, per: [UnitWord], plain: Bool)
  case effort
  case duration
  case date
  /// `a .. b` in dates; a month, a year, or one date stands for its span.
  case span
  /// `18:00`.
  case timeOfDay
  /// A whole number from 1900 to 2200.
  case year
  /// One of the things declared with one of these kinds.
  case reference([String])
  case tag(TagSet)
  /// Words that this property itself declares.
  case newTags
  /// One item may stand without brackets.
  case list(PropertyType)
  case table(key: PropertyType, value: PropertyType)
  /// Shares by dimension: `[region: [MENA: 30%], gender: [woman: 50%]]`; what is left open is `unstated`.
  case mix
  /// `best(60%)`, `random(60%)`, `everyone`.
  case selection
  /// A condition over `mentor` and `mentee`.
  case rule
  /// A condition that `test` decides.
  case condition
  /// Any value: what a `let` or an assumption names.
  case anything
  case either([PropertyType])

  /// For people: what the type is called in a message, with its article.
  package var name: String {
    switch self {
    case .text: return "a text in quotes"
    case .truth: return "true or false"
    case .number(let noun, let whole, _, _):
      if let noun { return "a number of \(noun.plural)" }
      return whole ? "a whole number" : "a number"
    case .percentage: return "a percentage"
    case .amount(let base, let units, let plain):
      let what =
        switch base {
        case .money: "an amount of money"
        case .effort: "hours or minutes"
        case .count: "a number"
        case .percentage: "a percentage"
        }
      guard let last = units.last else { return what }
      let others = units.dropLast().map(\.rawValue).joined(separator: ", ")
      let period = others.isEmpty ? last.rawValue : "\(others) or \(last.rawValue)"
      return plain ? "\(what), or one per \(period)" : "\(what) per \(period)"
    case .effort: return "hours or minutes"
    case .duration: return "a duration"
    case .date: return "a date"
    case .span: return "a span of dates"
    case .timeOfDay: return "a time of day"
    case .year: return "a year"
    case .reference(let kinds): return Self.articled(kinds)
    case .tag(let set): return set.name
    case .newTags: return "a list of new words"
    case .list(let item): return "\(item.name), or a list of them"
    case .table(let key, let value): return "a table [\(key.shortName): \(value.shortName)]"
    case .mix: return "shares by dimension"
    case .selection: return "best(…), random(…) or everyone"
    case .rule: return "a condition on mentor and mentee"
    case .condition: return "a condition"
    case .anything: return "a value"
    case .either(let types): return types.map(\.name).joined(separator: ", or ")
    }
  }

  private var shortName: String {
    let text = name
    for article in ["a ", "an "] where text.hasPrefix(article) {
      return String(text.dropFirst(article.count))
    }
    return text
  }

  private static func articled(_ kinds: [String]) -> String {
    let words = kinds.map { ("aeiou".contains($0.first ?? "x") ? "an " : "a ") + $0 }
    return words.joined(separator: " or ")
  }
}

extension TagSet {
  package var name: String {
    switch self {
    case .words(let words): "one of \(words.joined(separator: ", "))"
    case .language: "a language"
    case .currency: "a currency"
    case .dimension(let name): "a \(name)"
    case .anyDimension: "a value of a dimension"
    case .category: "a category of cost"
    }
  }
}
