// Edits made inside a scenario: they go into its block, the programme itself stays as it is.

import RungSyntax
import RungText

extension Definitions {
  /// The definitions after statements that are made in a scenario, and the changes they were.
  ///
  /// A path is set at most once in a scenario: a second override takes the place of the first, and
  /// `P = P + 2` goes on from it (from the parent's `P` when the scenario had none). Removing what the scenario
  /// itself sets or adds takes that back. On an error the definitions are as they were and there is no change.
  package func applying(
    statement tree: SyntaxTree, in scenario: EntityID
  ) -> Checked<(definitions: Definitions, changes: [Change])> {
    var result = self
    var changes: [Change] = []
    var diagnostics = tree.diagnostics
    for statement in tree.children(of: 0) {
      let inside = result.applying(scenario).value
      let whole = SyntaxTree.parse(tree.source, range: tree.range(statement))
      let step = inside.applying(statement: whole)
      diagnostics += step.diagnostics
      guard !step.hasErrors else { return Checked((self, []), diagnostics) }
      for change in step.value.changes {
        var block = ScenarioBlock(scenario, result)
        let made = block.make(change, whole, inside)
        result = result.replacing(scenario, with: block)
        changes.append(made)
      }
    }
    return Checked((result, changes), diagnostics)
  }

  /// The definitions with another text in a scenario's block.
  private func replacing(_ scenario: EntityID, with block: ScenarioBlock) -> Definitions {
    var next = self
    let tree = SyntaxTree.parse(Source(name: "<\(name(of: scenario)), as edited>", text: block.text))
    next.trees.append(tree)
    let old = self[scenario]
    next.entities[Int(scenario.index)] = Entity(
      kind: old.kind, name: old.name, tree: Int32(next.trees.count - 1),
      node: Int32(tree.child(0, of: 0) ?? 0),
      owner: old.owner, isFamily: old.isFamily, firstRow: old.firstRow, rowCount: old.rowCount)
    return next
  }
}

/// What a scenario says, statement by statement, while it is edited.
private struct ScenarioBlock {
  private struct Statement {
    /// With its documentation.
    var text: String
    /// What it sets or adds; nil of a removal.
    let path: String?
    let place: Place
  }

  /// Everything before the `{`, documentation included.
  private let head: String
  private var statements: [Statement] = []
  private let name: String
  private let place: Place
  private let before: String

  init(_ scenario: EntityID, _ definitions: Definitions) {
    let tree = definitions.tree(of: scenario)
    let node = Int(definitions[scenario].node)
    name = definitions.name(of: scenario)
    place = definitions.namePlace(of: scenario)
    before = definitions.canonicalText(of: scenario)
    let block = tree.firstChild(of: node, kind: .block)
    let start = ScenarioBlock.range(node, tree).start
    let end = block.map { tree.range($0).start } ?? tree.range(node).end
    head = tree.source.text(ByteRange(start: start, end: end))
    let inside = definitions.applying(scenario).value
    for child in block.map({ Array(tree.children(of: $0)) }) ?? [] {
      statements.append(
        Statement(
          text: tree.source.text(ScenarioBlock.range(child, tree)),
          path: ScenarioBlock.path(child, tree, inside),
          place: tree.place(child)))
    }
  }

  var text: String { head + " {\n" + statements.map { $0.text + "\n" }.joined() + "}\n" }

  /// Puts a change into the block; the change as seen from the scenario.
  mutating func make(_ change: Change, _ tree: SyntaxTree, _ inside: Definitions) -> Change {
    let own = statements.firstIndex { $0.path == change.path }
    let written = tree.child(0, of: 0).map(tree.kind)
    var statement = change.statement
    var inverse = "remove \(change.path)"
    switch written {
    case .remove:
      inverse = own.map { statements[$0].text } ?? before
      if own == nil {
        statements.append(Statement(text: statement, path: nil, place: place))
      } else {
        statements.removeAll { $0.path == change.path || $0.path?.hasPrefix(change.path + ".") == true }
      }
    case .override:
      statement = spliced(own, change, tree, inside)
      let new = Statement(text: statement, path: change.path, place: place)
      if let own {
        inverse = statements[own].text
        statements[own] = new
      } else {
        statements.append(new)
      }
    default:
      statements.append(Statement(text: statement, path: change.path, place: place))
    }
    var made = Change(
      statement: statement, inverse: inverse,
      place: own.map { statements.indices.contains($0) ? statements[$0].place : place },
      path: change.path, changed: change.changed)
    made.scenario = name
    return made
  }

  /// The override in canonical text. Its own path stands for the scenario's older formula, or for the parent's.
  private func spliced(_ own: Int?, _ change: Change, _ tree: SyntaxTree, _ inside: Definitions) -> String {
    guard let override = tree.child(0, of: 0), let value = tree.child(1, of: override),
      let target = change.changed
    else { return change.statement }
    let mentions = inside.mentions(of: target, in: tree, under: value)
    guard !mentions.isEmpty else { return change.statement }
    let whole = tree.range(value)
    var text = ""
    var position = whole.start
    for mention in mentions {
      let range = tree.range(mention)
      text += tree.source.text(ByteRange(start: position, end: range.start))
      text += own.flatMap { older($0) }.map { "(" + $0 + ")" } ?? tree.source.text(range)
      position = range.end
    }
    text += tree.source.text(ByteRange(start: position, end: whole.end))
    let formula = SyntaxTree.parse(Source(name: tree.source.name, text: text), as: .expression)
    return change.path + " = " + CanonicalPrinter.canonicalText(of: formula.onlyNode, in: formula)
  }

  /// The formula of the override that stands at a place of the block.
  private func older(_ index: Int) -> String? {
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: statements[index].text))
    guard let override = tree.child(0, of: 0), tree.kind(override) == .override,
      let value = tree.child(1, of: override)
    else { return nil }
    return tree.source.text(tree.range(value))
  }

  private static func range(_ node: NodeIndex, _ tree: SyntaxTree) -> ByteRange {
    let range = tree.range(node)
    guard let above = tree.documentationRange(before: tree.firstToken(node)) else { return range }
    return range.union(above)
  }

  private static func path(_ statement: NodeIndex, _ tree: SyntaxTree, _ inside: Definitions) -> String? {
    guard let first = tree.child(0, of: statement) else { return nil }
    switch tree.kind(statement) {
    case .remove: return nil
    case .override:
      guard case .success(let target) = inside.target(of: first, in: tree),
        let (entity, member, key) = inside.overridable(target)
      else { return nil }
      return inside.path(of: entity, member: member, key)
    default: return inside.entity(named: tree.text(first)).map { inside.qualifiedName(of: $0) }
    }
  }
}
