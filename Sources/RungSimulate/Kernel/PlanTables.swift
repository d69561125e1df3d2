// A plan laid out for the run: flat records and lists, made once for each worker.

import RungModel

/// Which places of a flat list belong to something.
struct Slice: BitwiseCopyable {
  var start: Int32 = 0
  var count: Int32 = 0

  @inline(__always)
  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

struct StageRecord: BitwiseCopyable {
  enum Choice: UInt8 { case everyone, best, random }
  enum Places: UInt8 { case unlimited, atOnce, perIntake }
  enum Stay: UInt8 { case everyone, completion, attrition }

  var next = Slice()
  var pools = Slice()
  var costs = Slice()
  var trainers = Slice()
  var months: Figure
  var days: Figure
  var choice: Choice
  var share: Figure
  var placesKind: Places
  var places: Figure
  var together: Bool
  var hasPatience: Bool
  var patienceMonths: Figure
  var patienceDays: Figure
  /// Hours a month; first < 0 when it is no matter.
  var mentoring: Figure
  var proceeds: Bool
  var stay: Stay
  var staying: Figure
  var periodDays: Double
  var leaving: UInt8
  var hasPass: Bool
  var pass: Figure
  var repeats: Int32
  var strength: Double
  var trainerHours: Double
  var groupSize: Int32
  var minutes: Int32 = 0
  /// Its bit among the stages for which intakes are gathered; 0 when people come one by one.
  var gathering: UInt64 = 0
  /// Bits of the gathering stages after it.
  var below: UInt64 = 0
  var isPlainLength = false
  var stayKey: UInt64
  var wayKey: UInt64
}

/// Draws of joining: from an origin to a pool.
struct Joining: BitwiseCopyable {
  var pool: Int32
  var share: Figure
  var key: UInt64
  var isTrained: Bool
}

struct CostRecord: BitwiseCopyable {
  var amount: Figure
  var uptake: Figure
  var hasUptake: Bool
  var isPerUnit: Bool
  var isOnFirstEntry: Bool
  var holds: Bool
  var sessions: Int32
  var group: Int32
  var isSession: Bool
  var routes = Slice()
  var key: UInt64
  var sources: Slice = Slice()
}

struct FundRecord: BitwiseCopyable {
  var first: Int
  var last: Int
  var accrual: FundPlan.Accrual
  var amount: Figure

  init(_ fund: FundPlan) {
    first = fund.first
    last = fund.last
    accrual = fund.accrual
    amount = fund.amount
  }
}

struct RouteRecord: BitwiseCopyable {
  var fund: Int32
  var allowed = Slice()
  var sources = Slice()
}

struct AllowedRecord: BitwiseCopyable {
  var dimension: Int32
  var values: UInt64
}

/// What random numbers are for. Never renumbered: that would change every forecast.
package enum Purpose {
  private static let base = DrawPurpose.firstFree
  package static let person = base
  package static let commitment = base + 1
  package static let stay = base + 2
  package static let way = base + 3
  package static let joining = base + 4
  package static let serving = base + 5
  package static let vacancy = base + 6
  package static let uptake = base + 7
  package static let arrivals = base + 8
  package static let languages = base + 9
  package static let incumbents = base + 10
}

/// Identity of what is drawn.
package struct DrawKeys {
  package let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  package func key(_ purpose: UInt32, _ name: String = "") -> UInt64 {
    let whole = RandomStream.purposeKey(seed: seed, purpose: purpose)
    return name.isEmpty ? whole : StableHash.key(of: whole, StableHash.key(name))
  }
}

extension RandomStream {
  /// The n-th number of a stream, of which the key of seed and purpose is known.
  @inline(__always)
  static func single(key: UInt64, entity: UInt64, run: UInt32, n: UInt32) -> Double {
    let (even, odd) = pair(key: key, entity: entity, run: run, block: n >> 1)
    return n & 1 == 0 ? even : odd
  }
}

/// Where lists begin in one flat array.
struct Flattened<Element> {
  private(set) var elements: [Element] = []

  mutating func add(_ list: some Sequence<Element>) -> Slice {
    let start = elements.count
    elements += list
    return Slice(start: Int32(start), count: Int32(elements.count - start))
  }
}

/// The order in which stages are served and in which commitment is calibrated.
enum StageOrder {
  /// Stages before those that come after them; those of a circle, which the checker refuses, last. By name where
  /// either may be first.
  static func upward(_ stages: [StagePlan]) -> [Int] {
    var waitsFor = [Int](repeating: 0, count: stages.count)
    for stage in stages { for next in stage.next { waitsFor[next] += 1 } }
    let byName = stages.indices.sorted { NaturalOrder.precedes(stages[$0].name, stages[$1].name) }
    var order: [Int] = []
    var done = [Bool](repeating: false, count: stages.count)
    while order.count < stages.count {
      guard let ready = byName.first(where: { !done[$0] && waitsFor[$0] == 0 }) else { break }
      done[ready] = true
      order.append(ready)
      for next in stages[ready].next { waitsFor[next] -= 1 }
    }
    return order + byName.filter { !done[$0] }
  }

  /// For each stage the gathering stages after it, as bits.
  static func below(_ stages: [StagePlan], _ bits: [UInt64]) -> [UInt64] {
    var below = [UInt64](repeating: 0, count: stages.count)
    for stage in upward(stages).reversed() {
      for next in stages[stage].next { below[stage] |= bits[next] | below[next] }
    }
    return below
  }
}

extension StagePlan {
  /// Whether an intake comes to it when the last of it is decided.
  var gathers: Bool {
    if case .best = admission { return true }
    return startsTogether
  }
}

extension Plan {
  /// One of the bits of 64 for each gathering stage; the checker refuses more.
  var gatheringBits: [UInt64] {
    var next = 0
    return stages.map { stage in
      guard stage.gathers, next < 64 else { return 0 }
      next += 1
      return 1 << UInt64(next - 1)
    }
  }

  var hasLanguages: Bool {
    pools.contains { !$0.languages.isEmpty || $0.namedLanguages.contains { $0 != 0 } }
  }

  /// Where each dimension's values begin among all values, and how many there are.
  package var groupOffsets: (offsets: [Int], count: Int) {
    var count = 0
    let offsets = dimensions.map { dimension in
      defer { count += dimension.values.count }
      return count
    }
    return (offsets, count)
  }
}
