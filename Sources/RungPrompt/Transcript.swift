// `.transcript`: what is typed, with the answers behind `#`. `rung FILE < TRANSCRIPT` comes to the same programme.

import RungReport
import RungSession
import RungSnapshot
import RungText

final class Transcript {
  let path: String
  private let files: any FileSystem
  private var text = ""
  /// Steps of undo and of redo from before its beginning: a replay has none of them.
  private var earlier: (undo: Int, redo: Int)
  /// Set while a command is carried out that a replay cannot repeat.
  private var isRestarting = false
  /// Why its file cannot be written; nothing is tried any more then.
  private(set) var problem: FileProblem?

  init(_ path: String, _ files: any FileSystem, _ desk: Desk) {
    self.path = path
    self.files = files
    earlier = (desk.session.undoSteps, desk.session.redoSteps)
    add(Transcript.lines(to: desk))
  }

  // MARK: What is typed

  func typed(statements: String) { add(PromptInput.asLines(statements) + "\n") }

  /// A command, before it is carried out. What leans on the person, or on the log of this machine, is only remarked.
  func typed(command: String, at desk: Desk) {
    let words = command.split(separator: " ")
    let session = desk.session
    let count = words.dropFirst().first.flatMap { Int($0) } ?? 1
    switch words.first ?? "" {
    case ".restore", ".recover": isRestarting = true
    case ".undo": isRestarting = earlier.undo > 0 && count > session.undoSteps - earlier.undo
    case ".redo": isRestarting = earlier.redo > 0 && count > session.redoSteps - earlier.redo
    case ".edit": return answered(command)
    default: break
    }
    if isRestarting { answered(command) } else { add(command + "\n") }
  }

  /// What was typed has been carried out, or was refused.
  func done(at desk: Desk, _ status: RunStatus) {
    earlier = (min(earlier.undo, desk.session.undoSteps), min(earlier.redo, desk.session.redoSteps))
    defer { isRestarting = false }
    guard isRestarting, status == .fine else { return }
    earlier = (desk.session.undoSteps, desk.session.redoSteps)
    let start = desk.path.map { ".open \($0)\n" } ?? ".undo \(Transcript.allSteps)\n"
    add(start + Transcript.lines(to: desk))
  }

  func answered(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    add(lines.map { "# " + Style.withoutEscapes(String($0)) + "\n" }.joined())
  }

  // MARK: Lines

  /// More than anybody makes.
  private static let allSteps = 1_000_000

  /// Lines that lead from the files to what stands now. Edits may have been made together, and so they are again.
  private static func lines(to desk: Desk) -> String {
    var lines: [String] = []
    var current: String?
    func step(into scenario: String?) {
      if scenario != current { lines.append(scenario.map { ".in \($0)" } ?? ".out") }
      current = scenario
    }
    var rest = desk.session.edits[...]
    while let first = rest.first {
      let run = rest.prefix { $0.scenario == first.scenario && $0.isOpening == first.isOpening }
      rest = rest.dropFirst(run.count)
      step(into: first.scenario)
      lines.append(PromptInput.asLines(run.map(\.statement).joined(separator: "\n")))
    }
    step(into: desk.session.scenarioName)
    return lines.map { $0 + "\n" }.joined()
  }

  private func add(_ lines: String) {
    guard problem == nil else { return }
    text += lines
    do throws(FileProblem) {
      try files.write(Array(text.utf8), to: path)
    } catch {
      problem = error
    }
  }
}
