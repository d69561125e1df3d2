// Edits at the prompt written back into the files: afterwards the files say what the session says, and what no edit
// speaks of is as it was.

import RungModel
import RungSnapshot
import RungSyntax
import RungText
import TestSupport
import Testing

@Suite("Writing edits back")
struct WriteBackTests {
  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  private static let projects = [
    ["ladder.rung"], ["open-seeds.rung"], ["outreachy.rung"],
    ["boards.rung", "boards/movement.rung", "boards/learning.rung"],
  ]

  @Test("after random edits the files say what the session says", arguments: projects)
  func random(_ names: [String]) throws {
    let trees = try names.map { name in
      SyntaxTree.parse(
        Source(name: name, bytes: try DurableFile.read("\(Self.root)/scripts/examples/\(name)")))
    }
    for seed in 0..<150 {
      let session = EditedSession(trees, seed: UInt64(seed))
      try session.verify()
    }
  }
}

struct EditedSession {
  private let trees: [SyntaxTree]
  private let edited: Definitions
  private let changes: [Change]

  init(_ trees: [SyntaxTree], seed: UInt64) {
    self.trees = trees
    var dice = SeededRandom(seed)
    var definitions = Definitions.collect(trees).value
    var changes: [Change] = []
    for _ in 0..<(1 + dice.below(10)) {
      let statement = Self.statement(definitions, &dice)
      let tree = SyntaxTree.parse(Source(name: "<prompt>", text: statement))
      let scenario = dice.below(4) == 0 ? definitions.scenarios.randomElement(using: &dice) : nil
      let next =
        scenario.map { definitions.applying(statement: tree, in: $0) }
        ?? definitions.applying(statement: tree)
      guard !next.hasErrors else { continue }
      definitions = next.value.definitions
      changes += next.value.changes
    }
    edited = definitions
    self.changes = changes
  }

  private static func statement(_ definitions: Definitions, _ dice: inout SeededRandom) -> String {
    let things = definitions.present
    let thing = things[dice.below(things.count)]
    let path = definitions.qualifiedName(of: thing)
    let given = definitions.formulas(of: thing).map(\.key)
    let key = given.randomElement(using: &dice)
    let word = key.flatMap { definitions.name(of: $0) }
    switch dice.below(14) {
    case 0, 1, 2: return "\(word.map { path + "." + $0 } ?? path) = \(2 + dice.below(5)) weeks"
    case 3: return "\(path).note = \"\(dice.below(4))\""
    case 4: return "\(path).status = draft"
    case 5: return word.map { "remove \(path).\($0)" } ?? "\(path).owner = \"A\""
    case 6: return "remove \(path)"
    case 7: return "fund New\(dice.below(9)) { amount: \(dice.below(9)) EUR }"
    case 8: return "let Figure\(dice.below(9)) = \(dice.below(9))"
    case 9: return "New\(dice.below(9)).amount = \(dice.below(9)) EUR"
    case 10: return "Intake[\(1 + dice.below(3))].size = \(20 + dice.below(9))"
    case 11: return "remove Intake[\(1 + dice.below(3))].size"
    case 12: return word.map { "\(path).\($0) = \(path).\($0) + 2 weeks" } ?? "\(path) = \(path) * 2"
    default:
      let curriculum = definitions.schema.kind(named: "curriculum").flatMap {
        definitions.ordered(ofKind: $0).first
      }
      guard let curriculum else { return "stage Next\(dice.below(9)) { duration: 3 weeks; places: 4 }" }
      return "module Extra\(dice.below(9)) in \(definitions.name(of: curriculum)) { length: 2 hours }"
    }
  }

  func verify() throws {
    let shown = changes.map { ($0.scenario.map { "in \($0): " } ?? "") + $0.statement }.joined(
      separator: "\n")
    let written = try WriteBack(trees, changes)
    let after = trees.map { tree in
      written.texts.first { $0.source == tree.source }
        .map { SyntaxTree.parse(Source(name: tree.source.name, bytes: $0.bytes)) } ?? tree
    }
    let found = Definitions.collect(after)
    let (a, b) = (edited.canonicalText(), found.value.canonicalText())
    let difference = LineDiff(from: Array(a.utf8), to: Array(b.utf8))
      .unified(oldName: "session", newName: "files")
    #expect(a == b, "\(String(decoding: difference, as: UTF8.self))\n\(shown)")
    for (before, now) in zip(trees, after) {
      let kept = Set(Self.comments(now.source.bytes))
      // A comment on the line of what was taken away goes with it.
      let own = Self.comments(before.source.bytes).filter { $0.hasPrefix("#") }
      #expect(own.allSatisfy(kept.contains), "\(shown)")
    }
  }

  private static func comments(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0.drop { $0 == " " }) }
      .filter { $0.hasPrefix("# ") }
  }
}
