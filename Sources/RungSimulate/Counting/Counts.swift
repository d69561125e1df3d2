// What one run counted. A stock of a day is what stands when the day is over.

import RungModel

/// A count of some of a flow: of days, sources and groups.
struct FlowWatch: BitwiseCopyable {
  var next: Int32
  let result: Int32
  let first: Int
  let last: Int
  let filter: Int32
}

/// A stock of some: its level, and what is asked of it.
struct StockWatch: BitwiseCopyable {
  var next: Int32
  let filter: Int32
}

struct StockRecord: BitwiseCopyable {
  let result: Int32
  let isLevel: Bool
  let isPeak: Bool
  var first: Int
  var last: Int
  var level = 0
  var closed = 0
  var since = 0
  var value = 0
  var isTouched = false
}

struct FilterRecord: BitwiseCopyable {
  let isAnySource: Bool
  var groups: Slice
}

struct GroupTest: BitwiseCopyable {
  let dimension: Int32
  let value: UInt8
}

struct RetentionWatch: BitwiseCopyable {
  let result: Int
  let after: Stretch
  let filter: Int32
}

struct Counts: ~Copyable {
  let detail: Detail
  let months: Int
  let groups: Int
  /// Where each dimension's values begin among all.
  private let groupStart: Column<Int32>
  let sourceCount: Int
  /// People by flow, since the beginning of the run.
  let flows: Column<Int>
  let flowMonths: Column<Int32>
  let flowGroups: Column<Int32>
  /// Levels of stocks now, at the end of the last day that changed them, and since when.
  private let levels: Column<Int>
  private let closed: Column<Int>
  private let since: Column<Int32>
  private let integrals: Column<Int>
  let peaks: Column<Int>
  let stockMonths: Column<Int32>
  private let isTouched: Column<Bool>
  private var touched = Column<Int32>()
  /// Days that those who entered a stage had waited, in sum.
  let waitedDays: Column<Int>
  // Observables.
  let flowHead: Column<Int32>
  let flowWatches: Column<FlowWatch>
  let stockHead: Column<Int32>
  let stockWatches: Column<StockWatch>
  let stockRecords: Column<StockRecord>
  private var touchedRecords = Column<Int32>()
  let filters: Column<FilterRecord>
  let filterSources: Column<Bool>
  let groupTests: Column<GroupTest>
  /// Where the record of a watch is.
  let recordOfWatch: Column<Int32>
  let sums: Column<Int>
  let retainedOf: Column<Int>
  let retainedLeftOut: Column<Int>
  /// By fund and by cost: the first of the watches of its money.
  let fundHead: Column<Int32>
  let costHead: Column<Int32>
  let moneyWatches: Column<FlowWatch>
  /// By origin.
  let retentionOf: Column<Slice>
  let retention: Column<RetentionWatch>
  let watchesRetention: Bool
  /// Whether a stock without mentor is asked for by group: people who wait are then looked at one by one.
  let watchesGroups: Bool
  let paidMonths: Column<Int>
  /// Of costs: what they came to and what no fund paid.
  let incurredMonths: Column<Int>
  let unpaidMonths: Column<Int>
  /// By the groups of one dimension, and months: flows, stocks (and as they stand), costs (and in all).
  let split: SplitCounts
  private let seatTotals: Column<Int>
  /// Of entrants by commitment, in the pilot runs that calibrate it.
  let entrants: Column<Int32>
  private let countsEntrants: Bool

  static let entrantBins = 256
  static let entrantWidth = 1.0 / 16

  // MARK: Beginning

  init(_ plan: Plan, _ sites: Sites, _ detail: Detail, countsEntrants: Bool) {
    self.detail = detail
    self.countsEntrants = countsEntrants
    months = plan.calendar.monthCount
    groups = plan.groupOffsets.count
    groupStart = Column(plan.groupOffsets.offsets.map { Int32($0) })
    sourceCount = sites.sources
    let flowCount = sites.flowCount
    let stockCount = sites.stockCount
    flows = Column(repeating: 0, count: flowCount)
    flowMonths = Column(repeating: 0, count: detail.byMonth ? flowCount * months : 0)
    flowGroups = Column(repeating: 0, count: detail.byGroup ? flowCount * groups : 0)
    levels = Column(repeating: 0, count: stockCount)
    closed = Column(repeating: 0, count: stockCount)
    since = Column(repeating: 0, count: stockCount)
    integrals = Column(repeating: 0, count: stockCount)
    peaks = Column(repeating: 0, count: stockCount)
    stockMonths = Column(repeating: 0, count: detail.byMonth ? stockCount * months : 0)
    isTouched = Column(repeating: false, count: stockCount)
    waitedDays = Column(repeating: 0, count: sites.stages)
    paidMonths = Column(repeating: 0, count: detail.byMonth ? plan.funds.count * months : 0)
    incurredMonths = Column(repeating: 0, count: detail.byMonth ? plan.costs.count * months : 0)
    unpaidMonths = Column(repeating: 0, count: detail.byMonth ? plan.costs.count * months : 0)
    split = SplitCounts(plan, sites, detail)
    seatTotals = Column(repeating: 0, count: sites.positions)
    entrants = Column(repeating: 0, count: countsEntrants ? sites.stages * Counts.entrantBins : 0)
    let layout = ObservableLayout(plan, sites)
    flowHead = Column(layout.flowHead)
    flowWatches = Column(layout.flowWatches)
    stockHead = Column(layout.stockHead)
    stockWatches = Column(layout.stockWatches)
    stockRecords = Column(layout.stockRecords)
    recordOfWatch = Column(layout.recordOfWatch)
    filters = Column(layout.filters)
    filterSources = Column(layout.filterSources)
    groupTests = Column(layout.groupTests)
    sums = Column(repeating: 0, count: plan.observables.count)
    retainedOf = Column(repeating: 0, count: plan.observables.count)
    retainedLeftOut = Column(repeating: 0, count: plan.observables.count)
    fundHead = Column(layout.fundHead)
    costHead = Column(layout.costHead)
    moneyWatches = Column(layout.moneyWatches)
    var retentions = Flattened<RetentionWatch>()
    retentionOf = Column(layout.retention.map { retentions.add($0) })
    retention = Column(retentions.elements)
    watchesRetention = layout.retention.contains { !$0.isEmpty }
    watchesGroups =
      detail.split != nil
      || layout.stockRecords.indices.contains { record in
        layout.watchedFilters[record].map { !layout.isOpen[Int($0)] } ?? false
      }
  }

  mutating func begin() {
    flows.fill(0)
    flowMonths.fill(0)
    flowGroups.fill(0)
    levels.fill(0)
    closed.fill(0)
    since.fill(0)
    integrals.fill(0)
    peaks.fill(0)
    stockMonths.fill(0)
    isTouched.fill(false)
    touched.clear()
    touchedRecords.clear()
    waitedDays.fill(0)
    paidMonths.fill(0)
    incurredMonths.fill(0)
    unpaidMonths.fill(0)
    split.begin()
    sums.fill(0)
    retainedOf.fill(0)
    retainedLeftOut.fill(0)
    for place in 0..<stockRecords.count {
      let record = stockRecords.at + place
      record.pointee.level = 0
      record.pointee.closed = 0
      record.pointee.since = 0
      record.pointee.value = 0
      record.pointee.isTouched = false
    }
  }

  /// A stock is asked for on this day.
  mutating func set(_ observable: Int, on day: Int) {
    for place in 0..<stockRecords.count where Int(stockRecords[place].result) == observable {
      stockRecords.at[place].first = day
      stockRecords.at[place].last = day
    }
  }

  // MARK: Flows

  @inline(__always)
  mutating func flow(
    _ site: Int, _ people: Int, source: Int32, _ attributes: UnsafePointer<UInt8>, day: Int, month: Int
  ) {
    flows[site] += people
    if detail.byMonth { flowMonths[site * months + month] += Int32(truncatingIfNeeded: people) }
    if detail.byGroup {
      for dimension in 0..<groupStart.count {
        let place = site * groups + Int(groupStart[dimension]) + Int(attributes[dimension])
        flowGroups[place] += Int32(truncatingIfNeeded: people)
      }
    }
    if split.isKept { split.flow(site, people, attributes, month: month) }
    var watch = flowHead[site]
    while watch >= 0 {
      let record = flowWatches[watch]
      if day >= record.first, day <= record.last, fits(record.filter, source, attributes) {
        sums[Int(record.result)] += people
      }
      watch = record.next
    }
  }

  @inline(__always)
  mutating func fits(_ filter: Int32, _ source: Int32, _ attributes: UnsafePointer<UInt8>) -> Bool {
    if filter < 0 { return true }
    let record = filters[filter]
    if !record.isAnySource {
      guard source >= 0, filterSources[Int(filter) * sourceCount + Int(source)] else { return false }
    }
    for place in record.groups.range
    where attributes[Int(groupTests[place].dimension)] != groupTests[place].value { return false }
    return true
  }

  mutating func paid(_ fund: Int, _ amount: Int, day: Int, month: Int) {
    if detail.byMonth { paidMonths[fund * months + month] += amount }
    watch(from: fundHead[fund], amount, day: day)
  }

  mutating func incurred(
    _ cost: Int, _ amount: Int, _ attributes: UnsafePointer<UInt8>?, day: Int, month: Int
  ) {
    if detail.byMonth { incurredMonths[cost * months + month] += amount }
    if split.isKept, let attributes { split.cost(cost, amount, attributes, month: month) }
    watch(from: costHead[cost], amount, day: day)
  }

  mutating func unpaid(_ cost: Int, _ amount: Int, month: Int) {
    if detail.byMonth { unpaidMonths[cost * months + month] += amount }
  }

  private mutating func watch(from head: Int32, _ amount: Int, day: Int) {
    var next = head
    while next >= 0 {
      let watch = moneyWatches[next]
      if day >= watch.first, day <= watch.last { sums[Int(watch.result)] += amount }
      next = watch.next
    }
  }

  mutating func waited(_ stage: Int, days: Int) { waitedDays[stage] += days }

  @inline(__always)
  mutating func entrant(_ stage: Int, _ commitment: Double) {
    guard countsEntrants else { return }
    let place = Int((commitment / Counts.entrantWidth).rounded(.down)) + Counts.entrantBins / 2
    entrants[stage * Counts.entrantBins + max(0, min(Counts.entrantBins - 1, place))] += 1
  }

  mutating func seats(_ position: Int, _ count: Int) { seatTotals[position] = count }
  mutating func seatsOf(_ position: Int) -> Int { seatTotals[position] }

  // MARK: Stocks

  mutating func level(_ site: Int) -> Int { levels[site] }

  @inline(__always)
  mutating func stock(_ site: Int, _ change: Int, source: Int32, _ attributes: UnsafePointer<UInt8>?) {
    levels[site] += change
    if !isTouched[site] {
      isTouched[site] = true
      touched.append(Int32(truncatingIfNeeded: site))
    }
    if split.isKept, let attributes { split.stock(site, change, attributes) }
    var watch = stockHead[site]
    while watch >= 0 {
      let record = stockWatches[watch]
      if record.filter < 0 || attributes.map({ fits(record.filter, source, $0) }) ?? false {
        changeRecord(recordOfWatch[watch], by: change)
      }
      watch = record.next
    }
  }

  mutating func changeRecord(_ place: Int32, by change: Int) {
    let record = stockRecords.at + Int(place)
    record.pointee.level += change
    if !record.pointee.isTouched {
      record.pointee.isTouched = true
      touchedRecords.append(place)
    }
  }

  /// The day is over.
  @inline(__always)
  mutating func close(_ day: Int) {
    if touched.count > 0 {
      for place in 0..<touched.count {
        let site = Int(touched[place])
        isTouched[site] = false
        guard levels[site] != closed[site] else { continue }
        integrals[site] += closed[site] * (day - Int(since[site]))
        closed[site] = levels[site]
        since[site] = Int32(truncatingIfNeeded: day)
        if levels[site] > peaks[site] { peaks[site] = levels[site] }
      }
      touched.clear()
    }
    if touchedRecords.count > 0 {
      for place in 0..<touchedRecords.count {
        let record = stockRecords.at + Int(touchedRecords[place])
        record.pointee.isTouched = false
        settle(record, until: day)
        record.pointee.closed = record.pointee.level
        record.pointee.since = day
      }
      touchedRecords.clear()
    }
  }

  /// What stood from one day's end until the day before another's.
  private mutating func settle(_ record: UnsafeMutablePointer<StockRecord>, until day: Int) {
    let first = max(record.pointee.first, record.pointee.since)
    let last = min(record.pointee.last, day - 1)
    guard first <= last else { return }
    if record.pointee.isLevel {
      // Of the last of the days that are asked for.
      record.pointee.value = record.pointee.closed
    } else if record.pointee.isPeak {
      record.pointee.value = max(record.pointee.value, record.pointee.closed)
    } else {
      record.pointee.value += record.pointee.closed * (last - first + 1)
    }
  }

  /// People-days of a stock up to the end of a day that is not over yet.
  mutating func daysSoFar(_ site: Int, _ day: Int) -> Int {
    integrals[site] + closed[site] * (day - Int(since[site])) + levels[site]
  }

  mutating func closeMonth(_ month: Int) {
    if split.isKept { split.closeMonth(month) }
    guard detail.byMonth else { return }
    for site in 0..<levels.count { stockMonths[site * months + month] = Int32(clamping: levels[site]) }
  }

  /// The horizon is over.
  mutating func finish(_ dayCount: Int) {
    for site in 0..<levels.count {
      integrals[site] += closed[site] * (dayCount - Int(since[site]))
      since[site] = Int32(truncatingIfNeeded: dayCount)
    }
    for place in 0..<stockRecords.count { settle(stockRecords.at + place, until: dayCount) }
  }

  /// People-days over the whole run.
  mutating func integral(_ site: Int) -> Int { integrals[site] }
}
