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
  private enum Reading: Sendable {
    case flow(Int), flowMonth(Int), flowGroup(Int)
    case peak(Int), mean(Int), last(Int), stockMonth(Int)
    case waited(Int), menteesEach(Int)
    case paid(Int), paidMonth(Int), incurred(Int), unpaid(Int)
  }

  private(set) var keys: [FigureKey] = []
  private(set) var grains: [Grain] = []
  private var readings: [Reading] = []
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
      add(FigureKey(place, .waited), .fine, .waited(s))
      for stock in StageStock.allCases { addStock(place, .stage(stock), sites.stock(stock, s), detail) }
    }
    for (p, pool) in plan.pools.enumerated() {
      let place = FigureKey.Place.pool(pool.name)
      for flow in PoolFlow.allCases { addFlow(place, .poolFlow(flow), sites.flow(flow, p), plan, detail) }
      for stock in PoolStock.allCases { addStock(place, .pool(stock), sites.stock(stock, p), detail) }
      add(FigureKey(place, .menteesEach), .fine, .menteesEach(p))
    }
    for (p, position) in plan.positions.enumerated() {
      let place = FigureKey.Place.position(position.name)
      for flow in PositionFlow.allCases {
        addFlow(place, .positionFlow(flow), sites.flow(flow, p), plan, detail)
      }
      for stock in PositionStock.allCases { addStock(place, .position(stock), sites.stock(stock, p), detail) }
    }
    for (s, source) in plan.sources.enumerated() {
      let place = FigureKey.Place.source(source.name)
      for flow in SourceFlow.allCases {
        addFlow(
          place, .sourceFlow(flow), sites.sourceFlow(flow, s), plan,
          Detail(byMonth: false, byGroup: detail.byGroup))
      }
      add(FigureKey(place, .last(.onTheWay)), .whole, .last(sites.onTheWay(s)))
    }
    for (f, fund) in plan.funds.enumerated() {
      add(FigureKey(.fund(fund.name), .paid), .whole, .paid(f))
      guard detail.byMonth else { continue }
      for month in 0..<months {
        var key = FigureKey(.fund(fund.name), .paid)
        key.month = month
        add(key, .whole, .paidMonth(f * months + month))
      }
    }
    for (c, cost) in plan.costs.enumerated() {
      add(FigureKey(.cost(cost.name), .incurred), .whole, .incurred(c))
      add(FigureKey(.cost(cost.name), .unpaid), .whole, .unpaid(c))
    }
  }

  private mutating func add(_ key: FigureKey, _ grain: Grain, _ reading: Reading) {
    keys.append(key)
    grains.append(grain)
    readings.append(reading)
  }

  private mutating func addFlow(
    _ place: FigureKey.Place, _ measure: FigureKey.Measure, _ site: Int, _ plan: Plan, _ detail: Detail
  ) {
    add(FigureKey(place, measure), .whole, .flow(site))
    if detail.byMonth {
      for month in 0..<months {
        var key = FigureKey(place, measure)
        key.month = month
        add(key, .whole, .flowMonth(site * months + month))
      }
    }
    if detail.byGroup {
      let (offsets, count) = plan.groupOffsets
      for (d, dimension) in plan.dimensions.enumerated() {
        for (v, value) in dimension.values.enumerated() {
          var key = FigureKey(place, measure)
          key.dimension = dimension.name
          key.group = value
          add(key, .whole, .flowGroup(site * count + offsets[d] + v))
        }
      }
    }
  }

  private mutating func addStock(
    _ place: FigureKey.Place, _ stock: FigureKey.Stock, _ site: Int, _ detail: Detail
  ) {
    add(FigureKey(place, .peak(stock)), .whole, .peak(site))
    add(FigureKey(place, .mean(stock)), .fine, .mean(site))
    add(FigureKey(place, .last(stock)), .whole, .last(site))
    guard detail.byMonth else { return }
    for month in 0..<months {
      var key = FigureKey(place, .last(stock))
      key.month = month
      add(key, .whole, .stockMonth(site * months + month))
    }
  }

  /// Takes the figures of a run, in grains; `Int.min` where one is undefined.
  func read(_ run: inout Run, into values: UnsafeMutablePointer<Int>) {
    for (place, reading) in readings.enumerated() {
      switch reading {
      case .flow(let site): values[place] = run.counts.flows[site]
      case .flowMonth(let site): values[place] = Int(run.counts.flowMonths[site])
      case .flowGroup(let site): values[place] = Int(run.counts.flowGroups[site])
      case .peak(let site): values[place] = run.counts.peaks[site]
      case .last(let site): values[place] = run.counts.level(site)
      case .stockMonth(let site): values[place] = Int(run.counts.stockMonths[site])
      case .mean(let site): values[place] = fine(Double(run.counts.integral(site)), Double(dayCount))
      case .waited(let s):
        values[place] = fine(
          Double(run.counts.waitedDays[s]), Double(run.counts.flows[sites.flow(.entered, s)]))
      case .menteesEach(let p):
        values[place] = fine(
          Double(run.counts.integral(sites.stock(.mentees, p))),
          Double(run.counts.integral(sites.stock(.members, p))))
      case .paid(let f): values[place] = run.fundSpent[f]
      case .paidMonth(let site): values[place] = run.counts.paidMonths[site]
      case .incurred(let c): values[place] = run.costIncurred[c]
      case .unpaid(let c): values[place] = run.costUnpaid[c]
      }
    }
  }

  private func fine(_ part: Double, _ whole: Double) -> Int {
    whole == 0 ? .min : Tally.grains(part / whole, .fine) ?? .min
  }
}
