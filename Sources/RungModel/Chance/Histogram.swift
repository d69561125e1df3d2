// A small histogram, and its one-line picture.

/// Counts of values in bins of equal width. Values beyond the ends are counted in the outermost bins.
package struct Histogram: Hashable, Sendable {
  /// Where the first bin starts and the last one ends; a single bin of no width when all values are one.
  package let low: Double
  package let high: Double
  package let counts: [Int]

  /// At most ten bins over what lies between the 0.5th and the 99.5th percentile; of whole numbers each bin
  /// holds equally many of them. `values` rise and are not `nan`; infinite ones count at the ends.
  package init(ofSorted values: [Double]) {
    let finite = values.filter(\.isFinite)
    let low = Stratified.quantile(0.005, ofSorted: finite)
    let high = Stratified.quantile(0.995, ofSorted: finite)
    guard low < high else {
      self.init(low: low, high: low, counts: values.isEmpty ? [] : [values.count])
      return
    }
    if high - low < 0x1p52, values.allSatisfy({ $0.rounded(.down) == $0 }) {
      let width = ((high - low + 1) / Double(Histogram.mostBins)).rounded(.up)
      let bins = Int(((high - low + 1) / width).rounded(.up))
      self.init(values, low: low, high: low + Double(bins) * width, bins: bins)
    } else {
      self.init(values, low: low, high: high, bins: Histogram.mostBins)
    }
  }

  package static let mostBins = 10

  private init(_ values: [Double], low: Double, high: Double, bins: Int) {
    var counts = [Int](repeating: 0, count: bins)
    // Halves, so that the widest range stays finite.
    let range = high / 2 - low / 2
    for value in values {
      let place = (value / 2 - low / 2) / range * Double(bins)
      counts[place > 0 ? (place < Double(bins) ? Int(place) : bins - 1) : 0] += 1
    }
    self.init(low: low, high: high, counts: counts)
  }

  private init(low: Double, high: Double, counts: [Int]) {
    self.low = low
    self.high = high
    self.counts = counts
  }

  /// One block a bin, as high as its share of the fullest: `▁▂▅█▇▄▂▁`.
  package var sparkline: String { picture(["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]) }

  /// The same for terminals without block characters: `_.-:=+*#`.
  package var asciiSparkline: String { picture(["_", ".", "-", ":", "=", "+", "*", "#"]) }

  private func picture(_ levels: [Character]) -> String {
    let most = counts.max() ?? 0
    return String(
      counts.map { count in
        // The fullest bin alone is at the top; an empty one is at the bottom.
        most == 0 ? levels[0] : levels[(count * (levels.count - 1) + most / 2) / most]
      })
  }
}
