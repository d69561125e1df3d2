// One thing: each property with its formula, its value, its level, and where it is written.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

struct ThingPage {
  private let ref: EntityRef
  private let evaluator: Evaluator
  /// For what only a forecast knows.
  private let figures: StandingFigures
  private var definitions: Definitions { evaluator.definitions }
  private var entity: EntityID { ref.entity }

  init(_ ref: EntityRef, _ evaluator: Evaluator, _ figures: StandingFigures) {
    self.ref = ref
    self.evaluator = evaluator
    self.figures = figures
  }

  /// Its properties, then what belongs to it.
  var answers: [Answer] {
    // A person in a file has no formulas: they are the file's.
    if ref.row >= 0 { return [.table(ThingTable([ref], evaluator).table(), ifEmpty: "")] }
    if definitions.kindName(of: entity) == "scenario" { return [scenario] }
    return [.table(properties, ifEmpty: heading)] + belongings
  }

  /// `stage Grow "Grow into it"`.
  private var heading: String {
    var text = definitions.kindName(of: entity) + " " + evaluator.name(of: ref)
    if let title = Titles(evaluator).title(of: ref) { text += " \"\(title)\"" }
    if let owner = definitions[entity].owner, !definitions.schema[definitions[entity].kind].isQualified {
      text += " in " + definitions.qualifiedName(of: owner)
    }
    return text
  }

  // MARK: Properties

  private var properties: Table {
    let member = evaluator.memberKey(of: ref)
    var rows: [(key: PropertyKey, cells: [Table.Cell])] = []
    for key in givenKeys(member) {
      guard let formula = definitions.formula(of: entity, member: member, key) else { continue }
      rows.append((key, given(key, formula)))
    }
    let given = Set(rows.map(\.key))
    for index in definitions.schema.properties(of: definitions[entity].kind) {
      let key = PropertyKey(PropertyID(index: index))
      guard !given.contains(key), let cells = standard(key) else { continue }
      rows.append((key, cells))
    }
    rows.sort { PropertyKey.isShownBefore($0.key, $1.key) }
    let documentation = documentation.map { [$0] } ?? []
    return Table(
      title: heading,
      columns: [
        "property", Table.Column("value", alignment: .left), "formula", "level", "where",
      ], rows: documentation + rows.map(\.cells))
  }

  /// What the `##` lines above it say.
  private var documentation: [Table.Cell]? {
    let tree = definitions.tree(of: entity)
    let first = tree.firstToken(Int(definitions[entity].node))
    guard let text = tree.documentation(before: first) else { return nil }
    return [
      .text("##"), .text(text), .empty, .empty, definitions.cell(of: definitions.namePlace(of: entity)),
    ]
  }

  private func givenKeys(_ member: String?) -> [PropertyKey] {
    var keys = Set(definitions.formulas(of: entity).map(\.key))
    if let member, let edits = definitions.memberEdits[MemberKey(entity, member)] {
      keys.formUnion(edits.keys)
    }
    return keys.sorted()
  }

  private func given(_ key: PropertyKey, _ formula: Formula) -> [Table.Cell] {
    let compiled = evaluator.compiler.compile(formula, of: entity, key)
    let value = evaluator.value(of: ref, key)
    return [
      .text(definitions.columnName(of: key)),
      value.isNone
        ? .text("none", value: .null)
        : (value.holdsPending ? figures.cell(of: ref, key) : nil) ?? .value(value, evaluator),
      .text(CanonicalPrinter.canonicalText(of: Int(formula.node), in: definitions.tree(of: formula))),
      .text(evaluator.compiler.level(of: compiled).name),
      definitions.cell(of: definitions.place(of: formula)),
    ]
  }

  /// What holds because nothing is said; nil when nothing does.
  private func standard(_ key: PropertyKey) -> [Table.Cell]? {
    let value = evaluator.value(of: ref, key)
    guard !value.isNone else { return nil }
    return [
      .text(definitions.columnName(of: key)), .value(value, evaluator), .text("", value: .null),
      .text(Level.fixed.name), .text("default"),
    ]
  }

  private var scenario: Answer {
    let text = ScenarioText(of: entity, definitions)
    return .table(
      Table(
        title: heading + " from " + text.parent, columns: ["change", "where"],
        rows: text.changes.map { [.text($0.text), definitions.cell(of: $0.place)] }),
      ifEmpty: heading + " changes nothing")
  }

  // MARK: Belongings

  /// Values of a dimension, modules of a curriculum, people of a pool or of a file: a table each.
  private var belongings: [Answer] {
    var tables: [Answer] = []
    if definitions.kindName(of: entity) == "dimension" {
      tables.append(.table(dimensionValues, ifEmpty: "no values"))
    } else {
      for kind in definitions.schema.kinds where kind.owners.contains(definitions.kindName(of: entity)) {
        guard let id = definitions.schema.kind(named: kind.name) else { continue }
        let owned = definitions.ordered(ofKind: id).filter { definitions[$0].owner == entity }
        guard !owned.isEmpty else { continue }
        tables.append(
          .table(
            ThingTable(KindOrder(evaluator).sorted(owned.flatMap(evaluator.members)), evaluator)
              .table(title: kind.plural), ifEmpty: ""))
      }
    }
    if let people = evaluator.people[entity] {
      tables.append(
        .table(
          Table(
            title: people.name, columns: ["rows", "columns"],
            rows: [[.count(people.rowCount), .text(people.headers.joined(separator: ", "))]]), ifEmpty: ""))
    }
    return tables
  }

  private var dimensionValues: Table {
    var words: [String] = []
    if let property = definitions.schema.property(of: definitions[entity].kind, named: "values"),
      case .list(let items) = evaluator.value(of: ref, PropertyKey(property))
    {
      words = items.map { ValueText.plain($0, evaluator) }
    }
    let facts = words.map { definitions.entity(named: $0, in: entity) }
    let table = ThingTable(facts.compactMap { $0.map { EntityRef($0) } }, evaluator).table()
    var rows: [[Table.Cell]] = []
    var next = 0
    for (word, fact) in zip(words, facts) {
      if fact == nil {
        rows.append([.text(word)])
      } else {
        rows.append([.text(word)] + table.rows[next].dropFirst())
        next += 1
      }
    }
    return Table(title: "values", columns: table.columns, rows: rows)
  }
}
