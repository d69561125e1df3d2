// What the hooks of git do: `rung fmt --check` and `rung test` before a commit, `rung test` before that of a merge;
// on what is about to be committed and not on what happens to lie in the folder.

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
  package enum Occasion: Sendable {
    case commit
    /// Nobody wrote it, so its layout is not looked at, and what was wrong before is not held against it.
    case merge
  }

  /// `problems` keeps git from committing.
  package static func run(
    at folder: String, before occasion: Occasion, _ tell: (Report) -> Void
  ) -> RunStatus {
    do throws(GitProblem) {
      let repository = try GitRepository(at: folder)
      let staged = try names(
        repository, ["diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z", "--", "*.rung"])
      // Without one that is taken away, what uses it is in order no more.
      let changed = try names(
        repository, ["diff", "--cached", "--name-only", "--no-renames", "-z", "--", "*.rung"])
      guard !changed.isEmpty else { return .fine }
      guard let place = Command.temporaryFolder() else {
        throw GitProblem(cause: .refused("there is no place for a temporary folder"))
      }
      defer { _ = Command.run(["rm", "-rf", place]) }
      _ = try GitRepository(at: repository.top).demand(["checkout-index", "--all", "--prefix=\(place)/"])
      let all = try names(repository, ["ls-files", "-z", "--full-name", "--", ":/*.rung"])
      let files = DiskFiles(base: place)
      switch occasion {
      case .commit:
        var status = layout(of: staged, files, tell)
        status.note(check(all, of: Set(changed), files, tell) { _ in false })
        return status
      case .merge:
        return check(all, of: nil, files, tell) { path in wasBroken(path, repository) }
      }
    } catch {
      tell(.diagnostics([VersionErrors.git(error, at: VersionErrors.place("git-hook"))]))
      return .problems
    }
  }

  /// Paths from the top of the work tree.
  private static func names(_ repository: GitRepository, _ words: [String]) throws(GitProblem) -> [String] {
    try repository.demand(words).text.split(separator: "\0").map(String.init)
  }

  private static func layout(
    of staged: [String], _ files: DiskFiles, _ tell: (Report) -> Void
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
    return status
  }

  /// Of all programmes, those that a changed file belongs to: what lies there as it lay before stops nobody.
  private static func check(
    _ all: [String], of changed: Set<String>?, _ files: DiskFiles, _ tell: (Report) -> Void,
    isForgiven: (String) -> Bool
  ) -> RunStatus {
    var status = RunStatus.fine
    for path in all where !isSnapshot(path) && isProgramme(path, files) {
      let session = Session(files: files, .file(path))
      if let changed, session.workspace.paths.isDisjoint(with: changed) { continue }
      var reports: [Report] = []
      switch session.test({ reports.append($0) }) {
      case .fine, .undecided: continue
      case .couldNotWork: tell(.notice("\(path) could not be tested: something it needs is not committed"))
      case .problems:
        if isForgiven(path) { continue }
        for report in reports {
          if case .answer = report { continue }
          tell(report)
        }
        tell(
          .notice(
            "\(path) has problems or misses a target: rung test \(path) says which; "
              + "git commit --no-verify commits all the same"))
        status = .problems
      }
    }
    return status
  }

  /// Whether a programme had problems or missed a target before the merge.
  private static func wasBroken(_ path: String, _ repository: GitRepository) -> Bool {
    guard let commit = try? repository.commit("HEAD") else { return false }
    let files = RevisionFiles(repository, commit: commit, revision: "HEAD")
    guard let entry = try? files.entry(path) else { return false }
    return Session(files: files, .file(entry)).test({ _ in }) == .problems
  }

  private static func isSnapshot(_ path: String) -> Bool {
    path.hasPrefix(SnapshotStore.folderName + "/") || path.contains("/" + SnapshotStore.folderName + "/")
  }

  private static func isProgramme(_ path: String, _ files: DiskFiles) -> Bool {
    guard let bytes = try? files.read(path) else { return false }
    return History.declaresProgramme(bytes, path)
  }
}
