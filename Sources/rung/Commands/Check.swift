// `rung check`: every problem of every file; with `--fix`, the safe repairs.

import ArgumentParser
import RungSession
import RungText

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find what is wrong, without running anything.",
    discussion: "Everything is looked at: all used files, all scenarios, and what the verbs say.")

  @Flag(help: "Apply the repairs that cannot change what is meant.")
  var fix = false

  @OptionGroup var output: OutputOptions

  @Argument(help: "Programmes; - is standard input.", completion: .file(extensions: ["rung"]))
  var files: [String]

  func run() throws {
    let console = output.console
    var status = RunStatus.fine
    var found: [Diagnostic] = []
    for file in files {
      if fix { status.note(repair(file, console)) }
      console.reads(file)
      let session = Session(files: DiskFiles(), .file(file))
      let problems = session.check()
      status.note(session.status(of: problems))
      found += problems
    }
    console.tell(.diagnostics(found))
    console.sum(found)
    try console.exit(status)
  }

  private func repair(_ file: String, _ console: Console) -> RunStatus {
    let repair = DiagnosticFixes.apply(to: .file(file), in: DiskFiles())
    for line in repair.done { console.say(line + "\n") }
    console.tell(.diagnostics(repair.problems))
    return repair.problems.isEmpty ? .fine : .couldNotWork
  }
}
