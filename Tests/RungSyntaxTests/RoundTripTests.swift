// Whatever the bytes are, the tree holds them, and its nodes are well nested.

import RungSyntax
import RungText
import TestSupport
import Testing

@Suite("Any text makes a whole tree")
struct RoundTripTests {
  private static let text = OneLook.programme + "\n" + OneLook.verbs

  private func check(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
    let tree = SyntaxTree.parse(Source(name: "test.rung", bytes: bytes))
    let flaw = flaw(of: tree)
    #expect(flaw == nil, "\(flaw ?? "") in \(what())")
    for diagnostic in tree.diagnostics {
      for range in [diagnostic.place.range] + diagnostic.fixes.flatMap({ $0.edits.map(\.range) })
      where range.end < range.start || Int(range.end) > bytes.count {
        Issue.record("\(diagnostic.code) has place \(range) in \(what())")
      }
    }
  }

  @Test("random bytes")
  func randomBytes() {
    var random = SeededRandom(1)
    for round in 0..<400 {
      let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      check(bytes, "round \(round): \(bytes)")
    }
  }

  @Test("random tokens")
  func randomTokens() {
    let words = [
      "(", "[", "{", "}", "]", ")", ",", ";", ":", ".", "..", "=", "<", "<=", "+", "-", "*", "/", "%", "a",
      "Name", "12",
      "3.5", "2027-03-01", "2027-03", "18:00", "\"x\"", "\"", "if", "then", "else", "not", "and", "or", "is",
      "in", "to",
      "of", "per", "each", "for", "where", "by", "true", "with", "from", "let", "target", "scenario", "stage",
      "show",
      "sweep", "find", "over", "measuring", "until", "confidence", "\n", "\n", "\n  ", "\u{20AC}", "\u{201C}",
      "\u{2014}",
      "!=", "==", "&&", "//", "/*", "*/", "--", "<<<<<<<", "\n<<<<<<< a\n", "\n>>>>>>> b\n", "rung",
      "by region [",
      "\u{2264}", "900 000", "3,5", "@", "\\", "'", "#", "## doc\n",
    ]
    var random = SeededRandom(2)
    for round in 0..<3000 {
      let count = Int.random(in: 1..<40, using: &random)
      let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
        .joined(separator: Bool.random(using: &random) ? " " : "")
      check(Array(text.utf8), "round \(round): \(text)")
    }
  }

  @Test("the one look with bytes changed")
  func changedBytes() {
    var random = SeededRandom(3)
    let original = Array(RoundTripTests.text.utf8)
    for round in 0..<150 {
      var bytes = original
      for _ in 0..<Int.random(in: 1..<6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        }
      }
      check(bytes, "round \(round)")
    }
  }

  @Test("the one look cut off anywhere")
  func truncations() {
    let bytes = Array(RoundTripTests.text.utf8)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      check(Array(bytes[..<count]), "the first \(count) bytes")
    }
  }

  @Test("the one look with any token dropped or doubled")
  func droppedAndDoubledTokens() {
    let tree = parse(RoundTripTests.text)
    for token in 0..<tree.tokens.count - 1 {
      check(Array(dropping(token, of: tree).text.utf8), "without token \(token)")
      check(doubling(token, of: tree), "with token \(token) twice")
    }
  }

  @Test(
    "a million nested brackets are one diagnostic, and quick",
    arguments: ["(", "[", "f(", "a[", "not ", "- ", "{", "a b { ", "if ", "[a for x in "])
  func nested(opener: String) {
    let text = "let X = " + String(repeating: opener, count: 1_000_000 / opener.utf8.count)
    let tree = parse(text)
    #expect(flaw(of: tree) == nil)
    #expect(depth(of: tree) < 3000)
    #expect(
      !tree.diagnostics.isEmpty && tree.diagnostics.count <= 2, "\(tree.diagnostics.prefix(3).map(\.message))"
    )
  }

  @Test("a million nested and closed brackets are one diagnostic")
  func nestedAndClosed() {
    let text = String(repeating: "(", count: 1_000_000) + "1" + String(repeating: ")", count: 1_000_000)
    #expect(parse(text).diagnostics.map(\.code.id) == ["R0128"])
  }

  @Test("a million operators make a flat tree")
  func longChains() {
    for sign in [" + ", " or ", " < ", " .. ", " to ", " * ", ".", ", "] {
      let tree = parse("x = [" + Array(repeating: "a", count: 300_000).joined(separator: sign) + "]")
      #expect(flaw(of: tree) == nil)
      #expect(depth(of: tree) < 20, "\(sign)")
    }
  }

  @Test("part of a text is read with the places of the whole")
  func range() {
    let source = Source(name: "test.rung", text: "let Title = \"for {Core.amount} and {n}\"")
    let tree = SyntaxTree.parse(source, range: ByteRange(18, 29), as: .path)
    #expect(tree.diagnostics.isEmpty)
    #expect(dump(tree) == "(reference Core (member amount))")
    #expect(tree.range(1) == ByteRange(18, 29))
  }
}
