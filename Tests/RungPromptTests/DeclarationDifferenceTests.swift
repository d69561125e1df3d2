// What was changed in a declaration comes back as statements that say only that.

import RungPrompt
import RungSession
import Testing

@Suite("The difference of two texts of a declaration")
struct DeclarationDifferenceTests {
  private static let stage = """
    stage Grow "Grow into it" {
      after: Discover
      duration: 6 months
      places: 40
    }
    """

  private func difference(_ old: String, _ new: String, _ path: String) -> String {
    DeclarationDifference(from: old, to: new, path: path).text
  }

  @Test("changed, added and taken away: one statement each")
  func properties() {
    let new = """
      stage Grow "Grow into it" {
        duration: 6   months   # as before
        places: 45
        completion: by region [MENA: 70%, else: 80%]
      }
      """
    #expect(
      difference(Self.stage, new, "Grow") == """
        Grow.places = 45
        Grow.completion = by region [MENA: 70%, else: 80%]
        remove Grow.after
        """)
    #expect(difference(Self.stage, Self.stage, "Grow").isEmpty)
  }

  @Test("named values change by their name")
  func values() {
    #expect(difference("let X = 3", "let X = 4 + 1", "X") == "X = 4 + 1")
    #expect(difference("target T = 1 > 2", "target T = 1 < 2", "T") == "T = 1 < 2")
    #expect(
      difference("assume A = 1 of 2 { source: \"x\" }", "assume A = 1 of 3 { source: \"y\" }", "A") == """
        A = 1 of 3
        A.source = "y"
        """)
  }

  @Test("what is inside changes by its path")
  func nested() {
    let old = "curriculum C {\n  module M { length: 2 hours }\n  module N { length: 1 hour }\n}"
    let new = "curriculum C {\n  module M { length: 3 hours }\n  module P { length: 5 hours }\n}"
    #expect(
      difference(old, new, "C") == """
        C.M.length = 3 hours
        module P in C { length: 5 hours }
        remove C.N
        """)
  }

  @Test("another title, index or documentation is the thing declared anew; another name is another thing")
  func anew() {
    let new = "stage Grow \"Growing\" { duration: 6 months }"
    #expect(difference(Self.stage, new, "Grow") == "remove Grow\n" + new)
    let told = Self.stage.replacing("  places", with: "  ## Of the house.\n  places")
    #expect(difference(Self.stage, told, "Grow") == "remove Grow\n" + told)
    #expect(difference(told, told, "Grow").isEmpty)
    #expect(difference("let X = 3", "## Three.\nlet X = 3", "X") == "remove X\n## Three.\nlet X = 3")
    #expect(
      difference("cohort I[n in 1 .. 3] { size: n }", "cohort I[n in 1 .. 4] { size: n }", "I")
        == "remove I\ncohort I[n in 1 .. 4] { size: n }")
    let other = "stage Growing { duration: 6 months }"
    #expect(difference(Self.stage, other, "Grow") == other)
    #expect(difference(Self.stage, "stage Grow { dur", "Grow") == "stage Grow { dur")
  }

  @Test("entered, they make the programme that was written")
  func entered() {
    let desk = Desk(files: DiskFiles(), isTyped: true)
    #expect(desk.evaluate("stage Discover { duration: 6 weeks }\n" + Self.stage).status == .fine)
    let new = "stage Grow \"Grow into it\" { after: Discover; duration: 1 year; pass: 90% }"
    #expect(desk.evaluate(difference(Self.stage, new, "Grow")).status == .fine)
    let grow = desk.definitions.entity(named: "Grow").map { desk.definitions.canonicalText(of: $0) }
    #expect(
      grow?.split(separator: "\n").map { $0.drop { $0 == " " } } == [
        "stage Grow \"Grow into it\" {", "after: Discover", "duration: 1 year", "pass: 90%", "}",
      ])
  }

  /// Things that speak of each other, with comments that only the file has.
  private static let programme = """
    rung 1
    # who begins
    stage Discover { duration: 6 weeks }

    ## Where they grow.
    stage Grow "Grow into it" {
      after: Discover   # always
      # a year would be too long
      duration: 6 months
      places: 40
    }
    stage Lead { after: Grow; duration: 9 months }
    pool Veterans "Former officers" { role: mentor; count: 18 }
    person Ada in Veterans { languages: [en] }
    curriculum Basics { module Listening { length: 4 hours } }
    cohort Intake[n in 1 .. 3] { enters: Discover; size: 60; starts: 2027-03-01 }
    Intake[2].size = 50
    let Total = Intake[2].size + Grow.places
    scenario Lean "Less" { Grow.places = 30 }
    """

  struct Anew: CustomTestStringConvertible, Sendable {
    let name: String
    let from: String
    let to: String
    /// The lines of the file that go and come.
    let gone: [String]
    let new: [String]

    var testDescription: String { "\(name): \(to)" }
  }

  static let edits: [Anew] = [
    Anew(
      name: "Grow", from: "\"Grow into it\"", to: "\"Growing up\"", gone: ["stage Grow \"Grow into it\" {"],
      new: ["stage Grow \"Growing up\" {"]),
    Anew(
      name: "Grow", from: "## Where they grow.", to: "## Where they grow,\n## and stay.",
      gone: ["## Where they grow."], new: ["## Where they grow,", "## and stay."]),
    Anew(
      name: "Grow", from: "  places: 40", to: "  ## Of the house.\n  places: 45", gone: ["  places: 40"],
      new: ["  ## Of the house.", "  places: 45"]),
    Anew(
      name: "Intake", from: "1 .. 3", to: "1 .. 4",
      gone: ["cohort Intake[n in 1 .. 3] { enters: Discover; size: 60; starts: 2027-03-01 }"],
      new: ["cohort Intake[n in 1 .. 4] { enters: Discover; size: 60; starts: 2027-03-01 }"]),
    Anew(
      name: "Veterans", from: " \"Former officers\"", to: "",
      gone: ["pool Veterans \"Former officers\" { role: mentor; count: 18 }"],
      new: ["pool Veterans { role: mentor; count: 18 }"]),
    Anew(
      name: "Lean", from: "\"Less\"", to: "\"A third less\"",
      gone: ["scenario Lean \"Less\" { Grow.places = 30 }"],
      new: ["scenario Lean \"A third less\" { Grow.places = 30 }"]),
  ]

  @Test(
    "what was declared anew is one step, is undone as one, and saves with every comment", arguments: edits)
  func declaredAnew(_ edit: Anew) {
    let folder = TemporaryFolder()
    TestFiles.write(Self.programme, to: folder.path + "/p.rung")
    let desk = Desk(files: DiskFiles(base: folder.path), path: "p.rung", isTyped: false)
    #expect(desk.session.check().isEmpty)
    let before = desk.definitions.canonicalText()
    guard let entity = desk.definitions.entity(named: edit.name) else {
      Issue.record("no \(edit.name)")
      return
    }
    let old = desk.definitions.canonicalText(of: entity)
    let new = old.replacing(edit.from, with: edit.to)
    #expect(new != old)
    let outcome = desk.evaluate(difference(old, new, edit.name))
    #expect(outcome.status == .fine, "\(outcome.reports)")
    let after = desk.definitions.canonicalText()
    #expect(after.contains(edit.to) && after != before)
    #expect(desk.session.undo())
    #expect(desk.definitions.canonicalText() == before)
    #expect(desk.session.redo())
    #expect(desk.definitions.canonicalText() == after)
    // Read again, the files get it again.
    Prompt(desk, PromptScreen(tell: { _ in })).accept(".reload")
    #expect(desk.definitions.canonicalText() == after)
    #expect(desk.evaluate("save").status == .fine)
    let lines = { (text: String) in text.split(separator: "\n").map(String.init) }
    let saved = lines(TestFiles.read(folder.path + "/p.rung") ?? "")
    let known = lines(Self.programme)
    #expect(known.filter { !saved.contains($0) } == edit.gone)
    #expect(saved.filter { !known.contains($0) } == edit.new)
    // What stays keeps its order.
    #expect(saved.filter(known.contains) == known.filter(saved.contains))
  }

  @Test("a removal that something else follows is a removal")
  func removal() {
    let desk = Desk(files: DiskFiles(), isTyped: true)
    #expect(
      desk.evaluate("stage A { duration: 6 weeks }; stage B { after: A; duration: 1 month }").status == .fine)
    #expect(desk.evaluate("remove A\nstage C { duration: 6 weeks }").status != .fine)
    #expect(desk.evaluate("remove A\nstage A \"New\" { duration: 7 weeks }").status == .fine)
    #expect(desk.evaluate("remove A\nstage A { duration: x }").status != .fine)
    #expect(desk.definitions.canonicalText().contains("stage A \"New\" {"))
  }
}
