// `rung git-setup`, and what git calls afterwards: the merge driver, the text for differences, the hook.

import ArgumentParser
import RungModel
import RungSession
import RungSnapshot

struct GitSetup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-setup",
    abstract: "Have git merge and show programmes by meaning, in this clone.",
    discussion: """
      Installs a merge driver (for git merge, rebase and cherry-pick), a conversion to canonical text (for git diff), \
      the attributes that use them, and hooks that check what is about to be committed: rung fmt --check and rung test \
      before a commit, rung test before the commit of a merge. A merge whose result is not in order, while both sides \
      were, stops. Nothing that is committed changes. --undo takes all of it away.
      """)

  @Flag(help: "Take it away again.")
  var undo = false

  @Flag(name: .customLong("no-hook"), help: "Install no hooks.")
  var noHook = false

  @OptionGroup var project: ProjectOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    switch RungSession.GitSetup.at(project.project, program: program, DiskFiles()) {
    case .success(let setup):
      try console.exit(console.tell(undo ? setup.undo() : setup.install(hooks: !noHook)))
    case .failure(let problem): try console.exit(console.tell(problem.outcome))
    }
  }

  /// This program, as git will find it from any folder.
  private var program: String {
    let word = CommandLine.arguments.first ?? "rung"
    return word.contains("/") ? realPath(word) ?? word : "rung"
  }
}

struct GitMergeDriver: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-merge-driver", abstract: "What git calls to merge a programme.", shouldDisplay: false)

  @Argument var base: String
  @Argument var ours: String
  @Argument var theirs: String
  @Argument var markerSize: Int
  @Argument var path: String
  @Argument var labels: [String] = []

  func run() throws {
    let console = Console()
    let files = DiskFiles()
    let run = MergeRun(
      base: base, ours: ours, theirs: theirs, as: path,
      labels: MergeLabels(
        base: label(0, "base"), ours: label(1, "ours"), theirs: label(2, "theirs"), markerSize: markerSize),
      files)
    guard let bytes = run.bytes else { throw ExitCode(byLines()) }
    do throws(FileProblem) {
      try files.write(bytes, to: ours)
    } catch {
      _ = console.tell(MergeRun.unwritten(error))
      // Git takes what is above 128 for a failure of the driver.
      throw ExitCode(129)
    }
    _ = console.tell(run.outcome)
    // What is wrong with the result git cannot mark, so it takes the file for unmerged, and stops.
    if run.isBroken { console.tell(MergeRun.goingOn(with: path)) }
    try console.exit(run.conflicts > 0 || run.isBroken ? .problems : .fine)
  }

  /// Older versions of git leave the signs that stand for the labels as they are.
  private func label(_ position: Int, _ standard: String) -> String {
    guard labels.indices.contains(position), !labels[position].hasPrefix("%"), !labels[position].isEmpty
    else {
      return standard
    }
    return labels[position]
  }

  /// A version that has errors is merged as any text is.
  private func byLines() -> Int32 {
    Command.run([
      "git", "merge-file", "--diff3", "--marker-size=\(markerSize)", "-L", label(1, "ours"), "-L",
      label(0, "base"), "-L", label(2, "theirs"), ours, base, theirs,
    ])?.status ?? 129
  }
}

struct GitHook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-hook", abstract: "What git calls before a commit.", shouldDisplay: false)

  @Flag(help: "Before the commit of a merge.")
  var merge = false

  func run() throws {
    let console = Console()
    try console.exit(RungSession.GitHook.run(at: ".", before: merge ? .merge : .commit, console.tell))
  }
}

struct GitText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-text", abstract: "What git calls to show a programme.", shouldDisplay: false)

  @Argument var file: String

  func run() throws {
    let console = Console()
    do throws(FileProblem) {
      console.write(RungSession.GitText.canonical(try DiskFiles().read(file), name: file))
    } catch {
      _ = console.tell(MergeRun.unwritten(error))
      throw ExitCode(RunStatus.couldNotWork.rawValue)
    }
    try console.exit(.fine)
  }
}
