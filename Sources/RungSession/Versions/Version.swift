// A version of a programme that can be compared with another: a file, a named snapshot, a file as git knows it,
// or what is open at the prompt.

import RungAnalysis
import RungModel
import RungSnapshot
import RungSyntax
import RungText

package struct Version {
  /// As the user named it.
  package let label: String
  let session: Session
  var evaluator: Evaluator { session.evaluator }

  /// What is open, edits and all.
  package init(open session: Session, label: String) {
    self.label = label
    self.session = session
  }

  /// What a word on the command line means: an existing file, `REVISION:FILE`, or the name of a snapshot.
  ///
  /// - Parameter project: the folder in which snapshots and revisions are looked for.
  package static func named(
    _ word: String, inProject project: String, _ files: any FileSystem
  ) -> Result<Version, VersionProblem> {
    if word == "-" || isFile(word, files) {
      return sound(Version(open: Session(files: files, .file(word)), label: word))
    }
    if let colon = word.firstIndex(of: ":"), !word.hasPrefix(".") {
      return revision(
        String(word[..<colon]), String(word[word.index(after: colon)...]), word, inProject: project, files)
    }
    if SnapshotPath.isPath(word) || word.contains("/") {
      return sound(Version(open: Session(files: files, .file(word)), label: word))
    }
    return snapshot(word, inProject: project, files)
  }

  private static func isFile(_ word: String, _ files: any FileSystem) -> Bool {
    guard !word.isEmpty, SnapshotPath.isPath(word) || word.contains("/") || word.contains(".") else {
      return false
    }
    return (try? files.read(word)) != nil
  }

  private static func snapshot(
    _ name: String, inProject project: String, _ files: any FileSystem
  ) -> Result<Version, VersionProblem> {
    do throws(SnapshotProblem) {
      _ = try files.readSnapshot(name, ofProject: project)
    } catch {
      return .failure(VersionProblem([VersionErrors.noVersion(name, error)]))
    }
    let path = ProjectPath.joined(project, "\(SnapshotStore.folderName)/\(name).rung")
    return sound(Version(open: Session(files: files, .file(path)), label: name))
  }

  private static func revision(
    _ revision: String, _ path: String, _ word: String, inProject project: String, _ files: any FileSystem
  ) -> Result<Version, VersionProblem> {
    do throws(GitProblem) {
      let folder = ProjectPath.joined(files.diskFolder, project)
      let repository = try GitRepository(at: folder.isEmpty ? "." : folder)
      let commit = try repository.commit(revision.isEmpty ? "HEAD" : revision)
      let known = RevisionFiles(repository, commit: commit, revision: revision)
      let entry = try known.entry(path)
      return sound(Version(open: Session(files: known, .file(entry)), label: word))
    } catch {
      return .failure(VersionProblem([VersionErrors.git(error, at: VersionErrors.place(word))]))
    }
  }

  /// A version that cannot be read whole cannot be compared.
  private static func sound(_ version: Version) -> Result<Version, VersionProblem> {
    let problems = version.session.workspace.diagnostics
    if version.session.workspace.isIncomplete || problems.contains(where: { $0.severity == .error }) {
      return .failure(VersionProblem(problems))
    }
    return .success(version)
  }
}

/// Why there is no such version.
package struct VersionProblem: Error {
  package let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  package var outcome: Outcome { Outcome([.diagnostics(diagnostics)], .couldNotWork) }
}
