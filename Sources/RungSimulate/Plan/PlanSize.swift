// How many people a run of a plan brings and how much memory a forecast of it takes: reckoned before anything runs.

import RungModel

/// What a plan's runs come to. Of numbers that are drawn the greatest of the first runs counts; what a run really
/// takes is watched while it goes on (`RunLimits`).
package struct PlanSize: Sendable {
  /// What brings people.
  package enum Place: Hashable, Sendable {
    case source(Int), pool(Int), position(Int)
  }

  package struct Part: Sendable {
    package let place: Place
    /// Records that it needs: people who come alone, teams, mentors, officers one after the other.
    package let people: Double
    let bytes: Double
  }

  package let parts: [Part]
  /// Of all parts.
  package let people: Double
  /// Calendar months, and people's ways in: cohorts and streams.
  package let months: Int
  package let sources: Int
  /// What a run needs whoever comes: days, months and intakes.
  private let plainBytes: Double
  private let figures: @Sendable (Detail) -> Double

  /// Runs whose drawn numbers are looked at.
  private static let looks: UInt32 = 8

  package init(_ plan: Plan, seed: UInt64) {
    var most = [Double](repeating: 0, count: plan.numbers.count)
    PlanNumbers(plan).withBlock(runs: 0..<PlanSize.looks, seed: seed) { block in
      for row in 0..<Int(PlanSize.looks) {
        block.withRun(row) { values in
          for slot in most.indices { most[slot] = max(most[slot], values[slot]) }
        }
      }
    }
    let records = PlanRecords(plan)
    var parts: [Part] = []
    for (number, source) in plan.sources.enumerated() {
      let people: Double
      switch source.arrival {
      case .cohort(_, let units, _):
        people = max(most[Int(units.first)], Double(source.named.count))
      case .stream(let perDay, let first, let last):
        let days = min(last, plan.calendar.dayCount - 1) - max(0, first) + 1
        people = most[Int(perDay.first)] * Double(max(0, days))
      }
      parts.append(Part(place: .source(number), people: people, bytes: people * records.climber))
    }
    for (number, pool) in plan.pools.enumerated() {
      let people = max(most[Int(pool.count.first)], Double(pool.named.count))
      parts.append(Part(place: .pool(number), people: people, bytes: people * records.mentor))
    }
    for (number, position) in plan.positions.enumerated() {
      let days = position.term.map {
        most[Int($0.months.first)] * CalendarTables.daysPerMonth + most[Int($0.days.first)]
      }
      let terms = days.map { 1 + Double(plan.calendar.dayCount) / max(1, $0) } ?? 1
      let people = most[Int(position.seats.first)] * terms
      parts.append(Part(place: .position(number), people: people, bytes: people * records.officer))
    }
    self.parts = parts
    people = parts.reduce(0) { $0 + $1.people }
    months = plan.calendar.monthCount
    sources = plan.sources.count
    plainBytes = records.plain
    figures = records.figures
  }

  /// The part that takes the most memory.
  package var largest: Part? { parts.max { $0.bytes < $1.bytes } }

  /// Figures that are told of each run.
  package func figureCount(_ detail: Detail) -> Double { figures(detail) }

  /// Bytes of a run in one thread.
  package func bytesOfRun(_ detail: Detail) -> Double {
    parts.reduce(plainBytes) { $0 + $1.bytes } + figures(detail) * PlanSize.figureBytes
  }

  /// Bytes of the findings, whatever the threads.
  package func bytesOfFindings(_ detail: Detail) -> Double { figures(detail) * PlanSize.findingBytes }

  /// A thread's tally of a figure, its column in a block of runs and where it is counted.
  private static let figureBytes =
    Double(MemoryLayout<Tally>.stride + Int(ForecastEngine.block) * MemoryLayout<Int>.stride + 128)
  /// A figure's name, twice, and the tally of all runs.
  private static let findingBytes = Double(
    3 * MemoryLayout<FigureKey>.stride + MemoryLayout<Tally>.stride + 128)
}

/// Bytes of the records that each kind of people needs.
private struct PlanRecords {
  let climber: Double
  let mentor: Double
  let officer: Double
  let plain: Double
  let figures: @Sendable (Detail) -> Double

  init(_ plan: Plan) {
    let event = Double(MemoryLayout<Event>.stride)
    let person = Double(MemoryLayout<Climber>.stride + 16 + plan.dimensions.count)
    let retained = plan.observables.reduce(0.0) { sum, observable in
      if case .retained = observable { sum + 1 } else { sum }
    }
    let patient = plan.stages.reduce(0.0) { $0 + ($1.patience == nil ? 0 : 1) }
    let gathered = plan.stages.contains(where: \.gathers) ? 16.0 : 0
    climber = person + event * (retained + patient) + gathered + 8
    mentor = person + Double(MemoryLayout<Mentor>.stride) + event * (3 + retained) + 8
    officer = person + Double(MemoryLayout<Seat>.stride) + event * (1 + retained)
    let days = Double(plan.calendar.dayCount)
    let months = Double(plan.calendar.monthCount)
    let intakes = plan.sources.reduce(0.0) { sum, source in
      if case .stream = source.arrival { sum + months + 1 } else { sum + 1 }
    }
    let levels = Double(plan.pools.flatMap { [$0.mentees] + $0.namedMentees }.max() ?? 1)
    plain = days * 64 + intakes * Double(plan.stages.count) * 28 + Double(plan.pools.count) * levels * 4
    let sites = Sites(plan)
    let (flows, stocks) = (Double(sites.flowCount), Double(sites.stockCount))
    let (funds, costs) = (Double(plan.funds.count), Double(plan.costs.count))
    let groups = Double(plan.groupOffsets.count)
    let values = plan.dimensions.map { Double($0.values.count) }
    figures = { detail in
      let each = detail.byMonth ? months : 0
      var count = flows * (1 + each + (detail.byGroup ? groups : 0)) + stocks * (3 + each)
      count += funds * (1 + each) + costs * (2 + 2 * each)
      if let split = detail.split, values.indices.contains(split) {
        count += values[split] * (flows * months + (stocks + costs) * (months + 1))
      }
      return count
    }
  }
}
