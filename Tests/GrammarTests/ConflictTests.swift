// The grammar is decided by two tokens, and the check that says so can fail.

import Testing

@Suite("Lookahead")
struct ConflictTests {
  @Test("no choice of the grammar needs a third token")
  func noConflict() throws {
    let conflicts = Lookahead(try .rung()).conflicts(length: 2)
    #expect(conflicts.isEmpty, "\(conflicts.map(\.description).joined(separator: "\n"))")
  }

  @Test("the productions marked @2 are exactly those where one token does not decide")
  func marks() throws {
    let grammar = try Grammar.rung()
    var needed: [String] = []
    for conflict in Lookahead(grammar).conflicts(length: 1) where !needed.contains(conflict.production) {
      needed.append(conflict.production)
    }
    #expect(needed == grammar.productions.filter(\.isMarked).map(\.name))
  }

  @Test("an expression may not begin with `{`")
  func braces() throws {
    #expect(!Lookahead(try .rung()).firstWords(of: "expr").contains("'{'"))
  }

  @Test(
    "a choice that two tokens do not decide is found, with the tokens",
    arguments: [
      // Both ways begin the same.
      ("a ::= 'x' 'y' 'z' | 'x' 'y' 'w'", 2, "a: 'x' 'y'"),
      // An option, and what follows the production elsewhere.
      ("s ::= a 'x' 'y'\na ::= [ 'x' 'y' ]", 2, "a: 'x' 'y'"),
      // The dangling else.
      ("s ::= 'if' s [ 'else' s ] | 'x'", 1, "s: 'else'"),
      // A repetition and its follower.
      ("s ::= { NAME } NAME 'x' | 'y'", 1, "s: NAME"),
      // At the end of the text.
      ("s ::= a [ b ]\na ::= 'x'\nb ::= [ 'y' ]", 1, "s: end of text"),
    ])
  func conflicts(text: String, length: Int, expected: String) throws {
    let found = Lookahead(try GrammarReader.read(text)).conflicts(length: length)
    #expect(found.map(\.description).contains(expected))
  }

  @Test("what one token leaves open two may decide")
  func second() throws {
    let lookahead = Lookahead(try GrammarReader.read("s ::= NAME ':' s | NAME NAME | NAME"))
    #expect(lookahead.conflicts(length: 1).count == 3)
    #expect(lookahead.conflicts(length: 2).isEmpty)
  }

  @Test("a third token would be needed if a property's value could begin a statement")
  func brokenRung() throws {
    let text = try ProjectFile.text("grammar/rung.ebnf")
      .replacing("entry         ::= property ", with: "entry         ::= property | NAME NAME ':' expr ")
    #expect(Lookahead(try GrammarReader.read(text)).conflicts(length: 2).map(\.production).contains("entry"))
  }
}
