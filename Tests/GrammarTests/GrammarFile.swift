// Where the files of the project are, from the place of this test; and the normative grammar, read once.

import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum ProjectFile {
  /// The folder that holds Package.swift.
  static var root: String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }

  /// The text of a file, by its path from the root.
  static func text(_ path: String) throws -> String {
    guard let file = fopen("\(root)/\(path)", "rb") else { throw MissingFile(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  /// The paths of a folder's files that end with `suffix`, at any depth, sorted.
  static func paths(under folder: String, suffix: String) -> [String] {
    guard let handle = opendir("\(root)/\(folder)") else { return [] }
    defer { closedir(handle) }
    var result: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(suffix) {
        result.append("\(folder)/\(name)")
      } else {
        result += paths(under: "\(folder)/\(name)", suffix: suffix)
      }
    }
    return result.sorted()
  }

  struct MissingFile: Error { let path: String }
}

extension Grammar {
  /// The normative one.
  static func rung() throws -> Grammar { try GrammarReader.read(try ProjectFile.text("grammar/rung.ebnf")) }
}
