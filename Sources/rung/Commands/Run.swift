// `rung run`: the verbs of a file, in order.

import ArgumentParser
import RungSession

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a programme and run its verbs.",
    discussion: "Nothing runs when the programme has errors. A verb that cannot run does not stop the others."
  )

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "A programme; - is standard input.", completion: .file(extensions: ["rung"]))
  var file: String

  func run() throws {
    let console = output.console
    console.reads(file)
    let session = Session(files: DiskFiles(), .file(file))
    try scenario.select(in: session, console)
    session.patience = console.patience
    try console.exit(session.run(console.tell))
  }
}

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide the targets of a programme.",
    discussion: "Exits with 0 when all are met, 1 when one is missed, 3 when one is undecided.")

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "A programme; - is standard input.", completion: .file(extensions: ["rung"]))
  var file: String

  func run() throws {
    let console = output.console
    console.reads(file)
    let session = Session(files: DiskFiles(), .file(file))
    try scenario.select(in: session, console)
    session.patience = console.patience
    try console.exit(session.test(console.tell))
  }
}
