// `rung snapshot`: the programme as canonical text, kept.

import ArgumentParser
import RungSession

struct Snapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep a programme as canonical text.",
    subcommands: [Save.self])

  struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Save a snapshot of a programme.",
      discussion: "Named snapshots lie in the project's `snapshots` folder, to be committed.")

    @Option(help: "The name of the snapshot; without it, the name of the file.")
    var name: String?

    @Option(name: [.customShort("o"), .customLong("output")], help: "A path to save at instead; - is standard output.")
    var path: String?

    @OptionGroup var output: OutputOptions

    @Argument(help: "A programme; - is standard input.", completion: .file(extensions: ["rung"]))
    var file: String

    func validate() throws {
      if name != nil, path != nil { throw ValidationError("give --name or -o, not both") }
    }

    func run() throws {
      let console = output.console
      let session = Session(files: DiskFiles(), .file(file))
      let problems = session.check()
      console.tell(.diagnostics(problems))
      let status = session.status(of: problems)
      if status != .fine { return try console.exit(status) }
      try console.exit(console.tell(session.evaluate("snapshot \"\(name ?? path ?? "")\"", name: "<command line>")))
    }
  }
}
