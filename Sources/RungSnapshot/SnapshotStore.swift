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
  /// refused unless it is to be replaced. What is known of them, the digest aside, stands in the manifest beside
  /// them, which is written first and holds the old record too until the text is in its place.
  package func save(
    _ name: String, _ bytes: [UInt8], _ record: SnapshotRecord? = nil,
    ifPresent: DurableFile.IfPresent = .refuse
  ) throws(SnapshotProblem) -> Saved {
    let wanted = try validated(name)
    let path = relativePath(wanted)
    let digest = Digest.sha256(bytes)
    let existing = try names().first { $0.isSameFile(as: wanted) }
    if let existing {
      guard existing.text.utf8.elementsEqual(name.utf8) else { throw .taken(name, existing: existing.text) }
      if try read(name) == bytes {
        try recordUnrecorded(wanted, digest, record)
        return Saved(outcome: .unchanged, path: path, digest: digest)
      }
      if ifPresent == .refuse { throw .taken(name, existing: name) }
    }
    do throws(FileProblem) {
      if existing == nil { try DurableFile.createFolder(project.resolve(relative: SnapshotStore.folderName)) }
      var known = record
      known?.digest = digest
      let old = existing == nil ? [] : manifest(of: wanted)?.records ?? []
      if let known {
        try write(SnapshotManifest(old.filter { $0.digest != digest } + [known]), wanted)
      }
      try DurableFile.write(
        bytes, to: project.resolve(relative: path), ifPresent: existing == nil ? .refuse : .replace)
      if let known, !old.isEmpty { try write(SnapshotManifest([known]), wanted) }
    } catch {
      // Somebody else took the name in the meantime.
      if error.cause == .alreadyExists, error.operation == .write { throw .taken(name, existing: name) }
      throw .file(FileProblem(path, error.operation, error.cause))
    }
    return Saved(outcome: existing == nil ? .created : .replaced, path: path, digest: digest)
  }

  // MARK: Manifests

  /// What is known of a snapshot; nil when it has no manifest.
  package func manifest(of name: SnapshotName) -> SnapshotManifest? {
    guard let path = try? project.resolve(relative: manifestPath(name)),
      let bytes = try? DurableFile.read(path, limit: 1 << 20)
    else { return nil }
    return SnapshotManifest(bytes)
  }

  /// The record of a snapshot's text as it is; nil when there is none.
  package func record(of name: String) throws(SnapshotProblem) -> SnapshotRecord? {
    let wanted = try validated(name)
    return manifest(of: wanted)?.record(of: Digest.sha256(try read(name)))
  }

  private func write(_ manifest: SnapshotManifest, _ name: SnapshotName) throws(FileProblem) {
    try DurableFile.write(manifest.bytes, to: project.resolve(relative: manifestPath(name)))
  }

  /// A text that was kept without a manifest, or whose manifest was lost, gets one.
  private func recordUnrecorded(
    _ name: SnapshotName, _ digest: String, _ record: SnapshotRecord?
  ) throws(SnapshotProblem) {
    guard var record, manifest(of: name)?.record(of: digest) == nil else { return }
    record.digest = digest
    do throws(FileProblem) {
      try write(SnapshotManifest([record]), name)
    } catch {
      throw .file(FileProblem(manifestPath(name), error.operation, error.cause))
    }
  }

  private func manifestPath(_ name: SnapshotName) -> String {
    SnapshotStore.folderName + "/" + name.text + SnapshotStore.manifestEnding
  }

  static let manifestEnding = ".manifest"

  // MARK: Removing

  /// Takes a snapshot away: its text first, so that what is left after a crash is a manifest of nothing.
  package func delete(_ name: String) throws(SnapshotProblem) {
    let wanted = try validated(name)
    guard let existing = try names().first(where: { $0.text.utf8.elementsEqual(name.utf8) }) else {
      throw .unknown(name, suggestion: Spelling.suggestion(for: name, among: try list()))
    }
    do throws(FileProblem) {
      try DurableFile.remove(project.resolve(relative: relativePath(existing)))
      if manifest(of: wanted) != nil {
        try DurableFile.remove(project.resolve(relative: manifestPath(wanted)))
      }
    } catch {
      throw .file(FileProblem(relativePath(existing), error.operation, error.cause))
    }
  }

  // MARK: Verifying

  /// What the bytes in the folder are worth.
  package enum Finding: Hashable, Sendable {
    /// The text is what its manifest says.
    case sound(SnapshotRecord)
    /// There is no manifest: nobody can say whether the text is what was saved.
    case unrecorded
    /// The text is not the one that was saved.
    case changed(digest: String, expected: String)
    case damagedManifest
    case unreadable(FileProblem)
  }

  /// Every snapshot with what its bytes are worth, by name; and manifests whose text is gone.
  package func findings() throws(SnapshotProblem) -> (
    snapshots: [(name: String, finding: Finding)], orphans: [String]
  ) {
    let names = try names()
    var found: [(name: String, finding: Finding)] = []
    for name in names { found.append((name.text, finding(name))) }
    let known = Set(names.map(\.text))
    var orphans: [String] = []
    if let folder = try? project.resolve(relative: SnapshotStore.folderName),
      let all = try? DurableFile.names(in: folder)
    {
      for file in all where file.hasSuffix(SnapshotStore.manifestEnding) && !file.hasPrefix(".") {
        let stem = String(file.dropLast(SnapshotStore.manifestEnding.count))
        if !known.contains(stem) { orphans.append(SnapshotStore.folderName + "/" + file) }
      }
    }
    return (found, orphans)
  }

  private func finding(_ name: SnapshotName) -> Finding {
    do throws(SnapshotProblem) {
      let digest = Digest.sha256(try read(name.text))
      guard let manifest = manifest(of: name) else { return .unrecorded }
      if let record = manifest.record(of: digest) { return .sound(record) }
      guard let expected = manifest.records.last else { return .damagedManifest }
      return .changed(digest: digest, expected: expected.digest)
    } catch {
      switch error {
      case .file(let problem): return .unreadable(problem)
      case .name, .taken, .unknown:
        return .unreadable(FileProblem(relativePath(name), .read, .system(ENOENT)))
      }
    }
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
