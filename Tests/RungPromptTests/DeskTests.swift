// Edits, what is kept of them, and files that change underneath.

import RungPrompt
import RungSession
import RungText
import Testing

@Suite("Desk")
struct DeskTests {
  private func opened(_ text: String, _ folder: TemporaryFolder) -> (Desk, (String) -> String) {
    TestFiles.write(text, to: folder.path + "/p.rung")
    let desk = Desk(files: DiskFiles(base: folder.path), path: "p.rung", isTyped: true)
    let screen = Screen()
    let prompt = Prompt(desk, PromptScreen(tell: screen.tell))
    return (
      desk,
      { line in
        screen.text = ""
        prompt.accept(line)
        return screen.text
      }
    )
  }

  @Test("edits count until a snapshot or until they are taken back")
  func unsaved() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    #expect(desk.unsavedEdits == 0)
    #expect(type("V.count = 20") == "")
    #expect(type("V.count = 21; let X = 3") == "")
    #expect(desk.unsavedEdits == 3)
    #expect(type(".undo 2") == "undone: let X = 3\nundone: V.count = 21\n")
    #expect(desk.unsavedEdits == 1)
    #expect(type("V.count") == "20 people\n" || type("V.count") == "20\n")
    #expect(type(".redo") == "redone: V.count = 21\n")
    #expect(type(".undo 5").hasSuffix("there were only 2 steps\n"))
    #expect(desk.unsavedEdits == 0)
  }

  @Test("a new file has the order of the declarations; a copy of one file its comments and verbs")
  func saveAs() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("# Ours.\nlet A = 1 # one\nshow lets\n", folder)
    #expect(type("A = 2") == "")
    #expect(type(".save copy").hasPrefix("saved as copy.rung, which is open now"))
    #expect(TestFiles.read(folder.path + "/copy.rung") == "# Ours.\nlet A = 2 # one\nshow lets\n")
    #expect(TestFiles.read(folder.path + "/p.rung") == "# Ours.\nlet A = 1 # one\nshow lets\n")
    #expect(desk.unsavedEdits == 0)

    let begun = Prompt(
      Desk(files: DiskFiles(base: folder.path), isTyped: true), PromptScreen(tell: { _ in }))
    for line in [
      "let Places = 30", "stage Up { duration: 2 months }",
      "cohort Spring[n in 1 .. 2] { enters: Up; size: Places; starts: 2027-03-01 }", "Spring[2].size = 40",
      "stage Down { duration: 2 months; after: Up }", "programme P { horizon: 2027-01-01 .. 2028-12-31 }",
      "let Alone = 2", ".save new",
    ] { begun.accept(line) }
    let text = TestFiles.read(folder.path + "/new.rung") ?? ""
    let words = [
      "rung 1", "programme P", "let Places", "stage Up", "cohort Spring", "Spring[2].size = 40", "stage Down",
      "let Alone",
    ]
    let lines = text.split(separator: "\n")
    let places = words.compactMap { word in lines.firstIndex { $0.hasPrefix(word) } }
    #expect(places.count == words.count && places == places.sorted(), "\(text)")
  }

  @Test("what was begun at the prompt and saved into a file is nothing to recover")
  func savedAsIsSaved() {
    let folder = TemporaryFolder()
    func sitting() -> (Desk, Prompt) {
      let desk = Desk(files: DiskFiles(base: folder.path), isTyped: true) { path in
        Recorder(path: folder.path + "/journal-" + (path ?? "unnamed")) { "t" }
      }
      return (desk, Prompt(desk, PromptScreen(tell: { _ in })))
    }
    do {
      let (desk, prompt) = sitting()
      prompt.accept("let A = 1")
      prompt.accept(".save first")
      #expect(desk.path == "first.rung")
    }
    let (desk, prompt) = sitting()
    #expect(desk.recorder.log.recoverable.isEmpty && desk.openingNotices.isEmpty)
    prompt.accept("let B = 1")
    prompt.accept(".quit")
    #expect(!desk.isLeaving)
    prompt.accept(".quit")
    #expect(desk.isLeaving)
  }

  @Test("leaving tells of this session's edits and of those that were not recovered, both at once")
  func leaving() {
    let folder = TemporaryFolder()
    var said = ""
    func sitting() -> (Desk, Prompt) {
      let desk = Desk(files: DiskFiles(base: folder.path), isTyped: true) { _ in
        Recorder(path: folder.path + "/journal") { "t" }
      }
      return (desk, Prompt(desk, PromptScreen(tell: { if case .notice(let text) = $0 { said += text } })))
    }
    // A prompt that ends without leaving, as in a crash.
    do { sitting().1.accept("let A = 1") }
    let (desk, prompt) = sitting()
    #expect(desk.openingNotices.contains { $0.contains("was never saved") })
    prompt.accept("let B = 1")
    prompt.accept(".quit")
    #expect(
      !desk.isLeaving && said.contains("not in your files yet") && said.contains("of an earlier session"))
    prompt.accept(".recover")
    #expect(desk.unsavedEdits == 2 && desk.recorder.log.recoverable.isEmpty)
    prompt.accept(".quit")
    prompt.accept(".quit")
    #expect(desk.isLeaving)
  }

  @Test("of statements typed together each may speak of what a later one declares, as in a file")
  func together() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("", folder)
    // Each needs the other.
    let pool = "pool V { role: mentor; count: 9; drawn-from: [Lead: 10%] }"
    let stage = "stage Lead { duration: 6 months; mentored-by: V }"
    #expect(type(pool).contains("no stage or board position is called") || type(pool).contains("Lead"))
    #expect(desk.unsavedEdits == 0)
    #expect(type("rung 1\n\(pool)\n\(stage)\nV.count = 10\nV.count") == "10\n")
    #expect(desk.unsavedEdits == 3)
    #expect(type(".undo").contains("V.count = 10"))
    #expect(desk.unsavedEdits == 0)
    // What is wrong by itself is told, and takes along only what needs it.
    let said = type(
      "\(stage)\n\(pool)\ncohort C { enters: Lead; size: 4 EUR; starts: 2027-01-01 }\nlet Size = C.size")
    #expect(said.contains("R0300") || said.contains("R0301"), "\(said)")
    #expect(said.contains("not taken either, as they need what was refused: let Size"), "\(said)")
    #expect(type("V.count") == "9\n")
  }

  @Test("a scenario that names what there is not is refused when it is typed")
  func scenarioOfNothing() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool Mentors { role: mentor; count: 8 }", folder)
    #expect(type("scenario Lean { Mentor.count = 6 }").contains("nothing is called \"Mentor\""))
    #expect(desk.unsavedEdits == 0)
    #expect(type("scenario Lean { Mentors.count = 6 }") == "")
    #expect(type(".in Lean").contains("you are in Lean"))
    #expect(type("Mentors.count") == "6\n")
  }

  @Test("a fork takes along what was changed, not the scenarios that came and went")
  func fork() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 8 }", folder)
    _ = type("scenario S { V.count = 4 }")
    _ = type("V.count = 7")
    _ = type("remove S")
    #expect(type(".fork X").contains("X has the edit"))
    #expect(desk.definitions.entity(named: "S") == nil)
    #expect(desk.session.changes.last?.statement.contains("remove S") == false)
    #expect(type("V.count") == "7\n")
  }

  @Test("a problem of the spelling is told once")
  func once() {
    let folder = TemporaryFolder()
    let (_, type) = opened("", folder)
    #expect(type("fund F { amount: 60.000 EUR }").components(of: "R0114]") == 1)
  }

  @Test("an edit with an error changes nothing and counts for nothing")
  func refused() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    #expect(type("V.count = 3 EUR").contains("error["))
    #expect(desk.unsavedEdits == 0)
    #expect(type(".undo") == "there is nothing to undo\n")
  }

  @Test(
    "what is saved while a snapshot is open goes into the programme's file, and undo comes back from there")
  func restoring() {
    let folder = TemporaryFolder()
    let path = folder.path + "/p.rung"
    let (desk, type) = opened("pool V { role: mentor; count: 18 } # ours", folder)
    #expect(type(".snapshot v1").hasPrefix("kept as snapshots/v1.rung"))
    let kept = TestFiles.read(folder.path + "/snapshots/v1.rung")
    #expect(type("V.count = 20") == "")
    #expect(type("save").contains("Type save again"))
    #expect(type("save") == "saved p.rung\n")
    #expect(type("open \"v1\"") == "opened snapshots/v1.rung\n")
    #expect(type("V.count") == "18\n")
    #expect(type("V.count = 30") == "")
    #expect(desk.recorder.log.edits.map(\.statement) == ["open \"v1\"", "V.count = 30"])
    #expect(type("save").contains("+pool V { role: mentor; count: 30 } # ours"))
    #expect(type("save") == "saved p.rung\n")
    #expect(TestFiles.read(path) == "pool V { role: mentor; count: 30 } # ours")
    #expect(TestFiles.read(folder.path + "/snapshots/v1.rung") == kept)
    #expect(type(".undo 3").hasPrefix("undone:"))
    #expect(type("V.count") == "20\n")
    #expect(desk.unsavedEdits == 1)
    #expect(type("save").contains("-pool V { role: mentor; count: 30 } # ours"))
    #expect(type("save") == "saved p.rung\n")
    #expect(TestFiles.read(path) == "pool V { role: mentor; count: 20 } # ours")
    #expect(desk.unsavedEdits == 0)
  }

  @Test("a snapshot that is opened by itself is not written to")
  func snapshotStays() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    #expect(type(".snapshot v1").hasPrefix("kept"))
    #expect(type(".open snapshots/v1.rung").contains("1 declaration"))
    #expect(type("V.count = 30") == "")
    #expect(type("save").contains("snapshots/v1.rung is a snapshot and stays as it was kept"))
    #expect(desk.unsavedEdits == 1)
  }

  @Test("saving without edits reads a file that was changed meanwhile")
  func savingNothing() {
    let folder = TemporaryFolder()
    let (_, type) = opened("pool V { role: mentor; count: 18 }", folder)
    #expect(type("save") == "nothing to save: the files say the same\n")
    TestFiles.write("pool V { role: mentor; count: 30 }", to: folder.path + "/p.rung")
    #expect(type("save") == "nothing to save; the files were changed meanwhile, and are read again\n")
    #expect(type("V.count") == "30\n")
  }

  @Test("a reload takes what the file says now and makes the edits again")
  func reload() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }\nfund F { amount: 5 EUR }", folder)
    #expect(type("V.count = V.count + 2") == "")
    #expect(type("F.amount = 7 EUR") == "")
    TestFiles.write("pool V { role: mentor; count: 30 }", to: folder.path + "/p.rung")
    let said = type(".reload")
    #expect(said.contains("no longer applies: F.amount = 7 EUR"))
    #expect(said.contains("1 edit made again"))
    #expect(type("V.count").hasPrefix("32"))
    #expect(desk.unsavedEdits == 1)
  }

  @Test("a file that cannot be opened leaves the open one as it is")
  func openMissing() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    #expect(type(".open nowhere.rung").contains("p.rung stays open"))
    #expect(desk.path == "p.rung")
    #expect(type("V.count").hasPrefix("18"))
  }

  @Test("opening another file with edits needs to be said twice in a row")
  func openTwice() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    TestFiles.write("let Answer = 42", to: folder.path + "/q.rung")
    _ = type("V.count = 20")
    #expect(type(".open q.rung").contains("1 edit is not in your files yet"))
    #expect(desk.path == "p.rung")
    _ = type("V.count")
    #expect(type(".open q.rung").contains("1 edit is not in your files yet"))
    _ = type(".open q.rung")
    #expect(desk.path == "q.rung")
    #expect(type("Answer") == "42\n")
  }

  @Test("a snapshot keeps the edits, which are still not in the file")
  func snapshot() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }", folder)
    _ = type("V.count = 20")
    #expect(type(".snapshot first").contains("kept as"))
    #expect(TestFiles.read(folder.path + "/snapshots/first.rung")?.contains("count: 20") == true)
    #expect(desk.unsavedEdits == 1)
    _ = type(".undo")
    #expect(desk.unsavedEdits == 0)
    _ = type("V.count = 22")
    #expect(type("open \"first\"").contains("opened"))
    #expect(type("V.count") == "20\n")
    #expect(type(".undo") == "undone: the step as a whole; 1 edit stands now\n")
    #expect(type("V.count") == "22\n")
  }

  @Test("an edit taken back in a scenario leaves the scenario as it is")
  func undoInScenario() {
    let folder = TemporaryFolder()
    let (desk, type) = opened("pool V { role: mentor; count: 18 }\nscenario S { V.count = 5 }", folder)
    _ = type("let X = V.count + 1")
    _ = type(".in S")
    #expect(type("X") == "6\n")
    _ = type("let Y = 2")
    #expect(type(".undo 2") == "undone: let Y = 2 (in S)\nundone: let X = V.count + 1\n")
    #expect(desk.session.scenarioName == "S")
    #expect(type("V.count") == "5\n")
  }

  @Test("the history lies with the project, else with the user, else nowhere")
  func history() {
    let folder = TemporaryFolder()
    #expect(
      StatePlace.path(of: "history", inProject: folder.path, environment: { _ in nil }) == folder.path
        + "/.rung/history")
    let state = folder.path + "/state"
    #expect(
      StatePlace.path(of: "history", inProject: nil, environment: { $0 == "XDG_STATE_HOME" ? state : nil })
        == state + "/rung/history")
    #expect(
      StatePlace.path(of: "history", inProject: folder.path + "/missing", environment: { _ in nil }) == nil)
    #expect(
      StatePlace.path(of: "history", inProject: nil, environment: { $0 == "HOME" ? folder.path : nil })
        == folder.path + "/.local/state/rung/history")
  }
}

private final class Screen {
  var text = ""

  func tell(_ report: Report) {
    switch report {
    case .answer(let answer): text += answer.rendered(AnswerStyle())
    case .diagnostics(let found): text += DiagnosticRenderer(.short).rendered(found)
    case .notice(let notice): text += notice + "\n"
    }
  }
}

extension String {
  /// How often `part` stands in it.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
