// Thousands of sentences of the grammar, in many layouts.

import RungSyntax
import RungText
import Testing

/// Texts made from the grammar, the same for every run of a seed.
struct GeneratedTexts: Sequence {
  let layout: Layout
  let count: Int
  let seed: UInt64

  func makeIterator() -> AnyIterator<String> {
    guard let grammar = try? Grammar.rung() else { return AnyIterator { nil } }
    var generator = SentenceGenerator(grammar, seed: seed)
    var wording = Wording(grammar, seed: seed &+ 1)
    var random = SplitMix(seed: seed &+ 2)
    var left = count
    return AnyIterator {
      while left > 0 {
        let sentence = generator.sentence(of: "script", size: 2 + left % 40)
        if !sentence.contains(where: { $0.terminal != "END" }) { continue }
        left -= 1
        return layout.text(sentence, wording.texts(of: sentence), &random)
      }
      return nil
    }
  }
}

@Suite("Sentences")
struct SentenceTests {
  @Test("the generator takes every way of every choice of the grammar")
  func coverage() throws {
    var generator = SentenceGenerator(try .rung(), seed: 1)
    for index in 0..<2_000 { _ = generator.sentence(of: "script", size: 2 + index % 40) }
    #expect(generator.untaken == [])
  }

  @Test("every sentence is read without a diagnostic, whatever its layout", arguments: [Layout.plain, .wild])
  func parses(layout: Layout) {
    var failures: [String] = []
    for text in GeneratedTexts(layout: layout, count: 3_000, seed: layout == .plain ? 10 : 20) {
      let tree = SyntaxTree.parse(Source(name: "sentence", text: text))
      guard let first = tree.diagnostics.first else { continue }
      let (line, column) = tree.source.position(at: first.place.range.start)
      failures.append("\(line):\(column) \(first.code.id) \(first.message)\n\(text)")
    }
    failures.sort { $0.count < $1.count }
    #expect(failures.isEmpty, "\(failures.count) of 3000, the shortest:\n\(failures.prefix(8).joined(separator: "\n~~~~\n"))")
  }
}
