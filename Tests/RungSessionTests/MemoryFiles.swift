// Files that exist only in a test.

import RungSession
import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One project folder, `.`, with files in it. Not for use from two threads.
final class MemoryFiles: FileSystem, @unchecked Sendable {
  private var files: [String: [UInt8]]
  private var causes: [String: FileProblem.Cause] = [:]
  var standardInput: [UInt8] = []
  var refuseWrites = false
  /// How often each file was read.
  private(set) var reads: [String: Int] = [:]

  init(_ texts: [String: String] = [:]) { files = texts.mapValues { Array($0.utf8) } }

  func put(_ path: String, _ bytes: [UInt8]) { files[path] = bytes }
  func fail(_ path: String, _ cause: FileProblem.Cause) { causes[path] = cause }
  func text(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

  func readStandardInput() throws(FileProblem) -> [UInt8] { standardInput }

  func read(_ path: String) throws(FileProblem) -> [UInt8] {
    if let cause = causes[path] { throw FileProblem(path, .read, cause) }
    guard let bytes = files[path] else { throw FileProblem(path, .read, .system(ENOENT)) }
    reads[path, default: 0] += 1
    return bytes
  }

  func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
    if let cause = causes[path] { throw FileProblem(path, .write, cause) }
    if refuseWrites { throw FileProblem(path, .write, .system(EROFS)) }
    files[path] = bytes
  }

  func resolve(_ relative: String, inProject folder: String) throws(FileProblem) -> String {
    if relative.isEmpty { throw FileProblem(relative, .find, .isNoPath) }
    if relative.hasPrefix("/") { throw FileProblem(relative, .find, .isAbsolute) }
    let path = ProjectPath.normalized(relative)
    if path.hasPrefix("..") { throw FileProblem(relative, .find, .leavesProject) }
    return ProjectPath.joined(folder, path)
  }

  func nearest(to relative: String, inProject folder: String) -> String? { nil }

  /// Named snapshots need a disk.
  func readSnapshot(_ name: String, ofProject folder: String) throws(SnapshotProblem) -> [UInt8] {
    throw .unknown(name, suggestion: nil)
  }

  func saveSnapshot(
    _ name: String, _ bytes: [UInt8], ofProject folder: String, ifPresent: DurableFile.IfPresent
  ) throws(SnapshotProblem) -> SnapshotStore.Saved {
    throw .file(FileProblem(name, .write, .system(EROFS)))
  }
}
