// The repository's files, with what is written kept in memory.

import RungSession
import RungSnapshot
import RungText

final class MemoryCopy: FileSystem, @unchecked Sendable {
  // One test, one thread.
  private var written: [String: [UInt8]] = [:]
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  private let disk = DiskFiles(base: MemoryCopy.root)

  init() {}

  /// One file of its own, `p.rung`.
  init(text: String) { written["p.rung"] = Array(text.utf8) }

  var text: String {
    get { String(decoding: written["p.rung"] ?? [], as: UTF8.self) }
    set { written["p.rung"] = Array(newValue.utf8) }
  }

  func reset() { written = [:] }

  private func original(_ path: String) -> [UInt8] { (try? disk.read(path)) ?? [] }

  /// Lines taken out and put in, in all files.
  var changedLines: Int {
    written.reduce(0) { sum, file in
      let changes = LineDiff(from: original(file.key), to: file.value).changes
      return sum + changes.reduce(0) { $0 + $1.old.count + $1.new.count }
    }
  }

  /// Comments on lines of their own are what no edit speaks of.
  var keepsComments: Bool {
    written.allSatisfy { path, bytes in
      let kept = Set(MemoryCopy.comments(bytes))
      return MemoryCopy.comments(original(path)).allSatisfy(kept.contains)
    }
  }

  private static func comments(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("# ") }
  }

  func readStandardInput() throws(FileProblem) -> [UInt8] { [] }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    let prefix = MemoryCopy.root + "/"
    // Used files are read by their whole path.
    if let own = written[path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path] { return own }
    return try disk.read(path)
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) { written[path] = bytes }

  func resolve(_ relative: String, inProject folder: String) throws(FileProblem) -> String {
    if written["p.rung"] != nil { return relative }
    return try disk.resolve(relative, inProject: folder)
  }

  func nearest(to relative: String, inProject folder: String) -> String? { nil }

  func readSnapshot(_ name: String, ofProject folder: String) throws(SnapshotProblem) -> [UInt8] {
    try disk.readSnapshot(name, ofProject: folder)
  }

  func saveSnapshot(
    _ name: String, _ bytes: [UInt8], ofProject folder: String, ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    try disk.saveSnapshot(name, bytes, ofProject: folder, ifPresent: ifPresent)
  }
}
