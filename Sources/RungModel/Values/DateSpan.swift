// Spans of days, both ends included.

/// From the first to the last day, both included; never empty.
package struct DateSpan: Hashable, Sendable {
  package let first: CalendarDate
  package let last: CalendarDate

  /// Nil when the last day comes before the first.
  package init?(_ first: CalendarDate, _ last: CalendarDate) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  package init(_ day: CalendarDate) {
    first = day
    last = day
  }

  package init(_ month: CalendarMonth) {
    first = month.first
    last = month.last
  }

  /// From the first day of one month to the last day of another.
  package init?(_ first: CalendarMonth, _ last: CalendarMonth) {
    self.init(first.first, last.last)
  }

  /// A whole year; nil outside 1 to 9999.
  package init?(year: Int) {
    guard let january = try? CalendarMonth(year: year, month: 1),
      let december = january.adding(months: 11)
    else { return nil }
    self.init(january, december)
  }

  package var dayCount: Int { first.days(until: last) + 1 }

  package func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }
  package func contains(_ other: DateSpan) -> Bool { first <= other.first && other.last <= last }
  package func overlaps(_ other: DateSpan) -> Bool { first <= other.last && other.first <= last }

  package func intersection(_ other: DateSpan) -> DateSpan? {
    DateSpan(max(first, other.first), min(last, other.last))
  }

  /// Days that both have.
  package func overlapDays(with other: DateSpan) -> Int { intersection(other)?.dayCount ?? 0 }

  /// A month span prints as days: what it means is the same.
  package var canonicalText: String { "\(first.canonicalText) .. \(last.canonicalText)" }
}

extension DateSpan: Comparable {
  /// By the first day, then the last.
  package static func < (left: DateSpan, right: DateSpan) -> Bool {
    left.first == right.first ? left.last < right.last : left.first < right.first
  }
}

extension DateSpan: CustomStringConvertible {
  package var description: String { canonicalText }
}
