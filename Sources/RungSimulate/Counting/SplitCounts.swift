// What one run counted for each group of one dimension, month by month: flows, stocks, and costs of people.

/// Where nothing is to be split there is no memory, and `isKept` is false.
struct SplitCounts: ~Copyable {
  let isKept: Bool
  let groups: Int
  private let dimension: Int
  private let months: Int
  /// By site and group, then month.
  let flows: Column<Int32>
  let stocks: Column<Int32>
  let costs: Column<Int>
  /// By site (or cost) and group: as it stands, and in all.
  let levels: Column<Int>
  let costTotals: Column<Int>

  init(_ plan: Plan, _ sites: Sites, _ detail: Detail) {
    dimension = detail.split ?? -1
    isKept = plan.dimensions.indices.contains(dimension)
    groups = isKept ? plan.dimensions[dimension].values.count : 0
    months = plan.calendar.monthCount
    flows = Column(repeating: 0, count: sites.flowCount * groups * months)
    stocks = Column(repeating: 0, count: sites.stockCount * groups * months)
    costs = Column(repeating: 0, count: plan.costs.count * groups * months)
    levels = Column(repeating: 0, count: sites.stockCount * groups)
    costTotals = Column(repeating: 0, count: plan.costs.count * groups)
  }

  func begin() {
    guard isKept else { return }
    flows.fill(0)
    stocks.fill(0)
    costs.fill(0)
    levels.fill(0)
    costTotals.fill(0)
  }

  func flow(_ site: Int, _ people: Int, _ attributes: UnsafePointer<UInt8>, month: Int) {
    flows[(site * groups + Int(attributes[dimension])) * months + month] += Int32(truncatingIfNeeded: people)
  }

  func stock(_ site: Int, _ change: Int, _ attributes: UnsafePointer<UInt8>) {
    levels[site * groups + Int(attributes[dimension])] += change
  }

  func cost(_ cost: Int, _ amount: Int, _ attributes: UnsafePointer<UInt8>, month: Int) {
    let place = cost * groups + Int(attributes[dimension])
    costTotals[place] += amount
    costs[place * months + month] += amount
  }

  func closeMonth(_ month: Int) {
    for place in 0..<levels.count { stocks[place * months + month] = Int32(clamping: levels[place]) }
  }
}
