// How far a place's clocks are from UTC, at any moment: a compiled time zone file (TZif, RFC 8536) whose bytes are
// passed in.

package enum TimeZoneFault: Error, Sendable, Equatable {
  /// The bytes are no TZif file, or break off.
  case damaged
}

package struct TimeZoneRules: Sendable {
  /// When clocks change, in seconds since 1970 (UTC), ascending; and which offset holds from then on.
  private let transitions: [Int64]
  private let offsetIndices: [UInt8]
  /// Seconds east of UTC.
  private let offsets: [Int]
  /// What holds after the last transition, when the file says it.
  private let later: PosixZone?

  package static let utc = TimeZoneRules(fixed: 0)

  package init(fixed offset: Int) {
    transitions = []
    offsetIndices = []
    offsets = [offset]
    later = nil
  }

  package init(tzif bytes: [UInt8]) throws(TimeZoneFault) {
    var reader = TZifReader(bytes)
    let first = try reader.header()
    let isLong = first.version >= 2
    if isLong { try reader.skip(first.size(ofTime: 4)) }
    let header = isLong ? try reader.header() : first
    (transitions, offsetIndices, offsets) = try reader.block(header, timeSize: isLong ? 8 : 4)
    later = isLong ? reader.footer() : nil
  }

  /// Seconds east of UTC at a moment in seconds since 1970. O(log transitions).
  package func offset(at moment: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    if low == 0, !transitions.isEmpty || later == nil { return offsets[0] }
    if low == transitions.count, let later { return later.offset(at: moment) }
    return offsets[Int(offsetIndices[low - 1])]
  }

  /// The offset at noon (UTC) of each day of a span, told where it changes. O(days).
  package func offsets(of days: ClosedRange<Int>) -> [(day: Int, offset: Int)] {
    var found: [(day: Int, offset: Int)] = []
    for day in days {
      let offset = offset(at: Int64(day) * 86_400 + 43_200)
      if found.last?.offset != offset { found.append((day, offset)) }
    }
    return found
  }
}

/// The bytes of a TZif file, in their order.
private struct TZifReader {
  struct Header {
    let version: Int
    let utcCount: Int
    let standardCount: Int
    let leapCount: Int
    let timeCount: Int
    let typeCount: Int
    let characterCount: Int

    func size(ofTime time: Int) -> Int {
      timeCount * (time + 1) + typeCount * 6 + characterCount + leapCount * (time + 4) + standardCount
        + utcCount
    }
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func skip(_ count: Int) throws(TimeZoneFault) {
    guard count >= 0, count <= bytes.count - place else { throw .damaged }
    place += count
  }

  mutating func header() throws(TimeZoneFault) -> Header {
    guard bytes.count - place >= 44, Array(bytes[place..<place + 4]) == Array("TZif".utf8) else {
      throw .damaged
    }
    let mark = bytes[place + 4]
    place += 20
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(try number(4))) }
    // No zone has more than some hundred transitions; the bound keeps sums from overflowing.
    guard counts.allSatisfy({ $0 >= 0 && $0 < 1_000_000 }) else { throw .damaged }
    return Header(
      version: mark == 0 ? 1 : Int(mark) - 0x30, utcCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], characterCount: counts[5])
  }

  mutating func block(_ header: Header, timeSize: Int) throws(TimeZoneFault) -> ([Int64], [UInt8], [Int]) {
    let end = place
    try skip(header.size(ofTime: timeSize))
    let after = place
    place = end
    guard header.typeCount > 0 else { throw .damaged }
    var times: [Int64] = []
    for _ in 0..<header.timeCount { times.append(try number(timeSize)) }
    var indices: [UInt8] = []
    for _ in 0..<header.timeCount { indices.append(UInt8(truncatingIfNeeded: try number(1))) }
    var offsets: [Int] = []
    for _ in 0..<header.typeCount {
      offsets.append(Int(try number(4)))
      try skip(2)
    }
    place = after
    guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }),
      indices.allSatisfy({ Int($0) < offsets.count }),
      offsets.allSatisfy({ abs($0) < 100 * 3600 })
    else { throw .damaged }
    return (times, indices, offsets)
  }

  /// The rule between the two line ends behind the data.
  func footer() -> PosixZone? {
    guard place < bytes.count, bytes[place] == 0x0A,
      let end = bytes[(place + 1)...].firstIndex(of: 0x0A)
    else { return nil }
    return PosixZone(Array(bytes[(place + 1)..<end]))
  }

  /// Signed, most significant byte first.
  private mutating func number(_ size: Int) throws(TimeZoneFault) -> Int64 {
    guard size <= bytes.count - place else { throw .damaged }
    var value: UInt64 = 0
    for byte in bytes[place..<place + size] { value = value << 8 | UInt64(byte) }
    place += size
    switch size {
    case 4: return Int64(Int32(truncatingIfNeeded: value))
    case 8: return Int64(bitPattern: value)
    default: return Int64(value)
    }
  }
}
