// Words into lines.

import RungText
import TestSupport
import Testing

@Suite("Prose")
struct ProseTests {
  @Test("is broken between words before the width, and later lines are indented")
  func wrapping() {
    #expect(Prose.wrapped("one two three four", width: 10, indent: 2) == ["one two", "  three", "  four"])
    #expect(Prose.wrapped("one two", width: 10, used: 6, indent: 2) == ["one", "  two"])
    #expect(Prose.wrapped("three", width: 10, used: 6, indent: 2) == ["", "  three"])
    #expect(Prose.wrapped("", width: 10) == [""])
  }

  @Test("cuts a word that fits no line")
  func longWord() {
    #expect(Prose.wrapped("abcdefghijklmnop", width: 10, indent: 0) == ["abcdefgh…"])
  }

  @Test("keeps paragraphs apart and examples as they are")
  func paragraphs() {
    #expect(
      Prose.paragraphs("A stage admits\npeople.\n\n\n  stage Grow { }\n\nLast.", width: 80, indent: 2)
        == ["  A stage admits people.", "", "    stage Grow { }", "", "  Last."])
  }

  @Test("stays below the width, whatever the words")
  func anyText() {
    var random = SeededRandom(31)
    for _ in 0..<500 {
      let text = VisibleText.line(random.text(random.below(120)))
      let width = 20 + random.below(60)
      for line in Prose.wrapped(text, width: width, used: 0, indent: 4) {
        #expect(DisplayWidth.of(line) < width, "\(line)")
      }
    }
  }
}
