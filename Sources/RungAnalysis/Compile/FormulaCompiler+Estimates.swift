// Estimates, rates and `each`: what makes a value uncertain, and what it is per.

import RungModel
import RungSyntax
import RungText

extension FormulaCompiler {
  /// `a to b` and `k of n`. In `3 to 6 months` the unit of the end is the beginning's too.
  mutating func estimate(_ node: NodeIndex) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard children.count == 2 else { return invalid(node) }
    let position = nextOrdinal()
    var low = try compile(children[0])
    let high = try compile(children[1])
    if case .invalid = low.operation { return low }
    if case .invalid = high.operation { return high }
    level = max(level, .drawn)
    if tree.kind(node) == .estimateOf {
      guard low.type.isPlainNumber, high.type.isPlainNumber else {
        report(TypeErrors.evidenceNeedsCounts(place(node)))
        return invalid(node)
      }
      return make(.estimate(.evidence, [low, high], ordinal: position), .percentage, node)
    }
    if low.type == .number, let adopted = adopting(unitOf: high, low, children[0]) { low = adopted }
    let type: ValueType?
    switch (low.type, high.type) {
    case (.quantity(let a), .quantity(let b)): type = a.combined(with: b).map { .quantity($0) }
    case (.duration, .duration), (.date, .date): type = low.type
    case (.unknown, let known), (let known, .unknown): type = known
    default: type = nil
    }
    guard let type else {
      report(TypeErrors.estimateEndsDiffer(place(node), low.type, high.type))
      return invalid(node)
    }
    return make(.estimate(.interval, [low, high], ordinal: position), type, node)
  }

  mutating func nextOrdinal() -> Int {
    defer { ordinal += 1 }
    return ordinal
  }

  /// The number with the unit of a literal on the other side.
  private func adopting(unitOf other: Expression, _ number: Expression, _ node: NodeIndex) -> Expression? {
    guard case .constant(.quantity(let quantity)) = number.operation, let decimal = quantity.magnitude.exact,
      case .constant(let model) = other.operation
    else { return nil }
    switch model {
    case .quantity(let otherQuantity):
      guard otherQuantity.unit != .none else { return nil }
      let scaled = otherQuantity.unit.isPercentage ? decimal.dividing(by: 100) : decimal
      guard let scaled else { return nil }
      return make(.constant(.quantity(Quantity(.exact(scaled), otherQuantity.unit))), other.type, node)
    case .duration(let months, let days):
      // The unit word itself is gone; it is that of the token behind the other number.
      guard let otherNode = optionalNode(other), tree.kind(otherNode) == .quantity,
        let term = UnitTerm(spelled: tree.text(ofToken: tree.firstToken(otherNode) + 1))
      else { return nil }
      _ = (months, days)
      return constant(decimal, term, node)
    default: return nil
    }
  }

  private func optionalNode(_ expression: Expression) -> NodeIndex? {
    Int(expression.tree) == treeIndex ? Int(expression.node) : nil
  }

  /// `3 to 6 months each`: varies from person to person, or from round to round.
  mutating func each(_ node: NodeIndex) throws(Needs) -> Expression {
    guard let child = tree.child(0, of: node) else { return invalid(node) }
    let before = ordinal
    let value = try compile(child)
    if case .invalid = value.operation { return value }
    if ordinal == before, value.type != .unknown {
      report(TypeErrors.eachNeedsEstimate(place(node)))
      return invalid(node)
    }
    return make(.each(value), value.type, node)
  }

  /// `X per month`, `X per 10 participants`.
  mutating func rate(_ node: NodeIndex) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard let first = children.first else { return invalid(node) }
    var value = try compile(first)
    if case .invalid = value.operation { return value }
    guard case .quantity(var dimension) = value.type else {
      if value.type != .unknown { report(TypeErrors.rateNeedsAmount(place(first), value.type)) }
      return invalid(node)
    }
    var terms: [UnitTerm] = []
    for per in children.dropFirst() {
      var token = tree.firstToken(per) + 1
      if tree.tokens.kinds[token] == .number {
        guard let divisor = NumberLiteral.decimal(token, tree), !divisor.isZero else {
          report(ValueErrors.perZero(tree.place(ofToken: token)))
          return invalid(node)
        }
        value = make(
          .binary(.divide, value, make(.constant(.number(divisor)), .number, per)), value.type, per)
        token += 1
      }
      guard token < Int(tree.nodes[per].end) else { return invalid(node) }
      guard let unit = UnitWord(spelling: tree.text(ofToken: token)) else {
        report(TypeErrors.unknownUnit(tree.place(ofToken: token), currency: programmeCurrency))
        return invalid(node)
      }
      terms.append(.word(unit))
    }
    dimension = Dimension(
      dimension.over, per: dimension.per + terms.map(\.base), isPercentage: dimension.isPercentage)
    return make(.rate(value, terms), .quantity(dimension), node)
  }
}

extension ValueType {
  var isPlainNumber: Bool {
    switch self {
    case .quantity(let dimension):
      dimension.per.isEmpty && (dimension.over?.isCounted ?? true) && !dimension.isPercentage
    case .unknown: true
    default: false
    }
  }
}
