// Rounding, and the way to and from binary floating point.

import RungModel
import TestSupport
import Testing

@Suite("Decimal rounding")
struct DecimalRoundingTests {
  @Test(
    "each rule puts a number where it says",
    arguments: [
      ("2.5", 0, "2", "3", "2", "3"), ("3.5", 0, "4", "4", "3", "4"), ("-2.5", 0, "-2", "-3", "-3", "-2"),
      ("-0.4", 0, "0", "0", "-1", "0"), ("1.005", 2, "1", "1.01", "1", "1.01"),
      ("1.004999", 2, "1", "1", "1", "1.01"), ("99.995", 2, "100", "100", "99.99", "100"),
      ("7", 3, "7", "7", "7", "7"), ("0.0000001", 2, "0", "0", "0", "0.01"),
      ("-1.25", 1, "-1.2", "-1.3", "-1.3", "-1.2"), ("12.5", -1, "12", "13", "12", "13"),
    ])
  func rules(text: String, places: Int, even: String, up: String, floor: String, ceiling: String) throws {
    let number = try #require(Decimal(text: text))
    #expect(number.rounded(to: places, .halfToEven).canonicalText == even)
    #expect(number.rounded(to: places, .halfUp).canonicalText == up)
    #expect(number.rounded(to: places, .down).canonicalText == floor)
    #expect(number.rounded(to: places, .up).canonicalText == ceiling)
  }

  @Test("rounding moves by less than one unit of the last place kept")
  func bounds() throws {
    var draws = SeededRandom(4)
    for _ in 0..<5000 {
      let number = draws.decimal(digits: 30, places: 20)
      let places = draws.whole(0...20)
      let unit = try #require(Decimal(coefficient: 1, scale: places))
      let down = number.rounded(to: places, .down)
      let up = number.rounded(to: places, .up)
      #expect(down <= number && number <= up)
      #expect(down == up || down.adding(unit) == up)
      for rule in [RoundingRule.halfToEven, .halfUp] {
        let rounded = number.rounded(to: places, rule)
        #expect(rounded == down || rounded == up)
        #expect(rounded.scale <= places)
      }
    }
  }

  /// Made with Python 3.11: the quotient of the two whole numbers of `Fraction(text)`, which `/` rounds
  /// correctly, and `struct.pack`.
  @Test(
    "the nearest double is the one Python finds",
    arguments: [
      ("0.1", 0x3FB9_9999_9999_999A), ("8.571428571428571429", 0x4021_2492_4924_9249),
      ("9007199254740993", 0x4340_0000_0000_0000), ("9007199254740995", 0x4340_0000_0000_0002),
      ("0.00000000000000000000000000000000000001", 0x380B_38FB_9DAA_78E4),
      ("170141183460469231731687303715884105727", 0x47E0_0000_0000_0000),
      ("-1.7014118346046923173168730371588410572", 0xBFFB_38FB_9DAA_78E4 as UInt64),
      ("123456789012345678901234567890.12345678", 0x45F8_EE90_FF6C_373E),
    ] as [(String, UInt64)])
  func doubles(text: String, bits: UInt64) {
    #expect(Decimal(text: text)?.asDouble.bitPattern == bits)
  }

  @Test("a double becomes the nearest decimal of so many places")
  func approximations() {
    func text(_ value: Double, _ places: Int) -> String? {
      Decimal(approximating: value, places: places)?.canonicalText
    }
    #expect(text(0.1, 18) == "0.100000000000000006")
    #expect(text(0.1, 17) == "0.10000000000000001")
    #expect(text(0.1, 15) == "0.1")
    #expect(text(2.5, 0) == "2")
    #expect(text(3.5, 0) == "4")
    #expect(text(-0.30616, 3) == "-0.306")
    #expect(text(1e30, 2) == "1_000_000_000_000_000_019_884_624_838_656")
    #expect(text(1e39, 2) == nil)
    #expect(text(1e300, 2) == nil)
    #expect(text(5e-324, 18) == "0")
    #expect(text(-0.0, 18) == "0")
    #expect(text(.infinity, 2) == nil)
    #expect(text(.nan, 2) == nil)
    #expect(text(1.5, 99) == "1.5")
    #expect(text(1.5, -99) == "2")
  }

  @Test("a number of 15 digits survives the way through a double")
  func throughDouble() {
    var draws = SeededRandom(5)
    for _ in 0..<5000 {
      let number = draws.decimal(digits: 15, places: 10)
      #expect(Decimal(approximating: number.asDouble, places: number.scale) == number)
    }
  }
}
