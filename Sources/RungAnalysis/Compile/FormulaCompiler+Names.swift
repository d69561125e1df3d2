// Names: what a bare word means here, and what stands after a dot or in an index.

import RungModel
import RungSyntax
import RungText

/// What the parts of a reference lead to, from left to right.
private enum Step {
  case value(Expression)
  case entity(EntityID)
  case member(EntityID, [Expression])
}

extension FormulaCompiler {
  /// ``NodeKind/name``: a variable, a tag where one is expected, a sibling, something declared, a collection.
  mutating func name(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let word = tree.text(node)
    if let place = variables.lastIndex(where: { $0.name == word }) {
      return make(.variable(place), variables[place].type, node)
    }
    if let tag = tag(word, expecting, node) { return tag }
    if expecting?.expectsSelection == true, word == "everyone" {
      return make(.constant(.selection(.everyone)), .selection, node)
    }
    if let entity = visible(word) { return try finish(.entity(entity), node, expecting: expecting) }
    if let kind = definitions.schema.kind(ofCollection: word) {
      let plural = definitions.schema[kind].name
      if plural == "person" || plural == "people" { noteAnyPerson() }
      return make(.collection(kind), .list(.entity([plural])), node)
    }
    report(
      NameErrors.unknown(place(node), expecting: expecting, scope: self),
      ifSurely: isSurelyUnknown(word, expecting))
    return invalid(node)
  }

  private func isSurelyUnknown(_ word: String, _ expecting: PropertyType?) -> Bool {
    let kinds = expecting?.referencedKinds ?? []
    if kinds.isEmpty, let set = expecting?.tagSets.first {
      return definitions.isSurelyUnknown(tag: word, in: set)
    }
    let isTag = expecting?.tagSets.contains { !definitions.isSurelyUnknown(tag: word, in: $0) } ?? false
    return !isTag && !definitions.isSilent(word, kinds)
  }

  private mutating func noteAnyPerson() { level = max(level, .certain) }

  /// The word as a tag, when one of the expected sets has it.
  private func tag(_ word: String, _ expecting: PropertyType?, _ node: NodeIndex) -> Expression? {
    for set in expecting?.tagSets ?? [] where compiler.words.contains(word, in: set) {
      return make(.constant(.tag(word)), .tag(set), node)
    }
    if expecting?.declaresTags == true { return make(.constant(.tag(word)), .tag(.words([])), node) }
    return nil
  }

  /// A sibling, or something of the top level.
  func visible(_ word: String) -> EntityID? {
    if let owner {
      if let inner = definitions.entity(named: word, in: owner) { return inner }
      if let outer = definitions[owner].owner, let sibling = definitions.entity(named: word, in: outer) {
        return sibling
      }
    }
    return definitions.entity(named: word)
  }

  // MARK: References

  mutating func reference(_ node: NodeIndex, expecting: PropertyType?) throws(Needs) -> Expression {
    let parts = Array(tree.children(of: node))
    guard let head = parts.first else { return invalid(node) }
    var rest = parts.dropFirst()
    var step: Step
    if tree.kind(head) == .name || tree.kind(head) == .tagWord {
      let word = tree.text(head)
      if let next = rest.first, tree.kind(next) == .call {
        rest = rest.dropFirst()
        step = .value(try call(word, head, next, node, expecting: rest.isEmpty ? expecting : nil))
      } else if !variables.contains(where: { $0.name == word }), let entity = visible(word) {
        step = try start(entity, node, rest.first)
      } else {
        step = .value(try name(head, expecting: nil))
      }
    } else {
      step = .value(try compile(head))
    }
    for part in rest {
      guard let next = try follow(step, part, node) else { return invalid(node) }
      step = next
    }
    return try finish(step, node, expecting: expecting)
  }

  /// A named value stands for what it names, unless a property of its own is asked for, as in
  /// `Completion.source`; anything else for itself.
  private mutating func start(
    _ entity: EntityID, _ node: NodeIndex, _ next: NodeIndex?
  ) throws(Needs) -> Step {
    if let next, tree.kind(next) == .member, tree.firstToken(next) + 1 < tree.tokens.count,
      definitions.key(of: tree.text(ofToken: tree.firstToken(next) + 1), kind: definitions[entity].kind)
        != nil
    {
      return .entity(entity)
    }
    return switch definitions.kindName(of: entity) {
    case "let", "assume", "target": .value(try finish(.entity(entity), node, expecting: nil))
    default: .entity(entity)
    }
  }

  private mutating func follow(_ step: Step, _ part: NodeIndex, _ node: NodeIndex) throws(Needs) -> Step? {
    if case .value(let value) = step, case .invalid = value.operation { return step }
    switch tree.kind(part) {
    case .member: return try member(of: step, part, node)
    case .subscript: return try index(into: step, part, node)
    case .call:
      report(NameErrors.notAFunction(place(part)))
      return nil
    default: return nil
    }
  }

  private mutating func member(of step: Step, _ part: NodeIndex, _ node: NodeIndex) throws(Needs) -> Step? {
    let token = tree.firstToken(part) + 1
    guard token < tree.tokens.count else { return nil }
    let word = tree.text(ofToken: token)
    let place = tree.place(ofToken: token)
    switch step {
    case .entity(let entity):
      if definitions.kindName(of: entity) == "dimension",
        compiler.words.contains(word, in: .dimension(definitions.name(of: entity)))
      {
        return .value(make(.constant(.tag(word)), .tag(.dimension(definitions.name(of: entity))), node))
      }
      if let inner = definitions.entity(named: word, in: entity) { return .entity(inner) }
      if let builtin = builtin(word) {
        return .value(
          make(
            .propertyOf(make(.constant(.entity(EntityRef(entity))), .entity(nil), node), word), builtin, node)
        )
      }
      guard let key = definitions.key(of: word, kind: definitions[entity].kind) else {
        if let (_, removedAt) = definitions.removedEntity(named: word, in: entity) {
          report(NameErrors.removed(place, removedAt))
        } else {
          report(
            NameErrors.unknownMember(place, entity, definitions),
            ifSurely: definitions.isSurelyNoProperty(word, of: entity))
        }
        return nil
      }
      guard !definitions[entity].isFamily else {
        report(
          NameErrors.familyNeedsIndex(place, entity, word, definitions),
          ifSurely: definitions.isSurelyNoMember(of: entity))
        return nil
      }
      return .value(try property(entity, nil, key, node))
    case .member(let entity, let indices):
      if let builtin = builtin(word) {
        return .value(
          make(.propertyOf(make(.member(entity, indices), .entity(nil), node), word), builtin, node))
      }
      guard let key = definitions.key(of: word, kind: definitions[entity].kind) else {
        report(
          ModelErrors.unknownProperty(place, definitions[entity].kind, definitions.schema),
          ifSurely: definitions.isSurelyNoProperty(word, of: entity))
        return nil
      }
      return .value(try property(entity, indices, key, node))
    case .value(let value):
      return try memberOfValue(value, word, place, node).map { .value($0) }
    }
  }

  /// What every declared thing has beside its properties.
  private func builtin(_ word: String) -> ValueType? {
    word == "name" || word == "title" ? .text : nil
  }

  /// A property by name, of something known only at evaluation.
  private mutating func memberOfValue(
    _ value: Expression, _ word: String, _ place: Place, _ node: NodeIndex
  ) throws(Needs) -> Expression? {
    switch value.type {
    case .unknown: return make(.propertyOf(value, word), .unknown, node)
    case .span(let end):
      guard word == "first" || word == "last" else {
        report(NameErrors.unknownPart(place, of: value.type, ["first", "last"]))
        return nil
      }
      return make(.propertyOf(value, word), end, node)
    case .date, .month:
      guard ["year", "month", "day"].contains(word) else {
        report(NameErrors.unknownPart(place, of: value.type, ["year", "month", "day"]))
        return nil
      }
      return make(.propertyOf(value, word), .number, node)
    case .entity(let kinds):
      if let builtin = builtin(word) { return make(.propertyOf(value, word), builtin, node) }
      var type: ValueType?
      for name in (kinds ?? []).sorted() {
        guard let kind = definitions.schema.kind(named: name) else { continue }
        guard let key = definitions.key(of: word, kind: kind) else {
          report(
            ModelErrors.unknownProperty(place, kind, definitions.schema),
            ifSurely: !definitions.isSilent(word, ["dimension"]))
          return nil
        }
        sources.append(.anyProperty(kind, key))
        if name == "person", let files = definitions.schema.kind(named: "people"),
          let fileKey = definitions.key(of: word, kind: files)
        {
          sources.append(.anyProperty(files, fileKey))
        }
        let found: ValueType
        if let property = key.property {
          found = Compiler.staticType(definitions.schema[property].type) ?? .unknown
        } else {
          found = .tag(.dimension(word))
        }
        type = type == nil || type == found ? found : .unknown
      }
      return make(.propertyOf(value, word), type ?? .unknown, node)
    case .tag(.dimension):
      // What a `value … in dimension` says about it.
      guard let kind = definitions.schema.kind(named: "value") else { return nil }
      guard let property = definitions.schema.property(of: kind, named: word) else {
        report(ModelErrors.unknownProperty(place, kind, definitions.schema))
        return nil
      }
      sources.append(.anyProperty(kind, PropertyKey(property)))
      return make(
        .propertyOf(value, word), Compiler.staticType(definitions.schema[property].type) ?? .unknown, node)
    case .list(.entity):
      report(NameErrors.listHasNoProperty(place, word))
      return nil
    default:
      report(NameErrors.unknownPart(place, of: value.type, []))
      return nil
    }
  }

  private mutating func index(into step: Step, _ part: NodeIndex, _ node: NodeIndex) throws(Needs) -> Step? {
    var indices: [Expression] = []
    for child in tree.children(of: part) {
      let type = indexExpectation(step, indices.count)
      indices.append(try compile(child, expecting: type))
    }
    switch step {
    case .entity(let entity):
      guard definitions[entity].isFamily else {
        report(
          NameErrors.notAFamily(place(part), entity, definitions),
          ifSurely: definitions.isSurelyNoMember(of: entity))
        return nil
      }
      let count = FamilyIndex.all(of: entity, definitions).count
      guard indices.count == count else {
        report(
          NameErrors.wrongIndexCount(place(part), entity, expected: count, definitions),
          ifSurely: definitions.isSurelyNoMember(of: entity))
        return nil
      }
      return .member(entity, indices)
    case .value(let list):
      guard let first = indices.first, indices.count == 1 else { return nil }
      switch list.type {
      case .list(let item): return .value(make(.item(list, first), item, node))
      case .table(_, let value): return .value(make(.item(list, first), value, node))
      case .unknown: return .value(make(.item(list, first), .unknown, node))
      default:
        report(NameErrors.cannotIndex(place(part), list.type))
        return nil
      }
    case .member:
      report(NameErrors.cannotIndex(place(part), .entity(nil)))
      return nil
    }
  }

  /// An index over the values of a dimension, or over words, takes them bare: `Wave[MENA]`, `Group[north]`.
  private func indexExpectation(_ step: Step, _ position: Int) -> PropertyType? {
    if case .entity(let entity) = step, definitions[entity].isFamily {
      let indices = FamilyIndex.all(of: entity, definitions)
      guard indices.indices.contains(position),
        let words = indices[position].words(definitions.tree(of: entity))
      else {
        return .tag(.anyDimension)
      }
      return .tag(.words(words))
    }
    if case .value(let value) = step, case .table(.tag(let set), _) = value.type { return .tag(set) }
    return nil
  }

  // MARK: The end of a reference

  private mutating func finish(_ step: Step, _ node: NodeIndex, expecting: PropertyType?) throws(Needs)
    -> Expression
  {
    switch step {
    case .value(let value): return value
    case .member(let entity, let indices):
      return make(.member(entity, indices), .entity([definitions.kindName(of: entity)]), node)
    case .entity(let entity):
      let kind = definitions.kindName(of: entity)
      switch kind {
      case "let", "assume": return try property(entity, nil, .value, node)
      case "target": return try property(entity, nil, .condition, node)
      default: break
      }
      if definitions[entity].isFamily {
        let type = ValueType.entity([kind])
        // Where one thing is expected, a family stands for all of its members.
        return make(.family(entity), expecting?.expectsList == true ? .list(type) : .list(type), node)
      }
      return make(.constant(.entity(EntityRef(entity))), .entity([kind]), node)
    }
  }

  private mutating func property(
    _ entity: EntityID, _ indices: [Expression]?, _ key: PropertyKey, _ node: NodeIndex
  ) throws(Needs) -> Expression {
    if let own = try previous(entity, indices, key, node) { return own }
    sources.append(.property(entity, key))
    let type = try compiler.type(of: entity, key)
    if let indices { return make(.memberProperty(entity, indices, key), type, node) }
    return make(.property(entity, key), type, node)
  }

  /// Inside `P = … P …` the right-hand `P` is what it was before: its formula is compiled in place, so that its
  /// draws stay the same ones.
  private mutating func previous(
    _ entity: EntityID, _ indices: [Expression]?, _ key: PropertyKey, _ node: NodeIndex
  ) throws(Needs) -> Expression? {
    guard entity == owner, key == self.key, let formula, let old = definitions.previous(of: formula) else {
      return nil
    }
    if let indices, !isOwnMember(indices) { return nil }
    if let inherited { return inherited }
    let here = (tree, treeIndex, formula)
    tree = definitions.tree(of: old)
    treeIndex = Int(old.tree)
    self.formula = old
    inherited = nil
    defer {
      tree = here.0
      treeIndex = here.1
      self.formula = here.2
    }
    let expression = try compile(Int(old.node), expecting: Self.expectation(key, entity, definitions))
    inherited = expression
    return expression
  }

  /// Whether literal indices name the member whose override this formula is.
  private func isOwnMember(_ indices: [Expression]) -> Bool {
    guard let formula, let owner else { return false }
    let text = indices.map { index -> String in
      if case .constant(let value) = index.operation { return ValueText.index(value) ?? "" }
      return ""
    }.joined(separator: ",")
    guard let key, let edit = definitions.memberEdits[MemberKey(owner, text)]?[key] else { return false }
    return edit.formula == formula
  }
}

extension PropertyType {
  /// The sets from which a bare word may be a tag here.
  var tagSets: [TagSet] {
    switch self {
    case .tag(let set): [set]
    case .list(let item): item.tagSets
    case .either(let types): types.flatMap(\.tagSets)
    default: []
    }
  }

  var declaresTags: Bool {
    if case .newTags = self { return true }
    return false
  }

  var expectsSelection: Bool {
    switch self {
    case .selection: true
    case .either(let types): types.contains(where: \.expectsSelection)
    default: false
    }
  }

  var expectsList: Bool {
    switch self {
    case .list, .newTags: true
    case .either(let types): types.contains(where: \.expectsList)
    default: false
    }
  }

  /// What the items of a list are expected to be.
  var item: PropertyType? {
    switch self {
    case .list(let item): return item
    case .newTags: return .newTags
    case .either(let types):
      let items = types.compactMap(\.item)
      return items.isEmpty ? nil : items.count == 1 ? items[0] : .either(items)
    default: return nil
    }
  }

  var tableParts: (key: PropertyType, value: PropertyType)? {
    switch self {
    case .table(let key, let value): (key, value)
    case .either(let types): types.lazy.compactMap(\.tableParts).first
    default: nil
    }
  }
}
