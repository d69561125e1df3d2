// A counter-based random generator: each number is a function of its address, not of the numbers before it.

/// Philox-4×32 with ten rounds: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", SC'11. A bijection of 128-bit counters for each 64-bit key; it passes
/// BigCrush. Checked against the published known answers.
package enum Philox4x32 {
  package struct Block: Hashable, Sendable {
    package var word0, word1, word2, word3: UInt32

    package init(_ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32) {
      self.word0 = word0
      self.word1 = word1
      self.word2 = word2
      self.word3 = word3
    }
  }

  /// The ten rounds of `counter` under the key.
  @inline(__always)
  package static func block(counter: Block, key0: UInt32, key1: UInt32) -> Block {
    var c = counter
    var k0 = key0
    var k1 = key1
    for _ in 0..<10 {
      let a = UInt64(c.word0) &* 0xD251_1F53
      let b = UInt64(c.word2) &* 0xCD9E_8D57
      c = Block(
        UInt32(truncatingIfNeeded: b >> 32) ^ c.word1 ^ k0, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ c.word3 ^ k1, UInt32(truncatingIfNeeded: a))
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return c
  }
}
