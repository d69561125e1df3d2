// The pipeline of `scripts/bench simulate` on Rung's kernel, and the addresses of its random numbers for the loop in
// C++ that is measured beside it (Tests/Benchmarks/simulate/pipeline.cpp).

import RungModel
import RungSimulate

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Pipeline {
  static let seed: UInt64 = 7
  private static let seats = [150.0, 130, 110, 90, 70, 60]
  private static let attrition = [0.06, 0.054, 0.048, 0.042, 0.036, 0.03]
  private static let shortest = [1, 1.6, 2.2, 2.8, 3.4, 4]
  private static let longest = [3.0, 4, 5, 6, 7, 8]
  private static let first = CalendarDate(dayNumber: 20_819) ?? .earliest  // 2027-01-01
  private static let last = CalendarDate(dayNumber: 21_914) ?? .latest  // 2029-12-31

  static var plan: Plan {
    var plan = Plan(calendar: PlanCalendar(first: first, last: last))
    let zero = plan.figure(0)
    for s in seats.indices {
      let months = plan.slot(
        .source("Stage\(s).duration", .uniform(shortest[s], longest[s]), isVariation: true))
      var stage = StagePlan(name: "Stage\(s)", duration: Stretch(months: Figure(months), days: zero))
      stage.places = .atOnce(plan.figure(seats[s]))
      stage.staying = .attrition(plan.figure(attrition[s]), periodDays: 30.436875)
      stage.pools = [0]
      if s + 1 < seats.count { stage.next = [s + 1] }
      plan.stages.append(stage)
    }
    var pool = PoolPlan(name: "Mentors", count: plan.figure(60))
    pool.mentees = 4
    pool.drawnFrom = [(.stage(seats.count - 1), plan.figure(0.15), false)]
    plan.pools = [pool]
    for (number, day) in cohortDays.enumerated() {
      plan.sources.append(
        SourcePlan(
          name: "Quarter\(number)", enters: 0,
          arrival: .cohort(day: plan.figure(Double(day)), units: plan.figure(200), each: plan.figure(1)),
          mix: []))
    }
    return plan
  }

  private static var cohortDays: [Int] {
    (0..<12).compactMap { first.adding(months: 3 * $0).map { first.days(until: $0) } }
  }

  /// What the loop in C++ reads.
  static var addresses: String {
    let keys = DrawKeys(seed: seed)
    var words: [String] = []
    words += seats.indices.map { "\(keys.key(Purpose.stay, "Stage\($0)"))" }
    words += seats.indices.map { "\(StableHash.key("Stage\($0).duration"))" }
    words.append("\(RandomStream.purposeKey(seed: seed, purpose: DrawPurpose.variation))")
    words.append("\(keys.key(Purpose.joining, "Mentors.Stage\(seats.count - 1)"))")
    words += cohortDays.indices.map { "\(keys.key(Purpose.person, "Quarter\($0)"))" }
    words += cohortDays.map { "\($0)" }
    let starts = (0..<56).compactMap { first.adding(months: $0).map { first.days(until: $0) } }
    words += ["\(first.days(until: last) + 1)", "\(starts.count)"]
    words += starts.map { "\($0)" }
    return words.joined(separator: " ")
  }

  /// Totals in the words of the loop in C++, and the processor time.
  static func run(runs: Int, workers: Int) {
    guard let calibration = try? Calibration(plan, seed: seed) else { return }
    let variant = Variant(name: "Base", plan: plan, calibration: calibration)
    let study = Study([variant], runs: 0..<UInt32(runs), seed: seed, workers: workers)
    let begin = now()
    let clock = wallClock()
    guard let found = try? ForecastEngine().solve(study, EngineHandle()).result[0] else { return }
    let milliseconds = now() - begin
    let waiting = wallClock() - clock
    func total(_ flow: StageFlow, _ stage: String) -> Int {
      found[FigureKey(.stage(stage), .stageFlow(flow))].map { Int(($0.mean * Double(runs)).rounded()) } ?? 0
    }
    for s in seats.indices {
      let name = "Stage\(s)"
      print("stage\(s) \(total(.entered, name)) \(total(.completed, name)) \(total(.dropped, name))")
    }
    let joined = found[FigureKey(.pool("Mentors"), .poolFlow(.joined))]?.mean ?? 0
    print("joined \(Int((joined * Double(runs)).rounded()) - 60 * runs)")
    print("seconds \(milliseconds / 1000)")
    print("clock \(waiting / 1000)")
    print("megabytes \(peakMegabytes())")
  }
}

/// Time of the clock on the wall in milliseconds.
func wallClock() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}
