// `rung diff`: what is different between two versions of a programme.

import ArgumentParser
import RungSession

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two versions of a programme by what they mean.",
    discussion: """
      A version is a file, the name of a snapshot, or a file as git knows it: HEAD:ladder.rung, or HEAD beside a file. \
      With one of them, a file is compared with what git last knew of it, and anything else with the file it is a \
      version of.

      Exits with 0 when they say the same, 1 when they differ, 2 when one cannot be read. --format markdown and \
      wikitext are for decision pages, json for programs.
      """)

  @OptionGroup var project: ProjectOption
  @OptionGroup var scenario: ScenarioOption
  @OptionGroup var output: OutputOptions

  @Argument(help: "The version before; - is standard input.", completion: .file(extensions: ["rung"]))
  var before: String

  @Argument(help: "The version now.", completion: .file(extensions: ["rung"]))
  var now: String?

  func run() throws {
    let console = output.console
    let versions = VersionPair(before, now, inProject: project.project, DiskFiles())
    switch versions.comparison(inScenario: scenario.scenario) {
    case .success(let comparison):
      let text = comparison.rendered(console.answers)
      console.write(console.answers.format.isForPeople ? console.shown(text) : text)
      try console.exit(comparison.status)
    case .failure(let problem): try console.exit(console.tell(problem.outcome))
    }
  }
}
