// Chances that hold for a period of time: they compound, never add up.

/// What becomes of `3% per month` over another length of time: whoever is left at the end of one period runs
/// the same risk in the next, so over k periods it is 1 − (1 − chance)^k. Months and days are weighed by
/// their mean lengths (`MeanCalendar`).
package enum Hazard {
  /// The chance over so many periods, a fraction of one included. Nil unless 0 ≤ chance ≤ 1 and
  /// 0 ≤ periods < ∞. Accurate also for tiny chances.
  package static func overTime(_ chance: Double, periods: Double) -> Double? {
    guard chance >= 0, chance <= 1, periods >= 0, periods.isFinite else { return nil }
    if periods == 0 || chance == 0 { return 0 }
    if chance == 1 { return 1 }
    return -PortableMath.expm1(periods * PortableMath.log1p(-chance))
  }

  /// The same for a chance that is known exactly: over whole periods by exact powers (cut to 18 digits after
  /// the point where they do not fit), else through doubles to 15.
  package static func overTime(_ chance: Decimal, periods: Decimal) -> Decimal? {
    guard chance >= 0, chance <= 1, periods >= 0 else { return nil }
    // More squarings than these would add up the digits they cut.
    if let count = periods.asInt, count <= 10_000 {
      return Decimal.one.subtracting(chance)?.raised(to: count).flatMap { Decimal.one.subtracting($0) }
    }
    return overTime(chance.asDouble, periods: periods.asDouble).flatMap {
      Decimal(approximating: $0, places: 15)
    }
  }

  /// `over(3% per month, 1 year)`; also turns a chance per one period into that per another. Nil when the
  /// chance or the duration is no such thing, or the period has no length.
  package static func overTime(
    _ chance: Decimal, per period: CalendarDuration, during duration: CalendarDuration
  ) -> Decimal? {
    MeanCalendar.count(of: period, in: duration).flatMap { overTime(chance, periods: $0) }
  }

  package static func overTime(
    _ chance: Double, per period: CalendarDuration, during duration: CalendarDuration
  ) -> Double? {
    MeanCalendar.count(of: period, in: duration).flatMap { overTime(chance, periods: $0.asDouble) }
  }
}
