// `git-setup`: what a clone needs so that git merges and shows programmes by meaning, and hooks that check them
// before a commit. All of it belongs to the clone: nothing that is committed changes.

import RungSnapshot
import RungText

package struct GitSetup {
  private let repository: GitRepository
  private let files: any FileSystem
  /// How git is to start this program.
  private let program: String

  /// - Parameter program: a path, or a name to be found on the path.
  package static func at(
    _ folder: String, program: String, _ files: any FileSystem
  ) -> Result<GitSetup, VersionProblem> {
    do throws(GitProblem) {
      return .success(GitSetup(repository: try GitRepository(at: folder), files: files, program: program))
    } catch {
      return .failure(VersionProblem([VersionErrors.git(error, at: VersionErrors.place("git-setup"))]))
    }
  }

  private init(repository: GitRepository, files: any FileSystem, program: String) {
    self.repository = repository
    self.files = files
    self.program = program
  }

  private var quoted: String { "'" + program.replacing("'", with: "'\\''") + "'" }

  private var settings: [(key: String, value: String)] {
    [
      ("merge.rung.name", "Rung: by thing and property"),
      ("merge.rung.driver", "\(quoted) git-merge-driver %O %A %B %L %P %S %X %Y"),
      ("diff.rung.textconv", "\(quoted) git-text"),
      ("diff.rung.xfuncname", "^([a-z-]+ [^ =:{]+.*)$"),
    ]
  }

  private static let opening = "# begin rung"
  private static let closing = "# end rung"
  private static let attributes = "*.rung merge=rung diff=rung text"

  // MARK: Installing

  package func install(hooks wantsHooks: Bool) -> Outcome {
    attempt { () throws(Trouble) in
      for (key, value) in settings { try demand(["config", "--local", key, value]) }
      try change("info/attributes") {
        Self.without($0) + "\(Self.opening)\n\(Self.attributes)\n\(Self.closing)\n"
      }
      var outcome = Outcome([.notice("git merges and shows *.rung by meaning in this clone")])
      if wantsHooks { outcome.add(try installHooks()) }
      return outcome
    }
  }

  /// What git starts when, with the words after the program.
  private static let hooks = [
    (name: "pre-commit", words: "git-hook"), (name: "pre-merge-commit", words: "git-hook --merge"),
  ]

  private func installHooks() throws(Trouble) -> Outcome {
    var outcome = Outcome()
    for (name, words) in Self.hooks {
      let path = try gitPath("hooks") + "/" + name
      if let known = read(path), !known.contains(Self.opening) {
        outcome.reports.append(
          .notice(
            "there is a \(name) hook already: have it call \(quoted) \(words) to check programmes too"))
        continue
      }
      let script = "#!/bin/sh\n\(Self.opening)\nexec \(quoted) \(words)\n\(Self.closing)\n"
      try write(script, path)
      guard chmodExecutable(path) else { throw Trouble.file(FileProblem(path, .write, .isNotOrdinary)) }
    }
    if outcome.reports.isEmpty {
      outcome.reports.append(
        .notice("commits are checked first by rung fmt --check and rung test, merges by rung test"))
    }
    return outcome
  }

  // MARK: Undoing

  package func undo() -> Outcome {
    attempt { () throws(Trouble) in
      for section in ["merge.rung", "diff.rung"] {
        // Nothing to take away is fine.
        _ = try ask(["config", "--local", "--remove-section", section])
      }
      try change("info/attributes", Self.without)
      for (name, _) in Self.hooks {
        let hook = try gitPath("hooks") + "/" + name
        if read(hook)?.contains(Self.opening) ?? false {
          do throws(FileProblem) { try DurableFile.remove(hook) } catch { throw Trouble.file(error) }
        }
      }
      return Outcome([.notice("git knows nothing of Rung in this clone any more")])
    }
  }

  /// A text without our lines.
  private static func without(_ text: String) -> String {
    var kept: [Substring] = []
    var isOurs = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == opening { isOurs = true }
      if !isOurs { kept.append(line) }
      if line == closing { isOurs = false }
    }
    while kept.last == "" { kept.removeLast() }
    return kept.isEmpty ? "" : kept.joined(separator: "\n") + "\n"
  }

  // MARK: Below

  private enum Trouble: Error {
    case git(GitProblem)
    case file(FileProblem)
  }

  private func attempt(_ work: () throws(Trouble) -> Outcome) -> Outcome {
    do throws(Trouble) {
      return try work()
    } catch {
      switch error {
      case .git(let problem):
        return Outcome.failed(VersionErrors.git(problem, at: VersionErrors.place("git-setup")))
      case .file(let problem): return Outcome.failed(.file(problem, at: VersionErrors.place(problem.path)))
      }
    }
  }

  private func demand(_ words: [String]) throws(Trouble) {
    do throws(GitProblem) { _ = try repository.demand(words) } catch { throw .git(error) }
  }

  private func ask(_ words: [String]) throws(Trouble) -> Command.Result {
    do throws(GitProblem) { return try repository.git(words) } catch { throw .git(error) }
  }

  /// Where git keeps a file of its own for this clone.
  private func gitPath(_ name: String) throws(Trouble) -> String {
    let found: Command.Result
    do throws(GitProblem) { found = try repository.demand(["rev-parse", "--git-path", name]) } catch {
      throw .git(error)
    }
    let path = String(found.text.prefix { $0 != "\n" })
    return path.hasPrefix("/") ? path : repository.folder + "/" + path
  }

  private func read(_ path: String) -> String? {
    (try? files.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  private func write(_ text: String, _ path: String) throws(Trouble) {
    do throws(FileProblem) {
      try DurableFile.createFolder(ProjectPath.folder(of: path))
      try files.write(Array(text.utf8), to: path)
    } catch {
      throw .file(error)
    }
  }

  private func change(_ name: String, _ change: (String) -> String) throws(Trouble) {
    let path = try gitPath(name)
    let before = read(path) ?? ""
    let after = change(before)
    if after != before { try write(after, path) }
  }
}
