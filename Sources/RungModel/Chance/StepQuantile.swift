// The quantile of a counting distribution from a table of its steps.

/// The Poisson quantile by binary search in cumulative probabilities: from below up to one half, from above
/// beyond it, so that both tails keep their digits. The table spans what a uniform number from 2⁻⁵³ to 1 −
/// 2⁻⁵³ can give, about 17 standard deviations.
struct StepQuantile: Sendable {
  /// Beyond this mean the table would be larger than it is worth.
  static let greatestMean = 1e6

  private let first: Double
  /// P(X ≤ first + i) for those of at most one half, rising.
  private let lower: [Double]
  /// P(X > first + i) for the rest, falling.
  private let upper: [Double]

  init(_ law: PoissonLaw) {
    let first = law.quantile(0x1p-53)
    let last = law.quantile(1 - 0x1p-53)
    let half = law.quantile(0.5)
    var lower: [Double] = []
    var sum = law.tails(atMost: first).lower
    var k = first
    while k < half {
      lower.append(sum)
      k += 1
      sum += law.probability(k)
    }
    var upper: [Double] = []
    sum = law.tails(atMost: last).upper
    k = last
    while k >= half {
      upper.append(sum)
      sum += law.probability(k)
      k -= 1
    }
    self.first = first
    self.lower = lower
    self.upper = upper.reversed()
  }

  /// The least k with P(X ≤ k) ≥ u, for u in (0, 1).
  func value(_ u: Double) -> Double {
    let inLower = u <= 0.5 ? StepQuantile.firstIndex(of: lower) { $0 >= u } : lower.count
    if inLower < lower.count { return first + Double(inLower) }
    let rest = 1 - u
    let inUpper = StepQuantile.firstIndex(of: upper) { $0 <= rest }
    return first + Double(lower.count + min(inUpper, upper.count - 1))
  }

  /// The first place where `holds`, which stays true once it is; the count when it never is.
  @inline(__always)
  private static func firstIndex(of values: [Double], where holds: (Double) -> Bool) -> Int {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
