// What is asked of a forecast afterwards is what the forecast found, and only as long as the programme stays the same.

import RungReport
import RungSession
import RungText
import Testing

@Suite struct StandingFiguresTests {
  private static let programme = """
    rung 1
    programme Ladder { horizon: 2027-01-01 .. 2029-12-31; currency: EUR }
    stage Learn { duration: 3 months; places: 40; completion: 60% to 80%; cost: [training: 120 EUR per participant] }
    stage Apply { after: Learn; duration: 6 months; completion: 70% }
    cohort Intake[n in 1 .. 3] { enters: Learn; starts: 2027-02-01 + 6 months * (n - 1); size: 60 }
    let Done = completed(Apply)
    """

  private func session() -> Session {
    Session(files: MemoryFiles(["p.rung": Self.programme]), .file("p.rung"))
  }

  private func text(_ outcome: Outcome) -> String {
    outcome.reports.map { report in
      switch report {
      case .answer(let answer): answer.rendered(AnswerStyle(.table))
      case .diagnostics(let found): DiagnosticRenderer(.full).rendered(found)
      case .notice(let notice): notice + "\n"
      }
    }.joined()
  }

  @Test("a flow has the mean and the percentiles that the table of simulate shows", arguments: [100, 250])
  func same(runs: Int) throws {
    let session = session()
    // The name of a stage stands in the first of its rows.
    let table = text(session.evaluate("simulate \(runs) runs seed 3"))
    for (stage, figure) in [("Learn", "completed"), ("Apply", "completed"), ("Learn", "arrived")] {
      let rows = table.split(separator: "\n").drop { !$0.hasPrefix("│ stage") || !$0.contains("│ figure") }
      let own = rows.drop { !$0.hasPrefix("│ \(stage) ") }
      let row = try #require(own.first { $0.contains("│ \(figure) ") })
      let cell = try #require(row.split(separator: "│").last)
      let wanted = cell.split(separator: " ").joined(separator: " ")
      let said = text(session.evaluate("\(figure)(\(stage))"))
      #expect(said.hasPrefix(wanted + " "), "\(said) \(row)")
      #expect(said.hasSuffix("from the forecast of \(runs) runs, seed 3\n"))
    }
  }

  @Test("after an edit there is no figure until the next forecast")
  func outdated() {
    let session = session()
    #expect(text(session.evaluate("Done")) == "known after simulate\n")
    _ = session.evaluate("simulate 20 runs")
    #expect(text(session.evaluate("Done")).contains("from the forecast of 20 runs"))
    _ = session.evaluate("Apply.completion = 80%")
    let said = "known after simulate\nthe programme changed since the forecast: simulate again\n"
    #expect(text(session.evaluate("Done")) == said)
    #expect(text(session.evaluate("2 + 2")) == "4\n")
    #expect(text(session.evaluate("Done")) == said)
    _ = session.evaluate("simulate 30 runs")
    #expect(text(session.evaluate("Done")).contains("from the forecast of 30 runs"))
  }
}
