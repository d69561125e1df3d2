// Pools, positions and groups laid out for the run: flat records, so that nothing of the plan is counted by reference
// while runs go on in several threads.

import RungModel

struct PoolRecord: BitwiseCopyable {
  enum Leaving: UInt8 { case never, perPeriod, perRound, perTerm }

  var mentees: Int32
  var hasHours: Bool
  /// A month; no matter without `hasHours`.
  var hours: Figure
  var leaving: Leaving
  var stays: Figure
  var periodDays = 1.0
  var hasTerm: Bool
  var term: Stretch
  var hasRest: Bool
  var rest: Stretch
  var hasRestRounds: Bool
  var restRounds: Figure
  var hasTraining: Bool
  var training: Stretch
  var languages = Slice()
  var servingKey: UInt64
  var languagesKey: UInt64

  init(_ pool: PoolPlan, _ keys: DrawKeys) {
    let nothing = Figure(-1)
    let noStretch = Stretch(months: nothing, days: nothing)
    mentees = Int32(clamping: pool.mentees)
    hasHours = pool.available != nil
    hours = pool.available ?? nothing
    switch pool.retention {
    case .forGood: (leaving, stays) = (.never, nothing)
    case .perPeriod(let figure, let days): (leaving, stays, periodDays) = (.perPeriod, figure, days)
    case .perRound(let figure): (leaving, stays) = (.perRound, figure)
    case .perTerm(let figure): (leaving, stays) = (.perTerm, figure)
    }
    hasTerm = pool.term != nil
    term = pool.term ?? noStretch
    hasRest = pool.rest != nil
    rest = pool.rest ?? noStretch
    hasRestRounds = pool.restRounds != nil
    restRounds = pool.restRounds ?? nothing
    hasTraining = pool.training != nil
    training = pool.training ?? noStretch
    servingKey = keys.key(Purpose.serving, pool.name)
    languagesKey = keys.key(Purpose.languages, pool.name)
  }
}

/// A language that each member of a pool speaks with a chance.
struct LanguageRecord: BitwiseCopyable {
  var bit: Int32
  var share: Double
}

struct PositionRecord: BitwiseCopyable {
  var hasTerm: Bool
  var term: Stretch
  var limit: Int
  var hasElections: Bool
  /// Days, in order.
  var elections = Slice()
  var drawnFrom = Slice()
  var vacancyKey: UInt64
  var personKey: UInt64

  init(_ position: PositionPlan, _ keys: DrawKeys) {
    let nothing = Figure(-1)
    hasTerm = position.term != nil
    term = position.term ?? Stretch(months: nothing, days: nothing)
    limit = position.limit
    hasElections = position.elections != nil
    vacancyKey = keys.key(Purpose.vacancy, position.name)
    personKey = keys.key(Purpose.person, position.name)
  }
}

/// Where a position draws from.
struct DrawnRecord: BitwiseCopyable {
  enum Kind: UInt8 { case line, own, elsewhere }

  var kind: Kind
  /// Of a line: its number among the origins, and the pool when it is one (else -1).
  var origin: Int32
  var pool: Int32
  var share: Figure
}

struct ServiceLayout {
  private(set) var pools: [PoolRecord] = []
  private(set) var languages = Flattened<LanguageRecord>()
  private(set) var positions: [PositionRecord] = []
  private(set) var elections = Flattened<Int32>()
  private(set) var drawn = Flattened<DrawnRecord>()
  /// Of each source by dimension: the shares of the mix.
  private(set) var mixes: [Slice] = []
  private(set) var shares = Flattened<Figure>()

  init(_ plan: Plan, _ keys: DrawKeys, number: (Origin) -> Int) {
    for pool in plan.pools {
      var record = PoolRecord(pool, keys)
      record.languages = languages.add(
        pool.languages.map { LanguageRecord(bit: Int32($0.bit), share: $0.share) })
      pools.append(record)
    }
    for (place, position) in plan.positions.enumerated() {
      var record = PositionRecord(position, keys)
      record.elections = elections.add((position.elections ?? []).map { Int32(clamping: $0) })
      record.drawnFrom = drawn.add(
        position.drawnFrom.map { from in
          let kind: DrawnRecord.Kind =
            from.origin == .elsewhere ? .elsewhere : from.origin == .position(place) ? .own : .line
          var pool: Int32 = -1
          if case .pool(let p) = from.origin { pool = Int32(p) }
          return DrawnRecord(
            kind: kind, origin: Int32(number(from.origin)), pool: pool, share: from.share)
        })
      positions.append(record)
    }
    for source in plan.sources {
      for dimension in plan.dimensions.indices {
        mixes.append(shares.add(source.mix.indices.contains(dimension) ? source.mix[dimension] : []))
      }
    }
  }
}
