// Random numbers for property tests: the same in every run and on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// True in `percent` of a hundred cases.
  package mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  package mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }

  /// Text of letters, wide letters, marks, emoji, controls and what JSON and tables must escape.
  package mutating func text(_ count: Int) -> String {
    let pieces = [
      "a", "b", "Z", "9", " ", " ", "-", "_", "\"", "\\", "|", ",", ";", "=", "<", "{", "'", "\n", "\r\n",
      "\t",
      "é", "e\u{301}", "漢", "字", "한", "😀", "👩‍👩‍👧‍👧", "🇰🇪", "✔\u{FE0F}", "ש", "ل", "\u{202E}", "\u{2066}",
      "\u{200B}", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "क्षि", "\u{301}", "\u{FFFD}", "𝔸",
    ]
    return (0..<count).map { _ in pieces[below(pieces.count)] }.joined()
  }
}
