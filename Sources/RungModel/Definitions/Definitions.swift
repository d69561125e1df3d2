// What people wrote: entity → property → formula. A value: an edit gives new definitions and leaves the old
// ones as they were, so undo and scenarios are "keep the old value".

import RungSyntax
import RungText

/// A member of a family as written in a path: `Intake[3]`. The key is the canonical text of its indices,
/// joined by commas.
package struct MemberKey: Hashable, Sendable {
  package let entity: EntityID
  package let index: String

  package init(_ entity: EntityID, _ index: String) {
    self.entity = entity
    self.index = index
  }
}

/// A formula put in place of another, or (nil) the property taken away; and where that was written.
package struct PropertyEdit: Sendable {
  package let formula: Formula?
  package let place: Place
}

package struct Definitions: Sendable {
  package let schema: Schema
  package internal(set) var trees: [SyntaxTree] = []
  package internal(set) var symbols = Symbols()
  package internal(set) var entities: ContiguousArray<Entity> = []
  var rows: ContiguousArray<PropertyRow> = []
  /// By symbol: the entity of that name at the top level, or -1.
  var topLevel: ContiguousArray<Int32> = []
  /// By owner and symbol: modules and values.
  var nested: [UInt64: Int32] = [:]
  package internal(set) var edits: [EntityID: [PropertyKey: PropertyEdit]] = [:]
  package internal(set) var memberEdits: [MemberKey: [PropertyKey: PropertyEdit]] = [:]
  /// What was taken away, and where that was said.
  package internal(set) var removed: [EntityID: Place] = [:]
  /// Formulas that others replaced: what `P` means inside `P = … P …`.
  var chain: [Formula] = []
  /// What the parser could not read of the trees.
  package internal(set) var damage = Damage()

  package init(schema: Schema = .rung) { self.schema = schema }

  // MARK: Entities

  package subscript(entity: EntityID) -> Entity { entities[Int(entity.index)] }

  package func isPresent(_ entity: EntityID) -> Bool { removed.isEmpty || removed[entity] == nil }

  package func name(of entity: EntityID) -> String { symbols[self[entity].name] }

  /// The name by which the top level knows it: `Foundations.Listening`.
  package func qualifiedName(of entity: EntityID) -> String {
    let record = self[entity]
    guard schema[record.kind].isQualified, let owner = record.owner else { return symbols[record.name] }
    return symbols[self[owner].name] + "." + symbols[record.name]
  }

  package func kindName(of entity: EntityID) -> String { schema[self[entity].kind].name }

  package func tree(of entity: EntityID) -> SyntaxTree { trees[Int(self[entity].tree)] }

  /// Where its name stands in its declaration.
  package func namePlace(of entity: EntityID) -> Place {
    let tree = tree(of: entity)
    let node = Int(self[entity].node)
    return tree.place(tree.child(0, of: node) ?? node)
  }

  /// The title of a declaration, a scenario or a target: never the text that a `let` names.
  package func title(of entity: EntityID) -> NodeIndex? {
    let record = self[entity]
    let tree = trees[Int(record.tree)]
    let node = Int(record.node)
    switch tree.kind(node) {
    case .letStatement, .assume, .exchange: return nil
    case .target:
      guard let second = tree.child(1, of: node), tree.kind(second) == .string,
        let third = tree.child(2, of: node),
        ![.confidence, .block].contains(tree.kind(third))
      else { return nil }
      return second
    default: return tree.firstChild(of: node, kind: .string)
    }
  }

  /// Every entity still there, in order of declaration. Not an order to print in: see `ordered`.
  package var present: [EntityID] {
    entities.indices.map { EntityID($0) }.filter(isPresent)
  }

  package func present(ofKind kind: KindID) -> [EntityID] {
    entities.indices.compactMap { entities[$0].kind == kind && isPresent(EntityID($0)) ? EntityID($0) : nil }
  }

  /// Those of a kind in canonical order: names by code point, numbers in them by value.
  package func ordered(ofKind kind: KindID) -> [EntityID] {
    let named = present(ofKind: kind).map { (NaturalOrder.Key(qualifiedName(of: $0)), $0) }
    return named.sorted { $0.0 < $1.0 }.map(\.1)
  }

  // MARK: Names

  package func entity(named symbol: Symbol, in owner: EntityID? = nil) -> EntityID? {
    if let owner {
      guard let found = nested[Self.nestedKey(owner, symbol)] else { return nil }
      return isPresent(EntityID(Int(found))) ? EntityID(Int(found)) : nil
    }
    guard Int(symbol.index) < topLevel.count else { return nil }
    let found = topLevel[Int(symbol.index)]
    return found >= 0 && isPresent(EntityID(Int(found))) ? EntityID(Int(found)) : nil
  }

  package func entity(named name: String, in owner: EntityID? = nil) -> EntityID? {
    symbols.find(name).flatMap { entity(named: $0, in: owner) }
  }

  package func entity(spelled bytes: UnsafeBufferPointer<UInt8>, in owner: EntityID? = nil) -> EntityID? {
    symbols.find(bytes).flatMap { entity(named: $0, in: owner) }
  }

  /// An entity of this name that an edit or a scenario took away.
  package func removedEntity(named name: String, in owner: EntityID? = nil) -> (EntityID, Place)? {
    guard let symbol = symbols.find(name) else { return nil }
    let found: Int32?
    if let owner {
      found = nested[Self.nestedKey(owner, symbol)]
    } else {
      found = Int(symbol.index) < topLevel.count ? topLevel[Int(symbol.index)] : -1
    }
    guard let found, found >= 0, let place = removed[EntityID(Int(found))] else { return nil }
    return (EntityID(Int(found)), place)
  }

  static func nestedKey(_ owner: EntityID, _ symbol: Symbol) -> UInt64 {
    UInt64(UInt32(bitPattern: owner.index)) << 32 | UInt64(symbol.index)
  }

  // MARK: Properties

  /// The formula of a property as edits leave it. O(properties of the entity).
  package func formula(of entity: EntityID, _ key: PropertyKey) -> Formula? {
    if !edits.isEmpty, let edit = edits[entity]?[key] { return edit.formula }
    let record = self[entity]
    let first = Int(record.firstRow)
    for row in first..<first + Int(record.rowCount) where rows[row].key == key {
      return Formula(tree: Int(record.tree), node: Int(rows[row].node))
    }
    return nil
  }

  /// The formula of a member of a family: its own override or the family's.
  package func formula(of entity: EntityID, member: String?, _ key: PropertyKey) -> Formula? {
    if let member, !memberEdits.isEmpty, let edit = memberEdits[MemberKey(entity, member)]?[key] {
      return edit.formula
    }
    return formula(of: entity, key)
  }

  /// Every property given, in canonical order.
  package func formulas(of entity: EntityID) -> [(key: PropertyKey, formula: Formula)] {
    let record = self[entity]
    let first = Int(record.firstRow)
    var found: [(key: PropertyKey, formula: Formula)] = []
    let edited = edits.isEmpty ? nil : edits[entity]
    for row in first..<first + Int(record.rowCount) where edited?[rows[row].key] == nil {
      found.append((rows[row].key, Formula(tree: Int(record.tree), node: Int(rows[row].node))))
    }
    for (key, edit) in edited ?? [:] {
      if let formula = edit.formula { found.append((key, formula)) }
    }
    return found.sorted { precedes($0.key, $1.key) }
  }

  /// Canonical order of properties: the schema's, then dimensions by name.
  package func precedes(_ left: PropertyKey, _ right: PropertyKey) -> Bool {
    guard let one = left.dimension, let other = right.dimension else { return left < right }
    return NaturalOrder.precedes(symbols[one], symbols[other])
  }

  /// The rows of an entity as written, unsorted and without edits: for passes over every property.
  package func writtenRows(of entity: EntityID) -> ContiguousArray<PropertyRow>.SubSequence {
    let record = self[entity]
    let first = Int(record.firstRow)
    return rows[first..<first + Int(record.rowCount)]
  }

  package func tree(of formula: Formula) -> SyntaxTree { trees[Int(formula.tree)] }
  package func place(of formula: Formula) -> Place { tree(of: formula).place(Int(formula.node)) }
  package func text(of formula: Formula) -> String { tree(of: formula).text(Int(formula.node)) }
  package func previous(of formula: Formula) -> Formula? {
    formula.previous >= 0 ? chain[Int(formula.previous)] : nil
  }

  /// What a property is called: `size`, `region`, or for a statement's formula nothing.
  package func name(of key: PropertyKey) -> String? {
    if let property = key.property { return schema[property].name }
    if let dimension = key.dimension { return symbols[dimension] }
    return key == .confidence ? "confidence" : nil
  }

  /// `Intake[3].size`, `Completion`, `Foundations.Listening.length`.
  package func path(of entity: EntityID, member: String? = nil, _ key: PropertyKey? = nil) -> String {
    var text = qualifiedName(of: entity)
    if let member { text += "[" + member + "]" }
    if let key, let word = name(of: key) { text += "." + word }
    return text
  }
}

/// Names by code point, numbers in them by value: `Intake2` before `Intake10`.
package enum NaturalOrder {
  package struct Key: Comparable, Sendable {
    private let parts: [(text: [UInt32], number: [UInt8])]

    package init(_ name: String) {
      var parts: [(text: [UInt32], number: [UInt8])] = []
      var text: [UInt32] = []
      var number: [UInt8] = []
      for scalar in name.unicodeScalars {
        if scalar.value >= 0x30, scalar.value <= 0x39 {
          if !(number.isEmpty && scalar.value == 0x30) || number.isEmpty {
            number.append(UInt8(scalar.value))
          }
        } else {
          if !number.isEmpty {
            parts.append((text, Self.significant(number)))
            text = []
            number = []
          }
          text.append(scalar.value)
        }
      }
      parts.append((text, Self.significant(number)))
      self.parts = parts
    }

    private static func significant(_ digits: [UInt8]) -> [UInt8] {
      let kept = digits.drop { $0 == 0x30 }
      return kept.isEmpty && !digits.isEmpty ? [0x30] : Array(kept)
    }

    package static func == (left: Key, right: Key) -> Bool { !(left < right) && !(right < left) }

    package static func < (left: Key, right: Key) -> Bool {
      for (mine, other) in zip(left.parts, right.parts) {
        if mine.text != other.text { return mine.text.lexicographicallyPrecedes(other.text) }
        if mine.number.count != other.number.count { return mine.number.count < other.number.count }
        if mine.number != other.number { return mine.number.lexicographicallyPrecedes(other.number) }
      }
      return left.parts.count < right.parts.count
    }
  }

  package static func precedes(_ left: String, _ right: String) -> Bool {
    let keys = (Key(left), Key(right))
    if keys.0 < keys.1 { return true }
    return keys.0 == keys.1 && left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
  }
}
