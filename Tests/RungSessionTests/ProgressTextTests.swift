// Progress in words: how much is done, and how long it will take.

import RungModel
import RungSession
import Testing

@Suite("Progress")
struct ProgressTextTests {
  private func runs(_ done: Int, of total: Int = 1_000, note: String = "") -> Progress {
    Progress("simulate", done: done, of: total, "runs", note: note)
  }

  @Test("runs done, the share of them, and the time that is left by the speed so far")
  func left() {
    var text = ProgressText("working", start: 10)
    #expect(text.text(at: 12) == "working: 2 s so far")
    text.note(runs(0), at: 12)
    #expect(text.text(at: 12.5) == "simulate: 0 of 1000 runs, 0%")
    text.note(runs(250), at: 13)
    #expect(text.text(at: 13) == "simulate: 250 of 1000 runs, 25%, 3 s left")
    #expect(text.text(at: 14.5) == "simulate: 250 of 1000 runs, 25%, 2 s left")
    text.note(runs(500, of: 20_000), at: 14)
    #expect(text.text(at: 14) == "simulate: 500 of 20_000 runs, 2%, 78 s left")
    text.note(runs(600, of: 2_000_000), at: 14)
    #expect(text.text(at: 14) == "simulate: 600 of 2_000_000 runs, 0%, 2 h left")
  }

  @Test("what begins anew is reckoned anew: the first look says nothing of the time")
  func anew() {
    var text = ProgressText("working", start: 0)
    text.note(runs(0), at: 0)
    text.note(runs(900), at: 9)
    text.note(Progress("match", done: 0, of: 40, "mentees"), at: 9)
    #expect(text.text(at: 9) == "match: 0 of 40 mentees, 0%")
    text.note(Progress("match", done: 10, of: 40, "mentees"), at: 10)
    #expect(text.text(at: 10) == "match: 10 of 40 mentees, 25%, 3 s left")
    text.note(Progress("match", done: 1, of: 40, "mentees"), at: 11)
    #expect(text.text(at: 11) == "match: 1 of 40 mentees, 2%")
  }

  @Test("steps count in parts, guesses say so, and first figures stand behind")
  func steps() {
    var text = ProgressText("find", start: 0)
    text.note(Progress("find", of: 8, "values", isAbout: true), at: 0)
    text.note(Progress("find", done: 1, of: 8, "values", part: 0.5, isAbout: true), at: 3)
    #expect(text.text(at: 3) == "find: 1 of about 8 values, 18%, 13 s left")
    #expect(!text.hasFigures)
    text.note(runs(100, note: "Lead 21"), at: 4)
    #expect(text.hasFigures)
    #expect(text.text(at: 4) == "simulate: 100 of 1000 runs, 10%, Lead 21")
  }

  @Test("an engine's handle reports each block of work")
  func handle() throws {
    let told = Told()
    let handle = EngineHandle(Progress("match", of: 0, "mentees"), report: { told.add($0) })
    handle.begin(10)
    try handle.advance(by: 5)
    #expect(told.all.last == Progress("match", done: 5, of: 10, "mentees"))
    handle.begin(4)
    #expect(told.all.last == Progress("match", done: 0, of: 4, "mentees"))
  }
}

private final class Told: @unchecked Sendable {
  private(set) var all: [Progress] = []
  func add(_ progress: Progress) { all.append(progress) }
}
