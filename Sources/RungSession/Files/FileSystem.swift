// What the session needs of the world's files; tests pass one of their own.

import RungSnapshot

/// Files as the session sees them. Paths that the user types are taken as typed; paths that a script names never
/// leave the project folder.
package protocol FileSystem: Sendable {
  func readStandardInput() throws(FileProblem) -> [UInt8]

  /// A file that the user names.
  func read(_ path: String) throws(FileProblem) -> [UInt8]

  /// Puts a file that the user names in place of what is there, wholly or not at all.
  func write(_ bytes: [UInt8], to path: String) throws(FileProblem)

  /// Puts files of a project in place of what is there, all of them or none. Paths are as the user would type them.
  func write(together parts: [JointWrite.Part], inProject folder: String) throws(FileProblem)

  /// Carries to its end what a crash has interrupted, in a folder or one above it; nil when there is nothing. To be
  /// called before a file that a script may use is read.
  func finishWriting(above folder: String) throws(FileProblem) -> JointWrite.Finished?

  /// The identity of a file that a script names: two names of one file give the same. The file need not exist.
  func resolve(_ relative: String, inProject folder: String) throws(FileProblem) -> String

  /// A file of nearly the same name in the same folder.
  func nearest(to relative: String, inProject folder: String) -> String?

  func readSnapshot(_ name: String, ofProject folder: String) throws(SnapshotProblem) -> [UInt8]

  func saveSnapshot(
    _ name: String, _ bytes: [UInt8], ofProject folder: String, ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved

  /// The same with what is known of it. The time of saving is the file system's to say, and so is who saves when
  /// the record does not.
  func saveSnapshot(
    _ name: String, _ bytes: [UInt8], _ record: SnapshotRecord, ofProject folder: String,
    ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved

  /// The folder of named snapshots; nil where there is no disk.
  func snapshots(ofProject folder: String) throws(SnapshotProblem) -> SnapshotStore?

  /// Where relative paths start on the disk: empty for the current folder.
  var diskFolder: String { get }
}

extension FileSystem {
  package func write(together parts: [JointWrite.Part], inProject folder: String) throws(FileProblem) {
    for part in parts { try write(part.new, to: part.path) }
  }

  package func finishWriting(above folder: String) throws(FileProblem) -> JointWrite.Finished? { nil }

  package func saveSnapshot(
    _ name: String, _ bytes: [UInt8], _ record: SnapshotRecord, ofProject folder: String,
    ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    try saveSnapshot(name, bytes, ofProject: folder, ifPresent: ifPresent)
  }

  package func snapshots(ofProject folder: String) throws(SnapshotProblem) -> SnapshotStore? { nil }
  package var diskFolder: String { "" }
}

/// The files of this computer.
package struct DiskFiles: FileSystem {
  /// Relative paths start here; empty: where the program was started.
  private let base: String

  package init(base: String = "") { self.base = base }

  package func readStandardInput() throws(FileProblem) -> [UInt8] { try DurableFile.readStandardInput() }

  package func read(_ path: String) throws(FileProblem) -> [UInt8] {
    try named(path) { () throws(FileProblem) in try DurableFile.read(located(path)) }
  }

  package func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    try named(path) { () throws(FileProblem) in try DurableFile.write(bytes, to: located(path)) }
  }

  package func write(together parts: [JointWrite.Part], inProject folder: String) throws(FileProblem) {
    guard parts.count > 1 else {
      for part in parts { try write(part.new, to: part.path) }
      return
    }
    var inside: [JointWrite.Part] = []
    for part in parts {
      inside.append(
        JointWrite.Part(path: try ProjectPath.relative(part.path, to: folder), old: part.old, new: part.new))
    }
    do throws(FileProblem) {
      try JointWrite.write(inside, in: ProjectFolder(located(folder)))
    } catch {
      throw FileProblem(ProjectPath.joined(folder, error.path), error.operation, error.cause)
    }
  }

  package func finishWriting(above folder: String) throws(FileProblem) -> JointWrite.Finished? {
    // A folder that is not there is the business of whoever reads a file in it.
    guard var place = realPath(located(folder)) else { return nil }
    let own = place
    while true {
      if JointWrite.isNoted(in: place), var finished = try JointWrite.finish(in: ProjectFolder(place)) {
        let shown = place == own ? folder : place
        finished.written = finished.written.map { ProjectPath.joined(shown, $0) }
        finished.passedOver = finished.passedOver.map { ProjectPath.joined(shown, $0) }
        return finished
      }
      if place == "/" { return nil }
      place = ProjectPath.folder(of: place)
    }
  }

  package func resolve(_ relative: String, inProject folder: String) throws(FileProblem) -> String {
    try ProjectFolder(located(folder)).resolve(relative: relative)
  }

  package func nearest(to relative: String, inProject folder: String) -> String? {
    (try? ProjectFolder(located(folder)))?.nearest(to: relative)
  }

  package func readSnapshot(_ name: String, ofProject folder: String) throws(SnapshotProblem) -> [UInt8] {
    try store(folder).read(name)
  }

  package func saveSnapshot(
    _ name: String, _ bytes: [UInt8], ofProject folder: String, ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    try store(folder).save(name, bytes, ifPresent: ifPresent)
  }

  package func saveSnapshot(
    _ name: String, _ bytes: [UInt8], _ record: SnapshotRecord, ofProject folder: String,
    ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    var record = record
    record.saved = Clock.now
    if record.author.isEmpty { record.author = Author.name(in: located(folder)) ?? "" }
    return try store(folder).save(name, bytes, record, ifPresent: ifPresent)
  }

  package func snapshots(ofProject folder: String) throws(SnapshotProblem) -> SnapshotStore? {
    try store(folder)
  }

  package var diskFolder: String { base }

  private func store(_ folder: String) throws(SnapshotProblem) -> SnapshotStore {
    do throws(FileProblem) {
      return SnapshotStore(of: try ProjectFolder(located(folder)))
    } catch {
      throw .file(error)
    }
  }

  private func located(_ path: String) -> String {
    base.isEmpty || path.isEmpty || path.hasPrefix("/") ? path : base + "/" + path
  }

  /// Problems speak of the file as the user named it.
  private func named<Result>(
    _ path: String, _ body: () throws(FileProblem) -> Result
  ) throws(FileProblem) -> Result {
    do throws(FileProblem) {
      return try body()
    } catch {
      throw FileProblem(path, error.operation, error.cause)
    }
  }
}
