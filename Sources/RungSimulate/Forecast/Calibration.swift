// How commitment shifts completion, so that those who enter a stage in Base still complete at the stated rate.
//
// A person with commitment z completes with odds e^(a + b·z); b is the stage's strength. a is found for each stated
// rate from the commitment of those who enter the stage in Base, as pilot runs of Base show it, and kept for every
// scenario: selecting better, or losing fewer of the committed, then shows.

import RungModel

package struct Calibration: Sendable {
  /// By stage: the intercept at each of the rates of the grid; empty when commitment does not matter.
  private var intercepts: [[Double]]

  /// Log-odds of the stated rate, from −10 to 10.
  private static let gridStart = -10.0
  private static let gridStep = 0.25
  private static let gridCount = 81

  /// Commitment without effect: for plans whose stages have no strength.
  package init(stages: Int) { intercepts = [[Double]](repeating: [], count: stages) }

  /// From how many entered each stage with each commitment.
  mutating func set(_ stage: Int, entrants: [(commitment: Double, weight: Double)], strength: Double) {
    let total = entrants.reduce(0) { $0 + $1.weight }
    guard strength != 0, total > 0 else { return }
    var values: [Double] = []
    var a = Self.gridStart
    for place in 0..<Self.gridCount {
      let wanted = PortableMath.logistic(Self.gridStart + Double(place) * Self.gridStep)
      // The mean rises with a: Newton's steps from the neighbour's answer, held within what is possible.
      for _ in 0..<30 {
        var mean = 0.0
        var slope = 0.0
        for entrant in entrants {
          let chance = PortableMath.logistic(a + strength * entrant.commitment)
          mean += entrant.weight * chance
          slope += entrant.weight * chance * (1 - chance)
        }
        let step = (wanted - mean / total) / max(slope / total, 1e-12)
        a += max(-2, min(2, step))
        if abs(step) < 1e-10 { break }
      }
      values.append(a)
    }
    intercepts[stage] = values
  }

  /// With the tables of another calibration where one is named.
  func replaced(by other: Calibration, at places: [Int?]) -> Calibration {
    var result = self
    for (stage, place) in places.enumerated() {
      if let place { result.intercepts[stage] = other.intercepts[place] }
    }
    return result
  }

  func intercept(_ stage: Int, chance: Double) -> Double {
    guard chance > 0 else { return -1e3 }
    guard chance < 1 else { return 1e3 }
    let odds = PortableMath.log(chance) - PortableMath.log1p(-chance)
    let table = intercepts[stage]
    guard !table.isEmpty else { return odds }
    let place = (odds - Self.gridStart) / Self.gridStep
    if place <= 0 { return table[0] + odds - Self.gridStart }
    let last = Self.gridCount - 1
    if place >= Double(last) { return table[last] + odds - (Self.gridStart + Double(last) * Self.gridStep) }
    let low = Int(place)
    let part = place - Double(low)
    return table[low] + part * (table[low + 1] - table[low])
  }

  /// The chance of a person of this commitment, where the stated one is `chance`.
  func chance(_ stage: Int, _ chance: Double, _ commitment: Double, strength: Double) -> Double {
    if strength == 0 || chance <= 0 || chance >= 1 { return chance }
    return PortableMath.logistic(intercept(stage, chance: chance) + strength * commitment)
  }

  // MARK: Pilot

  /// Pilot runs are numbered from here on, where no forecast comes.
  private static let firstRun: UInt32 = 0xF000_0000
  private static let mostRuns = 64
  /// Enough stays to know the distribution of commitment to a hundredth of a deviation.
  private static let enoughStays = 20_000

  /// From the stages that people enter first up the ladder, each with those below it settled.
  package init(_ plan: Plan, seed: UInt64, limits: RunLimits = RunLimits()) throws(Cancelled) {
    self.init(stages: plan.stages.count)
    guard plan.stages.contains(where: { $0.strength != 0 }) else { return }
    var depth = [Int](repeating: 0, count: plan.stages.count)
    for stage in StageOrder.upward(plan.stages) {
      for next in plan.stages[stage].next { depth[next] = max(depth[next], depth[stage] + 1) }
    }
    let numbers = PlanNumbers(plan)
    var plain = plan
    plain.observables = []
    for level in 0...(depth.max() ?? 0) {
      let here = plan.stages.indices.filter { depth[$0] == level && plan.stages[$0].strength != 0 }
      guard !here.isEmpty else { continue }
      var run = Run(
        plain, seed: seed, calibration: self, detail: .totals, limits: limits, countsEntrants: true)
      var stays = 0
      var histogram = [Double](repeating: 0, count: plan.stages.count * Counts.entrantBins)
      var number = Self.firstRun
      try numbers.withBlock(runs: number..<number + UInt32(Self.mostRuns), seed: seed) {
        values throws(Cancelled) in
        for place in 0..<Self.mostRuns where stays < Self.enoughStays {
          try values.withRun(place) { values throws(Cancelled) in try run.run(number, values: values) }
          stays += run.stays
          number += 1
        }
      }
      for place in histogram.indices { histogram[place] = Double(run.counts.entrants[place]) }
      for stage in here {
        if limits.handle.isCancelled { throw Cancelled() }
        set(stage, entrants: Self.entrants(histogram, stage), strength: plan.stages[stage].strength)
      }
    }
  }

  private static func entrants(_ histogram: [Double], _ stage: Int) -> [(commitment: Double, weight: Double)]
  {
    var found: [(commitment: Double, weight: Double)] = []
    for bin in 0..<Counts.entrantBins {
      let weight = histogram[stage * Counts.entrantBins + bin]
      guard weight > 0 else { continue }
      found.append(((Double(bin - Counts.entrantBins / 2) + 0.5) * Counts.entrantWidth, weight))
    }
    // Nobody came in the pilot: as if everybody might.
    if found.isEmpty {
      for step in -24...24 {
        let z = Double(step) / 6
        found.append((z, PortableMath.exp(-z * z / 2)))
      }
    }
    return found
  }
}
