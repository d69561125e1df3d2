// The rule at the end of a time zone file, for all years to come: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1-2017 8.3 TZ,
// with the wider hours of RFC 8536 3.3.1).

struct PosixZone: Sendable {
  /// Seconds east of UTC.
  private let standard: Int
  private let summer: (offset: Int, start: Change, end: Change)?

  /// A day of the year, and seconds after its midnight by the clocks before the change.
  private struct Change: Sendable {
    enum Day: Sendable {
      /// 1 to 365: 29 February is never counted.
      case julian(Int)
      /// 0 to 365.
      case zeroBased(Int)
      /// The week (5: the last) and the weekday (0: Sunday) of a month.
      case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    let seconds: Int
  }

  /// Nil when the rule is empty or not understood.
  init?(_ text: [UInt8]) {
    var scanner = Scanner(text)
    guard scanner.skipName(), let west = scanner.time() else { return nil }
    standard = -west
    guard !scanner.isAtEnd else {
      summer = nil
      return
    }
    guard scanner.skipName() else { return nil }
    var offset = standard + 3600
    if !scanner.sees(",") {
      guard let summerWest = scanner.time() else { return nil }
      offset = -summerWest
    }
    guard scanner.take(","), let start = scanner.change(), scanner.take(","), let end = scanner.change(),
      scanner.isAtEnd
    else { return nil }
    summer = (offset, start, end)
  }

  func offset(at moment: Int64) -> Int {
    guard let summer else { return standard }
    // The year by standard time; a change never lies so near the year's end that it would matter.
    let day = (moment + Int64(standard)) / 86_400 - ((moment + Int64(standard)) % 86_400 < 0 ? 1 : 0)
    guard let date = CalendarDate(dayNumber: Int(day)) else { return standard }
    let start = Self.moment(summer.start, date.year) - Int64(standard)
    let end = Self.moment(summer.end, date.year) - Int64(summer.offset)
    let isSummer = start < end ? moment >= start && moment < end : moment >= start || moment < end
    return isSummer ? summer.offset : standard
  }

  /// Seconds since 1970 by the place's own clocks.
  private static func moment(_ change: Change, _ year: Int) -> Int64 {
    func first(_ month: Int) -> Int {
      (try? CalendarDate(year: year, month: month, day: 1)).map { Int($0.dayNumber) } ?? 0
    }
    let newYear = first(1)
    let day: Int
    switch change.day {
    case .julian(let number):
      let isLeap = first(3) - first(2) == 29
      day = newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .zeroBased(let number): day = newYear + number
    case .weekday(let month, let week, let weekday):
      let start = first(month)
      let end = month == 12 ? start + 31 : first(month + 1)
      // 1970-01-01 was a Thursday.
      let startDay = ((start + 4) % 7 + 7) % 7
      var found = start + (weekday - startDay + 7) % 7 + (week - 1) * 7
      while found >= end { found -= 7 }
      day = found
    }
    return Int64(day) * 86_400 + Int64(change.seconds)
  }

  private struct Scanner {
    private let text: [UInt8]
    private var place = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { place == text.count }

    func sees(_ sign: Unicode.Scalar) -> Bool { place < text.count && UInt32(text[place]) == sign.value }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard sees(sign) else { return false }
      place += 1
      return true
    }

    /// `CET` or `<+0530>`.
    mutating func skipName() -> Bool {
      let start = place
      if take("<") {
        while place < text.count, !sees(">") { place += 1 }
        return take(">")
      }
      while place < text.count, (0x41...0x5A).contains(text[place] & 0xDF) { place += 1 }
      return place - start >= 3
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let start = place
      var value = 0
      while place < text.count, (0x30...0x39).contains(text[place]), place - start < 4 {
        value = value * 10 + Int(text[place] - 0x30)
        place += 1
      }
      return place > start && range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number(0...167) else { return nil }
      var seconds = hours * 3600
      if take(":") {
        guard let minutes = number(0...59) else { return nil }
        seconds += minutes * 60
        if take(":") {
          guard let rest = number(0...59) else { return nil }
          seconds += rest
        }
      }
      return isNegative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      let day: Change.Day
      if take("M") {
        guard let month = number(1...12), take("."), let week = number(1...5), take("."),
          let weekday = number(0...6)
        else { return nil }
        day = .weekday(month: month, week: week, day: weekday)
      } else if take("J") {
        guard let number = number(1...365) else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(0...365) else { return nil }
        day = .zeroBased(number)
      }
      guard take("/") else { return Change(day: day, seconds: 7200) }
      return time().map { Change(day: day, seconds: $0) }
    }
  }
}
