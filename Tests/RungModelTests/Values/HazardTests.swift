// Chances over time.

import RungModel
import Testing

@Suite("Chance over time")
struct HazardTests {
  private func number(_ text: String) throws -> Decimal { try #require(Decimal(literal: text)) }

  @Test("3 % a month is 30.6 % a year, exactly 1 − 0.97^12")
  func year() throws {
    let year = CalendarDuration(months: 12)
    let chance = Hazard.overTime(try number("0.03"), per: CalendarDuration(months: 1), during: year)
    #expect(chance?.canonicalText == "0.306157639004561999704959")
    #expect(chance?.percentDisplayText(places: 1) == "30.6%")
  }

  /// Made with Python 3.11: `1 - (1 - Decimal(p)) ** Decimal(k)` in `decimal` with 60 digits.
  @Test(
    "a fraction of a period compounds too",
    arguments: [
      (0.45, 0.5, 0.25838015129043373), (0.03, 12, 0.306157639004562), (1e-12, 7.5, 7.499999999975626e-12),
      (0.999999, 0.25, 0.9683772233980888), (0.02, 0.0333, 0.0006725239080272059),
      (0.45, 3.7, 0.8905181944394337), (0.5, 2000.5, 1.0),
    ])
  func fractions(chance: Double, periods: Double, expected: Double) throws {
    let result = try #require(Hazard.overTime(chance, periods: periods))
    #expect(abs(result - expected) <= 4 * expected.ulp)
  }

  @Test("days of a monthly chance count by the mean month")
  func meanMonth() throws {
    let quarter = CalendarDuration(days: 90)
    let chance = Hazard.overTime(try number("0.03"), per: CalendarDuration(months: 1), during: quarter)
    #expect(chance?.canonicalText == "0.086129164920093")
  }

  @Test("turning a chance into that of another period and back gives it again")
  func thereAndBack() throws {
    let month = CalendarDuration(months: 1)
    let year = CalendarDuration(months: 12)
    // What is nearly certain over a year has lost the digits that tell the months apart.
    for percent in 0...50 {
      let chance = Double(percent) / 100
      let yearly: Double = try #require(Hazard.overTime(chance, per: month, during: year))
      let again: Double = try #require(Hazard.overTime(yearly, per: year, during: month))
      #expect(abs(again - chance) < 1e-12)
    }
  }

  @Test("the exact and the floating answers agree, and more time never lessens the chance")
  func agreement() throws {
    for percent in stride(from: 0, through: 100, by: 5) {
      let chance = try #require(Decimal(percent).shiftingPoint(by: -2))
      var before = Decimal.zero
      for periods in [0, 1, 2, 7, 60, 365, 10_000, 10_001] {
        let exact: Decimal = try #require(Hazard.overTime(chance, periods: Decimal(periods)))
        let floating: Double = try #require(Hazard.overTime(chance.asDouble, periods: Double(periods)))
        #expect(abs(exact.asDouble - floating) < 1e-14)
        #expect(before <= exact && exact <= 1)
        before = exact
      }
    }
  }

  @Test("what is no chance or no time is nil")
  func refused() throws {
    #expect(Hazard.overTime(-0.1, periods: 1) == nil)
    #expect(Hazard.overTime(1.1, periods: 1) == nil)
    #expect(Hazard.overTime(0.5, periods: -1) == nil)
    #expect(Hazard.overTime(0.5, periods: .infinity) == nil)
    #expect(Hazard.overTime(.nan, periods: 1) == nil)
    #expect(Hazard.overTime(1.0, periods: 0) == 0)
    #expect(Hazard.overTime(1.0, periods: 0.001) == 1)
    let half = try number("0.5")
    #expect(Hazard.overTime(half, per: .zero, during: CalendarDuration(months: 1)) as Decimal? == nil)
    #expect(Hazard.overTime(half, periods: try number("0.25").negated) == nil)
    let most = try #require(Decimal(coefficient: Int128.max, scale: 0))
    #expect(Hazard.overTime(half, periods: most) == 1)
  }
}
