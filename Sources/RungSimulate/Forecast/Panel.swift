// The figures that a forecast takes of every run, each with its name: the same name in two scenarios is the same
// figure.

import RungModel

/// What a figure is of.
package struct FigureKey: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case stage(String), pool(String), position(String), source(String), fund(String), cost(String), programme
  }

  package enum Measure: Hashable, Sendable {
    case stageFlow(StageFlow), poolFlow(PoolFlow), positionFlow(PositionFlow), sourceFlow(SourceFlow)
    /// Of stocks: the highest, the mean and the last.
    case peak(Stock), mean(Stock), last(Stock)
    /// Days that those who entered had waited, on the mean.
    case waited
    /// Mentees for each member, on the mean of the days.
    case menteesEach
    case paid, incurred, unpaid
  }

  package enum Stock: Hashable, Sendable {
    case stage(StageStock), pool(PoolStock), position(PositionStock), onTheWay
  }

  package let place: Place
  package let measure: Measure
  /// The calendar month, counted from the horizon's first; nil for all of them.
  package var month: Int?
  /// Dimension and value; nil for everybody.
  package var dimension: String?
  package var group: String?

  package init(_ place: Place, _ measure: Measure) {
    self.place = place
    self.measure = measure
  }
}

struct Panel: Sendable {
  /// Where a figure stands when a run is over.
  private enum Reading: Hashable, Sendable {
    case flow, flowMonth, flowGroup
    case peak, mean, last, stockMonth
    case waited, menteesEach
    case paid, paidMonth, incurred, incurredMonth, unpaid, unpaidMonth
    case splitFlow, splitLast, splitStock, splitCost, splitCostMonth
  }

  /// Figures in a row that stand in a row: most are months and groups.
  private struct Stretch: Sendable {
    let reading: Reading
    let first: Int
    let place: Int
    var count: Int
  }

  private(set) var keys: [FigureKey] = []
  private(set) var grains: [Grain] = []
  /// Where each figure stands among the keys.
  private(set) var places: [FigureKey: Int] = [:]
  private var stretches: [Stretch] = []
  private let sites: Sites
  private let dayCount: Int
  private let months: Int

  init(_ plan: Plan, _ detail: Detail) {
    sites = Sites(plan)
    dayCount = plan.calendar.dayCount
    months = plan.calendar.monthCount
    for (s, stage) in plan.stages.enumerated() {
      let place = FigureKey.Place.stage(stage.name)
      for flow in StageFlow.allCases { addFlow(place, .stageFlow(flow), sites.flow(flow, s), plan, detail) }
      add(FigureKey(place, .waited), .fine, .waited, s)
      for stock in StageStock.allCases {
        // For what people wait is not known of each.
        let isKnown = stock == .active || stock == .waiting || stock == .withoutMentor
        addStock(place, .stage(stock), sites.stock(stock, s), plan, detail, isOfPeople: isKnown)
      }
    }
    for (p, pool) in plan.pools.enumerated() {
      let place = FigureKey.Place.pool(pool.name)
      for flow in PoolFlow.allCases { addFlow(place, .poolFlow(flow), sites.flow(flow, p), plan, detail) }
      for stock in PoolStock.allCases { addStock(place, .pool(stock), sites.stock(stock, p), plan, detail) }
      add(FigureKey(place, .menteesEach), .fine, .menteesEach, p)
    }
    for (p, position) in plan.positions.enumerated() {
      let place = FigureKey.Place.position(position.name)
      for flow in PositionFlow.allCases {
        addFlow(place, .positionFlow(flow), sites.flow(flow, p), plan, detail)
      }
      for stock in PositionStock.allCases {
        addStock(
          place, .position(stock), sites.stock(stock, p), plan, detail, isOfPeople: stock == .seated)
      }
    }
    for (s, source) in plan.sources.enumerated() {
      let place = FigureKey.Place.source(source.name)
      for flow in SourceFlow.allCases {
        addFlow(
          place, .sourceFlow(flow), sites.sourceFlow(flow, s), plan, detail)
      }
      let key = FigureKey(place, .last(.onTheWay))
      add(key, .whole, .last, sites.onTheWay(s))
      if detail.byMonth { addMonths(key, .stockMonth, sites.onTheWay(s)) }
      addSplit(key, .splitLast, .splitStock, sites.onTheWay(s), plan, detail)
    }
    for (f, fund) in plan.funds.enumerated() {
      add(FigureKey(.fund(fund.name), .paid), .whole, .paid, f)
      if detail.byMonth { addMonths(FigureKey(.fund(fund.name), .paid), .paidMonth, f) }
    }
    for (c, cost) in plan.costs.enumerated() {
      let place = FigureKey.Place.cost(cost.name)
      add(FigureKey(place, .incurred), .whole, .incurred, c)
      if detail.byMonth { addMonths(FigureKey(place, .incurred), .incurredMonth, c) }
      addSplit(FigureKey(place, .incurred), .splitCost, .splitCostMonth, c, plan, detail)
      add(FigureKey(place, .unpaid), .whole, .unpaid, c)
      if detail.byMonth { addMonths(FigureKey(place, .unpaid), .unpaidMonth, c) }
    }
    places = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func add(_ key: FigureKey, _ grain: Grain, _ reading: Reading, _ site: Int) {
    if let last = stretches.last, last.reading == reading, last.first + last.count == site {
      stretches[stretches.count - 1].count += 1
    } else {
      stretches.append(Stretch(reading: reading, first: site, place: keys.count, count: 1))
    }
    keys.append(key)
    grains.append(grain)
  }

  private mutating func addFlow(
    _ place: FigureKey.Place, _ measure: FigureKey.Measure, _ site: Int, _ plan: Plan, _ detail: Detail
  ) {
    add(FigureKey(place, measure), .whole, .flow, site)
    if detail.byMonth { addMonths(FigureKey(place, measure), .flowMonth, site) }
    if detail.byGroup {
      let (offsets, count) = plan.groupOffsets
      for (d, dimension) in plan.dimensions.enumerated() {
        for (v, value) in dimension.values.enumerated() {
          var key = FigureKey(place, measure)
          key.dimension = dimension.name
          key.group = value
          add(key, .whole, .flowGroup, site * count + offsets[d] + v)
        }
      }
    }
    addSplit(FigureKey(place, measure), nil, .splitFlow, site, plan, detail)
  }

  private mutating func addStock(
    _ place: FigureKey.Place, _ stock: FigureKey.Stock, _ site: Int, _ plan: Plan, _ detail: Detail,
    isOfPeople: Bool = true
  ) {
    add(FigureKey(place, .peak(stock)), .whole, .peak, site)
    add(FigureKey(place, .mean(stock)), .fine, .mean, site)
    add(FigureKey(place, .last(stock)), .whole, .last, site)
    if detail.byMonth { addMonths(FigureKey(place, .last(stock)), .stockMonth, site) }
    if isOfPeople { addSplit(FigureKey(place, .last(stock)), .splitLast, .splitStock, site, plan, detail) }
  }

  private mutating func addMonths(_ key: FigureKey, _ reading: Reading, _ site: Int) {
    for month in 0..<months {
      var key = key
      key.month = month
      add(key, .whole, reading, site * months + month)
    }
  }

  /// By the groups of the dimension that the study is split by: in all, and by month.
  private mutating func addSplit(
    _ key: FigureKey, _ whole: Reading?, _ monthly: Reading, _ site: Int, _ plan: Plan, _ detail: Detail
  ) {
    guard let split = detail.split, plan.dimensions.indices.contains(split) else { return }
    let values = plan.dimensions[split].values
    for (v, value) in values.enumerated() {
      var key = key
      key.dimension = plan.dimensions[split].name
      key.group = value
      if let whole { add(key, .whole, whole, site * values.count + v) }
      addMonths(key, monthly, site * values.count + v)
    }
  }

  /// Takes the figures of a run, in grains; `Int.min` where one is undefined.
  func read(_ run: inout Run, into values: UnsafeMutablePointer<Int>) {
    for stretch in stretches {
      let sites = stretch.first..<stretch.first + stretch.count
      let out = values + (stretch.place - stretch.first)
      switch stretch.reading {
      case .flow: for site in sites { out[site] = run.counts.flows[site] }
      case .flowMonth: for site in sites { out[site] = Int(run.counts.flowMonths[site]) }
      case .flowGroup: for site in sites { out[site] = Int(run.counts.flowGroups[site]) }
      case .peak: for site in sites { out[site] = run.counts.peaks[site] }
      case .last: for site in sites { out[site] = run.counts.level(site) }
      case .stockMonth: for site in sites { out[site] = Int(run.counts.stockMonths[site]) }
      case .mean:
        for site in sites { out[site] = fine(Double(run.counts.integral(site)), Double(dayCount)) }
      case .waited:
        for s in sites {
          let entered = run.counts.flows[self.sites.flow(.entered, s)]
          out[s] = fine(Double(run.counts.waitedDays[s]), Double(entered))
        }
      case .menteesEach:
        for p in sites {
          let mentees = run.counts.integral(self.sites.stock(.mentees, p))
          let members = run.counts.integral(self.sites.stock(.members, p))
          out[p] = fine(Double(mentees), Double(members))
        }
      case .paid: for f in sites { out[f] = run.fundSpent[f] }
      case .paidMonth: for site in sites { out[site] = run.counts.paidMonths[site] }
      case .incurred: for c in sites { out[c] = run.costIncurred[c] }
      case .incurredMonth: for site in sites { out[site] = run.counts.incurredMonths[site] }
      case .unpaid: for c in sites { out[c] = run.costUnpaid[c] }
      case .unpaidMonth: for site in sites { out[site] = run.counts.unpaidMonths[site] }
      case .splitFlow: for site in sites { out[site] = Int(run.counts.split.flows[site]) }
      case .splitLast: for site in sites { out[site] = run.counts.split.levels[site] }
      case .splitStock: for site in sites { out[site] = Int(run.counts.split.stocks[site]) }
      case .splitCost: for site in sites { out[site] = run.counts.split.costTotals[site] }
      case .splitCostMonth: for site in sites { out[site] = run.counts.split.costs[site] }
      }
    }
  }

  private func fine(_ part: Double, _ whole: Double) -> Int {
    whole == 0 ? .min : Tally.grains(part / whole, .fine) ?? .min
  }
}
