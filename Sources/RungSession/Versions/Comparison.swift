// Two versions compared: what is different, what it was worth before and now, and what follows from it.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

package struct Comparison: Hashable, Sendable {
  /// A fact that is different, with its values where they say more than the formulas.
  struct Row: Hashable, Sendable {
    let label: String
    /// The formula of a statement such as `let`: it goes by the name of the thing.
    let isOwn: Bool
    let old: String?
    let new: String?
    let oldValue: String?
    let newValue: String?
  }

  struct Item: Hashable, Sendable {
    let entry: Difference.Entry
    let rows: [Row]
  }

  /// A value that changed though its formula did not.
  struct Consequence: Hashable, Sendable {
    let kind: String
    let path: String
    let old: String
    let new: String
  }

  let from: String
  let to: String
  let items: [Item]
  let consequences: [Consequence]

  package var isEmpty: Bool { items.isEmpty && consequences.isEmpty }
  /// 1 when they differ, as `diff` has it.
  package var status: RunStatus { isEmpty ? .fine : .problems }

  package init(_ old: Version, _ new: Version) {
    from = old.label
    to = new.label
    // Digests are read only where a version states one.
    let isStated = [old, new].contains { $0.session.statesPeopleFiles }
    let people = isStated ? (old.session.peopleFacts, new.session.peopleFacts) : ([:], [:])
    let difference = Difference(from: old.session.written, to: new.session.written, people: people)
    let values = (VersionValues(old.session), VersionValues(new.session))
    items = difference.entries.map { entry in
      Item(entry: entry, rows: entry.changes.map { Self.row($0, entry, values.0, values.1) })
    }
    consequences = Consequences(difference, values.0, values.1).found
  }

  private static func row(
    _ change: Difference.FactChange, _ entry: Difference.Entry, _ old: VersionValues, _ new: VersionValues
  ) -> Row {
    func value(_ entity: EntityID?, _ key: PropertyKey?, _ formula: String?, _ values: VersionValues)
      -> String?
    {
      guard let entity, let key, let formula else { return nil }
      let text = values.text(of: entity, change.member, key)
      return text == formula || text == values.plainText(of: formula) ? nil : text
    }
    return Row(
      label: change.label, isOwn: change.isFormula, old: change.old, new: change.new,
      oldValue: value(entry.old, change.oldKey, change.old, old),
      newValue: value(entry.new, change.newKey, change.new, new))
  }
}

/// Values of one version, as a person reads them.
struct VersionValues {
  let evaluator: Evaluator
  /// As written: before any scenario.
  let definitions: Definitions

  init(_ session: Session) {
    evaluator = session.evaluator
    definitions = session.evaluator.definitions
  }

  /// Of a family without a member: the values of all, when they differ the first few.
  func text(of entity: EntityID, _ member: String?, _ key: PropertyKey) -> String? {
    guard key != .confidence else { return nil }
    if key == .condition { return verdict(of: entity) }
    let refs = evaluator.members(of: entity).filter { member == nil || evaluator.memberKey(of: $0) == member }
    guard !refs.isEmpty else { return nil }
    var texts: [String] = []
    for ref in refs.prefix(Self.mostMembers + 1) {
      let value = evaluator.value(of: ref, key)
      if value.isNone { return nil }
      texts.append(ValueText.plain(value, evaluator))
    }
    if Set(texts).count == 1, refs.count <= Self.mostMembers { return texts[0] }
    let isMore = texts.count > Self.mostMembers
    return texts.prefix(Self.mostMembers).joined(separator: ", ") + (isMore ? ", \u{2026}" : "")
  }

  private static let mostMembers = 12

  /// `met`, `missed` or `undecided`.
  func verdict(of target: EntityID) -> String { Decision(of: target, evaluator).verdict.word }

  /// A formula that is only a literal, as a person reads its value: `1100 EUR` is `1,100 EUR`.
  func plainText(of formula: String) -> String? {
    let tree = SyntaxTree.parse(Source(name: "", text: formula), as: .expression)
    guard Consequences.isLiteral(tree.onlyNode, tree) else { return nil }
    let result = evaluator.evaluate(expression: tree.onlyNode, tree: tree, index: nil)
    _ = evaluator.takeDiagnostics()
    return result.value.isNone ? nil : ValueText.plain(result.value, evaluator)
  }
}

/// What follows from a difference: values of formulas that are the same in both versions.
struct Consequences {
  private(set) var found: [Comparison.Consequence] = []

  init(_ difference: Difference, _ old: VersionValues, _ new: VersionValues) {
    let definitions = difference.new
    guard !difference.isEmpty || Self.hasPeople(definitions) else { return }
    var changed: [EntityID: Difference.Entry] = [:]
    for entry in difference.entries { if let entity = entry.new { changed[entity] = entry } }
    var places: [(kind: KindID, name: NaturalOrder.Key, found: [Comparison.Consequence])] = []
    for entity in definitions.present where Self.hasFormulas(entity, definitions) {
      let entry = changed[entity]
      guard entry?.sort != .added, let before = entry?.old ?? Self.counterpart(entity, difference) else {
        continue
      }
      let found = compare(entity, before, entry, difference, old, new)
      if found.isEmpty { continue }
      places.append(
        (definitions[entity].kind, NaturalOrder.Key(definitions.qualifiedName(of: entity)), found))
    }
    found = places.sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }.flatMap(\.found)
  }

  /// Whether anything of it is more than a literal, or was edited. Most of a large programme is not.
  private static func hasFormulas(_ entity: EntityID, _ definitions: Definitions) -> Bool {
    if definitions.edits[entity] != nil { return true }
    let tree = definitions.tree(of: entity)
    return definitions.writtenRows(of: entity).contains {
      !isLiteral(Int($0.node), tree, of: $0.key, definitions)
    }
  }

  /// A word of a known set, or the name of a thing, means the same wherever it stands.
  private static func isLiteral(
    _ node: NodeIndex, _ tree: SyntaxTree, of key: PropertyKey, _ definitions: Definitions
  ) -> Bool {
    let isWord = key.dimension != nil || key.property.map { holdsWords(definitions.schema[$0].type) } ?? false
    guard isWord else { return isLiteral(node, tree) }
    let end = node + Int(tree.nodes[node].size)
    return tree.nodes[node..<end].allSatisfy { $0.kind == .name || $0.kind == .list }
      || isLiteral(node, tree)
  }

  private static func holdsWords(_ type: PropertyType) -> Bool {
    switch type {
    case .tag, .newTags, .reference: true
    case .list(let item): holdsWords(item)
    case .either(let types): types.allSatisfy { holdsWords($0) || isTable($0) }
    case .text, .truth, .number, .percentage, .amount, .effort, .duration, .date, .span, .timeOfDay, .year,
      .table, .mix, .selection, .rule, .condition, .anything:
      false
    }
  }

  private static func isTable(_ type: PropertyType) -> Bool {
    if case .table = type { return true }
    return false
  }

  private func compare(
    _ entity: EntityID, _ before: EntityID, _ entry: Difference.Entry?, _ difference: Difference,
    _ old: VersionValues, _ new: VersionValues
  ) -> [Comparison.Consequence] {
    let definitions = difference.new
    var found: [Comparison.Consequence] = []
    for (key, formula) in definitions.formulas(of: entity) {
      let tree = definitions.tree(of: formula)
      if Self.isLiteral(Int(formula.node), tree, of: key, definitions) { continue }
      if let entry, entry.changes.contains(where: { $0.newKey == key && $0.member == nil }) { continue }
      guard let oldKey = Self.key(key, definitions, difference.old, before),
        let was = old.text(of: before, nil, oldKey), let value = new.text(of: entity, nil, key), was != value
      else { continue }
      let name = definitions.path(of: entity, key == .value || key == .condition ? nil : key)
      found.append(
        Comparison.Consequence(kind: definitions.kindName(of: entity), path: name, old: was, new: value))
    }
    return found
  }

  /// A property's key in the other version: dimensions are numbered anew in each.
  private static func key(
    _ key: PropertyKey, _ definitions: Definitions, _ other: Definitions, _ entity: EntityID
  ) -> PropertyKey? {
    guard key.dimension != nil else { return key }
    return definitions.name(of: key).flatMap { other.key(of: $0, kind: other[entity].kind) }
  }

  private static func counterpart(_ entity: EntityID, _ difference: Difference) -> EntityID? {
    let (new, old) = (difference.new, difference.old)
    var owner: EntityID?
    if new.schema[new[entity].kind].isQualified, let container = new[entity].owner {
      guard let found = old.entity(named: new.name(of: container)) else { return nil }
      owner = found
    }
    return old.entity(named: new.name(of: entity), in: owner)
  }

  private static func hasPeople(_ definitions: Definitions) -> Bool {
    definitions.schema.kinds.contains { kind in
      kind.isFromFile
        && definitions.schema.kind(named: kind.name).map { !definitions.present(ofKind: $0).isEmpty } ?? false
    }
  }

  /// Nothing in it can mean something else elsewhere.
  static func isLiteral(_ node: NodeIndex, _ tree: SyntaxTree) -> Bool {
    let end = node + Int(tree.nodes[node].size)
    return !tree.nodes[node..<end].contains { inner in
      switch inner.kind {
      case .name, .reference, .comprehension, .choice: true
      default: false
      }
    }
  }
}
