// One formula from syntax to expression: literals, units and the dispatch over kinds of node. Names, operators,
// brackets and calls are in files of their own.

import RungModel
import RungSyntax
import RungText

struct FormulaCompiler {
  let compiler: Compiler
  let definitions: Definitions
  /// The declaration whose siblings are known by their bare names; nil for a line of its own.
  let owner: EntityID?
  let key: PropertyKey?
  private let expecting: PropertyType?
  var formula: Formula?
  var tree: SyntaxTree
  var treeIndex: Int
  var variables: [(name: String, type: ValueType)]
  /// Estimates so far: draws are keyed by position in the formula.
  var ordinal = 0
  var level = Level.fixed
  var sources: [LevelSource] = []
  var diagnostics: [Diagnostic] = []
  /// Something it needs may stand where the text is damaged: it has no value, and nothing is said of it.
  var isDamaged = false
  /// What the property itself meant before it was overridden, once that has been compiled.
  var inherited: Expression?

  init(compiler: Compiler, formula: Formula, entity: EntityID, key: PropertyKey) {
    self.compiler = compiler
    definitions = compiler.definitions
    self.formula = formula
    owner = entity
    self.key = key
    tree = compiler.definitions.tree(of: formula)
    treeIndex = Int(formula.tree)
    variables = []
    expecting = Self.expectation(key, entity, compiler.definitions)
    variables = familyVariables(of: entity)
  }

  init(
    compiler: Compiler, tree: SyntaxTree, treeIndex: Int, expecting: PropertyType?,
    variables: [(name: String, type: ValueType)]
  ) {
    self.compiler = compiler
    definitions = compiler.definitions
    formula = nil
    owner = nil
    key = nil
    self.tree = tree
    self.treeIndex = treeIndex
    self.variables = variables
    self.expecting = expecting
  }

  mutating func run() throws(Needs) -> (compiled: Compiled, diagnostics: [Diagnostic]) {
    guard let formula else { return (failed(0), []) }
    if isUnreadable { return (failed(Int(formula.node)), []) }
    return try run(Int(formula.node))
  }

  mutating func run(_ node: NodeIndex) throws(Needs) -> (compiled: Compiled, diagnostics: [Diagnostic]) {
    var expression = try compile(node, expecting: expecting)
    if diagnostics.isEmpty, let expecting { expression = accept(expression, as: expecting, node) }
    let compiled = Compiled(
      expression: expression, level: level, sources: sources,
      hasErrors: isDamaged || diagnostics.contains { $0.severity == .error })
    return (compiled, diagnostics)
  }

  private func failed(_ node: NodeIndex) -> Compiled {
    Compiled(expression: invalid(node), level: .fixed, sources: [], hasErrors: true)
  }

  /// What the schema expects of a property; of a dimension's property, one of its values.
  static func expectation(_ key: PropertyKey, _ entity: EntityID, _ definitions: Definitions) -> PropertyType?
  {
    if let property = key.property {
      let type = definitions.schema[property].type
      let word = definitions.schema[property].name
      return isColumn(word, of: entity, definitions) ? .either([.text, .list(.text), type]) : type
    }
    if let dimension = key.dimension {
      let tag = PropertyType.tag(.dimension(definitions.symbols[dimension]))
      return definitions.schema[definitions[entity].kind].isFromFile
        ? .either([.text, .list(.text), tag]) : tag
    }
    if key == .condition { return .condition }
    if key == .confidence { return .percentage }
    return definitions.kindName(of: entity) == "exchange" ? .amount(.money, per: [], plain: true) : nil
  }

  /// Whether the property of people in a file may name a column.
  static func isColumn(_ word: String, of entity: EntityID, _ definitions: Definitions) -> Bool {
    definitions.schema[definitions[entity].kind].isFromFile
      && !["rows", "digest"].contains(word) && !Schema.common.contains { $0.name == word }
  }

  // MARK: Building

  func make(_ operation: Operation, _ type: ValueType, _ node: NodeIndex) -> Expression {
    Expression(operation: operation, type: type, tree: Int32(treeIndex), node: Int32(node))
  }

  func invalid(_ node: NodeIndex) -> Expression { make(.invalid, .unknown, node) }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports what is surely wrong; otherwise the formula is damaged.
  mutating func report(_ diagnostic: Diagnostic, ifSurely isSure: Bool) {
    if isSure { report(diagnostic) } else { isDamaged = true }
  }

  /// Whether the parser has said already that the formula, or the indices of its family, cannot be read.
  private var isUnreadable: Bool {
    let damage = definitions.damage
    guard !damage.isEmpty, let formula, let owner else { return false }
    if damage.touches(Int(formula.node), tree, treeIndex) { return true }
    guard definitions[owner].isFamily else { return false }
    let declaration = definitions.tree(of: owner)
    return damage.touches(head: Int(definitions[owner].node), declaration, Int(definitions[owner].tree))
  }

  func place(_ node: NodeIndex) -> Place { tree.place(node) }

  // MARK: Nodes

  mutating func compile(_ node: NodeIndex, expecting: PropertyType? = nil) throws(Needs) -> Expression {
    if case .list(.rule)? = expecting, tree.kind(node) != .list { return try rule(node) }
    switch tree.kind(node) {
    case .number: return number(node)
    case .quantity: return quantity(node)
    case .string: return try text(node)
    case .date: return date(node)
    case .month: return month(node)
    case .time: return time(node)
    case .truth:
      return make(.constant(.truth(tree.tokens.kinds[tree.firstToken(node)] == .trueWord)), .truth, node)
    case .none: return make(.constant(.none), .none, node)
    case .name, .tagWord: return try name(node, expecting: expecting)
    case .reference: return try reference(node, expecting: expecting)
    case .paren: return try compileOnly(node, expecting: expecting)
    case .negative: return try negative(node, expecting: expecting)
    case .not: return try not(node)
    case .disjunction: return try connective(node, isAll: false)
    case .conjunction: return try connective(node, isAll: true)
    case .comparison: return try comparison(node)
    case .span: return try span(node, expecting: expecting)
    case .sum: return try sum(node, expecting: expecting)
    case .product: return try product(node)
    case .choice: return try choice(node, expecting: expecting)
    case .estimateTo, .estimateOf: return try estimate(node)
    case .rate: return try rate(node)
    case .each: return try each(node)
    case .list: return try list(node, expecting: expecting)
    case .table: return try table(node, expecting: expecting)
    case .byValue: return try byValue(node, expecting: expecting)
    case .comprehension: return try comprehension(node, expecting: expecting)
    default: return invalid(node)  // Missing or misplaced: the parser has said so.
    }
  }

  private mutating func compileOnly(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    guard let child = tree.child(0, of: node) else { return invalid(node) }
    return try compile(child, expecting: expecting)
  }

  // MARK: Literals

  private mutating func number(_ node: NodeIndex) -> Expression {
    guard let decimal = decimal(ofToken: tree.firstToken(node)) else {
      report(ValueErrors.numberTooLong(place(node)))
      return invalid(node)
    }
    return make(.constant(.number(decimal)), .number, node)
  }

  private func decimal(ofToken token: TokenIndex) -> Decimal? { NumberLiteral.decimal(token, tree) }

  private mutating func quantity(_ node: NodeIndex) -> Expression {
    let first = tree.firstToken(node)
    let kinds = tree.tokens.kinds
    let numberToken = kinds[first] == .currencySign ? first + 1 : first
    let unitToken = kinds[first] == .currencySign ? first : first + 1
    guard let decimal = decimal(ofToken: numberToken) else {
      report(ValueErrors.numberTooLong(place(node)))
      return invalid(node)
    }
    if kinds[unitToken] == .percent {
      guard let fraction = decimal.dividing(by: 100) else { return invalid(node) }
      return make(.constant(.quantity(Quantity(.exact(fraction), .percentage))), .percentage, node)
    }
    let word = tree.text(ofToken: unitToken)
    guard let term = UnitTerm(spelled: word) else {
      let unit = tree.place(ofToken: unitToken)
      report(
        MeantErrors.wordAsUnit(place(node), tree.text(ofToken: numberToken), unit)
          ?? TypeErrors.unknownUnit(unit, currency: programmeCurrency))
      return invalid(node)
    }
    return constant(decimal, term, node)
  }

  /// A number with its unit: calendar units make a duration, others a quantity.
  func constant(_ decimal: Decimal, _ term: UnitTerm, _ node: NodeIndex) -> Expression {
    if case .word(let word) = term, let duration = Value.duration(decimal, word) {
      return make(.constant(duration), .duration, node)
    }
    return make(
      .constant(.quantity(Quantity(.exact(decimal), Unit(term)))), .quantity(Dimension(term.base)), node)
  }

  private mutating func date(_ node: NodeIndex) -> Expression {
    do throws(CalendarFault) {
      let date = try CalendarDate(literal: tree.text(node))
      return make(.constant(.date(.exact(Decimal(Int(date.dayNumber))))), .date, node)
    } catch {
      report(ValueErrors.noSuchDate(place(node), error.reason))
      return invalid(node)
    }
  }

  private mutating func month(_ node: NodeIndex) -> Expression {
    do throws(CalendarFault) {
      return make(.constant(.month(try CalendarMonth(literal: tree.text(node)))), .month, node)
    } catch {
      report(ValueErrors.noSuchDate(place(node), error.reason))
      return invalid(node)
    }
  }

  private mutating func time(_ node: NodeIndex) -> Expression {
    do throws(CalendarFault) {
      return make(.constant(.time(try TimeOfDay(literal: tree.text(node)))), .time, node)
    } catch {
      report(ValueErrors.noSuchDate(place(node), error.reason))
      return invalid(node)
    }
  }

  /// A text, with what stands in `{ }` put in.
  private mutating func text(_ node: NodeIndex) throws(Needs) -> Expression {
    let literal = tree.stringPieces(tree.firstToken(node))
    var parts: [Expression] = []
    for piece in literal {
      switch piece {
      case .text(let text): parts.append(make(.constant(.text(text)), .text, node))
      case .path(let range): parts.append(try interpolation(range, node))
      }
    }
    if parts.isEmpty { return make(.constant(.text("")), .text, node) }
    if parts.count == 1, case .constant(.text) = parts[0].operation { return parts[0] }
    return make(.text(parts), .text, node)
  }

  /// The path in a text, parsed where it stands. Its nodes belong to a tree of their own, so places inside are
  /// those of the whole text.
  private mutating func interpolation(_ range: ByteRange, _ node: NodeIndex) throws(Needs) -> Expression {
    let inner = SyntaxTree.parse(tree.source, range: range, as: .path)
    if let problem = inner.diagnostics.first {
      report(problem)
      return invalid(node)
    }
    let outer = (tree, treeIndex)
    tree = inner
    defer { (tree, treeIndex) = outer }
    let value = try compile(inner.onlyNode)
    return Expression(operation: value.operation, type: value.type, tree: Int32(outer.1), node: Int32(node))
  }

  // MARK: Families

  /// The indices of the family that the declaration is, as variables.
  private func familyVariables(of entity: EntityID) -> [(name: String, type: ValueType)] {
    guard definitions[entity].isFamily else { return [] }
    return FamilyIndex.all(of: entity, definitions).map { index in
      (index.name ?? "", index.isNumeric ? .number : .unknown)
    }
  }
}

extension UnitTerm {
  /// A unit word, a currency code or a currency's sign.
  init?(spelled word: String) {
    if let unit = UnitWord(spelling: word) {
      self = .word(unit)
    } else if let currency = Currency(code: word) ?? CurrencySign.currency(word) {
      self = .money(currency)
    } else {
      return nil
    }
  }
}

/// Signs that stand for a currency; ambiguous ones are read as the commonest.
package enum CurrencySign {
  package static func currency(_ sign: String) -> Currency? {
    switch sign {
    case "€": Currency(code: "EUR")
    case "$": Currency(code: "USD")
    case "£": Currency(code: "GBP")
    case "¥": Currency(code: "JPY")
    default: nil
    }
  }
}

extension Value {
  /// A number of days, weeks, months or years; nil for other units.
  static func duration(_ count: Decimal, _ unit: UnitWord) -> Value? {
    guard let scaled = count.multiplying(Decimal(unit.scale)) else { return nil }
    switch unit.base {
    case .days: return .duration(months: .zero, days: .exact(scaled))
    case .months: return .duration(months: .exact(scaled), days: .zero)
    default: return nil
    }
  }
}

/// The decimal of a number token, damaged ones as they were meant.
package enum NumberLiteral {
  package static func decimal(_ token: TokenIndex, _ tree: SyntaxTree) -> Decimal? {
    let range = tree.range(ofToken: token)
    let direct = tree.source.bytes.withUnsafeBufferPointer {
      Decimal(literal: UnsafeBufferPointer(rebasing: $0[range.bounds]))
    }
    return direct ?? tree.numberText(token).withUnsafeBufferPointer { Decimal(literal: $0) }
  }
}
