// `.save FILE`: the programme as a new file. The text of the one file it has goes along, comments and verbs included; what
// was begun at the prompt, or stands in several files, comes in the order in which it was declared.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

extension Session {
  /// - Returns: `isWhole`: whether nothing that the files say is left out.
  package func writeCopy(to path: String, at place: Place) -> (outcome: Outcome, isWhole: Bool) {
    let bytes: [UInt8]
    let isWhole = workspace.trees.isEmpty || opened.workspace.trees.count == 1
    if isWhole, !workspace.trees.isEmpty {
      switch savePlan(at: place) {
      case .failure(let problem): return (problem.outcome, true)
      case .success(let plan): bytes = plan.files.first?.bytes ?? workspace.trees[0].source.bytes
      }
    } else {
      bytes = Array(DeclarationOrder.text(of: written).utf8)
    }
    do throws(FileProblem) {
      try files.write(bytes, to: path)
      return (Outcome(), isWhole)
    } catch {
      return (Outcome.failed(.file(error, at: place)), isWhole)
    }
  }
}

/// Canonical statements in the order of their declarations.
private enum DeclarationOrder {
  private struct Part {
    let key: Int
    let kind: String
    var text: String
  }

  static func text(of definitions: Definitions) -> String {
    let canonical = definitions.canonicalText()
    let tree = SyntaxTree.parse(Source(name: "<new file>", text: canonical))
    var parts: [Part] = []
    for statement in tree.children(of: 0) {
      let start = tree.documentationRange(before: tree.firstToken(statement))
      let range = tree.range(statement)
      let text = tree.source.text(start.map(range.union) ?? range)
      let isOverride = tree.kind(statement) == .override
      if let entity = subject(of: statement, tree, definitions), isOverride {
        // What is said of the members of a family stays behind it.
        let owner = parts.firstIndex { $0.key == Int(entity.index) + 1 } ?? parts.indices.last
        if let owner { parts[owner].text += "\n" + text }
      } else if let entity = subject(of: statement, tree, definitions) {
        let kind = definitions.kindName(of: entity)
        // The programme comes first, and what is said of it.
        let key = kind == "programme" ? 0 : Int(entity.index) + 1
        parts.append(Part(key: key, kind: kind, text: text))
      } else {
        // What has no name: the edition, and rates of exchange.
        let word = tree.text(ofToken: tree.firstToken(statement))
        parts.append(Part(key: word == "rung" ? -1 : 1, kind: word, text: text))
      }
    }
    let ordered = parts.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map(\.element)
    var result = ""
    for (index, part) in ordered.enumerated() {
      let before = index > 0 ? ordered[index - 1] : nil
      if let before {
        let isClose = before.kind == part.kind && !before.text.contains("\n") && !part.text.contains("\n")
        result += isClose ? "\n" : "\n\n"
      }
      result += part.text
    }
    result += "\n"
    // Nothing is written on trust.
    let again = Definitions.collect(
      [SyntaxTree.parse(Source(name: "<new file>", text: result))], schema: definitions.schema)
    return again.value.canonicalText() == canonical ? result : canonical
  }

  /// What the first name of a statement stands for.
  private static func subject(of statement: NodeIndex, _ tree: SyntaxTree, _ definitions: Definitions)
    -> EntityID?
  {
    guard let child = tree.child(0, of: statement) else { return nil }
    return definitions.entity(named: tree.text(ofToken: tree.firstToken(child)))
  }
}
