// Forecasts against figures that are known exactly: queues, attrition, chains.

import RungModel
import RungSimulate
import Testing

struct ClosedFormTests {
  private func isClose(_ tally: Tally, _ expected: Double, errors: Double = 3, bias: Double = 0) -> Bool {
    abs(tally.mean - expected) <= errors * tally.standardError + bias
  }

  struct Loss: Sendable {
    let servers: Double
    let load: Double
    let blocked: Double
  }

  /// Erlang's loss formula holds for any law of service with the mean; here everybody stays 1 000 days.
  @Test(arguments: [
    Loss(servers: 2, load: 1, blocked: 0.2), Loss(servers: 10, load: 8, blocked: 0.121661064253),
    Loss(servers: 100, load: 90, blocked: 0.026957380464),
  ])
  func `the share turned away is Erlang's B`(_ case: Loss) {
    let plan = Plans.queue(
      days: 300_000, perDay: `case`.load / 1_000, servers: `case`.servers, service: .constant(1_000),
      patience: 0, warmUp: 20_000)
    let share = Uncertain.combine(.divide, Plans.observation(1), Plans.observation(0))
    let tally = Plans.findings(plan, runs: 40, measures: [share]).measures[0]
    // Days instead of instants move the share by less than a thousandth of it.
    #expect(
      isClose(tally, `case`.blocked, bias: `case`.blocked * 1e-3), "\(tally.mean) ± \(tally.standardError)")
  }

  struct Wait: Sendable {
    let rate: Double
    let service: Double
    let servers: Double
    let wait: Double
    /// Days of a unit of time.
    let unit: Double
    let units: Double
    let runs: Int
  }

  @Test(arguments: [
    Wait(rate: 0.8, service: 1, servers: 1, wait: 4, unit: 400, units: 1_500, runs: 120),
    Wait(rate: 9, service: 1, servers: 10, wait: 0.6687315241, unit: 400, units: 800, runs: 60),
    Wait(rate: 45, service: 0.5, servers: 100, wait: 0.0433880962, unit: 400, units: 400, runs: 40),
  ])
  func `the mean wait is Erlang's C`(_ case: Wait) {
    let days = Int(`case`.unit * `case`.units)
    let plan = Plans.queue(
      days: days, perDay: `case`.rate / `case`.unit, servers: `case`.servers,
      service: .exponential(mean: `case`.unit / `case`.service), patience: nil, warmUp: days / 10)
    // Little's law: the mean number that waits over the rate of arrivals.
    let wait = Uncertain.combine(
      .divide, Plans.observation(2), .constant(`case`.rate / `case`.unit))
    let tally = Plans.findings(plan, runs: `case`.runs, measures: [wait]).measures[0]
    let expected = `case`.wait * `case`.unit
    // A day's grain: whoever finds a place in the course of a day has it at once.
    #expect(
      isClose(tally, expected, bias: expected * 0.01),
      "\(tally.mean) ± \(tally.standardError), not \(expected)")
  }

  @Test func `of 1 000 people who leave at 3 % a month 334 are left after three years`() {
    var plan = Plans.plan(days: 1_200)
    var stage = StagePlan(name: "Serve", duration: plan.stretch(months: 36))
    stage.staying = .attrition(plan.figure(0.03), periodDays: 30.436875)
    plan.stages = [stage]
    plan.sources = [
      SourcePlan(
        name: "All", enters: 0,
        arrival: .cohort(day: plan.figure(0), units: plan.figure(1_000), each: plan.figure(1)),
        mix: [])
    ]
    let findings = Plans.findings(plan, runs: 2_000)
    let left = findings[FigureKey(.stage("Serve"), .stageFlow(.completed))]
    #expect(left.map { isClose($0, 334.02766) } == true, "\(left?.mean ?? 0)")
    #expect(left.map { abs($0.standardDeviation - 14.91) < 0.75 } == true, "\(left?.standardDeviation ?? 0)")
  }

  /// Entered with completion c, passed with p, once more for those who fail: c·p·(1 + c·(1 − p)).
  @Test(arguments: [0, 1, 3]) func `a stage that may be repeated is an absorbing chain`(_ repeats: Int) {
    var plan = Plans.plan(days: 3_000)
    var first = StagePlan(name: "Learn", duration: plan.stretch(months: 4))
    first.staying = .completion(plan.figure(0.8))
    first.pass = plan.figure(0.6)
    first.repeats = repeats
    first.strength = 0
    first.next = [1]
    var second = StagePlan(name: "Lead", duration: plan.stretch(days: 100))
    second.staying = .completion(plan.figure(0.5))
    second.admission = .random(plan.figure(0.7))
    plan.stages = [first, second]
    plan.sources = [
      SourcePlan(
        name: "All", enters: 0,
        arrival: .cohort(day: plan.figure(3), units: plan.figure(200), each: plan.figure(1)),
        mix: [])
    ]
    let findings = Plans.findings(plan, runs: 1_500)
    var expected = 0.0
    var trying = 200.0
    for _ in 0...repeats {
      expected += trying * 0.8 * 0.6
      trying *= 0.8 * 0.4
    }
    let learned = findings[FigureKey(.stage("Learn"), .stageFlow(.completed))]
    let led = findings[FigureKey(.stage("Lead"), .stageFlow(.completed))]
    #expect(learned.map { isClose($0, expected) } == true, "\(learned?.mean ?? 0), not \(expected)")
    #expect(led.map { isClose($0, expected * 0.35) } == true, "\(led?.mean ?? 0), not \(expected * 0.35)")
  }

  /// Whoever enters a stage in Base completes it at the stated rate, however the committed were selected before.
  @Test(arguments: [0.5, 1.0, 2.0]) func `commitment leaves the stated rates as they are`(_ strength: Double)
  {
    var plan = Plans.plan(days: 1_500)
    var first = StagePlan(name: "Find", duration: plan.stretch(days: 40))
    first.staying = .completion(plan.figure(0.7))
    first.strength = strength
    first.next = [1]
    var second = StagePlan(name: "Grow", duration: plan.stretch(months: 6))
    second.admission = .best(plan.figure(0.6))
    second.staying = .completion(plan.figure(0.84))
    second.strength = strength
    second.next = [2]
    var third = StagePlan(name: "Lead", duration: plan.stretch(months: 9))
    third.staying = .attrition(plan.figure(0.02), periodDays: 30.436875)
    third.strength = strength
    plan.stages = [first, second, third]
    plan.sources = [
      SourcePlan(
        name: "All", enters: 0,
        arrival: .cohort(day: plan.figure(0), units: plan.figure(120), each: plan.figure(1)),
        mix: [])
    ]
    let sites = Sites(plan)
    plan.observables = (0..<3).flatMap { stage in
      [
        Observable.flow(sites: [sites.flow(.entered, stage)], .always, Filter()),
        .flow(sites: [sites.flow(.completed, stage)], .always, Filter()),
      ]
    }
    let rates = [0.7, 0.84, PortableMath.pow(0.98, 9)]
    let excess = (0..<3).map { stage in
      Uncertain.combine(
        .subtract, Plans.observation(2 * stage + 1),
        .combine(.multiply, Plans.observation(2 * stage), .constant(rates[stage])))
    }
    let findings = Plans.findings(plan, runs: 2_000, measures: excess)
    for stage in 0..<3 {
      // The pilot knows the entrants' commitment to a hundredth of a deviation.
      #expect(
        isClose(findings.measures[stage], 0, bias: 0.25),
        "stage \(stage): \(findings.measures[stage].mean) ± \(findings.measures[stage].standardError)")
    }
  }
}
