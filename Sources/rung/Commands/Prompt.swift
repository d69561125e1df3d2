// `rung [FILE]`: the prompt.

import ArgumentParser
import LineEditor
import RungSession
import RungText

struct Prompt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompt", abstract: "Work with a programme line by line (what `rung FILE` does).", shouldDisplay: false)

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "A programme.", completion: .file(extensions: ["rung"]))
  var file: String?

  func run() throws {
    let console = output.console
    let session = Session(files: DiskFiles(), file.map { .file($0) })
    try scenario.select(in: session, console)
    let problems = session.check()
    console.tell(.diagnostics(problems))
    if session.workspace.trees.isEmpty, let file, let near = Rung.command(like: file) {
      console.say("rung: did you mean the command \(near)?\n")
    }
    var status = session.workspace.isIncomplete ? session.status(of: problems) : .fine
    let reader = PlainReader(
      input: 0, promptOutput: 2,
      services: LineServices(isComplete: { Session.isUnfinished($0) ? .incomplete : .complete }))
    while true {
      console.flush()
      switch try reader.readStatement(prompt: "> ", continuation: "  ") {
      case .statement(let line): status.note(console.tell(session.evaluate(line)))
      case .interrupted: continue
      case .endOfInput: return try console.exit(status)
      }
    }
  }
}
