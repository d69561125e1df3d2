// One figure over many runs: mean, spread and percentiles in memory that does not grow with the runs. Tallies add up
// exactly, in any order and any grouping: sums are of whole numbers.

import RungModel

/// In how many parts a figure's unit is counted: people and money whole, means and shares in 2⁻²⁰.
package enum Grain: Int, Sendable {
  case whole = 1
  case fine = 1_048_576
}

/// Percentiles are those of a histogram: exact up to 2 048 grains, beyond with an error of at most 1 in 2 048 of the
/// value. A mean of fine grain is rounded to 2⁻²¹ at most for each run; everything else is exact.
package struct Tally: Sendable, Equatable {
  package let grain: Grain
  package private(set) var count = 0
  /// Runs in which the figure is undefined, as a share of nobody is.
  package private(set) var undefined = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0
  package private(set) var low = Int.max
  package private(set) var high = Int.min
  /// Of bin `firstBin` and those after it.
  private var bins: [Int] = []
  private var firstBin = 0

  package init(_ grain: Grain) { self.grain = grain }

  /// A run's value in grains; nil where it is undefined.
  static func grains(_ value: Double, _ grain: Grain) -> Int? {
    guard value.isFinite else { return nil }
    let scaled = (value * Double(grain.rawValue)).rounded()
    return Int(max(-0x1p52, min(0x1p52, scaled)))
  }

  mutating func add(_ value: Double) {
    if let grains = Tally.grains(value, grain) { add(grains) } else { undefined += 1 }
  }

  mutating func addUndefined() { undefined += 1 }

  mutating func add(_ grains: Int) {
    count += 1
    sum += Int128(grains)
    squares += Int128(grains) * Int128(grains)
    low = min(low, grains)
    high = max(high, grains)
    let bin = Tally.bin(of: grains)
    makeRoom(bin, bin)
    bins[bin - firstBin] += 1
  }

  /// The values of several runs, so far apart in memory; `Int.min` where the figure is undefined. As `add` of each, in
  /// a fraction of the time. Contract: at most 64 of them.
  mutating func add(_ values: UnsafePointer<Int>, apart stride: Int, count number: Int) {
    var least = Int.max
    var most = Int.min
    var known = 0
    for row in 0..<number {
      let value = values[row * stride]
      guard value != .min else { continue }
      known += 1
      least = min(least, value)
      most = max(most, value)
    }
    undefined += number - known
    guard known > 0 else { return }
    guard least > -Tally.small, most < Tally.small else {
      for row in 0..<number where values[row * stride] != .min { add(values[row * stride]) }
      return
    }
    count += known
    low = min(low, least)
    high = max(high, most)
    makeRoom(Tally.bin(of: least), Tally.bin(of: most))
    if least == most {
      sum += Int128(least * known)
      squares += Int128(least * least * known)
      bins[Tally.bin(of: least) - firstBin] += known
      return
    }
    var total = 0
    var totalOfSquares = 0
    let first = firstBin
    bins.withUnsafeMutableBufferPointer { bins in
      for row in 0..<number {
        let value = values[row * stride]
        guard value != .min else { continue }
        total += value
        totalOfSquares += value * value
        bins[Tally.bin(of: value) - first] += 1
      }
    }
    sum += Int128(total)
    squares += Int128(totalOfSquares)
  }

  /// 64 squares of what is less than this are less than 2⁶².
  private static let small = 1 << 28

  /// The histogram holds these bins and all between them.
  @inline(__always)
  private mutating func makeRoom(_ first: Int, _ last: Int) {
    if first >= firstBin, last - firstBin < bins.count, !bins.isEmpty { return }
    enlarge(first, last)
  }

  private mutating func enlarge(_ first: Int, _ last: Int) {
    if bins.isEmpty {
      firstBin = first
      bins = [Int](repeating: 0, count: last - first + 1)
      return
    }
    if first < firstBin {
      bins.insert(contentsOf: repeatElement(0, count: firstBin - first), at: 0)
      firstBin = first
    }
    let place = last - firstBin
    if place >= bins.count { bins.append(contentsOf: repeatElement(0, count: place - bins.count + 1)) }
  }

  mutating func merge(_ other: Tally) {
    count += other.count
    undefined += other.undefined
    sum += other.sum
    squares += other.squares
    low = min(low, other.low)
    high = max(high, other.high)
    guard !other.bins.isEmpty else { return }
    if bins.isEmpty {
      bins = other.bins
      firstBin = other.firstBin
      return
    }
    let first = min(firstBin, other.firstBin)
    let last = max(firstBin + bins.count, other.firstBin + other.bins.count)
    var merged = [Int](repeating: 0, count: last - first)
    for (place, number) in bins.enumerated() { merged[firstBin - first + place] += number }
    for (place, number) in other.bins.enumerated() { merged[other.firstBin - first + place] += number }
    bins = merged
    firstBin = first
  }

  // MARK: Bins

  /// 2 048 bins of one grain, then 1 024 for each doubling; negative ones mirrored.
  @inline(__always)
  static func bin(of grains: Int) -> Int {
    // −(g + 1) of a negative one, without a branch; and back.
    let sign = grains >> 63
    let size = grains ^ sign
    guard size >= 1024 else { return grains }
    let doublings = 63 - 10 - size.leadingZeroBitCount
    return (1024 * doublings + (size >> doublings)) ^ sign
  }

  /// The middle of a bin, in grains.
  static func middle(of bin: Int) -> Double {
    if bin < 0 { return -1 - middle(of: -1 - bin) }
    guard bin >= 1024 else { return Double(bin) }
    let doublings = bin / 1024 - 1
    let start = (bin % 1024 + 1024) << doublings
    return Double(start) + Double((1 << doublings) - 1) / 2
  }

  // MARK: Asking

  private func value(_ grains: Double) -> Double { grains / Double(grain.rawValue) }

  package var mean: Double { count == 0 ? .nan : value(Double(sum) / Double(count)) }

  package var standardDeviation: Double {
    guard count > 1 else { return count == 0 ? .nan : 0 }
    // n·Σx² − (Σx)² in whole numbers where they fit; beyond, by means.
    let n = Int128(count)
    let (first, over1) = squares.multipliedReportingOverflow(by: n)
    let (second, over2) = sum.multipliedReportingOverflow(by: sum)
    let spread: Double
    if over1 || over2 {
      let mean = Double(sum) / Double(count)
      spread = max(0, Double(squares) / Double(count) - mean * mean) * Double(count)
    } else {
      spread = Double(first - second) / Double(count)
    }
    return value((spread / Double(count - 1)).squareRoot())
  }

  /// Of the mean.
  package var standardError: Double { standardDeviation / Double(max(1, count)).squareRoot() }

  package var minimum: Double { count == 0 ? .nan : value(Double(low)) }
  package var maximum: Double { count == 0 ? .nan : value(Double(high)) }

  /// The least value with at least a share p of the runs at or below it.
  package func quantile(_ p: Double) -> Double {
    guard count > 0 else { return .nan }
    let rank = max(1, Int((p * Double(count)).rounded(.up)))
    var seen = 0
    for (place, number) in bins.enumerated() {
      seen += number
      if seen >= rank {
        return value(max(Double(low), min(Double(high), Tally.middle(of: firstBin + place))))
      }
    }
    return maximum
  }

  /// Whether every run had the same.
  package var isConstant: Bool { count == 0 || low == high }

  /// The share of runs with a value above 0.
  package var shareAbove: Double {
    guard count > 0 else { return .nan }
    var above = 0
    for (place, number) in bins.enumerated() where firstBin + place > 0 { above += number }
    return Double(above) / Double(count)
  }

  /// Runs with a value other than 0.
  package var nonzero: Int {
    let place = -firstBin
    return count - (bins.indices.contains(place) ? bins[place] : 0)
  }
}
