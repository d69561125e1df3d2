// Dates, months, times and spans.

import RungModel
import TestSupport
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  private func date(_ text: String) throws -> CalendarDate { try CalendarDate(literal: text) }

  @Test("walking month by month through the years 1 to 9999, each date has its number and its weekday")
  func everyMonth() throws {
    // A plain calendar beside the closed formulas: 0001-01-01 was a Monday, 719 162 days before 1970.
    var number = -719_162
    for year in 1...9999 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (index, length) in lengths.enumerated() {
        for day in [1, 2, 28, length - 1, length] {
          let expected = number + day - 1
          let date = try CalendarDate(year: year, month: index + 1, day: day)
          guard Int(date.dayNumber) == expected, date.parts == (year, index + 1, day),
            date.weekday.rawValue == (expected + 719_162) % 7 + 1
          else {
            Issue.record("\(year)-\(index + 1)-\(day)")
            return
          }
        }
        number += length
      }
    }
    #expect(number - 1 == Int(CalendarDate.latest.dayNumber))
  }

  @Test("a sampled day prints and reads back")
  func roundTrip() throws {
    var draws = SeededRandom(7)
    for _ in 0..<5000 {
      let day = draws.date()
      #expect(try date(day.canonicalText) == day)
      #expect(try CalendarMonth(literal: day.calendarMonth.canonicalText) == day.calendarMonth)
      #expect(DateSpan(day.calendarMonth).contains(day))
    }
    #expect(CalendarDate.earliest.canonicalText == "0001-01-01")
    #expect(CalendarDate.latest.canonicalText == "9999-12-31")
  }

  /// Made with Python 3.11: `date(…).toordinal() - 719163` and `date(…).isoweekday()`.
  @Test(
    "known days",
    arguments: [
      ("1970-01-01", 0, Weekday.thursday), ("2000-02-29", 11016, .tuesday), ("2027-03-01", 20878, .monday),
      ("1582-10-15", -141_427, .friday), ("1900-03-01", -25508, .thursday), ("2100-02-28", 47540, .sunday),
    ])
  func knownDays(text: String, number: Int, weekday: Weekday) throws {
    #expect(Int(try date(text).dayNumber) == number)
    #expect(try date(text).weekday == weekday)
  }

  @Test(
    "an impossible date says why",
    arguments: [
      ("2027-13-01", "there is no month 13"), ("2027-00-01", "there is no month 0"),
      ("2027-02-30", "February 2027 has 28 days"), ("2028-02-30", "February 2028 has 29 days"),
      ("2027-04-31", "April 2027 has 30 days"), ("2027-04-00", "April 2027 has 30 days"),
      ("0000-01-01", "years go from 0001 to 9999"),
      ("2027-3-1", "a date is written year-month-day, like 2027-03-01"),
      ("", "a date is written year-month-day, like 2027-03-01"),
      ("2027-03-01 ", "a date is written year-month-day, like 2027-03-01"),
      ("２027-03-01", "a date is written year-month-day, like 2027-03-01"),
    ])
  func impossible(text: String, reason: String) {
    #expect(fault { try date(text) }?.reason == reason)
  }

  @Test("an impossible month or time says why")
  func impossibleMonths() {
    #expect(fault { try CalendarMonth(literal: "2027-13") } == .noSuchMonth(13))
    #expect(fault { try CalendarMonth(literal: "2027-1") } == .notAMonth)
    #expect(fault { try CalendarMonth(literal: "0000-01") } == .noSuchYear(0))
    #expect(fault { try TimeOfDay(literal: "24:00") }?.reason == "midnight is 00:00 of the next day")
    #expect(fault { try TimeOfDay(literal: "18:60") }?.reason == "the clock goes from 00:00 to 23:59")
    #expect(fault { try TimeOfDay(literal: "8:00") } == .notATime)
    #expect(fault { try CalendarDate(year: Int.max, month: Int.min, day: 0) } == .noSuchYear(Int.max))
  }

  private func fault(_ read: () throws -> some Any) -> CalendarFault? {
    do {
      _ = try read()
      return nil
    } catch {
      return error as? CalendarFault
    }
  }

  @Test("months step over years and stop at the ends of the calendar")
  func months() throws {
    let march = try CalendarMonth(literal: "2027-03")
    #expect(march.adding(months: 10)?.canonicalText == "2028-01")
    #expect(march.adding(months: -27)?.canonicalText == "2024-12")
    #expect(march.adding(months: Int.max) == nil)
    #expect(march.adding(months: Int.min) == nil)
    #expect(march.first.canonicalText == "2027-03-01")
    #expect(march.last.canonicalText == "2027-03-31")
    let january = try CalendarMonth(literal: "2028-01")
    #expect(march.months(until: january) == 10)
    #expect(march.name == "March")
    #expect(try CalendarMonth(literal: "9999-12").adding(months: 1) == nil)
    #expect(try CalendarMonth(literal: "0001-01").adding(months: -1) == nil)
  }

  @Test("days are counted both ways, and the calendar has ends")
  func days() throws {
    let start = try date("2027-03-01")
    let later = try date("2028-03-01")
    #expect(start.days(until: later) == 366)
    #expect(later.days(until: start) == -366)
    #expect(start.adding(days: -1)?.canonicalText == "2027-02-28")
    #expect(CalendarDate.latest.adding(days: 1) == nil)
    #expect(CalendarDate.earliest.adding(days: -1) == nil)
    #expect(start.adding(days: Int.max) == nil)
    #expect(start.adding(days: Int.min) == nil)
    #expect(CalendarDate(dayNumber: Int.max) == nil)
  }

  @Test("a time of day has hours and minutes")
  func times() throws {
    let evening = try TimeOfDay(literal: "18:05")
    #expect(evening.minutes == 1085)
    #expect(evening.canonicalText == "18:05")
    #expect(evening.adding(minutes: 354)?.canonicalText == "23:59")
    #expect(evening.adding(minutes: 355) == nil)
    #expect(evening.adding(minutes: Int.max) == nil)
    #expect(try TimeOfDay(literal: "00:00") < evening)
    for minutes in 0..<1440 {
      let time = try #require(TimeOfDay(minutes: minutes))
      #expect(try TimeOfDay(literal: time.canonicalText) == time)
    }
  }

  @Test("a span has both its ends, and two spans share the days that both have")
  func spans() throws {
    let year = try #require(DateSpan(year: 2027))
    #expect(year.canonicalText == "2027-01-01 .. 2027-12-31")
    #expect(year.dayCount == 365)
    let holidays = try #require(DateSpan(try date("2027-12-20"), try date("2028-01-03")))
    #expect(year.overlapDays(with: holidays) == 12)
    #expect(year.intersection(holidays)?.canonicalText == "2027-12-20 .. 2027-12-31")
    let (third, fourth) = (try date("2028-01-03"), try date("2028-01-04"))
    #expect(holidays.contains(third) && !holidays.contains(fourth))
    #expect(DateSpan(fourth, third) == nil)
    let january = DateSpan(try CalendarMonth(literal: "2027-01"))
    let february = DateSpan(try CalendarMonth(literal: "2027-02"))
    #expect(january.overlapDays(with: february) == 0)
    #expect(!january.overlaps(february) && january < february && year.contains(february))
    #expect(DateSpan(third).dayCount == 1)
    #expect(DateSpan(year: 0) == nil && DateSpan(year: Int.max) == nil)
    #expect(DateSpan(CalendarDate.earliest, CalendarDate.latest)?.dayCount == 3_652_059)
  }

  @Test("days shared by two spans are those that counting finds")
  func overlaps() throws {
    var draws = SeededRandom(8)
    for _ in 0..<500 {
      func span() throws -> DateSpan {
        let first = try #require(CalendarDate(dayNumber: draws.whole(0...60)))
        let last = try #require(first.adding(days: draws.whole(0...40)))
        return try #require(DateSpan(first, last))
      }
      let a = try span()
      let b = try span()
      let counted = (0...120).compactMap { CalendarDate(dayNumber: $0) }
        .filter { a.contains($0) && b.contains($0) }.count
      #expect(a.overlapDays(with: b) == counted)
      #expect(a.overlaps(b) == (counted > 0))
      #expect(a.intersection(b)?.dayCount ?? 0 == counted)
    }
  }
}
