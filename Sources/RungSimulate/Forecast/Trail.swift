// One run in full, event by event: for whoever checks runs or wants to see one.

import RungModel

package struct Trail: Sendable {
  package let entries: [TrailEntry]
  /// By stock: what stood at the end.
  package let levels: [Int]
  /// By fund and by cost, in minor units.
  package let paid: [Int]
  package let incurred: [Int]
  package let unpaid: [Int]

  package init(
    _ plan: Plan, seed: UInt64, run number: UInt32, calibration: Calibration, limits: RunLimits = RunLimits()
  ) throws(Cancelled) {
    var run = Run(
      plan, seed: seed, calibration: calibration, detail: .totals, limits: limits, keepsTrail: true)
    try PlanNumbers(plan).withBlock(runs: number..<number + 1, seed: seed) { block throws(Cancelled) in
      try block.withRun(0) { values throws(Cancelled) in try run.run(number, values: values) }
    }
    entries = run.trail
    levels = (0..<run.sites.stockCount).map { run.counts.level($0) }
    paid = plan.funds.indices.map { run.fundSpent[$0] }
    incurred = plan.costs.indices.map { run.costIncurred[$0] }
    unpaid = plan.costs.indices.map { run.costUnpaid[$0] }
  }
}
