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
      case .failure(let problem): return problem.outcome.at(call)
      }
    case ("restore", 2): return call.desk.evaluate("open \"\(name)\"")
    case ("delete", 2): return shelf.delete(name).at(call)
    case ("save", 2): return keep(words[1], call)
    default: return keep(call.argument, call)
    }
  }

  /// `NAME`, or `NAME -m NOTE`.
  private static func keep(_ text: String, _ call: PromptCommand.Call) -> Outcome {
    guard let sign = text.firstRange(of: " -m ") else {
      return call.desk.evaluate("snapshot \"\(text.unquoted)\"")
    }
    let name = text[..<sign.lowerBound].trimmed.unquoted
    return call.desk.keep(name, note: text[sign.upperBound...].trimmed.unquoted).at(call)
  }
}

enum DiffCommand {
  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    if call.argument.isEmpty { return changes(call) }
    let desk = call.desk
    let project = desk.session.workspace.projectFolder
    switch Version.named(call.argument, inProject: project, desk.files) {
    case .success(let version):
      return Outcome([.answer(.comparison(Comparison(version, Version(open: desk.session, label: "now"))))])
    case .failure(let problem): return problem.outcome.at(call)
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
    return History(of: path, open: call.desk.session, call.desk.files).log(call.argument).at(call)
  }
}

extension Outcome {
  /// With problems of a word shown where it was typed: its text is known to the rest by itself.
  fileprivate func at(_ call: PromptCommand.Call) -> Outcome {
    var moved = self
    moved.reports = reports.map { report in
      guard case .diagnostics(let found) = report else { return report }
      return .diagnostics(found.map { $0.at(call.place).askingAboutIt(atPrompt: true) })
    }
    return moved
  }
}

extension Diagnostic {
  fileprivate func at(_ argument: Place) -> Diagnostic {
    guard place.source.name == "<command line>", argument.text.hasSuffix(place.source.text) else {
      return self
    }
    let start = Int(argument.range.end) - place.source.bytes.count
    let range = ByteRange(start + Int(place.range.start), start + Int(place.range.end))
    return Diagnostic(
      code, severity, message, at: Place(argument.source, range), related: related, fixes: fixes)
  }
}
