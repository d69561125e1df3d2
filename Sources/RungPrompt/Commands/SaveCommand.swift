// `.save`, and the verb `save` as a person types it: first what would be written, then, said again, the writing.

import RungModel
import RungSession
import RungSnapshot
import RungSyntax
import RungText

enum SaveCommand {
  static let word = "save"

  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    call.argument.isEmpty ? save(call.desk, at: call.place) : begin(call)
  }

  /// Into the files that are open.
  static func save(_ desk: Desk, at place: Place) -> Outcome {
    switch desk.session.savePlan(at: place) {
    case .failure(let problem): return problem.outcome
    case .success(let plan):
      guard !plan.isEmpty else {
        // Edits that say what the files say already are done with.
        let isCurrent = desk.session.changes.isEmpty && !plan.wasReread
        var outcome = isCurrent ? Outcome() : desk.save(plan, at: place)
        outcome.reports.append(.notice(plan.nothingToSave))
        return outcome
      }
      if !desk.isConfirmed(word) {
        var difference = plan.difference
        if difference.hasSuffix("\n") { difference.removeLast() }
        let again = plan.wasReread ? "The file was changed meanwhile; this is on top of it. " : ""
        return Outcome([.notice(difference), .notice(again + "Type save again to write this.")])
      }
      return desk.save(plan, at: place)
    }
  }

  /// A new file, which is open then.
  private static func begin(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    var path = call.argument.unquoted
    if !path.hasSuffix(".rung") { path += ".rung" }
    if (try? desk.files.read(path)) != nil {
      return Outcome([PromptErrors.fileExists(call.place, path)])
    }
    var (outcome, isWhole) = desk.session.writeCopy(to: path, at: call.place)
    guard outcome.status == .fine else { return outcome }
    // Here they are saved, whatever is open next.
    desk.recorder.note(.saved)
    outcome = desk.open(path)
    outcome.reports.insert(.notice("saved as \(path), which is open now"), at: 0)
    if !isWhole {
      outcome.reports.insert(
        .notice("it holds everything the files say, without their comments and verbs"), at: 1)
    }
    return outcome
  }
}
