// Formulas to expressions, on demand and once. A formula whose type depends on another formula (a `let`, an
// amount) waits until that one is compiled: the waiting is on an explicit stack, so a chain of any length works.

import RungModel
import RungSyntax
import RungText

/// Thrown by the compilation of a formula that needs the type of another first.
struct Needs: Error {
  let entity: EntityID
  let key: PropertyKey
}

package final class Compiler {
  package let definitions: Definitions
  private var compiled: [Formula: Compiled] = [:]
  private var types: [Slot: ValueType] = [:]
  private var levels: [LevelSource: Level] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// Slots being compiled for their type, innermost last.
  private var waiting: [Slot] = []
  /// How often each of them is waited for: chains may be long, and looking through them is slow.
  private var awaited: [Slot: Int] = [:]
  let words: WordSets

  struct Slot: Hashable {
    let entity: EntityID
    let key: PropertyKey
  }

  package init(_ definitions: Definitions) {
    self.definitions = definitions
    words = WordSets(definitions)
  }

  /// What was found wrong since the last time this was asked.
  package func takeDiagnostics() -> [Diagnostic] {
    defer { diagnostics = [] }
    return diagnostics
  }

  // MARK: Formulas

  /// The compiled formula of a property, compiled now if it was not yet. Problems go to `diagnostics`, once.
  package func compile(_ formula: Formula, of entity: EntityID, _ key: PropertyKey) -> Compiled {
    if let done = compiled[formula] { return done }
    let slot = Slot(entity: entity, key: key)
    let result = attempt(slot) { () throws(Needs) in
      var work = FormulaCompiler(compiler: self, formula: formula, entity: entity, key: key)
      return try work.run()
    }
    compiled[formula] = result.compiled
    diagnostics += result.diagnostics
    return result.compiled
  }

  /// An expression that belongs to no declaration: typed at the prompt, or a verb's clause.
  package func compile(
    expression node: NodeIndex, tree: SyntaxTree, index: Int, expecting: PropertyType? = nil,
    variables: [(name: String, type: ValueType)] = []
  ) -> Compiled {
    let result = attempt(nil) { () throws(Needs) in
      var work = FormulaCompiler(
        compiler: self, tree: tree, treeIndex: index, expecting: expecting, variables: variables)
      return try work.run(node)
    }
    diagnostics += result.diagnostics
    return result.compiled
  }

  typealias Work = () throws(Needs) -> (compiled: Compiled, diagnostics: [Diagnostic])

  /// Runs `work`; each time it needs another formula's type, that is compiled first and `work` begins again.
  private func attempt(_ slot: Slot?, _ work: Work) -> (compiled: Compiled, diagnostics: [Diagnostic]) {
    let base = waiting.count
    if let slot { wait(for: slot) }
    defer { while waiting.count > base { stopWaiting() } }
    while true {
      do throws(Needs) { return try work() } catch { satisfy(Slot(entity: error.entity, key: error.key)) }
    }
  }

  /// Compiles what is needed for a type, innermost first.
  private func satisfy(_ needed: Slot) {
    let base = waiting.count
    wait(for: needed)
    while waiting.count > base, let slot = waiting.last {
      guard let formula = definitions.formula(of: slot.entity, slot.key) else {
        types[slot] = .unknown
        stopWaiting()
        continue
      }
      do throws(Needs) {
        var work = FormulaCompiler(compiler: self, formula: formula, entity: slot.entity, key: slot.key)
        let result = try work.run()
        if compiled[formula] == nil {
          compiled[formula] = result.compiled
          diagnostics += result.diagnostics
        }
        types[slot] = result.compiled.expression.type
        stopWaiting()
      } catch {
        let next = Slot(entity: error.entity, key: error.key)
        if awaited[next] != nil {
          // A circle: its type is left open here; the evaluator names the circle step by step.
          types[next] = .unknown
        } else {
          wait(for: next)
        }
      }
    }
  }

  private func wait(for slot: Slot) {
    waiting.append(slot)
    awaited[slot, default: 0] += 1
  }

  private func stopWaiting() {
    let slot = waiting.removeLast()
    let count = awaited[slot, default: 1] - 1
    awaited[slot] = count > 0 ? count : nil
  }

  // MARK: Types

  /// The type of what a property means in an expression.
  func type(of entity: EntityID, _ key: PropertyKey) throws(Needs) -> ValueType {
    if let property = key.property, let known = Self.staticType(definitions.schema[property].type) {
      return known
    }
    if key.dimension != nil { return .tag(.dimension(definitions.name(of: key) ?? "")) }
    if key == .condition { return .truth }
    if key == .confidence { return .percentage }
    let slot = Slot(entity: entity, key: key)
    if let known = types[slot] { return known }
    if let formula = definitions.formula(of: entity, key) {
      if let known = compiled[formula] {
        types[slot] = known.expression.type
        return known.expression.type
      }
      throw Needs(entity: entity, key: key)
    }
    return .unknown
  }

  /// The type every formula of a property has; nil when it depends on the formula.
  static func staticType(_ type: PropertyType) -> ValueType? {
    switch type {
    case .text: return .text
    case .truth, .rule, .condition: return .truth
    case .number(let noun, _, _, _): return .quantity(Dimension(noun?.base))
    case .percentage: return .percentage
    case .amount(let base, let units, let plain):
      guard !plain, units.allSatisfy({ [.months, .days].contains($0.base) }) else { return nil }
      switch base {
      case .money: return .quantity(Dimension(.money, per: [.months]))
      case .effort: return .quantity(Dimension(.effort, per: [.months]))
      case .count: return .quantity(Dimension(nil, per: [.months]))
      case .percentage: return .quantity(Dimension(nil, per: [.months], isPercentage: true))
      }
    case .effort: return .quantity(Dimension(.effort))
    case .duration: return .duration
    case .date: return .date
    case .span: return .span(.date)
    case .timeOfDay: return .time
    case .year: return .number
    case .reference(let kinds): return .entity(Set(kinds))
    case .tag(let set): return .tag(set)
    case .newTags: return .list(.tag(.words([])))
    case .list(let item): return staticType(item).map { .list($0) }
    case .table(let key, let value): return .table(staticType(key) ?? .unknown, staticType(value) ?? .unknown)
    case .mix: return .table(.entity(["dimension"]), .table(.unknown, .percentage))
    case .selection: return .selection
    case .anything, .either: return nil
    }
  }

  // MARK: Levels

  /// The level of a compiled expression, what it refers to included.
  package func level(of compiled: Compiled) -> Level {
    var level = compiled.level
    for source in compiled.sources { level = max(level, self.level(of: source)) }
    return level
  }

  /// Depth first on an explicit stack; inside a circle the level is that of the rest.
  private func level(of root: LevelSource) -> Level {
    if let known = levels[root] { return known }
    var stack = [root]
    var open: Set<LevelSource> = [root]
    while let top = stack.last {
      let parts = self.parts(of: top)
      if let next = parts.sources.first(where: { levels[$0] == nil && !open.contains($0) }) {
        stack.append(next)
        open.insert(next)
        continue
      }
      levels[top] = parts.sources.reduce(parts.level) { max($0, levels[$1] ?? .fixed) }
      open.remove(top)
      stack.removeLast()
    }
    return levels[root] ?? .certain
  }

  private func parts(of source: LevelSource) -> (level: Level, sources: [LevelSource]) {
    switch source {
    case .property(let entity, let key):
      if let property = key.property, definitions.schema[property].level == .fixed { return (.fixed, []) }
      var level = floor(of: entity)
      var sources: [LevelSource] = []
      for formula in allFormulas(of: entity, key) where !isLiteral(formula) {
        let compiled = compile(formula, of: entity, key)
        level = max(level, compiled.level)
        sources += compiled.sources
      }
      return (level, sources)
    case .anyProperty(let kind, let key):
      if let property = key.property, definitions.schema[property].level == .fixed { return (.fixed, []) }
      var sources: [LevelSource] = []
      for entity in definitions.present(ofKind: kind)
      where allFormulas(of: entity, key).contains(where: { !isLiteral($0) }) {
        sources.append(.property(entity, key))
      }
      return (.certain, sources)
    }
  }

  /// A `let` is what it is made of; anything that a scenario may change is at least certain.
  private func floor(of entity: EntityID) -> Level {
    definitions.kindName(of: entity) == "let" ? .fixed : .certain
  }

  private func allFormulas(of entity: EntityID, _ key: PropertyKey) -> [Formula] {
    var formulas: [Formula] = []
    if let own = definitions.formula(of: entity, key) { formulas.append(own) }
    guard definitions[entity].isFamily, !definitions.memberEdits.isEmpty else { return formulas }
    for (member, edits) in definitions.memberEdits where member.entity == entity {
      if let formula = edits[key]?.formula { formulas.append(formula) }
    }
    return formulas
  }

  /// Literals are fixed and refer to nothing; there are many, and they are not compiled for their level.
  func isLiteral(_ formula: Formula) -> Bool {
    definitions.tree(of: formula).kind(Int(formula.node)).isLiteral
  }
}

extension NodeKind {
  /// A leaf that means the same wherever it stands.
  var isLiteral: Bool {
    switch self {
    case .number, .date, .month, .time, .truth, .none, .quantity: true
    default: false
    }
  }
}

/// The sets of words that tags are chosen from, as the definitions declare them.
package final class WordSets {
  private let definitions: Definitions
  private var dimensions: [String: [String]] = [:]
  private var members: [Symbol: Set<String>] = [:]

  init(_ definitions: Definitions) { self.definitions = definitions }

  /// Whether a word is a value of a dimension, known by its name's symbol. No word of an undeclared one is.
  func contains(_ word: String, dimension: Symbol) -> Bool {
    if let known = members[dimension] { return known.contains(word) }
    let name = definitions.symbols[dimension]
    members[dimension] = isDeclared(dimension: name) ? Set(values(ofDimension: name) + ["unstated"]) : []
    return members[dimension]?.contains(word) ?? false
  }

  /// The words of a set in order, or nil for an open one (languages, currencies).
  package func words(of set: TagSet) -> [String]? {
    switch set {
    case .words(let words): return words
    case .language: return nil
    case .currency: return Currency.all.map(\.code)
    case .dimension(let name): return values(ofDimension: name) + ["unstated"]
    case .anyDimension:
      guard let kind = definitions.schema.kind(named: "dimension") else { return [] }
      return definitions.ordered(ofKind: kind).flatMap { values(ofDimension: definitions.name(of: $0)) }
    case .category:
      guard let kind = definitions.schema.kind(named: "programme"),
        let key = definitions.schema.property(of: kind, named: "categories").map({ PropertyKey($0) })
      else { return Schema.knownCategories }
      return Schema.knownCategories + definitions.present(ofKind: kind).flatMap { newTags(of: $0, key) }
    }
  }

  package func contains(_ word: String, in set: TagSet) -> Bool {
    switch set {
    case .language: LanguageTag.isKnown(word)
    case .currency: Currency(code: word) != nil
    case .dimension(let name): definitions.symbols.find(name).map { contains(word, dimension: $0) } ?? false
    case .words, .anyDimension, .category: words(of: set)?.contains(word) ?? false
    }
  }

  package func isDeclared(dimension name: String) -> Bool {
    definitions.entity(named: name).map { definitions.kindName(of: $0) == "dimension" } ?? false
  }

  package func values(ofDimension name: String) -> [String] {
    if let known = dimensions[name] { return known }
    var values: [String] = []
    if let entity = definitions.entity(named: name), definitions.kindName(of: entity) == "dimension",
      let property = definitions.schema.property(of: definitions[entity].kind, named: "values")
    {
      values = newTags(of: entity, PropertyKey(property))
    }
    dimensions[name] = values
    return values
  }

  /// The words that a property such as `values` or `categories` declares.
  private func newTags(of entity: EntityID, _ key: PropertyKey) -> [String] {
    guard let formula = definitions.formula(of: entity, key) else { return [] }
    let tree = definitions.tree(of: formula)
    let node = Int(formula.node)
    switch tree.kind(node) {
    case .name, .tagWord: return [tree.text(node)]
    case .list:
      return tree.children(of: node).compactMap {
        [.name, .tagWord].contains(tree.kind($0)) ? tree.text($0) : nil
      }
    default: return []
    }
  }
}
