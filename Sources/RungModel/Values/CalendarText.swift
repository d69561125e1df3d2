// Reading and printing dates, months and times of day.

/// Why a date, month or time cannot be.
package enum CalendarFault: Error, Hashable, Sendable {
  case notADate
  case notAMonth
  case notATime
  case noSuchYear(Int)
  case noSuchMonth(Int)
  case noSuchDay(Int, CalendarMonth)
  case noSuchTime(hour: Int, minute: Int)

  /// In a user's words, to stand after the text in question.
  package var reason: String {
    switch self {
    case .notADate: "a date is written year-month-day, like 2027-03-01"
    case .notAMonth: "a month is written year-month, like 2027-03"
    case .notATime: "a time is written hours:minutes, like 18:00"
    case .noSuchYear: "years go from 0001 to 9999"
    case .noSuchMonth(let month): "there is no month \(month)"
    case .noSuchDay(_, let month): "\(month.name) \(month.year) has \(month.dayCount) days"
    case .noSuchTime(let hour, let minute):
      hour == 24 && minute == 0 ? "midnight is 00:00 of the next day" : "the clock goes from 00:00 to 23:59"
    }
  }
}

extension CalendarDate {
  /// `dddd-dd-dd`, nothing before or after.
  package init(literal bytes: UnsafeBufferPointer<UInt8>) throws(CalendarFault) {
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2), let day = digits(bytes, 8, 2)
    else { throw .notADate }
    try self.init(year: year, month: month, day: day)
  }

  package init(literal text: some StringProtocol) throws(CalendarFault) {
    self = try reading(text, CalendarDate.init(literal:))
  }

  package var canonicalText: String {
    let (year, month, day) = parts
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

extension CalendarMonth {
  /// `dddd-dd`, nothing before or after.
  package init(literal bytes: UnsafeBufferPointer<UInt8>) throws(CalendarFault) {
    guard bytes.count == 7, bytes[4] == 0x2D, let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2)
    else { throw .notAMonth }
    try self.init(year: year, month: month)
  }

  package init(literal text: some StringProtocol) throws(CalendarFault) {
    self = try reading(text, CalendarMonth.init(literal:))
  }

  package var canonicalText: String { "\(padded(year, to: 4))-\(padded(month, to: 2))" }
}

extension TimeOfDay {
  /// `dd:dd`, nothing before or after.
  package init(literal bytes: UnsafeBufferPointer<UInt8>) throws(CalendarFault) {
    guard bytes.count == 5, bytes[2] == 0x3A, let hour = digits(bytes, 0, 2), let minute = digits(bytes, 3, 2)
    else { throw .notATime }
    try self.init(hour: hour, minute: minute)
  }

  package init(literal text: some StringProtocol) throws(CalendarFault) {
    self = try reading(text, TimeOfDay.init(literal:))
  }

  package var canonicalText: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }
}

extension CalendarDate: CustomStringConvertible {
  package var description: String { canonicalText }
}

extension CalendarMonth: CustomStringConvertible {
  package var description: String { canonicalText }
}

extension TimeOfDay: CustomStringConvertible {
  package var description: String { canonicalText }
}

/// The number that `count` digits spell; nil when one of them is not a digit. Contract: within the buffer.
private func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
  var value = 0
  for index in start..<(start + count) {
    let digit = bytes[index] &- 0x30
    guard digit < 10 else { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}

private func reading<Value>(
  _ text: some StringProtocol, _ read: (UnsafeBufferPointer<UInt8>) throws(CalendarFault) -> Value
) throws(CalendarFault) -> Value {
  let bytes = Array(text.utf8)
  let result = bytes.withUnsafeBufferPointer { buffer in
    Result { () throws(CalendarFault) in try read(buffer) }
  }
  return try result.get()
}

private func padded(_ number: Int, to width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
