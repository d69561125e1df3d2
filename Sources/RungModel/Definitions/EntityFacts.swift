// What is said of one thing, fact by fact, in canonical words: what a difference compares.

import RungSyntax
import RungText

package struct EntityFact: Sendable {
  package enum Name: Hashable, Sendable {
    case kind, title, index, origin, owner, documentation
    /// A property, or the formula of a statement; of a member, with its index.
    case property(PropertyKey, member: String?)
    /// What a scenario changes or adds.
    case change(String)
  }

  package let name: Name
  /// As a person calls it: `amount`, `[3].size`, `title`.
  package let label: String
  package let text: String
  /// The documentation above a property.
  package let documentation: String?
}

extension Definitions {
  /// All facts of an entity, in canonical order.
  package func facts(of entity: EntityID, memberEdits: [(index: String, edits: [PropertyKey: PropertyEdit])])
    -> [EntityFact]
  {
    var facts: [EntityFact] = []
    func add(_ name: EntityFact.Name, _ label: String, _ text: String?, documentation: String? = nil) {
      guard let text else { return }
      facts.append(EntityFact(name: name, label: label, text: text, documentation: documentation))
    }
    let record = self[entity]
    let tree = tree(of: entity)
    let node = Int(record.node)
    add(.kind, "kind", schema[record.kind].name)
    add(
      .title, "title",
      title(of: entity).map { CanonicalPrinter.canonicalText(of: $0, in: tree) })
    add(
      .index, "members",
      tree.firstChild(of: node, kind: .family).map { tree.words(of: $0) })
    if kindName(of: entity) != "scenario" {
      add(
        .origin, "from",
        tree.firstChild(of: node, kind: .fromClause).flatMap { tree.child(0, of: $0) }
          .map { CanonicalPrinter.canonicalText(of: $0, in: tree) })
    }
    if !schema[record.kind].isQualified, let owner = record.owner {
      add(.owner, "in", name(of: owner))
    }
    add(.documentation, "documentation", tree.documentation(before: tree.firstToken(node)))
    for (key, formula) in formulas(of: entity) {
      add(
        .property(key, member: nil), label(of: key),
        splicedText(of: formula, path: .property(entity, member: nil, key)),
        documentation: documentation(above: formula))
    }
    for (index, edits) in memberEdits {
      for (key, edit) in edits.sorted(by: { precedes($0.key, $1.key) }) {
        add(
          .property(key, member: index), "[\(index)]" + (self.name(of: key).map { "." + $0 } ?? ""),
          edit.formula.map { splicedText(of: $0, path: .property(entity, member: index, key)) } ?? "removed")
      }
    }
    if kindName(of: entity) == "scenario" { facts += scenarioFacts(entity) }
    return facts
  }

  private func label(of key: PropertyKey) -> String {
    if key == .condition { return "condition" }
    if key == .value { return "value" }
    return name(of: key) ?? "value"
  }

  private func documentation(above formula: Formula) -> String? {
    let tree = tree(of: formula)
    let first = tree.firstToken(Int(formula.node))
    guard first >= 2, tree.tokens.kinds[first - 1] == .colon else { return nil }
    return tree.documentation(before: first - 2)
  }

  /// Overrides of members by their family, in order.
  package var membersWithEdits: [EntityID: [(index: String, edits: [PropertyKey: PropertyEdit])]] {
    var found: [EntityID: [(index: String, edits: [PropertyKey: PropertyEdit])]] = [:]
    for (member, edits) in memberEdits { found[member.entity, default: []].append((member.index, edits)) }
    return found.mapValues { $0.sorted { NaturalOrder.precedes($0.index, $1.index) } }
  }

  private func scenarioFacts(_ scenario: EntityID) -> [EntityFact] {
    var facts: [EntityFact] = []
    func add(_ label: String, _ text: String) {
      facts.append(EntityFact(name: .change(label), label: label, text: text, documentation: nil))
    }
    let lineage = lineage(of: scenario).value
    if lineage.count > 1 { add("from", name(of: lineage[lineage.count - 2])) }
    let tree = tree(of: scenario)
    guard let block = tree.firstChild(of: Int(self[scenario].node), kind: .block) else { return facts }
    let changes = ScenarioChanges(block, tree, Int(self[scenario].tree), self)
    for entity in changes.additions {
      let name = changes.scratch.qualifiedName(of: entity)
      for fact in changes.scratch.facts(of: entity, memberEdits: []) {
        switch fact.name {
        case .kind: add("adds \(name)", fact.text)
        case .property(.value, member: nil), .property(.condition, member: nil): add(name, fact.text)
        case .title, .index, .origin, .owner, .documentation, .property, .change:
          add("\(name).\(fact.label)", fact.text)
        }
      }
    }
    for child in tree.children(of: block) {
      guard let path = tree.child(0, of: child) else { continue }
      let text = CanonicalPrinter.canonicalText(of: path, in: tree)
      if tree.kind(child) == .override, let value = tree.child(1, of: child) {
        add(text, CanonicalPrinter.canonicalText(of: value, in: tree))
      } else if tree.kind(child) == .remove {
        add(text, "removed")
      }
    }
    return facts.sorted { NaturalOrder.precedes($0.label, $1.label) }
  }
}
