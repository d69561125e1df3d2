// `.snapshot`, `.diff`, `.changes` and `.history`: what was kept, what is different, and who changed it when.

import RungSession
import RungText

enum SnapshotCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let words = call.argument.split(separator: " ", maxSplits: 1).map(String.init)
    let shelf = SnapshotShelf(call.desk.files, project: call.desk.session.workspace.projectFolder)
    let name = words.count > 1 ? words[1].unquoted : ""
    switch (words.first ?? "", words.count) {
    case ("list", 1): return shelf.list()
    case ("verify", 1): return shelf.verify()
    case ("show", 2):
      switch shelf.text(of: name) {
      case .success(let bytes):
        return Outcome([.answer(.value(.text(String(decoding: bytes, as: UTF8.self))))])
      case .failure(let problem): return problem.outcome
      }
    case ("restore", 2): return call.desk.evaluate("open \"\(name)\"")
    case ("delete", 2): return shelf.delete(name)
    default: return call.desk.evaluate("snapshot \"\(call.argument.unquoted)\"")
    }
  }
}

enum DiffCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    let project = desk.session.workspace.projectFolder
    switch Version.named(call.argument, inProject: project, desk.files) {
    case .success(let version):
      return Outcome([.answer(.comparison(Comparison(version, Version(open: desk.session, label: "now"))))])
    case .failure(let problem): return problem.outcome
    }
  }

  /// From the files as they were read.
  static func changes(_ call: PromptCommand.Call) -> Outcome {
    let desk = call.desk
    let comparison = Comparison(
      Version(open: desk.session.asOpened, label: desk.path ?? "nothing"),
      Version(open: desk.session, label: "now"))
    if comparison.isEmpty { return Outcome([.notice("nothing differs from the file")]) }
    return Outcome([.answer(.comparison(comparison))])
  }
}

enum HistoryCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    guard let path = call.desk.path else {
      return Outcome([.notice("no file is open, and only what was kept has a history")])
    }
    return History(of: path, call.desk.files).log(call.argument)
  }
}
