// Programmes made by chance, small and with every feature somewhere.

import RungModel
import RungSimulate

struct RandomPlan {
  private var state: UInt64
  private(set) var plan: Plan

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    plan = Plans.plan(days: 1_000)
    plan.roundDays = 150 + below(100)
    plan.firstRound = below(60)
    plan.dimensions = [
      DimensionPlan(name: "region", values: ["A", "B", "unstated"], languages: [1, 2, 0]),
      DimensionPlan(name: "gender", values: ["w", "m", "unstated"]),
    ]
    let stageCount = 2 + below(4)
    let poolCount = 1 + below(2)
    addPools(poolCount, stageCount)
    for place in 0..<stageCount { addStage(place, stageCount, poolCount) }
    addSources(stageCount)
    addPosition(poolCount, stageCount)
    addMoney(stageCount, poolCount)
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return StableHash.mixed(state)
  }

  private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  private mutating func share() -> Figure { plan.figure(Double(below(101)) / 100) }

  private mutating func addPools(_ count: Int, _ stages: Int) {
    for place in 0..<count {
      var pool = PoolPlan(name: "Pool\(place)", count: plan.figure(Double(below(8))))
      pool.mentees = 1 + below(3)
      switch below(4) {
      case 0: pool.retention = .perRound(share())
      case 1: pool.retention = .perPeriod(share(), days: 365)
      case 2:
        pool.retention = .perTerm(share())
        pool.term = plan.stretch(months: Double(6 + below(12)))
      default: break
      }
      if chance(30) { pool.rest = plan.stretch(days: Double(below(90))) }
      if chance(30) { pool.training = plan.stretch(days: Double(below(60))) }
      if chance(30) { pool.available = plan.figure(Double(2 + below(8))) }
      if chance(30) { pool.languages = [(0, 0.8), (1, 0.5)] }
      for stage in 0..<stages where chance(40) { pool.drawnFrom.append((.stage(stage), share(), chance(50))) }
      if chance(50) { pool.drawnFrom.append((.position(0), share(), false)) }
      plan.pools.append(pool)
    }
  }

  private mutating func addStage(_ place: Int, _ count: Int, _ pools: Int) {
    var stage = StagePlan(
      name: "S\(place)", duration: plan.stretch(months: Double(below(5)), days: Double(1 + below(40))))
    if chance(30) {
      let slot = plan.slot(
        .source("S\(place).duration", .uniform(0.5, 6.5), isVariation: true))
      stage.duration = Stretch(months: Figure(slot), days: plan.figure(0))
    }
    for later in place + 1..<max(count, place + 1) where chance(60) && stage.next.count < 3 {
      stage.next.append(later)
    }
    switch below(4) {
    case 0: stage.admission = .best(share())
    case 1: stage.admission = .random(share())
    default: break
    }
    switch below(3) {
    case 0: stage.places = .atOnce(plan.figure(Double(1 + below(25))))
    case 1: stage.places = .perIntake(plan.figure(Double(1 + below(25))))
    default: break
    }
    stage.startsTogether = chance(30)
    if chance(40) { stage.patience = plan.stretch(days: Double(below(120))) }
    if chance(60) { stage.pools = (0..<pools).filter { $0 == 0 || chance(50) } }
    if chance(50) { stage.mentoring = plan.figure(Double(1 + below(3))) }
    stage.proceedsWithoutMentor = chance(30)
    switch below(3) {
    case 0: stage.staying = .completion(share())
    case 1: stage.staying = .attrition(plan.figure(Double(below(15)) / 100), periodDays: 30.436875)
    default: break
    }
    stage.leaving = [.early, .evenly, .atTheEnd][below(3)]
    if chance(40) {
      stage.pass = share()
      stage.repeats = below(3)
    }
    stage.strength = stage.staying == .everyone ? 0 : Double(below(3))
    if chance(20) {
      stage.trainerHours = Double(1 + below(4))
      stage.groupSize = below(10)
      stage.trainers = [0]
    }
    plan.stages.append(stage)
  }

  private mutating func addSources(_ stages: Int) {
    let mix = [[plan.figure(0.4), plan.figure(0.3)], [plan.figure(0.5), plan.figure(0.4)]]
    for place in 0..<2 + below(3) {
      var source = SourcePlan(
        name: "C\(place)", enters: below(stages),
        arrival: .cohort(
          day: plan.figure(Double(below(500))), units: plan.figure(Double(below(50))),
          each: plan.figure(1 + Double(below(20)) / 10)), mix: mix)
      source.isTeams = chance(40)
      plan.sources.append(source)
    }
    if chance(60) {
      plan.sources.append(
        SourcePlan(
          name: "Stream", enters: below(stages),
          arrival: .stream(perDay: plan.figure(0.2), first: below(200), last: 300 + below(600)), mix: mix))
    }
  }

  private mutating func addPosition(_ pools: Int, _ stages: Int) {
    var position = PositionPlan(name: "Board", seats: plan.figure(Double(5 + below(10))))
    position.term = plan.stretch(months: Double(6 + below(12)))
    position.limit = 1 + below(3)
    position.incumbents = [(-200, 150, 3), (166, 530, 2)]
    if chance(40) { position.elections = [100, 400, 800] }
    position.drawnFrom = [
      (.stage(below(stages)), plan.figure(0.4)), (.position(0), plan.figure(0.2)),
      (.pool(below(pools)), plan.figure(0.2)),
    ]
    plan.positions = [position]
  }

  private mutating func addMoney(_ stages: Int, _ pools: Int) {
    for place in 0..<2 {
      var fund = FundPlan(
        name: "F\(place)", amount: plan.figure(Double(below(300_000))), first: below(100),
        last: 500 + below(600))
      fund.accrual = [.once, .perYear, .perMonth][below(2)]
      fund.holds = chance(40)
      plan.funds.append(fund)
    }
    let bases: [CostPlan.Basis] = [
      .perPerson, .perUnit, .perCohort, .perMonth, .perYear, .perRound, .memberMonth, .memberJoining,
      .memberMatch,
      .officer, .once(day: 40), .perSession(count: 3, group: 10), .attendance(day: 300, places: 12),
    ]
    for (place, basis) in bases.enumerated() where chance(60) {
      var cost = CostPlan(
        name: "K\(place)", category: "other", amount: plan.figure(Double(below(5_000))), basis: basis)
      if chance(50) { cost.stages = [below(stages)] }
      cost.place = basis == .officer ? 0 : below(pools)
      if chance(40) { cost.uptake = share() }
      cost.routes = [CostPlan.Route(fund: below(2))]
      if chance(50) { cost.routes.append(CostPlan.Route(fund: below(2), allowed: [(0, 1)])) }
      plan.costs.append(cost)
    }
  }
}
