// Dropping any one token of a right text: where that is wrong at all, it is one or two diagnostics near the
// place.

import RungSyntax
import RungText
import Testing

@Suite("One token dropped")
struct DropTokenTests {
  /// How many diagnostics a dropped token gives, and how far the furthest is from its line.
  private struct Outcome {
    let token: String
    let line: Int
    let count: Int
    let distance: Int
    let messages: [String]

    var isGood: Bool { count <= 2 && distance <= 1 }
  }

  private func outcomes(_ text: String) -> [Outcome] {
    let tree = parse(text)
    return (0..<tree.tokens.count - 1).compactMap { token in
      let (damaged, line) = dropping(token, of: tree)
      let result = parse(damaged)
      if result.diagnostics.isEmpty { return nil }
      let lines = result.diagnostics.map { result.source.line(at: $0.place.range.start) }
      return Outcome(
        token: tree.text(ofToken: token), line: line, count: lines.count,
        distance: lines.map { abs($0 - line) }.max() ?? 0,
        messages: zip(lines, result.diagnostics).map { "\($0): \($1.message)" })
    }
  }

  @Test("at least 95 % of the wrong cases give one or two diagnostics within a line of the place")
  func oneLook() {
    let outcomes = outcomes(OneLook.programme) + outcomes(OneLook.verbs)
    var table: [String: Int] = [:]
    for outcome in outcomes {
      table["\(min(outcome.count, 5)) diagnostics, \(min(outcome.distance, 5)) lines away", default: 0] += 1
    }
    let good = outcomes.count(where: \.isGood)
    print("\(outcomes.count) wrong cases, \(good) good:")
    for (what, count) in table.sorted(by: { $0.key < $1.key }) { print("  \(what): \(count)") }
    for outcome in outcomes where !outcome.isGood {
      print("  bad: \"\(outcome.token)\" of line \(outcome.line): \(outcome.messages)")
    }
    #expect(good * 100 >= outcomes.count * 98)
  }
}
