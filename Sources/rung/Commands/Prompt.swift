// `rung [FILE]`: the prompt.

import ArgumentParser
import LineEditor
import RungPrompt
import RungSession
import RungText

struct Prompt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Work with a programme line by line (what `rung FILE` does).",
    shouldDisplay: false)

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "A programme.", completion: .file(extensions: ["rung"]))
  var file: String?

  func run() throws {
    let console = output.console
    let isTyped = Terminal.isInteractive(0)
    let desk = Desk(files: DiskFiles(), path: file, isTyped: isTyped)
    try scenario.select(in: desk.session, console)
    if desk.session.workspace.trees.isEmpty, let file, let near = Rung.command(like: file) {
      console.say("rung: did you mean the command \(near)?\n")
    }
    let prompt = RungPrompt.Prompt(
      desk, PromptScreen(tell: console.tell, flush: console.flush, style: console.style))
    // A script ends with Ctrl-C; a person only drops the line.
    if isTyped { Interrupt.install() }
    let reader = LineReaders.suited(
      terminalType: environment("TERM"), isColoured: console.style.isColoured, services: prompt.services,
      history: isTyped ? history(of: desk) : StatementHistory())
    try console.exit(prompt.run(reader, version: Rung.configuration.version.components))
  }

  private func history(of desk: Desk) -> StatementHistory {
    let project = desk.path == nil ? nil : desk.session.workspace.projectFolder
    guard let path = HistoryPlace.path(ofProject: project, environment: environment) else {
      return StatementHistory()
    }
    return StatementHistory(path: path)
  }
}

extension String {
  /// `rung 1.0.0` of `rung 1.0.0, edition 1 of the language`.
  fileprivate var components: String { String(prefix { $0 != "," }) }
}
