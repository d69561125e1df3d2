// What the pre-commit hook does: `rung fmt --check` and `rung test`, on what is about to be committed and not on
// what happens to lie in the folder.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum GitHook {
  /// `problems` keeps git from committing.
  package static func run(at folder: String, _ tell: (Report) -> Void) -> RunStatus {
    do throws(GitProblem) {
      let repository = try GitRepository(at: folder)
      let staged = try names(
        repository, ["diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z", "--", "*.rung"])
      guard !staged.isEmpty else { return .fine }
      guard let place = Command.temporaryFolder() else {
        throw GitProblem(cause: .refused("there is no place for a temporary folder"))
      }
      defer { _ = Command.run(["rm", "-rf", place]) }
      _ = try GitRepository(at: repository.top).demand(["checkout-index", "--all", "--prefix=\(place)/"])
      let all = try names(repository, ["ls-files", "-z", "--full-name", "--", ":/*.rung"])
      return check(staged, all, DiskFiles(base: place), tell)
    } catch {
      tell(.diagnostics([VersionErrors.git(error, at: VersionErrors.place("git-hook"))]))
      return .problems
    }
  }

  /// Paths from the top of the work tree.
  private static func names(_ repository: GitRepository, _ words: [String]) throws(GitProblem) -> [String] {
    try repository.demand(words).text.split(separator: "\0").map(String.init)
  }

  private static func check(
    _ staged: [String], _ all: [String], _ files: DiskFiles, _ tell: (Report) -> Void
  ) -> RunStatus {
    var status = RunStatus.fine
    for path in staged where !isSnapshot(path) {
      let formatted = FormattedFile(path, from: files)
      if !formatted.problems.isEmpty { tell(.diagnostics(formatted.problems)) }
      if formatted.status != .fine {
        status = .problems
      } else if formatted.isChanged {
        tell(.notice("\(path) is not laid out: run rung fmt \(path), and add it again"))
        status = .problems
      }
    }
    for path in all where !isSnapshot(path) && isProgramme(path, files) {
      switch Session(files: files, .file(path)).test({ report in
        if case .answer = report { return }
        tell(report)
      }) {
      case .fine, .undecided: continue
      case .couldNotWork: tell(.notice("\(path) could not be tested: something it needs is not committed"))
      case .problems:
        tell(.notice("\(path) has problems or misses a target: rung test \(path) says which"))
        status = .problems
      }
    }
    return status
  }

  private static func isSnapshot(_ path: String) -> Bool {
    path.hasPrefix(SnapshotStore.folderName + "/") || path.contains("/" + SnapshotStore.folderName + "/")
  }

  private static func isProgramme(_ path: String, _ files: DiskFiles) -> Bool {
    guard let bytes = try? files.read(path) else { return false }
    let outline = Outline([SyntaxTree.parse(Source(name: path, bytes: bytes))])
    return outline.things.contains { outline.kindWord(of: $0) == "programme" }
  }
}
