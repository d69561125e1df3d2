// Dates of the proleptic Gregorian calendar.

/// A day of the years 1 to 9999.
package struct CalendarDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  package let dayNumber: Int32

  package static let earliest = CalendarDate(trusted: -719_162)
  package static let latest = CalendarDate(trusted: 2_932_896)

  /// Nil outside the years 1 to 9999.
  package init?(dayNumber: Int) {
    guard Self.earliest.dayNumber <= dayNumber, dayNumber <= Self.latest.dayNumber else { return nil }
    self.init(trusted: dayNumber)
  }

  package init(year: Int, month: Int, day: Int) throws(CalendarFault) {
    let calendarMonth = try CalendarMonth(year: year, month: month)
    guard day >= 1, day <= calendarMonth.dayCount else { throw .noSuchDay(day, calendarMonth) }
    self.init(trusted: Self.days(year: year, month: month, day: day))
  }

  /// Contract: within range.
  init(trusted dayNumber: Int) {
    self.dayNumber = Int32(truncatingIfNeeded: dayNumber)
  }

  package var year: Int { parts.year }
  package var month: Int { parts.month }
  package var day: Int { parts.day }

  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    let index = (Int(dayNumber) + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }

  package var calendarMonth: CalendarMonth {
    let (year, month, _) = parts
    return CalendarMonth(trusted: year * 12 + month - 1)
  }

  /// Negative when `other` is earlier.
  package func days(until other: CalendarDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

  /// Nil outside the years 1 to 9999.
  package func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(dayNumber: sum)
  }

  /// The same day of another month, or that month's last day. Nil outside the years 1 to 9999.
  package func adding(months: Int) -> CalendarDate? {
    guard let target = calendarMonth.adding(months: months) else { return nil }
    return CalendarDate(trusted: Int(target.first.dayNumber) + min(day, target.dayCount) - 1)
  }

  /// Year, month and day: `civil_from_days` of H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"
  /// (2013). Years run from March, so that the leap day comes last; 400 of them have 146 097 days.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Day number of a date: `days_from_civil` of the same paper. Contract: year ≥ 0, 1 ≤ month ≤ 12.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension CalendarDate: Comparable {
  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }
}

/// In the order of ISO 8601.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

  package var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
