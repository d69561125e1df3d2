// What is offered where.

import LineEditor
import RungPrompt
import RungSession
import Testing

@Suite("Completion")
struct CompleterTests {
  private static let programme = """
    programme P { horizon: 2027-01-01 .. 2030-12-31; currency: KES }
    dimension region { values: [MENA, Africa] }
    dimension skill { values: [facilitation, governance] }
    curriculum Basics { module Listening { length: 4 hours } }
    ## Where everyone begins.
    stage Discover { duration: 6 weeks; places: 80 }
    stage Grow "Grow into it" { after: Discover; duration: 6 months }
    pool Veterans { role: mentor; count: 18 }
    fund Core { amount: 1000 KES }
    cohort Intake[n in 1 .. 3] { enters: Discover; size: 60; starts: 2027-03-01 }
    target Enough = Veterans.count >= 3
    scenario Lean { Core.amount = 500 KES }
    """

  /// What is offered at `|`, or at the end.
  private func offered(_ line: String) -> [String] { candidates(line).map(\.text) }

  private func candidates(_ line: String, files: [String: [String]] = [:]) -> [Candidate] {
    let desk = Desk(files: DiskFiles(), isTyped: true)
    #expect(desk.evaluate(Self.programme).status == .fine)
    let prompt = Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { files[$0] ?? [] })
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
    let text = parts.joined()
    let cursor = parts[0].utf8.count
    let found = prompt.services.complete(text, cursor)
    #expect(found.replacing.upperBound == cursor)
    return found.candidates
  }

  @Test("a statement begins with a kind, a verb or a name")
  func statements() {
    #expect(offered("sta").contains("stage"))
    #expect(offered("sh").contains("show"))
    #expect(offered("Vet") == ["Veterans"])
    #expect(offered("").contains("remove"))
  }

  @Test("a block offers the properties of its kind that are not given yet")
  func properties() {
    let found = offered("stage Alumni { duration: 6 weeks; ")
    #expect(found.contains("places: "))
    #expect(!found.contains("duration: "))
    #expect(offered("stage Alumni {\n  pla") == ["places: "])
    #expect(offered("curriculum C { mo").contains("module "))
    #expect(offered("curriculum C { module X { for") == ["format: "])
  }

  @Test("one of two properties that exclude each other is enough")
  func exclusive() {
    #expect(offered("stage A { comp") == ["completion: "])
    #expect(!offered("stage A { completion: 80%; ").contains("attrition: "))
  }

  @Test("a tag property offers its words, a dimension its values")
  func tags() {
    #expect(offered("stage A { purpose: ").contains("identify"))
    #expect(offered("stage A { purpose: se") == ["select"])
    #expect(offered("cohort C { mix: [region: [") == ["MENA", "Africa", "unstated"])
    #expect(offered("pool F { skills: [fac") == ["facilitation"])
    #expect(offered("region.") == ["MENA", "Africa"])
    #expect(offered("stage A { completion: by region [ME") == ["MENA"])
  }

  @Test("a reference offers the things of its kinds only")
  func references() {
    #expect(offered("stage A { after: ") == ["Discover", "Grow"])
    #expect(offered("stage A { mentored-by: ").contains("Veterans"))
    #expect(!offered("stage A { mentored-by: ").contains("Discover"))
    #expect(offered("cohort C { enters: G") == ["Grow"])
    #expect(offered("pool A { drawn-from: [Di") == ["Discover"])
  }

  @Test("an override offers what its property takes")
  func overrides() {
    #expect(offered("Grow.after = D") == ["Discover"])
    #expect(offered("Veterans.role = tr") == ["trainer"])
    #expect(offered("scenario B { Veterans.role = tr") == ["trainer"])
  }

  @Test("after a dot come properties and what is inside")
  func members() {
    #expect(offered("Grow.du") == ["duration"])
    #expect(offered("Intake[2].si") == ["size"])
    #expect(offered("Basics.").contains("Listening"))
    #expect(offered("Basics.Listening.le") == ["length"])
    #expect(offered("show Veterans.men") == ["mentees"])
  }

  @Test("after a number come units, the programme's currency first")
  func units() {
    #expect(offered("fund F { amount: 100 ").first == "KES")
    #expect(offered("fund F { amount: 100 EU").contains("EUR"))
    #expect(offered("stage A { duration: 6 mo") == ["months"])
    #expect(offered("stage A { duration: 1 ye") == ["year"])
    #expect(offered("fund F { amount: 100 KES per ").contains("year"))
    #expect(offered("stage A { mentoring: 2 hours per mo") == ["month"])
  }

  @Test("languages are offered where languages are expected")
  func languages() {
    #expect(offered("pool A { languages: [s").contains("sw"))
    #expect(offered("pool A { languages: [en, f").contains("fr"))
  }

  @Test("an expression offers names, collections and functions")
  func expressions() {
    #expect(offered("let X = co").contains("cohorts"))
    #expect(offered("let X = rou").contains("round("))
    #expect(offered("1 + Veterans.cou") == ["count"])
    #expect(offered("target T = completed(G") == ["Grow"])
    #expect(offered("target T = spent(") == ["Core"])
  }

  @Test("verbs offer what they take")
  func verbs() {
    #expect(offered("test ") == ["Enough"])
    #expect(offered("compare L") == ["Lean"])
    #expect(offered("show sta").contains("stages"))
    #expect(offered("show ").contains("stages") && !offered("show ").contains("events"))
    #expect(offered("show stages wh") == ["where"])
    #expect(offered("show stages where dur").contains("duration"))
  }

  @Test("a dot at the start of a line offers commands, and each what it takes")
  func commands() {
    #expect(offered(".un") == [".undo "])
    #expect(offered(".q") == [".quit"])
    #expect(offered(".show Int") == ["Intake"])
    #expect(offered(".show Grow.pl") == ["Grow.places"])
    #expect(offered(".list stag") == ["stages"])
    #expect(offered(".in ") == ["Base", "Lean"])
    #expect(offered("?stage.dur") == ["stage.duration"])
    #expect(offered("?Vet") == ["Veterans"])
  }

  @Test("files are offered after use, from and .open")
  func files() {
    let files = [".": ["a.rung", "b.csv", "parts/"], "parts/": ["c.rung"]]
    #expect(candidates("use \"", files: files).map(\.text) == ["a.rung", "parts/"])
    #expect(candidates("use \"parts/c", files: files).map(\.text) == ["parts/c.rung"])
    #expect(candidates("people Q from \"b", files: files).map(\.text) == ["b.csv"])
    #expect(candidates(".open a", files: files).map(\.text) == ["a.rung"])
  }

  @Test("nothing is offered in a comment or in a text")
  func quiet() {
    #expect(offered("stage A { # du").isEmpty)
    #expect(offered("stage A { note: \"du").isEmpty)
  }

  @Test("each candidate has a line of documentation")
  func notes() {
    #expect(candidates("Gro").first?.note == "stage \"Grow into it\"")
    #expect(candidates("Disc").first?.note == "stage: Where everyone begins.")
    #expect(candidates("stage A { dura").first?.note.isEmpty == false)
  }

  @Test("capital letters do not matter, other letters do")
  func capitals() {
    #expect(offered("grow") == ["Grow"])
    #expect(offered("xyz").isEmpty)
  }

  @Test("the text after the cursor stays")
  func middle() { #expect(offered("stage A { pla| }") == ["places: "]) }

  @Test("any text can be completed at any place")
  func total() {
    let pieces = [
      "{", "}", "[", "]", "(", ")", "stage", " ", "A", ".", ":", ",", ";", "\n", "\"", "7", "é", "#", "=",
      "?",
    ]
    let desk = Desk(files: DiskFiles(), isTyped: true)
    _ = desk.evaluate(Self.programme)
    let services = Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { _ in [] }).services
    var state: UInt64 = 42
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for cursor in [0, text.utf8.count / 2, text.utf8.count] {
        let found = services.complete(text, cursor)
        #expect(found.replacing.lowerBound >= 0 && found.replacing.upperBound == cursor)
      }
    }
  }

  @Test("names are found among a hundred thousand")
  func many() {
    var text = "pool Q { role: mentor; count: 1 }\n"
    for number in 0..<100_000 { text += "person M\(number) in Q { mentees: 2 }\n" }
    let folder = TemporaryFolder()
    TestFiles.write(text, to: folder.path + "/many.rung")
    let desk = Desk(files: DiskFiles(base: folder.path), path: "many.rung", isTyped: true)
    let services = Prompt(desk, PromptScreen(tell: { _ in }), fileNames: { _ in [] }).services
    #expect(services.complete("show M999", 9).candidates.count > 100)
  }
}
