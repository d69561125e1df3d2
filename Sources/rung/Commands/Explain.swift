// `rung explain` and `rung doc`: pages.

import ArgumentParser
import RungPrompt
import RungSession
import RungText

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a problem by its code, such as R0201.")

  @OptionGroup var output: OutputOptions

  @Argument(help: "The code between the brackets of an error.")
  var code: String

  func run() throws {
    let console = output.console
    try console.exit(console.tell(Pages.explanation(of: code, more: DiagnosticCode.ofPrompt)))
  }
}

struct Doc: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Describe a word of the language.",
    discussion: """
      NAME is a kind (stage), a property (stage.duration), a function (peak), a verb (show), a unit (EUR, weeks) or a \
      code (R0201). Without a name, an overview.
      """)

  @OptionGroup var output: OutputOptions

  @Argument(help: "The word.")
  var name: String?

  func run() throws {
    let console = output.console
    try console.exit(console.tell(Pages.documentation(of: name, more: DiagnosticCode.ofPrompt)))
  }
}

extension Console {
  /// Tells all of an outcome and hands on its status.
  func tell(_ outcome: Outcome) -> RunStatus {
    for report in outcome.reports { tell(report) }
    return outcome.status
  }
}
