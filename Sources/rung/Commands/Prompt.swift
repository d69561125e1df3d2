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

  @Flag(help: "For screen readers: no boxes, no colours, nothing is drawn anew. ACCESSIBLE=1 does the same.")
  var plain = false

  @Flag(help: "Tables in characters that every terminal has.")
  var ascii = false

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "A programme.", completion: .file(extensions: ["rung"]))
  var file: String?

  func run() throws {
    let isPlain = plain || Console.isPlainWanted
    let console = Console(
      output.format != .table ? output.format : isPlain ? .plain : ascii ? .ascii : .table,
      output.diagnostics,
      isPlain ? .never : output.color, isPlain: isPlain)
    let isTyped = Terminal.isInteractive(0)
    if isTyped { console.renderer.asking = "?" }
    if let file { console.reads(file) }
    let desk = Desk(files: DiskFiles(), path: file, isTyped: isTyped) { path in
      isTyped ? recorder(of: path) : Recorder()
    }
    desk.patience = console.patience
    try scenario.select(in: desk.session, console)
    if desk.session.workspace.trees.isEmpty, let file, let near = Rung.command(like: file) {
      console.say("rung: did you mean the command \(near)?\n")
    }
    let isPaged = isTyped && !isPlain && !Terminal.isDumb(environment("TERM"))
    let screen = PromptScreen(
      tell: { (report: Report) in console.tell(report) }, write: { (text: String) in console.write(text) },
      flush: { console.flush() }, answers: console.answers, width: { Terminal.width(1) },
      style: console.style, seconds: { Clock.seconds },
      page: { text in
        guard isPaged else { return nil }
        // Ctrl-C in the pager is for the pager.
        defer { Interrupt.clear() }
        return Pager.show(text) { console.flush() }
      },
      working: { label in console.works(on: label) }, shown: { text in console.shown(text) })
    let prompt = RungPrompt.Prompt(desk, screen)
    // A script ends with Ctrl-C; a person only drops the line.
    if isTyped { Interrupt.install() }
    let reader = LineReaders.suited(
      terminalType: environment("TERM"), isPlain: isPlain, isColoured: console.style.isColoured,
      services: prompt.services,
      history: isTyped ? history(of: desk) : StatementHistory())
    try console.exit(prompt.run(reader, version: Rung.configuration.version.components))
  }

  private func history(of desk: Desk) -> StatementHistory {
    let project = desk.path == nil ? nil : desk.session.workspace.projectFolder
    guard let path = StatePlace.path(of: "history", inProject: project, environment: environment) else {
      return StatementHistory()
    }
    return StatementHistory(path: path)
  }

  /// The journal of a programme lies in its project, one for each file that is opened.
  private func recorder(of file: String?) -> Recorder {
    let parts = file.map { $0.split(separator: "/") } ?? []
    let name = "journal-" + (parts.last.map(String.init) ?? "unnamed")
    let folder = file.map {
      $0.hasPrefix("/") || parts.count > 1 ? String($0.dropLast(parts.last?.count ?? 0)) : "."
    }
    guard file != "-", let path = StatePlace.path(of: name, inProject: folder, environment: environment)
    else {
      return Recorder { Clock.now }
    }
    return Recorder(path: path) { Clock.now }
  }
}

extension String {
  /// `rung 1.0.0` of `rung 1.0.0, edition 1 of the language`.
  fileprivate var components: String { String(prefix { $0 != "," }) }
}
