// A table of things: a row each, a column for every property that any of them has, in the order of the schema.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

struct ThingTable {
  private let refs: [EntityRef]
  private let evaluator: Evaluator
  /// For what only a forecast knows.
  private let figures: StandingFigures?
  private var definitions: Definitions { evaluator.definitions }

  init(_ refs: [EntityRef], _ evaluator: Evaluator, _ figures: StandingFigures? = nil) {
    self.refs = refs
    self.evaluator = evaluator
    self.figures = figures
  }

  func table(title: String? = nil) -> Table {
    let entities = Set(refs.map(\.entity)).sorted()
    let kinds = Set(entities.map { shownKind(of: $0) })
    var columns: [Table.Column] = ["name"]
    var parts: [(EntityRef) -> Table.Cell] = [{ .text(evaluator.name(of: $0)) }]
    if kinds.count > 1 {
      columns.append("kind")
      parts.append { .text(shownKind(of: $0.entity)) }
    }
    if entities.contains(where: { definitions.title(of: $0) != nil }) {
      columns.append("title")
      let titles = Titles(evaluator)
      parts.append { titles.title(of: $0).map { .text($0) } ?? .empty }
    }
    if entities.contains(where: { hasOwnerColumn($0) }) {
      columns.append("in")
      parts.append { ref in
        definitions[ref.entity].owner.map { .text(definitions.qualifiedName(of: $0)) } ?? .empty
      }
    }
    if kinds == ["scenario"] {
      columns += ["from", "changes"]
      parts.append { .text(ScenarioText(of: $0.entity, definitions).parent) }
      parts.append { .count(ScenarioText(of: $0.entity, definitions).changes.count) }
    }
    let properties = PropertyColumns(entities, definitions)
    columns += properties.names.map { Table.Column($0) }
    let rows = refs.map { ref in
      parts.map { $0(ref) }
        + properties.keys(of: ref.entity).map { key in
          guard let key else { return .empty }
          // What a target asks says more than whether it holds: `test` tells that.
          if key == .condition, let formula = definitions.formula(of: ref.entity, key) {
            return .text(definitions.canonicalText(of: formula))
          }
          let value = evaluator.value(of: ref, key)
          return (value.holdsPending ? figures?.cell(of: ref, key) : nil) ?? .value(value, evaluator)
        }
    }
    return Table(title: title, columns: columns, rows: rows)
  }

  /// People from files are persons.
  private func shownKind(of entity: EntityID) -> String {
    definitions.schema[definitions[entity].kind].isFromFile && refs.contains { $0.row >= 0 }
      ? "person" : definitions.kindName(of: entity)
  }

  private func hasOwnerColumn(_ entity: EntityID) -> Bool {
    definitions[entity].owner != nil && !definitions.schema[definitions[entity].kind].isQualified
  }
}

/// Which properties a table of things has.
private struct PropertyColumns {
  private(set) var names: [String] = []
  private var keysByEntity: [EntityID: [PropertyKey?]] = [:]

  init(_ entities: [EntityID], _ definitions: Definitions) {
    var given: [(entity: EntityID, keys: [PropertyKey])] = []
    for entity in entities { given.append((entity, PropertyColumns.given(of: entity, definitions))) }
    // Kinds in the order of the schema; what kinds share stands where the first of them has it.
    var seen: Set<String> = []
    let byKind = given.sorted { definitions[$0.entity].kind < definitions[$1.entity].kind }
    var keys: [PropertyKey] = []
    for (_, own) in byKind { keys += own }
    for key in Set(keys).sorted(by: PropertyKey.isShownBefore) {
      let name = definitions.columnName(of: key)
      if seen.insert(name).inserted { names.append(name) }
    }
    for (entity, own) in given {
      keysByEntity[entity] = names.map { name in own.first { definitions.columnName(of: $0) == name } }
    }
  }

  func keys(of entity: EntityID) -> [PropertyKey?] { keysByEntity[entity] ?? [] }

  /// The properties given to an entity or to a member of it.
  private static func given(of entity: EntityID, _ definitions: Definitions) -> [PropertyKey] {
    var keys = Set(definitions.formulas(of: entity).map(\.key))
    if !definitions.memberEdits.isEmpty {
      for (member, edits) in definitions.memberEdits where member.entity == entity {
        for (key, edit) in edits where edit.formula != nil { keys.insert(key) }
      }
    }
    guard definitions.schema[definitions[entity].kind].isFromFile else { return keys.sorted() }
    // Of the people in a file: what each has, not what is said of the file.
    let ofFile = ["id", "rows", "digest"] + Schema.common.map(\.name)
    return keys.filter { !ofFile.contains(definitions.name(of: $0) ?? "") }.sorted()
  }
}

extension PropertyKey {
  /// What a statement says comes before the properties in its block.
  static func isShownBefore(_ left: PropertyKey, _ right: PropertyKey) -> Bool {
    left.isStatementFormula == right.isStatementFormula ? left < right : left.isStatementFormula
  }
}

extension Definitions {
  /// What stands above a property's values.
  func columnName(of key: PropertyKey) -> String {
    if let name = name(of: key) { return name }
    return key == .condition ? "condition" : "value"
  }
}

/// Titles with what stands in their `{ }`.
struct Titles {
  private let evaluator: Evaluator
  /// `it.title`, of anything.
  private let tree = SyntaxTree.parse(Source(name: "<title>", text: "it.title"), as: .expression)

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  func title(of ref: EntityRef) -> String? {
    let definitions = evaluator.definitions
    guard ref.row < 0, definitions.title(of: ref.entity) != nil, let node = tree.child(0, of: 0) else {
      return nil
    }
    let result = evaluator.evaluate(
      expression: node, tree: tree,
      variables: [("it", .entity([definitions.kindName(of: ref.entity)]), .entity(ref))])
    if case .text(let text) = result.value { return text }
    return nil
  }
}

/// What a scenario says.
struct ScenarioText {
  let parent: String
  let changes: [(text: String, place: Place)]

  init(of scenario: EntityID, _ definitions: Definitions) {
    let tree = definitions.tree(of: scenario)
    let node = Int(definitions[scenario].node)
    let clause = tree.firstChild(of: node, kind: .fromClause).flatMap { tree.child(0, of: $0) }
    parent = clause.map { tree.text($0) } ?? "Base"
    let block = tree.firstChild(of: node, kind: .block)
    changes =
      block.map { block in
        tree.children(of: block).map { change in
          let isPlain = tree.kind(change) == .override || tree.kind(change) == .remove
          return (
            isPlain ? CanonicalPrinter.canonicalText(of: change, in: tree) : tree.text(change).onOneLine,
            tree.place(change)
          )
        }
      } ?? []
  }
}
