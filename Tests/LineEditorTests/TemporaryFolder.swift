// Files and pipes for the tests, gone when the test is.

import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/rung-editor-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TimedOut(description: "no temporary folder") }
    path = String(cString: made)
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." {
        unlink(path + "/" + name)
        rmdir(path + "/" + name)
      }
    }
    closedir(folder)
    rmdir(path)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = try #require(fopen(path + "/" + name, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  func bytes(of name: String) throws -> [UInt8] {
    let file = try #require(fopen(path + "/" + name, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }

  func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }
}

final class Pipe: @unchecked Sendable {
  let reading: Int32
  private(set) var writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    reading = ends[0]
    writing = ends[1]
  }

  deinit {
    close(reading)
    finish()
  }

  func finish() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// As much as a pipe holds (64 kB) goes without a reader.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
