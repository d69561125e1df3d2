// Options that every command has: how answers and problems are written.

import ArgumentParser
import RungReport
import RungSession
import RungText

extension OutputFormat: ExpressibleByArgument {}
extension DiagnosticRenderer.Form: ExpressibleByArgument {}

enum Colour: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}

struct OutputOptions: ParsableArguments {
  @Option(help: "How answers are written.")
  var format: OutputFormat = .table

  @Option(help: "How problems are written.")
  var diagnostics: DiagnosticRenderer.Form = .full

  @Option(help: "Colours: auto asks the terminal and NO_COLOR.")
  var color: Colour = .auto

  var console: Console { Console(self) }
}

struct ScenarioOption: ParsableArguments {
  @Option(help: ArgumentHelp("The scenario in which everything is read.", valueName: "name"))
  var scenario: String?

  /// Makes it the active one; tells and exits when there is no such scenario.
  func select(in session: Session, _ console: Console) throws {
    // Nothing can be said of scenarios while files are missing.
    guard let scenario, !session.workspace.isIncomplete else { return }
    let problems = session.select(scenario: scenario)
    guard !problems.isEmpty else { return }
    console.tell(.diagnostics(problems))
    try console.exit(.couldNotWork)
  }
}
