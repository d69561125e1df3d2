// Currencies and money: booking, splitting and printing.

import RungModel
import TestSupport
import Testing

@Suite("Money")
struct MoneyTests {
  @Test(
    "a currency knows its minor unit and its name",
    arguments: [
      ("EUR", 2, "Euro"), ("JPY", 0, "Yen"), ("KWD", 3, "Kuwaiti Dinar"), ("USD", 2, "US Dollar"),
      ("UGX", 0, "Uganda Shilling"), ("CLF", 4, "Unidad de Fomento"), ("KES", 2, "Kenyan Shilling"),
      ("XOF", 0, "CFA Franc BCEAO"), ("ZWG", 2, "Zimbabwe Gold"), ("TND", 3, "Tunisian Dinar"),
    ])
  func currencies(code: String, digits: Int, name: String) throws {
    let currency = try #require(Currency(code: code))
    #expect(currency.code == code)
    #expect(currency.minorDigits == digits)
    #expect(currency.name == name)
  }

  /// Counts of the published list of 2026-01-01, counted from the standard's own file.
  @Test("the table holds every code of the standard that has a minor unit")
  func table() {
    let all = Currency.all
    #expect(all.count == 165)
    #expect(all == all.sorted())
    #expect(all.map(\.code) == all.map(\.code).sorted())
    #expect(Set(all).count == all.count)
    let byDigits = [0, 2, 3, 4].map { digits in all.filter { $0.minorDigits == digits }.count }
    #expect(byDigits == [17, 139, 7, 2])
    #expect(
      all.filter { $0.minorDigits == 0 }.map(\.code).joined(separator: " ")
        == "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")
    #expect(
      all.filter { $0.minorDigits == 3 }.map(\.code).joined(separator: " ") == "BHD IQD JOD KWD LYD OMR TND")
  }

  @Test(
    "what is no current code is no currency",
    arguments: ["", "EU", "EURO", "eur", "XXX", "XAU", "HRK", "E€R", "€"])
  func unknown(code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test("a withdrawn code names the one that took its place")
  func withdrawn() {
    #expect(Currency.successor(ofWithdrawn: "HRK")?.code == "EUR")
    #expect(Currency.successor(ofWithdrawn: "BGN")?.code == "EUR")
    #expect(Currency.successor(ofWithdrawn: "EUR") == nil)
  }

  private func money(_ amount: String, _ code: String = "EUR") throws -> Money {
    Money(try #require(Decimal(text: amount)), try #require(Currency(code: code)))
  }

  @Test(
    "an amount is booked half up to the minor unit, refunds as charges",
    arguments: [
      ("1.005", "EUR", "1.01"), ("-1.005", "EUR", "-1.01"), ("1.0049", "EUR", "1"), ("0.5", "JPY", "1"),
      ("1.2345", "KWD", "1.235"), ("0.00005", "CLF", "0.0001"), ("12.34", "EUR", "12.34"),
    ])
  func booking(amount: String, code: String, booked: String) throws {
    #expect(try money(amount, code).booked.amount.canonicalText == booked)
  }

  @Test("money prints exactly as a formula and to the cent in a table")
  func text() throws {
    #expect(try money("1200.5").canonicalText == "1200.5 EUR")
    #expect(try money("1200.5").displayText == "1200.50 EUR")
    #expect(try money("12000.005").displayText == "12_000.01 EUR")
    #expect(try money("300000", "JPY").displayText == "300_000 JPY")
    #expect(try money("-1", "KWD").displayText == "-1.000 KWD")
  }

  @Test("two currencies do not mix without a rate")
  func mixing() throws {
    let euro = try money("10")
    let dollar = try money("10", "USD")
    #expect(euro.adding(dollar) == nil)
    #expect(euro.ratio(to: dollar) == nil)
    #expect(euro.isLess(than: dollar) == nil)
    let rate = try #require(Decimal(literal: "0.92"))
    #expect(dollar.converted(to: euro.currency, at: rate)?.canonicalText == "9.2 EUR")
    let half = try money("0.5")
    #expect(euro.adding(half)?.canonicalText == "10.5 EUR")
    #expect(euro.dividing(by: 0) == nil)
    let four = try money("4")
    #expect(euro.ratio(to: four)?.canonicalText == "2.5")
  }

  private func split(
    _ amount: String, _ weights: [(String, Int)], _ code: String = "EUR"
  ) throws -> [String] {
    let parts = try money(amount, code).split(into: weights.map { ($0.0, Decimal($0.1)) })
    return try #require(parts).map(\.amount.canonicalText)
  }

  @Test("the cents left over go to the largest remainders, ties by name")
  func largestRemainder() throws {
    #expect(try split("100", [("c", 1), ("a", 1), ("b", 1)]) == ["33.33", "33.34", "33.33"])
    #expect(try split("0.05", [("a", 1), ("b", 1), ("c", 1)]) == ["0.02", "0.02", "0.01"])
    #expect(try split("-0.05", [("a", 1), ("b", 1), ("c", 1)]) == ["-0.02", "-0.02", "-0.01"])
    #expect(try split("10", [("a", 0), ("b", 7)]) == ["0", "10"])
    // Hamilton's seats for the populations of the Alabama paradox, scaled to 10 and 11 units.
    #expect(try split("10", [("A", 6), ("B", 6), ("C", 2)], "JPY") == ["4", "4", "2"])
    #expect(try split("11", [("A", 6), ("B", 6), ("C", 2)], "JPY") == ["5", "5", "1"])
    #expect(try split("1.005", [("a", 1)]) == ["1.01"])
    #expect(try split("5", [("same", 1), ("same", 1)], "JPY") == ["3", "2"])
  }

  @Test("what cannot be split is nil")
  func unsplittable() throws {
    let amount = try money("10")
    #expect(amount.split(into: []) == nil)
    #expect(amount.split(into: [("a", 0)]) == nil)
    #expect(amount.split(into: [("a", -1), ("b", 2)]) == nil)
    let most = try #require(Decimal(coefficient: Int128.max, scale: 0))
    #expect(Money(most, amount.currency).split(into: [("a", 1)]) == nil)
    let yen = try #require(Currency(code: "JPY"))
    #expect(Money(most, yen).split(into: [("a", most), ("b", most)])?.count == 2)
    let least = try #require(Decimal(coefficient: 1, scale: 38))
    #expect(amount.split(into: [("a", most), ("b", least)]) == nil)
  }

  @Test("the parts sum to what is booked, each within a unit of its share, and more weight never gets less")
  func properties() throws {
    var draws = SeededRandom(6)
    for round in 0..<1000 {
      let currency = try #require(Currency(code: ["EUR", "JPY", "KWD"][round % 3]))
      let whole = Money(draws.decimal(digits: 12, places: 5), currency)
      let weights = (0..<draws.whole(1...12)).map { index in
        (name: "n\(index)", weight: draws.decimal(digits: 6, places: 4).magnitude)
      }
      let total = weights.reduce(Decimal.zero) { $0.adding($1.weight) ?? .zero }
      guard let parts = whole.split(into: weights) else {
        #expect(total.isZero)
        continue
      }
      let sum = parts.reduce(Decimal.zero) { $0.adding($1.amount) ?? .zero }
      #expect(sum == whole.booked.amount)
      let unit = try #require(Decimal(coefficient: 1, scale: currency.minorDigits))
      for (index, part) in parts.enumerated() {
        #expect(part == part.booked)
        let share = try #require(
          whole.booked.amount.multiplying(weights[index].weight)?.dividing(by: total))
        let difference = try #require(part.amount.subtracting(share))
        #expect(difference.magnitude < unit)
        for (other, otherPart) in parts.enumerated() where weights[index].weight > weights[other].weight {
          #expect(part.amount.magnitude >= otherPart.amount.magnitude)
        }
      }
      // The order in which the shares are named does not matter.
      let reversed = whole.split(into: weights.reversed())
      #expect(reversed?.reversed().map(\.amount) == parts.map(\.amount))
    }
  }
}
