// The log of operations: which edits stand after each of them, and what a crash left.

import RungPrompt
import RungSession
import Testing

@Suite struct OperationLogTests {
  private func edit(_ text: String, in scenario: String? = nil) -> Operation {
    Operation(.edit, at: "t", [Session.Edit(text, in: scenario)])
  }

  private func plain(_ kind: Operation.Kind) -> Operation { Operation(kind, at: "t") }

  @Test("an operation is read back from its text")
  func text() {
    let edits = [
      Session.Edit("stage A {\n  duration: 1 month\n}", in: nil), Session.Edit("B.size = 3", in: "Lean"),
      Session.Edit("pairing Pair1 {}\npairing Pair2 {}", in: nil, label: "accept Pairs: 2 pairings"),
    ]
    let operation = Operation(.remade, at: "2027-03-01T09:30:00Z", edits)
    #expect(Operation(operation.text) == operation)
    #expect(Operation(Operation(.undo, at: "t").text) == Operation(.undo, at: "t"))
    #expect(Operation("nonsense") == nil)
    #expect(Operation("edit t\nno mark") == nil)
  }

  @Test("undo and redo go through the edits, and a new edit forgets what was undone")
  func steps() {
    var log = OperationLog([plain(.opened), edit("a"), edit("b"), plain(.undo)])
    #expect(log.edits.map(\.statement) == ["a"])
    log.add(plain(.redo))
    #expect(log.edits.map(\.statement) == ["a", "b"])
    log.add(plain(.undo))
    log.add(edit("c"))
    log.add(plain(.redo))
    #expect(log.edits.map(\.statement) == ["a", "c"])
    #expect(log.edits(after: 3)?.map(\.statement) == ["a", "b"])
    #expect(log.edits(after: 0) == nil && log.edits(after: 9) == nil)
  }

  @Test("a snapshot that was opened is where the edits after it stand, and alone it is nothing to recover")
  func opening() {
    let open = Operation(.remade, at: "t", [Session.Edit("open \"v1\"", in: nil)])
    var log = OperationLog([plain(.opened), edit("a"), open, edit("b")])
    #expect(log.edits.map(\.statement) == ["open \"v1\"", "b"])
    #expect(log.hasUnsaved)
    log.add(plain(.opened))
    #expect(log.recoverable.map(\.statement) == ["open \"v1\"", "b"])
    let alone = OperationLog([plain(.opened), open, plain(.opened)])
    #expect(alone.recoverable.isEmpty && !alone.hasUnsaved)
  }

  @Test("what was not saved can be recovered until it is saved or given up")
  func recover() {
    let crashed = [plain(.opened), edit("a"), edit("b", in: "S"), plain(.opened)]
    #expect(OperationLog(crashed).recoverable.map(\.statement) == ["a", "b"])
    #expect(OperationLog(crashed).edits.isEmpty)
    #expect(OperationLog(crashed + [plain(.opened)]).recoverable.count == 2)
    #expect(OperationLog([plain(.opened), edit("a"), plain(.left), plain(.opened)]).recoverable.isEmpty)
    #expect(OperationLog([plain(.opened), edit("a"), plain(.saved), plain(.opened)]).recoverable.isEmpty)
  }

  @Test("what one session left is still offered after the next one was stopped too, or saved")
  func recoverLater() {
    let twice = [plain(.opened), edit("a"), plain(.opened), edit("b"), plain(.opened)]
    var log = OperationLog(twice)
    #expect(log.recoverable.map(\.statement) == ["a", "b"])
    #expect(log.latestSessions.count == 5)
    #expect(
      OperationLog(twice.dropLast() + [plain(.saved), plain(.opened)]).recoverable.map(\.statement) == ["a"])
    // Recovered, they stand among the edits, and are not offered twice.
    log.add(Operation(.remade, at: "t", log.recoverable))
    log.add(edit("c"))
    #expect(log.recoverable.isEmpty)
    log.add(plain(.opened))
    #expect(log.recoverable.map(\.statement) == ["a", "b", "c"])
    log.add(plain(.left))
    #expect(log.recoverable.isEmpty)
    log.add(plain(.opened))
    #expect(log.latestSessions.count == 1)
    // What could not be recovered is still offered, and what was is not offered twice after another crash.
    var partly = OperationLog([plain(.opened), edit("a"), edit("b"), plain(.opened)])
    partly.add(Operation(.remade, at: "t", [Session.Edit("a", in: nil)]))
    #expect(partly.recoverable.map(\.statement) == ["b"])
    partly.add(plain(.opened))
    #expect(partly.recoverable.map(\.statement) == ["b", "a"])
  }

  @Test("what went into the files later is known")
  func savedLater() {
    let log = OperationLog([plain(.opened), edit("a"), edit("b"), plain(.saved), edit("c"), plain(.left)])
    #expect(log.wasSavedLater(2) && log.wasSavedLater(3))
    #expect(!log.wasSavedLater(4) && !log.wasSavedLater(5) && !log.wasSavedLater(6))
  }
}
