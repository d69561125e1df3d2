// Working time in hours and minutes.

import RungModel
import Testing

@Suite("Effort")
struct EffortTests {
  @Test(
    "effort prints in hours when they are whole or half, else in minutes",
    arguments: [
      ("0", "0 hours"), ("1", "1 minute"), ("30", "30 minutes"), ("45", "45 minutes"), ("60", "1 hour"),
      ("75", "75 minutes"), ("90", "1.5 hours"), ("240", "4 hours"), ("-120", "-2 hours"),
      ("-30", "-30 minutes"),
      ("600000", "10_000 hours"), ("0.5", "0.5 minutes"), ("90.5", "90.5 minutes"),
    ])
  func text(minutes: String, expected: String) throws {
    #expect(Effort(minutes: try #require(Decimal(text: minutes))).canonicalText == expected)
  }

  @Test("effort adds, scales and divides exactly")
  func arithmetic() throws {
    let hours = try #require(Effort(hours: 4))
    #expect(hours.minutes == 240)
    #expect(hours.adding(Effort(minutes: 90))?.canonicalText == "5.5 hours")
    #expect(hours.subtracting(Effort(minutes: 240)) == .zero)
    #expect(hours.dividing(by: 3)?.canonicalText == "80 minutes")
    #expect(hours.multiplying(6)?.canonicalText == "24 hours")
    #expect(hours.ratio(to: Effort(minutes: 90))?.displayText(places: 3) == "2.667")
    #expect(hours.dividing(by: 0) == nil)
    #expect(hours.ratio(to: .zero) == nil)
    #expect(Effort(minutes: 59) < hours)
    let most = try #require(Decimal(coefficient: Int128.max, scale: 0))
    #expect(Effort(hours: most) == nil)
    #expect(Effort(minutes: most).adding(Effort(minutes: most)) == nil)
    #expect(Effort(minutes: most).canonicalText.hasSuffix(" minutes"))
  }

  @Test("a table shows long effort in hours with two places")
  func display() {
    #expect(Effort(minutes: 1000).displayText == "16.67 hours")
    #expect(Effort(minutes: 100).displayText == "100 minutes")
    #expect(Effort(minutes: 240).displayText == "4 hours")
  }
}
