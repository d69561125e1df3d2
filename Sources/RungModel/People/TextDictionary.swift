// Gives each distinct text a number, in order of first appearance.

/// A hash table with open addressing; the order and the numbers do not depend on the hash.
struct TextDictionary: Sendable {
  private(set) var texts = TextList()
  /// Upper half: the upper half of the hash; lower half: code + 1, so that 0 is a free slot.
  private var slots: [UInt64] = []
  /// Slots the table may fill before it grows: half of them.
  private var room = 0

  /// The code of `text`, a new one when it was not met before. Amortised O(length).
  @inline(__always)
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    if texts.count >= room { grow() }
    let hash = TextHash.of(text)
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 {
        texts.append(text)
        slots[place] = tag | UInt64(texts.count)
        return UInt32(truncatingIfNeeded: texts.count &- 1)
      }
      if slot & 0xFFFF_FFFF_0000_0000 == tag {
        let code = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1
        if texts.equals(code, text) { return UInt32(truncatingIfNeeded: code) }
      }
      place = (place &+ 1) & mask
    }
  }

  private mutating func grow() {
    let size = max(32, slots.count * 2)
    slots = [UInt64](repeating: 0, count: size)
    room = size / 2
    for code in 0..<texts.count {
      let hash = texts.withBytes(of: code) { TextHash.of($0) }
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[place] != 0 { place = (place + 1) & (size - 1) }
      slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
    }
  }
}

/// Multiply and fold, eight bytes a step (after Wang Yi's wyhash). Only finds texts again: no answer depends
/// on it.
enum TextHash {
  @inline(__always)
  static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place &+ 8 <= text.count {
      hash = fold(hash ^ Word.load(text, at: place))
      place &+= 8
    }
    let rest = Word.load(text, at: place, length: text.count &- place)
    return fold(hash ^ rest ^ 0x2D35_8DCC_AA6C_78A5)
  }

  @inline(__always)
  private static func fold(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low
  }
}
