// The days of the horizon as numbers from 0, with what a run asks of the calendar in tables.

import RungModel

package struct PlanCalendar: Sendable {
  package let first: CalendarDate
  /// Days of the horizon.
  package let dayCount: Int
  /// Calendar months that the horizon touches.
  package let monthCount: Int
  /// By day of the horizon and of as many years after it as a stay may reach: its month, counted from the first's.
  let monthOfDay: [Int32]
  /// By month: the day on which it begins (the first may begin before the horizon), one more than there are months.
  let monthStart: [Int32]
  /// By day of the horizon: the calendar years and months that have passed since its first day began, when the day
  /// is over. A day of a year of 365 days is 1/365 of it.
  let yearsPassed: [Double]
  let monthsPassed: [Double]

  /// Stays are followed by the calendar for so many days after the horizon; beyond by mean months.
  private static let beyond = 1_500

  package init(first: CalendarDate, last: CalendarDate) {
    self.first = first
    dayCount = max(1, first.days(until: last) + 1)
    let start = Int(first.dayNumber)
    let monthFirst = first.calendarMonth.first
    var starts: [Int32] = [Int32(monthFirst.days(until: first)) * -1]
    var months: [Int32] = []
    let total = dayCount + PlanCalendar.beyond
    months.reserveCapacity(total)
    var month = first.calendarMonth
    var next = PlanCalendar.start(after: month, start)
    for day in 0..<total {
      if day >= next {
        starts.append(Int32(next))
        month = month.adding(months: 1) ?? month
        next = PlanCalendar.start(after: month, start)
      }
      months.append(Int32(starts.count - 1))
    }
    starts.append(Int32(next))
    monthOfDay = months
    monthStart = starts
    monthCount = Int(months[dayCount - 1]) + 1
    var years: [Double] = []
    var passed: [Double] = []
    years.reserveCapacity(dayCount)
    passed.reserveCapacity(dayCount)
    var (year, monthSum) = (0.0, 0.0)
    var yearNumber = first.year
    var yearEnd = PlanCalendar.newYear(yearNumber + 1) - start
    var yearLength = Double(PlanCalendar.newYear(yearNumber + 1) - PlanCalendar.newYear(yearNumber))
    for day in 0..<dayCount {
      if day >= yearEnd {
        yearNumber += 1
        yearEnd = PlanCalendar.newYear(yearNumber + 1) - start
        yearLength = Double(PlanCalendar.newYear(yearNumber + 1) - PlanCalendar.newYear(yearNumber))
      }
      year += 1 / yearLength
      let m = Int(months[day])
      monthSum += 1 / Double(starts[m + 1] - starts[m])
      years.append(year)
      passed.append(monthSum)
    }
    yearsPassed = years
    monthsPassed = passed
  }

  private static func start(after month: CalendarMonth, _ origin: Int) -> Int {
    (month.adding(months: 1)).map { Int($0.first.dayNumber) - origin } ?? .max
  }

  private static func newYear(_ year: Int) -> Int {
    (try? CalendarDate(year: year, month: 1, day: 1)).map { Int($0.dayNumber) } ?? .max / 4
  }

  package func day(of date: CalendarDate) -> Int { first.days(until: date) }

  package func date(of day: Int) -> CalendarDate { first.adding(days: day) ?? first }

  /// The name of a month of the horizon.
  package func month(_ number: Int) -> CalendarMonth {
    first.calendarMonth.adding(months: number) ?? first.calendarMonth
  }
}

/// The calendar as a run reads it: pointers into tables that outlive it.
struct CalendarTables {
  let monthOfDay: UnsafePointer<Int32>
  let monthStart: UnsafePointer<Int32>
  let dayLimit: Int
  let monthLimit: Int

  static let daysPerMonth = 30.436875

  /// The day after so many months and days: months first, to the same day of the month or its last; a fraction of a
  /// month is of the following month; then days, rounded down (`CalendarDate.adding`).
  @inline(__always)
  func day(_ day: Int, months: Double, days: Double) -> Int {
    guard months != 0 else { return day + Int(min(days, 1e9).rounded(.down)) }
    guard day >= 0, day < dayLimit, months >= 0, months < 1e6 else { return mean(day, months, days) }
    // What is cut off is the fraction: months are not below zero.
    let wholeMonths = Int(months)
    let whole = Double(wholeMonths)
    let month = Int(monthOfDay[day])
    let target = month + wholeMonths
    guard target + 1 < monthLimit else { return mean(day, months, days) }
    let place = Int32(truncatingIfNeeded: day) - monthStart[month]
    let landed = monthStart[target] + min(place, monthStart[target + 1] - monthStart[target] - 1)
    let fraction = months - whole
    guard fraction > 0 || days != 0 else { return Int(landed) }
    var sum = Double(landed) + min(days, 1e9)
    if fraction > 0 {
      guard target + 2 < monthLimit else { return mean(day, months, days) }
      let from = landed - monthStart[target]
      let next = monthStart[target + 1] + min(from, monthStart[target + 2] - monthStart[target + 1] - 1)
      sum += fraction * Double(next - landed)
    }
    return sum >= 0 ? Int(sum) : Int(sum.rounded(.down))
  }

  private func mean(_ day: Int, _ months: Double, _ days: Double) -> Int {
    day + Int(min(max(months, -1e6) * CalendarTables.daysPerMonth + min(days, 1e9), 2e9).rounded(.down))
  }
}
