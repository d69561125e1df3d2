// The stratified sample behind medians and summaries.

/// A Latin hypercube of 8 192 points (McKay, Beckman and Conover 1979): each source takes one value from
/// each 8 192nd of its probability, in an order of its own keyed by seed and source, at a keyed place
/// within the stratum. Every source is thus drawn without bias, and sums of sources come out with almost no
/// sampling error.
package enum Stratified {
  package static let bits: UInt64 = 13
  package static let count = 1 << Int(bits)

  /// The uniform numbers of `source` at places `first` and on.
  package static func fill(
    _ column: UnsafeMutableBufferPointer<Double>, seed: UInt64, source: UncertainSource, from first: Int
  ) {
    let stream = RandomStream(
      seed: seed, entity: source.key, purpose: DrawPurpose.strata, run: source.isVariation ? 1 : 0)
    let shuffle = Shuffle(stream)
    let jitter = stream.bits(Shuffle.rounds)
    for row in column.indices {
      let place = UInt64(truncatingIfNeeded: first + row)
      let within = StableHash.mixed(jitter &+ place &* 0x9E37_79B9_7F4A_7C15)
      column[row] = RandomStream.uniform(bits: shuffle.moved(place) << (64 - bits) | within >> bits)
    }
  }

  /// The least value with at least a share `p` of `values` at or below it; `nan` of none.
  package static func quantile(_ p: Double, ofSorted values: [Double]) -> Double {
    guard !values.isEmpty else { return .nan }
    let rank = Int((p * Double(values.count)).rounded(.up))
    return values[min(max(rank - 1, 0), values.count - 1)]
  }

  /// A keyed permutation of 0 ..< 8 192: rounds of steps that each can be undone, an odd multiplication with
  /// an addition, and a shift folded in.
  private struct Shuffle {
    static let rounds: UInt32 = 4
    private let keys: (UInt64, UInt64, UInt64, UInt64)

    init(_ stream: RandomStream) { keys = (stream.bits(0), stream.bits(1), stream.bits(2), stream.bits(3)) }

    @inline(__always)
    func moved(_ place: UInt64) -> UInt64 {
      round(round(round(round(place, keys.0), keys.1), keys.2), keys.3)
    }

    @inline(__always)
    private func round(_ x: UInt64, _ key: UInt64) -> UInt64 {
      let y = (x &* (key | 1) &+ key >> 32) & (UInt64(Stratified.count) - 1)
      return y ^ y >> 7
    }
  }
}
