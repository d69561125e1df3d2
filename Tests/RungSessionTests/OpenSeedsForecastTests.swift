// The forecast of Open Seeds from cohorts 1–3, held against what cohorts 4 and 5 came to: what it hits, what it
// misses. When the model becomes richer and a miss a hit, this page and the comment in the example change.

import RungReport
import RungSession
import RungText
import Testing

@Suite("Open Seeds, forecast and seen")
struct OpenSeedsForecastTests {
  struct Figure: Sendable, CustomTestStringConvertible {
    let name: String
    let measure: String
    let seen: Double
    let isWithin: Bool

    var testDescription: String { name }
  }

  static let figures = [
    Figure(
      name: "projects of cohort 4 that graduate", measure: "Foreseen4", seen: 20.0 / 26, isWithin: true),
    Figure(
      name: "projects of cohort 5 that graduate", measure: "Foreseen5", seen: 25.0 / 32, isWithin: true),
    Figure(
      name: "mentors when cohort 2 starts", measure: "mentors(Mentors, on: OLS-2.starts)", seen: 36,
      isWithin: true),
    Figure(
      name: "mentors when cohort 3 starts", measure: "mentors(Mentors, on: OLS-3.starts)", seen: 34,
      isWithin: true),
    Figure(
      name: "mentors when cohort 4 starts", measure: "mentors(Mentors, on: OLS-4.starts)", seen: 32,
      isWithin: true),
    Figure(
      name: "mentors when cohort 5 starts", measure: "mentors(Mentors, on: OLS-5.starts)", seen: 35,
      isWithin: false),
  ]

  @Test("what was seen lies within 5 % and 95 % of the forecast, or does not", arguments: figures)
  func holds(_ figure: Figure) throws {
    let session = Session(
      files: DiskFiles(base: Repository.root + "/scripts/examples"), .file("open-seeds.rung"))
    #expect(session.select(scenario: "AfterThree").isEmpty)
    var transcript = Transcript(.json)
    // One value of a property that is what it is: the figure by itself.
    transcript.tell(
      session.evaluate("sweep Mentors.mentees over 2 .. 2 measuring \(figure.measure)"))
    let low = try #require(number(after: "\"p5\":", in: transcript.text))
    let high = try #require(number(after: "\"p95\":", in: transcript.text))
    #expect(
      (low...high).contains(figure.seen) == figure.isWithin,
      "\(figure.name): \(low) to \(high), seen \(figure.seen)")
  }

  private func number(after key: String, in text: String) -> Double? {
    guard let start = text.firstRange(of: key)?.upperBound else { return nil }
    return Double(text[start...].drop { $0 == " " }.prefix { "-.0123456789eE".contains($0) })
  }
}
