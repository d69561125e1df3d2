// Saving: whatever is edited at the prompt, the saved file means the edited model, and only lines that had to change
// are different.

import RungModel
import RungSession
import RungSnapshot
import RungSyntax
import RungText
import TestSupport
import Testing

@Suite struct SaveTests {
  private static let examples = ["ladder", "open-seeds", "outreachy", "boards", "mentoring"].map {
    "scripts/examples/\($0).rung"
  }

  /// Edits of every form that apply to the definitions: figures, properties, members, declarations, removals.
  private func edits(_ definitions: Definitions, _ random: inout SeededRandom) -> [String] {
    let entities = definitions.present.filter {
      !["scenario", "exchange"].contains(definitions.kindName(of: $0))
    }
    return (0..<Int.random(in: 1...6, using: &random)).map { number in
      let entity = entities[Int.random(in: 0..<entities.count, using: &random)]
      let name = definitions.qualifiedName(of: entity)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return "let Extra\(number) = \(Int.random(in: 1...99, using: &random)) + 1"
      case 1: return "\(name).note = \"edit \(number)\""
      case 2: return "\(name).source = \"source \(number)\""
      case 3:
        let formulas = definitions.formulas(of: entity).filter { !$0.key.isStatementFormula }
        guard let formula = formulas.randomElement(using: &random) else { return "remove \(name)" }
        let path = definitions.path(of: entity, formula.key)
        return "\(path) = \(definitions.canonicalText(of: formula.formula))"
      case 4:
        let formulas = definitions.formulas(of: entity).filter { !$0.key.isStatementFormula }
        guard let formula = formulas.randomElement(using: &random) else { return "let Other\(number) = 1" }
        return "remove \(definitions.path(of: entity, formula.key))"
      default: return "stage Added\(number) { duration: 3 months; places: \(number + 1) }"
      }
    }
  }

  @Test("what is saved is what was edited, in every example", arguments: examples)
  func saved(_ path: String) throws {
    let files = MemoryCopy()
    var random = SeededRandom(11)
    var written = 0
    for round in 0..<40 {
      files.reset()
      let session = Session(files: files, .file(path))
      if round % 3 == 1, let scenario = session.written.scenarios.first {
        #expect(session.select(scenario: session.written.name(of: scenario)).isEmpty)
      }
      var done: [String] = []
      for edit in edits(session.definitions, &random) where session.evaluate(edit).status == .fine {
        done.append(edit)
      }
      let meant = session.written.canonicalText()
      let outcome = session.evaluate("save")
      try #require(outcome.status == .fine, "\(done): \(outcome)")
      #expect(session.changes.isEmpty)
      let again = Session(files: files, .file(path))
      try #require(again.written.canonicalText() == meant, "\(done)")
      written += files.changedLines
      // One edit touches its own lines only: a property a line or two, a declaration five.
      #expect(files.changedLines <= done.count * 8 + 2, "\(done)")
      #expect(files.keepsComments)
    }
    #expect(written > 0)
  }

  @Test("a file that changed meanwhile is read again; an edit that no longer fits refuses the whole")
  func changedMeanwhile() throws {
    let files = MemoryCopy(text: "let A = 1\nlet B = 2 # two\n")
    let session = Session(files: files, .file("p.rung"))
    #expect(session.evaluate("A = 10").status == .fine)
    files.text = "## New.\nlet C = 3\nlet A = 1\nlet B = 5 # five\n"
    #expect(session.evaluate("save").status == .fine)
    #expect(files.text == "## New.\nlet C = 3\nlet A = 10\nlet B = 5 # five\n")
    #expect(session.evaluate("B = 7").status == .fine)
    files.text = "let A = 10\n"
    let refused = session.evaluate("save")
    #expect(refused.status == .couldNotWork && "\(refused)".contains("no longer fits"))
    #expect(files.text == "let A = 10\n")
  }

  @Test("undo goes on beyond a save: what was saved is then an edit back")
  func undoBeyond() throws {
    let files = MemoryCopy(text: "fund Core { amount: 5 EUR } # mine\n")
    let session = Session(files: files, .file("p.rung"))
    #expect(session.evaluate("Core.amount = 6 EUR").status == .fine)
    #expect(session.evaluate("let X = 1").status == .fine)
    #expect(session.evaluate("save").status == .fine)
    #expect(
      files.text == "let X = 1\nfund Core { amount: 6 EUR } # mine\n" || files.text.contains("let X = 1"))
    #expect(session.undo())
    #expect(session.evaluate("Core.amount = 7 EUR").status == .fine)
    #expect(session.evaluate("save").status == .fine)
    #expect(files.text == "fund Core { amount: 7 EUR } # mine\n")
    #expect(session.undo() && session.undo())
    #expect(session.evaluate("save").status == .fine)
    #expect(files.text == "fund Core { amount: 5 EUR } # mine\n")
  }
}
