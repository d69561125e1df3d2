// The engine against the plain simulation: small programmes, every figure within three standard errors.

import RungModel
import RungSimulate
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ReferenceTests {
  struct Programme: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable () -> Plan

    var testDescription: String { name }
  }

  /// A ladder of stages of so many days each, one after the other, with a cohort of 30 and another later.
  static func ladder(_ days: [Double], size: Double = 30, second: Double? = 40) -> Plan {
    var plan = Plans.plan(days: 500)
    plan.roundDays = 120
    plan.firstRound = 5
    plan.dimensions = [DimensionPlan(name: "region", values: ["A", "B", "unstated"])]
    for (s, length) in days.enumerated() {
      var stage = StagePlan(name: "S\(s)", duration: plan.stretch(days: length))
      if s + 1 < days.count { stage.next = [s + 1] }
      plan.stages.append(stage)
    }
    let mix = [[plan.figure(0.5), plan.figure(0.3)]]
    for (n, start) in [5, second].compactMap({ $0 }).enumerated() {
      plan.sources.append(
        SourcePlan(
          name: "C\(n)", enters: 0,
          arrival: .cohort(day: plan.figure(start), units: plan.figure(size), each: plan.figure(1)), mix: mix)
      )
    }
    return plan
  }

  static func mentors(_ plan: inout Plan, _ count: Double, _ mentees: Int, stages: [Int]) {
    var pool = PoolPlan(name: "Pool\(plan.pools.count)", count: plan.figure(count))
    pool.mentees = mentees
    plan.pools.append(pool)
    for s in stages { plan.stages[s].pools.append(plan.pools.count - 1) }
  }

  static let programmes: [Programme] = [
    Programme(name: "places, patience, completion by group") {
      var plan = ladder([30, 45])
      plan.stages[0].places = .atOnce(plan.figure(12))
      plan.stages[0].patience = plan.stretch(days: 50)
      let slot = plan.slot(.constant(0.9))
      _ = plan.slot(.constant(0.5))
      _ = plan.slot(.constant(0.7))
      plan.stages[0].staying = .completion(Figure(slot, by: 0))
      return plan
    },
    Programme(name: "attrition over months, leaving early") {
      var plan = ladder([30, 45, 20])
      plan.stages[0].duration = plan.stretch(months: 4)
      plan.stages[0].staying = .attrition(plan.figure(0.06), periodDays: 30.436875)
      plan.stages[1].staying = .completion(plan.figure(0.6))
      plan.stages[1].leaving = .early
      plan.stages[2].staying = .completion(plan.figure(0.6))
      plan.stages[2].leaving = .atTheEnd
      return plan
    },
    Programme(name: "the best go on, places in their order, repeats") {
      var plan = ladder([30, 45, 20])
      plan.stages[0].pass = plan.figure(0.6)
      plan.stages[0].repeats = 1
      plan.stages[1].admission = .best(plan.figure(0.55))
      plan.stages[1].places = .atOnce(plan.figure(5))
      plan.stages[1].patience = plan.stretch(days: 70)
      plan.stages[2].admission = .best(plan.figure(0.5))
      return plan
    },
    Programme(name: "ways that part, and meet again") {
      var plan = ladder([20, 30, 40, 25, 15])
      plan.stages[0].next = [1, 2, 3]
      plan.stages[1].next = [4]
      plan.stages[2].next = [4]
      plan.stages[3].next = []
      plan.stages[1].admission = .best(plan.figure(0.4))
      plan.stages[2].admission = .random(plan.figure(0.5))
      plan.stages[4].admission = .best(plan.figure(0.7))
      return plan
    },
    Programme(name: "few mentors in two stages, who leave at any time") {
      var plan = ladder([40, 60])
      mentors(&plan, 4, 3, stages: [0, 1])
      plan.pools[0].retention = .perPeriod(plan.figure(0.4), days: 365.2425)
      plan.stages[0].staying = .completion(plan.figure(0.8))
      return plan
    },
    Programme(name: "mentors by rounds, drawn from graduates, trained") {
      var plan = ladder([40, 60])
      mentors(&plan, 5, 2, stages: [1])
      plan.pools[0].retention = .perRound(plan.figure(0.6))
      plan.pools[0].training = plan.stretch(days: 25)
      plan.pools[0].drawnFrom = [(.stage(1), plan.figure(0.4), false), (.stage(0), plan.figure(0.1), true)]
      return plan
    },
    Programme(name: "two pools in order, people go on without a mentor, terms") {
      var plan = ladder([40, 60])
      mentors(&plan, 3, 2, stages: [0])
      mentors(&plan, 3, 1, stages: [0, 1])
      plan.pools[0].term = plan.stretch(months: 3)
      plan.stages[0].proceedsWithoutMentor = true
      plan.pools[1].drawnFrom = [(.pool(0), plan.figure(0.5), false)]
      return plan
    },
    Programme(name: "streams, and lengths that vary") {
      var plan = ladder([40, 60], second: nil)
      let slot = plan.slot(.source("S0.duration", .uniform(10.5, 80.5), isVariation: true))
      plan.stages[0].duration = Stretch(months: plan.figure(0), days: Figure(slot))
      plan.stages[0].places = .atOnce(plan.figure(14))
      plan.sources.append(
        SourcePlan(
          name: "Stream", enters: 0, arrival: .stream(perDay: plan.figure(0.3), first: 20, last: 350),
          mix: plan.sources[0].mix))
      plan.stages[1].staying = .completion(plan.figure(0.75))
      return plan
    },
    Programme(name: "teams, places for an intake") {
      var plan = ladder([40, 60])
      for s in plan.sources.indices {
        plan.sources[s].isTeams = true
        plan.sources[s].arrival = .cohort(
          day: plan.figure(Double(5 + 50 * s)), units: plan.figure(12), each: plan.figure(1.75))
      }
      plan.stages[0].places = .perIntake(plan.figure(9))
      mentors(&plan, 6, 1, stages: [1])
      plan.pools[0].drawnFrom = [(.stage(1), plan.figure(0.3), false)]
      plan.stages[0].staying = .completion(plan.figure(0.8))
      return plan
    },
    Programme(name: "money holds admissions") {
      var plan = ladder([40, 60])
      var fund = FundPlan(name: "F", amount: plan.figure(70_000), first: 0, last: 300)
      fund.holds = true
      plan.funds = [fund, FundPlan(name: "G", amount: plan.figure(20_000), first: 0, last: 499)]
      var cost = CostPlan(name: "K", category: "other", amount: plan.figure(2_000), basis: .perPerson)
      cost.stages = [1]
      cost.routes = [CostPlan.Route(fund: 0)]
      var other = CostPlan(name: "L", category: "other", amount: plan.figure(900), basis: .perPerson)
      other.stages = [0]
      other.routes = [CostPlan.Route(fund: 1)]
      plan.costs = [cost, other]
      plan.stages[0].staying = .completion(plan.figure(0.8))
      plan.stages[1].patience = plan.stretch(days: 90)
      return plan
    },
    Programme(name: "seats filled from a stage and elsewhere, officers who mentor") {
      var plan = ladder([40, 60])
      plan.stages[1].staying = .completion(plan.figure(0.5))
      mentors(&plan, 2, 2, stages: [1])
      plan.pools[0].drawnFrom = [(.position(0), plan.figure(0.4), false)]
      var board = PositionPlan(name: "Board", seats: plan.figure(9))
      board.term = plan.stretch(months: 5)
      board.incumbents = [(-30, 100, 4), (101, 300, 3)]
      board.drawnFrom = [(.stage(1), plan.figure(0.5)), (.elsewhere, plan.figure(0.5))]
      plan.positions = [board]
      return plan
    },
    Programme(name: "officers who are chosen again") {
      var plan = ladder([40])
      var board = PositionPlan(name: "Board", seats: plan.figure(6))
      board.term = plan.stretch(months: 3)
      board.incumbents = [(10, 200, 6)]
      board.drawnFrom = [(.position(0), plan.figure(0.6)), (.stage(0), plan.figure(0.3))]
      plan.positions = [board]
      return plan
    },
  ]

  /// Many more with RUNG_FULL=1.
  private static let plainRuns = getenv("RUNG_FULL") == nil ? 200 : 4_000
  private static let ourRuns = getenv("RUNG_FULL") == nil ? 1_500 : 20_000

  @Test(arguments: programmes + service + money) func `every figure agrees with the plain simulation`(
    _ programme: Programme
  ) {
    let plan = programme.make()
    let runs = ReferenceTests.plainRuns
    var sums: [String: (sum: Double, squares: Double)] = [:]
    for run in 0..<runs {
      let counts = PlainSimulation(plan, seed: UInt64(run) &* 7_919 &+ 12_345).run()
      for (name, value) in counts.sorted(by: { $0.key < $1.key }) {
        sums[name, default: (0, 0)].sum += value
        sums[name, default: (0, 0)].squares += value * value
      }
    }
    let findings = Plans.findings(plan, runs: ReferenceTests.ourRuns)
    for (name, key, factor) in figures(plan) {
      guard let ours = findings[key] else {
        Issue.record("no figure \(key)")
        continue
      }
      let (sum, squares) = sums[name] ?? (0, 0)
      let mean = sum / Double(runs)
      let variance = max(0, squares / Double(runs) - mean * mean)
      let error = (variance / Double(runs) + ours.standardError * factor * ours.standardError * factor)
        .squareRoot()
      // The seeds are fixed: what agrees once always agrees.
      #expect(
        abs(ours.mean * factor - mean) <= 3 * error + 1e-3 * factor,
        "\(name): \(ours.mean * factor), plainly \(mean), error \(error)")
    }
  }

  private func figures(_ plan: Plan) -> [(String, FigureKey, Double)] {
    var figures: [(String, FigureKey, Double)] = []
    let days = Double(plan.calendar.dayCount)
    for (s, stage) in plan.stages.enumerated() {
      let place = FigureKey.Place.stage(stage.name)
      for (name, flow) in [
        ("arrived", StageFlow.arrived), ("entered", .entered), ("completed", .completed),
        ("dropped", .dropped),
        ("failed", .failed), ("turned away", .turnedAway), ("not chosen", .notChosen),
        ("lost mentor", .lostMentor), ("matched", .matched),
      ] {
        figures.append(("\(name) \(s)", FigureKey(place, .stageFlow(flow)), 1))
      }
      figures.append(("waiting days \(s)", FigureKey(place, .mean(.stage(.waiting))), days))
      figures.append(("active days \(s)", FigureKey(place, .mean(.stage(.active))), days))
    }
    for (p, pool) in plan.pools.enumerated() {
      let place = FigureKey.Place.pool(pool.name)
      figures.append(("joined \(p)", FigureKey(place, .poolFlow(.joined)), 1))
      figures.append(("left pool \(p)", FigureKey(place, .poolFlow(.left)), 1))
      figures.append(("mentee days \(p)", FigureKey(place, .mean(.pool(.mentees))), days))
      figures.append(("member days \(p)", FigureKey(place, .mean(.pool(.members))), days))
    }
    for (p, position) in plan.positions.enumerated() {
      let place = FigureKey.Place.position(position.name)
      figures.append(("filled \(p)", FigureKey(place, .positionFlow(.filled)), 1))
      figures.append(("filled elsewhere \(p)", FigureKey(place, .positionFlow(.filledElsewhere)), 1))
      figures.append(("stepped down \(p)", FigureKey(place, .positionFlow(.steppedDown)), 1))
      figures.append(("vacant days \(p)", FigureKey(place, .mean(.position(.vacant))), days))
    }
    for (c, cost) in plan.costs.enumerated() {
      figures.append(("incurred \(c)", FigureKey(.cost(cost.name), .incurred), 1))
      figures.append(("unpaid \(c)", FigureKey(.cost(cost.name), .unpaid), 1))
    }
    for (f, fund) in plan.funds.enumerated() {
      figures.append(("paid \(f)", FigureKey(.fund(fund.name), .paid), 1))
    }
    return figures
  }
}
