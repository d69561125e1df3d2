// `rung log`: who changed something when.

import ArgumentParser
import RungSession

struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell who changed something when.",
    discussion: """
      Looks at the snapshots of the programme, in a git repository at its commits, and at the file as it is. NAME is \
      anything declared, or one of its properties: Core, Core.amount, Intake[3].size.
      """)

  @OptionGroup var project: ProjectOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "What to look for.")
  var name: String

  @Argument(
    help: "The programme; without it, the only one of the project.", completion: .file(extensions: ["rung"]))
  var file: String?

  func run() throws {
    let console = output.console
    let files = DiskFiles()
    let programme = file.map { .success($0) } ?? History.onlyProgramme(in: project.project, files)
    switch programme {
    case .success(let path): try console.exit(console.tell(History(of: path, files).log(name)))
    case .failure(let problem): try console.exit(console.tell(problem.outcome))
    }
  }
}
