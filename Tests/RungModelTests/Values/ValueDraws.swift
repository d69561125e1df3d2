// Seeded random values for the properties of exact values.

import RungModel

/// SplitMix64 (Steele, Lea and Flood, 2014): the same values on every machine.
struct ValueDraws: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A coefficient of up to `digits` digits, with up to `places` after the point, of either sign.
  mutating func decimal(digits: Int, places: Int) -> Decimal {
    var coefficient: Int128 = 0
    for _ in 0..<whole(1...digits) { coefficient = coefficient * 10 + Int128(whole(0...9)) }
    let sign: Int128 = Bool.random(using: &self) ? 1 : -1
    return Decimal(coefficient: sign * coefficient, scale: whole(0...places)) ?? .zero
  }

  mutating func date() -> CalendarDate {
    CalendarDate(dayNumber: whole(-719_162...2_932_896)) ?? .earliest
  }
}
