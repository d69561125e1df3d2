// Effort: working time in hours and minutes, which has nothing to do with the calendar.

/// An exact amount of working time.
package struct Effort: Hashable, Sendable {
  package let minutes: Decimal

  package static let zero = Effort(minutes: 0)

  package init(minutes: Decimal) {
    self.minutes = minutes
  }

  /// Nil when out of range.
  package init?(hours: Decimal) {
    guard let minutes = hours.multiplying(60) else { return nil }
    self.init(minutes: minutes)
  }

  /// To 18 digits after the point: 10 minutes are no finite decimal of an hour. Nil when out of range.
  package var hours: Decimal? { minutes.dividing(by: 60) }

  package var isZero: Bool { minutes.isZero }
  package var isNegative: Bool { minutes.isNegative }
  package var negated: Effort { Effort(minutes: minutes.negated) }

  package func adding(_ other: Effort) -> Effort? { minutes.adding(other.minutes).map(Effort.init(minutes:)) }
  package func subtracting(_ other: Effort) -> Effort? { adding(other.negated) }
  package func multiplying(_ factor: Decimal) -> Effort? {
    minutes.multiplying(factor).map(Effort.init(minutes:))
  }

  /// Nil when out of range or the divisor is zero.
  package func dividing(by divisor: Decimal) -> Effort? {
    minutes.dividing(by: divisor).map(Effort.init(minutes:))
  }

  /// Nil when out of range or `other` is zero.
  package func ratio(to other: Effort) -> Decimal? { minutes.dividing(by: other.minutes) }

  /// Hours from one hour up when they are whole or half (`4 hours`, `1.5 hours`), and for none (`0 hours`);
  /// else minutes (`30 minutes`, `75 minutes`).
  package var canonicalText: String {
    if minutes.magnitude >= 60 || minutes.isZero, minutes.isMultiple(of: 30), let hours {
      return unitText(hours, "hour")
    }
    return unitText(minutes, "minute")
  }

  /// The same with at most two digits after the point, half up; hours also when they are not round, from
  /// ten hours up: `16.67 hours`.
  package var displayText: String {
    if minutes.magnitude >= 600, let hours { return unitText(hours.rounded(to: 2, .halfUp), "hour") }
    return Effort(minutes: minutes.rounded(to: 2, .halfUp)).canonicalText
  }
}

extension Effort: Comparable {
  package static func < (left: Effort, right: Effort) -> Bool { left.minutes < right.minutes }
}

extension Effort: CustomStringConvertible {
  package var description: String { canonicalText }
}

/// `1 hour`, `1.5 hours`, `-2 hours`.
func unitText(_ number: Decimal, _ unit: String) -> String {
  number.magnitude == 1 ? "\(number.canonicalText) \(unit)" : "\(number.canonicalText) \(unit)s"
}
