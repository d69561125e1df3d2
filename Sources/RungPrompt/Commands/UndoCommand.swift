// `.undo` and `.redo`: the steps, and the statements they were.

import RungSession

enum UndoCommand {
  static func undo(_ call: PromptCommand.Call) -> Outcome {
    steps(call, none: "there is nothing to undo", mark: "undone: ") { $0.undo() }
  }

  static func redo(_ call: PromptCommand.Call) -> Outcome {
    steps(call, none: "there is nothing to redo", mark: "redone: ") { $0.redo() }
  }

  private static func steps(
    _ call: PromptCommand.Call, none: String, mark: String, _ step: (Desk) -> String?
  ) -> Outcome {
    var wanted = 1
    if !call.place.range.isEmpty {
      guard let number = Int(call.argument), number >= 1 else {
        return Outcome([PromptErrors.wrongArgument(call.place, call.command)])
      }
      wanted = number
    }
    var outcome = Outcome()
    var made = 0
    while made < wanted, let statement = step(call.desk) {
      outcome.reports.append(.notice(mark + statement))
      made += 1
    }
    if made < wanted {
      outcome.reports.append(.notice(made == 0 ? none : "there were only \(Counted.steps(made))"))
    }
    return outcome
  }
}

/// Numbers with their nouns.
enum Counted {
  static func steps(_ count: Int) -> String { noun(count, "step") }
  static func edits(_ count: Int) -> String { noun(count, "edit") }

  static func noun(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
