// `rung eval`: expressions, by themselves or in a programme.

import ArgumentParser
import RungSession

struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the values of expressions.",
    discussion: "An expression may be any line of the prompt: rung eval -e 'show cohorts' FILE.")

  @Option(
    name: [.customShort("e"), .long], parsing: .unconditionalSingleValue,
    help: "An expression; may be given several times.")
  var expression: [String]

  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "The programme in which they are read.", completion: .file(extensions: ["rung"]))
  var file: String?

  func run() throws {
    let console = output.console
    let session = Session(files: DiskFiles(), file.map { .file($0) })
    try scenario.select(in: session, console)
    if file != nil {
      let problems = session.check()
      console.tell(.diagnostics(problems))
      let status = session.status(of: problems)
      if status != .fine { return try console.exit(status) }
    }
    try console.exit(Eval.answer(expression, in: session, console))
  }

  static func answer(_ lines: [String], in session: Session, _ console: Console) -> RunStatus {
    var status = RunStatus.fine
    for line in lines {
      let outcome = session.evaluate(line, name: "<expression>")
      for report in outcome.reports { console.tell(report) }
      status.note(outcome.status)
    }
    return status
  }
}
