// A hash of text that is the same on every machine, in every run and in every version: the identity of what
// is drawn.

/// FNV-1a over the UTF-8 bytes (64 bits: offset 14695981039346656037, prime 1099511628211), finished with
/// the mixer of SplitMix64 (Steele, Lea and Flood 2014, Stafford's variant 13) so that similar names differ
/// in every bit.
///
/// Entities are keyed by their path, as in `Grow.completion`, never by their place in a file. Text is
/// hashed as its bytes stand: names are in Unicode normal form C before they get here. Changing this
/// function changes every forecast, so it never changes.
package enum StableHash {
  /// The key of a path or other text.
  package static func key(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { mixed(fnv1a($0)) }
  }

  /// The key of a part within a whole: `key(of: key("Intake"), 3)`. Not symmetric.
  package static func key(of whole: UInt64, _ part: UInt64) -> UInt64 {
    mixed(mixed(whole &+ 0x9E37_79B9_7F4A_7C15) ^ part)
  }

  /// FNV-1a without the finish.
  package static func fnv1a(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// A bijection of 64 bits in which each input bit changes about half of the output bits.
  @inline(__always)
  package static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
