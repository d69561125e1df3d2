// A project folder on the disk that goes away with the test.

import RungSession
import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

final class TemporaryProject {
  let path: String
  let files: DiskFiles

  init(_ texts: [String: String] = [:]) throws {
    var template = Array("/tmp/rung-session-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    guard let made else { throw FileProblem("/tmp", .createFolder, .system(errno)) }
    path = made
    files = DiskFiles(base: made)
    for (name, text) in texts { try write(text, to: name) }
  }

  deinit { TemporaryProject.remove(path) }

  func write(_ text: String, to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      try DurableFile.createFolder(folder)
    }
    try DurableFile.write(Array(text.utf8), to: path + "/" + name)
  }

  func read(_ name: String) -> String? {
    (try? DurableFile.read(path + "/" + name)).map { String(decoding: $0, as: UTF8.self) }
  }

  func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

  private static func remove(_ path: String) {
    if let names = try? DurableFile.names(in: path) {
      for name in names { remove(path + "/" + name) }
      rmdir(path)
    }
    unlink(path)
  }
}
