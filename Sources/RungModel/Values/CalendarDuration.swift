// Calendar durations: months and days, which have no fixed ratio.

/// So many months and so many days; a year is 12 months, a week 7 days. Either may be negative or a
/// fraction.
package struct CalendarDuration: Hashable, Sendable {
  package let months: Decimal
  package let days: Decimal

  package static let zero = CalendarDuration(months: 0, days: 0)

  package init(months: Decimal, days: Decimal) {
    self.months = months
    self.days = days
  }

  package init(months: Decimal) { self.init(months: months, days: 0) }
  package init(days: Decimal) { self.init(months: 0, days: days) }

  /// Nil when out of range.
  package init?(weeks: Decimal) {
    guard let days = weeks.multiplying(7) else { return nil }
    self.init(days: days)
  }

  /// Nil when out of range.
  package init?(years: Decimal) {
    guard let months = years.multiplying(12) else { return nil }
    self.init(months: months)
  }

  package var isZero: Bool { months.isZero && days.isZero }
  package var negated: CalendarDuration { CalendarDuration(months: months.negated, days: days.negated) }

  package func adding(_ other: CalendarDuration) -> CalendarDuration? {
    guard let months = months.adding(other.months), let days = days.adding(other.days) else { return nil }
    return CalendarDuration(months: months, days: days)
  }

  package func subtracting(_ other: CalendarDuration) -> CalendarDuration? { adding(other.negated) }

  package func multiplying(_ factor: Decimal) -> CalendarDuration? {
    guard let months = months.multiplying(factor), let days = days.multiplying(factor) else { return nil }
    return CalendarDuration(months: months, days: days)
  }

  /// Nil when out of range or the divisor is zero.
  package func dividing(by divisor: Decimal) -> CalendarDuration? {
    guard let months = months.dividing(by: divisor), let days = days.dividing(by: divisor) else { return nil }
    return CalendarDuration(months: months, days: days)
  }

  /// How many times `other` fits, when both are of months alone or both of days alone; else nil, as for zero.
  /// For rates, `MeanCalendar.count` answers always.
  package func ratio(to other: CalendarDuration) -> Decimal? {
    if days.isZero, other.days.isZero { return months.dividing(by: other.months) }
    if months.isZero, other.months.isZero { return days.dividing(by: other.days) }
    return nil
  }

  /// As the language writes it: years and weeks when they are whole (`2 years`, `6 weeks`), else months and
  /// days (`18 months`, `10 days`); both joined by a sign (`1 month + 3 days`, an expression of two terms).
  package var canonicalText: String {
    if months.isZero { return Self.text(days, "day", by: 7, "week") }
    let first = Self.text(months, "month", by: 12, "year")
    if days.isZero { return first }
    return "\(first) \(days.isNegative ? "-" : "+") \(Self.text(days.magnitude, "day", by: 7, "week"))"
  }

  /// Whether the canonical text has two terms, so that it needs brackets inside a product.
  package var isCompound: Bool { !months.isZero && !days.isZero }

  /// Canonical text of the duration with at most two digits after the point, half up.
  package var displayText: String {
    CalendarDuration(months: months.rounded(to: 2, .halfUp), days: days.rounded(to: 2, .halfUp)).canonicalText
  }

  private static func text(_ number: Decimal, _ unit: String, by many: Decimal, _ larger: String) -> String {
    if !number.isZero, number.isWhole, number.isMultiple(of: many), let count = number.dividing(by: many) {
      return unitText(count, larger)
    }
    return unitText(number, unit)
  }
}

extension CalendarDuration: CustomStringConvertible {
  package var description: String { canonicalText }
}

extension CalendarDate {
  /// Months first, from this date: the same day of the later month, or its last day. A fraction of a month is
  /// that fraction of the days from there to one month later. Then the days. The whole is rounded down to a
  /// date, after rounding to 12 places so that a third of a month of 30 days is 10 days although 1/3 is no
  /// finite decimal. Nil outside the years 1 to 9999.
  package func adding(_ duration: CalendarDuration) -> CalendarDate? {
    let wholeMonths = duration.months.rounded(.down)
    guard let months = wholeMonths.asInt, let start = adding(months: months) else { return nil }
    var days = duration.days
    if !duration.months.isWhole {
      guard let next = adding(months: months + 1),
        let fraction = duration.months.subtracting(wholeMonths),
        let part = fraction.multiplying(Decimal(start.days(until: next))),
        let sum = days.adding(part)
      else { return nil }
      days = sum
    }
    guard let count = days.rounded(to: 12, .halfToEven).rounded(.down).asInt else { return nil }
    return start.adding(days: count)
  }

  package func subtracting(_ duration: CalendarDuration) -> CalendarDate? { adding(duration.negated) }
}
