// Dropping any one token of a right text: where that is wrong at all, it is one or two diagnostics near the
// place.

import RungSyntax
import RungText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("One token dropped")
struct DropTokenTests {
  /// How many diagnostics a dropped token gives, and how far the furthest is from its line.
  private struct Outcome {
    let token: String
    let line: Int
    let count: Int
    let distance: Int
    let messages: [String]

    var isGood: Bool { count <= 2 && distance <= 1 }
  }

  private func outcomes(_ text: String) -> [Outcome] {
    let tree = parse(text)
    return (0..<tree.tokens.count - 1).compactMap { token in
      let (damaged, line) = dropping(token, of: tree)
      let result = parse(damaged)
      if result.diagnostics.isEmpty { return nil }
      let lines = result.diagnostics.map { result.source.line(at: $0.place.range.start) }
      return Outcome(
        token: tree.text(ofToken: token), line: line, count: lines.count,
        distance: lines.map { abs($0 - line) }.max() ?? 0,
        messages: zip(lines, result.diagnostics).map { "\($0): \($1.message)" })
    }
  }

  @Test(
    "at least 95 % of the wrong cases give one or two diagnostics within a line of the place",
    arguments: ["the one look", "ladder.rung", "open-seeds.rung", "outreachy.rung", "boards.rung"])
  func oneLook(name: String) throws {
    let texts = name.hasSuffix(".rung") ? [try exampleText(name)] : [OneLook.programme, OneLook.verbs]
    for text in texts { #expect(problems(text) == []) }
    let outcomes = texts.flatMap(outcomes)
    var table: [String: Int] = [:]
    for outcome in outcomes {
      table["\(min(outcome.count, 5)) diagnostics, \(min(outcome.distance, 5)) lines away", default: 0] += 1
    }
    let good = outcomes.count(where: \.isGood)
    print("\(name): \(outcomes.count) wrong cases, \(good) good:")
    for (what, count) in table.sorted(by: { $0.key < $1.key }) { print("  \(what): \(count)") }
    for outcome in outcomes where !outcome.isGood {
      print("  bad: \"\(outcome.token)\" of line \(outcome.line): \(outcome.messages)")
    }
    #expect(good * 100 >= outcomes.count * 98)
  }

  /// An example of the project, found from this file's own place.
  private func exampleText(_ name: String) throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/scripts/examples/\(name)"
    let file = try #require(fopen(path, "r"), "\(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
