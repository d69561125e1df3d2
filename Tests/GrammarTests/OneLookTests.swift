// The programme of the language's first page: laid out, printed and painted; and in a thousand other layouts.

import RungSyntax
import RungText
import TestSupport
import Testing

@Suite("The one look")
struct OneLookTests {
  private static let stageOrder = [
    "after", "admits", "purpose", "curriculum", "duration", "places", "mentoring", "mentored-by", "attrition",
    "completion",
  ]
  private let formatter = Formatter { kind, property in
    kind == "stage" ? OneLookTests.stageOrder.firstIndex(of: property) : nil
  }

  @Test(
    "its formatting says the same, keeps every comment, and is stable",
    arguments: [OneLook.programme, OneLook.verbs])
  func stable(text: String) {
    let tree = Sentences.tree(text)
    #expect(tree.diagnostics.isEmpty)
    let once = formatter.format(tree)
    let again = Sentences.tree(once.text)
    #expect(once == .formatted(once.text))
    #expect(Meaning.of(tree) == Meaning.of(again))
    #expect(Meaning.comments(of: tree) == Meaning.comments(of: again))
    #expect(Meaning.docs(of: tree) == Meaning.docs(of: again))
    #expect(formatter.format(again) == once)
  }

  @Test("aligned columns collapse, long one-line blocks open, figures are grouped")
  func examples() {
    let text = formatter.format(Sentences.tree(OneLook.programme)).text
    #expect(text.contains("assume Completion = 121 of 144 { source: \"OLS Open Seeds, cohorts 1–5\" }\n"))
    #expect(text.contains("\nassume Return = 40% to 60% per round {\n  source: \"Open Seeds cohorts 2–5: "))
    #expect(text.contains("cost: [travel: 1100 EUR per participant, venue: 180 EUR per participant]\n"))
    #expect(text.contains("  admits: best(60%)  # the committed go on\n"))
    #expect(text.contains("fund Core { amount: 300_000 EUR }\n"))
    #expect(text.contains("cost Coordinator { amount: 4500 EUR per month; category: staff; from: Core }\n"))
    #expect(text.contains("  starts: 2027-03-01 + 6 months * (n - 1)\n"))
    #expect(text.contains("target Graduates = completed(Lead) >= 60 with 80% confidence\n"))
    let longest = text.split(separator: "\n").filter { $0.hasSuffix("}") }.map(\.count).max() ?? 0
    #expect(longest <= Formatter.width)
  }

  @Test("every layout of the same text is formatted to the same text")
  func layouts() {
    var random = SeededRandom(5)
    for text in [OneLook.programme, OneLook.verbs] {
      let formatted = formatter.format(Sentences.tree(text)).text
      for _ in 0..<60 {
        let other = LayoutChange.blanks(of: formatted, &random)
        let result = formatter.format(Sentences.tree(other)).text
        if result != formatted { Issue.record("from\n\(other)\nto\n\(result)") }
      }
    }
  }

  @Test("a text with a line taken out or twice is either formatted to the same meaning or left alone")
  func damage() {
    let lines = OneLook.programme.split(separator: "\n", omittingEmptySubsequences: false)
    var random = SeededRandom(6)
    for index in lines.indices {
      var changed = lines
      if random.chance(50) { changed.remove(at: index) } else { changed.insert(lines[index], at: index) }
      let text = changed.joined(separator: "\n")
      let tree = Sentences.tree(text)
      switch formatter.format(tree) {
      case .formatted(let result): #expect(Meaning.of(tree) == Meaning.of(Sentences.tree(result)))
      case .leftAlone(let result): #expect(result == text)
      }
    }
  }

  @Test("with a token dropped or doubled it is left alone, or formatted to a sound text once and for all")
  func tokens() {
    let tree = Sentences.tree(OneLook.programme)
    var random = SeededRandom(7)
    for _ in 0..<150 {
      let range = tree.range(ofToken: Int.random(in: 0..<tree.tokens.count - 1, using: &random)).bounds
      var bytes = tree.source.bytes
      if random.chance(50) {
        bytes.removeSubrange(range)
      } else {
        bytes.insert(contentsOf: [UInt8(ascii: " ")] + bytes[range], at: range.upperBound)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      switch formatter.format(Sentences.tree(text)) {
      case .formatted(let result):
        let again = Sentences.tree(result)
        #expect(again.diagnostics.isEmpty)
        #expect(formatter.format(again) == .formatted(result))
      case .leftAlone(let result): #expect(result == text)
      }
    }
  }

  @Test("the canonical texts of its formulas are as it writes them")
  func canonical() {
    let tree = Sentences.tree(OneLook.programme)
    let texts = tree.nodes.indices.filter { tree.kind($0) == .property }.compactMap { tree.child(0, of: $0) }
    #expect(texts.count > 60)
    for node in texts {
      let spelled = tree.text(node).replacing("1_100", with: "1100").replacing("4_500", with: "4500")
      #expect(CanonicalPrinter.canonicalText(of: node, in: tree) == spelled)
    }
  }

  @Test("nothing of it is painted as an error, and each kind of piece is there")
  func highlights() {
    let spans = Highlighter.spans(of: Sentences.tree(OneLook.programme)).map(\.kind)
    #expect(Set(spans) == Set(HighlightKind.allCases).subtracting([.error, .interpolation]))
  }
}
