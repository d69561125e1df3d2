// The bracket that belongs to the one at the cursor.

enum BracketPair {
  /// Byte offsets of the bracket at the cursor, or else just before it, and of its partner. Brackets in `quiet`
  /// ranges (texts, comments) are none. O(bytes).
  static func at(_ cursor: Int, in text: String, quiet: [Range<Int>]) -> (Int, Int)? {
    let bytes = Array(text.utf8)
    var open: [(UInt8, Int)] = []
    var quietIndex = 0
    for (index, byte) in bytes.enumerated() {
      while quietIndex < quiet.count, quiet[quietIndex].upperBound <= index { quietIndex += 1 }
      if quietIndex < quiet.count, quiet[quietIndex].contains(index) { continue }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append((byte, index))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let (opening, place) = open.popLast() else { continue }
        guard closes(byte, opening) else { continue }
        let touched = touches(cursor, index) || touches(cursor, place)
        // An inner pair is met first; the one at the cursor itself has precedence over the one before it.
        if touched, !isBetter(cursor, than: (place, index), bytes) { return (place, index) }
      default: break
      }
    }
    return nil
  }

  private static func touches(_ cursor: Int, _ place: Int) -> Bool { place == cursor || place == cursor - 1 }

  /// Whether a bracket stands at the cursor itself that is not of this pair.
  private static func isBetter(_ cursor: Int, than pair: (Int, Int), _ bytes: [UInt8]) -> Bool {
    guard pair.0 != cursor, pair.1 != cursor, cursor < bytes.count else { return false }
    return "()[]{}".utf8.contains(bytes[cursor])
  }

  private static func closes(_ closing: UInt8, _ opening: UInt8) -> Bool {
    switch opening {
    case UInt8(ascii: "("): closing == UInt8(ascii: ")")
    case UInt8(ascii: "["): closing == UInt8(ascii: "]")
    default: closing == UInt8(ascii: "}")
    }
  }
}
