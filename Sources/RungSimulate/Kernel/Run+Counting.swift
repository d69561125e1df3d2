// Where a run tells its counts what happened, and reads them at the end.

import RungModel

extension Run {
  @inline(__always)
  mutating func groups(_ u: Int32) -> UnsafePointer<UInt8> {
    UnsafePointer(attributes.at + (u >= 0 ? Int(u) * dimensionCount : 0))
  }

  @inline(__always)
  mutating func flow(_ site: Int, _ u: Int32) {
    let unit = units.at + Int(u)
    counts.flow(
      site, Int(unit.pointee.size), source: unit.pointee.source, groups(u), day: day, month: month)
    if keepsTrail { note(.flow(site: site), u, Int(unit.pointee.size)) }
  }

  mutating func note(_ kind: TrailEntry.Kind, _ u: Int32, _ amount: Int) {
    if keepsTrail { trail.append(TrailEntry(day: day, kind: kind, unit: Int(u), amount: amount)) }
  }

  @inline(__always)
  mutating func stock(_ site: Int, _ change: Int, _ u: Int32) {
    if u < 0 {
      counts.stock(site, change, source: -1, nil)
    } else {
      counts.stock(site, change, source: units[u].source, groups(u))
    }
  }

  /// People with a place who lack only a mentor: the level changes as a whole, by group it is counted anew.
  mutating func relack(_ s: Int, _ lacking: Int32) {
    let site = sites.stock(.withoutMentor, s)
    let change = Int(lacking - stageState[s].lacking)
    stageState.at[s].lacking = lacking
    if !counts.watchesGroups {
      if change != 0 { counts.stock(site, change, source: -1, nil) }
      return
    }
    for u in lackingUnits[s] {
      if isGivenUp() { return }
      stock(site, -Int(units[u].size), u)
    }
    lackingUnits[s].removeAll(keepingCapacity: true)
    var left = lacking
    var u = stageState[s].queueHead
    while u >= 0, left > 0, !isGivenUp() {
      if units[u].state == .waiting, Int(units[u].stage) == s {
        lackingUnits[s].append(u)
        stock(site, Int(units[u].size), u)
        left -= units[u].size
      }
      u = units[u].link
    }
  }

  // MARK: Retention

  mutating func watch(_ origin: Origin, _ u: Int32) {
    let place = number(of: origin)
    for number in counts.retentionOf[place].range {
      let watch = counts.retention[number]
      guard counts.fits(watch.filter, units[u].source, groups(u)) else { continue }
      let when = day(after: watch.after, from: day)
      if when < dayCount {
        schedule(.close, when, .retainedCheck, u, Int32(truncatingIfNeeded: watch.result))
      } else {
        counts.retainedLeftOut[watch.result] += Int(units[u].size)
      }
    }
  }

  mutating func retainedCheck(_ u: Int32, _ result: Int) {
    let unit = units[u]
    counts.retainedOf[result] += Int(unit.size)
    let isActive =
      unit.state == .waiting || unit.state == .candidate || unit.state == .inside || memberships[u] != 0
      || seatings[u] != 0
    if isActive { counts.sums[result] += Int(unit.size) }
  }

  // MARK: The end

  @inline(__always)
  mutating func closeDay() { counts.close(day) }

  mutating func finish() { counts.finish(dayCount) }

  /// The number of each observable, in this run; undefined is `nan`.
  mutating func observed(_ number: Int) -> Double {
    switch plan.observables[number] {
    case .flow, .paid, .incurred: return Double(counts.sums[number])
    case .stock(_, let moment, let days, _):
      for place in 0..<counts.stockRecords.count where Int(counts.stockRecords[place].result) == number {
        let value = Double(counts.stockRecords[place].value)
        guard moment == .mean else { return value }
        let first = max(0, days.first)
        let last = min(dayCount - 1, days.last)
        return first <= last ? value / Double(last - first + 1) : .nan
      }
      return .nan
    case .retained:
      let all = counts.retainedOf[number]
      return all == 0 ? .nan : Double(counts.sums[number]) / Double(all)
    case .ties(let pools):
      var pairs: [UInt64] = []
      for pool in pools { pairs += ties.pairs[pool] }
      pairs.sort()
      var distinct = 0
      for (place, pair) in pairs.enumerated() where place == 0 || pairs[place - 1] != pair { distinct += 1 }
      return Double(distinct)
    }
  }
}
