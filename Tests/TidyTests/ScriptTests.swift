// Every script answers `--help`: it says its name and what it does, and ends well.

import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ScriptTests {
  /// `scripts/rung` builds the program before it passes `--help` on: not from inside of tests, which are being run by
  /// the same builder. Tests/Scripts tries it.
  static let scripts = Tree.names(in: "scripts").filter { name in
    !Tree.isFolder("scripts/" + name) && access(Tree.root + "/scripts/" + name, X_OK) == 0 && name != "rung"
  }

  @Test("there are scripts, and what cannot be run is only read by them")
  func some() {
    #expect(Self.scripts.contains("test") && Self.scripts.contains("format"))
  }

  @Test("every script answers --help", arguments: scripts)
  func help(name: String) throws {
    let command = "'\(Tree.root)/scripts/\(name)' --help 2>&1 </dev/null"
    let pipe = try #require(popen(command, "r"))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { bytes += buffer[..<count] }
    #expect(pclose(pipe) == 0, "\(String(decoding: bytes, as: UTF8.self))")
    #expect(String(decoding: bytes, as: UTF8.self).contains("scripts/\(name)"))
  }
}
