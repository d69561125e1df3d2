// The session: exit codes, edits and their history, formats, snapshots, repairs.

import RungModel
import RungReport
import RungSession
import RungText
import Testing

@Suite("Session")
struct SessionTests {
  private func session(_ text: String) -> Session {
    Session(files: MemoryFiles(["main.rung": text]), .file("main.rung"))
  }

  private func evaluate(_ session: Session, _ line: String) -> String {
    var transcript = Transcript()
    let outcome = session.evaluate(line)
    transcript.tell(outcome)
    return transcript.text
  }

  // MARK: Exit status

  @Test("the worst status wins: could not work, problems, undecided, fine")
  func status() {
    #expect(RunStatus.fine.worst(.undecided) == .undecided)
    #expect(RunStatus.undecided.worst(.problems) == .problems)
    #expect(RunStatus.couldNotWork.worst(.problems) == .couldNotWork)
    #expect(RunStatus.problems.worst(.undecided) == .problems)
  }

  @Test(
    "a run ends with the status of what happened",
    arguments: [
      ("let A = 1\nA", RunStatus.fine),
      ("let A = Bee", .problems),
      ("use \"missing.rung\"", .couldNotWork),
      ("let A = 1\ntarget T = A > 2\ntest", .problems),
      ("stage S { duration: 1 month }\ntarget T = completed(S) > 2\ntest", .undecided),
      ("stage S { duration: 1 month }\nreport", .couldNotWork),
      ("stage S { duration: 1 month }\nshow Nothing", .problems),
      ("let A = 1\ntarget T = A > 2\ntest\nreport", .couldNotWork),
      ("rung 7", .couldNotWork),
      ("people P from \"missing.csv\" { id: \"Id\" }\ncount(people)", .couldNotWork),
    ])
  func runs(_ text: String, _ expected: RunStatus) { #expect(run(text).status == expected) }

  @Test("a verb that cannot run does not stop the others")
  func goesOn() {
    let result = run("let A = 1\nA\nreport\nshow Bee\nA + 1")
    #expect(
      result.text == """
        1
        main.rung:3:1: error[R0701]: "report" cannot run yet: the report writer is not part of this version
        main.rung:4:6: error[R0201]: nothing is called "Bee"
        2

        """)
  }

  @Test("nothing runs while the programme has errors, and the problems of all files are told at once")
  func errorsFirst() {
    let files = MemoryFiles(["part.rung": "let B = Nobody"])
    let result = run("use \"part.rung\"\nlet A = 1 +\nA\nlet C = Noone", files: files)
    #expect(result.text.split(separator: "\n").count == 3)
    #expect(!result.text.contains("\n1\n"))
  }

  @Test("verbs of used files do not run")
  func usedVerbs() {
    #expect(
      run("use \"part.rung\"\nB", files: MemoryFiles(["part.rung": "let B = 2\nB\nshow Nobody"])).text
        == "2\n")
  }

  @Test("checking looks at what verbs say, and runs none")
  func checks() {
    let text = """
      stage Grow { duration: 6 months }
      pool Veterans { role: mentor; count: 18 }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: 60 }
      match Veterans with Grow
      compare Base, Nobody
      sweep Veterans over 1 .. 3 measuring Nobody
      find Veterans.count in 1 .. 3 until Grow.duration
      simulate 0 runs
      explain Nothing
      test Grow
      show cohorts where sise > 3
      """
    let codes = session(text).check().map { "\(($0.place.fileAndLine)) \($0.code.id)" }
    #expect(
      codes == [
        "main.rung:4 R0702", "main.rung:4 R0702", "main.rung:5 R0201", "main.rung:6 R0703",
        "main.rung:6 R0201",
        "main.rung:7 R0300", "main.rung:8 R0705", "main.rung:9 R0201", "main.rung:10 R0702",
        "main.rung:11 R0201",
      ])
  }

  @Test("a problem in a scenario is found, and one of the programme is told once")
  func scenarios() {
    let text =
      "fund Core { amount: 5 }\nscenario Lean { Core.amount = 3 months }\nscenario More from Lean { }"
    let lines = session(text).check().map(\.place.fileAndLine)
    #expect(lines.sorted() == ["main.rung:1", "main.rung:2"])
  }

  // MARK: Scenarios

  @Test("everything is read in the active scenario, targets and prompt lines too")
  func activeScenario() {
    let session = session(
      "fund Core { amount: 5 EUR }\nlet Twice = Core.amount * 2\nscenario Lean { Core.amount = 3 EUR }")
    #expect(evaluate(session, "Twice") == "10 EUR\n")
    #expect(session.select(scenario: "Lean").isEmpty)
    #expect(evaluate(session, "Twice") == "6 EUR\n")
    #expect(session.select(scenario: "Base").isEmpty)
    #expect(evaluate(session, "Twice") == "10 EUR\n")
    #expect(session.select(scenario: "Laen").first?.fixes.first?.text.contains("Lean") == true)
    #expect(evaluate(session, "Twice") == "10 EUR\n")
  }

  // MARK: Edits

  @Test("an edit changes what depends on it, and is taken back and made again")
  func edits() {
    let session = session("fund Core { amount: 5 EUR }\nlet Twice = Core.amount * 2")
    #expect(evaluate(session, "Core.amount = Core.amount + 2 EUR") == "")
    #expect(evaluate(session, "Twice") == "14 EUR\n")
    #expect(evaluate(session, "Core.amount = Core.amount + 2 EUR; Twice") == "18 EUR\n")
    #expect(session.changes.map(\.path) == ["Core.amount", "Core.amount"])
    #expect(session.changes.first?.statement == "Core.amount = 5 EUR + 2 EUR")
    #expect(session.undo() && session.undo() && !session.undo())
    #expect(evaluate(session, "Twice") == "10 EUR\n")
    #expect(session.redo())
    #expect(evaluate(session, "Twice") == "14 EUR\n")
    #expect(evaluate(session, "let Three = 3") == "")
    #expect(!session.redo())
    #expect(evaluate(session, "remove Three; Twice") == "14 EUR\n")
  }

  @Test("an edit with an error changes nothing, and old errors are no reason to refuse one")
  func badEdits() {
    let session = session("fund Core { amount: 5 }\nlet Twice = 2")
    #expect(evaluate(session, "Twice = 3 months + 2 EUR").contains("error[R03"))
    #expect(evaluate(session, "Twice = Nobody").contains("error[R0201]"))
    #expect(evaluate(session, "let Twice = 4").contains("error[R0203]"))
    #expect(evaluate(session, "remove Nobody").contains("error[R0201]"))
    #expect(evaluate(session, "Twice = )").contains("error[R01"))
    #expect(evaluate(session, "use \"a.rung\"").contains("error[R0708]"))
    #expect(session.undoSteps == 0)
    #expect(evaluate(session, "Twice = 4; Twice") == "4\n")
    #expect(evaluate(session, "Core.amount = 7 EUR; Core.amount") == "7 EUR\n")
  }

  @Test(
    "a line goes on while a bracket is open or an operator waits",
    arguments: [
      ("let A = (1 +", true), ("let A = 1 +", true), ("stage S {", true), ("[1,", true), ("let A = 1", false),
      ("stage S { duration: 1 month }", false), ("", false), ("\"{ (\"", false), (")", false),
    ])
  func unfinished(_ text: String, _ expected: Bool) { #expect(Session.isUnfinished(text) == expected) }

  // MARK: Formats

  @Test("an answer is had in every format")
  func formats() {
    let session = session("fund Core \"All, of it\" { amount: 1_200.5 EUR }")
    func text(_ line: String, _ format: OutputFormat) -> String {
      var transcript = Transcript(format)
      transcript.tell(session.evaluate(line))
      return transcript.text
    }
    #expect(text("Core.amount * 10", .table) == "12_005 EUR\n")
    #expect(text("Core.amount * 10", .json) == "{\"value\":12005,\"unit\":\"EUR\"}\n")
    #expect(text("Core.amount * 10", .csv) == "12005,EUR\n")
    #expect(text("\"a, b\"", .csv) == "\"a, b\"\n")
    #expect(text("\"a, b\"", .json) == "\"a, b\"\n")
    #expect(text("none", .table) == "none\n")
    #expect(text("none", .json) == "null\n")
    #expect(text("show funds", .csv).hasPrefix("name,title,amount,amount unit\n"))
    #expect(
      text("show funds", .json).contains(
        "\"title\":\"All, of it\",\"amount\":{\"value\":1200.5,\"unit\":\"EUR\"}"))
    #expect(text("show funds", .markdown).hasPrefix("| name"))
    #expect(text("show funds", .plain).hasPrefix("name: Core\ntitle: All, of it\namount: 1200.50 EUR\n"))
    #expect(text("show stages", .table) == "no stages\n")
    #expect(text("show stages", .json) == "[]\n")
  }

  // MARK: Snapshots

  @Test("a snapshot opened is the same programme, and saved again the same bytes")
  func snapshots() throws {
    let project = try TemporaryProject([
      "main.rung": """
      use "parts/people.rung"
      fund Core { amount: 5 EUR }
      scenario Lean { Core.amount = 3 EUR }
      snapshot "first"
      snapshot "first"
      snapshot "parts/second.rung"
      Core.amount
      """,
      "parts/people.rung": "people P from \"p.csv\" { id: \"Id\" }", "parts/p.csv": "Id\nP1\nP2\n",
    ])
    let session = Session(files: project.files, .file("main.rung"))
    var transcript = Transcript()
    #expect(session.run { transcript.tell($0) } == .fine)
    let text = try #require(project.read("snapshots/first.rung"))
    #expect(text.contains("people P from \"parts/p.csv\" {\n  id: \"Id\"\n  rows: 2\n  digest: \""))
    #expect(transcript.text.hasPrefix("kept as snapshots/first.rung (SHA-256 "))
    #expect(transcript.text.contains("no change in snapshots/first.rung"))
    #expect(project.read("parts/second.rung") == text)

    let again = Session(files: project.files, .file("snapshots/first.rung"))
    #expect(again.check().isEmpty)
    #expect(again.snapshotText == text)
    #expect(again.evaluate("count(people)").reports.count == 1)

    #expect(session.evaluate("Core.amount = 7 EUR").status == .fine)
    #expect(session.evaluate("snapshot \"first\"").status == .couldNotWork)
    #expect(session.evaluate("open \"first\"").status == .fine)
    #expect(evaluate(session, "Core.amount") == "5 EUR\n")
    #expect(session.undo())
    #expect(evaluate(session, "Core.amount") == "7 EUR\n")
    #expect(evaluate(session, "open \"frist\"").contains("error[R0802]"))
    #expect(evaluate(session, "open \"../x.rung\"").contains("error[R0604]"))
    #expect(evaluate(session, "snapshot \"missing/folder/x.rung\"").contains("error[R0605]"))
    #expect(evaluate(session, "snapshot \"a:b\"").contains("error[R0800]"))
    #expect(evaluate(session, "snapshot \"First\"").contains("error[R0801]"))

    // What a snapshot states of a spreadsheet is no difference as long as the file is the same.
    let kept = try Version.named("first", inProject: ".", project.files).get()
    let now = Version(open: Session(files: project.files, .file("main.rung")), label: "now")
    #expect(Comparison(kept, now).isEmpty && Comparison(now, kept).isEmpty)
    try project.write("Id\nP1\nP3\nP4\n", to: "parts/p.csv")
    let later = Version(open: Session(files: project.files, .file("main.rung")), label: "now")
    var difference = Transcript()
    difference.tell(.answer(.comparison(Comparison(kept, later))))
    #expect(
      difference.text.contains("rows: 2 → 3") && difference.text.contains("digest"), "\(difference.text)")

    try project.write("Id\nP1\nP3\n", to: "parts/p.csv")
    let warned = Session(files: project.files, .file("snapshots/first.rung")).check()
    #expect(warned.map(\.code.id) == ["R0709"])
    #expect(warned.first?.severity == .warning)
  }

  // MARK: Repairs

  @Test("safe repairs leave a clean check, and a second time there is nothing to do")
  func repairs() {
    let files = MemoryFiles([
      "main.rung": "use \"part.rung\"\nlet Title = “Grow”\nfund Core { amount: €450 }\n",
      "part.rung": "fund More { amount: 900 000 EUR }\nstage Grow { duration 6 months }\n",
    ])
    let first = DiagnosticFixes.apply(to: .file("main.rung"), in: files)
    #expect(first.done.count >= 3)
    #expect(first.problems.isEmpty)
    #expect(Session(files: files, .file("main.rung")).check().isEmpty)
    #expect(
      files.text("main.rung") == "use \"part.rung\"\nlet Title = \"Grow\"\nfund Core { amount: 450 EUR }\n")
    #expect(
      files.text("part.rung") == "fund More { amount: 900_000 EUR }\nstage Grow { duration: 6 months }\n")
    #expect(DiagnosticFixes.apply(to: .file("main.rung"), in: files).done.isEmpty)
  }

  @Test("a file that cannot be written is told of")
  func unwritable() {
    let files = MemoryFiles(["main.rung": "let Title = “Grow”\n"])
    files.refuseWrites = true
    let repair = DiagnosticFixes.apply(to: .file("main.rung"), in: files)
    #expect(repair.problems.map(\.code.id) == ["R0605"])
    #expect(repair.done.isEmpty)
  }
}
