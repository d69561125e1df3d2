// `rung snapshot`: the programme as canonical text, kept.

import ArgumentParser
import RungSession
import RungSnapshot

struct Snapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep a programme as canonical text, and take it back.",
    subcommands: [Save.self, List.self, Show.self, Restore.self, Verify.self, Delete.self])

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

    @Option(name: [.customShort("m"), .long], help: "Why it is kept, for its manifest.")
    var note = ""

    @Option(
      help:
        "Who keeps it, for its manifest; without it the name that git has for you, else that of your login.")
    var author = ""

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
      console.reads(file)
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
        session.keepSnapshot(
          named: name ?? standardName, note: note, author: author, ifPresent: replace ? .replace : .refuse,
          hasFlag: true))
    }

    /// The name of the file, without its ending.
    private var standardName: String {
      let last = file.split(separator: "/").last.map(String.init) ?? file
      return last.hasSuffix(".rung") ? String(last.dropLast(".rung".count)) : last
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the snapshots of a project, in order of saving.")

    @OptionGroup var project: ProjectOption
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      try console.exit(console.tell(project.shelf.list()))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what a snapshot says.")

    @OptionGroup var project: ProjectOption
    @OptionGroup var output: OutputOptions

    @Argument(help: "The name of a snapshot.")
    var name: String

    func run() throws {
      let console = output.console
      switch project.shelf.text(of: name) {
      case .success(let bytes): console.write(bytes)
      case .failure(let problem): return try console.exit(console.tell(problem.outcome))
      }
      try console.exit(.fine)
    }
  }

  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a programme say again what a snapshot says.",
      discussion:
        "Comments, layout and verbs of the file stay. What no snapshot keeps is not overwritten unasked.")

    @Option(
      name: [.customShort("o"), .customLong("output")],
      help: "The file to change or to write; without it, the one that was saved.")
    var path: String?

    @Flag(help: "Overwrite what no snapshot keeps.")
    var replace = false

    @OptionGroup var project: ProjectOption
    @OptionGroup var output: OutputOptions

    @Argument(help: "The name of a snapshot.")
    var name: String

    func run() throws {
      let console = output.console
      try console.exit(console.tell(project.shelf.restore(name, to: path, replacing: replace)))
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that every snapshot is what was saved.",
      discussion: "Exits with 1 when one is damaged; the others stay usable.")

    @OptionGroup var project: ProjectOption
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      try console.exit(console.tell(project.shelf.verify()))
    }
  }

  struct Delete: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete a snapshot and its manifest.")

    @OptionGroup var project: ProjectOption
    @OptionGroup var output: OutputOptions

    @Argument(help: "The name of a snapshot.")
    var name: String

    func run() throws {
      let console = output.console
      try console.exit(console.tell(project.shelf.delete(name)))
    }
  }
}

struct ProjectOption: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the project.", valueName: "folder"))
  var project = "."

  var shelf: SnapshotShelf { SnapshotShelf(DiskFiles(), project: project) }
}
