// The books of one run, kept from its trail alone by code that knows nothing of how runs work: who is where, and where
// the money went.

import RungModel
import RungSimulate

struct Ledger {
  private(set) var problems: [String] = []

  private enum Place: Hashable {
    case waiting(Int), inside(Int), between, out
  }

  init(_ plan: Plan, _ trail: Trail) {
    let sites = Sites(plan)
    var meaning: [Int: (flow: StageFlow, stage: Int)] = [:]
    for stage in plan.stages.indices {
      for flow in StageFlow.allCases { meaning[sites.flow(flow, stage)] = (flow, stage) }
    }
    var sourceMeaning: [Int: SourceFlow] = [:]
    for source in plan.sources.indices {
      for flow in SourceFlow.allCases { sourceMeaning[sites.sourceFlow(flow, source)] = flow }
    }
    var places: [Int: Place] = [:]
    var sizes: [Int: Int] = [:]
    var inside = [Int](repeating: 0, count: plan.stages.count)
    var charged = plan.costs.map { _ in 0 }
    var paid = plan.funds.map { _ in 0 }
    var members = plan.pools.map { _ in 0 }
    var day = 0
    func limit(_ stage: Int) -> Int {
      guard case .atOnce(let figure) = plan.stages[stage].places,
        let count = plan.numbers[Int(figure.first)].constantValue
      else { return .max }
      return Int(count)
    }
    for entry in trail.entries {
      if entry.day < day { problems.append("day \(entry.day) after day \(day)") }
      day = entry.day
      switch entry.kind {
      case .charged(let cost): charged[cost] += entry.amount
      case .paid(let fund): paid[fund] += entry.amount
      case .flow(let site):
        for pool in plan.pools.indices {
          if site == sites.flow(PoolFlow.joined, pool) { members[pool] += 1 }
          if site == sites.flow(PoolFlow.left, pool) { members[pool] -= 1 }
        }
        if let flow = sourceMeaning[site] {
          switch flow {
          case .arrived:
            if places[entry.unit] != nil { problems.append("unit \(entry.unit) arrived twice") }
            places[entry.unit] = .between
            sizes[entry.unit] = entry.amount
          case .entered: break
          case .graduated, .ended:
            if places[entry.unit] != .between {
              problems.append("unit \(entry.unit) ended at \(places[entry.unit] ?? .out)")
            }
            places[entry.unit] = .out
          }
        }
        guard let (flow, stage) = meaning[site] else { continue }
        let place = places[entry.unit]
        if let size = sizes[entry.unit], size != entry.amount {
          problems.append("unit \(entry.unit) changed its size")
        }
        switch flow {
        case .arrived:
          if place != .between {
            problems.append("unit \(entry.unit) came to \(stage) from \(place ?? .out)")
          }
          places[entry.unit] = .waiting(stage)
        case .entered:
          if place != .waiting(stage) {
            problems.append("unit \(entry.unit) entered \(stage) from \(place ?? .out)")
          }
          places[entry.unit] = .inside(stage)
          inside[stage] += 1
          if inside[stage] > limit(stage) { problems.append("stage \(stage) held \(inside[stage])") }
        case .completed, .dropped, .failed:
          if place != .inside(stage) {
            problems.append("unit \(entry.unit) left \(stage) from \(place ?? .out)")
          }
          places[entry.unit] = .between
          inside[stage] -= 1
        case .gaveUpPlace, .gaveUpMentor, .gaveUpMoney, .gaveUpTrainer, .turnedAway, .notChosen:
          if place != .waiting(stage) {
            problems.append("unit \(entry.unit) gave \(stage) up from \(place ?? .out)")
          }
          places[entry.unit] = .between
        case .lostMentor, .matched: break
        }
      }
    }
    for stage in plan.stages.indices {
      let here = places.filter { $0.value == .inside(stage) }.reduce(0) { $0 + (sizes[$1.key] ?? 0) }
      let waiting = places.filter { $0.value == .waiting(stage) }.reduce(0) { $0 + (sizes[$1.key] ?? 0) }
      if here != trail.levels[sites.stock(.active, stage)] { problems.append("\(here) in stage \(stage)") }
      if waiting != trail.levels[sites.stock(.waiting, stage)] {
        problems.append("\(waiting) wait for \(stage)")
      }
    }
    if places.values.contains(.between) { problems.append("somebody is nowhere") }
    for pool in plan.pools.indices where members[pool] != trail.levels[sites.stock(.members, pool)] {
      problems.append("\(members[pool]) members of pool \(pool)")
    }
    if charged != trail.incurred { problems.append("charged \(charged), not \(trail.incurred)") }
    if paid != trail.paid { problems.append("paid \(paid), not \(trail.paid)") }
    if charged.reduce(0, +) != paid.reduce(0, +) + trail.unpaid.reduce(0, +) {
      problems.append("money was lost")
    }
    for (place, fund) in plan.funds.enumerated() {
      let amount = plan.numbers[Int(fund.amount.first)].constantValue ?? .infinity
      // No fund of these plans lives for more than three years.
      let most = fund.accrual == .once ? amount : amount * 3 + 1
      if Double(paid[place]) > most { problems.append("fund \(place) paid \(paid[place]) of \(most)") }
    }
  }
}
