// A time of day on the clock, to the minute.

/// From 00:00 to 23:59.
package struct TimeOfDay: Hashable, Sendable {
  private let minuteNumber: Int16

  /// Minutes since midnight.
  package var minutes: Int { Int(minuteNumber) }
  package var hour: Int { minutes / 60 }
  package var minute: Int { minutes % 60 }

  package init(hour: Int, minute: Int) throws(CalendarFault) {
    guard hour >= 0, hour <= 23, minute >= 0, minute <= 59 else {
      throw .noSuchTime(hour: hour, minute: minute)
    }
    minuteNumber = Int16(hour * 60 + minute)
  }

  /// Nil outside the day.
  package init?(minutes: Int) {
    guard minutes >= 0, minutes < 24 * 60 else { return nil }
    minuteNumber = Int16(minutes)
  }

  /// Nil when that is on another day.
  package func adding(minutes: Int) -> TimeOfDay? {
    let (sum, overflow) = self.minutes.addingReportingOverflow(minutes)
    return overflow ? nil : TimeOfDay(minutes: sum)
  }
}

extension TimeOfDay: Comparable {
  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minuteNumber < right.minuteNumber }
}
