// The two versions that a comparison is of, when only one of them may be named.

import RungSnapshot
import RungText

package struct VersionPair {
  private let before: String
  private let now: String?
  private let project: String
  private let files: any FileSystem

  /// Snapshots and revisions are those of `project`, or of the folder of a file that is named.
  package init(_ before: String, _ now: String?, inProject project: String, _ files: any FileSystem) {
    self.before = before
    self.now = now
    self.files = files
    let file = [before, now ?? ""].first { SnapshotPath.isPath($0) && !$0.contains(":") }
    self.project = project == "." ? file.map(ProjectPath.project(of:)) ?? project : project
  }

  package func comparison(inScenario scenario: String? = nil) -> Result<Comparison, VersionProblem> {
    let words: (before: String, now: String)
    switch names {
    case .success(let found): words = found
    case .failure(let problem): return .failure(problem)
    }
    switch (
      Version.named(words.before, inProject: project, files),
      Version.named(words.now, inProject: project, files)
    ) {
    case (.success(let old), .success(let new)):
      if let scenario {
        let problems = [old, new].map { $0.session.select(scenario: scenario) }
        if let found = problems.first(where: { !$0.isEmpty }) { return .failure(VersionProblem(found)) }
      }
      return .success(Comparison(old, new))
    case (.failure(let problem), .success), (.success, .failure(let problem)): return .failure(problem)
    case (.failure(let one), .failure(let other)):
      return .failure(VersionProblem(one.diagnostics + other.diagnostics))
    }
  }

  private var names: Result<(before: String, now: String), VersionProblem> {
    if let now { return .success((asRevision(before, of: now), asRevision(now, of: before))) }
    if SnapshotPath.isPath(before), !before.contains(":") {
      // A file: with what git knew last, which is found from where the file stands.
      let name = before.split(separator: "/").last.map(String.init) ?? before
      return .success(("HEAD:./\(name)", before))
    }
    if let colon = before.firstIndex(of: ":") {
      return .success((before, String(before[before.index(after: colon)...])))
    }
    let record = (try? files.snapshots(ofProject: project)?.record(of: before)) ?? nil
    if let record, !record.programme.isEmpty {
      return .success((before, ProjectPath.joined(project, record.programme)))
    }
    // A commit alone: of the programme, when there is only one.
    if isRevision(before), case .success(let path) = History.onlyProgramme(in: project, files) {
      return .success((asRevision(before, of: path), path))
    }
    return .failure(VersionProblem([VersionErrors.oneVersion(before)]))
  }

  /// `HEAD` beside a file means that file in `HEAD`; a snapshot of this name comes first.
  private func asRevision(_ word: String, of other: String) -> String {
    let file = other.split(separator: ":", omittingEmptySubsequences: false).last.map(String.init) ?? other
    guard SnapshotPath.isPath(file), isRevision(word) else { return word }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return other.contains(":") ? "\(word):\(file)" : "\(word):./\(name)"
  }

  private func isRevision(_ word: String) -> Bool {
    guard word != "-", !word.contains(":"), !SnapshotPath.isPath(word) else { return false }
    if (try? files.readSnapshot(word, ofProject: project)) != nil { return false }
    let folder = ProjectPath.joined(files.diskFolder, project)
    guard let repository = try? GitRepository(at: folder.isEmpty ? "." : folder) else { return false }
    return (try? repository.commit(word)) != nil
  }
}
