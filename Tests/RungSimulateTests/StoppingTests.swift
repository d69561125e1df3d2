// A run may be very long: it asks on its way whether it is still wanted and whether there is room for it.

import RungModel
import RungSimulate
import Synchronization
import Testing

struct StoppingTests {
  /// Counts how often it is asked, and says stop the n-th time.
  private final class Asker: Sendable {
    private let count = Atomic<Int>(0)
    private let last: Int

    init(stopsAt last: Int = .max) { self.last = last }

    var asked: Int { count.load(ordering: .relaxed) }

    func handle() -> EngineHandle {
      EngineHandle(wantsToStop: { self.count.add(1, ordering: .relaxed).newValue >= self.last })
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Steps of a run at least.
    let steps: Int
    let plan: @Sendable () -> Plan
  }

  static let crowd = 200_000

  /// One stage of a month and a cohort: what else there is comes with `change`.
  private static func crowded(
    _ name: String, steps: Int = 2 * crowd, _ change: @escaping @Sendable (inout Plan) -> Void = { _ in }
  ) -> Case {
    Case(testDescription: name, steps: steps) {
      var plan = Plans.plan(days: 120)
      var first = StagePlan(name: "Join", duration: plan.stretch(days: 10))
      first.next = [1]
      plan.stages = [first, StagePlan(name: "Lead", duration: plan.stretch(days: 10))]
      plan.sources = [
        SourcePlan(
          name: "All", enters: 0,
          arrival: .cohort(
            day: plan.figure(3), units: plan.figure(Double(crowd)), each: plan.figure(1)), mix: [])
      ]
      change(&plan)
      return plan
    }
  }

  static let cases: [Case] = [
    crowded("people who come and go"),
    crowded("people who are chosen") { $0.stages[1].admission = .best($0.figure(0.5)) },
    crowded("people who wait in vain", steps: 2 * crowd) {
      $0.stages[0].places = .atOnce($0.figure(10))
      $0.stages[0].patience = $0.stretch(days: 30)
    },
    crowded("members of a pool") {
      var pool = PoolPlan(name: "Mentors", count: $0.figure(Double(crowd)))
      pool.mentees = 1
      $0.pools = [pool]
      $0.stages[0].pools = [0]
    },
    crowded("a stream") {
      $0.sources[0].arrival = .stream(perDay: $0.figure(Double(crowd) / 120), first: 0, last: 119)
    },
    crowded("seats", steps: crowd) {
      var position = PositionPlan(name: "Board", seats: $0.figure(Double(crowd)))
      position.drawnFrom = [(.elsewhere, $0.figure(1))]
      $0.positions = [position]
      $0.sources[0].arrival = .cohort(day: $0.figure(3), units: $0.figure(1), each: $0.figure(1))
    },
  ]

  @Test(arguments: cases) func `a run asks at least once in so many steps`(_ crowd: Case) throws {
    let plan = crowd.plan()
    let asker = Asker()
    _ = try Trail(
      plan, seed: 4, run: 0, calibration: Calibration(plan, seed: 4), limits: RunLimits(asker.handle()))
    #expect(asker.asked >= crowd.steps / RunLimits.stepsBetween, "asked \(asker.asked) times")
  }

  @Test(arguments: cases) func `a run that is told to stop ends there`(_ crowd: Case) throws {
    let plan = crowd.plan()
    let calibration = try Calibration(plan, seed: 4)
    // Whatever it is doing at the time.
    for turn in [1, 2, 5, 11] {
      let asker = Asker(stopsAt: turn)
      #expect(throws: Cancelled.self) {
        try Trail(plan, seed: 4, run: 0, calibration: calibration, limits: RunLimits(asker.handle()))
      }
      #expect(asker.asked == turn)
    }
  }

  @Test func `the pilot runs of commitment stop as well`() {
    var plan = Self.cases[0].plan()
    for stage in plan.stages.indices {
      plan.stages[stage].staying = .completion(plan.figure(0.8))
      plan.stages[stage].strength = 1
    }
    #expect(throws: Cancelled.self) {
      try Calibration(plan, seed: 4, limits: RunLimits(Asker(stopsAt: 3).handle()))
    }
  }

  @Test(arguments: [1, 2]) func `a study of one huge run stops inside it`(_ workers: Int) throws {
    let plan = Self.cases[0].plan()
    let variant = Variant(name: "Base", plan: plan, calibration: try Calibration(plan, seed: 4))
    let study = Study([variant], runs: 0..<1, seed: 4, workers: workers)
    let asker = Asker(stopsAt: 3)
    let handle = asker.handle()
    #expect(throws: Cancelled.self) { try ForecastEngine().solve(study, handle) }
    #expect(handle.progress.done == 0)
  }

  @Test func `a run that grows beyond its memory is given up, and says so`() throws {
    let plan = Self.cases[0].plan()
    let variant = Variant(name: "Base", plan: plan, calibration: try Calibration(plan, seed: 4))
    let study = Study([variant], runs: 0..<4, seed: 4, memory: 4_000_000)
    do {
      _ = try ForecastEngine().solve(study, EngineHandle())
      Issue.record("it fitted")
    } catch { #expect(error.reason == .memory) }
  }

  @Test func `more people than a forecast holds are not cut off in silence`() throws {
    var plan = Self.cases[0].plan()
    let units = plan.figure(2e7)
    plan.sources[0].arrival = .cohort(day: plan.figure(3), units: units, each: plan.figure(1))
    do {
      _ = try Trail(plan, seed: 4, run: 0, calibration: Calibration(stages: 2))
      Issue.record("it was cut")
    } catch { #expect(error.reason == .memory) }
  }

  @Test func `what a run takes is known before it begins`() {
    let plan = Self.cases[0].plan()
    let size = PlanSize(plan, seed: 4)
    #expect(size.people == Double(Self.crowd))
    #expect(size.largest?.place == .source(0))
    // Some hundred bytes for each person.
    let bytes = size.bytesOfRun(.totals) / Double(Self.crowd)
    #expect(bytes > 80 && bytes < 250, "\(bytes)")
    #expect(size.bytesOfRun(.full) > size.bytesOfRun(.totals))
  }
}
