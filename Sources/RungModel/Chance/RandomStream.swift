// The uniform numbers of one entity, for one purpose, in one run: each has an address and can be had at once.

/// A stream is named by (seed, entity, purpose, run), and its n-th number is a function of that name and n
/// alone: the same for any number of workers, in any order, and shared between scenarios.
///
/// Philox counter: n/2, run, entity (low, high half). Philox key: seed and purpose, mixed. One block gives
/// two numbers.
package struct RandomStream: Hashable, Sendable {
  private let key: UInt64
  private let entity: UInt64
  private let run: UInt32

  package init(seed: UInt64, entity: UInt64, purpose: UInt32, run: UInt32) {
    key = RandomStream.key(seed: seed, purpose: purpose)
    self.entity = entity
    self.run = run
  }

  /// The n-th uniform number: an odd multiple of 2⁻⁵³, so never 0 or 1, and symmetric about ½.
  package func uniform(_ n: UInt32) -> Double {
    RandomStream.uniform(bits: RandomStream.bits(key: key, entity: entity, run: run, n: n))
  }

  /// The n-th 64 random bits.
  package func bits(_ n: UInt32) -> UInt64 { RandomStream.bits(key: key, entity: entity, run: run, n: n) }

  /// The n-th number of the runs from `firstRun` on, one for each place of `column`.
  package static func fill(
    _ column: UnsafeMutableBufferPointer<Double>, seed: UInt64, entity: UInt64, purpose: UInt32,
    firstRun: UInt32, n: UInt32
  ) {
    let key = key(seed: seed, purpose: purpose)
    for place in column.indices {
      let run = firstRun &+ UInt32(truncatingIfNeeded: place)
      column[place] = uniform(bits: bits(key: key, entity: entity, run: run, n: n))
    }
  }

  /// A uniform number in (0, 1) from the upper 52 of 64 random bits.
  @inline(__always)
  package static func uniform(bits: UInt64) -> Double { Double(Int64(bits >> 12) &* 2 &+ 1) * 0x1p-53 }

  private static func key(seed: UInt64, purpose: UInt32) -> UInt64 {
    StableHash.mixed(seed ^ StableHash.mixed(UInt64(purpose) &* 0x9E37_79B9_7F4A_7C15))
  }

  @inline(__always)
  private static func bits(key: UInt64, entity: UInt64, run: UInt32, n: UInt32) -> UInt64 {
    let block = Philox4x32.block(
      counter: Philox4x32.Block(
        n >> 1, run, UInt32(truncatingIfNeeded: entity), UInt32(truncatingIfNeeded: entity >> 32)),
      key0: UInt32(truncatingIfNeeded: key), key1: UInt32(truncatingIfNeeded: key >> 32))
    return n & 1 == 0
      ? UInt64(block.word1) << 32 | UInt64(block.word0) : UInt64(block.word3) << 32 | UInt64(block.word2)
  }
}

/// What numbers are drawn for. Never renumbered: that would change every forecast.
package enum DrawPurpose {
  /// An uncertain value, once a run.
  package static let ignorance: UInt32 = 1
  /// An uncertain value, for each person (number n of the stream is person n's).
  package static let variation: UInt32 = 2
  /// The stratified sample behind summaries.
  package static let strata: UInt32 = 3
  /// Other purposes start here.
  package static let firstFree: UInt32 = 16
}

extension RandomStream {
  /// The key of everything drawn for a purpose.
  package static func purposeKey(seed: UInt64, purpose: UInt32) -> UInt64 {
    key(seed: seed, purpose: purpose)
  }

  /// Two uniform numbers of one block: for kernels that mix a place into the key.
  @inline(__always)
  package static func pair(key: UInt64, entity: UInt64, run: UInt32, block: UInt32) -> (Double, Double) {
    let words = Philox4x32.block(
      counter: Philox4x32.Block(
        block, run, UInt32(truncatingIfNeeded: entity), UInt32(truncatingIfNeeded: entity >> 32)),
      key0: UInt32(truncatingIfNeeded: key), key1: UInt32(truncatingIfNeeded: key >> 32))
    return (
      uniform(bits: UInt64(words.word1) << 32 | UInt64(words.word0)),
      uniform(bits: UInt64(words.word3) << 32 | UInt64(words.word2))
    )
  }
}
