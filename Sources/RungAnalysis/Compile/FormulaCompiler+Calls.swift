// Calls of the standard library: how many arguments, of which types, and what comes out.

import RungModel
import RungSyntax
import RungText

extension FormulaCompiler {
  /// The arguments of a call as compiled.
  private struct Arguments {
    var plain: [Expression] = []
    var nodes: [NodeIndex] = []
    var named: [(name: String, value: Expression, node: NodeIndex)] = []
    var hasInvalid = false
  }

  mutating func call(
    _ word: String, _ head: NodeIndex, _ call: NodeIndex, _ node: NodeIndex, expecting: PropertyType?
  ) throws(Needs) -> Expression {
    guard let name = FunctionName(rawValue: word) else {
      report(NameErrors.unknownFunction(place(head)))
      return invalid(node)
    }
    // Estimates are numbered in the order in which they are written.
    let position = name.isDistribution ? nextOrdinal() : 0
    var arguments = Arguments()
    for child in tree.children(of: call) {
      if tree.kind(child) == .argument {
        let label = tree.text(ofToken: tree.firstToken(child))
        guard let valueNode = tree.child(0, of: child) else { continue }
        let value = try compile(valueNode, expecting: labelExpectation(label, name))
        if case .invalid = value.operation { arguments.hasInvalid = true }
        arguments.named.append((label, value, valueNode))
      } else {
        if name.takesDimensions, !arguments.plain.isEmpty, tree.kind(child) == .name,
          let dimension = dimension(ofValue: tree.text(child))
        {
          report(MeantErrors.labelMissing(place(child), dimension))
          arguments.hasInvalid = true
          continue
        }
        var hint = argumentExpectation(name, arguments.plain.count, expecting)
        if name == .overlap, let first = arguments.plain.first {
          hint = Self.expectation(like: first.type) ?? hint
        }
        let value = try compile(child, expecting: hint)
        if case .invalid = value.operation { arguments.hasInvalid = true }
        arguments.plain.append(value)
        arguments.nodes.append(child)
      }
    }
    if arguments.hasInvalid { return invalid(node) }
    guard checkShape(name, arguments, head, call) else { return invalid(node) }
    if name.isObservable {
      level = max(level, .observed)
    } else if name.isDistribution {
      level = max(level, .drawn)
    }
    guard let type = resultType(name, arguments, node) else { return invalid(node) }
    if let shape = name.shape {
      return make(.estimate(shape, arguments.plain, ordinal: position), type, node)
    }
    if name == .either || name == .fixed { return column(name, arguments, node) }
    let isStock = arguments.plain.first.map(Self.isObserved) ?? false
    if name == .mean, isStock { level = max(level, .observed) }
    return make(
      .call(name, arguments.plain, named: arguments.named.map { ($0.name, $0.value) }), type, node)
  }

  private static func isObserved(_ expression: Expression) -> Bool {
    if case .call(let name, _, _) = expression.operation { return name.isStock }
    return false
  }

  private func labelExpectation(_ label: String, _ name: FunctionName) -> PropertyType? {
    if compiler.words.isDeclared(dimension: label) { return .tag(.dimension(label)) }
    if name == .overlap, label == "at" { return .tag(.words(LanguageLevel.words)) }
    return label == "during" ? .span : nil
  }

  private func argumentExpectation(_ name: FunctionName, _ position: Int, _ expecting: PropertyType?)
    -> PropertyType?
  {
    name == .overlap ? .list(.tag(.language)) : nil
  }

  // MARK: Shape

  private mutating func checkShape(
    _ name: FunctionName, _ arguments: Arguments, _ head: NodeIndex, _ call: NodeIndex
  ) -> Bool {
    let bounds = name.arity
    guard bounds.contains(arguments.plain.count) else {
      report(NameErrors.wrongArgumentCount(place(call), name, given: arguments.plain.count))
      return false
    }
    var seen: Set<String> = []
    for (label, _, node) in arguments.named {
      let isDimension = name.takesDimensions && compiler.words.isDeclared(dimension: label)
      guard name.labels.contains(label) || isDimension else {
        let dimensions = name.takesDimensions ? dimensionNames : []
        report(
          NameErrors.unknownArgument(
            tree.place(ofToken: tree.firstToken(node) - 2), label, name, name.labels + dimensions))
        return false
      }
      guard seen.insert(label).inserted else {
        report(NameErrors.argumentTwice(place(node), label))
        return false
      }
    }
    return true
  }

  private var dimensionNames: [String] {
    guard let kind = definitions.schema.kind(named: "dimension") else { return [] }
    return definitions.ordered(ofKind: kind).map { definitions.name(of: $0) }
  }

  // MARK: Types

  private mutating func resultType(_ name: FunctionName, _ arguments: Arguments, _ node: NodeIndex)
    -> ValueType?
  {
    let first = arguments.plain.first?.type ?? .unknown
    switch name {
    case .sum, .median: return amount(inListOf: first, name, arguments)
    case .mean:
      if let stock = arguments.plain.first, Self.isObserved(stock) { return stock.type }
      return amount(inListOf: first, name, arguments)
    case .count: return itemType(first, arguments, name) == nil ? nil : .number
    case .min, .max: return extreme(name, arguments)
    case .all, .any:
      guard let item = itemType(first, arguments, name) else { return nil }
      return wants(item == .truth || item == .unknown, 0, arguments, "conditions", name) ? .truth : nil
    case .round, .ceil, .floor:
      guard wants(first.isAmount, 0, arguments, "a number, an amount or a duration", name) else { return nil }
      return first
    case .over, .remaining:
      let second = arguments.plain[1].type
      guard wants(first.isChance, 0, arguments, "a chance per period (3% per month)", name),
        wants(second.isTime, 1, arguments, "a duration (1 year)", name)
      else { return nil }
      if name == .over, countsThoseWhoStay(arguments.plain[0]) {
        report(MeantErrors.stayingInOver(place(node), place(arguments.nodes[0]), place(arguments.nodes[1])))
        return nil
      }
      return .percentage
    case .overlaps:
      guard wants(first.isSpan, 0, arguments, "a span", name),
        wants(arguments.plain[1].type.isSpan, 1, arguments, "a span", name)
      else { return nil }
      return .truth
    case .date:
      for index in 0..<3
      where !wants(arguments.plain[index].type.isPlainNumber, index, arguments, "a number", name) {
        return nil
      }
      return .date
    case .normal, .pert, .uniform, .exponential, .poisson: return distribution(name, arguments)
    case .chance:
      return wants(first == .truth || first == .unknown, 0, arguments, "a condition", name)
        ? .percentage : nil
    case .best, .random:
      guard wants(first.isShare, 0, arguments, "a percentage", name) else { return nil }
      return .selection
    case .overlap:
      for index in 0..<2
      where !wants(arguments.plain[index].type.isListOrTable, index, arguments, "a list", name) {
        return nil
      }
      return checkLabels(arguments) ? .number : nil
    case .sharedHours:
      for index in 0..<2
      where !wants(arguments.plain[index].type == .text, index, arguments, "a time zone in quotes", name) {
        return nil
      }
      return checkLabels(arguments) ? .quantity(Dimension(.effort)) : nil
    case .either, .fixed:
      for index in arguments.plain.indices
      where !wants(arguments.plain[index].type == .text, index, arguments, "a text in quotes", name) {
        return nil
      }
      return .column
    case .arrived, .entered, .completed, .left, .active, .waiting, .inProgress, .withoutMentor, .mentors:
      guard wantsKind(name, arguments), checkLabels(arguments) else { return nil }
      return .quantity(Dimension(.people))
    case .filled, .vacant:
      guard wantsKind(name, arguments), checkLabels(arguments) else { return nil }
      return .quantity(Dimension(.people))
    case .spent:
      return wantsKind(name, arguments) && checkLabels(arguments) ? .quantity(Dimension(.money)) : nil
    case .retained: return wantsKind(name, arguments) && checkLabels(arguments) ? .percentage : nil
    case .ties: return wantsKind(name, arguments) ? .number : nil
    case .share:
      return wants(
        Self.isFlow(arguments.plain[0]), 0, arguments, "something counted, like completed(Lead)", name)
        && checkLabels(arguments) ? .percentage : nil
    case .peak, .last:
      return wants(Self.isObserved(arguments.plain[0]), 0, arguments, "a stock, like active(Lead)", name)
        ? first : nil
    }
  }

  /// Whether a chance per period is that of staying: `retention`, or a name for it.
  func countsThoseWhoStay(_ expression: Expression) -> Bool {
    switch expression.operation {
    case .property(let entity, let key):
      if let property = key.property, definitions.schema[property].countsThoseWhoStay { return true }
      guard ["let", "assume"].contains(definitions.kindName(of: entity)),
        let formula = definitions.formula(of: entity, key), let named = propertyNamed(alone: formula)
      else { return false }
      return named.countsThoseWhoStay
    case .memberProperty(_, _, let key):
      return key.property.map { definitions.schema[$0].countsThoseWhoStay } ?? false
    case .propertyOf(_, let word): return word == "retention"
    default: return false
    }
  }

  /// The property that a formula is, when it is nothing else: `let R = Veterans.retention`.
  private func propertyNamed(alone formula: Formula) -> Property? {
    let tree = definitions.tree(of: formula)
    guard tree.kind(Int(formula.node)) == .reference,
      case .success(.property(_, _, let key)) = definitions.target(of: Int(formula.node), in: tree),
      let property = key.property
    else { return nil }
    return definitions.schema[property]
  }

  private static func isFlow(_ expression: Expression) -> Bool {
    if case .call(let name, _, _) = expression.operation { return name.isFlow || name.isStock }
    return false
  }

  private mutating func wants(
    _ fits: Bool, _ index: Int, _ arguments: Arguments, _ what: String, _ name: FunctionName
  ) -> Bool {
    if fits || arguments.plain[index].type == .unknown { return true }
    report(
      TypeErrors.wrongArgument(place(arguments.nodes[index]), name, wants: what, arguments.plain[index].type))
    return false
  }

  private mutating func wantsKind(_ name: FunctionName, _ arguments: Arguments) -> Bool {
    let kinds = name.kinds
    let type = arguments.plain[0].type
    let names: Set<String>? =
      switch type {
      case .entity(let names): names ?? []
      case .list(.entity(let names)): names ?? []
      case .unknown: []
      default: nil
      }
    let fits = names.map { $0.isEmpty || $0.isSubset(of: Set(kinds)) } ?? false
    return wants(fits, 0, arguments, kinds.map(ModelErrors.article).joined(separator: " or "), name)
  }

  private mutating func checkLabels(_ arguments: Arguments) -> Bool {
    for (label, value, node) in arguments.named {
      let fits: Bool
      let what: String
      switch label {
      case "during":
        (fits, what) = (
          value.type.isSpan || value.type == .month || value.type == .date || value.type.isPlainNumber,
          "a span of dates"
        )
      case "by", "on": (fits, what) = (value.type == .date, "a date")
      case "after": (fits, what) = (value.type == .duration, "a duration")
      case "from": (fits, what) = (value.type.isEntityOrList, "a cohort or stream")
      case "at": (fits, what) = (value.type.isTag, "a level of language")
      default: (fits, what) = (value.type.isTag, "a \(label)")
      }
      if !fits, value.type != .unknown {
        report(TypeErrors.wrongLabelled(place(node), label, wants: what, value.type))
        return false
      }
    }
    return true
  }

  private mutating func itemType(_ type: ValueType, _ arguments: Arguments, _ name: FunctionName)
    -> ValueType?
  {
    switch type {
    case .list(let item): return item
    case .unknown: return .unknown
    case .table(_, let value): return value
    default:
      report(TypeErrors.wrongArgument(place(arguments.nodes[0]), name, wants: "a list", type))
      return nil
    }
  }

  private mutating func amount(inListOf type: ValueType, _ name: FunctionName, _ arguments: Arguments)
    -> ValueType?
  {
    guard let item = itemType(type, arguments, name) else { return nil }
    return wants(item.isAmount, 0, arguments, "a list of amounts", name) ? item : nil
  }

  private mutating func extreme(_ name: FunctionName, _ arguments: Arguments) -> ValueType? {
    if arguments.plain.count == 1 {
      guard let item = itemType(arguments.plain[0].type, arguments, name) else { return nil }
      return wants(item.isOrdered, 0, arguments, "a list of amounts or dates", name) ? item : nil
    }
    var type = ValueType.unknown
    for index in arguments.plain.indices {
      guard wants(arguments.plain[index].type.isOrdered, index, arguments, "an amount or a date", name) else {
        return nil
      }
      guard let both = unified(type, arguments.plain[index].type) else {
        report(TypeErrors.itemsDiffer(place(arguments.nodes[index]), arguments.plain[index].type, type))
        return nil
      }
      type = both
    }
    return type
  }

  private mutating func distribution(_ name: FunctionName, _ arguments: Arguments) -> ValueType? {
    var type = ValueType.unknown
    for index in arguments.plain.indices {
      let given = arguments.plain[index].type
      guard wants(given.isAmount || given == .date, index, arguments, "an amount", name) else { return nil }
      if name == .normal, index == 1, type == .date { continue }  // A date's deviation is a duration.
      guard let both = unified(type, given) else {
        report(TypeErrors.itemsDiffer(place(arguments.nodes[index]), given, type))
        return nil
      }
      type = both
    }
    return type
  }

  private func column(_ name: FunctionName, _ arguments: Arguments, _ node: NodeIndex) -> Expression {
    let texts = arguments.plain.compactMap { argument -> String? in
      if case .constant(.text(let text)) = argument.operation { return text }
      return nil
    }
    let source: ColumnSource = name == .either ? .column(texts) : .fixed(texts.first ?? "")
    return make(.column(source), .column, node)
  }
}

extension FunctionName {
  var isDistribution: Bool { shape != nil }

  var shape: EstimateShape? {
    switch self {
    case .normal: .normal
    case .pert: .pert
    case .uniform: .uniform
    case .exponential: .exponential
    case .poisson: .poisson
    default: nil
    }
  }

  var arity: ClosedRange<Int> {
    switch self {
    case .min, .max, .either: 1...1000
    case .over, .remaining, .overlaps, .normal, .uniform, .overlap, .sharedHours: 2...2
    case .date, .pert: 3...3
    default: 1...1
    }
  }

  var labels: [String] {
    switch self {
    case .arrived, .entered, .completed, .left, .filled: ["during", "by", "from"]
    case .spent: ["during", "by"]
    case .active, .waiting, .inProgress, .withoutMentor, .mentors, .vacant: ["on", "from"]
    case .retained: ["after"]
    case .peak, .mean, .last: ["during"]
    case .round: ["to"]
    case .overlap: ["at"]
    case .sharedHours: ["on"]
    default: []
    }
  }

  var takesDimensions: Bool { isFlow || isStock || self == .share || self == .retained }

  /// The kinds of thing an observable counts at.
  var kinds: [String] {
    switch self {
    case .arrived: ["cohort", "stream", "stage"]
    case .entered, .completed, .inProgress: ["stage", "cohort", "stream"]
    case .left: ["stage", "cohort", "stream", "pool", "position"]
    case .active: ["stage", "pool", "cohort", "stream", "position"]
    case .waiting, .withoutMentor: ["stage", "cohort", "stream"]
    case .mentors, .ties: ["pool"]
    case .spent: ["fund", "cost"]
    case .filled, .vacant: ["position"]
    case .retained: ["stage", "pool", "position", "cohort", "stream"]
    default: []
    }
  }
}

extension ValueType {
  /// What a list is of; anything else itself.
  var member: ValueType {
    if case .list(let item) = self { return item }
    return self
  }

  var isAmount: Bool {
    switch self {
    case .quantity, .duration, .unknown: true
    default: false
    }
  }

  var isOrdered: Bool { isAmount || self == .date || self == .month || self == .time }

  var isChance: Bool {
    if case .quantity(let dimension) = self { return dimension.isChance }
    return self == .unknown
  }

  var isShare: Bool {
    if case .quantity(let dimension) = self { return dimension.isPlain }
    return self == .unknown
  }

  var isTime: Bool {
    switch self {
    case .duration, .unknown: true
    case .quantity(let dimension): dimension.over.map { [.rounds, .intakes, .terms].contains($0) } ?? false
    default: false
    }
  }

  var isSpan: Bool {
    switch self {
    case .span, .unknown: true
    default: false
    }
  }

  var isTag: Bool {
    switch self {
    case .tag, .unknown: true
    default: false
    }
  }

  var isListOrTable: Bool {
    switch self {
    case .list, .table, .unknown: true
    default: false
    }
  }

  var isEntityOrList: Bool {
    switch self {
    case .entity, .list(.entity), .unknown: true
    default: false
    }
  }
}
