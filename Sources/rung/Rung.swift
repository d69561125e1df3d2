// The executable: flags in, session called, answers out.

import ArgumentParser
import RungSession
import RungText

@main
enum Start {
  static func main() {
    if QuickEval.runs(CommandLine.arguments) { return }
    Rung.main()
  }
}

struct Rung: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rung",
    abstract: "Design leadership and mentoring programmes as text that a machine can check.",
    discussion: """
      `rung FILE` opens the prompt on a programme; `rung` alone opens an empty one. A file named `-` is standard \
      input.

      Exit codes: 0 fine, 1 problems found or a target missed, 2 could not work, 3 a target undecided, 64 wrong \
      usage, 130 interrupted.
      """,
    version: "rung 1.0.0, edition \(Edition.newest) of the language",
    subcommands: [
      Prompt.self, Check.self, Run.self, Eval.self, Format.self, Test.self, Explain.self, Doc.self,
      Snapshot.self, Diff.self, Merge.self, Log.self, GitSetup.self, GitMergeDriver.self, GitText.self,
      GitHook.self,
    ],
    defaultSubcommand: Prompt.self)

  /// The command that somebody who typed `word` may have meant: `rung chekc` looks for a file.
  static func command(like word: String) -> String? {
    Spelling.suggestion(
      for: word,
      among: configuration.subcommands.compactMap { $0.configuration.commandName ?? "\($0)".lowercased() })
  }
}
