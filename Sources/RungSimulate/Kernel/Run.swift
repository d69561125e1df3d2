// One run of a programme: people, mentors, seats and money from the first day of the horizon to the last.
//
// The order of a day is part of the language (`ForecastRules`): stays end; mentors and officers stop; people arrive;
// intakes are chosen from; vacancies are filled; mentors are found for those who lost theirs; stages are filled from
// the top of the ladder down; people run out of patience; the books are closed.

import RungModel

/// The memory of a run, used again by the next one: nothing is allocated for an event once it has grown.
struct Run: ~Copyable {
  // The plan.
  let plan: Plan
  let sites: Sites
  let keys: DrawKeys
  let calibration: Calibration
  let detail: Detail
  let tables: CalendarTables
  let monthOfDay: Column<Int32>
  let monthStart: Column<Int32>
  let dayCount: Int
  let monthCount: Int
  let dimensionCount: Int
  let hasLanguages: Bool
  let usesCommitment: Bool
  let commitmentKey: UInt64
  let variationKey: UInt64
  let hasTeams: Bool
  let stageCount: Int

  let stages: Column<StageRecord>
  /// Stages from the top of the ladder down.
  let serviceOrder: Column<Int32>
  /// Places at once in this run; no limit is a large number.
  let placeLimits: Column<Int>
  let nextStages: Column<Int32>
  let nextAlive: Column<UInt64>
  let stagePools: Column<Int32>
  let stageCosts: Column<Int32>
  let stageTrainers: Column<Int32>
  let joinings: Column<Joining>
  /// By origin.
  let joiningsOf: Column<Slice>
  let costs: Column<CostRecord>
  let funds: Column<FundRecord>
  let yearsPassed: Column<Double>
  let monthsPassed: Column<Double>
  let routes: Column<RouteRecord>
  let allowed: Column<AllowedRecord>
  let costSources: Column<Int32>
  let poolStages: Column<Int32>
  let stagesOfPool: Column<Slice>
  let levels: Int
  let poolIsPlain: Column<Bool>
  let restsAfterMentee: Column<Bool>
  let hasMemberCosts: Column<Bool>
  let gatheringStages: [Int32]
  let intakeOfSource: [Int32]
  let intakeCount: Int
  let hasCandidates: Column<Bool>
  let pools: Column<PoolRecord>
  let spokenShares: Column<LanguageRecord>
  let positions: Column<PositionRecord>
  let elections: Column<Int32>
  let drawnFrom: Column<DrawnRecord>
  /// Of each source by dimension: the shares of its mix.
  let mixes: Column<Slice>
  let mixShares: Column<Figure>
  let namedCount: Column<Int32>
  /// Where each dimension's values begin, and how many they are; by value: the languages of its people.
  let groupStart: Column<Int32>
  let groupLanguages: Column<UInt64>
  let divisionKey: UInt64
  /// Which of the slots vary from unit to unit: their place in `plan.variations`, or -1.
  let variationOf: Column<Int32>
  let variations: [Variation]
  /// The same where the law is the plainest, without a look at the law.
  let uniformLaws: Column<UniformLaw>

  /// Who may stop it, and how much it may grow.
  let limits: RunLimits
  var stepsLeft = RunLimits.stepsBetween
  /// Why the run was given up.
  var givenUp: Cancelled.Reason?

  // The run.
  var run: UInt32 = 0
  var values: UnsafePointer<Double>
  var day = 0
  var month = 0
  var units = Column<Climber>(capacity: 1024)
  var attributes = Column<UInt8>(capacity: 1024)
  var memberships = Column<UInt64>(capacity: 1024)
  var seatings = Column<UInt64>(capacity: 1024)
  var mentors = Column<Mentor>(capacity: 256)
  var seats = Column<Seat>()
  let firstSeat: Column<Int32>
  let seatCount: Column<Int32>
  /// The seats that are vacant, as bits; where each position's begin, in words.
  let vacantSeats: Column<UInt64>
  let firstVacantWord: Column<Int32>
  var events = Column<Event>(capacity: 1024)
  /// First and last of the events of each phase and day.
  let eventHead: Column<Int32>
  let eventTail: Column<Int32>
  /// First and last of the units whose stay ends on a day.
  let stayHead: Column<Int32>
  let stayTail: Column<Int32>
  let stageState: Column<StageState>
  /// Who of a stage's queue is counted among those without a mentor, where that is asked by group.
  var lackingUnits: [[Int32]]
  var isAnyStageDirty = false
  let poolHead: Column<Int32>
  let freeSlots: Column<Int32>
  let poolMembers: Column<Int32>
  /// Of these, those who are away.
  let poolAway: Column<Int32>
  let trainerUsed: Column<Double>
  let groupRoom: Column<Int32>
  let groupEnd: Column<Int32>
  /// People of each intake that each stage has turned to: for places per intake and sessions per group.
  let intakeBrought: Column<Int32>
  let intakeEntered: Column<Int32>
  let pending: Column<Int32>
  let gathered: Column<Int32>
  let gatheredTail: Column<Int32>
  var due = Column<Int32>()
  var scratch = Column<Int32>()
  let candidateHead: Column<Int32>
  let candidateTail: Column<Int32>
  var candidates = Column<CandidateNode>()
  let cursors: Column<Int32>
  let cursorOf: [[Int]]
  let positionDirty: Column<Bool>
  var isAnyPositionDirty = false
  let fundAmount: Column<Int>
  let fundSpent: Column<Int>
  let reserved: Column<Int>
  /// What has come into each fund by the end of a day, and which.
  let fundIncome: Column<Int>
  let fundDay: Column<Int32>
  let costIncurred: Column<Int>
  let costUnpaid: Column<Int>
  let memberDaysBooked: Column<Int>
  let streamTimes: Column<Double>
  let interceptCache: Column<Double>
  let ties: TieBox

  var counts: Counts
  var trail: [TrailEntry] = []
  let keepsTrail: Bool
  /// How much work the run was: units and their stays.
  var stays = 0

  // MARK: Running

  /// One run from the first day to the last; its counts are in `counts`. Given up, they are worth nothing.
  mutating func run(_ number: UInt32, values: UnsafePointer<Double>) throws(Cancelled) {
    begin(number, values)
    for today in 0..<dayCount {
      day = today
      month = Int(tables.monthOfDay[today])
      endStays()
      take(.ends)
      take(.arrivals)
      if due.count > 0 { chooseFromIntakes() }
      if isAnyPositionDirty { fillSeats() }
      if isAnyStageDirty { admit() }
      take(.patience)
      take(.close)
      closeDay()
      if isGivenUp() { break }
    }
    if let givenUp { throw Cancelled(givenUp) }
    finish()
  }

  private mutating func take(_ phase: Phase) {
    let place = day * Phase.count + phase.rawValue
    var next = eventHead[place]
    while next >= 0 {
      let event = events[next]
      happen(event)
      if isGivenUp() { return }
      // It may have put another behind itself.
      next = events[next].next
    }
  }

  @inline(__always)
  mutating func schedule(
    _ phase: Phase, _ when: Int, _ kind: Event.Kind, _ a: Int32, _ b: Int32 = 0
  ) {
    guard when >= day, when < dayCount else { return }
    let place = when * Phase.count + phase.rawValue
    let number = Int32(truncatingIfNeeded: events.count)
    events.append(Event(kind: kind, a: a, b: b, next: -1))
    if eventHead[place] < 0 {
      eventHead[place] = number
    } else {
      events.at[Int(eventTail[place])].next = number
    }
    eventTail[place] = number
  }

  private mutating func happen(_ event: Event) {
    switch event.kind {
    case .mentorLeaves: mentorLeaves(event.a)
    case .mentorReady: mentorReady(event.a)
    case .slotRested: slotRested(event.a)
    case .mentorGoes: mentorGoes(event.a, until: event.b)
    case .mentorReturns: mentorReturns(event.a)
    case .termEnds: mentorTermEnds(event.a)
    case .roundBegins: roundBegins(Int(event.a))
    case .seatEnds: seatEnds(event.a, Int(event.b))
    case .election: election(Int(event.a))
    case .cohortArrives: cohortArrives(Int(event.a))
    case .streamArrives: streamArrives(Int(event.a), UInt32(bitPattern: event.b))
    case .streamMonthEnds: streamMonthEnds(Int(event.a), event.b)
    case .groupEnds: endGroup(Int(event.a))
    case .patienceEnds: patienceEnds(event.a, since: event.b)
    case .monthEnds: bookMonth()
    case .costOnce: chargeOnce(Int(event.a))
    case .attendance: chargeAttendance(Int(event.a))
    case .retainedCheck: retainedCheck(event.a, Int(event.b))
    case .sample: break
    }
  }

  // MARK: Numbers

  /// The value of a figure for a unit; 0 where it is undefined.
  @inline(__always)
  mutating func number(_ figure: Figure, _ unit: Int32) -> Double {
    let slot = slot(figure, unit)
    let variation = variationOf[slot]
    if variation >= 0 { return varied(Int(variation), units[unit].key) }
    return values[slot]
  }

  /// The value of a figure that is the same for everyone.
  mutating func number(_ figure: Figure) -> Double { values[Int(figure.first)] }

  @inline(__always)
  mutating func slot(_ figure: Figure, _ unit: Int32) -> Int {
    if figure.dimension < 0 { return Int(figure.first) }
    return Int(figure.first) + Int(attributes[Int(unit) * dimensionCount + Int(figure.dimension)])
  }

  mutating func varied(_ variation: Int, _ key: UInt64) -> Double {
    let person = UInt32(truncatingIfNeeded: key >> 1)
    let even = uniformLaws[variation]
    if even.isUniform {
      let u = RandomStream.single(key: variationKey, entity: even.source, run: run, n: person)
      return min(max(even.low * (1 - u) + even.high * u, even.low), even.high)
    }
    switch variations[variation] {
    case .law(let sampler, let source):
      let value = sampler.draw(RandomStream.single(key: variationKey, entity: source, run: run, n: person))
      return value.isNaN ? 0 : value
    case .formula(let program):
      let value = program.value(run: run, seed: keys.seed, person: person)
      return value.isNaN ? 0 : value
    }
  }

  /// Whole people, halves up, never below zero.
  mutating func count(_ figure: Figure) -> Int { max(0, min(drawnCount(number(figure)) ?? 0, 10_000_000)) }

  @inline(__always)
  mutating func uniform(_ key: UInt64, _ entity: UInt64, _ block: UInt32 = 0) -> Double {
    RandomStream.pair(key: key, entity: entity, run: run, block: block).0
  }

  /// The day after a stretch of time; at least the next.
  mutating func day(after stretch: Stretch, from start: Int, _ unit: Int32 = -1) -> Int {
    let months = unit >= 0 ? number(stretch.months, unit) : number(stretch.months)
    let days = unit >= 0 ? number(stretch.days, unit) : number(stretch.days)
    return tables.day(start, months: months, days: days)
  }
}

/// What is drawn for each person: a law by itself, or a formula with laws in it. Person n's draw is the n-th number of
/// the source's stream, as everywhere in the language.
package enum Variation: Sendable {
  case law(Sampler, source: UInt64)
  case formula(UncertainProgram)
}

struct UniformLaw: BitwiseCopyable {
  var isUniform = false
  var low = 0.0
  var high = 0.0
  var source: UInt64 = 0

  init(_ number: Uncertain) {
    guard let source = number.onlySource, case .uniform(let low, let high) = source.distribution, low <= high
    else { return }
    isUniform = true
    self.low = low
    self.high = high
    self.source = source.key
  }
}

/// What changes at a stage.
struct StageState: BitwiseCopyable {
  var queueHead: Int32 = -1
  var queueTail: Int32 = -1
  /// Units and people in the queue.
  var queueUnits: Int32 = 0
  var queuePeople: Int32 = 0
  /// As these were counted last, and for what they were said to wait.
  var countedPeople: Int32 = 0
  var countedLack: Climber.Lack = .place
  var inside: Int32 = 0
  var orphanHead: Int32 = -1
  var orphanTail: Int32 = -1
  /// People at the front of the queue who have a place and no mentor: part of the stock without mentor.
  var lacking: Int32 = 0
  var isDirty = false
  var hasStarted = false
  /// Looked at again tomorrow: money may have come in.
  var isHeld = false
  var lack: Climber.Lack = .place
  /// The end of a stay that began on a day, while the length is the same for everyone.
  var cachedDay: Int32 = -1
  var cachedEnd: Int32 = -1
}

struct CandidateNode: BitwiseCopyable {
  let unit: Int32
  var next: Int32
}

/// Pairs across groups, gathered only when they are asked for.
final class TieBox {
  let isAsked: Bool
  var pairs: [[UInt64]]

  init(isAsked: Bool, pools: Int) {
    self.isAsked = isAsked
    pairs = [[UInt64]](repeating: [], count: pools)
  }
}
