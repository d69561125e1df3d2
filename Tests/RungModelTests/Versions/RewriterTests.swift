// What a rewriter makes of a text: the part that is wished, and nothing else.

import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Rewriting in place")
struct RewriterTests {
  /// The text after edits typed at the prompt.
  private func written(_ text: String, _ statements: String...) throws -> String {
    let tree = SyntaxTree.parse(Source(name: "a.rung", text: text))
    var definitions = Definitions.collect([tree]).value
    var changes: [Change] = []
    for statement in statements {
      let next = definitions.applying(
        statement: SyntaxTree.parse(Source(name: "<prompt>", text: statement)))
      try #require(!next.hasErrors, "\(next.diagnostics.map(\.message))")
      definitions = next.value.definitions
      changes += next.value.changes
    }
    let written = try WriteBack([tree], changes)
    return written.texts.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? text
  }

  @Test("a formula is replaced where it stands, whatever is around it")
  func formula() throws {
    #expect(
      try written("fund Core { amount:   5 EUR   # a guess\n}\n", "Core.amount = 6 EUR")
        == "fund Core { amount:   6 EUR   # a guess\n}\n")
    #expect(try written("let A = 1 + 2 # three\n", "A = A * 2") == "let A = (1 + 2) * 2 # three\n")
    #expect(
      try written("cohort C[n in 1 .. 3] { size: 4 }\nC[2].size = 5 # more\n", "C[2].size = 7")
        == "cohort C[n in 1 .. 3] { size: 4 }\nC[2].size = 7 # more\n")
  }

  @Test("a property comes where the schema has it")
  func property() throws {
    #expect(
      try written("stage A {\n\tduration: 2 weeks\n\n\tcost: 3 EUR\n}\n", "A.places = 4")
        == "stage A {\n\tduration: 2 weeks\n\tplaces: 4\n\n\tcost: 3 EUR\n}\n")
    #expect(
      try written("stage A { duration: 2 weeks; cost: 3 EUR }", "A.places = 4", "A.note = \"n\"")
        == "stage A { duration: 2 weeks; places: 4; cost: 3 EUR; note: \"n\" }")
    #expect(
      try written("stage A\nstage B { }\n", "A.places = 4", "B.places = 5")
        == "stage A { places: 4 }\nstage B { places: 5 }\n")
    #expect(
      try written("stage A {\n  # nothing yet\n}\n", "A.places = 4")
        == "stage A {\n  places: 4\n  # nothing yet\n}\n")
    #expect(
      try written("stage A { places: 2 }\r\nstage B {\r\n  places: 3\r\n}\r\n", "B.note = \"n\"")
        == "stage A { places: 2 }\r\nstage B {\r\n  places: 3\r\n  note: \"n\"\r\n}\r\n")
  }

  @Test("a property goes with its line, its documentation and the sign that parts it")
  func removal() throws {
    #expect(
      try written("stage A {\n  ## So many.\n  places: 2 # or three\n  note: \"n\"\n}\n", "remove A.places")
        == "stage A {\n  note: \"n\"\n}\n")
    #expect(
      try written("stage A { duration: 1 week; places: 2; note: \"n\" }", "remove A.places", "remove A.note")
        == "stage A { duration: 1 week }")
    #expect(try written("stage A { places: 2 }", "remove A.places") == "stage A {  }")
  }

  @Test("a declaration comes after the last of its kind, and goes with its documentation")
  func declaration() throws {
    #expect(
      try written(
        "fund A { amount: 1 EUR }\npool P { role: mentor }\nshow funds\n", "fund B { amount: 2 EUR }")
        == "fund A { amount: 1 EUR }\n\nfund B {\n  amount: 2 EUR\n}\npool P { role: mentor }\nshow funds\n")
    #expect(
      try written("let A = 1\n\n## Gone.\nlet B = 2\n\nlet C = 3\n", "remove B") == "let A = 1\n\nlet C = 3\n"
    )
    #expect(
      try written("curriculum C {\n  module M { length: 1 hour }\n}\nlet A = 1", "remove C", "let D = 4")
        == "let A = 1\nlet D = 4")
  }

  @Test("what no file declares has no place")
  func unplaced() throws {
    let known = SyntaxTree.parse(Source(name: "b.rung", text: "fund Nobody { amount: 1 EUR }\n"))
    let next = Definitions.collect([known]).value.applying(
      statement: SyntaxTree.parse(Source(name: "<prompt>", text: "Nobody.amount = 4 EUR")))
    let tree = SyntaxTree.parse(Source(name: "a.rung", text: "let A = 1\n"))
    #expect(throws: WriteBack.Failure.self) { try WriteBack([tree], next.value.changes) }
  }

  @Test("what is restored from a snapshot keeps comments, layout, verbs and files")
  func restored() throws {
    func tree(_ name: String, _ text: String) -> SyntaxTree {
      SyntaxTree.parse(Source(name: name, text: text))
    }
    let one = tree(
      "a.rung", "# mine\nuse \"b.rung\"\nfund F {  amount: 2 EUR  # for now\n}\nlet New = 1\nshow F\n")
    let other = tree("b.rung", "# theirs\nlet Old = 3 # old\n")
    let snapshot = tree("s.rung", "rung 1\n\nlet Old = 3\n\nfund F {\n  amount: 1 EUR\n}\n")
    let texts = try #require(Restoration([one, other], as: snapshot).texts)
    #expect(texts.map(\.source.name) == ["a.rung"])
    #expect(
      texts.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "# mine\nuse \"b.rung\"\nfund F {  amount: 1 EUR  # for now\n}\nshow F\n"
      ])
  }

  @Test("restoring back and forth leaves no empty lines behind")
  func backAndForth() throws {
    func tree(_ text: String) -> SyntaxTree { SyntaxTree.parse(Source(name: "a.rung", text: text)) }
    let one = tree("rung 1\n\nfund F {\n  amount: 1 EUR\n}\n\nfund G {\n  amount: 1 EUR\n}\n")
    let other = tree("rung 1\n\nfund H {\n  amount: 1 EUR\n}\n")
    var text = one.source.text
    var lengths: [Int] = []
    for _ in 0..<3 {
      for wanted in [other, one] {
        let changed = try #require(Restoration([tree(text)], as: wanted).texts)
        text = try #require(changed.first.map { String(decoding: $0.bytes, as: UTF8.self) })
      }
      lengths.append(text.utf8.count)
    }
    #expect(lengths[1] == lengths[2])
  }
}
