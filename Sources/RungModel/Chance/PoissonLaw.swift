// The Poisson distribution: how many, when each comes by itself.

struct PoissonLaw {
  let mean: Double

  /// P(X ≤ k) below and P(X > k) above, for whole k ≥ 0 (DLMF 8.4.10 with the incomplete gamma function).
  func tails(atMost k: Double) -> PortableMath.Tails {
    if mean == 0 || k == .infinity { return .allBelow }
    let gamma = PortableMath.regularisedGamma(shape: k + 1, mean)
    return PortableMath.Tails(lower: gamma.upper, upper: gamma.lower)
  }

  /// P(X = k) for whole k ≥ 0.
  func probability(_ k: Double) -> Double {
    k == 0 ? PortableMath.exp(-mean) : PortableMath.gammaFront(k, mean) / k
  }

  /// The quantile at Φ(z) by the Cornish–Fisher expansion to third order, of the count with a uniform
  /// number from −½ to ½ added, which makes it continuous. Off by less than a count from a mean of 10 on,
  /// and from 10⁶ on by one count in one draw of thousands.
  func expansion(_ z: Double) -> Double {
    let root = mean.squareRoot()
    let smooth = mean + root * z + (z * z - 1) / 6 + ((z - z * z * z) / 72 + z / 24) / root
    // Adding 0 turns −0 into 0.
    return max(0, (smooth - 0.5).rounded(.up)) + 0
  }

  /// The least whole k with P(X ≤ k) ≥ u: a start from the expansion, then search on the exact
  /// probabilities. Above a mean of 10¹³, where the search would be on rounding, the expansion itself.
  func quantile(_ u: Double) -> Double {
    if mean == 0 || u == 0 { return 0 }
    if u == 1 { return .infinity }
    let start = expansion(PortableMath.normalQuantile(u))
    if mean > 1e13 { return start }
    // `low` is below the answer, `high` at or above it.
    var low = -1.0
    var high = start
    var stride = 1.0
    while !reaches(high, u) {
      low = high
      high += stride
      stride *= 2
    }
    stride = 1
    while low < high - stride {
      let probe = high - stride
      if reaches(probe, u) {
        high = probe
        stride *= 2
      } else {
        low = probe
        break
      }
    }
    while high - low > 1 {
      let middle = low + ((high - low) / 2).rounded(.down)
      if reaches(middle, u) { high = middle } else { low = middle }
    }
    return high
  }

  private func reaches(_ k: Double, _ u: Double) -> Bool {
    let tails = tails(atMost: k)
    return u <= 0.5 ? tails.lower >= u : tails.upper <= 1 - u
  }
}
