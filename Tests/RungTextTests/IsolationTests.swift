// Text from right to left inside lines that are read from left to right.

import RungText
import TestSupport
import Testing

@Suite("Isolation")
struct IsolationTests {
  /// Isolates as `⟨ ⟩`, which can be read.
  private func shown(_ text: String) -> String {
    String(
      Isolation.isolated(text).map { $0 == "\u{2068}" ? "⟨" : $0 == "\u{2069}" ? "⟩" : $0 })
  }

  @Test(
    "what belongs together is isolated as one, and nothing else",
    arguments: [
      ("Café 漢字", "Café 漢字"),
      ("שלום", "⟨שלום⟩"),
      // A line of its own is one text, with its figures and signs.
      ("שלום, עולם (2027)", "⟨שלום, עולם (2027)⟩"),
      ("no pool is called \"שלום Lab, עולם\"", "no pool is called \"⟨שלום Lab, עולם⟩\""),
      ("say \"\\\"שלום\\\" 3\" 4", "say \"⟨\\\"שלום\\\" 3⟩\" 4"),
      ("\"Grow\" and \"שלום\"", "\"Grow\" and \"⟨שלום⟩\""),
      // Code: each name for itself, so that the order of a list stays.
      ("stage שלום { after: עולם; places: 40 }", "stage ⟨שלום⟩ { after: ⟨עולם⟩; places: 40 }"),
      ("values: [שלום, עולם, 3]", "values: [⟨שלום⟩, ⟨עולם⟩, 3]"),
      ("Grow of مجموعة أولى in 3", "Grow of ⟨مجموعة أولى⟩ in 3"),
      ("    1 |   in: [שלום, עולם]", "    1 |   in: [⟨שלום⟩, ⟨עולם⟩]"),
      ("x قَ, y", "x ⟨قَ⟩, y"),
      // A cell is one text.
      ("│ שלום, Lab 3 │ 12 │", "│ ⟨שלום, Lab 3⟩ │ 12 │"),
      ("  Grow   שלום 3   12", "  Grow   ⟨שלום 3⟩   12"),
      // Colours stay outside.
      ("\u{1B}[1mשלום\u{1B}[0m 3", "\u{1B}[1m⟨שלום⟩\u{1B}[0m 3"),
      (
        "\u{1B}[2m│\u{1B}[0m שלום, Lab 3 \u{1B}[2m│\u{1B}[0m",
        "\u{1B}[2m│\u{1B}[0m ⟨שלום, Lab 3⟩ \u{1B}[2m│\u{1B}[0m"
      ),
      ("> \u{1B}[1mשלום.\u{1B}[0mplaces = 3", "> \u{1B}[1m⟨שלום⟩.\u{1B}[0mplaces = 3"),
      ("a\nשלום\n", "a\n⟨שלום⟩\n"),
      ("no \"שלום", "no \"⟨שלום⟩"),
    ])
  func pieces(_ text: String, _ wanted: String) { #expect(shown(text) == wanted) }

  @Test("isolating twice changes nothing, and no column is taken")
  func twice() {
    for text in ["│ שלום, Lab 3 │", "no \"שלום\" here", "stage שלום { 3 }", "שלום\u{1B}[0m"] {
      let once = Isolation.isolated(text)
      #expect(Isolation.isolated(once) == once)
      #expect(DisplayWidth.of(once) == DisplayWidth.of(text))
    }
  }

  @Test("nothing but isolates is added, and every one is closed on its line")
  func closed() {
    var random = SeededRandom(7)
    let parts = ["ש", "ل", "\"", "\\", "│", " ", "a", "3", ",", "\u{1B}[1m", "\u{1B}", "\n", "\u{301}", "("]
    for _ in 0..<5_000 {
      let text = (0..<random.below(12)).map { _ in parts[random.below(parts.count)] }.joined()
      let result = Isolation.isolated(text)
      #expect(Array(result.unicodeScalars.filter { !isIsolate($0) }) == Array(text.unicodeScalars))
      for line in result.unicodeScalars.split(separator: "\n") {
        #expect(line.count { $0 == "\u{2068}" } == line.count { $0 == "\u{2069}" }, "\(text)")
      }
    }
  }

  private func isIsolate(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{2068}" || scalar == "\u{2069}" }
}
