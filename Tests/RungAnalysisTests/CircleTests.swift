// Circles are named step by step, once; and long chains are no circles.

import RungAnalysis
import RungModel
import Testing

@Suite struct CircleTests {
  @Test("a circle is named step by step, once, whoever asks first", arguments: [1, 2, 5])
  func circles(length: Int) {
    let names = ["A", "B", "C", "D", "E"].prefix(length)
    let lines = names.indices.map { "let \(names[$0]) = \(names[($0 + 1) % length]) + 1" }
    for order in [lines, lines.reversed()] {
      let programme = Programme(order.joined(separator: "\n"))
      #expect(programme.codes == ["R0401"], "\(programme.problems)")
      let path = (names + [names[0]]).joined(separator: " needs ")
      #expect(programme.diagnostics.first?.message == (length == 1 ? "\"A\" needs itself" : path))
      #expect(programme.diagnostics.first?.related.count == length - 1)
    }
  }

  @Test("what hangs on a circle is not reported again")
  func hanging() {
    let programme = Programme("let A = B + 1\nlet B = A + 1\nlet C = A * 2\nlet D = if C > 1 then A else B")
    #expect(programme.codes == ["R0401"], "\(programme.problems)")
  }

  @Test("two circles are two problems")
  func two() {
    let programme = Programme("let A = B\nlet B = A\nlet C = D + 1\nlet D = C + 1")
    #expect(programme.codes == ["R0401", "R0401"], "\(programme.problems)")
  }

  @Test("a circle through properties of members")
  func members() {
    let programme = Programme(
      """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 3] { enters: Discover; starts: 2027-03-01; size: Intake[if n is 3 then 1 else n + 1].size }
      """)
    #expect(programme.codes == ["R0401"], "\(programme.problems)")
    let chain = Programme(
      """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 300] { enters: Discover; starts: 2027-03-01; size: if n is 1 then 1 else Intake[n - 1].size + 1 }
      """)
    #expect(chain.diagnostics.isEmpty, "\(chain.problems)")
    #expect(chain.value("Intake[300].size") == "300")
  }

  @Test("a chain of 100 000 named values is evaluated, in either order")
  func deep() {
    let count = 100_000
    let lines = (1...count).map { "let N\($0) = N\($0 - 1) + 1" }
    for order in [["let N0 = 0"] + lines, lines.reversed() + ["let N0 = 0"]] {
      let programme = Programme(order.joined(separator: "\n"))
      #expect(programme.evaluator.check().isEmpty)
      #expect(programme.value("N\(count)") == Decimal(count).canonicalText)
    }
  }

  @Test("a circle of 2 000 named values is one problem")
  func longCircle() {
    let lines = (0..<2000).map { "let N\($0) = N\(($0 + 1) % 2000) + 1" }
    let programme = Programme(lines.joined(separator: "\n"))
    #expect(programme.codes == ["R0401"])
  }
}
