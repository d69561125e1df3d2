// Transcripts: fed to the prompt again, what was typed comes to the same programme.

import LineEditor
import RungModel
import RungPrompt
import RungSession
import RungSyntax
import RungText
import TestSupport
import Testing

@Suite struct ReplayTests {
  private static let examples = ["ladder", "open-seeds", "outreachy", "boards", "mentoring"].map {
    "scripts/examples/\($0).rung"
  }

  /// A prompt on an example, in memory, as a person or a script has it.
  private struct Sitting {
    let files: MemoryCopy
    let desk: Desk
    let prompt: Prompt
    let said: Said

    init(_ path: String, _ files: MemoryCopy, isTyped: Bool) {
      self.files = files
      let said = Said()
      self.said = said
      desk = Desk(files: files, path: path, isTyped: isTyped)
      prompt = Prompt(desk, PromptScreen(tell: { said.reports.append($0) }))
    }

    var canonicalText: String { desk.definitions.canonicalText() }

    /// Lines of a pipe.
    func read(_ text: String) {
      for statement in UnfinishedStatement.splits(text, isComplete: prompt.services.isComplete) {
        prompt.accept(statement)
      }
    }
  }

  private final class Said {
    var reports: [Report] = []
    var errors: [String] {
      reports.flatMap { report -> [String] in
        guard case .diagnostics(let found) = report else { return [] }
        return found.filter { $0.severity == .error }.map(\.message)
      }
    }
  }

  /// What somebody may enter next.
  private func input(_ sitting: Sitting, _ number: Int, _ random: inout SeededRandom) -> String {
    let definitions = sitting.desk.session.written
    let plain = definitions.present.filter {
      !["scenario", "exchange"].contains(definitions.kindName(of: $0))
    }
    let entity = plain[Int.random(in: 0..<plain.count, using: &random)]
    let name = definitions.qualifiedName(of: entity)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return "\(name).note = \"round \(number)\""
    case 1: return "let Extra\(number) = \(number)"
    // Declared behind what asks for it.
    case 2: return "let Early\(number) = Late\(number) + 1\nlet Late\(number) = 2"
    case 3: return ".undo \(Int.random(in: 1...3, using: &random))"
    case 4: return ".redo"
    // Declared anew, over several lines, with another documentation.
    case 5: return "remove \(name)\n## Round \(number).\n" + definitions.canonicalText(of: entity)
    case 6:
      let scenarios = definitions.scenarios.map(definitions.name(of:))
      return scenarios.isEmpty ? ".out" : ".in " + scenarios[number % scenarios.count]
    case 7: return ".out"
    case 8: return "stage Added\(number) {"
    case 9: return "let One\(number) = 1\n.undo\n\nlet Two\(number) = 2 # said\n.redo"
    case 10: return ".restore \(Int.random(in: 1...20, using: &random))"
    default: return "\(name).note ="
    }
  }

  @Test("a transcript fed to the prompt again comes to the same programme", arguments: examples)
  func replayed(_ path: String) throws {
    var random = SeededRandom(23)
    var edited = 0
    for round in 0..<25 {
      let files = MemoryCopy()
      let first = Sitting(path, files, isTyped: true)
      let begin = Int.random(in: 0..<4, using: &random)
      for number in 0..<12 {
        if number == begin { first.prompt.accept(".transcript kept") }
        first.prompt.accept(input(first, number, &random))
      }
      let transcript = String(decoding: try files.read("kept"), as: UTF8.self)
      let again = Sitting(path, files, isTyped: false)
      again.read(transcript)
      let difference = LineDiff(from: Array(first.canonicalText.utf8), to: Array(again.canonicalText.utf8))
        .unified(oldName: "typed", newName: "replayed")
      let isSame = difference.isEmpty
      try #require(isSame, "round \(round):\n\(transcript)\n\(String(decoding: difference, as: UTF8.self))")
      #expect(again.desk.session.scenarioName == first.desk.session.scenarioName, "\(transcript)")
      if !first.desk.session.changes.isEmpty { edited += 1 }
    }
    #expect(edited > 10)
  }

  @Test("lines between .paste and .end are one input, and empty lines do not end them")
  func paste() {
    let sitting = Sitting("p.rung", MemoryCopy(text: ""), isTyped: false)
    sitting.read(".paste\nlet A = B\n\n\nlet B = 2\n.end\nlet C = A + 1\n")
    #expect(sitting.said.errors.isEmpty)
    #expect(sitting.desk.session.changes.count == 3)
    sitting.read(".end\n")
    #expect(sitting.said.errors == ["the prompt has no command \".end\""])
    // What a transcript was cut off in is not lost.
    sitting.read(".paste\nlet E = F\nlet F = 2\n")
    #expect(sitting.desk.session.changes.count == 5)
  }
}
