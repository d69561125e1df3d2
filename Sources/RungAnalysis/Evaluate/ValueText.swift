// Values as text: as the language writes them, as a person reads them, and as JSON.

import RungModel
import RungText

package enum ValueText {
  /// How it is said of an uncertain value how its draws are spread.
  package enum Spread: Sendable {
    /// `84 EUR (79 to 89) ▁▃▇▅▁`
    case picture
    /// `84 EUR (half between 82 and 86, nine of ten between 79 and 89)`
    case words
  }

  // MARK: Canonical and plain text

  /// As the language writes it, when it has a spelling: `60`, `450 EUR`, `[en, fr]`, `2027-03-01`.
  package static func plain(_ value: Value, _ evaluator: Evaluator, _ spread: Spread = .picture) -> String {
    switch value {
    case .none: return "none"
    case .truth(let truth): return truth ? "true" : "false"
    case .uncertainTruth(let condition):
      return percent(UncertainSummary(condition, seed: evaluator.seed).mean)
    case .text(let text): return text
    case .quantity(let quantity): return text(quantity, evaluator, spread)
    case .duration(let months, let days): return duration(months, days, evaluator, spread)
    case .date(let day): return date(day, evaluator, spread)
    case .month(let month): return month.canonicalText
    case .time(let time): return time.canonicalText
    case .span(let first, let last):
      return "\(plain(first, evaluator, spread)) .. \(plain(last, evaluator, spread))"
    case .tag(let word): return word
    case .entity(let ref): return evaluator.name(of: ref)
    case .list(let items):
      return "[" + items.map { quoted($0, evaluator, spread) }.joined(separator: ", ") + "]"
    case .table(let entries, let otherwise): return table(entries, otherwise, evaluator, spread)
    case .byGroup(let dimension, let entries, let otherwise):
      return "by \(evaluator.definitions.name(of: dimension)) "
        + table(entries, otherwise, evaluator, spread)
    case .selection(.everyone): return "everyone"
    case .selection(.best(let share)): return "best(\(plain(share, evaluator)))"
    case .selection(.random(let share)): return "random(\(plain(share, evaluator)))"
    case .rule(let formula): return evaluator.definitions.text(of: formula)
    case .column(.column(let names)):
      return names.count == 1
        ? "column \"\(names[0])\"" : "either(\(names.map { "\"\($0)\"" }.joined(separator: ", ")))"
    case .column(.columns(let names)): return "columns \(names.joined(separator: ", "))"
    case .column(.fixed(let text)): return "fixed(\"\(text)\")"
    case .pending: return "known after simulate"
    }
  }

  /// Texts inside lists and tables stand in quotes.
  private static func quoted(_ value: Value, _ evaluator: Evaluator, _ spread: Spread) -> String {
    if case .text(let text) = value { return "\"\(text)\"" }
    return plain(value, evaluator, spread)
  }

  private static func table(
    _ entries: [TableEntry], _ otherwise: Value?, _ evaluator: Evaluator, _ spread: Spread
  ) -> String {
    var parts = entries.map { "\(plain($0.key, evaluator)): \(quoted($0.value, evaluator, spread))" }
    if let otherwise { parts.append("else: \(quoted(otherwise, evaluator, spread))") }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  // MARK: Quantities

  private static func text(_ quantity: Quantity, _ evaluator: Evaluator, _ spread: Spread) -> String {
    let unit = quantity.unit
    switch quantity.magnitude {
    case .exact(let exact):
      let (decimal, unit) = readable(exact, unit)
      let number: String
      switch unit.over {
      case .money(let currency)?: number = money(decimal, currency)
      case .word, nil: number = unit.isPercentage ? shortPercent(decimal) : decimal.displayText(atMost: 6)
      }
      return number + suffix(unit, decimal)
    case .uncertain(let uncertain):
      return summary(uncertain, evaluator, spread, suffix(unit, nil)) { number in
        unit.isPercentage ? percent(number) : self.number(number)
      }
    }
  }

  /// Effort in hours from one hour on where that is short, else in minutes: `2.5 hours`, `45 minutes`.
  static func readable(_ number: Decimal, _ unit: Unit) -> (Decimal, Unit) {
    guard case .word(let word)? = unit.over, word.base == .effort,
      let minutes = number.multiplying(Decimal(word.scale)),
      let hours = minutes.dividing(by: Decimal(UnitWord.hour.scale))
    else { return (number, unit) }
    let inHours = hours.magnitude >= .one && hours == hours.rounded(to: 2, .halfUp)
    let spelled = Unit(.word(inHours ? .hour : .minute), per: unit.per, isPercentage: unit.isPercentage)
    return (inHours ? hours : minutes, spelled)
  }

  private static func shortPercent(_ decimal: Decimal) -> String {
    guard let hundred = decimal.shiftingPoint(by: 2) else { return decimal.percentText }
    return hundred.displayText(atMost: 4) + "%"
  }

  /// Minor units only where there are any: `450 EUR`, `450.50 EUR`.
  private static func money(_ decimal: Decimal, _ currency: Currency) -> String {
    let booked = decimal.rounded(to: currency.minorDigits, .halfUp)
    return booked.isWhole ? booked.canonicalText : booked.displayText(places: currency.minorDigits)
  }

  /// `KES per month`, `hours`; empty of people and other things that are counted, and of shares.
  static func unitName(_ unit: Unit) -> String { String(suffix(unit, nil).drop { $0 == " " }) }

  private static func suffix(_ unit: Unit, _ number: Decimal?) -> String {
    var text = ""
    switch unit.over {
    case .money(let currency)?: text += " " + currency.code
    case .word(let word)?:
      // `size: 60` is read as so many people: the noun goes without saying.
      if !word.base.isCounted || !unit.per.isEmpty { text += " " + word.spelled(for: number?.asInt ?? 2) }
    case nil: break
    }
    for term in unit.per {
      switch term {
      case .word(let word): text += " per " + word.rawValue
      case .money(let currency): text += " per " + currency.code
      }
    }
    return text
  }

  private static func duration(
    _ months: Magnitude, _ days: Magnitude, _ evaluator: Evaluator, _ spread: Spread
  ) -> String {
    if let m = months.exact, let d = days.exact { return CalendarDuration(months: m, days: d).displayText }
    if days.isExactZero, case .uncertain(let uncertain) = months {
      return summary(uncertain, evaluator, spread, " months", number)
    }
    guard let all = try? Arithmetic.count(of: .day, months, days) else { return "none" }
    return summary(all.asUncertain, evaluator, spread, " days", number)
  }

  private static func date(_ day: Magnitude, _ evaluator: Evaluator, _ spread: Spread) -> String {
    switch day {
    case .exact(let number): return date(number.asDouble)
    case .uncertain(let uncertain): return summary(uncertain, evaluator, spread, "", date)
    }
  }

  static func date(_ number: Double) -> String {
    drawnDate(number).flatMap(CalendarDate.init(dayNumber:))?.canonicalText ?? "none"
  }

  // MARK: Uncertain values

  /// `84 EUR (79 to 89) ▁▃▇▅▁`: mean with its unit, 5th to 95th percentile, a small histogram.
  private static func summary(
    _ uncertain: Uncertain, _ evaluator: Evaluator, _ spread: Spread, _ unit: String,
    _ text: (Double) -> String
  ) -> String {
    let summary = UncertainSummary(uncertain, seed: evaluator.seed)
    if summary.mean.isNaN { return "none" }
    let mean = text(summary.mean) + unit
    if summary.standardDeviation == 0 { return mean + " (always)" }
    let (p5, p95) = (text(summary.p5), text(summary.p95))
    switch spread {
    case .picture: return "\(mean) (\(p5) to \(p95)) \(summary.histogram.sparkline)"
    case .words:
      return "\(mean) (\(middle(text(summary.p25), text(summary.p75), p5, p95)))"
    }
  }

  /// `half between 82 and 86, nine of ten between 79 and 89`.
  package static func middle(_ p25: String, _ p75: String, _ p5: String, _ p95: String) -> String {
    let half = p25 == p75 ? "half at \(p25)" : "half between \(p25) and \(p75)"
    return half + (p5 == p95 ? "" : ", nine of ten between \(p5) and \(p95)")
  }

  /// Three significant digits, or the whole number.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "none" }
    let size = value.magnitude
    let places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
    return Decimal(approximating: value, places: places)?.canonicalText ?? "none"
  }

  private static func percent(_ share: Double) -> String {
    Decimal(approximating: share * 100, places: 1).map { $0.canonicalText + "%" } ?? "none"
  }

  // MARK: For messages and keys

  /// What a value is called in a message.
  package static func kind(_ value: Value) -> String { type(value).name }

  static func type(_ value: Value) -> ValueType {
    switch value {
    case .none: .none
    case .truth, .uncertainTruth: .truth
    case .text: .text
    case .quantity(let quantity): .quantity(quantity.unit.dimension)
    case .duration: .duration
    case .date: .date
    case .month: .month
    case .time: .time
    case .span(let first, _): .span(type(first))
    case .tag: .tag(.anyDimension)
    case .entity: .entity(nil)
    case .list(let items): .list(items.first.map(type) ?? .unknown)
    case .table: .table(.unknown, .unknown)
    case .byGroup(_, let entries, let otherwise): (entries.first?.value ?? otherwise).map(type) ?? .unknown
    case .selection: .selection
    case .rule: .truth
    case .column: .column
    case .pending: .unknown
    }
  }

  /// Canonical text of an index: `3`, `2027-03`, `MENA`; nil of what can be none.
  static func index(_ value: Value) -> String? {
    switch value {
    case .quantity(let quantity):
      guard let number = quantity.magnitude.exact, number.isWhole, quantity.unit == .none else { return nil }
      return number.asInt.map(String.init)
    case .month(let month): return month.canonicalText
    case .date(.exact(let day)): return date(day.asDouble)
    case .tag(let word): return word
    default: return nil
    }
  }

  // MARK: JSON

  /// Figures as `ValueFigure` has them, all else as its text.
  package static func json(_ value: Value, _ evaluator: Evaluator) -> JSON {
    if let figure = ValueFigure(value, evaluator) { return figure.json }
    switch value {
    case .none: return .null
    case .truth(let truth): return .bool(truth)
    case .list(let items): return .array(items.map { json($0, evaluator) })
    case .table(let entries, let otherwise), .byGroup(_, let entries, let otherwise):
      var members = entries.map { JSON.Member(plain($0.key, evaluator), json($0.value, evaluator)) }
      if let otherwise { members.append(JSON.Member("else", json(otherwise, evaluator))) }
      return .object(members)
    case .duration(let months, let days):
      if let m = months.exact, let d = days.exact {
        return .string(CalendarDuration(months: m, days: d).canonicalText)
      }
      return .string(plain(value, evaluator))
    case .text, .quantity, .uncertainTruth, .date, .month, .time, .span, .tag, .entity, .selection, .rule,
      .column, .pending:
      return .string(plain(value, evaluator))
    }
  }

  // MARK: Without drawings

  /// The text without the small histograms of uncertain values, which stand behind their brackets.
  package static func withoutDrawings(_ text: String) -> String {
    guard text.contains("\u{2581}") else { return text }
    var kept = ""
    var isDrawing = false
    for character in text {
      if "\u{2581}\u{2582}\u{2583}\u{2584}\u{2585}\u{2586}\u{2587}\u{2588}".contains(character) {
        if !isDrawing, !kept.hasSuffix(") ") {
          kept.append(character)
        } else {
          if !isDrawing { kept.removeLast() }
          isDrawing = true
        }
      } else {
        isDrawing = false
        kept.append(character)
      }
    }
    return kept
  }
}
