// `.log`, `.restore` and `.recover`: everything that was ever done here, and the way back to any of it.

import RungReport
import RungSession
import RungSyntax

enum RecordCommands {
  /// Operations that `.log` shows unless it is told another number.
  private static let usual = 20

  static func log(_ call: PromptCommand.Call) -> Outcome {
    var wanted = usual
    if !call.place.range.isEmpty {
      guard let number = Int(call.argument), number >= 1 else {
        return Outcome([PromptErrors.wrongArgument(call.place, call.command)])
      }
      wanted = number
    }
    let operations = call.desk.recorder.log.operations
    let first = max(0, operations.count - wanted)
    let rows = operations.enumerated().dropFirst(first).map { index, operation in
      [
        Table.Cell.count(index + 1), .text(operation.time), .text(words(operation)),
        .text(statements(operation)),
      ]
    }
    var outcome = Outcome([
      .answer(
        .table(
          Table(columns: ["number", "time", "what", "statement"], rows: rows), ifEmpty: "nothing was done yet"
        ))
    ])
    if first > 0 { outcome.reports.append(.notice("… \(first) earlier: .log \(operations.count)")) }
    return outcome
  }

  private static func words(_ operation: Operation) -> String {
    switch operation.kind {
    case .opened: "opened"
    case .edit: operation.edits.first?.scenario.map { "edit in \($0)" } ?? "edit"
    case .undo: "undo"
    case .redo: "redo"
    case .remade: operation.edits.last?.isOpening == true ? "opened" : "restored"
    case .saved: "saved"
    case .left: "left"
    }
  }

  private static func statements(_ operation: Operation) -> String {
    switch operation.kind {
    case .edit: operation.edits.map { $0.label ?? $0.statement.onOneLine }.joined(separator: "; ")
    case .remade:
      if let opening = operation.edits.last, opening.isOpening {
        opening.statement
      } else {
        Counted.edits(operation.edits.count)
      }
    case .opened, .undo, .redo, .saved, .left: ""
    }
  }

  /// Goes back, or on, to what stood after an operation.
  static func restore(_ call: PromptCommand.Call) -> Outcome {
    guard let number = Int(call.argument), number >= 1 else {
      return Outcome([PromptErrors.wrongArgument(call.place, call.command)])
    }
    guard let edits = call.desk.recorder.log.edits(after: number) else {
      return Outcome([PromptErrors.noOperation(call.place, of: call.desk.recorder.log.count)])
    }
    if call.desk.recorder.log.wasSavedLater(number) {
      return Outcome(
        [
          .notice(
            "what stood after operation \(number) went into your files later, with what came after it: .undo goes back beyond the saving, .history NAME and snapshots tell of earlier times"
          )
        ], .problems)
    }
    return call.desk.remake(
      edits,
      done: "restored what stood after operation \(number): \(Counted.edits(edits.count { !$0.isOpening }))")
  }

  /// Makes the edits again that an earlier session had not saved.
  static func recover(_ call: PromptCommand.Call) -> Outcome {
    let edits = call.desk.recorder.log.recoverable
    guard !edits.isEmpty else { return Outcome([.notice("there is nothing to recover")]) }
    // What was done since stays, on top of it.
    let since = call.desk.session.edits.filter { !$0.isOpening }
    return call.desk.remake(
      edits + since, done: "recovered \(Counted.edits(edits.count { !$0.isOpening }))")
  }
}
