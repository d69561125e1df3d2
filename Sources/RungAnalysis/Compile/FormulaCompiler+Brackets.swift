// Lists, tables, values by group and comprehensions.

import RungModel
import RungSyntax
import RungText

extension FormulaCompiler {
  mutating func list(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let item = expecting?.item
    var items: [Expression] = []
    var type = ValueType.unknown
    for child in tree.children(of: node) {
      let value: Expression
      if case .rule? = item { value = try rule(child) } else { value = try compile(child, expecting: item) }
      items.append(value)
      // A family among single things stands for its members.
      let itemType = item?.referencedKinds.isEmpty == false ? value.type.member : value.type
      if let both = unified(type, itemType) {
        type = both
      } else if item != nil {
        type = .unknown  // What is expected may be of several types; each item is held against it.
      } else {
        report(TypeErrors.itemsDiffer(place(child), value.type, type))
        return invalid(node)
      }
    }
    guard items.count <= Limits.listItems else {
      report(LimitErrors.listTooLong(place(node)))
      return invalid(node)
    }
    return make(.list(items), .list(type), node)
  }

  func ruleFormula(_ node: NodeIndex) -> Formula { Formula(tree: treeIndex, node: node) }

  mutating func table(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    if case .mix = expecting { return try mix(node) }
    let (entries, otherwise, type) = try entries(of: node, expecting?.tableParts)
    return make(.table(entries, otherwise: otherwise), type, node)
  }

  /// `[region: [MENA: 30%]]`: the key says which words the inner keys are.
  private mutating func mix(_ node: NodeIndex) throws(Needs) -> Expression {
    var entries: [(key: Expression, value: Expression)] = []
    for entry in tree.children(of: node) {
      guard tree.kind(entry) == .entry, let keyNode = tree.child(0, of: entry),
        let valueNode = tree.child(1, of: entry)
      else {
        report(TypeErrors.mixNeedsDimension(place(entry)))
        return invalid(node)
      }
      let word = tree.text(keyNode)
      guard tree.kind(keyNode) == .name, let dimension = definitions.entity(named: word),
        definitions.kindName(of: dimension) == "dimension"
      else {
        if tree.kind(keyNode) == .name, let dimension = dimension(ofValue: word) {
          report(MeantErrors.dimensionMissing(place(node), place(keyNode), dimension))
          return invalid(node)
        }
        report(
          ModelErrors.unknownName(place(keyNode), expecting: ["dimension"], definitions),
          ifSurely: !definitions.isSilent(word, ["dimension"]))
        return invalid(node)
      }
      let shares = PropertyType.table(key: .tag(.dimension(word)), value: .percentage)
      var value = try compile(valueNode, expecting: shares)
      value = accept(value, as: shares, valueNode)
      entries.append((make(.constant(.entity(EntityRef(dimension))), .entity(["dimension"]), keyNode), value))
    }
    return make(
      .table(entries, otherwise: nil), .table(.entity(["dimension"]), .table(.unknown, .percentage)), node)
  }

  private typealias Entries = (
    entries: [(key: Expression, value: Expression)], otherwise: Expression?, type: ValueType
  )

  private mutating func entries(
    of node: NodeIndex, _ parts: (key: PropertyType, value: PropertyType)?
  ) throws(Needs) -> Entries {
    var entries: [(key: Expression, value: Expression)] = []
    var otherwise: Expression?
    var keyType = ValueType.unknown
    var valueType = ValueType.unknown
    var texts: [String: NodeIndex] = [:]
    for entry in tree.children(of: node) {
      let isElse = tree.kind(entry) == .elseEntry
      let valueNode = isElse ? tree.child(0, of: entry) : tree.child(1, of: entry)
      guard let valueNode else { continue }
      var value = try compile(valueNode, expecting: parts?.value)
      if let expected = parts?.value { value = accept(value, as: expected, valueNode) }
      if let both = unified(valueType, value.type) {
        valueType = both
      } else if parts != nil {
        valueType = .unknown
      } else {
        report(TypeErrors.itemsDiffer(place(valueNode), value.type, valueType))
        continue
      }
      if isElse {
        if otherwise != nil { report(TypeErrors.elseTwice(place(entry))) }
        otherwise = value
        continue
      }
      guard let keyNode = tree.child(0, of: entry) else { continue }
      var key: Expression
      if case .rule? = parts?.key {
        key = try rule(keyNode)
      } else {
        key = try compile(keyNode, expecting: parts?.key)
        if let expected = parts?.key { key = accept(key, asItem: expected, keyNode) }
      }
      if let earlier = texts[tree.text(keyNode)] {
        report(TypeErrors.keyTwice(place(keyNode), earlier: place(earlier)))
      }
      texts[tree.text(keyNode)] = keyNode
      if let both = unified(keyType, key.type) {
        keyType = both
      } else if parts == nil {
        report(TypeErrors.itemsDiffer(place(keyNode), key.type, keyType))
      }
      entries.append((key, value))
    }
    return (entries, otherwise, .table(keyType, valueType))
  }

  /// `by region [MENA: 70%, else: 82%]`.
  mutating func byValue(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    guard let nameNode = tree.child(0, of: node), let tableNode = tree.child(1, of: node),
      tree.kind(tableNode) == .table
    else {
      if let tableNode = tree.child(1, of: node), tree.kind(tableNode) == .list {
        report(TypeErrors.byNeedsTable(place(tableNode)))
      }
      return invalid(node)
    }
    let word = tree.text(nameNode)
    guard let dimension = definitions.entity(named: word), definitions.kindName(of: dimension) == "dimension"
    else {
      report(
        ModelErrors.unknownName(place(nameNode), expecting: ["dimension"], definitions),
        ifSurely: !definitions.isSilent(tree.text(nameNode), ["dimension"]))
      return invalid(node)
    }
    if let key, let property = key.property, !definitions.schema[property].varies {
      report(TypeErrors.cannotVary(place(node), definitions.schema[property].name))
      return invalid(node)
    }
    let key = PropertyType.tag(.dimension(word))
    let (entries, otherwise, type) = try entries(of: tableNode, (key, expecting ?? .anything))
    guard case .table(_, let value) = type else { return invalid(node) }
    return make(.byGroup(dimension, entries, otherwise: otherwise), value, node)
  }

  mutating func comprehension(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let children = Array(tree.children(of: node))
    guard children.count >= 3 else { return invalid(node) }
    let collection = try self.collection(children[2])
    let item: ValueType
    switch collection.type {
    case .list(let type), .span(let type): item = type
    case .unknown: item = .unknown
    default:
      report(TypeErrors.notACollection(place(children[2]), collection.type))
      return invalid(node)
    }
    variables.append((tree.text(children[1]), item))
    defer { variables.removeLast() }
    let position = variables.count - 1
    var condition: Expression?
    if children.count > 3, let test = tree.child(0, of: children[3]) { condition = try self.condition(test) }
    let value = try compile(children[0], expecting: expecting?.item)
    return make(
      .comprehension(item: value, variable: position, over: collection, condition: condition),
      .list(value.type),
      node)
  }

  /// What is gone through: a dimension stands for its values.
  private mutating func collection(_ node: NodeIndex) throws(Needs) -> Expression {
    let word = tree.text(node)
    guard tree.kind(node) == .name, !variables.contains(where: { $0.name == word }),
      compiler.words.isDeclared(dimension: word)
    else { return try compile(node) }
    let type = ValueType.tag(.dimension(word))
    let values = compiler.words.values(ofDimension: word).map { make(.constant(.tag($0)), type, node) }
    return make(.list(values), .list(type), node)
  }

  /// A condition over `mentor` and `mentee`: its types are checked here, its value waits for the matching.
  mutating func rule(_ node: NodeIndex) throws(Needs) -> Expression {
    let person = ValueType.entity(["person"])
    variables.append(("mentor", person))
    variables.append(("mentee", person))
    defer { variables.removeLast(2) }
    let value = try compile(node)
    switch value.type {
    case .truth, .unknown: break
    case .quantity(let dimension) where dimension.isPlain: break  // A score.
    default:
      report(TypeErrors.conditionNeeded(place(node), value.type))
      return invalid(node)
    }
    if case .invalid = value.operation { return value }
    return make(.rule(ruleFormula(node)), .truth, node)
  }
}
