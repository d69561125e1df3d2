// Mean lengths of months and years: for rates only, never for dates.

/// The Gregorian calendar's means over its cycle of 400 years, 146 097 days: what `2 hours per month` is per
/// week, or a chance per year over 90 days. A date plus a month never uses them.
package enum MeanCalendar {
  /// 146 097 / 4800
  package static let daysPerMonth = Decimal(lowest: 30_436_875, scale: 6)
  /// 146 097 / 400
  package static let daysPerYear = Decimal(lowest: 3_652_425, scale: 4)

  /// Nil when out of range.
  package static func days(in duration: CalendarDuration) -> Decimal? {
    duration.months.multiplying(daysPerMonth)?.adding(duration.days)
  }

  /// How many of `unit` are in `duration`: exact between months and years, and between days and weeks; else
  /// by mean lengths. Nil when out of range or the unit has no length.
  package static func count(of unit: CalendarDuration, in duration: CalendarDuration) -> Decimal? {
    if unit.isZero { return nil }
    if let exact = duration.ratio(to: unit) { return exact }
    guard let days = days(in: duration), let length = Self.days(in: unit) else { return nil }
    return days.dividing(by: length)
  }
}
