// A snapshot is a script: the canonical text of every example means the same, in any order of declaration, and
// is the same text when it is made again.

import RungAnalysis
import RungModel
import RungSyntax
import RungText
import TestSupport
import Testing

/// Path and plain value of everything: what a programme means.
func meaning(_ programme: Programme) -> [String: String] {
  meaning(programme.evaluator)
}

func meaning(_ evaluator: Evaluator) -> [String: String] {
  let definitions = evaluator.definitions
  var values: [String: String] = [:]
  for entity in definitions.present {
    for ref in evaluator.members(of: entity) {
      for (key, _) in definitions.formulas(of: entity) {
        let path = evaluator.name(of: ref) + "." + (definitions.name(of: key) ?? "value")
        values[path] = ValueText.plain(evaluator.value(of: ref, key), evaluator)
      }
    }
  }
  return values
}

/// People that the examples read.
let exampleFiles: [String: String] = [
  "boards/applicants.csv": Examples.read("boards/applicants.csv"),
  "boards/veterans.csv": Examples.read("boards/veterans.csv"),
  "applicants.csv": Examples.read("boards/applicants.csv"),
  "veterans.csv": Examples.read("boards/veterans.csv"),
]

@Suite struct CanonicalTextTests {
  @Test(
    "a snapshot of an example, opened and saved again, is the same text",
    arguments: Examples.all.keys.sorted())
  func sameAgain(name: String) {
    let text = Examples.programme(name).definitions.canonicalText()
    let again = Programme(text, people: exampleFiles)
    #expect(again.definitions.canonicalText() == text)
    #expect(again.diagnostics.isEmpty, "\(again.problems)")
  }

  @Test("a snapshot of an example means the same", arguments: Examples.all.keys.sorted())
  func sameMeaning(name: String) {
    let programme = Examples.programme(name)
    let again = Programme(programme.definitions.canonicalText(), people: exampleFiles)
    let before = meaning(programme)
    #expect(before.count > 30)
    expectSame(before, meaning(again))
  }

  @Test("formatting a snapshot changes nothing", arguments: Examples.all.keys.sorted())
  func formatted(name: String) {
    let text = Examples.programme(name).definitions.canonicalText()
    let formatter = Formatter { Schema.rung.order(of: $1, in: $0) }
    #expect(formatter.format(SyntaxTree.parse(Source(name: "s.rung", text: text))).text == text)
  }

  @Test("every scenario means what the same file edited by hand means", arguments: Examples.all.keys.sorted())
  func byHand(name: String) {
    let programme = Examples.programme(name)
    for scenario in programme.definitions.scenarios {
      let applied = programme.definitions.applying(scenario)
      #expect(applied.diagnostics.isEmpty)
      let edited = Programme(applied.value.canonicalText(), people: exampleFiles)
      let evaluator = Evaluator(applied.value, people: programme.evaluator.people)
      expectSame(meaning(evaluator), meaning(edited))
    }
  }

  @Test("the order of declarations means nothing", arguments: Examples.all.keys.sorted())
  func shuffled(name: String) {
    let programme = Examples.programme(name)
    let expected = meaning(programme)
    var random = SeededRandom(7)
    let files = [name] + (Examples.all[name] ?? [])
    for _ in 0..<8 {
      let mixed = files.map { file -> (String, String) in
        let tree = SyntaxTree.parse(Source(name: file, text: Examples.read(file)))
        var statements = tree.children(of: 0).filter { tree.kind($0) != .edition }.map { tree.text($0) }
        statements.shuffle(using: &random)
        return (file, statements.joined(separator: "\n"))
      }
      let other = Programme(
        mixed.shuffled(using: &random).map { (name: $0.0, text: $0.1) }, people: exampleFiles)
      expectSame(expected, meaning(other))
      #expect(other.definitions.canonicalText().filter { $0 != "#" }.count > 100)
    }
  }

  @Test("a change and its inverse leave everything as it was", arguments: Examples.all.keys.sorted())
  func inverse(name: String) {
    let programme = Examples.programme(name)
    let definitions = programme.definitions
    let before = definitions.canonicalText()
    var tried = 0
    for entity in definitions.present {
      var statements = ["remove " + definitions.qualifiedName(of: entity)]
      for (key, formula) in definitions.formulas(of: entity) where key != .confidence {
        let path = definitions.path(of: entity, key)
        statements.append("\(path) = \(definitions.canonicalText(of: formula)) + 1")
        if definitions.kindName(of: entity) != "target", !key.isStatementFormula {
          statements.append("remove \(path)")
        }
      }
      for statement in statements {
        let tree = SyntaxTree.parse(Source(name: "<prompt>", text: statement))
        guard tree.diagnostics.isEmpty else { continue }
        let done = definitions.applying(statement: tree)
        guard let change = done.value.changes.first else { continue }
        #expect(done.value.definitions.canonicalText() != before, "\(statement)")
        let undone = done.value.definitions.applying(
          statement: SyntaxTree.parse(Source(name: "<undo>", text: change.inverse)))
        #expect(undone.diagnostics.isEmpty, "\(change.inverse): \(undone.diagnostics.map(\.message))")
        let after = undone.value.definitions.canonicalText()
        #expect(after == before, "\(statement) / \(change.inverse)")
        if after != before { return }
        tried += 1
      }
    }
    #expect(tried > 50)
  }

  private func expectSame(_ left: [String: String], _ right: [String: String]) {
    for key in Set(left.keys).union(right.keys).sorted() where left[key] != right[key] {
      Issue.record("\(key): \(left[key] ?? "-") and \(right[key] ?? "-")")
    }
  }
}
