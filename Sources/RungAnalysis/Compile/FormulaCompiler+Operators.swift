// Operators: what may be added to, multiplied by and compared with what.

import RungModel
import RungSyntax
import RungText

extension FormulaCompiler {
  mutating func negative(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    guard let child = tree.child(0, of: node) else { return invalid(node) }
    let value = try compile(child, expecting: expecting)
    switch value.type {
    case .quantity, .duration, .unknown: return make(.negate(value), value.type, node)
    default:
      report(TypeErrors.cannotNegate(place(child), value.type))
      return invalid(node)
    }
  }

  mutating func not(_ node: NodeIndex) throws(Needs) -> Expression {
    guard let child = tree.child(0, of: node) else { return invalid(node) }
    let value = try condition(child)
    return make(.not(value), .truth, node)
  }

  mutating func connective(_ node: NodeIndex, isAll: Bool) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    var parts: [Expression] = []
    for child in children { parts.append(try compile(child)) }
    if isAll, let sum = sumMeant(parts) {
      report(MeantErrors.joinedByAnd(place(node), children.map { place($0) }, sum))
      return invalid(node)
    }
    parts = zip(parts, children).map { condition($0, $1) }
    return make(isAll ? .all(parts) : .some(parts), .truth, node)
  }

  /// An expression that must be true or false.
  mutating func condition(_ node: NodeIndex) throws(Needs) -> Expression {
    condition(try compile(node), node)
  }

  /// `6 months and 2 weeks`: what it would be as a sum; nil when it cannot be one.
  private func sumMeant(_ parts: [Expression]) -> ValueType? {
    var sum: ValueType?
    for part in parts {
      switch part.type {
      case .quantity, .duration: break
      default: return nil
      }
      guard let before = sum else {
        sum = part.type
        continue
      }
      guard let next = sumType(before, part.type, isPlus: true) else { return nil }
      sum = next
    }
    return sum
  }

  private mutating func condition(_ value: Expression, _ node: NodeIndex) -> Expression {
    switch value.type {
    case .truth, .unknown: return value
    default:
      report(TypeErrors.conditionNeeded(place(node), value.type))
      return invalid(node)
    }
  }

  mutating func choice(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard children.count == 3 else { return invalid(node) }
    let test = try condition(children[0])
    let first = try compile(children[1], expecting: expecting)
    let second = try compile(children[2], expecting: expecting)
    guard let type = unified(first.type, second.type) else {
      report(TypeErrors.branchesDiffer(place(children[1]), first.type, place(children[2]), second.type))
      return invalid(node)
    }
    return make(.choice(test, then: first, otherwise: second), type, node)
  }

  /// The type of either of two; nil when they have nothing in common.
  func unified(_ left: ValueType, _ right: ValueType) -> ValueType? {
    if left == right { return left }
    switch (left, right) {
    case (.unknown, _), (_, .none): return left == .unknown ? right : left
    case (_, .unknown), (.none, _): return right == .unknown ? left : right
    case (.quantity(let a), .quantity(let b)): return a.combined(with: b).map { .quantity($0) }
    case (.list(let a), .list(let b)): return unified(a, b).map { .list($0) }
    case (.span(let a), .span(let b)): return unified(a, b).map { .span($0) }
    case (.table(let ak, let av), .table(let bk, let bv)):
      guard let key = unified(ak, bk), let value = unified(av, bv) else { return nil }
      return .table(key, value)
    case (.entity(let a), .entity(let b)):
      guard let a, let b else { return .entity(nil) }
      return .entity(a.union(b))
    case (.tag, .tag): return left
    default: return nil
    }
  }

  // MARK: Sums and products

  mutating func sum(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    try chain(node) { (work: inout Self, left, right, token, rightNode) in
      let isPlus = work.tree.tokens.kinds[token] == .plus
      guard let type = work.sumType(left.type, right.type, isPlus: isPlus) else {
        work.report(
          TypeErrors.cannotAdd(
            work.place(node), work.tree.place(ofToken: token), left.type, right.type, work.place(rightNode)))
        return work.invalid(node)
      }
      return work.make(.binary(isPlus ? .add : .subtract, left, right), type, node)
    }
  }

  mutating func product(_ node: NodeIndex) throws(Needs) -> Expression {
    try chain(node) { (work: inout Self, left, right, token, rightNode) in
      let isTimes = work.tree.tokens.kinds[token] == .star
      let sign = work.tree.place(ofToken: token)
      if isTimes, Self.isChanceOverTime(left.type, right.type) {
        let stays = work.countsThoseWhoStay(left) || work.countsThoseWhoStay(right)
        work.report(
          TypeErrors.chanceTimesDuration(work.place(node), left: left.type, isStaying: stays))
        return work.invalid(node)
      }
      let type = isTimes ? Self.productType(left.type, right.type) : Self.quotientType(left.type, right.type)
      guard let type else {
        work.report(
          TypeErrors.cannotMultiply(work.place(node), sign, left.type, right.type, isTimes: isTimes))
        return work.invalid(node)
      }
      return work.make(.binary(isTimes ? .multiply : .divide, left, right), type, node)
    }
  }

  private typealias Join = (inout Self, Expression, Expression, TokenIndex, NodeIndex) throws(Needs) ->
    Expression

  /// Operands from left to right; the operator before one is the token where the one before ends.
  private mutating func chain(_ node: NodeIndex, _ join: Join) throws(Needs) -> Expression {
    var result: Expression?
    var operatorToken = 0
    for child in tree.children(of: node) {
      let operand = try compile(child)
      if let left = result {
        if case .invalid = left.operation {
        } else if case .invalid = operand.operation {
          result = operand
        } else {
          result = try join(&self, left, operand, operatorToken, child)
        }
      } else {
        result = operand
      }
      operatorToken = Int(tree.nodes[child].end)
    }
    return result ?? invalid(node)
  }

  private func sumType(_ left: ValueType, _ right: ValueType, isPlus: Bool) -> ValueType? {
    switch (left, right) {
    case (.unknown, .unknown): return .unknown
    case (.unknown, .duration): return .unknown
    case (.unknown, let known), (let known, .unknown):
      switch known {
      case .quantity: return known
      case .duration, .date: return .unknown
      default: return nil
      }
    case (.quantity(let a), .quantity(let b)): return a.combined(with: b).map { .quantity($0) }
    case (.duration, .duration): return .duration
    case (.date, .duration): return .date
    case (.duration, .date): return isPlus ? .date : nil
    case (.date, .date): return isPlus ? nil : .duration
    default: return nil
    }
  }

  /// A percentage per period times a time would not compound.
  static func isChanceOverTime(_ left: ValueType, _ right: ValueType) -> Bool {
    func isChance(_ type: ValueType) -> Bool {
      if case .quantity(let dimension) = type { return dimension.isChance }
      return false
    }
    func isTime(_ type: ValueType) -> Bool {
      switch type {
      case .duration: true
      case .quantity(let dimension):
        dimension.over.map { [.rounds, .intakes, .terms].contains($0) } ?? false
      default: false
      }
    }
    return (isChance(left) && isTime(right)) || (isTime(left) && isChance(right))
  }

  static func productType(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.unknown, .unknown): return .unknown
    case (.unknown, .quantity), (.quantity, .unknown), (.unknown, .duration), (.duration, .unknown):
      return .unknown
    case (.quantity(let a), .quantity(let b)): return normalised(a.multiplied(by: b))
    case (.quantity(let number), .duration), (.duration, .quantity(let number)):
      if number.per.isEmpty, number.over == nil || number.over?.isCounted == true { return .duration }
      return normalised(Dimension(.months).multiplied(by: number)).flatMap { $0 == .duration ? nil : $0 }
    default: return nil
    }
  }

  static func quotientType(_ left: ValueType, _ right: ValueType) -> ValueType? {
    switch (left, right) {
    case (.unknown, .unknown), (.unknown, .quantity), (.quantity, .unknown), (.unknown, .duration),
      (.duration, .unknown):
      return .unknown
    case (.quantity(let a), .quantity(let b)): return normalised(a.divided(by: b))
    case (.duration, .duration): return .number
    case (.duration, .quantity(let number)):
      return number.per.isEmpty && (number.over == nil || number.over?.isCounted == true) ? .duration : nil
    case (.quantity(let a), .duration): return normalised(a.divided(by: Dimension(.months)))
    default: return nil
    }
  }

  /// Calendar time above the line is a duration.
  private static func normalised(_ dimension: Dimension?) -> ValueType? {
    guard let dimension else { return nil }
    if dimension.over == .months || dimension.over == .days { return dimension.per.isEmpty ? .duration : nil }
    return .quantity(dimension)
  }

  // MARK: Comparisons

  mutating func comparison(_ node: NodeIndex) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard children.count == 2 else { return invalid(node) }
    let token = Int(tree.nodes[children[0]].end)
    guard let comparison = Comparison(token, tree) else { return invalid(node) }
    let before = diagnostics.count
    var left = try compile(children[0])
    let hint = Self.expectation(like: left.type)
    let isMembership = comparison == .isIn || comparison == .isNotIn
    let right = try compile(children[1], expecting: isMembership ? hint.map { .list($0) } ?? hint : hint)
    // `MENA is p.region`, `fr in p.languages`: the other side says which words are meant.
    if case .invalid = left.operation, let hint = wordsMeant(beside: right, isMembership: isMembership) {
      diagnostics.removeLast(diagnostics.count - before)
      left = try compile(children[0], expecting: hint)
    }
    if case .invalid = left.operation { return left }
    if case .invalid = right.operation { return right }
    guard comparable(left.type, right.type, comparison) else {
      report(
        TypeErrors.cannotCompare(
          place(node), tree.place(ofToken: token), left.type, right.type, isOrder: comparison.isOrder,
          isMembership: isMembership))
      return invalid(node)
    }
    return make(.compare(comparison, left, right), .truth, node)
  }

  /// The words that a bare one is looked for among, beside an expression it is compared with.
  private func wordsMeant(beside other: Expression, isMembership: Bool) -> PropertyType? {
    let like = Self.expectation(like: other.type)
    if let hint = isMembership ? like?.item ?? like : like, !hint.tagSets.isEmpty { return hint }
    // Of several types, such as a list of languages or a table of them, the schema knows the words.
    guard case .propertyOf(let base, let word) = other.operation, case .entity(let kinds?) = base.type,
      let kind = kinds.sorted().first.flatMap({ definitions.schema.kind(named: $0) }),
      let property = definitions.schema.property(of: kind, named: word)
    else { return nil }
    return definitions.schema[property].type.tagSets.first.map { .tag($0) }
  }

  /// What the other side of a comparison is expected to be, where bare words need it.
  static func expectation(like type: ValueType) -> PropertyType? {
    switch type {
    case .tag(let set): .tag(set)
    case .list(let item): expectation(like: item).map { .list($0) }
    case .table(let key, _): expectation(like: key)
    case .selection: .selection
    default: nil
    }
  }

  private func comparable(_ left: ValueType, _ right: ValueType, _ comparison: Comparison) -> Bool {
    if left == .unknown || right == .unknown { return true }
    switch comparison {
    case .isIn, .isNotIn:
      switch right {
      case .list(let item), .span(let item):
        return item == .unknown || same(left, item) || spanHolds(left, item)
      case .table(let key, _): return same(left, key)
      case .month: return left == .date
      default: return false
      }
    case .equal, .notEqual:
      return left == .none || right == .none || same(left, right)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      switch (left, right) {
      case (.quantity(let a), .quantity(let b)): return a.combined(with: b) != nil
      case (.duration, .duration), (.date, .date), (.month, .month), (.time, .time): return true
      default: return false
      }
    }
  }

  private func spanHolds(_ item: ValueType, _ end: ValueType) -> Bool {
    item == .date && end == .month
  }

  private func same(_ left: ValueType, _ right: ValueType) -> Bool {
    switch (left, right) {
    case (.tag(let a), .tag(let b)):
      return a == b || a == .anyDimension || b == .anyDimension || a == .words([])
    case (.entity, .entity): return true
    default: return unified(left, right) != nil
    }
  }

  mutating func span(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard children.count == 2 else { return invalid(node) }
    let first = try compile(children[0])
    let last = try compile(children[1])
    let type: ValueType?
    switch (first.type, last.type) {
    case (.date, .date), (.month, .month), (.time, .time), (.duration, .duration): type = first.type
    case (.date, .unknown), (.unknown, .date): type = .date
    case (.unknown, _), (_, .unknown): type = .unknown
    case (.quantity(let a), .quantity(let b)): type = a.combined(with: b).map { .quantity($0) }
    default: type = nil
    }
    guard let type else {
      report(TypeErrors.spanEndsDiffer(place(node), first.type, last.type))
      return invalid(node)
    }
    return make(.span(first, last), .span(type), node)
  }
}

extension Comparison {
  var isOrder: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .equal, .notEqual, .isIn, .isNotIn: false
    }
  }

  /// The operator that begins at a token; `is not` and `not in` are two.
  init?(_ token: TokenIndex, _ tree: SyntaxTree) {
    let kinds = tree.tokens.kinds
    guard token + 1 < kinds.count else { return nil }
    switch kinds[token] {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .isWord: self = kinds[token + 1] == .notWord ? .notEqual : .equal
    case .inWord: self = .isIn
    case .notWord: self = .isNotIn
    default: return nil
    }
  }
}
