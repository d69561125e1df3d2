// The normative file is whole: every name is defined, used and leads to sentences; its words are the lexer's.

import RungSyntax
import Testing

@Suite("The grammar's file")
struct GrammarFileTests {
  @Test("every name is defined once, used, and leads to a finite sentence")
  func healthy() throws {
    let grammar = try Grammar.rung()
    #expect(grammar.productions.count > 40)
    #expect(grammar.undefined == [])
    #expect(grammar.duplicated == [])
    #expect(grammar.unreachable == [])
    #expect(grammar.unproductive == [])
  }

  @Test("a name that is missing, doubled, unused or endless is found")
  func unhealthy() throws {
    let grammar = try GrammarReader.read(
      """
      script ::= line { line }
      line ::= 'a' missing | loop
      loop ::= 'b' loop
      lonely ::= 'c'
      line ::= 'd'
      """)
    #expect(grammar.undefined == ["missing"])
    #expect(grammar.duplicated == ["line"])
    #expect(grammar.unreachable == ["lonely"])
    #expect(grammar.unproductive == ["loop"])
  }

  @Test("the reader understands groups, options, repetitions, choices, comments and lines that go on")
  func notation() throws {
    let grammar = try GrammarReader.read(
      """
      # a comment with 'quotes' and @2
      a ::= 'x' [ NAME ] { ( b | '#' ) 'y' }   # @2 why
      b     ::= a
              | '|'
      """)
    #expect(
      grammar.productions[0].phrase
        == .sequence([
          .literal("x"), .optional(.tokenClass("NAME")),
          .repeated(.sequence([.choice([.production("b"), .literal("#")]), .literal("y")])),
        ]))
    #expect(grammar.productions[0].isMarked && !grammar.productions[1].isMarked)
    #expect(grammar.productions[1].phrase == .choice([.production("a"), .literal("|")]))
    #expect(grammar.productions[1].text == "b ::= a | '|'")
  }

  @Test(
    "a line that is no production is refused by its number",
    arguments: [
      ("a ::= 'x", 1), ("a ::= 'x'\nb = 'y'", 2), ("a ::= ( 'x'", 1), ("a ::= 'x' )", 1), ("  'x'", 1),
    ])
  func mistakes(text: String, line: Int) {
    #expect { try GrammarReader.read(text) } throws: { ($0 as? GrammarMistake)?.line == line }
  }

  @Test("the word tokens are the words the grammar quotes, all of them keywords before `:` and after `.`")
  func words() throws {
    let grammar = try Grammar.rung()
    let quoted = Set(grammar.literals.filter { $0.allSatisfy(\.isLetter) })
    let lexed = (0...UInt8.max).compactMap { TokenKind(rawValue: $0)?.word }
    #expect(Set(lexed) == quoted)
    let keywords = grammar["keyword"]?.phrase.parts ?? []
    #expect(Set(keywords) == Set(quoted.map { .literal($0) }))
    #expect(keywords.count == quoted.count)
  }

  @Test("the reserved words the file lists are the lexer's")
  func reserved() throws {
    let text = try ProjectFile.text("grammar/rung.ebnf")
    let line = try #require(text.split(separator: "\n").first { $0.contains("Reserved:") })
    let listed = line.split(whereSeparator: { !$0.isLetter }).dropFirst().map(String.init)
    let lexed = (0...UInt8.max).compactMap { TokenKind(rawValue: $0) }.filter(\.isReserved).compactMap(\.word)
    #expect(listed.sorted() == lexed.sorted())
  }

  @Test("each production stands beside the code that reads it, and no comment states another")
  func comments() throws {
    let stated = try ProjectFile.paths(under: "Sources/RungSyntax", suffix: ".swift").flatMap { path in
      try ProjectFile.text(path).split(separator: "\n").compactMap { line -> String? in
        let code = line.drop { $0 == " " }
        guard code.hasPrefix("/// "), code.contains(" ::= ") else { return nil }
        return GrammarReader.normalised(String(code.dropFirst(4)))
      }
    }
    let written = try Grammar.rung().productions.map(\.text)
    #expect(written.filter { !stated.contains($0) } == [], "in the file and beside no code")
    #expect(stated.filter { !written.contains($0) } == [], "beside code and not in the file")
  }
}
