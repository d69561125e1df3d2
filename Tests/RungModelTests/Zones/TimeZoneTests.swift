// Time zones: known offsets, the rule for years to come, and bytes that are no zone.

import RungModel
import Testing

@Suite("Time zones")
struct TimeZoneTests {
  /// A file as RFC 8536 lays it out: both blocks with the same transitions, and the rule behind them.
  private func file(_ transitions: [(at: Int64, type: UInt8)], offsets: [Int32], rule: String) -> [UInt8] {
    func number(_ value: Int64, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> Int64((size - 1 - $0) * 8)) }
    }
    func block(_ size: Int) -> [UInt8] {
      var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      for count in [0, 0, 0, transitions.count, offsets.count, 4] { bytes += number(Int64(count), 4) }
      for transition in transitions { bytes += number(transition.at, size) }
      bytes += transitions.map(\.type)
      for offset in offsets { bytes += number(Int64(offset), 4) + [0, 0] }
      return bytes + Array("XYZ\0".utf8)
    }
    return block(4) + block(8) + Array("\n\(rule)\n".utf8)
  }

  private func seconds(_ year: Int, _ month: Int, _ day: Int, hour: Int = 12) throws -> Int64 {
    Int64(try CalendarDate(year: year, month: month, day: day).dayNumber) * 86_400 + Int64(hour) * 3600
  }

  @Test("before the first change, between changes, and after the last by the rule")
  func offsets() throws {
    let zone = try TimeZoneRules(
      tzif: file(
        [(1_000_000, 1), (2_000_000, 0)], offsets: [3600, 7200], rule: "CET-1CEST,M3.5.0,M10.5.0/3"))
    #expect(zone.offset(at: 0) == 3600)
    #expect(zone.offset(at: 999_999) == 3600)
    #expect(zone.offset(at: 1_000_000) == 7200)
    #expect(zone.offset(at: 1_999_999) == 7200)
    #expect(try zone.offset(at: seconds(2027, 1, 15)) == 3600)
    #expect(try zone.offset(at: seconds(2027, 7, 15)) == 7200)
    // The last Sunday of March at 1:00 UTC, and of October.
    #expect(try zone.offset(at: seconds(2027, 3, 28, hour: 1)) == 7200)
    #expect(try zone.offset(at: seconds(2027, 3, 28, hour: 1) - 1) == 3600)
    #expect(try zone.offset(at: seconds(2027, 10, 31, hour: 1)) == 3600)
    #expect(try zone.offset(at: seconds(2027, 10, 31, hour: 1) - 1) == 7200)
    #expect(try zone.offset(at: seconds(2400, 7, 1)) == 7200)
  }

  @Test(
    "rules of every form",
    arguments: [
      ("<+0530>-5:30", 1, 19_800), ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1, 46_800),
      ("NZST-12NZDT,M9.5.0,M4.1.0/3", 7, 43_200), ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 7, -3600),
      ("EST5EDT,J60,J300", 7, -14_400), ("EST5EDT,59,299", 1, -18_000),
      ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1, 39_600),
    ])
  func rules(_ rule: String, _ month: Int, _ expected: Int) throws {
    let zone = try TimeZoneRules(tzif: file([], offsets: [0], rule: rule))
    #expect(try zone.offset(at: seconds(2031, month, 15)) == expected)
  }

  @Test("a rule that is not understood leaves the last offset")
  func unknownRule() throws {
    let zone = try TimeZoneRules(tzif: file([(0, 1)], offsets: [0, 3600], rule: "what?"))
    #expect(zone.offset(at: 4_000_000_000) == 3600)
  }

  @Test("bytes that are no zone, or a damaged one, are refused or read, and never trap")
  func damaged() throws {
    #expect(throws: TimeZoneFault.damaged) { try TimeZoneRules(tzif: []) }
    #expect(throws: TimeZoneFault.damaged) { try TimeZoneRules(tzif: Array("TZif".utf8)) }
    let whole = file(
      [(1_000_000, 1), (2_000_000, 0)], offsets: [3600, 7200], rule: "CET-1CEST,M3.5.0,M10.5.0/3")
    for end in whole.indices {
      _ = (try? TimeZoneRules(tzif: Array(whole[..<end])))?.offset(at: 3_000_000_000)
    }
    for index in whole.indices {
      for value in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[index] = value
        guard let zone = try? TimeZoneRules(tzif: bytes) else { continue }
        for moment in [Int64.min / 2, -1, 0, 1_500_000, 3_000_000_000, Int64.max / 2] {
          _ = zone.offset(at: moment)
        }
      }
    }
  }

  @Test("zones are asked for once, and names never lead out of their folder")
  func names() {
    nonisolated(unsafe) var asked: [String] = []
    let zones = TimeZones(
      read: { name in
        asked.append(name)
        return nil
      }, known: { ["Africa/Nairobi"] })
    func problem(_ name: String) -> TimeZones.Problem? {
      if case .failure(let problem) = zones.rules(name) { return problem }
      return nil
    }
    #expect(problem("UTC") == nil)
    for name in ["../etc/passwd", "/etc/passwd", "Africa//Nairobi", "", "Africa/../x", "a b", "Ü"] {
      #expect(problem(name) == .unknown)
    }
    #expect(asked.isEmpty)
    #expect(problem("Africa/Nowhere") == .unknown)
    #expect(problem("Africa/Nowhere") == .unknown)
    #expect(asked == ["Africa/Nowhere"])
    let none = TimeZones()
    if case .failure(let problem) = none.rules("Africa/Nairobi") { #expect(problem == .notInstalled) }
  }

  @Test("a name that is none has near ones: other capitals, a city alone, a slip of the pen")
  func near() {
    let zones = TimeZones(
      read: { _ in nil },
      known: { ["Africa/Nairobi", "America/Sao_Paulo", "America/Kentucky/Monticello", "Europe/Paris"] })
    #expect(zones.names(near: "africa/nairobi") == ["Africa/Nairobi"])
    #expect(zones.names(near: "Nairobi") == ["Africa/Nairobi"])
    #expect(zones.names(near: "Sao Paulo") == ["America/Sao_Paulo"])
    #expect(zones.names(near: "Africa/Nairobbi") == ["Africa/Nairobi"])
    #expect(zones.names(near: "Europe/Nairobi") == ["Africa/Nairobi"])
    #expect(zones.names(near: "Pariss") == ["Europe/Paris"])
    #expect(zones.names(near: "Mars/Olympus").isEmpty)
    #expect(zones.names(near: "").isEmpty)
  }

  @Test("waking hours overlap on both sides of the day")
  func shared() {
    let zones = TimeZones(
      read: { name in
        let hours = name == "Far/East" ? 12 : name == "Near/East" ? 4 : 0
        return Optional(hours).map { self.file([], offsets: [Int32($0 * 3600)], rule: "XYZ\(-$0)") }
      }, known: { ["Far/East"] })
    #expect(zones.sharedMinutes("UTC", "UTC", on: 20_000...20_000) == 900)
    #expect(zones.sharedMinutes("UTC", "Near/East", on: 20_000...20_000) == 660)
    #expect(zones.sharedMinutes("UTC", "Far/East", on: 20_000...20_000) == 360)
    #expect(zones.sharedMinutes("Far/East", "UTC", on: 20_000...20_365) == 360)
  }
}
