// A snapshot is a script: the definitions of all files as one canonical text, which evaluates to the same model
// and is saved again to the same bytes, on any machine and in any locale.
//
// Order: kinds and properties by the schema, names by code point with numbers by value, scenarios parents first,
// overrides by path. One property a line, two spaces, no width wrapping, minimal brackets, `_` from five digits.

import RungSyntax
import RungText

/// What a snapshot says of a file that people come from.
package struct PeopleFileFacts: Hashable, Sendable {
  /// The file as seen from the project's folder.
  package let path: String
  package let rows: Int
  /// SHA-256 of its bytes, in hexadecimal.
  package let digest: String

  package init(path: String, rows: Int, digest: String) {
    self.path = path
    self.rows = rows
    self.digest = digest
  }
}

extension Definitions {
  /// The edition of the language that canonical text is written in.
  package static let edition = 1

  /// The whole as a script. People from files are named by file, rows and digest, never inlined.
  package func canonicalText(people: [EntityID: PeopleFileFacts] = [:]) -> String {
    var printer = CanonicalText(definitions: self, people: people)
    printer.all()
    return printer.text
  }

  /// One declaration with what it owns and, of a family, the overrides of its members: what brings it back
  /// after a removal.
  package func canonicalText(of entity: EntityID, people: [EntityID: PeopleFileFacts] = [:]) -> String {
    var printer = CanonicalText(definitions: self, people: people)
    printer.declarationAndBelongings(entity)
    return printer.text
  }

  /// A formula on one line.
  package func canonicalText(of formula: Formula) -> String {
    CanonicalPrinter.canonicalText(of: Int(formula.node), in: tree(of: formula))
  }
}

private struct CanonicalText {
  let definitions: Definitions
  let people: [EntityID: PeopleFileFacts]
  private(set) var text = ""
  private var indent = 0
  private var isLastABlock = false
  /// By owner, in order of declaration: what is to be printed with it.
  private let belongings: [EntityID: [EntityID]]

  private var schema: Schema { definitions.schema }

  init(definitions: Definitions, people: [EntityID: PeopleFileFacts]) {
    self.definitions = definitions
    self.people = people
    var belongings: [EntityID: [EntityID]] = [:]
    for entity in definitions.present {
      if let owner = definitions[entity].owner { belongings[owner, default: []].append(entity) }
    }
    self.belongings = belongings
  }

  // MARK: Whole

  mutating func all() {
    line("rung \(Definitions.edition)")
    isLastABlock = true
    for index in schema.kinds.indices {
      let kind = KindID(index: index)
      for entity in schema[kind].name == "scenario" ? scenarios() : definitions.ordered(ofKind: kind) {
        // What is qualified stands inside its owner.
        if schema[kind].isQualified, definitions[entity].owner != nil { continue }
        declaration(entity)
      }
    }
    overrides()
  }

  /// Parents before those that come from them, else by name.
  private func scenarios() -> [EntityID] {
    var sorted: [EntityID] = []
    for scenario in definitions.scenarios {
      for ancestor in definitions.lineage(of: scenario).value where !sorted.contains(ancestor) {
        sorted.append(ancestor)
      }
    }
    return sorted
  }

  /// Overrides of members, by path.
  private mutating func overrides() {
    let entities = Set(definitions.memberEdits.keys.map(\.entity)).filter(definitions.isPresent)
    let ordered = entities.sorted {
      NaturalOrder.precedes(definitions.name(of: $0), definitions.name(of: $1))
    }
    if !ordered.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    for entity in ordered { members(of: entity) }
    outerProperties()
  }

  /// A `let` has no block, and that of a scenario holds changes: what is said of them stands outside.
  private mutating func outerProperties() {
    let lets = schema.kind(named: "let").map { definitions.ordered(ofKind: $0) } ?? []
    for entity in lets + scenarios() { outerProperties(of: entity) }
  }

  private mutating func outerProperties(of entity: EntityID) {
    guard ["let", "scenario"].contains(definitions.kindName(of: entity)) else { return }
    for (key, formula) in definitions.formulas(of: entity) where !key.isStatementFormula {
      if !text.hasSuffix("\n\n"), isLastABlock { text += "\n" }
      isLastABlock = false
      line("\(definitions.path(of: entity, key)) = \(formulaText(formula, entity, nil, key))")
    }
  }

  mutating func members(of entity: EntityID) {
    let members = definitions.memberEdits.filter { $0.key.entity == entity }
      .sorted { NaturalOrder.precedes($0.key.index, $1.key.index) }
    for (member, edits) in members {
      for (key, edit) in edits.sorted(by: { definitions.precedes($0.key, $1.key) }) {
        let path = definitions.path(of: entity, member: member.index, key)
        if let formula = edit.formula {
          line("\(path) = \(formulaText(formula, entity, member.index, key))")
        } else {
          line("remove \(path)")
        }
      }
    }
  }

  // MARK: Declarations

  /// The declaration, what belongs to it by an `in` clause, and the overrides of its members.
  mutating func declarationAndBelongings(_ entity: EntityID) {
    declaration(entity)
    outerProperties(of: entity)
    members(of: entity)
    for other in belongings[entity] ?? [] where !schema[definitions[other].kind].isQualified {
      declarationAndBelongings(other)
    }
  }

  /// - Parameter isInside: whether it stands in the block of its owner.
  mutating func declaration(_ entity: EntityID, isInside: Bool = false) {
    let record = definitions[entity]
    let tree = definitions.tree(of: entity)
    let node = Int(record.node)
    let kind = schema[record.kind]
    let isBlock = kind.isStatement ? hasBlock(entity) : true
    if indent == 0, isLastABlock || isBlock, !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
    isLastABlock = isBlock
    documentation(before: tree.firstToken(node), tree)
    var head =
      kind.isStatement ? statementHead(entity, kind.name) : declarationHead(entity, kind, isInside: isInside)
    let properties =
      kind.name == "let" ? [] : definitions.formulas(of: entity).filter { !$0.key.isStatementFormula }
    let facts = kind.isFromFile ? people[entity] : nil
    let inner = owned(by: entity)
    if kind.name == "scenario" {
      scenarioBlock(entity, &head)
      return
    }
    guard !properties.isEmpty || !inner.isEmpty || facts != nil else {
      line(head)
      return
    }
    line(head + " {")
    indent += 1
    var unstated = facts.map { missing($0, properties.map(\.key), record.kind) } ?? []
    for (key, formula) in properties {
      while let next = unstated.first, definitions.precedes(next.key, key) {
        line(next.text)
        unstated.removeFirst()
      }
      property(entity, key, formula, facts)
    }
    for fact in unstated { line(fact.text) }
    for child in inner { declaration(child, isInside: true) }
    indent -= 1
    line("}")
  }

  private func hasBlock(_ entity: EntityID) -> Bool {
    switch definitions.kindName(of: entity) {
    case "scenario": true
    case "let": false
    default: definitions.formulas(of: entity).contains { !$0.key.isStatementFormula }
    }
  }

  /// Modules and values, in canonical order.
  private func owned(by entity: EntityID) -> [EntityID] {
    let inner = (belongings[entity] ?? []).filter { schema[definitions[$0].kind].isQualified }
    return inner.sorted { NaturalOrder.precedes(definitions.name(of: $0), definitions.name(of: $1)) }
  }

  private func declarationHead(_ entity: EntityID, _ kind: Kind, isInside: Bool) -> String {
    let record = definitions[entity]
    let tree = definitions.tree(of: entity)
    var head = kind.name + " " + definitions.name(of: entity)
    if let family = tree.firstChild(of: Int(record.node), kind: .family) { head += familyText(family, tree) }
    head += title(entity)
    if kind.isFromFile { head += " from " + fileText(entity, tree) }
    if let owner = record.owner, !isInside { head += " in " + definitions.name(of: owner) }
    return head
  }

  private func title(_ entity: EntityID) -> String {
    guard let title = definitions.title(of: entity) else { return "" }
    return " " + CanonicalPrinter.canonicalText(of: title, in: definitions.tree(of: entity))
  }

  private func fileText(_ entity: EntityID, _ tree: SyntaxTree) -> String {
    if let facts = people[entity] {
      return "\"" + facts.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    guard let clause = tree.firstChild(of: Int(definitions[entity].node), kind: .fromClause),
      let string = tree.child(0, of: clause)
    else { return "\"\"" }
    return CanonicalPrinter.canonicalText(of: string, in: tree)
  }

  private func familyText(_ family: NodeIndex, _ tree: SyntaxTree) -> String {
    let parts = tree.children(of: family).map { index -> String in
      guard tree.kind(index) == .indexRange, let range = tree.child(0, of: index) else {
        return tree.text(index)
      }
      var text = tree.text(ofToken: tree.firstToken(index)) + " in "
      text += CanonicalPrinter.canonicalText(of: range, in: tree)
      if let clause = tree.firstChild(of: index, kind: .whereClause),
        let condition = tree.child(0, of: clause)
      {
        text += " where " + CanonicalPrinter.canonicalText(of: condition, in: tree)
      }
      return text
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  private func statementHead(_ entity: EntityID, _ word: String) -> String {
    var head = word + " " + definitions.name(of: entity) + title(entity)
    switch word {
    case "scenario":
      let lineage = definitions.lineage(of: entity).value
      if lineage.count > 1 { head += " from " + definitions.name(of: lineage[lineage.count - 2]) }
    case "target":
      head += " = " + formulaText(entity, .condition)
      if let formula = definitions.formula(of: entity, .confidence) {
        head += " with " + formulaText(formula, entity, nil, .confidence) + " confidence"
      }
    default: head += " = " + formulaText(entity, .value)
    }
    return head
  }

  // MARK: Properties

  private mutating func property(
    _ entity: EntityID, _ key: PropertyKey, _ formula: Formula, _ facts: PeopleFileFacts?
  ) {
    guard let word = definitions.name(of: key) else { return }
    let tree = definitions.tree(of: formula)
    // The word and its colon stand before the value; an override has no documentation of its own.
    let first = tree.firstToken(Int(formula.node))
    if first >= 2, tree.tokens.kinds[first - 1] == .colon { documentation(before: first - 2, tree) }
    if let facts, word == "rows" {
      line("rows: \(Decimal(facts.rows).canonicalText)")
    } else if let facts, word == "digest" {
      line("digest: \"\(facts.digest)\"")
    } else {
      line("\(word): \(formulaText(formula, entity, nil, key))")
    }
  }

  /// The facts that the declaration does not state yet.
  private func missing(
    _ facts: PeopleFileFacts, _ given: [PropertyKey], _ kind: KindID
  ) -> [(key: PropertyKey, text: String)] {
    [("rows", Decimal(facts.rows).canonicalText), ("digest", "\"\(facts.digest)\"")].compactMap { word, value in
      guard let property = schema.property(of: kind, named: word), !given.contains(PropertyKey(property))
      else { return nil }
      return (PropertyKey(property), "\(word): \(value)")
    }.sorted { definitions.precedes($0.key, $1.key) }
  }

  private func formulaText(_ entity: EntityID, _ key: PropertyKey) -> String {
    definitions.formula(of: entity, key).map { formulaText($0, entity, nil, key) } ?? "none"
  }

  private func formulaText(_ formula: Formula, _ entity: EntityID, _ member: String?, _ key: PropertyKey)
    -> String
  {
    definitions.splicedText(of: formula, path: .property(entity, member: member, key))
  }

  // MARK: Scenarios

  private mutating func scenarioBlock(_ entity: EntityID, _ head: inout String) {
    let tree = definitions.tree(of: entity)
    guard let block = tree.firstChild(of: Int(definitions[entity].node), kind: .block) else {
      line(head)
      return
    }
    let changes = ScenarioChanges(block, tree, Int(definitions[entity].tree), definitions)
    guard !changes.isEmpty else {
      line(head)
      return
    }
    line(head + " {")
    indent += 1
    for addition in changes.additions { nested(changes.scratch, addition) }
    for override in changes.overrides { line(override) }
    for removal in changes.removals { line(removal) }
    indent -= 1
    line("}")
  }

  /// A declaration that a scenario adds, printed from definitions of its own.
  private mutating func nested(_ scratch: Definitions, _ entity: EntityID) {
    var printer = CanonicalText(definitions: scratch, people: [:])
    printer.indent = indent
    printer.declaration(entity)
    text += printer.text
  }

  // MARK: Lines

  private mutating func documentation(before token: TokenIndex, _ tree: SyntaxTree) {
    guard let documentation = tree.documentation(before: token) else { return }
    for part in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
      line(part.isEmpty ? "##" : "## " + part)
    }
  }

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: indent) + content + "\n"
  }
}

/// What a scenario changes, in canonical order.
struct ScenarioChanges {
  /// Definitions in which the additions are collected, to be printed like any other.
  let scratch: Definitions
  let additions: [EntityID]
  let overrides: [String]
  let removals: [String]

  var isEmpty: Bool { additions.isEmpty && overrides.isEmpty && removals.isEmpty }

  init(_ block: NodeIndex, _ tree: SyntaxTree, _ treeIndex: Int, _ definitions: Definitions) {
    var collector = Collector(definitions)
    let before = definitions.entities.count
    var overrides: [String] = []
    var removals: [String] = []
    for change in tree.children(of: block) {
      switch tree.kind(change) {
      case .override:
        guard let path = tree.child(0, of: change), let value = tree.child(1, of: change) else { continue }
        overrides.append(
          CanonicalPrinter.canonicalText(of: path, in: tree) + " = "
            + CanonicalPrinter.canonicalText(of: value, in: tree))
      case .remove:
        guard let path = tree.child(0, of: change) else { continue }
        removals.append("remove " + CanonicalPrinter.canonicalText(of: path, in: tree))
      default: collector.collect(change, tree: treeIndex)
      }
    }
    collector.finish()
    let scratch = collector.definitions
    self.scratch = scratch
    additions = (before..<scratch.entities.count).map { EntityID($0) }
      .filter {
        !(scratch.schema[scratch[$0].kind].isQualified
          && scratch[$0].owner.map { Int($0.index) >= before } == true)
      }
      .sorted {
        (scratch[$0].kind, NaturalOrder.Key(scratch.qualifiedName(of: $0)))
          < (scratch[$1].kind, NaturalOrder.Key(scratch.qualifiedName(of: $1)))
      }
    self.overrides = overrides.sorted(by: NaturalOrder.precedes)
    self.removals = removals.sorted(by: NaturalOrder.precedes)
  }
}
