// Money, effort, durations, dates and chances: exact, with their units, and refused where they do not mix.

import RungAnalysis
import RungModel
import Testing

@Suite struct AmountTests {
  private let plain = Programme("")

  @Test(
    "amounts are exact",
    arguments: [
      ("0.1 EUR + 0.2 EUR", "0.30 EUR"), ("3 * 33.33 EUR", "99.99 EUR"), ("100 EUR / 3 * 3", "100 EUR"),
      ("1_000_000_000_000.01 EUR + 0.01 EUR", "1_000_000_000_000.02 EUR"),
      ("60 participants * 350 EUR per participant", "21_000 EUR"), ("2.5 EUR", "2.50 EUR"),
      ("2.345 EUR", "2.35 EUR"), ("2.5 JPY", "3 JPY"), ("450 EUR - 500 EUR", "-50 EUR"),
      ("0.5 * 75%", "0.375"),
      ("12 / 4", "3"), ("1 / 3", "0.333333"), ("7 / 7", "1"), ("75% * 200", "150"),
      ("300_000 EUR / (4500 EUR per month)", "66.67 months"), ("100 EUR / 20 EUR", "5"),
      ("100 EUR / 4 participants", "25 EUR per participant"),
    ])
  func exact(expression: String, expected: String) {
    #expect(plain.value(expression) == expected, "\(expression)")
  }

  @Test(
    "hours and minutes are one kind of amount, calendar time another",
    arguments: [
      ("1 hour + 30 minutes", "1.5 hours"), ("90 minutes + 1 hour", "2.5 hours"),
      ("4 hours is 240 minutes", "true"),
      ("2 hours per month * 6 months", "12 hours"), ("2 hours per month * 1 year", "24 hours"),
      ("1 hour per week * 3 weeks", "3 hours"), ("4 hours / 2", "2 hours"), ("8 hours / 2 hours", "4"),
      ("12 EUR per year * 6 months", "6 EUR"), ("3 hours + 2 days", "R0301"), ("3 months + 200 EUR", "R0301"),
      ("5 EUR + 5", "R0301"), ("5 + 75%", "575%"),
    ])
  func units(expression: String, expected: String) {
    let value = plain.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test(
    "a month is added from the original day and clamped, then days",
    arguments: [
      ("2027-01-31 + 1 month", "2027-02-28"), ("2028-01-31 + 1 month", "2028-02-29"),
      ("2027-01-31 + 2 months", "2027-03-31"), ("2027-01-31 + 1 month + 1 month", "2027-03-28"),
      ("2027-03-31 - 1 month", "2027-02-28"), ("2028-02-29 + 1 year", "2029-02-28"),
      ("2027-03-01 + 6 months * 3", "2028-09-01"), ("2027-03-01 + 2 weeks", "2027-03-15"),
      ("2027-01-31 + (1 month + 3 days)", "2027-03-03"), ("2027-03-01 - 2027-02-01", "4 weeks"),
      ("2027-12-31 + 1 day", "2028-01-01"), ("(2027-03-15).month", "3"), ("2027-03-01 + 5 EUR", "R0301"),
      ("9999-12-31 + 1 day", "R0501"),
    ])
  func dates(expression: String, expected: String) {
    let value = plain.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test(
    "durations are compared where the answer does not depend on the month",
    arguments: [
      ("1 month > 27 days", "true"), ("1 month > 32 days", "false"), ("1 month > 30 days", "R0506"),
      ("12 months is 1 year", "true"), ("2 weeks is 14 days", "true"), ("1 month is 30 days", "false"),
      ("5 weeks > 30 days", "true"), ("1 year > 300 days", "true"), ("2 months < 9 weeks", "true"),
      ("2 months < 60 days", "R0506"),
      ("4 months < 100 weeks", "true"), ("3 months + 2 weeks > 3 months", "true"),
    ])
  func durationOrder(expression: String, expected: String) {
    let value = plain.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test(
    "chances compound",
    arguments: [
      ("over(3% per month, 12 months)", "30.6158%"), ("over(3% per month, 1 year)", "30.6158%"),
      ("over(45% per round, 2 rounds)", "69.75%"), ("over(10% per year, 0 months)", "0%"),
      ("over(10% per year, 6 months)", "5.1317%"), ("3% per month * 12 months", "R0303"),
      ("12 months * 3% per month", "R0303"), ("over(3% per month, 2 rounds)", "R0301"),
      ("3% per month + 3% per month", "6% per month"), ("over(100% per month, 3 months)", "100%"),
      ("over(5%, 1 year)", "R0300"),
    ])
  func chances(expression: String, expected: String) {
    let value = plain.value(expression)
    #expect(
      expected.hasPrefix("R0") ? value.hasPrefix(expected) : value == expected, "\(expression): \(value)")
  }

  @Test("chances of different periods are compared after compounding, not by division")
  func chanceConversion() {
    #expect(plain.value("1% per month < 12% per year") == "true")  // 11.36 % a year.
    #expect(plain.value("1% per month > 11.3% per year") == "true")
    #expect(plain.value("1% per month < 11.4% per year") == "true")
  }

  @Test(
    "none goes through arithmetic",
    arguments: [
      ("none", "none"), ("mean([]) + 5", "none"), ("none is none", "true"), ("mean([]) is none", "true"),
      ("5 is none", "false"), ("mean([]) > 3", "none"),
      ("if mean([]) > 3 then 1 else 2", "none"), ("sum([1, none, 3])", "none"), ("count([1, none])", "2"),
      ("sum([])", "0"), ("mean([])", "none"), ("max([3, 9, 4])", "9"), ("median([1, 9, 5, 7])", "6"),
      ("false and none is none", "false"), ("all([])", "true"), ("any([])", "false"),
    ])
  func none(expression: String, expected: String) {
    #expect(plain.value(expression) == expected, "\(expression): \(plain.value(expression))")
  }

  @Test(
    "a division by zero is an error",
    arguments: [
      "1 / 0", "5 EUR / 0", "5 EUR / (0 EUR)", "1 / 0 + 5", "1 / 0 is none", "1 / 0 > 3",
      "if 1 / 0 > 3 then 1 else 2", "3 months / 0", "12 hours / (1 - 1)",
    ])
  func byZero(expression: String) {
    #expect(
      plain.value(expression) == "R0510: this divides by zero", "\(expression): \(plain.value(expression))")
  }

  @Test("a branch that is not taken may divide by zero")
  func untakenDivision() { #expect(plain.value("if 2 > 3 then 1 / 0 else 5") == "5") }

  @Test(
    "rounding",
    arguments: [
      ("round(2.5)", "3"), ("round(-2.5)", "-2"), ("ceil(60 / 7)", "9"), ("floor(60 / 7)", "8"),
      ("round(47, to: 5)", "45"), ("round(48 EUR, to: 5 EUR)", "50 EUR"), ("round(37.5%)", "38%"),
      ("floor(-0.5)", "-1"), ("ceil(-0.5)", "0"),
    ])
  func rounding(expression: String, expected: String) {
    #expect(plain.value(expression) == expected, "\(expression): \(plain.value(expression))")
  }

  @Test("currencies mix at the stated rate, its inverse, and through others")
  func exchange() {
    let rates = Programme(
      """
      exchange USD = 0.8 EUR
      exchange GBP = 1.25 EUR
      exchange KES = 0.01 USD
      """)
    #expect(rates.diagnostics.isEmpty, "\(rates.problems)")
    #expect(rates.value("100 EUR + 100 USD") == "180 EUR")
    #expect(rates.value("100 USD + 80 EUR") == "200 USD")
    #expect(rates.value("100 USD + 100 GBP") == "256.25 USD")
    #expect(rates.value("0 EUR + 1000 KES") == "8 EUR")
    #expect(rates.value("0 KES + 8 EUR") == "1_000 KES".replacing("_", with: ""))
    #expect(rates.value("0 GBP + 1000 KES") == "6.40 GBP")
    #expect(rates.value("100 USD is 80 EUR") == "true")
    #expect(rates.value("1 CHF + 1 EUR").hasPrefix("R0505"))
    #expect(rates.value("120 USD per participant * 3 participants + 4 EUR") == "365 USD")
  }

  @Test("numbers of more than 38 digits are refused, and nothing traps")
  func overflow() {
    #expect(plain.value("99999999999999999999999999999999999999 * 10").hasPrefix("R0500"))
    #expect(
      plain.value("99999999999999999999 * 99999999999999999999 * 99999999999999999999").hasPrefix("R0500"))
    #expect(plain.value("10 / 0.00000000000000000000000000000000000001").hasPrefix("R0500"))
    #expect(plain.value("date(99999999999999999999, 1, 1)").isEmpty == false)
    #expect(plain.value("2027-01-01 + 99999999999999999999 years").hasPrefix("R0"))
  }

  @Test("a share of money splits without losing a cent, ties by name")
  func largestRemainder() throws {
    let euro = try #require(Currency(code: "EUR"))
    let parts = Money(Decimal(100), euro).split(
      into: [(name: "c", weight: 1), (name: "a", weight: 1), (name: "b", weight: 1)])
    #expect(parts?.map { $0.amount.displayText(places: 2) } == ["33.33", "33.34", "33.33"])
  }

  @Test(
    "texts put in what stands in braces",
    arguments: [
      ("\"Intake {Size}\"", "Intake 60"), ("\"{Core.amount} for {Size} people\"", "1_000 EUR for 60 people"),
      ("\"{Core.name}\"", "Core"), ("\"{Core.title}\"", "Core funding"), ("\"a {Nothing}\"", "R0201"),
      ("\"{{no}}\"", "{no}"),
    ])
  func interpolation(expression: String, expected: String) {
    let programme = Programme("let Size = 60\nfund Core \"Core funding\" { amount: 1000 EUR }")
    let value = programme.value(expression)
    #expect(
      expected.hasPrefix("R0")
        ? value.hasPrefix(expected) : value == expected.replacing("1_000", with: "1000"),
      "\(expression): \(value)")
  }
}
