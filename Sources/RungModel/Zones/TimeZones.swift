// The time zones of the system by their IANA names, each read once. Where their files are is for the session to know.

import RungText

package final class TimeZones {
  package enum Problem: Error, Sendable, Equatable {
    case unknown
    /// There is a file, and it is no time zone.
    case damaged
    /// The system has no time zones at all.
    case notInstalled
  }

  /// The bytes of a zone's file; nil when there is none.
  private let read: (String) -> [UInt8]?
  /// Names to suggest; empty when the system has none.
  private let known: () -> [String]
  /// Whether a system was asked at all: without one nothing is said of names.
  package let areKnown: Bool
  private var zones: [String: Result<TimeZoneRules, Problem>] = [:]
  private var spans: [SpanKey: [(day: Int, offset: Int)]] = [:]

  private struct SpanKey: Hashable {
    let name: String
    let days: ClosedRange<Int>
  }

  package init(read: @escaping (String) -> [UInt8]?, known: @escaping () -> [String] = { [] }) {
    self.read = read
    self.known = known
    areKnown = true
  }

  /// Of no system.
  package init() {
    read = { _ in nil }
    known = { [] }
    areKnown = false
  }

  package var names: [String] { known() }

  package func rules(_ name: String) -> Result<TimeZoneRules, Problem> {
    if let known = zones[name] { return known }
    let found = find(name)
    zones[name] = found
    return found
  }

  /// What a name that is none may have meant, the likeliest first: `nairobi` and `Africa/Nairobbi` are
  /// `Africa/Nairobi`.
  package func names(near name: String) -> [String] {
    func plain(_ text: some StringProtocol) -> String {
      String(text.lowercased().map { $0 == " " ? "_" : $0 })
    }
    func city(_ text: String) -> String { plain(text.split(separator: "/").last ?? "") }
    let wanted = city(name)
    let same = names.filter { plain($0) == plain(name) }
    if !same.isEmpty { return same }
    let found = names.filter { city($0) == wanted }
    if !found.isEmpty { return Array(found.sorted().prefix(3)) }
    if let near = Spelling.suggestion(for: name, among: names) { return [near] }
    guard let near = Spelling.suggestion(for: wanted, among: names.map(city)) else { return [] }
    return Array(names.filter { city($0) == near }.sorted().prefix(3))
  }

  /// UTC needs no file.
  private func find(_ name: String) -> Result<TimeZoneRules, Problem> {
    if name == "UTC" || name == "Etc/UTC" { return .success(.utc) }
    guard Self.isName(name), let bytes = read(name) else {
      return .failure(known().isEmpty && read("Europe/London") == nil ? .notInstalled : .unknown)
    }
    do throws(TimeZoneFault) { return .success(try TimeZoneRules(tzif: bytes)) } catch {
      return .failure(.damaged)
    }
  }

  /// A name never leads out of the folder of zones.
  private static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return name.utf8.count <= 64
      && parts.allSatisfy { part in
        !part.isEmpty && part != "." && part != ".."
          && part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F
              || byte == 0x2D
              || byte == 0x2B
          }
      }
  }

  // MARK: Waking hours

  /// People are awake from 7:00 to 22:00 by their own clocks.
  private static let wakingMinutes = 15 * 60

  /// Minutes of the day in which people of both zones are awake, on the day of a span on which they are fewest:
  /// daylight saving moves them.
  package func sharedMinutes(_ first: String, _ second: String, on days: ClosedRange<Int>) -> Int? {
    guard let mine = offsets(first, days), let theirs = offsets(second, days) else { return nil }
    var fewest = Int.max
    var (a, b) = (0, 0)
    while true {
      fewest = min(fewest, Self.shared(apart: (mine[a].offset - theirs[b].offset) / 60))
      let (nextA, nextB) = (a + 1 < mine.count, b + 1 < theirs.count)
      if !nextA && !nextB { return fewest }
      if !nextB || (nextA && mine[a + 1].day < theirs[b + 1].day) {
        a += 1
      } else if !nextA || theirs[b + 1].day < mine[a + 1].day {
        b += 1
      } else {
        a += 1
        b += 1
      }
    }
  }

  /// Two stretches of the same length on the round of a day.
  private static func shared(apart minutes: Int) -> Int {
    let day = 24 * 60
    let shift = (minutes % day + day) % day
    return max(0, wakingMinutes - shift) + max(0, wakingMinutes - (day - shift))
  }

  private func offsets(_ name: String, _ days: ClosedRange<Int>) -> [(day: Int, offset: Int)]? {
    let key = SpanKey(name: name, days: days)
    if let known = spans[key] { return known }
    guard case .success(let rules) = rules(name) else { return nil }
    let found = rules.offsets(of: days)
    spans[key] = found
    return found
  }
}
