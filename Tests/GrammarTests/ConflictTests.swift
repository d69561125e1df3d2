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
}
