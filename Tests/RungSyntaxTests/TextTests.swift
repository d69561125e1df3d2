// Strings and their pieces, documentation above a statement, and input that is not finished.

import RungSyntax
import RungText
import Testing

@Suite("Texts in the text")
struct TextTests {
  private func pieces(_ spelling: String) -> [StringPiece] { parse("use " + spelling).stringPieces(1) }

  @Test("escapes are decoded")
  func escapes() {
    #expect(pieces("\"a\\\"b\\\\c\\nd\\te\\u{e9}\"") == [.text("a\"b\\c\nd\te\u{E9}")])
    #expect(pieces("\"\"") == [])
    #expect(pieces("\"{{a}} }\"") == [.text("{a} }")])
    #expect(pieces("\"a\\q\\u{zz}\"") == [.text("a\\q\\u{zz}")])
  }

  @Test("paths are places in the source")
  func paths() {
    #expect(
      pieces("\"Intake {n} of {a.b}\"") == [
        .text("Intake "), .path(ByteRange(13, 14)), .text(" of "), .path(ByteRange(20, 23)),
      ])
    #expect(parse("use \"Intake {n} of {{x}\"").stringText(1) == "Intake {n} of {x}")
  }

  @Test("documentation is the ## lines directly above")
  func documentation() throws {
    let tree = parse(
      """
      ## Not this.

      ##The ladder.
      ##   Two lines.
      stage A {
        ## Places at once.
        size: 60   ## not documentation
        term: 3
        # an ordinary comment
        x: 1
      }
      """)
    func documentation(of word: String) -> String? {
      (0..<tree.tokens.count).first { tree.text(ofToken: $0) == word }.flatMap {
        tree.documentation(before: $0)
      }
    }
    #expect(documentation(of: "stage") == "The ladder.\n  Two lines.")
    #expect(documentation(of: "size") == "Places at once.")
    #expect(documentation(of: "term") == nil)
    #expect(documentation(of: "x") == nil)
    #expect(documentation(of: "A") == nil)
    #expect(parse("## a\r\n## b\r\nx").documentation(before: 0) == "a\nb")
    #expect(parse("\n##\nx").documentation(before: 0) == "")
  }

  @Test(
    "a line that is not finished asks for another",
    arguments: [
      ("stage A {", InputCompleteness.incomplete(.open("{"))), ("show [a,", .incomplete(.open("["))),
      ("x = f(1", .incomplete(.open("("))), ("stage A { x: [1, 2", .incomplete(.open("["))),
      ("show a,", .incomplete(.goesOn(after: ","))), ("x = 1 +", .incomplete(.goesOn(after: "+"))),
      ("x = a and", .incomplete(.goesOn(after: "and"))), ("x = a is not", .incomplete(.goesOn(after: "not"))),
      ("x = 3 to # later", .incomplete(.goesOn(after: "to"))),
      ("x =", .complete), ("stage A", .complete), ("", .complete), ("  # x", .complete),
      ("show 1", .complete),
      ("use \"abc", .complete), ("stage A { x: [1 }", .complete), ("x = 1)", .complete), ("+", .complete),
      ("stage A { x: 1 }", .complete), ("not", .complete), ("x = not", .complete),
    ])
  func completeness(text: String, expected: InputCompleteness) {
    #expect(InputCompleteness.of(text) == expected)
  }

  @Test("every word of the language has its kind, and no other word")
  func keywords() {
    for (word, kind) in [
      ("if", TokenKind.ifWord), ("measuring", .measuringWord), ("confidence", .confidenceWord),
      ("descending", .descendingWord), ("none", .noneWord), ("rung", .rungWord), ("report", .reportWord),
    ] {
      #expect(parse(word).tokens.kinds[0] == kind)
      #expect(parse(word + " ").tokens.kinds[0] == kind)
      #expect(kind.word == word)
      for other in [
        word + "s", word + "-x", "x" + word, word.uppercased(), word + "\u{E9}", String(word.dropLast()),
      ] {
        #expect(parse(other + " xxxxxxxxxx").tokens.kinds[0] == .name, "\(other)")
      }
    }
  }

  @Test("lines are found wherever they end")
  func lineStarts() {
    for text in [
      "", "\n", "a\nb", "\n\n\n", "aaaaaaa\n", "aaaaaaaa\nb\n", "\u{8A}\u{FF8A}\n\u{10A0A}\n",
      String(repeating: "ab\n", count: 99),
    ] {
      let bytes = Array(text.utf8)
      let expected = [0] + bytes.indices.filter { bytes[$0] == 10 }.map { UInt32($0 + 1) }
      #expect(Source(name: "x", bytes: bytes).lineStarts == expected)
    }
  }
}
