// Thousands of sentences of the grammar, in many layouts.

import RungSyntax
import RungText
import Testing

@Suite("Sentences")
struct SentenceTests {
  @Test("the generator takes every way of every choice of the grammar")
  func coverage() throws {
    var generator = SentenceGenerator(try .rung(), seed: 1)
    for index in 0..<2_000 { _ = generator.sentence(of: "script", size: 2 + index % 40) }
    #expect(generator.untaken == [])
  }
}

@Test func dump() throws {
    let grammar = try Grammar.rung()
    var generator = SentenceGenerator(grammar, seed: 1)
    var wording = Wording(grammar, seed: 2)
    var random = SplitMix(seed: 3)
    for index in 0..<12 { let s = generator.sentence(of: "script", size: 5 + index * 5 % 60) 
      print("------"); print((index % 2 == 0 ? Layout.plain : .wild).text(s, wording.texts(of: s), &random))
    }
}
