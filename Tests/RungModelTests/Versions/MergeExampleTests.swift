// Merges that can be read: what comes of two people's edits, one sort of edit at a time.

import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Merging, by example")
struct MergeExampleTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String) throws -> (
    text: String, conflicts: [String]
  ) {
    func tree(_ text: String) -> SyntaxTree { SyntaxTree.parse(Source(name: "a.rung", text: text)) }
    let merge = try Merge(base: tree(base), ours: tree(ours), theirs: tree(theirs))
    return (String(decoding: merge.bytes, as: UTF8.self), merge.conflicts.map(\.subject))
  }

  @Test("sets merge by element, tables by key, nested ones too")
  func collections() throws {
    let sets = try merge(
      "pool P { languages: [en, fr, sw] }", "pool P { languages: [en, sw, ar] }",
      "pool P { languages: [de, en, fr, sw] }")
    #expect(sets.text == "pool P { languages: [en, sw, ar, de] }" && sets.conflicts.isEmpty)
    let bare = try merge("stage A { after: B }", "stage A { after: C }", "stage A { after: [B, D] }")
    #expect(bare.text == "stage A { after: [C, D] }" && bare.conflicts.isEmpty)
    let tables = try merge(
      "stage A { completion: by region [MENA: 60%, else: 80%] }",
      "stage A { completion: by region [MENA: 65%, else: 80%] }",
      "stage A { completion: by region [MENA: 60%, CEE: 70%, else: 85%] }")
    #expect(tables.text == "stage A { completion: by region [MENA: 65%, CEE: 70%, else: 85%] }")
    let nested = try merge(
      "cohort A { mix: [region: [MENA: 30%], gender: [woman: 50%]] }",
      "cohort A { mix: [region: [MENA: 35%], gender: [woman: 50%]] }",
      "cohort A { mix: [region: [MENA: 30%, CEE: 10%], gender: [woman: 60%]] }")
    #expect(nested.text == "cohort A { mix: [region: [MENA: 35%, CEE: 10%], gender: [woman: 60%]] }")
    let other = try merge("let A = [1, 2]", "let A = [1, 2, 3]", "let A = [1, 2, 4]")
    #expect(other.conflicts == ["A"])
  }

  @Test("a contradiction is marked on its own lines, with the base")
  func marks() throws {
    let found = try merge(
      "stage A {\n  places: 1\n  duration: 2 weeks\n}\nlet B = 1\n",
      "stage A {\n  # ours\n  places: 2\n  duration: 2 weeks\n}\nlet B = 1\n",
      "stage A {\n  places: 3\n  duration: 3 weeks\n}\nlet B = 2\n")
    #expect(found.conflicts == ["A.places"])
    #expect(
      found.text == """
        stage A {
          # ours
        <<<<<<< ours
          places: 2
        ||||||| base
          places: 1
        =======
          places: 3
        >>>>>>> theirs
          duration: 3 weeks
        }
        let B = 2

        """)
  }

  @Test("what one side removed and the other changed is a contradiction, in both directions")
  func removed() throws {
    let base = "let A = 1\nfund F { amount: 1 EUR }\nlet B = 2\n"
    let changed = "let A = 1\nfund F { amount: 2 EUR }\nlet B = 2\n"
    let gone = "let A = 1\nlet B = 2\n"
    for (ours, theirs) in [(changed, gone), (gone, changed)] {
      let found = try merge(base, ours, theirs)
      #expect(found.conflicts == ["fund F"])
      #expect(
        found.text.contains("fund F { amount: 1 EUR }") && found.text.contains("fund F { amount: 2 EUR }"))
    }
    #expect(try merge(base, gone, base).text == gone)
    #expect(try merge(base, base, gone).text == gone)
  }

  @Test("documentation and comments stay with what they are about when something new comes just before it")
  func documented() throws {
    let base = "let A = 1\nlet B = 2\n"
    let new = "let A = 1\nlet C = 3\nlet B = 2\n"
    for said in ["## Said.", "# Said.", "# Said.\n## And more."] {
      let documented = "let A = 1\n\(said)\nlet B = 2\n"
      let both = "let A = 1\nlet C = 3\n\(said)\nlet B = 2\n"
      for (ours, theirs) in [(documented, new), (new, documented), (base, both), (both, base)] {
        let found = try merge(base, ours, theirs)
        #expect(found.text == both && found.conflicts.isEmpty)
      }
    }
    let stage = "stage A {\n  duration: 1 week\n  # Few.\n  ## Said.\n  places: 1\n}\n"
    let bare = "stage A {\n  places: 1\n}\n"
    #expect(try merge(bare, bare, stage).text == stage)
    // A contradiction about the documentation stays with it too.
    let found = try merge(
      "let A = 1\n## Old.\nlet B = 2\n", base, "let A = 1\nlet C = 3\n## New.\nlet B = 2\n")
    #expect(found.conflicts == ["the documentation of B"])
    #expect(found.text.hasPrefix("let A = 1\nlet C = 3\n<<<<<<< ours\n"))
    #expect(found.text.hasSuffix("## New.\n>>>>>>> theirs\nlet B = 2\n"))
  }

  @Test("an override of a property and a change of the property are about the same")
  func override() throws {
    let found = try merge(
      "fund F { amount: 1 EUR }\n", "fund F { amount: 1 EUR }\nF.amount = 2 EUR\n",
      "fund F { amount: 3 EUR }\n")
    #expect(found.conflicts == ["F.amount"])
  }

  @Test("what both did alike is done once")
  func alike() throws {
    let found = try merge(
      "let A = 1\nshow A\n", "let A = 2\nfund N { amount: 1 EUR }\nshow A\ntest\n",
      "fund N { amount:  1 EUR }\nlet A = 2\ntest\nshow A\n")
    #expect(found.conflicts.isEmpty)
    #expect(found.text == "let A = 2\nfund N { amount: 1 EUR }\nshow A\ntest\n")
  }

  @Test("layout, order and comments of ours stay")
  func layout() throws {
    let found = try merge(
      "let A = 1\nlet B = 2\nstage S { places: 4; duration: 2 weeks }\n",
      "# mine\nlet B = 2 # two\nstage S {\n      duration: 2 weeks # short\n      places: 4\n}\nlet A = 1\n",
      "let A = 1\nlet B = 3\nstage S { places: 5; duration: 2 weeks; note: \"n\" }\n")
    #expect(found.conflicts.isEmpty)
    #expect(
      found.text
        == "# mine\nlet B = 3 # two\nstage S {\n      duration: 2 weeks # short\n      places: 5\n      note: \"n\"\n}\nlet A = 1\n"
    )
  }

  @Test("a text with errors is not merged by meaning")
  func unreadable() {
    #expect(throws: Merge.Failure.self) { try merge("let A = 1\n", "let A = \n", "let A = 2\n") }
    #expect(throws: Merge.Failure.self) { try merge("let A = 1\n", "let A = 1\nlet A = 2\n", "let A = 2\n") }
  }
}
