// `.open`, `.reload` and `.quit`: commands that may lose edits, and say so.

import LineEditor
import RungSession
import RungText

enum OpenCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    guard desk.isConfirmed(call.line) else {
      return Outcome([
        .notice(Warning.text(desk, again: "type it again to open \(call.argument) without them"))
      ])
    }
    let lost = desk.unsavedEdits
    var outcome = desk.open(call.argument.unquoted)
    if outcome.status != .couldNotWork {
      if !desk.isTyped, lost > 0 { outcome.reports.append(.notice("\(Counted.edits(lost)) dropped")) }
      if desk.isTyped {
        outcome.reports.append(.notice(Greeting.programme(of: desk, problems: outcome.diagnostics)))
      }
    }
    return outcome
  }
}

enum ReloadCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    guard desk.path != nil else { return Outcome([.notice("no file is open; .open opens one")]) }
    var (outcome, repeated, lost) = desk.reload { desk.isTyped && Interrupt.isRequested }
    if outcome.status == .couldNotWork {
      outcome.reports.append(.notice("nothing was read; the programme stays as it was"))
      return outcome
    }
    if repeated > 0 { outcome.reports.append(.notice("\(Counted.edits(repeated)) made again")) }
    if lost > 0 { outcome.reports.append(.notice("\(Counted.edits(lost)) lost")) }
    if desk.isTyped {
      outcome.reports.append(.notice(Greeting.programme(of: desk, problems: desk.session.check())))
    }
    return outcome
  }
}

enum QuitCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome { leave(call.desk) }

  /// Also for the end of the input; however it is said, the second time in a row counts.
  static func leave(_ desk: Desk) -> Outcome {
    var warnings: [String] = []
    if desk.unsavedEdits > 0 { warnings.append(Warning.text(desk, again: "leave again to go without them")) }
    let earlier = desk.recorder.log.recoverable.count { !$0.isOpening }
    if earlier > 0 {
      warnings.append(
        "\(Counted.edits(earlier)) of an earlier session would not be offered again: .recover makes them again, or leave again to go without them"
      )
    }
    guard warnings.isEmpty || desk.isSaidAgain(word) else { return Outcome(warnings.map { .notice($0) }) }
    desk.isLeaving = true
    desk.recorder.note(.left)
    return Outcome()
  }

  static let word = ".quit"
}

private enum Warning {
  static func text(_ desk: Desk, again: String) -> String {
    let (are, them) = desk.unsavedEdits == 1 ? ("is", "it") : ("are", "them")
    return
      "\(Counted.edits(desk.unsavedEdits)) \(are) not in your files yet: save writes \(them) into your files, or \(again)"
  }
}
