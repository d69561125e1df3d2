// The files of a project as they were in a commit: whatever a version of a script uses is of the same version.

import RungSnapshot

/// Paths begin at the top of the work tree; that of the entry names the revision before a colon, so that problems
/// say which version they speak of.
struct RevisionFiles: FileSystem {
  private let repository: GitRepository
  private let commit: String
  private let revision: String

  init(_ repository: GitRepository, commit: String, revision: String) {
    self.repository = repository
    self.commit = commit
    self.revision = revision
  }

  /// A file of the commit, as its path is written: from the top of the work tree, or from the folder.
  func entry(_ path: String) throws(GitProblem) -> String {
    if path.hasPrefix("./") || path.hasPrefix("../") {
      let below = ProjectPath.normalized(repository.prefix + path)
      _ = try repository.bytes(of: below, in: commit, as: revision)
      return marked(below)
    }
    let direct = ProjectPath.normalized(path)
    do throws(GitProblem) {
      _ = try repository.bytes(of: direct, in: commit, as: revision)
      return marked(direct)
    } catch {
      guard !repository.prefix.isEmpty else { throw error }
      let below = ProjectPath.normalized(repository.prefix + path)
      guard (try? repository.bytes(of: below, in: commit, as: revision)) != nil else { throw error }
      return marked(below)
    }
  }

  private func marked(_ path: String) -> String { revision + ":" + path }

  private func bare(_ path: String) -> String {
    let mark = revision + ":"
    return path.hasPrefix(mark) ? String(path.dropFirst(mark.count)) : path
  }

  func readStandardInput() throws(FileProblem) -> [UInt8] {
    throw FileProblem("-", .read, .isNotOrdinary)
  }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    do throws(GitProblem) {
      return try repository.bytes(of: bare(path), in: commit, as: revision)
    } catch {
      throw FileProblem(path, .read, .missing)
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    throw FileProblem(path, .write, .isNotOrdinary)
  }

  func resolve(_ relative: String, inProject folder: String) throws(FileProblem) -> String {
    if relative.isEmpty { throw FileProblem(relative, .find, .isNoPath) }
    if relative.hasPrefix("/") { throw FileProblem(relative, .find, .isAbsolute) }
    let inside = ProjectPath.normalized(relative)
    if inside == ".." || inside.hasPrefix("../") { throw FileProblem(relative, .find, .leavesProject) }
    // The project is the folder of the entry, whose path has the mark unless it stands at the top.
    return marked(
      ProjectPath.normalized(ProjectPath.joined(bare(folder == "." ? marked("") : folder), inside)))
  }

  func nearest(to relative: String, inProject folder: String) -> String? { nil }

  func readSnapshot(_ name: String, ofProject folder: String) throws(SnapshotProblem) -> [UInt8] {
    throw .unknown(name, suggestion: nil)
  }

  func saveSnapshot(
    _ name: String, _ bytes: [UInt8], ofProject folder: String, ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    throw .file(FileProblem(name, .write, .isNotOrdinary))
  }
}
