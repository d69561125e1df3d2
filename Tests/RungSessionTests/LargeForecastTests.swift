// Forecasts that are very large: refused before they begin when they do not fit, stopped inside a run when told to.

import RungSession
import RungText
import Synchronization
import Testing

@Suite("Large forecasts")
struct LargeForecastTests {
  private static func programme(_ size: String, _ verb: String) -> String {
    """
    programme P { horizon: 2027-01-01 .. 2028-12-31 }
    stage Grow { duration: 6 months; completion: 80% }
    cohort First { enters: Grow; starts: 2027-02-01; size: \(size) }
    target Enough = completed(Grow) >= 15
    scenario More { First.size = 1000 }
    \(verb)
    """
  }

  static let verbs = [
    "simulate 10 runs", "test", "compare Base, More", "explain forecast", "explain Enough",
    "find Grow.places in 10 .. 40 until Enough", "sweep Grow.places over 10 .. 12 measuring completed(Grow)",
  ]

  private func run(
    _ text: String, _ patience: Patience, wantsToStop: @escaping @Sendable () -> Bool = { false }
  ) -> (found: [Diagnostic], text: String, status: RunStatus) {
    let files = MemoryFiles()
    files.put("main.rung", Array(text.utf8))
    let session = Session(files: files, .file("main.rung"), wantsToStop: wantsToStop)
    session.patience = patience
    var transcript = Transcript()
    let status = session.run { transcript.tell($0) }
    return (transcript.diagnostics, transcript.text, status)
  }

  @Test("what does not fit the memory is refused by every verb, where it is written", arguments: verbs)
  func refused(_ verb: String) throws {
    let (found, _, status) = run(Self.programme("5_000_000", verb), Patience(workers: 2, memory: 50_000_000))
    let problem = try #require(found.first { $0.severity == .error })
    #expect(problem.code.id == "R0749" && problem.place.text == "5_000_000")
    #expect(problem.message.contains("50 MB"), "\(problem.message)")
    #expect(status == .problems)
  }

  @Test("with memory for one thread there is one, and the figures are the same")
  func oneByOne() {
    let text = Self.programme("20_000", "simulate 6 runs")
    let narrow = run(text, Patience(workers: 4, memory: 5_000_000))
    let wide = run(text, Patience(workers: 4))
    #expect(narrow.status == .fine && narrow.text == wide.text)
  }

  @Test("a size that is drawn is seen before it is run")
  func drawn() {
    let (found, _, _) = run(Self.programme("10 to 2_000_000_000", "simulate 10 runs"), Patience())
    #expect(found.contains { $0.code.id == "R0749" })
  }

  @Test("every verb stops inside a run, and leaves no half answer", arguments: verbs)
  func stopped(_ verb: String) {
    // Asked more than a hundred times in the runs of a programme of this size.
    let counter = Counter()
    let (found, text, status) = run(
      Self.programme("1_000_000", verb), Patience(), wantsToStop: { counter.isAfter(60) })
    #expect(status == .couldNotWork && found.isEmpty && text.isEmpty, "\(text)")
  }

  @Test("a range of any length is searched")
  func longRange() {
    let text = Self.programme("40", "find Grow.places in 1 .. 10_000_000 until completed(Grow) >= 15")
    let (_, answer, status) = run(text, Patience())
    #expect(status == .fine && answer.contains("is the smallest value that is enough"), "\(answer)")
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  func isAfter(_ most: Int) -> Bool {
    count.withLock {
      $0 += 1
      return $0 > most
    }
  }
}
