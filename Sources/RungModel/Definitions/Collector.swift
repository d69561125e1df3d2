// From trees to definitions: every declaration becomes an entity, every property a row. Nothing is evaluated;
// names are only registered, so the order of declarations means nothing.

import RungSyntax
import RungText

extension Definitions {
  /// The definitions of a project's files. Verbs, editions and `use` lines are skipped: they define nothing.
  /// O(bytes) time; about 8 bytes a property and 32 an entity beside the trees.
  package static func collect(_ trees: [SyntaxTree], schema: Schema = .rung) -> Checked<Definitions> {
    var collector = Collector(Definitions(schema: schema))
    collector.reserve(trees)
    for tree in trees { collector.collect(tree) }
    collector.finish()
    return Checked(collector.definitions, collector.diagnostics)
  }
}

/// Where a path leads.
package enum PathTarget: Hashable, Sendable {
  case entity(EntityID)
  case member(EntityID, index: String)
  case property(EntityID, member: String?, PropertyKey)
}

struct Collector {
  var definitions: Definitions
  var diagnostics: [Diagnostic] = []
  /// Declarations with an `in` clause, whose owner may be declared later.
  private var awaitingOwner: [(entity: EntityID, clause: NodeIndex)] = []
  /// Overrides and removals wait until every name is known.
  private var changes: [(tree: Int, node: NodeIndex)] = []

  init(_ definitions: Definitions) { self.definitions = definitions }

  mutating func reserve(_ trees: [SyntaxTree]) {
    let tokens = trees.reduce(0) { $0 + $1.tokens.count }
    let nodes = trees.reduce(0) { $0 + $1.nodes.count }
    definitions.rows.reserveCapacity(nodes / 3)
    definitions.entities.reserveCapacity(tokens / 24)
    definitions.symbols.reserve(tokens / 24)
  }

  mutating func adopt(_ tree: SyntaxTree) {
    definitions.trees.append(tree)
    definitions.damage.note(tree, definitions.trees.count - 1)
  }

  mutating func collect(_ tree: SyntaxTree) {
    adopt(tree)
    let index = definitions.trees.count - 1
    for statement in tree.children(of: 0) { collect(statement, tree: index) }
  }

  /// One statement that declares or changes something; others are skipped.
  mutating func collect(_ statement: NodeIndex, tree: Int) {
    let syntax = definitions.trees[tree]
    switch syntax.kind(statement) {
    case .declaration: declare(statement, syntax, tree, in: nil)
    case .letStatement: declareStatement(statement, "let", syntax, tree)
    case .assume: declareStatement(statement, "assume", syntax, tree)
    case .exchange: declareStatement(statement, "exchange", syntax, tree)
    case .target: declareStatement(statement, "target", syntax, tree)
    case .scenario: declareStatement(statement, "scenario", syntax, tree)
    case .override, .remove: changes.append((tree, statement))
    default: break  // Verbs, `use`, the edition and printed expressions define nothing.
    }
  }

  /// Resolves owners, then overrides, then removals.
  mutating func finish() {
    for (entity, clause) in awaitingOwner { resolveOwner(entity, clause) }
    awaitingOwner = []
    var overridden: [PathTarget: Place] = [:]
    for (tree, node) in changes where definitions.trees[tree].kind(node) == .override {
      override(node, definitions.trees[tree], tree, &overridden)
    }
    for (tree, node) in changes where definitions.trees[tree].kind(node) == .remove {
      remove(node, definitions.trees[tree])
    }
    changes = []
  }

  // MARK: Declarations

  private mutating func declare(_ node: NodeIndex, _ tree: SyntaxTree, _ treeIndex: Int, in owner: EntityID?)
  {
    let word = tree.firstToken(node)
    let range = tree.range(ofToken: word)
    let schema = definitions.schema
    let kind = tree.source.bytes.withUnsafeBufferPointer {
      schema.kind(spelled: UnsafeBufferPointer(rebasing: $0[range.bounds]))
    }
    let isDamaged = definitions.damage.touches(head: node, tree, treeIndex)
    guard let kind, !schema[kind].isStatement else {
      if isDamaged { return }
      let place = Place(tree.source, range)
      let isProperty =
        owner.map { definitions.key(of: place.text, kind: definitions[$0].kind) != nil } ?? false
      diagnostics.append(
        isProperty ? ModelErrors.colonMissing(place) : ModelErrors.unknownKind(place, schema))
      return
    }
    guard let name = tree.child(0, of: node), tree.kind(name) == .name else {
      definitions.damage.note(namelessKind: schema[kind].name)
      return  // Reported by the parser.
    }
    let symbol = intern(name, tree)
    let isFamily = tree.firstChild(of: node, kind: .family) != nil
    let entity = EntityID(definitions.entities.count)
    definitions.entities.append(
      Entity(
        kind: kind, name: symbol, tree: Int32(treeIndex), node: Int32(node), owner: owner, isFamily: isFamily,
        firstRow: UInt32(definitions.rows.count), rowCount: 0))
    if definitions.damage.touches(node, tree, treeIndex) { definitions.damage.note(entity) }
    let clause = tree.firstChild(of: node, kind: .inClause)
    let owners = schema[kind].owners
    if let owner {
      if !owners.contains(schema[definitions[owner].kind].name) {
        diagnostics.append(ModelErrors.wrongOwner(tree.place(name), kind, owner, definitions))
      } else if let clause {
        diagnostics.append(ModelErrors.ownerTwice(tree.place(clause), kind, owner, definitions))
      } else if definitions[owner].isFamily, !schema[kind].isQualified {
        diagnostics.append(ModelErrors.insideFamily(tree.place(name), kind, owner, definitions))
      }
      register(entity, symbol, at: tree.place(name))
    } else if let clause {
      if owners.isEmpty {
        diagnostics.append(ModelErrors.needsNoOwner(tree.place(clause), kind, schema))
        register(entity, symbol, at: tree.place(name))
      } else {
        awaitingOwner.append((entity, clause))
        if !schema[kind].isQualified { register(entity, symbol, at: tree.place(name)) }
      }
    } else {
      if schema[kind].isQualified, !isDamaged {
        diagnostics.append(ModelErrors.needsOwner(tree.place(name), kind, schema))
      }
      register(entity, symbol, at: tree.place(name))
    }
    if !isDamaged { checkFromClause(node, tree, kind) }
    if let block = tree.firstChild(of: node, kind: .block) {
      collectBlock(block, of: entity, tree, treeIndex)
    }
  }

  private mutating func declareStatement(
    _ node: NodeIndex, _ word: String, _ tree: SyntaxTree, _ treeIndex: Int
  ) {
    guard let kind = definitions.schema.kind(named: word) else { return }
    guard let name = tree.child(0, of: node), tree.kind(name) == .name else {
      definitions.damage.note(namelessKind: word)
      return  // Reported by the parser.
    }
    let symbol = intern(name, tree)
    let entity = EntityID(definitions.entities.count)
    definitions.entities.append(
      Entity(
        kind: kind, name: symbol, tree: Int32(treeIndex), node: Int32(node), owner: nil, isFamily: false,
        firstRow: UInt32(definitions.rows.count), rowCount: 0))
    if definitions.damage.touches(node, tree, treeIndex) { definitions.damage.note(entity) }
    register(entity, symbol, at: tree.place(name))
    if word == "scenario" { return }
    for child in tree.children(of: node) {
      switch tree.kind(child) {
      case .block: collectBlock(child, of: entity, tree, treeIndex)
      case .confidence:
        if let value = tree.child(0, of: child) { addRow(.confidence, value, to: entity) }
      case .string where word == "target" && child < (tree.child(2, of: node) ?? child): break  // Its title.
      default:
        if child != name { addRow(word == "target" ? .condition : .value, child, to: entity) }
      }
    }
  }

  private mutating func collectBlock(
    _ block: NodeIndex, of entity: EntityID, _ tree: SyntaxTree, _ treeIndex: Int
  ) {
    let kind = definitions[entity].kind
    let schema = definitions.schema
    let first = definitions.rows.count
    var given: UInt64 = 0
    var misspelled: [(word: Place, value: Place)] = []
    let base = schema.properties(of: kind).lowerBound
    for child in tree.children(of: block) where tree.kind(child) == .property {
      let range = tree.range(ofToken: tree.firstToken(child))
      let property = tree.source.bytes.withUnsafeBufferPointer {
        schema.property(of: kind, spelled: UnsafeBufferPointer(rebasing: $0[range.bounds]))
      }
      guard let value = tree.child(0, of: child) else { continue }
      if let property {
        let bit: UInt64 = 1 << UInt64(property.index - base)
        if given & bit != 0 {
          diagnostics.append(
            givenTwice(PropertyKey(property), at: Place(tree.source, range), entity, first, tree))
          continue
        }
        given |= bit
        definitions.rows.append(PropertyRow(key: PropertyKey(property), node: Int32(value)))
      } else if schema[kind].hasDimensions {
        // Whether such a dimension exists is known once everything is collected; the checker asks.
        let key = PropertyKey(dimension: internBytes(range, tree))
        if definitions.rows[first...].contains(where: { $0.key == key }) {
          diagnostics.append(givenTwice(key, at: Place(tree.source, range), entity, first, tree))
          continue
        }
        definitions.rows.append(PropertyRow(key: key, node: Int32(value)))
      } else if !definitions.damage.touches(token: tree.firstToken(child), treeIndex) {
        misspelled.append((Place(tree.source, range), tree.place(value)))
      }
    }
    for (place, value) in misspelled {
      let problem = ModelErrors.unknownProperty(place, kind, schema, value: value)
      if let word = problem.fixes.first?.edits.first?.replacement,
        let property = schema.property(of: kind, named: word)
      {
        definitions.damage.note(property, meantFor: entity)
      }
      diagnostics.append(problem)
    }
    definitions.entities[Int(entity.index)].rowCount += UInt32(definitions.rows.count - first)
    if definitions.entities[Int(entity.index)].rowCount == UInt32(definitions.rows.count - first) {
      definitions.entities[Int(entity.index)].firstRow = UInt32(first)
    }
    for child in tree.children(of: block) where tree.kind(child) == .declaration {
      declare(child, tree, treeIndex, in: entity)
    }
  }

  private mutating func addRow(_ key: PropertyKey, _ node: NodeIndex, to entity: EntityID) {
    definitions.rows.append(PropertyRow(key: key, node: Int32(node)))
    definitions.entities[Int(entity.index)].rowCount += 1
  }

  private func givenTwice(
    _ key: PropertyKey, at place: Place, _ entity: EntityID, _ firstRow: Int, _ tree: SyntaxTree
  ) -> Diagnostic {
    let row = definitions.rows[firstRow...].first { $0.key == key }
    return ModelErrors.propertyTwice(
      place, definitions.name(of: key) ?? place.text, earlier: row.map { tree.place(Int($0.node)) })
  }

  private mutating func checkFromClause(_ node: NodeIndex, _ tree: SyntaxTree, _ kind: KindID) {
    let clause = tree.firstChild(of: node, kind: .fromClause)
    let schema = definitions.schema
    if let clause, !schema[kind].isFromFile {
      diagnostics.append(ModelErrors.fromNotAllowed(tree.place(clause), kind, schema))
    } else if let clause, let child = tree.child(0, of: clause), tree.kind(child) != .string {
      diagnostics.append(ModelErrors.fromNeedsFile(tree.place(child), kind, schema))
    } else if clause == nil, schema[kind].isFromFile {
      diagnostics.append(ModelErrors.fromNeedsFile(tree.place(tree.child(0, of: node) ?? node), kind, schema))
    }
  }

  // MARK: Names

  private mutating func intern(_ name: NodeIndex, _ tree: SyntaxTree) -> Symbol {
    internBytes(tree.range(name), tree)
  }

  private mutating func internBytes(_ range: ByteRange, _ tree: SyntaxTree) -> Symbol {
    let symbol = tree.source.bytes.withUnsafeBufferPointer {
      definitions.symbols.intern(UnsafeBufferPointer(rebasing: $0[range.bounds]))
    }
    while definitions.topLevel.count < definitions.symbols.count { definitions.topLevel.append(-1) }
    return symbol
  }

  private mutating func register(_ entity: EntityID, _ symbol: Symbol, at place: Place) {
    let record = definitions[entity]
    if definitions.schema[record.kind].isQualified, let owner = record.owner {
      let key = Definitions.nestedKey(owner, symbol)
      if let earlier = definitions.nested[key], definitions.isPresent(EntityID(Int(earlier))) {
        diagnostics.append(
          ModelErrors.declaredTwice(place, entity, earlier: EntityID(Int(earlier)), definitions))
        return
      }
      definitions.nested[key] = entity.index
      return
    }
    let earlier = definitions.topLevel[Int(symbol.index)]
    if earlier >= 0, definitions.isPresent(EntityID(Int(earlier))) {
      diagnostics.append(
        ModelErrors.declaredTwice(place, entity, earlier: EntityID(Int(earlier)), definitions))
      return
    }
    definitions.topLevel[Int(symbol.index)] = entity.index
  }

  private mutating func resolveOwner(_ entity: EntityID, _ clause: NodeIndex) {
    let record = definitions[entity]
    let tree = definitions.trees[Int(record.tree)]
    let owners = definitions.schema[record.kind].owners
    guard let path = tree.child(0, of: clause), tree.kind(path) != .missing else { return }
    func isOwner(_ entity: EntityID) -> Bool { owners.contains(definitions.kindName(of: entity)) }
    let (owner, index): (EntityID, String?)
    switch resolve(path, tree, expecting: owners) {
    case .entity(let found)?: (owner, index) = (found, nil)
    case .member(let found, let member)?: (owner, index) = (found, member)
    case .property(let found, let member, _)? where definitions[found].isFamily && isOwner(found):
      (owner, index) = (found, member)
    case .property(let found, _, _)?:
      diagnostics.append(ModelErrors.ownerIsProperty(tree.place(path), record.kind, found, definitions))
      return
    case nil: return
    }
    guard isOwner(owner) else {
      diagnostics.append(ModelErrors.wrongOwner(tree.place(path), record.kind, owner, definitions))
      return
    }
    let isQualified = definitions.schema[record.kind].isQualified
    if index != nil || (definitions[owner].isFamily && !isQualified) {
      diagnostics.append(
        ModelErrors.ownerIsFamily(tree.place(path), entity, owner, index: index, definitions))
      return
    }
    definitions.entities[Int(entity.index)].owner = owner
    if isQualified {
      register(entity, record.name, at: definitions.namePlace(of: entity))
    }
  }

  // MARK: Paths

  /// Where a path leads, or nil after saying why it leads nowhere.
  mutating func resolve(_ path: NodeIndex, _ tree: SyntaxTree, expecting kinds: [String] = []) -> PathTarget?
  {
    switch definitions.target(of: path, in: tree, expecting: kinds) {
    case .success(let target): return target
    case .failure(let problem):
      if let diagnostic = problem.diagnostic { diagnostics.append(diagnostic) }
      return nil
    }
  }

  // MARK: Changes

  private mutating func override(
    _ node: NodeIndex, _ tree: SyntaxTree, _ treeIndex: Int, _ overridden: inout [PathTarget: Place]
  ) {
    guard let path = tree.child(0, of: node), let value = tree.child(1, of: node) else { return }
    if definitions.damage.touches(path, tree, treeIndex) {
      noteForgottenWord(path, tree)
      return
    }
    let told = diagnostics.count
    guard let target = resolve(path, tree) else {
      if diagnostics.count > told, let problem = diagnostics.popLast() {
        diagnostics.append(ModelErrors.undeclared(problem, path, value, tree))
      }
      noteForgottenWord(path, tree)
      return
    }
    guard let (entity, member, key) = definitions.overridable(target) else {
      diagnostics.append(ModelErrors.cannotOverride(tree.place(path), target, definitions))
      return
    }
    let slot = PathTarget.property(entity, member: member, key)
    if let earlier = overridden[slot] {
      diagnostics.append(ModelErrors.overriddenTwice(tree.place(path), earlier: earlier))
      return
    }
    overridden[slot] = tree.place(path)
    definitions.set(entity, member: member, key, tree: treeIndex, node: value, place: tree.place(path))
  }

  /// `Size = 60` and `let = 60`, where nothing is called so: a declaration of which a word was forgotten.
  private mutating func noteForgottenWord(_ path: NodeIndex, _ tree: SyntaxTree) {
    guard tree.kind(path) == .name, definitions.entity(named: tree.text(path)) == nil else { return }
    if ModelErrors.statementWords.contains(tree.text(path)) {
      definitions.damage.note(namelessKind: tree.text(path))
    } else {
      definitions.damage.note(word: tree.text(path))
    }
  }

  private mutating func remove(_ node: NodeIndex, _ tree: SyntaxTree) {
    guard let path = tree.child(0, of: node), let target = resolve(path, tree) else { return }
    switch target {
    case .entity(let entity): definitions.takeAway(entity, place: tree.place(node))
    case .property(let entity, let member, let key):
      let isGiven =
        member.map { definitions.memberEdits[MemberKey(entity, $0)]?[key] != nil }
        ?? (definitions.formula(of: entity, key) != nil)
      guard isGiven else {
        diagnostics.append(
          ModelErrors.nothingToRemove(tree.place(path), definitions.path(of: entity, member: member, key)))
        return
      }
      definitions.unset(entity, member: member, key, place: tree.place(path))
    case .member(let entity, _):
      diagnostics.append(ModelErrors.cannotRemoveMember(tree.place(path), entity, definitions))
    }
  }
}

extension Definitions {
  /// The slot that an override of a target sets: a property, or the formula of a named value or target.
  package func overridable(_ target: PathTarget) -> (EntityID, member: String?, PropertyKey)? {
    switch target {
    case .property(let entity, let member, let key): return (entity, member, key)
    case .entity(let entity):
      switch kindName(of: entity) {
      case "let", "assume", "exchange": return (entity, nil, .value)
      case "target": return (entity, nil, .condition)
      default: return nil
      }
    case .member: return nil
    }
  }

  /// Puts a formula in place of what is there; what was there stays reachable as the new one's `previous`.
  mutating func set(
    _ entity: EntityID, member: String?, _ key: PropertyKey, tree: Int, node: NodeIndex, place: Place
  ) {
    var previous: Int32 = -1
    if let old = formula(of: entity, member: member, key) {
      chain.append(old)
      previous = Int32(chain.count - 1)
    }
    let edit = PropertyEdit(formula: Formula(tree: tree, node: node, previous: previous), place: place)
    if let member {
      memberEdits[MemberKey(entity, member), default: [:]][key] = edit
    } else {
      edits[entity, default: [:]][key] = edit
    }
  }

  /// Takes a property away; of a member its override, so that the family's formula holds again.
  mutating func unset(_ entity: EntityID, member: String?, _ key: PropertyKey, place: Place) {
    guard let member else {
      edits[entity, default: [:]][key] = PropertyEdit(formula: nil, place: place)
      return
    }
    let slot = MemberKey(entity, member)
    memberEdits[slot]?[key] = nil
    if memberEdits[slot]?.isEmpty == true { memberEdits[slot] = nil }
  }

  /// Takes an entity away, and with it what it owns inside its own block or by an `in` clause.
  mutating func takeAway(_ entity: EntityID, place: Place) {
    removed[entity] = place
    for index in entities.indices where entities[index].owner == entity && isPresent(EntityID(index)) {
      takeAway(EntityID(index), place: place)
    }
  }
}
