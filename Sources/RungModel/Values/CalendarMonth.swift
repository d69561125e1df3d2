// Months of a year, such as 2027-03.

/// A month of the years 1 to 9999.
package struct CalendarMonth: Hashable, Sendable {
  /// Months since January of the year 0.
  private let index: Int32

  package init(year: Int, month: Int) throws(CalendarFault) {
    guard year >= 1, year <= 9999 else { throw .noSuchYear(year) }
    guard month >= 1, month <= 12 else { throw .noSuchMonth(month) }
    self.init(trusted: year * 12 + month - 1)
  }

  /// Contract: within range.
  init(trusted index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
  }

  package var year: Int { Int(index) / 12 }
  package var month: Int { Int(index) % 12 + 1 }

  package var dayCount: Int {
    switch month {
    case 2: isInLeapYear ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package var isInLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  package var first: CalendarDate {
    CalendarDate(trusted: CalendarDate.days(year: year, month: month, day: 1))
  }

  package var last: CalendarDate {
    CalendarDate(trusted: CalendarDate.days(year: year, month: month, day: dayCount))
  }

  /// Negative when `other` is earlier.
  package func months(until other: CalendarMonth) -> Int { Int(other.index) - Int(index) }

  /// Nil outside the years 1 to 9999.
  package func adding(months: Int) -> CalendarMonth? {
    let (sum, overflow) = Int(index).addingReportingOverflow(months)
    guard !overflow, sum >= 12, sum < 10_000 * 12 else { return nil }
    return CalendarMonth(trusted: sum)
  }

  /// The English name, without the year.
  package var name: String { Self.names[month - 1] }

  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}

extension CalendarMonth: Comparable {
  package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.index < right.index }
}
