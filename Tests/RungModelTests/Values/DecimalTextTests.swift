// Reading and printing exact decimals.

import RungModel
import TestSupport
import Testing

@Suite("Decimal text")
struct DecimalTextTests {
  @Test(
    "a literal means its number, however it is grouped",
    arguments: [
      ("0", "0"), ("1200", "1200"), ("1_200", "1200"), ("12000", "12_000"), ("1_2_3_4_5", "12_345"),
      ("0.5", "0.5"), ("0.50", "0.5"), ("007", "7"), ("100.00", "100"), ("1234.56789", "1234.56789"),
      ("123456.654321", "123_456.654321"), ("0.000_1", "0.0001"),
      ("9999999999999999999", "9_999_999_999_999_999_999"),
      ("10000000000000000000", "10_000_000_000_000_000_000"), ("0.0", "0"),
      ("0000000000000000000000.5", "0.5"),
      ("1.50000000000000000000000000000000000000000000000000", "1.5"),
    ])
  func literals(text: String, canonical: String) {
    #expect(Decimal(literal: text)?.canonicalText == canonical)
  }

  @Test(
    "what is no literal is refused",
    arguments: [
      "", "_", "_1", "1_", "1__2", ".5", "5.", "1._5", "1_.5", "1.5_", "1.2.3", "-1", "+1", " 1", "1 ", "1e3",
      "1,5", "½", "１", "0x10", "1.2.", ".", "1\u{0}",
    ])
  func malformed(text: String) {
    #expect(Decimal(literal: text) == nil)
  }

  @Test(
    "a long text is read by the same rules",
    arguments: ["_", "__1", ".", "._5", ".5_", ".5.", "x", "-1", " "])
  func malformedLong(ending: String) {
    let digits = "11111111111111111111"
    #expect(Decimal(literal: digits + "_1.5_0") != nil)
    #expect(Decimal(literal: digits + ending) == nil)
    #expect(Decimal(literal: "_" + digits) == nil)
  }

  @Test("38 digits fit, more are refused")
  func limits() {
    let most = "170141183460469231731687303715884105727"
    #expect(Decimal(literal: most)?.coefficient == Int128.max)
    #expect(Decimal(literal: "170141183460469231731687303715884105728") == nil)
    #expect(Decimal(literal: String(repeating: "9", count: 38)) != nil)
    #expect(Decimal(literal: String(repeating: "9", count: 39)) == nil)
    #expect(Decimal(literal: String(repeating: "9", count: 100_000)) == nil)
    #expect(Decimal(literal: "0." + String(repeating: "0", count: 37) + "1")?.scale == 38)
    #expect(Decimal(literal: "0." + String(repeating: "0", count: 38) + "1") == nil)
    #expect(Decimal(literal: "0." + String(repeating: "0", count: 100_000)) == .zero)
    #expect(Decimal(literal: String(repeating: "0", count: 100_000) + "7") == 7)
  }

  @Test("canonical text reads back as the same number")
  func roundTrip() {
    var draws = SeededRandom(1)
    for _ in 0..<20_000 {
      let number = draws.decimal(digits: 38, places: 38)
      #expect(Decimal(text: number.canonicalText) == number)
    }
    for edge in [Int128.max, -Int128.max] {
      for scale in [0, 1, 18, 37, 38] {
        let number = Decimal(coefficient: edge, scale: scale)
        #expect(number.flatMap { Decimal(text: $0.canonicalText) } == number)
      }
    }
  }

  @Test("equal numbers are equal however they were written, and hash alike")
  func byValue() {
    let spellings = ["1200", "1_200", "1200.0", "1200.000000000000000000000000000"]
    #expect(Set(spellings.compactMap { Decimal(literal: $0) }).count == 1)
    #expect(Decimal(coefficient: 0, scale: 30) == .zero)
  }

  @Test("display text has as many places as asked, half up")
  func display() {
    func number(_ text: String) -> Decimal? { Decimal(text: text) }
    #expect(number("12000.5")?.displayText(places: 2) == "12_000.50")
    #expect(number("9999.995")?.displayText(places: 2) == "10_000.00")
    #expect(number("-0.005")?.displayText(places: 2) == "-0.01")
    #expect(number("-0.004")?.displayText(places: 2) == "0.00")
    #expect(number("7")?.displayText(places: 0) == "7")
    #expect(number("7.5")?.displayText(places: -3) == "8")
    #expect(number("8.571428571428571429")?.displayText(atMost: 3) == "8.571")
    #expect(number("8")?.displayText(atMost: 3) == "8")
    #expect(number("1")?.displayText(places: 50) == "1." + String(repeating: "0", count: 38))
  }

  @Test("a share prints as a percentage")
  func percentages() {
    #expect(Decimal(literal: "0.75")?.percentText == "75%")
    #expect(Decimal(literal: "0.3061597")?.percentDisplayText(places: 1) == "30.6%")
    #expect(Decimal.one.percentText == "100%")
    #expect(Decimal(text: "-0.0005")?.percentText == "-0.05%")
  }
}
