// Where the files of the project lie, and whether expectations are to be rewritten.

import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Repository {
  /// Three folders above this file.
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static var rewrites: Bool { getenv("RUNG_UPDATE").map { String(cString: $0) == "1" } ?? false }

  static func bytes(_ path: String) -> [UInt8]? { try? DurableFile.read(root + "/" + path) }

  static func read(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let folder = path.split(separator: "/").dropLast()
    var made = root
    for name in folder {
      made += "/" + name
      try DurableFile.createFolder(made)
    }
    try DurableFile.write(bytes, to: root + "/" + path)
  }

  static func remove(_ path: String) { unlink(root + "/" + path) }

  /// Paths from the root of the files below a folder whose names end so, sorted.
  static func files(below folder: String, ending: String) -> [String] {
    var found: [String] = []
    for name in (try? DurableFile.names(in: root + "/" + folder)) ?? [] {
      let path = folder + "/" + name
      if name.hasSuffix(ending) {
        found.append(path)
      } else if !name.contains(".") {
        found += files(below: path, ending: ending)
      }
    }
    return found.sorted()
  }
}
