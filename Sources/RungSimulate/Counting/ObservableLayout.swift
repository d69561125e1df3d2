// Where in a run each observable listens.

import RungModel

struct ObservableLayout {
  private(set) var flowHead: [Int32]
  private(set) var flowWatches: [FlowWatch] = []
  private(set) var stockHead: [Int32]
  private(set) var stockWatches: [StockWatch] = []
  private(set) var stockRecords: [StockRecord] = []
  private(set) var recordOfWatch: [Int32] = []
  private(set) var filters: [FilterRecord] = []
  private(set) var filterSources: [Bool] = []
  private(set) var groupTests: [GroupTest] = []
  private(set) var fundHead: [Int32]
  private(set) var costHead: [Int32]
  private(set) var moneyWatches: [FlowWatch] = []
  private(set) var retention: [[RetentionWatch]]
  /// By record: the filter of its sites.
  private(set) var watchedFilters: [Int32?] = []
  private(set) var isOpen: [Bool] = []

  private var known: [Filter: Int32] = [:]

  init(_ plan: Plan, _ sites: Sites) {
    flowHead = [Int32](repeating: -1, count: sites.flowCount)
    stockHead = [Int32](repeating: -1, count: sites.stockCount)
    fundHead = plan.funds.map { _ in -1 }
    costHead = plan.costs.map { _ in -1 }
    let origins = sites.stages + sites.positions + sites.pools + sites.sources + 1
    retention = [[RetentionWatch]](repeating: [], count: origins)
    for (number, observable) in plan.observables.enumerated() {
      let result = Int32(number)
      switch observable {
      case .flow(let places, let days, let filter):
        let filter = add(filter, sites)
        for site in places {
          flowWatches.append(
            FlowWatch(
              next: flowHead[site], result: result, first: days.first, last: days.last, filter: filter))
          flowHead[site] = Int32(flowWatches.count - 1)
        }
      case .stock(let places, let moment, let days, let filter):
        let filter = add(filter, sites)
        let isLevel =
          switch moment {
          case .last, .on: true
          case .peak, .mean: false
          }
        stockRecords.append(
          StockRecord(
            result: result, isLevel: isLevel, isPeak: moment == .peak, first: days.first, last: days.last))
        watchedFilters.append(filter < 0 ? nil : filter)
        for site in places {
          stockWatches.append(StockWatch(next: stockHead[site], filter: filter))
          recordOfWatch.append(Int32(stockRecords.count - 1))
          stockHead[site] = Int32(stockWatches.count - 1)
        }
      case .paid(let fund, let days):
        moneyWatches.append(
          FlowWatch(next: fundHead[fund], result: result, first: days.first, last: days.last, filter: -1))
        fundHead[fund] = Int32(moneyWatches.count - 1)
      case .incurred(let cost, let days):
        moneyWatches.append(
          FlowWatch(next: costHead[cost], result: result, first: days.first, last: days.last, filter: -1))
        costHead[cost] = Int32(moneyWatches.count - 1)
      case .retained(let origin, let after, let filter):
        let place =
          switch origin {
          case .stage(let s): s
          case .position(let p): sites.stages + p
          case .pool(let p): sites.stages + sites.positions + p
          case .source(let s): sites.stages + sites.positions + sites.pools + s
          case .elsewhere: origins - 1
          }
        retention[place].append(RetentionWatch(result: number, after: after, filter: add(filter, sites)))
      case .ties: break
      }
    }
  }

  private mutating func add(_ filter: Filter, _ sites: Sites) -> Int32 {
    if filter.isOpen { return -1 }
    if let number = known[filter] { return number }
    let start = groupTests.count
    groupTests += filter.groups.map {
      GroupTest(dimension: Int32($0.dimension), value: UInt8(truncatingIfNeeded: $0.value))
    }
    filters.append(
      FilterRecord(
        isAnySource: filter.sources.isEmpty,
        groups: Slice(start: Int32(start), count: Int32(filter.groups.count))))
    filterSources += (0..<sites.sources).map { filter.sources.contains($0) }
    isOpen.append(filter.isOpen)
    known[filter] = Int32(filters.count - 1)
    return Int32(filters.count - 1)
  }
}
