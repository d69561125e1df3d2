// Durations of months and days: adding them to dates, printing and comparing them.

import RungModel
import TestSupport
import Testing

@Suite("Calendar durations")
struct CalendarDurationTests {
  private func months(_ number: Decimal, days: Decimal = 0) -> CalendarDuration {
    CalendarDuration(months: number, days: days)
  }

  @Test("a date plus a duration is the date Python finds", arguments: datesReached.split(separator: "\n"))
  func figures(line: Substring) throws {
    let words = line.split(separator: " ")
    try #require(words.count == 4)
    let start = try CalendarDate(literal: words[0])
    let duration = CalendarDuration(
      months: try #require(Decimal(text: words[1])), days: try #require(Decimal(text: words[2])))
    #expect(start.adding(duration)?.canonicalText ?? "nil" == words[3])
  }

  @Test("whole months are those that stepping month by month finds")
  func stepping() throws {
    var draws = SeededRandom(9)
    for _ in 0..<2000 {
      let start = draws.date()
      let count = draws.whole(-40...40)
      var (year, month, day) = start.parts
      for _ in 0..<abs(count) {
        month += count > 0 ? 1 : -1
        if month == 13 { (year, month) = (year + 1, 1) }
        if month == 0 { (year, month) = (year - 1, 12) }
      }
      // The last day that the month has, found by trying.
      var expected: CalendarDate?
      while expected == nil, day > 0, (1...9999).contains(year) {
        expected = try? CalendarDate(year: year, month: month, day: day)
        day -= 1
      }
      #expect(start.adding(months(Decimal(count))) == expected)
    }
  }

  @Test("a longer duration never ends earlier")
  func monotone() throws {
    var draws = SeededRandom(10)
    for _ in 0..<500 {
      let start = draws.date()
      var before: CalendarDate?
      for step in -24...24 {
        guard let eighths = Decimal(step).dividing(by: 8) else { continue }
        guard let reached = start.adding(months(eighths)) else { continue }
        if let before { #expect(before <= reached) }
        before = reached
      }
    }
  }

  @Test("a third of a month of 30 days is 10 days")
  func thirds() throws {
    let third = try #require(months(1).dividing(by: 3))
    #expect(try CalendarDate(literal: "2027-04-01").adding(third)?.canonicalText == "2027-04-11")
    #expect(try CalendarDate(literal: "2027-01-01").adding(third)?.canonicalText == "2027-01-11")
  }

  @Test("what leaves the calendar is nil, however large")
  func extremes() throws {
    let most = try #require(Decimal(coefficient: Int128.max, scale: 0))
    let fine = try #require(Decimal(coefficient: Int128.max, scale: 38))
    let start = try CalendarDate(literal: "2027-03-01")
    for number in [most, most.negated] {
      #expect(start.adding(months(number)) == nil)
      #expect(start.adding(months(0, days: number)) == nil)
      #expect(months(number).adding(months(number)) == nil)
      #expect(months(number).multiplying(2) == nil)
      #expect(months(number).compared(with: months(1)) == nil)
      #expect(months(number).compared(with: months(number)) == .equal)
    }
    #expect(start.adding(months(fine, days: fine)) != nil)
    #expect(start.adding(months(Decimal(Int.max))) == nil)
    #expect(start.adding(months(Decimal(Int.min), days: Decimal(Int.max))) == nil)
    #expect(CalendarDuration(years: most) == nil)
    #expect(CalendarDuration(weeks: most) == nil)
    #expect(months(1).dividing(by: 0) == nil)
    #expect(CalendarDate.latest.adding(.zero) == CalendarDate.latest)
  }

  @Test("a duration prints in the largest unit that is whole")
  func text() throws {
    let half = try #require(Decimal(literal: "0.5"))
    #expect(CalendarDuration(weeks: 6)?.canonicalText == "6 weeks")
    #expect(months(3).canonicalText == "3 months")
    #expect(months(1).canonicalText == "1 month")
    #expect(CalendarDuration(years: 2)?.canonicalText == "2 years")
    #expect(months(12).canonicalText == "1 year")
    #expect(months(18).canonicalText == "18 months")
    #expect(CalendarDuration(days: 10).canonicalText == "10 days")
    #expect(CalendarDuration(days: 7).canonicalText == "1 week")
    #expect(CalendarDuration(days: 1).canonicalText == "1 day")
    #expect(months(half).canonicalText == "0.5 months")
    #expect(CalendarDuration.zero.canonicalText == "0 days")
    #expect(months(1, days: 3).canonicalText == "1 month + 3 days")
    #expect(months(24, days: -7).canonicalText == "2 years - 1 week")
    #expect(months(-1, days: -1).canonicalText == "-1 month - 1 day")
    #expect(months(1, days: 3).isCompound && !months(1).isCompound)
    let third = try #require(months(1).dividing(by: 3))
    #expect(third.displayText == "0.33 months")
  }

  @Test("durations scale and divide part by part")
  func arithmetic() {
    #expect(months(1, days: 3).multiplying(2) == months(2, days: 6))
    #expect(months(1, days: 3).adding(months(2, days: -3)) == months(3))
    #expect(months(3).subtracting(months(3)) == .zero)
    #expect(months(9).dividing(by: 6)?.canonicalText == "1.5 months")
    #expect(months(18).ratio(to: months(12))?.canonicalText == "1.5")
    #expect(CalendarDuration(days: 42).ratio(to: CalendarDuration(days: 7)) == 6)
    #expect(months(1).ratio(to: CalendarDuration(days: 30)) == nil)
    #expect(months(1).ratio(to: .zero) == nil)
  }

  /// Made with Python 3.11: the least and most days from each of 24 000 starts (days 1 and 28 to 31 of every
  /// month of 2000 to 2399) to the same day so many months later, or that month's last day.
  @Test(
    "the shortest and longest that so many months can be",
    arguments: [
      (1, 28, 31), (2, 59, 62), (3, 89, 92), (4, 120, 123), (5, 150, 153), (6, 181, 184), (7, 212, 215),
      (9, 273, 276), (11, 334, 337), (12, 365, 366), (24, 730, 731), (48, 1460, 1461), (1200, 36524, 36525),
      (4800, 146_097, 146_097), (-1, -31, -28),
    ])
  func bounds(count: Int, least: Int, most: Int) throws {
    let bounds = try #require(months(Decimal(count)).dayBounds)
    #expect(bounds.least == Decimal(least))
    #expect(bounds.most == Decimal(most))
  }

  @Test(
    "months and days compare where it is certain and nowhere else",
    arguments: [
      (1, 0, 0, 27, Order.greater), (1, 0, 0, 28, nil), (1, 0, 0, 30, nil), (1, 0, 0, 31, nil),
      (1, 0, 0, 32, .less),
      (2, 0, 0, 56, .greater), (12, 0, 0, 360, .greater), (12, 0, 0, 365, nil), (12, 0, 0, 367, .less),
      (3, 0, 2, 27, .greater), (3, 0, 2, 31, nil), (3, 5, 3, 4, .greater), (3, 5, 3, 5, .equal),
      (0, 14, 0, 15, .less), (-1, 0, 0, 0, .less), (4800, 0, 0, 146_097, .equal), (6, -1, 6, 0, .less),
    ] as [(Int, Int, Int, Int, Order?)])
  func order(months first: Int, days: Int, otherMonths: Int, otherDays: Int, order: Order?) {
    let left = months(Decimal(first), days: Decimal(days))
    let right = months(Decimal(otherMonths), days: Decimal(otherDays))
    #expect(left.compared(with: right) == order)
    let mirrored: [Order?: Order] = [.less: .greater, .greater: .less, .equal: .equal]
    #expect(right.compared(with: left) == mirrored[order])
  }

  @Test("at most and less decide at a bound that one side can reach")
  func atMost() {
    let days28 = CalendarDuration(days: 28)
    let days31 = CalendarDuration(days: 31)
    #expect(days28.isAtMost(months(1)) == true)
    #expect(days28.isLess(than: months(1)) == nil)
    #expect(months(1).isAtMost(days31) == true)
    #expect(months(1).isLess(than: days28) == false)
    #expect(months(1).isAtMost(days28) == nil)
    #expect(months(1).isAtMost(months(1)) == true)
    #expect(months(1).isLess(than: months(1)) == false)
  }

  @Test("a certain order holds from every day tried")
  func certainOrder() throws {
    var draws = SeededRandom(11)
    var decided = 0
    for _ in 0..<400 {
      func duration() throws -> CalendarDuration {
        let eighths = try #require(Decimal(draws.whole(-30...30)).dividing(by: 8))
        return months(eighths, days: Decimal(draws.whole(-60...60)))
      }
      let a = try duration()
      let b = try duration()
      guard let order = a.compared(with: b) else { continue }
      decided += 1
      for _ in 0..<50 {
        let start = try #require(CalendarDate(dayNumber: draws.whole(0...100_000)))
        let first = try #require(start.adding(a))
        let second = try #require(start.adding(b))
        switch order {
        case .less: #expect(first <= second)
        case .equal: #expect(first == second)
        case .greater: #expect(first >= second)
        }
      }
    }
    #expect(decided > 200)
  }

  @Test("mean lengths serve rates: exact within months or days, by the 400-year mean between them")
  func mean() throws {
    #expect(MeanCalendar.daysPerMonth.multiplying(4800) == 146_097)
    #expect(MeanCalendar.daysPerYear.multiplying(400) == 146_097)
    #expect(MeanCalendar.count(of: months(1), in: months(18)) == 18)
    #expect(MeanCalendar.count(of: months(12), in: months(18))?.canonicalText == "1.5")
    #expect(MeanCalendar.count(of: CalendarDuration(days: 7), in: CalendarDuration(days: 42)) == 6)
    let week = try #require(MeanCalendar.count(of: months(1), in: CalendarDuration(days: 7)))
    #expect(week.displayText(places: 6) == "0.229984")
    #expect(MeanCalendar.days(in: months(12, days: 1))?.canonicalText == "366.2425")
    #expect(MeanCalendar.count(of: .zero, in: months(1)) == nil)
  }
}
