// The same figures for any number of workers and any split of the runs; people and money are never lost.

import RungModel
import RungSimulate
import Testing

struct SameResultTests {
  @Test(arguments: [2, 7]) func `any number of workers gives the same bits`(_ workers: Int) {
    let plan = RandomPlan(seed: 5).plan
    let one = Plans.findings(plan, runs: 200, detail: .full)
    let more = Plans.findings(plan, runs: 200, detail: .full, workers: workers)
    #expect(one.tallies == more.tallies)
    #expect(one.keys == more.keys)
  }

  @Test func `runs may be split anywhere`() throws {
    let plan = RandomPlan(seed: 6).plan
    let variant = Variant(name: "Base", plan: plan, calibration: try Calibration(plan, seed: 9))
    func findings(_ runs: Range<UInt32>) throws -> Findings {
      try ForecastEngine().solve(Study([variant], runs: runs, seed: 9, detail: .full), EngineHandle()).result[
        0]
    }
    var parts = try findings(0..<37)
    parts.merge(try findings(37..<100))
    #expect(parts.tallies == (try findings(0..<100)).tallies)
  }

  @Test func `work that is told to stop stops`() throws {
    let plan = RandomPlan(seed: 6).plan
    let variant = Variant(name: "Base", plan: plan, calibration: try Calibration(plan, seed: 9))
    let study = Study([variant], runs: 0..<1_000_000, seed: 9, workers: 2)
    #expect(throws: Cancelled.self) {
      try ForecastEngine().solve(study, EngineHandle(wantsToStop: { true }))
    }
  }

  @Test(arguments: Array(UInt64(1)...40)) func `people and money are conserved`(_ seed: UInt64) throws {
    let plan = RandomPlan(seed: seed).plan
    let calibration = try Calibration(plan, seed: seed)
    for run in UInt32(0)..<4 {
      let trail = try Trail(plan, seed: seed, run: run, calibration: calibration)
      let problems = Ledger(plan, trail).problems
      #expect(problems.isEmpty, "seed \(seed), run \(run): \(problems.prefix(3))")
    }
  }
}
