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

  @Test("another title or name is another declaration, and comes back as it is")
  func others() {
    let new = "stage Grow \"Growing\" { duration: 6 months }"
    #expect(difference(Self.stage, new, "Grow") == new)
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
}
