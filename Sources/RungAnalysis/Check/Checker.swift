// Everything that can be wrong with definitions, found in one pass: literals are checked where they stand,
// without an object of their own; formulas are compiled and evaluated.

import RungModel
import RungSyntax
import RungText

extension Evaluator {
  /// All problems of these definitions beside those found while collecting them.
  package func check() -> [Diagnostic] {
    var checker = Checker(evaluator: self)
    checker.run()
    return checker.diagnostics + takeDiagnostics()
  }
}

struct Checker {
  let evaluator: Evaluator
  var diagnostics: [Diagnostic] = []
  private let definitions: Definitions
  private let schema: Schema
  private let words: WordSets
  private var zones: ZoneCheck

  init(evaluator: Evaluator) {
    zones = ZoneCheck(evaluator)
    self.evaluator = evaluator
    definitions = evaluator.definitions
    schema = evaluator.definitions.schema
    words = evaluator.compiler.words
  }

  mutating func run() {
    let rules = schema.kinds.indices.map { KindRules(KindID(index: $0), schema) }
    for index in definitions.entities.indices {
      let entity = EntityID(index)
      guard definitions.isPresent(entity) else { continue }
      check(entity, rules[definitions[entity].kind.index])
    }
    checkMembers()
    checkProgrammes()
    checkExchanges()
    checkPeople()
    MoneyCheck(evaluator)?.run()
    CourseCheck(evaluator).run()
    TargetCheck(evaluator).run()
    diagnostics += zones.diagnostics
  }

  // MARK: Entities

  private mutating func check(_ entity: EntityID, _ rules: KindRules) {
    let record = definitions[entity]
    let tree = definitions.trees[Int(record.tree)]
    let edited = definitions.edits.isEmpty ? nil : definitions.edits[entity]
    let isPlain = edited == nil && !record.isFamily && !rules.isFromFile
    var given: UInt64 = 0
    for row in definitions.writtenRows(of: entity) {
      if let edited, edited[row.key] != nil { continue }
      given |= rules.bit(row.key)
      if isPlain, isRightLiteral(row, tree) {
        if zones.concerns(row.key) {
          zones.check(tree.stringText(tree.firstToken(Int(row.node))), at: tree.place(Int(row.node)))
        }
        continue
      }
      check(entity, row.key, Formula(tree: Int(record.tree), node: Int(row.node)))
    }
    for (key, edit) in (edited ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let formula = edit.formula else { continue }
      given |= rules.bit(key)
      check(entity, key, formula)
    }
    if given & rules.required != rules.required || !rules.sets.isEmpty { checkGiven(entity, given, rules) }
    if record.isFamily { _ = evaluator.members(of: entity) }
    if definitions.title(of: entity) != nil { checkTitle(entity) }
  }

  private func isRightLiteral(_ row: PropertyRow, _ tree: SyntaxTree) -> Bool {
    if let property = row.key.property {
      return LiteralCheck.fits(
        Int(row.node), tree, schema.properties[property.index].type, definitions, words)
    }
    guard let dimension = row.key.dimension else { return false }
    return tree.nodes[Int(row.node)].kind == .name
      && words.contains(tree.text(Int(row.node)), dimension: dimension)
  }

  private mutating func checkGiven(_ entity: EntityID, _ given: UInt64, _ rules: KindRules) {
    // What is missing may stand where the text is damaged.
    if definitions.damage.entities.contains(entity) { return }
    let kind = schema[definitions[entity].kind]
    var given = given
    for index in schema.properties(of: definitions[entity].kind) where !definitions.damage.isEmpty {
      if definitions.damage.wasMeant(PropertyID(index: index), of: entity) {
        given |= rules.bit(PropertyKey(PropertyID(index: index)))
      }
    }
    for property in kind.properties where property.isRequired {
      if given & rules.bit(named: property.name) == 0 {
        diagnostics.append(
          CheckErrors.requiredMissing(definitions.namePlace(of: entity), kind.name, property))
      }
    }
    for set in kind.exclusive {
      let both = set.filter { given & rules.bit(named: $0) != 0 }
      if both.count > 1 { diagnostics.append(CheckErrors.exclusive(definitions.namePlace(of: entity), both)) }
    }
    for set in kind.needsOne where !set.contains(where: { given & rules.bit(named: $0) != 0 }) {
      diagnostics.append(CheckErrors.needsOne(definitions.namePlace(of: entity), kind.name, set))
    }
  }

  private mutating func checkTitle(_ entity: EntityID) {
    for ref in evaluator.members(of: entity).prefix(1) { _ = evaluator.title(ref) }
  }

  // MARK: Formulas

  private mutating func check(_ entity: EntityID, _ key: PropertyKey, _ formula: Formula) {
    if let dimension = key.dimension,
      !definitions.isSurelyNoProperty(definitions.symbols[dimension], of: entity),
      definitions.entity(named: dimension) == nil
    {
      return
    }
    if let dimension = key.dimension,
      !evaluator.compiler.words.isDeclared(dimension: definitions.symbols[dimension])
    {
      diagnostics.append(
        NameErrors.unknownDimensionProperty(wordPlace(formula), definitions[entity].kind, definitions))
      return
    }
    let compiled = evaluator.compiler.compile(formula, of: entity, key)
    if compiled.hasErrors { return }
    guard checkLevel(compiled, entity, key, formula) else { return }
    let isMemberwise = definitions[entity].isFamily && !key.isStatementFormula
    for ref in isMemberwise ? evaluator.members(of: entity) : [EntityRef(entity)] {
      let value = evaluator.value(of: ref, key)
      if let property = key.property { validate(value, schema[property].type, formula) }
      if case .text(let name) = value, zones.concerns(key), !schema[definitions[entity].kind].isFromFile {
        zones.check(name, at: definitions.place(of: formula))
      }
      if key == .confidence { validate(value, .percentage, formula) }
    }
  }

  /// Where the property's word stands: the token before the value's colon.
  private func wordPlace(_ formula: Formula) -> Place {
    let tree = definitions.tree(of: formula)
    let first = tree.firstToken(Int(formula.node))
    return first >= 2 ? tree.place(ofToken: first - 2) : tree.place(Int(formula.node))
  }

  private mutating func checkLevel(
    _ compiled: Compiled, _ entity: EntityID, _ key: PropertyKey, _ formula: Formula
  ) -> Bool {
    guard let property = key.property else { return true }
    let level = evaluator.compiler.level(of: compiled)
    let ceiling = schema[property].level
    if level <= ceiling { return true }
    let place = definitions.place(of: formula)
    let span = schema[property].type == .span ? estimateAsSpan(formula) : nil
    if span == nil, ceiling == .certain, level == .drawn {
      let value = evaluator.value(of: evaluator.members(of: entity).first ?? EntityRef(entity), key)
      diagnostics.append(
        LimitErrors.medianUsed(place, schema[property].name, median: Medians.text(value, evaluator)))
      return true
    }
    diagnostics.append(
      LimitErrors.levelTooHigh(
        place, schema[property].name, ceiling, level, span: span))
    return false
  }

  /// `2027-01-01 to 2028-12-31` as the span that was meant.
  private func estimateAsSpan(_ formula: Formula) -> String? {
    let tree = definitions.tree(of: formula)
    guard tree.kind(Int(formula.node)) == .estimateTo else { return nil }
    let ends = tree.children(of: Int(formula.node)).map { tree.text($0) }
    return ends.count == 2 ? "\(ends[0]) .. \(ends[1])" : nil
  }

  private mutating func validate(_ value: Value, _ type: PropertyType, _ formula: Formula) {
    let place = definitions.place(of: formula)
    if let problem = Validator(
      evaluator: evaluator, place: place, isFormula: !evaluator.compiler.isLiteral(formula)
    )
    .problem(value, type) {
      evaluator.report(problem)
    }
  }

  // MARK: Members, programmes, rates, files

  /// Overrides of members that the family does not have.
  private mutating func checkMembers() {
    let edits = definitions.memberEdits.sorted {
      ($0.key.entity, $0.key.index) < ($1.key.entity, $1.key.index)
    }
    for (member, properties) in edits {
      let family = evaluator.family(of: member.entity)
      for (key, edit) in properties.sorted(by: { $0.key < $1.key }) {
        guard family.positions[member.index] != nil else {
          guard definitions.isSurelyNoMember(of: member.entity) else { break }
          diagnostics.append(
            NameErrors.noSuchMember(
              edit.place, member.entity, member.index, members: family.keys, definitions))
          break
        }
        if let formula = edit.formula { checkMember(member, key, formula) }
      }
    }
  }

  private mutating func checkMember(_ member: MemberKey, _ key: PropertyKey, _ formula: Formula) {
    let compiled = evaluator.compiler.compile(formula, of: member.entity, key)
    guard !compiled.hasErrors, checkLevel(compiled, member.entity, key, formula),
      let position = evaluator.family(of: member.entity).positions[member.index]
    else { return }
    let value = evaluator.value(of: EntityRef(member.entity, member: position), key)
    if let property = key.property { validate(value, schema[property].type, formula) }
  }

  private mutating func checkProgrammes() {
    guard let kind = schema.kind(named: "programme") else { return }
    let programmes = definitions.present(ofKind: kind)
    for extra in programmes.dropFirst() {
      diagnostics.append(
        CheckErrors.programmeTwice(
          definitions.namePlace(of: extra), first: definitions.namePlace(of: programmes[0])))
    }
  }

  private mutating func checkExchanges() {
    guard let kind = schema.kind(named: "exchange") else { return }
    for entity in definitions.present(ofKind: kind) where Currency(code: definitions.name(of: entity)) == nil
    {
      diagnostics.append(CheckErrors.notACurrency(definitions.namePlace(of: entity)))
    }
  }

  /// Columns are found and their cells read, so that all of a file's problems are known at once.
  private mutating func checkPeople() {
    guard let kind = schema.kind(named: "people") else { return }
    for entity in definitions.present(ofKind: kind) where (evaluator.people[entity]?.rowCount ?? 0) > 0 {
      for (key, _) in definitions.formulas(of: entity) {
        if let property = key.property, Schema.common.contains(where: { $0.name == schema[property].name }) {
          continue
        }
        if let dimension = key.dimension,
          !evaluator.compiler.words.isDeclared(dimension: definitions.symbols[dimension])
        {
          continue
        }
        if let property = key.property, ["rows", "digest"].contains(schema[property].name) { continue }
        _ = evaluator.personValue(EntityRef(entity, row: 0), key)
      }
    }
  }
}

/// Which properties of a kind are required and which exclude each other, as bits in schema order.
private struct KindRules {
  let required: UInt64
  let sets: [[String]]
  let isFromFile: Bool
  private let base: Int
  private let count: Int
  private let names: [String]

  init(_ kind: KindID, _ schema: Schema) {
    let range = schema.properties(of: kind)
    base = range.lowerBound
    count = range.count
    names = range.map { schema.properties[$0].name }
    var required: UInt64 = 0
    for (offset, index) in range.enumerated() where schema.properties[index].isRequired && offset < 64 {
      required |= 1 << UInt64(offset)
    }
    self.required = required
    sets = schema[kind].exclusive + schema[kind].needsOne
    isFromFile = schema[kind].isFromFile
  }

  func bit(_ key: PropertyKey) -> UInt64 {
    guard let property = key.property else { return 0 }
    let offset = property.index - base
    return offset >= 0 && offset < min(count, 64) ? 1 << UInt64(offset) : 0
  }

  func bit(named name: String) -> UInt64 {
    names.firstIndex(of: name).map { $0 < 64 ? 1 << UInt64($0) : 0 } ?? 0
  }
}

/// Medians of uncertain values, where one value is needed.
package enum Medians {
  /// The value with every draw at its median.
  package static func value(_ value: Value, seed: UInt64) -> Value {
    switch value {
    case .quantity(let quantity): .quantity(Quantity(median(quantity.magnitude, seed), quantity.unit))
    case .duration(let months, let days): .duration(months: median(months, seed), days: median(days, seed))
    case .date(let day): .date(median(day, seed, isDay: true))
    case .list(let items): .list(items.map { Medians.value($0, seed: seed) })
    case .table(let entries, let otherwise):
      .table(
        entries.map { TableEntry($0.key, Medians.value($0.value, seed: seed)) },
        otherwise: otherwise.map { Medians.value($0, seed: seed) })
    default: value
    }
  }

  private static func median(_ magnitude: Magnitude, _ seed: UInt64, isDay: Bool = false) -> Magnitude {
    guard case .uncertain(let uncertain) = magnitude else { return magnitude }
    let number = uncertain.median(seed: seed)
    let decimal = isDay ? drawnDate(number).map { Decimal($0) } : Decimal(approximating: number, places: 9)
    return decimal.map { .exact($0) } ?? magnitude
  }

  static func text(_ value: Value, _ evaluator: Evaluator) -> String {
    ValueText.plain(Medians.value(value, seed: evaluator.seed), evaluator)
  }
}

extension Evaluator {
  /// The title of a thing with its family's indices put in; nil when it has none.
  package func title(_ ref: EntityRef) -> String? {
    guard ref.row < 0, definitions.title(of: ref.entity) != nil else { return nil }
    let word = Expression(operation: .constant(.entity(ref)), type: .entity(nil), tree: -1, node: 0)
    let value = run(Expression(operation: .propertyOf(word, "title"), type: .text, tree: -1, node: 0), [])
    if case .text(let text) = value { return text }
    return nil
  }
}
