// `rung fmt`: one layout for every file.

import ArgumentParser
import RungSession
import RungSnapshot
import RungText

struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay files out the one way.",
    discussion: "Files are rewritten in place; - is read and written as standard input and output.")

  @Flag(help: "Write nothing; exit with 1 when a file would change.")
  var check = false

  @Flag(help: "Write nothing; print what would change.")
  var diff = false

  @OptionGroup var output: OutputOptions

  @Argument(help: "Programmes.", completion: .file(extensions: ["rung"]))
  var files: [String]

  func validate() throws {
    if check, diff { throw ValidationError("give --check or --diff, not both") }
  }

  func run() throws {
    let console = output.console
    var status = RunStatus.fine
    for file in files { status.note(format(file, console)) }
    try console.exit(status)
  }

  private func format(_ file: String, _ console: Console) -> RunStatus {
    let formatted = FormattedFile(file, from: DiskFiles())
    console.tell(.diagnostics(formatted.problems))
    guard formatted.status == .fine else {
      if file == "-", !check, !diff { console.write(formatted.before) }
      return formatted.status
    }
    if diff {
      console.write(formatted.difference(console.answers.style))
      return .fine
    }
    if check {
      guard formatted.isChanged else { return .fine }
      console.write(file + "\n")
      return .problems
    }
    if file == "-" {
      console.write(formatted.after)
      return .fine
    }
    let problems = formatted.write(to: DiskFiles())
    console.tell(.diagnostics(problems))
    return problems.isEmpty ? .fine : .couldNotWork
  }
}
