// How fast a long programme is read: `swift test -c release --filter SpeedTests` prints it. A debug build reads far
// too slowly for the figure to mean anything.

import RungSyntax
import RungText
import Testing

#if !DEBUG
  @Suite("Speed")
  struct SpeedTests {
    /// 100 000 declarations with five to seven properties, one formula in twenty not a literal.
    private func programme() -> [UInt8] {
      var text = "rung 1\n"
      for number in 0..<50_000 {
        text +=
          "person Person\(number) in Veterans {\n  languages: [en, fr]\n  timezone: \"Africa/Nairobi\"\n"
        text += "  skills: [facilitation]\n  mentees: \(number % 5)\n  affiliate: Chapter\(number % 100)\n}\n"
        text += "cohort Intake\(number) {\n  enters: Discover\n  starts: 2027-03-01\n"
        text += "  size: \(number % 2 == 0 ? "20 * 2 + \(number % 9)" : "60")\n  mix: [region: [MENA: 30%]]\n"
        text += "  note: \"first\"\n  mentoring: 2 hours per month\n}\n"
      }
      return Array(text.utf8)
    }

    @Test("100 000 declarations are read at more than 50 MB/s")
    func speed() {
      let bytes = programme()
      let best =
        (0..<5).map { _ in
          ContinuousClock().measure {
            let tree = SyntaxTree.parse(Source(name: "test.rung", bytes: bytes))
            #expect(tree.diagnostics.isEmpty)
          }
        }.min() ?? .zero
      let rate = Double(bytes.count) / 1e6 / (best / .seconds(1))
      print("\(bytes.count) bytes: line index, tokens and tree in \(best), \(Int(rate)) MB/s")
      #expect(rate > 50)
    }
  }
#endif
