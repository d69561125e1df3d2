// `.mode`, `.output`, `.once`, `.last`, `.timer` and `.transcript`: how answers look and where they go.

import RungReport
import RungSession
import RungText

enum DisplayCommands {
  static func mode(_ call: PromptCommand.Call) -> Outcome {
    let names = OutputFormat.allCases.map(\.rawValue)
    if call.place.range.isEmpty {
      return Outcome([
        .notice(
          "answers are written as \(call.display.format.rawValue); there are \(names.joined(separator: ", "))"
        )
      ])
    }
    guard let format = OutputFormat(rawValue: call.argument) else {
      return Outcome([PromptErrors.unknownChoice(call.place, "way to write answers", among: names)])
    }
    call.display.format = format
    return Outcome()
  }

  static func output(_ call: PromptCommand.Call) -> Outcome {
    let path = call.argument.unquoted
    if let refusal = refusal(to: path, call) { return refusal }
    call.display.send(to: path.isEmpty ? .screen : .file(path))
    return Outcome([
      .notice(path.isEmpty ? "answers go to the screen" : "answers go to \(path); .output alone ends it")
    ])
  }

  /// A programme is never written over, and what else was there before only when a person says so again.
  private static func refusal(to path: String, _ call: PromptCommand.Call) -> Outcome? {
    guard !path.isEmpty, (try? call.desk.files.read(path)) != nil else { return nil }
    if path.hasSuffix(".rung") { return Outcome([PromptErrors.wouldLoseProgramme(call.place, path)]) }
    guard !call.display.hasWritten(path), !call.desk.isSaidAgain(call.line) else { return nil }
    return Outcome([
      .notice("\(path) is there already; say \(call.command.name) again to replace what is in it")
    ])
  }

  static func once(_ call: PromptCommand.Call) -> Outcome {
    let path = call.argument.unquoted
    if let refusal = refusal(to: path, call) { return refusal }
    call.display.send(to: .once(path))
    return Outcome([.notice("the next answer goes to \(path)")])
  }

  static func last(_ call: PromptCommand.Call) -> Outcome { call.display.showLast() }

  static func timer(_ call: PromptCommand.Call) -> Outcome {
    switch call.argument {
    case "": call.display.isTimed.toggle()
    case "on": call.display.isTimed = true
    case "off": call.display.isTimed = false
    default: return Outcome([PromptErrors.unknownChoice(call.place, "setting", among: ["on", "off"])])
    }
    return Outcome([.notice(call.display.isTimed ? "each answer says how long it took" : "the timer is off")])
  }

  static func transcript(_ call: PromptCommand.Call) -> Outcome {
    let path = call.argument.unquoted
    if path.isEmpty {
      guard call.display.transcript != nil else {
        return Outcome([.notice("no transcript is kept; \(call.command.name) FILE begins one")])
      }
      call.display.endTranscript()
      return Outcome([.notice("the transcript ends here")])
    }
    if let refusal = refusal(to: path, call) { return refusal }
    if let problem = call.display.keepTranscript(at: path, of: call.desk) {
      return Outcome([.notice("\(path) cannot be written: \(problem.reason)")], .couldNotWork)
    }
    let earlier = call.desk.session.edits.isEmpty ? "" : "; the edits made before stand at its beginning"
    return Outcome([
      .notice(
        "what you type goes to \(path), answers behind #; `rung FILE < \(path)` does it again" + earlier)
    ])
  }
}
