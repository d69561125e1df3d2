// Whether an expression may stand where the schema expects a type; the unit that is missing when it may not.

import RungModel
import RungSyntax
import RungText

extension FormulaCompiler {
  /// The expression, or an invalid one after saying why it does not fit.
  mutating func accept(_ expression: Expression, as type: PropertyType, _ node: NodeIndex) -> Expression {
    guard let problem = mismatch(expression, type, node) else { return expression }
    report(problem)
    return invalid(node)
  }

  /// The same for an item of a list or the key of a table, where a family stands for its members.
  mutating func accept(_ expression: Expression, asItem type: PropertyType, _ node: NodeIndex) -> Expression {
    guard let problem = itemMismatch(expression, type, node) else { return expression }
    report(problem)
    return invalid(node)
  }

  private func itemMismatch(_ expression: Expression, _ type: PropertyType, _ node: NodeIndex) -> Diagnostic?
  {
    guard case .family = expression.operation, !type.referencedKinds.isEmpty else {
      return mismatch(expression, type, node)
    }
    let member = Expression(
      operation: .constant(.none), type: expression.type.member, tree: expression.tree, node: expression.node)
    return mismatch(member, type, node)
  }

  /// Why an expression does not fit a type, or nil when it does.
  private func mismatch(_ expression: Expression, _ type: PropertyType, _ node: NodeIndex) -> Diagnostic? {
    if case .invalid = expression.operation { return nil }
    if expression.type == .unknown || expression.type == .none { return nil }
    if case .choice(_, let first, let second) = expression.operation {
      return mismatch(first, type, node) ?? mismatch(second, type, node)
    }
    switch type {
    case .anything: return nil
    case .either(let types):
      if expression.type == .column { return nil }
      if types.contains(where: { mismatch(expression, $0, node) == nil }) { return nil }
      // The nearest of the types says it best.
      let near =
        types.first { $0.isAmountLike && expression.type.isAmount }
        ?? types.first { $0.item != nil && expression.type.isListOrTable }
      return near.flatMap { mismatch(expression, $0, node) } ?? wrong(expression, type, node)
    case .list(let item):
      if case .list(let elements) = expression.operation {
        for element in elements {
          if let problem = itemMismatch(element, item, Int(element.node)) { return problem }
        }
        return nil
      }
      if case .list(let itemType) = expression.type {
        return mismatch(
          Expression(
            operation: .constant(.none), type: itemType, tree: expression.tree, node: expression.node), item,
          node)
      }
      return mismatch(expression, item, node).map { _ in
        mismatch(expression, item, node) ?? wrong(expression, type, node)
      }
    case .newTags:
      return expression.type.member.isTag ? nil : wrong(expression, type, node)
    case .table, .mix:
      if case .table = expression.type { return nil }
      if case .list(.unknown) = expression.type { return nil }
      return wrong(expression, type, node)
    default: return scalarMismatch(expression, type, node)
    }
  }

  private func scalarMismatch(_ expression: Expression, _ type: PropertyType, _ node: NodeIndex)
    -> Diagnostic?
  {
    let given = expression.type
    switch type {
    case .text: return given == .text ? nil : wrong(expression, type, node)
    case .truth, .rule, .condition: return given == .truth ? nil : wrong(expression, type, node)
    case .number(let noun, _, _, _):
      guard case .quantity(let dimension) = given, !dimension.isPercentage, dimension.per.isEmpty else {
        return wrong(expression, type, node)
      }
      guard let over = dimension.over else { return nil }
      return over == noun?.base ? nil : wrong(expression, type, node)
    case .percentage:
      guard case .quantity(let dimension) = given, dimension.isPlain else {
        return wrong(expression, type, node)
      }
      if !dimension.isPercentage, isBareNumber(expression) {
        return TypeErrors.percentMissing(place(node))
      }
      return nil
    case .amount(let base, let units, let plain):
      return amountMismatch(expression, base, units, plain, type, node)
    case .effort:
      if case .quantity(let dimension) = given, dimension == Dimension(.effort) { return nil }
      return isBareNumber(expression)
        ? TypeErrors.unitMissing(place(node), "hours", isSafe: true) : wrong(expression, type, node)
    case .duration:
      if given == .duration { return nil }
      return isBareNumber(expression)
        ? TypeErrors.unitMissing(place(node), "months", isSafe: false) : wrong(expression, type, node)
    case .date:
      if given == .date { return nil }
      if given == .month, tree.kind(node) == .month { return TypeErrors.dayMissing(place(node)) }
      return wrong(expression, type, node)
    case .span:
      switch given {
      case .span(.date), .span(.month), .span(.unknown), .date, .month: return nil
      case .quantity(let dimension) where dimension.isPlain && isYear(expression): return nil
      case .span(.quantity(let dimension)) where dimension.isPlain: return nil
      default: return wrong(expression, type, node)
      }
    case .timeOfDay: return given == .time ? nil : wrong(expression, type, node)
    case .year:
      return isYear(expression) || !isBareNumber(expression) && given.isPlainNumber
        ? nil : wrong(expression, type, node)
    case .reference(let kinds):
      let wanted = Set(kinds)
      switch given {
      case .entity(let names?):
        return names.isSubset(of: wanted)
          ? nil : TypeErrors.wrongKind(place(node), kinds, names.sorted(), definitions)
      case .entity(nil): return nil
      default: return wrong(expression, type, node)
      }
    case .tag(let set):
      guard case .tag(let given) = given else { return wrong(expression, type, node) }
      return given == set || set == .anyDimension || given == .words([]) || isWord(expression, in: set)
        ? nil : wrong(expression, type, node)
    case .selection: return given == .selection ? nil : wrong(expression, type, node)
    case .anything, .either, .list, .newTags, .table, .mix: return nil
    }
  }

  private func amountMismatch(
    _ expression: Expression, _ base: AmountBase, _ units: [UnitWord], _ plain: Bool, _ type: PropertyType,
    _ node: NodeIndex
  ) -> Diagnostic? {
    guard case .quantity(let dimension) = expression.type else { return wrong(expression, type, node) }
    let baseFits: Bool
    switch base {
    case .money: baseFits = dimension.over == .money
    case .effort: baseFits = dimension.over == .effort
    case .count: baseFits = !dimension.isPercentage && (dimension.over.map(\.isCounted) ?? true)
    case .percentage: baseFits = dimension.over == nil && dimension.isPercentage
    }
    guard baseFits else {
      if dimension.over == nil, isNumberLiteral(expression) {
        switch base {
        case .money:
          return TypeErrors.unitMissing(numberPlace(expression, node), programmeCurrency, isSafe: true)
        case .effort: return TypeErrors.unitMissing(numberPlace(expression, node), "hours", isSafe: true)
        case .percentage: return TypeErrors.percentMissing(numberPlace(expression, node))
        case .count: break
        }
      }
      return wrong(expression, type, node)
    }
    if dimension.per.isEmpty { return plain ? nil : TypeErrors.periodMissing(place(node), type, units) }
    let bases = Set(units.map { $0.base == .days ? UnitBase.months : $0.base })
    guard dimension.per.count == 1, bases.contains(dimension.per[0]) else {
      return TypeErrors.wrongPeriod(place(node), units)
    }
    return nil
  }

  /// `Currency` of the programme, for a missing unit.
  var programmeCurrency: String {
    guard let kind = definitions.schema.kind(named: "programme"),
      let programme = definitions.present(ofKind: kind).first,
      let property = definitions.schema.property(of: kind, named: "currency"),
      let formula = definitions.formula(of: programme, PropertyKey(property))
    else { return "EUR" }
    return definitions.text(of: formula)
  }

  private func wrong(_ expression: Expression, _ type: PropertyType, _ node: NodeIndex) -> Diagnostic {
    MeantErrors.with(
      TypeErrors.wrongType(place(node), wants: type, given: expression.type, currency: programmeCurrency),
      repairOfForm(node, type))
  }

  private func isBareNumber(_ expression: Expression) -> Bool {
    switch expression.operation {
    case .constant(.quantity(let quantity)): quantity.unit == .none
    case .negate(let inner): isBareNumber(inner)
    case .estimate(.interval, let ends, _): ends.allSatisfy(isBareNumber)
    default: false
    }
  }

  private func isNumberLiteral(_ expression: Expression) -> Bool {
    switch expression.operation {
    case .rate(let inner, _): isNumberLiteral(inner)
    default: isBareNumber(expression)
    }
  }

  /// The number that lacks its unit: in `450 per month`, the `450`.
  private func numberPlace(_ expression: Expression, _ node: NodeIndex) -> Place {
    if case .rate(let inner, _) = expression.operation, Int(inner.tree) == treeIndex {
      return place(Int(inner.node))
    }
    return place(node)
  }

  private func isYear(_ expression: Expression) -> Bool {
    guard case .constant(.quantity(let quantity)) = expression.operation,
      let year = quantity.magnitude.exact?.asInt
    else { return false }
    return quantity.unit == .none && (1900...2200).contains(year)
  }

  private func isWord(_ expression: Expression, in set: TagSet) -> Bool {
    guard case .constant(.tag(let word)) = expression.operation else { return false }
    return compiler.words.contains(word, in: set)
  }
}

extension PropertyType {
  var isAmountLike: Bool {
    switch self {
    case .number, .percentage, .amount, .effort, .duration: true
    default: false
    }
  }
}
