// A thousand random merges: what two people's edits come to is known without merging, and compared with what
// merging makes of them; and how often git, which merges lines, would have asked.

import RungModel
import RungSession
import RungSnapshot
import RungSyntax
import RungText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Merging by meaning")
struct MergeTests {
  private static let examples = [
    "ladder.rung", "boards.rung", "open-seeds.rung", "outreachy.rung", "boards/movement.rung",
    "boards/learning.rung", "mentoring.rung",
  ]

  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test("1 000 random merges lose no edit and conflict only where two edits contradict")
  func random() throws {
    let folder = try #require(Command.temporaryFolder())
    defer { _ = Command.run(["rm", "-rf", folder]) }
    var conflicts = (expected: 0, ours: 0, lines: 0)
    var cases = 0
    for (number, name) in Self.examples.enumerated() {
      let bytes = try DurableFile.read("\(Self.root)/scripts/examples/\(name)")
      let base = SyntaxTree.parse(Source(name: name, bytes: MergeCase.laidOut(bytes)))
      let editor = RandomEditor(base)
      let share = 1_000 / Self.examples.count + (number < 1_000 % Self.examples.count ? 1 : 0)
      var made = 0
      var seed = UInt64(number) << 32
      while made < share {
        seed += 1
        guard let merge = MergeCase(base, editor, seed: seed) else { continue }
        made += 1
        cases += 1
        let isContradicted = merge.isContradicted
        let conflicted = try merge.verify()
        if isContradicted { conflicts.expected += 1 }
        if conflicted { conflicts.ours += 1 }
        if try merge.conflictsByLines(in: folder) { conflicts.lines += 1 }
      }
    }
    print(
      """
      \(cases) merges: \(conflicts.expected) contradict each other, \(conflicts.ours) conflicted by meaning, \
      \(conflicts.lines) with git merge-file
      """)
    #expect(conflicts.ours == conflicts.expected)
  }
}

extension MergeTests {
  @Test("texts of any bytes are merged or refused, and a conflict keeps both sides")
  func damaged() throws {
    let bytes = try DurableFile.read("\(Self.root)/scripts/examples/ladder.rung")
    let base = SyntaxTree.parse(Source(name: "base", bytes: bytes))
    var dice = SeededRandom(7)
    var merged = 0
    for _ in 0..<400 {
      func damaged() -> SyntaxTree {
        var copy = bytes
        for _ in 0..<(1 + dice.below(4)) {
          let at = dice.below(copy.count)
          let piece = Array(
            ["}", "{", "\n", " ", "in", "remove ", "1", "\"", "# ", "[", ",", "= "][dice.below(12)].utf8)
          copy.replaceSubrange(at..<min(at + dice.below(9), copy.count), with: piece)
        }
        return SyntaxTree.parse(Source(name: "side", bytes: copy))
      }
      let (ours, theirs) = (damaged(), damaged())
      do throws(Merge.Failure) {
        _ = try Merge(base: base, ours: ours, theirs: theirs)
        merged += 1
      } catch {
        if case .edits = error {
          Issue.record("edits that do not go together:\n\(ours.source.text)\n\(theirs.source.text)")
        }
      }
    }
    #expect(merged > 0)
  }
}

/// One base with two people's edits of it.
struct MergeCase {
  private let base: SyntaxTree
  private let seed: UInt64
  private let ourEdits: [RandomEdit]
  private let theirEdits: [RandomEdit]
  private let ours: [UInt8]
  private let theirs: [UInt8]

  /// Nil when a side is not a programme any more, such as one that still overrides what it removed.
  init?(_ base: SyntaxTree, _ editor: RandomEditor, seed: UInt64) {
    var dice = SeededRandom(seed)
    self.base = base
    self.seed = seed
    ourEdits = Self.edits(editor, &dice, "A")
    theirEdits = Self.edits(editor, &dice, "B")
    guard let ours = RandomEdit.apply(ourEdits, to: base),
      let theirs = RandomEdit.apply(theirEdits, to: base),
      Self.isSound(ours), Self.isSound(theirs)
    else { return nil }
    self.ours = Self.arranged(ours, &dice)
    self.theirs = Self.arranged(theirs, &dice)
    // Removing what the other side needs is no contradiction of edits, but no programme either.
    if !isContradicted, expected.map(Self.isSound) != true { return nil }
  }

  /// One to eight, none of which speaks of what another does.
  private static func edits(_ editor: RandomEditor, _ dice: inout SeededRandom, _ side: String)
    -> [RandomEdit]
  {
    let wanted = 1 + dice.below(8)
    var edits: [RandomEdit] = []
    while edits.count < wanted {
      guard let edit = editor.edit(&dice, side), !edits.contains(where: { $0.subject.touches(edit.subject) })
      else { continue }
      edits.append(edit)
    }
    return edits
  }

  private static func definitions(_ bytes: [UInt8]) -> Checked<Definitions> {
    let tree = SyntaxTree.parse(Source(name: "", bytes: bytes))
    var collected = Definitions.collect([tree])
    collected.diagnostics += tree.diagnostics
    return collected
  }

  private static func isSound(_ bytes: [UInt8]) -> Bool { !definitions(bytes).hasErrors }

  static func laidOut(_ bytes: [UInt8]) -> [UInt8] {
    let formatter = Formatter(propertyOrder: { Schema.rung.order(of: $1, in: $0) })
    guard case .formatted(let text) = formatter.format(SyntaxTree.parse(Source(name: "", bytes: bytes)))
    else {
      return bytes
    }
    return Array(text.utf8)
  }

  /// Laid out as a person would save it, and sometimes with two declarations in each other's place.
  private static func arranged(_ bytes: [UInt8], _ dice: inout SeededRandom) -> [UInt8] {
    let text = dice.below(3) == 0 ? bytes : laidOut(bytes)
    guard dice.below(4) == 0 else { return text }
    let tree = SyntaxTree.parse(Source(name: "", bytes: text))
    let movable = tree.children(of: 0).filter { node in
      tree.kind(node) == .declaration || tree.kind(node) == .assume || tree.kind(node) == .letStatement
    }
    guard movable.count > 1 else { return text }
    func range(_ node: NodeIndex) -> ByteRange {
      let range = tree.range(node)
      return tree.documentationRange(before: tree.firstToken(node)).map { $0.union(range) } ?? range
    }
    let (one, other) = (range(movable[dice.below(movable.count)]), range(movable[dice.below(movable.count)]))
    guard one != other else { return text }
    let edits = [
      TextEdit(Place(tree.source, one), tree.source.text(other)),
      TextEdit(Place(tree.source, other), tree.source.text(one)),
    ]
    return (try? TextEdits.apply(edits, to: tree.source)) ?? text
  }

  // MARK: What is expected

  var isContradicted: Bool {
    ourEdits.contains { mine in theirEdits.contains { mine.contradicts($0) } }
  }

  /// Both sides' edits made in one.
  private var expected: [UInt8]? { RandomEdit.apply(ourEdits + theirEdits, to: base) }

  // MARK: Merging

  /// Whether there was a conflict.
  func verify() throws -> Bool {
    let mine = SyntaxTree.parse(Source(name: "ours", bytes: ours))
    let other = SyntaxTree.parse(Source(name: "theirs", bytes: theirs))
    let merge = try Merge(base: base, ours: mine, theirs: other)
    let shown = "seed \(seed)\nours:\n\(ourEdits.map(\.said))\ntheirs:\n\(theirEdits.map(\.said))"
    let hasConflicts = !merge.conflicts.isEmpty
    #expect(hasConflicts == isContradicted, "\(merge.conflicts)\n\(shown)")
    guard !hasConflicts else {
      for side in 0..<3 {
        #expect(Self.parses(Self.settled(merge.bytes, taking: side)), "side \(side)\n\(shown)")
      }
      return true
    }
    guard !isContradicted, let expected else { return false }
    let (found, wanted) = (Self.definitions(merge.bytes), Self.definitions(expected))
    #expect(!found.hasErrors, "\(found.diagnostics.map(\.message)) \(shown)")
    let (a, b) = (found.value.canonicalText(), wanted.value.canonicalText())
    #expect(a == b, "\(Self.difference(b, a))\n\(shown)")
    #expect(Self.loose(merge.bytes) == Self.loose(expected), "\(shown)")
    let comments = Set(Self.comments(merge.bytes))
    let goneFromTheirs = Set(Self.comments(base.source.bytes)).subtracting(Self.comments(theirs))
    #expect(
      Self.comments(ours).allSatisfy { comments.contains($0) || goneFromTheirs.contains($0) }, "\(shown)")
    let gone = ourEdits.filter { $0.outcome == "gone" && $0.subject.part.isEmpty }.map(\.subject.thing)
    for edit in theirEdits {
      guard let comment = edit.comment, !gone.contains(comment.thing) else { continue }
      let count = String(decoding: merge.bytes, as: UTF8.self).lines(with: comment.text)
      #expect(count == 1, "\(comment.text) \(count) times\n\(shown)")
    }
    return false
  }

  private static func difference(_ old: String, _ new: String) -> String {
    String(
      decoding: LineDiff(from: Array(old.utf8), to: Array(new.utf8)).unified(
        oldName: "expected", newName: "merged"),
      as: UTF8.self)
  }

  private static func parses(_ bytes: [UInt8]) -> Bool {
    !SyntaxTree.parse(Source(name: "", bytes: bytes)).diagnostics.contains { $0.severity == .error }
  }

  private static func loose(_ bytes: [UInt8]) -> [String] {
    Outline([SyntaxTree.parse(Source(name: "", bytes: bytes))]).loose.map(\.text).sorted()
  }

  private static func comments(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " }
      return text.hasPrefix("# ") ? String(text) : nil
    }
  }

  /// The text with one of the versions between the marks: 0 ours, 1 base, 2 theirs.
  private static func settled(_ bytes: [UInt8], taking side: Int) -> [UInt8] {
    var part: Int?
    var kept: [Substring] = []
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("<<<<<<< ") {
        part = 0
      } else if line.hasPrefix("||||||| ") {
        part = 1
      } else if line == "=======" {
        part = 2
      } else if line.hasPrefix(">>>>>>> ") {
        part = nil
      } else if part == nil || part == side {
        kept.append(line)
      }
    }
    return Array(kept.joined(separator: "\n").utf8)
  }

  /// Whether git, which knows lines, would ask.
  func conflictsByLines(in folder: String) throws -> Bool {
    for (name, bytes) in [("base", base.source.bytes), ("ours", ours), ("theirs", theirs)] {
      try DurableFile.write(bytes, to: "\(folder)/\(name)")
    }
    let result = Command.run([
      "git", "merge-file", "-p", "\(folder)/ours", "\(folder)/base", "\(folder)/theirs",
    ])
    return try #require(result).status > 0
  }
}

extension String {
  /// How many lines have it.
  func lines(with text: String) -> Int {
    split(separator: "\n").count { $0.contains(text) }
  }
}

extension RandomEdit {
  var said: String { "\(subject.thing) \(subject.part) \(subject.element): \(outcome)" }
}
