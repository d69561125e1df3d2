// `rung snapshot`: the programme as canonical text, kept.

import ArgumentParser
import RungSession
import RungSnapshot

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

    @Option(
      name: [.customShort("o"), .customLong("output")],
      help: "A path to save at instead; - is standard output.")
    var path: String?

    @Flag(help: "Replace a snapshot that has this name already.")
    var replace = false

    @OptionGroup var output: OutputOptions

    @Argument(help: "A programme; - is standard input.", completion: .file(extensions: ["rung"]))
    var file: String

    func validate() throws {
      if name != nil, path != nil { throw ValidationError("give --name or -o, not both") }
      if file == "-", name == nil, path == nil {
        throw ValidationError("a programme from standard input has no name: give --name or -o")
      }
    }

    func run() throws {
      let console = output.console
      let session = Session(files: DiskFiles(), .file(file))
      let problems = session.check()
      console.tell(.diagnostics(problems))
      let status = session.status(of: problems)
      if status != .fine { return try console.exit(status) }
      try console.exit(save(session, console))
    }

    private func save(_ session: Session, _ console: Console) -> RunStatus {
      if path == "-" {
        console.write(session.snapshotText)
        return .fine
      }
      if let path { return console.tell(session.writeSnapshot(to: path)) }
      return console.tell(
        session.keepSnapshot(named: name ?? standardName, ifPresent: replace ? .replace : .refuse))
    }

    /// The name of the file, without its ending.
    private var standardName: String {
      let last = file.split(separator: "/").last.map(String.init) ?? file
      return last.hasSuffix(".rung") ? String(last.dropLast(".rung".count)) : last
    }
  }
}
