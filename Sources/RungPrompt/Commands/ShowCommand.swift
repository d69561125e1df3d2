// `.show`: a command that is a verb of the language under another name.

import RungSession

enum ShowCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome { call.desk.evaluate("show " + call.argument) }
}
