// `.show` and `.snapshot`: commands that are verbs of the language under another name.

import RungSession

enum ShowCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome { call.desk.evaluate("show " + call.argument) }
}

enum SnapshotCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let quoted = call.argument.hasPrefix("\"") ? call.argument : "\"" + call.argument + "\""
    return call.desk.evaluate("snapshot " + quoted)
  }
}
