// Seeded random values for the properties of exact values.

import RungModel
import TestSupport

extension SeededRandom {
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
