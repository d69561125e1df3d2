// Comparing calendar durations only where the answer is certain.

/// How one value stands to another.
package enum Order: Sendable, Hashable {
  case less, equal, greater
}

extension CalendarDuration {
  /// How this duration stands to `other` from whatever day both are counted; nil when that depends on the day
  /// (1 month and 30 days), or a number is out of range.
  package func compared(with other: CalendarDuration) -> Order? {
    guard let (least, most) = daysBeyond(other) else { return nil }
    if least.isPositive { return .greater }
    if most.isNegative { return .less }
    return least.isZero && most.isZero ? .equal : nil
  }

  /// Whether it is shorter than `other` from whatever day, or from none; nil when that depends on the day.
  package func isLess(than other: CalendarDuration) -> Bool? {
    guard let (least, most) = daysBeyond(other) else { return nil }
    return most.isNegative ? true : least.isNegative ? nil : false
  }

  /// Whether it is at most `other` from whatever day, or from none; nil when that depends on the day.
  package func isAtMost(_ other: CalendarDuration) -> Bool? { other.isLess(than: self).map { !$0 } }

  /// The fewest and the most days that this duration can be, wherever it begins; nil when out of range.
  package var dayBounds: (least: Decimal, most: Decimal)? { daysBeyond(.zero) }

  /// The bounds of `self − other` in days: those of the whole months between the two, and 28 to 31 days for
  /// each fraction of a month.
  private func daysBeyond(_ other: CalendarDuration) -> (least: Decimal, most: Decimal)? {
    guard let days = days.subtracting(other.days) else { return nil }
    if months == other.months { return (days, days) }
    let whole = months.rounded(.down)
    let otherWhole = other.months.rounded(.down)
    guard let between = whole.subtracting(otherWhole)?.asInt,
      let bounds = MonthLengths.bounds(ofMonths: between),
      let fraction = months.subtracting(whole),
      let otherFraction = other.months.subtracting(otherWhole)
    else { return nil }
    func sum(_ base: Int, _ length: Decimal, _ otherLength: Decimal) -> Decimal? {
      guard let part = fraction.multiplying(length), let otherPart = otherFraction.multiplying(otherLength)
      else { return nil }
      return Decimal(base).adding(days)?.adding(part)?.subtracting(otherPart)
    }
    guard let least = sum(bounds.least, 28, 31), let most = sum(bounds.most, 31, 28) else { return nil }
    return (least, most)
  }
}

/// How few and how many days a number of months can have.
enum MonthLengths {
  /// Months after which the calendar repeats, and their days: 400 years.
  private static let cycle = (months: 4800, days: 146_097)

  /// Day number of the first of each month of two cycles.
  private static let firsts: [Int32] = (0...(2 * 4800)).map { index in
    Int32(CalendarDate.days(year: 2000 + index / 12, month: index % 12 + 1, day: 1))
  }

  /// Bounds over every month to begin in and every day of it, or of a longer month that was cut to it.
  /// Nil when the number has no days within reason. O(4800) at most, without allocation.
  static func bounds(ofMonths months: Int) -> (least: Int, most: Int)? {
    guard months.magnitude < 1_000_000_000 else { return nil }
    if months < 0 { return bounds(ofMonths: -months).map { (-$0.most, -$0.least) } }
    let rest = months % cycle.months
    let base = months / cycle.months * cycle.days
    if rest == 0 { return (base, base) }
    var least = Int.max
    var most = Int.min
    for start in 0..<cycle.months {
      let days = Int(firsts[start + rest] - firsts[start])
      let length = Int(firsts[start + 1] - firsts[start])
      let lengthAfter = Int(firsts[start + rest + 1] - firsts[start + rest])
      let shift = lengthAfter - length
      least = min(least, days + min(0, shift))
      most = max(most, days + max(0, shift))
    }
    return (base + least, base + most)
  }
}
