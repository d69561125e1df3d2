// The named snapshots of a project, in its `snapshots` folder.

import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum SnapshotProblem: Error, Hashable, Sendable {
  case name(String, SnapshotName.Fault)
  /// `existing` is the name as it stands in the folder: it may differ in capitals.
  case taken(String, existing: String)
  case unknown(String, suggestion: String?)
  case file(FileProblem)
}

package struct SnapshotStore: Sendable {
  package struct Saved: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable { case created, unchanged, replaced }

    package let outcome: Outcome
    /// From the project folder, such as `snapshots/Review.rung`.
    package let path: String
    /// The snapshot's identity: the SHA-256 of its bytes.
    package let digest: String

    package init(outcome: Outcome, path: String, digest: String) {
      self.outcome = outcome
      self.path = path
      self.digest = digest
    }
  }

  package static let folderName = "snapshots"

  private let project: ProjectFolder

  package init(of project: ProjectFolder) { self.project = project }

  /// Names of the snapshots, by code points. Empty when there is no folder yet. Files of other names are not
  /// ours.
  package func list() throws(SnapshotProblem) -> [String] { try names().map(\.text) }

  package func read(_ name: String) throws(SnapshotProblem) -> [UInt8] {
    let wanted = try validated(name)
    do throws(FileProblem) {
      return try DurableFile.read(project.resolve(relative: relativePath(wanted)))
    } catch {
      if error.isMissing {
        throw .unknown(name, suggestion: Spelling.suggestion(for: name, among: try list()))
      }
      throw .file(FileProblem(relativePath(wanted), error.operation, error.cause))
    }
  }

  /// Keeps `bytes` under `name`. The same bytes again change nothing; a name that is taken by other bytes is
  /// refused unless it is to be replaced.
  package func save(
    _ name: String, _ bytes: [UInt8], ifPresent: DurableFile.IfPresent = .refuse
  ) throws(SnapshotProblem) -> Saved {
    let wanted = try validated(name)
    let path = relativePath(wanted)
    let digest = Digest.sha256(bytes)
    let existing = try names().first { $0.isSameFile(as: wanted) }
    if let existing {
      guard existing.text.utf8.elementsEqual(name.utf8) else { throw .taken(name, existing: existing.text) }
      if try read(name) == bytes { return Saved(outcome: .unchanged, path: path, digest: digest) }
      if ifPresent == .refuse { throw .taken(name, existing: name) }
    }
    do throws(FileProblem) {
      if existing == nil { try DurableFile.createFolder(project.resolve(relative: SnapshotStore.folderName)) }
      try DurableFile.write(
        bytes, to: project.resolve(relative: path), ifPresent: existing == nil ? .refuse : .replace)
    } catch {
      // Somebody else took the name in the meantime.
      if error.cause == .alreadyExists, error.operation == .write { throw .taken(name, existing: name) }
      throw .file(FileProblem(path, error.operation, error.cause))
    }
    return Saved(outcome: existing == nil ? .created : .replaced, path: path, digest: digest)
  }

  private func names() throws(SnapshotProblem) -> [SnapshotName] {
    let ending = ".rung"
    do throws(FileProblem) {
      let folder = try project.resolve(relative: SnapshotStore.folderName)
      return try DurableFile.names(in: folder)
        .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
        .compactMap { try? SnapshotName(String($0.dropLast(ending.count))) }
    } catch {
      if error.cause == .system(ENOENT) { return [] }
      throw .file(FileProblem(SnapshotStore.folderName, error.operation, error.cause))
    }
  }

  private func validated(_ name: String) throws(SnapshotProblem) -> SnapshotName {
    do throws(SnapshotName.Fault) {
      return try SnapshotName(name)
    } catch {
      throw .name(name, error)
    }
  }

  private func relativePath(_ name: SnapshotName) -> String { SnapshotStore.folderName + "/" + name.fileName }
}
