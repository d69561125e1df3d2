// The ready-made programmes.

import RungAnalysis
import RungModel
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Examples {
  static let folder = repository + "/scripts/examples/"

  static func read(_ name: String) -> String {
    guard let file = fopen(folder + name, "rb") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static let all: [String: [String]] = [
    "ladder.rung": [], "open-seeds.rung": [], "outreachy.rung": [],
    "boards.rung": ["boards/movement.rung", "boards/learning.rung"],
  ]

  static func programme(_ name: String) -> Programme {
    let files = [name] + (all[name] ?? [])
    return Programme(
      files.map { ($0, read($0)) },
      people: [
        "boards/applicants.csv": read("boards/applicants.csv"),
        "applicants.csv": read("boards/applicants.csv"),
        "boards/veterans.csv": read("boards/veterans.csv"), "veterans.csv": read("boards/veterans.csv"),
      ])
  }
}

@Suite struct ExampleTests {
  @Test("every example checks without a word", arguments: Examples.all.keys.sorted())
  func checks(name: String) {
    let programme = Examples.programme(name)
    #expect(programme.definitions.entities.count > 5)
    #expect(programme.diagnostics.isEmpty, "\(programme.problems)")
  }
}

/// The folder that holds `Tests`.
let repository: String = {
  var parts = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false)
  while let last = parts.last, last != "Tests" { parts.removeLast() }
  parts.removeLast()
  return parts.joined(separator: "/")
}()
