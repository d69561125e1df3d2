// Differences between texts.

import RungText
import TestSupport
import Testing

@Suite("A line difference")
struct LineDiffTests {
  private func unified(_ old: String, _ new: String) -> String {
    String(
      decoding: LineDiff(from: Array(old.utf8), to: Array(new.utf8)).unified(oldName: "a", newName: "b"),
      as: UTF8.self)
  }

  @Test("of equal texts is empty")
  func equal() {
    #expect(unified("rung 1\n", "rung 1\n") == "")
    #expect(unified("", "") == "")
  }

  @Test("is written like diff -u")
  func format() {
    #expect(
      unified("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a
        +++ b
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test("says when the last line has no end, and counts from the line before an empty range")
  func lastLine() {
    #expect(unified("", "x") == "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n")
    #expect(unified("x\n", "x") == "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n")
  }

  @Test("paints what was removed and added, and shows what cannot be seen")
  func colour() {
    let diff = LineDiff(from: Array("a\u{202E}\n".utf8), to: Array("b\n".utf8))
    let text = String(decoding: diff.unified(oldName: "a", newName: "b", style: .ansi), as: UTF8.self)
    #expect(text.contains("\u{1B}[31m-a<U+202E>\u{1B}[0m\n\u{1B}[32m+b\u{1B}[0m\n"))
  }

  @Test("is as short as the longest common subsequence allows, and applied to the old text gives the new one")
  func anyTexts() throws {
    var random = SeededRandom(17)
    for round in 0..<600 {
      let letters = 1 + random.below(6)
      func text() -> [UInt8] {
        var text = (0..<random.below(40)).map { _ in "line \(random.below(letters))\n" }.joined()
        if random.below(4) == 0 { text += "end" }
        return Array(text.utf8)
      }
      let (old, new) = (text(), text())
      let diff = LineDiff(from: old, to: new)
      let changed = diff.changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(changed == shortest(old, new), "round \(round)")
      #expect(try applied(diff.unified(oldName: "a", newName: "b", context: random.below(4)), to: old) == new)
    }
  }

  @Test("of two large texts that share no order is still right")
  func large() throws {
    var random = SeededRandom(23)
    let lines = (0..<2_000).map { "participant \($0 % 300)\n" }
    let old = Array(lines.joined().utf8)
    let new = Array(lines.shuffled(using: &random).joined().utf8)
    let diff = LineDiff(from: old, to: new)
    #expect(try applied(diff.unified(oldName: "a", newName: "b"), to: old) == new)
  }

  /// Deletions and insertions that no script can do without: by the textbook table.
  private func shortest(_ old: [UInt8], _ new: [UInt8]) -> Int {
    let (a, b) = (pieces(old), pieces(new))
    var row = Array(0...b.count)
    for x in a.indices {
      var next = [x + 1]
      for y in b.indices { next.append(a[x] == b[y] ? row[y] : min(row[y + 1], next[y]) + 1) }
      row = next
    }
    return row[b.count]
  }

  private func pieces(_ bytes: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = [[]]
    for byte in bytes {
      result[result.count - 1].append(byte)
      if byte == 0x0A { result.append([]) }
    }
    if result[result.count - 1].isEmpty { result.removeLast() }
    return result
  }

  private struct BadPatch: Error { let line: Int }

  /// What `patch` does, strictly: every context and deleted line must be the old text's.
  private func applied(_ patch: [UInt8], to old: [UInt8]) throws -> [UInt8] {
    let lines = pieces(old)
    var result: [[UInt8]] = []
    var at = 0
    for (number, line) in pieces(patch).enumerated().dropFirst(2) {
      let body = Array(line.dropFirst())
      switch line.first {
      case UInt8(ascii: "@"):
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        let range = words[1].dropFirst().split(separator: ",")
        guard let first = Int(range[0]) else { throw BadPatch(line: number) }
        let start = range.count == 2 && range[1] == "0" ? first : first - 1
        guard start >= at else { throw BadPatch(line: number) }
        result += lines[at..<start]
        at = start
      case UInt8(ascii: " "), UInt8(ascii: "-"):
        // A line whose end is missing is followed by a line that says so.
        guard at < lines.count, lines[at] == body || lines[at] + [0x0A] == body else {
          throw BadPatch(line: number)
        }
        if line.first == UInt8(ascii: " ") { result.append(body) }
        at += 1
      case UInt8(ascii: "+"): result.append(body)
      case UInt8(ascii: "\\"):
        let wasAdded = pieces(patch)[number - 1].first != UInt8(ascii: "-")
        if wasAdded { result[result.count - 1].removeLast() }
      default: throw BadPatch(line: number)
      }
    }
    return (result + lines[at...]).flatMap { $0 }
  }
}
