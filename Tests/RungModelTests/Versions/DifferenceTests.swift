// What a difference tells, and what it keeps quiet about.

import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Differences")
struct DifferenceTests {
  private func difference(_ old: String, _ new: String) -> [String] {
    func definitions(_ text: String) -> Definitions {
      Definitions.collect([SyntaxTree.parse(Source(name: "a.rung", text: text))]).value
    }
    return Difference(from: definitions(old), to: definitions(new)).entries.map { entry in
      let name = entry.oldName.map { "\($0) -> \(entry.name)" } ?? entry.name
      let changes = entry.changes.map { "\($0.label): \($0.old ?? "none") -> \($0.new ?? "none")" }
      return "\(entry.sort.rawValue) \(entry.kind) \(name)" + changes.map { "; " + $0 }.joined()
    }
  }

  @Test("order, layout and comments are no difference, nor is an override that says the same")
  func same() {
    #expect(
      difference(
        "let A = 1\nfund F { amount: 2 EUR; note: \"n\" }\n",
        "# moved\nfund F {\n  note: \"n\"\n  amount: 2 EUR\n}\nlet A = 1"
      ).isEmpty)
    #expect(difference("fund F { amount: 2 EUR }", "fund F { amount: 1 EUR }\nF.amount = 2 EUR").isEmpty)
  }

  @Test("each property, the head and the documentation")
  func parts() {
    #expect(
      difference(
        "## Old.\nstage A \"One\" { places: 1; note: \"n\" }",
        "## New.\nstage A \"Two\" { places: 2; duration: 1 week }")
        == [
          "changed stage A; title: \"One\" -> \"Two\"; documentation: Old. -> New.; duration: none -> 1 week; places: 1 -> 2; note: \"n\" -> none"
        ])
    #expect(
      difference("cohort C[n in 1 .. 3] { size: 4 }", "cohort C[n in 1 .. 4] { size: 4 }\nC[2].size = 5")
        == ["changed cohort C; members: [ n in 1 .. 3 ] -> [ n in 1 .. 4 ]; [2].size: none -> 5"])
    #expect(
      difference(
        "fund F { amount: 1 EUR }\nscenario S { F.amount = 2 EUR }",
        "fund F { amount: 1 EUR }\nscenario S { F.amount = 3 EUR; let L = 1 }")
        == ["changed scenario S; F.amount: 2 EUR -> 3 EUR; L: none -> 1; adds L: none -> let"])
  }

  @Test("what was renamed is told as that, and formulas that follow the new name are not")
  func renamed() {
    #expect(
      difference(
        "pool V { role: mentor; count: 3; note: \"n\" }\nlet A = V.count + 1\nlet B = V.count",
        "pool W { role: mentor; count: 4; note: \"n\" }\nlet A = W.count + 1\nlet B = W.count * 2")
        == ["changed let B; value: V.count -> W.count * 2", "renamed pool V -> W; count: 3 -> 4"])
    let pool = "pool V { role: mentor; count: 3; note: \"n\" }\nscenario S { V.count = 9; V.mentees = 2 }"
    #expect(
      difference(pool, pool.replacing("V", with: "W").replacing("= 2", with: "= 4"))
        == ["renamed pool V -> W", "changed scenario S; W.mentees: 2 -> 4"])
    #expect(
      difference("fund F { amount: 1 EUR }", "fund G { amount: 2 EUR }")
        == ["removed fund F; amount: 1 EUR -> none", "added fund G; amount: none -> 2 EUR"])
  }

  @Test("things come by kind in the order of the schema, then by name with numbers by value")
  func order() {
    #expect(
      difference("", "fund F10 { }\nfund F9 { }\nstage S { }\nlet A = 1").map { $0.split(separator: ";")[0] }
        == ["added let A", "added stage S", "added fund F9", "added fund F10"])
  }
}
