// Many runs of one plan or of several with the same draws, on several threads: the figures, and where there are
// several plans, how much they differ.

import RungModel
import Synchronization

/// A plan with what is asked of it.
package struct Variant: Sendable {
  package var name: String
  package var plan: Plan
  package var calibration: Calibration
  /// Values over what is observed and what is drawn, one for each run: conditions of targets (1 and 0), measures.
  package var measures: [Uncertain]
  /// In which grain each is tallied.
  package var grains: [Grain]

  package init(
    name: String, plan: Plan, calibration: Calibration, measures: [Uncertain] = [], grains: [Grain] = []
  ) {
    self.name = name
    self.plan = plan
    self.calibration = calibration
    self.measures = measures
    self.grains = grains
  }
}

/// What the runs of a variant came to.
package struct Findings: Sendable {
  package internal(set) var keys: [FigureKey]
  package internal(set) var tallies: [Tally]
  package internal(set) var measures: [Tally]
  /// Against the first variant, run by run: of the figures that both have, and of the measures.
  package internal(set) var differences: [FigureKey: Tally] = [:]
  package internal(set) var measureDifferences: [Tally] = []
  /// Of observables that ask what becomes of people: those whose time was not up, over all runs.
  package internal(set) var leftOut: [Int]

  package subscript(key: FigureKey) -> Tally? { places[key].map { tallies[$0] } }
  let places: [FigureKey: Int]

  init(_ panel: Panel, _ variant: Variant) {
    keys = panel.keys
    tallies = panel.grains.map { Tally($0) }
    measures = variant.grains.map { Tally($0) }
    leftOut = [Int](repeating: 0, count: variant.plan.observables.count)
    places = panel.places
  }

  package mutating func merge(_ other: Findings) {
    for place in tallies.indices { tallies[place].merge(other.tallies[place]) }
    for place in measures.indices { measures[place].merge(other.measures[place]) }
    for place in leftOut.indices { leftOut[place] += other.leftOut[place] }
    for (key, tally) in other.differences { differences[key, default: Tally(tally.grain)].merge(tally) }
    if measureDifferences.isEmpty {
      measureDifferences = other.measureDifferences
    } else {
      for place in measureDifferences.indices {
        measureDifferences[place].merge(other.measureDifferences[place])
      }
    }
  }
}

package struct Study: Sendable {
  package var variants: [Variant]
  package var runs: Range<UInt32>
  package var seed: UInt64
  package var detail: Detail
  package var workers: Int
  /// Measures of the first variant that whoever waits is told of.
  package var headlines: [Int]
  /// Bytes that all workers together may take.
  package var memory: Int

  package init(
    _ variants: [Variant], runs: Range<UInt32>, seed: UInt64, detail: Detail = .totals, workers: Int = 1,
    headlines: [Int] = [], memory: Int = .max
  ) {
    self.variants = variants
    self.runs = runs
    self.seed = seed
    self.detail = detail
    self.workers = workers
    self.headlines = headlines
    self.memory = memory
  }
}

/// How far the runs are, and what they have come to so far: for whoever waits. Not the same from time to time, as the
/// findings are: it depends on which runs are done.
package struct Interim: Sendable {
  package let done: Int
  package let total: Int
  /// Of the headlines of the study: the mean so far and its standard error.
  package let headlines: [(mean: Double, error: Double)]
}

package struct ForecastEngine: Engine {
  /// Runs that a worker takes at a time, at most: fewer at first, so that there is something to tell soon, and at the
  /// end, so that no worker is left alone with the last ones.
  static let block: UInt32 = 32

  /// Told now and then how far the runs are, by the thread that asked for them.
  private let report: @Sendable (Interim) -> Void

  package init(report: @escaping @Sendable (Interim) -> Void = { _ in }) { self.report = report }

  /// The findings of each variant. The same for any number of workers, and added up the same for any split of the
  /// runs. A run that is stopped on its way is dropped whole.
  package func solve(_ study: Study, _ handle: EngineHandle) throws(Cancelled) -> Explained<[Findings]> {
    let panels = study.variants.map { Panel($0.plan, study.detail) }
    let total = Mutex(zip(panels, study.variants).map { Findings($0, $1) })
    let soFar = Mutex([Moments](repeating: Moments(), count: study.headlines.count))
    let queue = RunQueue(study)
    let lanes = queue.workers * max(1, study.variants.count)
    let limits = RunLimits(handle, memory: study.memory / lanes)
    let stopped = Mutex<Cancelled?>(nil)
    handle.begin(study.runs.count)
    Workers.run(queue.workers) { number in
      let worker = Worker(study, panels, limits)
      while stopped.withLock({ $0 == nil }), let runs = queue.next() {
        do throws(Cancelled) {
          try worker.work(runs)
          try handle.advance(by: runs.count)
        } catch {
          stopped.withLock { $0 = $0 ?? error }
          // The other workers are in the middle of their runs.
          handle.cancel()
          break
        }
        let moments = soFar.withLock { all in
          for (place, headline) in study.headlines.enumerated() {
            all[place].add(runs.count) { worker.measure($0, headline) }
          }
          return all
        }
        guard number == 0 else { continue }
        let (done, runs) = handle.progress
        report(Interim(done: done, total: runs, headlines: moments.map { ($0.mean, $0.error) }))
      }
      let found = worker.result
      total.withLock { all in
        for place in all.indices { all[place].merge(found[place]) }
      }
    }
    if let reason = stopped.withLock({ $0 }) { throw reason }
    return Explained(total.withLock { $0 })
  }
}

/// The runs that no worker has taken yet.
private final class RunQueue: Sendable {
  private let state: Mutex<(next: UInt32, blocks: UInt32)>
  private let end: UInt32
  let workers: Int

  /// Runs of many people are told of one by one.
  private let most: UInt32

  init(_ study: Study) {
    state = Mutex((study.runs.lowerBound, 0))
    let people = study.variants.map { PlanSize($0.plan, seed: study.seed).people }.reduce(0, +)
    most = UInt32(max(1, min(Double(ForecastEngine.block), 1e6 / max(1, people))))
    end = study.runs.upperBound
    workers = max(1, min(study.workers, study.runs.count / Int(ForecastEngine.block) + 1))
  }

  func next() -> Range<UInt32>? {
    state.withLock { state in
      guard state.next < end else { return nil }
      let left = end - state.next
      let share = workers == 1 ? left : max(1, left / (UInt32(workers) * 2))
      let size = min(most, share, 1 << min(state.blocks, 5))
      let runs = state.next..<state.next + size
      state.next += size
      state.blocks += 1
      return runs
    }
  }
}

/// Enough of a figure to tell its mean and how well that is known.
private struct Moments: Sendable {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ rows: Int, _ value: (Int) -> Double) {
    for row in 0..<rows {
      let value = value(row)
      guard value.isFinite else { continue }
      count += 1
      sum += value
      squares += value * value
    }
  }

  var mean: Double { count > 0 ? sum / count : .nan }

  var error: Double {
    guard count > 1 else { return .nan }
    return (max(0, squares / count - mean * mean) / (count - 1)).squareRoot()
  }
}

/// One thread's memory: a run for each variant.
private final class Worker {
  private let study: Study
  private let lanes: [Lane]
  private(set) var findings: [Findings]
  /// For the figures of each later variant: where the first has the same.
  private let partners: [[Int]]

  init(_ study: Study, _ panels: [Panel], _ limits: RunLimits) {
    self.study = study
    lanes = zip(study.variants, panels).map { Lane($0, $1, study, limits) }
    findings = zip(panels, study.variants).map { Findings($0, $1) }
    let base = panels.first?.places ?? [:]
    partners = panels.dropFirst().map { panel in panel.keys.map { base[$0] ?? -1 } }
    for place in findings.indices.dropFirst() {
      findings[place].measureDifferences = study.variants[place].grains.map { Tally($0) }
      for figure in panels[place].keys.indices where partners[place - 1][figure] >= 0 {
        differences[place, default: []].append(Tally(panels[place].grains[figure]))
      }
    }
  }

  private var differences: [Int: [Tally]] = [:]

  /// Of the first variant: what a run of the last block came to.
  func measure(_ row: Int, _ measure: Int) -> Double { lanes.first?.measure(row, measure) ?? .nan }

  func work(_ runs: Range<UInt32>) throws(Cancelled) {
    for (place, lane) in lanes.enumerated() { try lane.work(runs, &findings[place]) }
    guard lanes.count > 1, let base = lanes.first else { return }
    for place in 1..<lanes.count { compare(place, base, lanes[place], runs.count) }
  }

  private func compare(_ place: Int, _ base: Lane, _ lane: Lane, _ count: Int) {
    for row in 0..<count {
      var number = 0
      for (figure, partner) in partners[place - 1].enumerated() where partner >= 0 {
        let mine = lane.figure(row, figure)
        let theirs = base.figure(row, partner)
        if mine == .min || theirs == .min {
          differences[place]?[number].addUndefined()
        } else {
          differences[place]?[number].add(mine - theirs)
        }
        number += 1
      }
      for measure in findings[place].measureDifferences.indices {
        findings[place].measureDifferences[measure].add(
          lane.measure(row, measure) - base.measure(row, measure))
      }
    }
  }

  /// All that was found, the differences by their keys.
  var result: [Findings] {
    var result = findings
    for place in findings.indices.dropFirst() {
      let shared = findings[place].keys.indices.filter { partners[place - 1][$0] >= 0 }
      for (figure, tally) in zip(shared, differences[place] ?? []) {
        result[place].differences[findings[place].keys[figure]] = tally
      }
    }
    return result
  }
}

/// One variant in one thread.
private final class Lane {
  private let variant: Variant
  private let panel: Panel
  private let numbers: PlanNumbers
  private let measures: UncertainProgram
  private let seed: UInt64
  private let figures: UnsafeMutablePointer<Int>
  private let observed: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  private let observedMemory: UnsafeMutablePointer<Double>
  private let measured: UnsafeMutablePointer<Double>
  private var run: Run
  private static let rows = Int(ForecastEngine.block)
  /// From one run's figures to the next one's: an odd number of cache lines, so that those of one figure lie in
  /// different sets.
  private let width: Int

  init(_ variant: Variant, _ panel: Panel, _ study: Study, _ limits: RunLimits) {
    self.variant = variant
    self.panel = panel
    seed = study.seed
    numbers = PlanNumbers(variant.plan)
    measures = UncertainProgram(variant.measures)
    let observables = max(1, variant.plan.observables.count)
    width = ((panel.keys.count + 7) / 8 | 1) * 8
    figures = .allocate(capacity: width * Lane.rows)
    observedMemory = .allocate(capacity: observables * Lane.rows)
    observed = .allocate(capacity: observables)
    for place in 0..<observables { observed[place] = observedMemory + place * Lane.rows }
    measured = .allocate(capacity: max(1, variant.measures.count) * Lane.rows)
    run = Run(
      variant.plan, seed: study.seed, calibration: variant.calibration, detail: study.detail, limits: limits)
  }

  deinit {
    figures.deallocate()
    observed.deallocate()
    observedMemory.deallocate()
    measured.deallocate()
  }

  func figure(_ row: Int, _ place: Int) -> Int { figures[row * width + place] }
  func measure(_ row: Int, _ place: Int) -> Double { measured[place * Lane.rows + row] }

  func work(_ runs: Range<UInt32>, _ findings: inout Findings) throws(Cancelled) {
    try numbers.withBlock(runs: runs, seed: seed) { block throws(Cancelled) in
      for row in 0..<runs.count {
        try block.withRun(row) { values throws(Cancelled) in
          try run.run(runs.lowerBound + UInt32(row), values: values)
        }
        panel.read(&run, into: figures + row * width)
        for number in variant.plan.observables.indices {
          observed[number][row] = run.observed(number)
          findings.leftOut[number] += run.counts.retainedLeftOut[number]
        }
      }
    }
    for place in findings.tallies.indices {
      findings.tallies[place].add(figures + place, apart: width, count: runs.count)
    }
    guard !variant.measures.isEmpty else { return }
    measures.columns(runs: runs, seed: seed, observations: UnsafePointer(observed)) { place, column in
      for (row, value) in column.enumerated() {
        measured[place * Lane.rows + row] = value
        findings.measures[place].add(value)
      }
    }
  }
}
