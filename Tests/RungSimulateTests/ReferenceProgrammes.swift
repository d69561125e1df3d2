// Small programmes for the plain simulation: those who teach, mentor and sit on boards, and money of every kind.

import RungModel
import RungSimulate

extension ReferenceTests {
  /// Trainers, languages, rests, terms, elections.
  static let service: [Programme] = [
    Programme(name: "trainers' hours, groups of an intake") {
      var plan = ladder([40, 60])
      var trainers = PoolPlan(name: "Trainers", count: plan.figure(3))
      trainers.available = plan.figure(8)
      trainers.retention = .perPeriod(plan.figure(0.5), days: 365.2425)
      plan.pools = [trainers]
      for s in plan.stages.indices {
        plan.stages[s].trainerHours = 5 + 2 * Double(s)
        plan.stages[s].groupSize = 7
        plan.stages[s].trainers = [0]
        plan.stages[s].staying = .completion(plan.figure(0.8))
      }
      plan.stages[1].patience = plan.stretch(days: 60)
      return plan
    },
    Programme(name: "languages that mentors speak with a chance") {
      var plan = ladder([40, 60])
      plan.dimensions[0].languages = [1, 2, 0]
      mentors(&plan, 9, 2, stages: [0, 1])
      mentors(&plan, 3, 1, stages: [1])
      plan.pools[0].languages = [(0, 0.8), (1, 0.3)]
      plan.pools[0].drawnFrom = [(.stage(1), plan.figure(0.3), false)]
      plan.pools[1].languages = [(1, 1)]
      plan.stages[0].staying = .completion(plan.figure(0.8))
      plan.stages[0].patience = plan.stretch(days: 80)
      return plan
    },
    Programme(name: "hours of mentors, slots that rest") {
      var plan = ladder([40, 60])
      mentors(&plan, 5, 3, stages: [0, 1])
      plan.pools[0].available = plan.figure(5)
      plan.pools[0].rest = plan.stretch(days: 20)
      plan.stages[0].mentoring = plan.figure(2)
      plan.stages[1].mentoring = plan.figure(3)
      plan.stages[0].staying = .completion(plan.figure(0.7))
      return plan
    },
    Programme(name: "terms of mentors, with a rest between them") {
      var plan = ladder([40, 60])
      mentors(&plan, 8, 2, stages: [0, 1])
      plan.pools[0].retention = .perTerm(plan.figure(0.7))
      plan.pools[0].term = plan.stretch(months: 2)
      plan.pools[0].rest = plan.stretch(days: 15)
      plan.pools[0].drawnFrom = [(.stage(0), plan.figure(0.3), false)]
      plan.stages[0].staying = .completion(plan.figure(0.9))
      return plan
    },
    Programme(name: "a term that ends the service, a rest of rounds after each mentee") {
      var plan = ladder([40, 60])
      mentors(&plan, 6, 1, stages: [0])
      mentors(&plan, 6, 2, stages: [1])
      plan.pools[0].restRounds = plan.figure(1)
      plan.pools[1].term = plan.stretch(months: 5)
      plan.pools[1].drawnFrom = [(.stage(1), plan.figure(0.4), false)]
      plan.stages[0].staying = .completion(plan.figure(0.9))
      return plan
    },
    Programme(name: "elections, limits of terms") {
      var plan = ladder([40, 60])
      plan.stages[1].staying = .completion(plan.figure(0.6))
      var board = PositionPlan(name: "Board", seats: plan.figure(9))
      board.term = plan.stretch(months: 4)
      board.limit = 2
      board.incumbents = [(-30, 150, 5), (151, 300, 2)]
      board.elections = [60, 120, 190, 260, 330, 400, 470]
      board.drawnFrom = [
        (.position(0), plan.figure(0.5)), (.stage(1), plan.figure(0.3)), (.elsewhere, plan.figure(0.1)),
      ]
      plan.positions = [board]
      return plan
    },
    Programme(name: "officers from a pool, limits of terms, officers who mentor") {
      var plan = ladder([40, 60])
      mentors(&plan, 10, 2, stages: [1])
      plan.pools[0].retention = .perPeriod(plan.figure(0.5), days: 365.2425)
      plan.pools[0].drawnFrom = [
        (.position(0), plan.figure(0.5), false), (.stage(0), plan.figure(0.1), false),
      ]
      var board = PositionPlan(name: "Board", seats: plan.figure(5))
      board.term = plan.stretch(months: 2)
      board.limit = 3
      board.incumbents = [(10, 90, 4)]
      board.drawnFrom = [(.pool(0), plan.figure(0.4)), (.position(0), plan.figure(0.4))]
      plan.positions = [board]
      return plan
    },
  ]

  private static func cost(
    _ plan: inout Plan, _ basis: CostPlan.Basis, _ amount: Double, funds: [Int] = [0],
    _ change: (inout CostPlan) -> Void = { _ in }
  ) {
    var cost = CostPlan(
      name: "K\(plan.costs.count)", category: "other", amount: plan.figure(amount), basis: basis)
    cost.routes = funds.map { CostPlan.Route(fund: $0) }
    change(&cost)
    plan.costs.append(cost)
  }

  private static func fund(
    _ plan: inout Plan, _ amount: Double, _ first: Int = 0, _ last: Int = 499,
    _ accrual: FundPlan.Accrual = .once, holds: Bool = false
  ) {
    var fund = FundPlan(
      name: "F\(plan.funds.count)", amount: plan.figure(amount), first: first, last: last)
    fund.accrual = accrual
    fund.holds = holds
    plan.funds.append(fund)
  }

  /// Every kind of cost, every kind of fund.
  static let money: [Programme] = [
    Programme(name: "costs of people, teams, cohorts and sessions") {
      var plan = ladder([40, 60])
      for s in plan.sources.indices {
        plan.sources[s].isTeams = true
        plan.sources[s].arrival = .cohort(
          day: plan.figure(Double(5 + 50 * s)), units: plan.figure(14), each: plan.figure(1.6))
      }
      plan.stages[0].places = .atOnce(plan.figure(9))
      plan.stages[0].staying = .completion(plan.figure(0.7))
      fund(&plan, 60_000)
      fund(&plan, 25_000)
      let uptake = plan.figure(0.6)
      cost(&plan, .perPerson, 700) { $0.isOnFirstEntry = true }
      cost(&plan, .perPerson, 900, funds: [1, 0]) {
        $0.stages = [1]
        $0.uptake = uptake
      }
      cost(&plan, .perUnit, 350) { $0.stages = [0, 1] }
      cost(&plan, .perCohort, 4_321)
      cost(&plan, .perCohort, 1_000) { $0.sources = [1] }
      cost(&plan, .perSession(count: 3, group: 6), 250) { $0.stages = [1] }
      cost(&plan, .perSession(count: 2, group: 0), 110) { $0.stages = [0] }
      return plan
    },
    Programme(name: "costs by the calendar, events") {
      var plan = ladder([40, 60])
      plan.stages[0].staying = .completion(plan.figure(0.7))
      fund(&plan, 9_000, 30, 460)
      fund(&plan, 3_650, 0, 400, .perYear)
      fund(&plan, 500, 45, 499, .perMonth)
      fund(&plan, 800, 10, 300, .perRound)
      let half = plan.figure(0.5)
      cost(&plan, .perMonth, 333, funds: [0, 1])
      cost(&plan, .perYear, 4_000, funds: [2])
      cost(&plan, .perRound, 700, funds: [3, 0]) { $0.uptake = half }
      cost(&plan, .once(day: 0), 450, funds: [1, 2])
      cost(&plan, .once(day: 200), 5_000, funds: [0, 2])
      cost(&plan, .attendance(day: 70, places: 12), 90, funds: [0]) { $0.stages = [0, 1] }
      cost(&plan, .attendance(day: 50, places: -1), 90, funds: [0]) { $0.stages = [1] }
      return plan
    },
    Programme(name: "costs of members and officers") {
      var plan = ladder([40, 60])
      plan.stages[1].staying = .completion(plan.figure(0.7))
      mentors(&plan, 5, 2, stages: [0, 1])
      plan.pools[0].retention = .perPeriod(plan.figure(0.5), days: 365.2425)
      plan.pools[0].drawnFrom = [(.stage(1), plan.figure(0.4), false)]
      var board = PositionPlan(name: "Board", seats: plan.figure(6))
      board.term = plan.stretch(months: 3)
      board.incumbents = [(10, 200, 4)]
      board.drawnFrom = [(.stage(1), plan.figure(0.5))]
      plan.positions = [board]
      fund(&plan, 70_000)
      fund(&plan, 9_000)
      for basis in [
        CostPlan.Basis.memberMonth, .memberYear, .memberRound, .memberJoining, .memberMatch, .officer,
      ] { cost(&plan, basis, 600, funds: [1, 0]) { $0.place = 0 } }
      return plan
    },
    Programme(name: "funds for some groups and some intakes, valid for a time, that hold admissions") {
      var plan = ladder([40, 60])
      plan.stages[0].places = .atOnce(plan.figure(12))
      plan.stages[0].staying = .completion(plan.figure(0.8))
      plan.stages[1].patience = plan.stretch(days: 100)
      fund(&plan, 9_000, 20, 200)
      fund(&plan, 14_000, 0, 300, .perYear, holds: true)
      fund(&plan, 6_000, 100, 499)
      let uptake = plan.figure(0.7)
      cost(&plan, .perPerson, 800) {
        $0.stages = [1]
        $0.uptake = uptake
        $0.routes = [
          CostPlan.Route(fund: 0, allowed: [(0, 1)]), CostPlan.Route(fund: 2, sources: [1]),
          CostPlan.Route(fund: 1),
        ]
      }
      cost(&plan, .perPerson, 150) {
        $0.stages = [0]
        $0.routes = [CostPlan.Route(fund: 2, allowed: [(0, 6)]), CostPlan.Route(fund: 0)]
      }
      return plan
    },
  ]
}
