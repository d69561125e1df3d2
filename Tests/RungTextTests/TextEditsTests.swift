// Replacements in a source.

import RungText
import TestSupport
import Testing

@Suite("Text edits")
struct TextEditsTests {
  private let source = Source(name: "ladder.rung", text: "pool Veterns { count: 18 }")

  private func edit(_ start: Int, _ end: Int, _ replacement: String) -> TextEdit {
    TextEdit(Place(source, ByteRange(start, end)), replacement)
  }

  private func applied(_ edits: TextEdit...) throws -> String {
    String(decoding: try TextEdits.apply(edits, to: source), as: UTF8.self)
  }

  @Test("are applied in the order of their places, whatever order they come in")
  func order() throws {
    #expect(try applied(edit(22, 24, "20"), edit(5, 12, "Veterans")) == "pool Veterans { count: 20 }")
    #expect(try applied() == "pool Veterns { count: 18 }")
  }

  @Test("insert at a place, before what is replaced there")
  func insertion() throws {
    #expect(try applied(edit(5, 12, "Veterans"), edit(5, 5, "The")) == "pool TheVeterans { count: 18 }")
    #expect(try applied(edit(26, 26, "\n"), edit(0, 0, "rung 1\n")) == "rung 1\npool Veterns { count: 18 }\n")
  }

  @Test("offered twice count once")
  func twice() throws {
    #expect(try applied(edit(20, 20, ":"), edit(20, 20, ":")) == "pool Veterns { count:: 18 }")
  }

  @Test("that overlap, leave the text or belong to another source are refused")
  func refusals() {
    #expect(throws: TextEdits.Problem.overlap(edit(5, 12, "a"), edit(8, 9, "b"))) {
      try applied(edit(8, 9, "b"), edit(5, 12, "a"))
    }
    #expect(throws: TextEdits.Problem.outOfBounds(edit(20, 27, ""))) { try applied(edit(20, 27, "")) }
    let other = TextEdit(Place(Source(name: "b", text: "pool"), ByteRange(0, 1)), "")
    #expect(throws: TextEdits.Problem.otherSource(other)) { try applied(other) }
  }

  @Test("of fixes that touch each other wait for the next round")
  func compatible() {
    let first = Fix("a", edits: [edit(5, 12, "Veterans")], isSafe: true)
    let same = Fix("b", edits: [edit(5, 12, "Veterans")], isSafe: true)
    let clash = Fix("c", edits: [edit(12, 12, "x"), edit(22, 24, "20")], isSafe: true)
    let apart = Fix("d", edits: [edit(22, 24, "19")], isSafe: true)
    let hint = Fix("e")
    #expect(TextEdits.compatible([first, same, clash, apart, hint], in: source) == [first, same, apart])
  }

  @Test("applied one by one from the end give the same")
  func oneByOne() throws {
    var random = SeededRandom(7)
    for _ in 0..<300 {
      let source = Source(name: "x", bytes: random.bytes(random.below(60)))
      var cuts = (0..<2 * random.below(6)).map { _ in random.below(source.bytes.count + 1) }.sorted()
      if cuts.count > 1, Set(cuts).count < cuts.count { cuts = [] }
      let edits = stride(from: 0, to: cuts.count, by: 2).map {
        TextEdit(Place(source, ByteRange(cuts[$0], cuts[$0 + 1])), random.text(random.below(5)))
      }
      var expected = source.bytes
      for edit in edits.reversed() {
        expected.replaceSubrange(edit.range.bounds, with: Array(edit.replacement.utf8))
      }
      #expect(try TextEdits.apply(edits.shuffled(using: &random), to: source) == expected)
    }
  }
}
