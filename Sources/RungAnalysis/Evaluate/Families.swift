// Families expanded: the members of `Intake[n in 1 .. 5 where n is not 3]`.

import RungModel
import RungSyntax

struct FamilyExpansion {
  /// Values of the indices, by member.
  var tuples: [[Value]] = []
  /// The canonical text of the indices, by member.
  var keys: [String] = []
  var positions: [String: Int] = [:]
}

extension Evaluator {
  /// A family's members in the order of its range; an entity that is no family is its own only member.
  package func members(of entity: EntityID) -> [EntityRef] {
    guard definitions[entity].isFamily else { return [EntityRef(entity)] }
    return family(of: entity).keys.indices.map { EntityRef(entity, member: $0) }
  }

  package func memberKey(of ref: EntityRef) -> String? {
    guard ref.member >= 0 else { return nil }
    let keys = family(of: ref.entity).keys
    return keys.indices.contains(Int(ref.member)) ? keys[Int(ref.member)] : nil
  }

  func family(of entity: EntityID) -> FamilyExpansion {
    if let known = families[entity] { return known }
    families[entity] = FamilyExpansion()  // A range cannot depend on its own family.
    let expansion = expand(entity)
    families[entity] = expansion
    return expansion
  }

  private func expand(_ entity: EntityID) -> FamilyExpansion {
    let tree = definitions.tree(of: entity)
    let treeIndex = Int(definitions[entity].tree)
    let indices = FamilyIndex.all(of: entity, definitions)
    var tuples: [[Value]] = [[]]
    var names: [(name: String, type: ValueType)] = []
    for index in indices {
      if index.name == nil {
        let value = fixedIndex(index.node, tree)
        tuples = tuples.map { $0 + [value] }
        names.append(("", .unknown))
        continue
      }
      guard let range = index.range, let values = values(inRange: range, tree, treeIndex) else {
        return FamilyExpansion()
      }
      guard memberCount + tuples.count * values.count <= Limits.familyMembers else {
        report(LimitErrors.familyTooLarge(tree.place(index.node)))
        return FamilyExpansion()
      }
      tuples = tuples.flatMap { tuple in values.map { tuple + [$0] } }
      names.append(
        (index.name ?? "", index.isNumeric ? .number : tuples.first?.last.map(ValueText.type) ?? .unknown))
      if let condition = index.condition {
        let variables = names
        tuples = tuples.filter { tuple in
          let all = zip(variables, tuple).map { (name: $0.name, type: $0.type, value: $1) }
          let result = evaluate(expression: condition, tree: tree, index: treeIndex, variables: all)
          if case .truth(let holds) = result.value { return holds }
          return false
        }
      }
    }
    memberCount += tuples.count
    var expansion = FamilyExpansion()
    for tuple in tuples {
      let key = tuple.map { ValueText.index($0) ?? "" }.joined(separator: ",")
      guard expansion.positions[key] == nil else { continue }
      expansion.positions[key] = expansion.keys.count
      expansion.tuples.append(tuple)
      expansion.keys.append(key)
    }
    return expansion
  }

  private func fixedIndex(_ node: NodeIndex, _ tree: SyntaxTree) -> Value {
    let token = tree.firstToken(node)
    switch tree.tokens.kinds[token] {
    case .number: return NumberLiteral.decimal(token, tree).map { .number($0) } ?? .none
    case .month:
      guard let month = try? CalendarMonth(literal: tree.text(ofToken: token)) else { return .none }
      return .month(month)
    default: return .tag(tree.text(ofToken: token))
    }
  }

  /// What an index ranges over: whole numbers, months, words, the values of a dimension.
  private func values(inRange range: NodeIndex, _ tree: SyntaxTree, _ treeIndex: Int) -> [Value]? {
    if tree.kind(range) == .name, compiler.words.isDeclared(dimension: tree.text(range)) {
      return compiler.words.values(ofDimension: tree.text(range)).map { .tag($0) }
    }
    // Words in a list are indices by themselves: `[w in [north, south]]`.
    let isWords = tree.kind(range) == .list && tree.kind(range + 1) == .name
    let result = evaluate(
      expression: range, tree: tree, index: treeIndex, expecting: isWords ? .newTags : nil)
    if result.level > .fixed {
      report(LimitErrors.indexNotFixed(tree.place(range)))
      return nil
    }
    switch result.value {
    case .span(.quantity(let first), .quantity(let last)):
      guard let a = first.magnitude.exact?.asInt, let b = last.magnitude.exact?.asInt else { break }
      guard a <= b else { return [] }
      guard b.subtractingReportingOverflow(a).partialValue < Limits.familyMembers,
        !b.subtractingReportingOverflow(a).overflow
      else {
        report(LimitErrors.familyTooLarge(tree.place(range)))
        return nil
      }
      return (a...b).map { .number($0) }
    case .span(.month(let first), .month(let last)):
      let count = first.months(until: last)
      return count < 0 ? [] : (0...count).compactMap { first.adding(months: $0).map { .month($0) } }
    case .list(let items):
      if items.allSatisfy({ ValueText.index($0) != nil }) { return items }
    case .none: return nil  // Reported.
    default: break
    }
    report(LimitErrors.familyRangeWrong(tree.place(range)))
    return nil
  }

  // MARK: Collections

  /// Everything of a kind in canonical order; families by their members, people from files by their rows.
  package func all(_ kind: KindID) -> [EntityRef] {
    if let known = collections[kind] { return known }
    var refs: [EntityRef] = []
    for entity in definitions.ordered(ofKind: kind) { refs += members(of: entity) }
    if definitions.schema[kind].name == "person", let files = definitions.schema.kind(named: "people") {
      for entity in definitions.ordered(ofKind: files) {
        let rows = people[entity]?.rowCount ?? 0
        refs += (0..<rows).map { EntityRef(entity, row: $0) }
      }
    }
    collections[kind] = refs
    return refs
  }

  /// `Intake[3]`, `Foundations.Listening`; a person in a file is called by their id.
  package func name(of ref: EntityRef) -> String {
    if ref.row >= 0 { return personID(ref) }
    return definitions.path(of: ref.entity, member: memberKey(of: ref))
  }

  /// Its name among its siblings: `MENA` of `region.MENA`.
  func ownName(of ref: EntityRef) -> String {
    let record = definitions[ref.entity]
    guard ref.row < 0, definitions.schema[record.kind].isQualified, record.owner != nil else {
      return name(of: ref)
    }
    return definitions.name(of: ref.entity) + (memberKey(of: ref).map { "[\($0)]" } ?? "")
  }
}
