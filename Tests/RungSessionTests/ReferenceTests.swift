// The reference page is the tables of the program, and its examples are true.

import RungAnalysis
import RungModel
import RungSession
import RungText
import Testing

@Suite("Reference")
struct ReferenceTests {
  @Test("grammar/reference.md is what the program's tables say")
  func page() throws {
    let made = ReferencePage.markdown()
    if Repository.rewrites { return try Repository.write(made, to: "grammar/reference.md") }
    #expect(Repository.read("grammar/reference.md") == made, "run the tests with RUNG_UPDATE=1")
  }

  /// Names that examples take for granted, each with its declaration.
  static let world: [(names: [String], text: String)] = [
    (["Ladder"], "programme Ladder { horizon: 2027-01-01 .. 2030-12-31 }"),
    (["region"], "dimension region { values: [SubSaharanAfrica, MENA, SouthAsia, CEE] }"),
    (["gender"], "dimension gender { values: [woman, man] }"),
    (["skill"], "dimension skill { values: [facilitation, governance, finance] }"),
    (["Foundations"], "curriculum Foundations { }"),
    (["Listening"], "module Listening in Foundations { length: 4 hours }"),
    (["Discover"], "stage Discover { duration: 6 weeks }"),
    (["Lead"], "stage Lead { after: Discover; duration: 9 months; mentored-by: Mentors }"),
    (["Grow"], "stage Grow { duration: 6 months }"),
    (["Mentors"], "pool Mentors { role: mentor; count: 4 }"),
    (["Veterans"], "pool Veterans { role: mentor; count: 18 }"),
    (["M1", "M2"], "person M1 in Veterans { languages: en }\nperson M2 in Veterans { languages: fr }"),
    (["Stays"], "assume Stays = 10% to 30%"),
    (["Board"], "position Board { seats: 120; term: 2 years }"),
    (["Core"], "fund Core { amount: 300_000 EUR }"),
    (["UserGroups"], "affiliate UserGroups { kind: user-group; count: 150 }"),
    (["Summit"], "event Summit { when: 2028-06-10 .. 2028-06-14 }"),
    (["Intake"], "cohort Intake { enters: Discover; starts: 2027-03-01; size: 60 }"),
    (["Entry"], "cohort Entry { enters: Discover; starts: 2027-03-01; size: 60; people: [T4, T5] }"),
    (["T4", "T5"], "person T4 { languages: en }\nperson T5 { languages: fr }"),
    (["Applicants"], "people Applicants from \"applicants.csv\" { id: \"Response\" }"),
    (["Lean"], "scenario Lean { Core.amount = 200_000 EUR }"),
    (["InBudget"], "target InBudget = Core.amount >= 100_000 EUR"),
    (["Completion"], "assume Completion = 121 of 144"),
    (["Pairs"], "matching Pairs { aim: fair }"),
  ]

  /// The example with what it does not declare itself.
  private func script(_ example: String) -> String {
    let declared = Set(
      example.split(separator: "\n").compactMap { line -> String? in
        let words = line.split(separator: " ")
        guard words.count > 1, !words[0].hasSuffix(":") else { return nil }
        return String(words[1].prefix { $0.isLetter || $0.isNumber })
      })
    let needed = Self.world.filter { declared.isDisjoint(with: $0.names) }
    let isProgramme = example.hasPrefix("programme ")
    return needed.filter { !isProgramme || !$0.names.contains("Ladder") }.map(\.text).joined(separator: "\n")
      + "\n"
      + example + "\n"
  }

  private func problems(_ script: String) -> String {
    let files = MemoryFiles([
      "main.rung": script, "applicants.csv": "Response,Language 1,Language 2\nR1,en,fr\n",
    ])
    let session = Session(files: files, .file("main.rung"))
    return DiagnosticRenderer(.short).rendered(session.check())
  }

  @Test("the example of a kind checks", arguments: Schema.rung.kinds.map(\.name))
  func kind(_ name: String) throws {
    let kind = Schema.rung[try #require(Schema.rung.kind(named: name))]
    let found = problems(script(kind.example))
    #expect(found == "", "\(name)")
  }

  @Test("the example of a verb is spoken well", arguments: VerbDocumentation.all.map(\.name))
  func verb(_ name: String) throws {
    let verb = try #require(VerbDocumentation.named(name))
    let found = problems(script("") + verb.example + "\n")
    #expect(found == "", "\(name)")
  }

  @Test("the example of a function checks", arguments: Function.all.map(\.name.rawValue))
  func function(_ name: String) throws {
    let function = try #require(Function.all.first { $0.name.rawValue == name })
    if name == "either" || name == "fixed" {
      let property = name == "fixed" ? "timezone" : "id"
      let rest = name == "fixed" ? "; id: \"Response\"" : ""
      let text = "people P from \"applicants.csv\" { \(property): \(function.example)\(rest) }"
      let found = problems(text)
      #expect(found == "", "\(name)")
      return
    }
    let found = problems(script("") + "let Example = \(function.example)\n")
    #expect(found == "", "\(name)")
  }

  @Test("every word has a page", arguments: WordPages(.rung).all)
  func word(_ word: String) {
    #expect(!WordPages(.rung).pages(of: word).isEmpty)
  }
}
