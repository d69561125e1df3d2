// Files of the repository and of a temporary folder.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum TestFiles {
  /// Three folders above this file.
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static var rewrites: Bool { getenv("RUNG_UPDATE").map { String(cString: $0) == "1" } ?? false }

  static func read(_ path: String) -> String? {
    guard let file = fopen(absolute(path), "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(absolute(path), "w") else { return }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  static func remove(_ path: String) { unlink(absolute(path)) }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(absolute(folder)) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  private static func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }
}

/// A folder that goes with the object.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/rung-prompt-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  /// With what is in a folder of the repository.
  convenience init(copying folder: String) {
    self.init()
    copy(folder, to: path)
  }

  private func copy(_ folder: String, to place: String) {
    for name in TestFiles.names(in: folder) where !name.hasPrefix(".") {
      if name.contains(".") {
        TestFiles.write(TestFiles.read(folder + "/" + name) ?? "", to: place + "/" + name)
      } else {
        mkdir(place + "/" + name, 0o755)
        copy(folder + "/" + name, to: place + "/" + name)
      }
    }
  }

  deinit {
    guard path != "/tmp" else { return }
    remove(path)
  }

  private func remove(_ path: String) {
    for name in TestFiles.names(in: path) where name != "." && name != ".." { remove(path + "/" + name) }
    if unlink(path) != 0 { rmdir(path) }
  }
}
