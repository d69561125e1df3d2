// A plan laid out for running: memory for everything that a run changes, lists and records for all that it does not.

import RungModel

extension Run {
  init(
    _ plan: Plan, seed: UInt64, calibration: Calibration, detail: Detail, limits: RunLimits = RunLimits(),
    countsEntrants: Bool = false, keepsTrail: Bool = false
  ) {
    let sites = Sites(plan)
    let keys = DrawKeys(seed: seed)
    self.plan = plan
    self.sites = sites
    self.keys = keys
    self.calibration = calibration
    self.detail = detail
    self.keepsTrail = keepsTrail
    self.limits = limits
    stageCount = plan.stages.count
    dayCount = plan.calendar.dayCount
    monthCount = plan.calendar.monthCount
    dimensionCount = plan.dimensions.count
    hasLanguages = plan.hasLanguages
    usesCommitment = plan.stages.contains { stage in
      if case .best = stage.admission { return true }
      return stage.strength != 0
    }
    variationKey = RandomStream.purposeKey(seed: seed, purpose: DrawPurpose.variation)
    commitmentKey = RandomStream.purposeKey(seed: seed, purpose: Purpose.commitment)
    hasTeams = plan.sources.contains(where: \.isTeams)
    groupStart = Column((plan.groupOffsets.offsets + [plan.groupOffsets.count]).map { Int32($0) })
    groupLanguages = Column(plan.dimensions.flatMap { $0.values.indices.map($0.languagesOf) })
    divisionKey = RandomStream.purposeKey(seed: seed, purpose: Purpose.person)
    monthOfDay = Column(plan.calendar.monthOfDay)
    monthStart = Column(plan.calendar.monthStart)
    tables = CalendarTables(
      monthOfDay: UnsafePointer(monthOfDay.at), monthStart: UnsafePointer(monthStart.at),
      dayLimit: monthOfDay.count, monthLimit: monthStart.count)

    // Numbers.
    var kinds: [Variation] = []
    variationOf = Column(
      plan.numbers.map { number in
        guard number.hasVariation else { return -1 }
        kinds.append(Variation(number))
        return Int32(kinds.count - 1)
      })
    variations = kinds
    uniformLaws = Column(plan.numbers.filter(\.hasVariation).map { UniformLaw($0) })
    values = UnsafePointer(noNumbers)
    interceptCache = Column(repeating: .nan, count: max(1, plan.numbers.count))

    // Stages.
    let layout = StageLayout(plan, sites, keys)
    stages = Column(layout.records)
    serviceOrder = Column(StageOrder.upward(plan.stages).reversed().map { Int32($0) })
    placeLimits = Column(repeating: .max, count: plan.stages.count)
    nextStages = Column(layout.next.elements)
    nextAlive = Column(layout.nextAlive)
    stagePools = Column(layout.pools.elements)
    stageCosts = Column(layout.costs.elements)
    stageTrainers = Column(layout.trainers.elements)
    gatheringStages = layout.gathering
    stageState = Column(repeating: StageState(), count: plan.stages.count)
    lackingUnits = plan.stages.map { _ in [] }

    // Pools.
    var poolStageList = Flattened<Int32>()
    stagesOfPool = Column(
      plan.pools.indices.map { pool in
        poolStageList.add(
          plan.stages.indices.filter { plan.stages[$0].pools.contains(pool) }.map { Int32($0) })
      })
    poolStages = Column(poolStageList.elements)
    levels = max(1, plan.pools.flatMap { [$0.mentees] + $0.namedMentees }.max() ?? 1)
    poolIsPlain = Column(plan.pools.map { $0.available == nil && !plan.hasLanguages })
    restsAfterMentee = Column(plan.pools.map { $0.term == nil && ($0.rest != nil || $0.restRounds != nil) })
    poolHead = Column(repeating: -1, count: plan.pools.count * levels)
    freeSlots = Column(repeating: 0, count: plan.pools.count)
    poolMembers = Column(repeating: 0, count: plan.pools.count)
    poolAway = Column(repeating: 0, count: plan.pools.count)
    trainerUsed = Column(repeating: 0, count: plan.pools.count)
    memberDaysBooked = Column(repeating: 0, count: plan.pools.count)
    hasMemberCosts = Column(
      plan.pools.indices.map { pool in
        plan.costs.contains { $0.place == pool && ($0.basis == .memberJoining || $0.basis == .memberMatch) }
      })
    let joiningLayout = JoiningLayout(plan, sites, keys)
    joinings = Column(joiningLayout.list.elements)
    joiningsOf = Column(joiningLayout.slices)
    let service = ServiceLayout(plan, keys) { joiningLayout.number(of: $0) }
    pools = Column(service.pools)
    spokenShares = Column(service.languages.elements)
    positions = Column(service.positions)
    elections = Column(service.elections.elements)
    drawnFrom = Column(service.drawn.elements)
    mixes = Column(service.mixes)
    mixShares = Column(service.shares.elements)
    namedCount = Column(plan.sources.map { Int32(clamping: $0.named.count) })

    // Intakes: a cohort is one, a stream one for each month.
    var intakes = 0
    var first: [Int32] = []
    for source in plan.sources {
      first.append(Int32(intakes))
      switch source.arrival {
      case .cohort: intakes += 1
      case .stream: intakes += plan.calendar.monthCount + 1
      }
    }
    intakeOfSource = first
    intakeCount = max(1, intakes)
    streamTimes = Column(repeating: 0, count: plan.sources.count)
    groupRoom = Column(repeating: 0, count: plan.stages.count * intakeCount)
    groupEnd = Column(repeating: 0, count: plan.stages.count * intakeCount)
    intakeBrought = Column(repeating: 0, count: plan.stages.count * intakeCount)
    intakeEntered = Column(repeating: 0, count: plan.stages.count * intakeCount)
    pending = Column(repeating: 0, count: layout.gathering.count * intakeCount)
    gathered = Column(repeating: -1, count: layout.gathering.count * intakeCount)
    gatheredTail = Column(repeating: -1, count: layout.gathering.count * intakeCount)

    // Positions.
    var firstSeats: [Int32] = []
    var seatCounts: [Int32] = []
    var seatsSoFar: Int32 = 0
    var cursorCount = 0
    var cursorPlaces: [[Int]] = []
    for position in plan.positions {
      // Drawn numbers of seats differ from run to run: room for the most that make sense.
      let number = plan.numbers[Int(position.seats.first)]
      let most = number.constantValue ?? number.quantile(0.9999, seed: seed)
      let count = Int32(max(0, min(drawnCount(most.isNaN ? 0 : most) ?? 0, 1_000_000)))
      firstSeats.append(seatsSoFar)
      seatCounts.append(count)
      seatsSoFar += count
      cursorPlaces.append(position.drawnFrom.indices.map { cursorCount + $0 })
      cursorCount += position.drawnFrom.count
    }
    firstSeat = Column(firstSeats)
    seatCount = Column(seatCounts)
    var words: Int32 = 0
    firstVacantWord = Column(
      seatCounts.map { count in
        defer { words += (count + 63) / 64 }
        return words
      })
    vacantSeats = Column(repeating: 0, count: Int(words))
    cursorOf = cursorPlaces
    cursors = Column(repeating: -1, count: cursorCount)
    positionDirty = Column(repeating: false, count: plan.positions.count)
    let origins = sites.stages + sites.positions + sites.pools + sites.sources + 1
    candidateHead = Column(repeating: -1, count: origins)
    candidateTail = Column(repeating: -1, count: origins)
    var offers = [Bool](repeating: false, count: origins)
    for position in plan.positions {
      for source in position.drawnFrom where source.origin != .elsewhere {
        offers[joiningLayout.number(of: source.origin)] = true
      }
    }
    hasCandidates = Column(offers)

    // Money.
    let money = MoneyLayout(plan, keys)
    costs = Column(money.costs)
    funds = Column(plan.funds.map { FundRecord($0) })
    yearsPassed = Column(plan.calendar.yearsPassed)
    monthsPassed = Column(plan.calendar.monthsPassed)
    routes = Column(money.routes.elements)
    allowed = Column(money.allowed.elements)
    costSources = Column(money.sources.elements)
    fundAmount = Column(repeating: 0, count: plan.funds.count)
    fundSpent = Column(repeating: 0, count: plan.funds.count)
    reserved = Column(repeating: 0, count: plan.funds.count)
    fundIncome = Column(repeating: 0, count: plan.funds.count)
    fundDay = Column(repeating: -1, count: plan.funds.count)
    costIncurred = Column(repeating: 0, count: plan.costs.count)
    costUnpaid = Column(repeating: 0, count: plan.costs.count)

    // The calendar of a run.
    eventHead = Column(repeating: -1, count: dayCount * Phase.count)
    eventTail = Column(repeating: -1, count: dayCount * Phase.count)
    stayHead = Column(repeating: -1, count: dayCount)
    stayTail = Column(repeating: -1, count: dayCount)
    let asksTies = plan.observables.contains { if case .ties = $0 { true } else { false } }
    ties = TieBox(isAsked: asksTies, pools: plan.pools.count)
    counts = Counts(plan, sites, detail, countsEntrants: countsEntrants)
  }
}

/// What the values of a run point to before there is a run.
nonisolated(unsafe) private let noNumbers: UnsafeMutablePointer<Double> = {
  let memory = UnsafeMutablePointer<Double>.allocate(capacity: 1)
  memory.initialize(to: 0)
  return memory
}()

extension DimensionPlan {
  fileprivate func languagesOf(_ value: Int) -> UInt64 {
    languages.indices.contains(value) ? languages[value] : 0
  }
}

extension Variation {
  init(_ number: Uncertain) {
    if let source = number.onlySource {
      self = .law(Sampler(source.distribution), source: source.key)
    } else {
      self = .formula(UncertainProgram([number]))
    }
  }
}

// MARK: - Layouts

private struct StageLayout {
  var records: [StageRecord] = []
  var next = Flattened<Int32>()
  var nextAlive: [UInt64] = []
  var pools = Flattened<Int32>()
  var costs = Flattened<Int32>()
  var trainers = Flattened<Int32>()
  var gathering: [Int32] = []

  init(_ plan: Plan, _ sites: Sites, _ keys: DrawKeys) {
    let bits = plan.gatheringBits
    let below = StageOrder.below(plan.stages, bits)
    gathering = plan.stages.indices.filter { bits[$0] != 0 }.map { Int32($0) }
    for (place, stage) in plan.stages.enumerated() {
      var record = StageRecord(stage, keys)
      let ways = StageLayout.ways(stage.next, plan.stages)
      record.next = next.add(ways.map { Int32($0) })
      // What a candidate for one way may still come to by the ways after it.
      for way in ways.indices {
        nextAlive.append(ways[(way + 1)...].reduce(0) { $0 | bits[$1] | below[$1] })
      }
      record.pools = pools.add(stage.pools.map { Int32($0) })
      record.costs = costs.add(
        plan.costs.indices.filter { plan.costs[$0].isCharged(onEntryTo: place) }.map { Int32($0) })
      record.trainers = trainers.add(stage.trainers.map { Int32($0) })
      record.gathering = bits[place]
      record.below = below[place]
      record.isPlainLength =
        stage.duration.months.dimension < 0 && stage.duration.days.dimension < 0
        && !plan.numbers[Int(stage.duration.months.first)].hasVariation
        && !plan.numbers[Int(stage.duration.days.first)].hasVariation
      records.append(record)
    }
  }

  /// Stages that choose the best ask first, then those that choose by chance, then those that take everyone; by name.
  private static func ways(_ next: [Int], _ stages: [StagePlan]) -> [Int] {
    func rank(_ stage: Int) -> Int {
      switch stages[stage].admission {
      case .best: 0
      case .random: 1
      case .everyone: 2
      }
    }
    return next.sorted {
      rank($0) != rank($1) ? rank($0) < rank($1) : NaturalOrder.precedes(stages[$0].name, stages[$1].name)
    }
  }
}

extension CostPlan {
  fileprivate func isCharged(onEntryTo stage: Int) -> Bool {
    switch basis {
    case .perPerson, .perUnit, .perSession: stages.isEmpty || stages.contains(stage)
    case .once, .perCohort, .perMonth, .perYear, .perRound, .memberMonth, .memberYear, .memberRound,
      .memberJoining, .memberMatch, .officer, .attendance:
      false
    }
  }
}

extension StageRecord {
  fileprivate init(_ stage: StagePlan, _ keys: DrawKeys) {
    let nothing = Figure(-1)
    months = stage.duration.months
    days = stage.duration.days
    switch stage.admission {
    case .everyone: (choice, share) = (.everyone, nothing)
    case .best(let figure): (choice, share) = (.best, figure)
    case .random(let figure): (choice, share) = (.random, figure)
    }
    switch stage.places {
    case .none: (placesKind, places) = (.unlimited, nothing)
    case .atOnce(let figure): (placesKind, places) = (.atOnce, figure)
    case .perIntake(let figure): (placesKind, places) = (.perIntake, figure)
    }
    together = stage.startsTogether
    hasPatience = stage.patience != nil
    patienceMonths = stage.patience?.months ?? nothing
    patienceDays = stage.patience?.days ?? nothing
    mentoring = stage.mentoring ?? nothing
    proceeds = stage.proceedsWithoutMentor
    periodDays = 1
    switch stage.staying {
    case .everyone: (stay, staying) = (.everyone, nothing)
    case .completion(let figure): (stay, staying) = (.completion, figure)
    case .attrition(let figure, let days):
      (stay, staying) = (.attrition, figure)
      periodDays = max(days, 1e-9)
    }
    switch stage.leaving {
    case .early: leaving = 0
    case .evenly: leaving = 1
    case .atTheEnd: leaving = 2
    }
    hasPass = stage.pass != nil
    pass = stage.pass ?? nothing
    repeats = Int32(clamping: min(stage.repeats, 250))
    strength = stage.strength
    trainerHours = stage.trainerHours
    groupSize = Int32(clamping: stage.groupSize)
    stayKey = keys.key(Purpose.stay, stage.name)
    wayKey = keys.key(Purpose.way, stage.name)
  }
}

private struct JoiningLayout {
  var list = Flattened<Joining>()
  var slices: [Slice] = []
  private let sites: Sites

  init(_ plan: Plan, _ sites: Sites, _ keys: DrawKeys) {
    self.sites = sites
    let origins = sites.stages + sites.positions + sites.pools + sites.sources + 1
    var byOrigin = [[Joining]](repeating: [], count: origins)
    for (number, pool) in plan.pools.enumerated() {
      for source in pool.drawnFrom {
        let place = self.number(of: source.origin)
        let name = pool.name + "." + Self.name(of: source.origin, plan)
        byOrigin[place].append(
          Joining(
            pool: Int32(number), share: source.share, key: keys.key(Purpose.joining, name),
            isTrained: source.isTrained))
      }
    }
    slices = byOrigin.map { list.add($0) }
  }

  func number(of origin: Origin) -> Int {
    switch origin {
    case .stage(let s): s
    case .position(let p): sites.stages + p
    case .pool(let p): sites.stages + sites.positions + p
    case .source(let s): sites.stages + sites.positions + sites.pools + s
    case .elsewhere: sites.stages + sites.positions + sites.pools + sites.sources
    }
  }

  private static func name(of origin: Origin, _ plan: Plan) -> String {
    switch origin {
    case .stage(let s): plan.stages[s].name
    case .position(let p): plan.positions[p].name
    case .pool(let p): plan.pools[p].name
    case .source(let s): plan.sources[s].name
    case .elsewhere: "elsewhere"
    }
  }
}

private struct MoneyLayout {
  var costs: [CostRecord] = []
  var routes = Flattened<RouteRecord>()
  var allowed = Flattened<AllowedRecord>()
  var sources = Flattened<Int32>()

  init(_ plan: Plan, _ keys: DrawKeys) {
    for cost in plan.costs {
      var record = CostRecord(
        amount: cost.amount, uptake: cost.uptake ?? Figure(-1), hasUptake: cost.uptake != nil,
        isPerUnit: cost.basis == .perUnit, isOnFirstEntry: cost.isOnFirstEntry,
        holds: cost.routes.contains { plan.funds[$0.fund].holds }, sessions: 0, group: 0, isSession: false,
        key: keys.key(Purpose.uptake, cost.name))
      if case .perSession(let count, let group) = cost.basis {
        record.isSession = true
        record.sessions = Int32(clamping: count)
        record.group = Int32(clamping: group)
      }
      let list = cost.routes.map { route in
        RouteRecord(
          fund: Int32(route.fund),
          allowed: allowed.add(
            route.allowed.map { AllowedRecord(dimension: Int32($0.dimension), values: $0.values) }),
          sources: sources.add(route.sources.map { Int32($0) }))
      }
      record.routes = routes.add(list)
      record.sources = sources.add(cost.sources.map { Int32($0) })
      costs.append(record)
    }
  }
}
