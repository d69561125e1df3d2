// What a declaration is, as stored: a record without objects of its own. Its formulas are nodes of the tree in
// which they were written.

import RungSyntax

/// A declared thing: its position among all declared things of its `Definitions`.
package struct EntityID: Hashable, Sendable, Comparable {
  package let index: Int32
  package init(_ index: Int) { self.index = Int32(index) }
  package static func < (left: EntityID, right: EntityID) -> Bool { left.index < right.index }
}

/// A property of an entity: one of the schema, one named after a dimension, or the formula of a statement.
package struct PropertyKey: Hashable, Sendable, Comparable {
  package let code: UInt32

  private static let dimensionBase: UInt32 = 1 << 16
  private static let statementBase: UInt32 = .max - 8

  package init(code: UInt32) { self.code = code }
  package init(_ property: PropertyID) { code = UInt32(property.index) }
  package init(dimension: Symbol) { code = Self.dimensionBase + dimension.index }

  /// The formula of a `let`, an `assume` or an `exchange`.
  package static let value = PropertyKey(code: statementBase)
  /// The condition of a target.
  package static let condition = PropertyKey(code: statementBase + 1)
  /// The `with … confidence` of a target.
  package static let confidence = PropertyKey(code: statementBase + 2)

  package var property: PropertyID? {
    code < Self.dimensionBase ? PropertyID(index: Int(code)) : nil
  }

  package var dimension: Symbol? {
    code >= Self.dimensionBase && code < Self.statementBase ? Symbol(index: code - Self.dimensionBase) : nil
  }

  package var isStatementFormula: Bool { code >= Self.statementBase }

  package static func < (left: PropertyKey, right: PropertyKey) -> Bool { left.code < right.code }
}

/// A formula: an expression (or `byValue`) node of one of the definitions' trees.
package struct Formula: Hashable, Sendable {
  package let tree: Int32
  package let node: Int32
  /// In the definitions' chain of overridden formulas: what the property itself means inside this formula.
  package let previous: Int32

  package init(tree: Int, node: NodeIndex, previous: Int32 = -1) {
    self.tree = Int32(tree)
    self.node = Int32(node)
    self.previous = previous
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(
      UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: tree)) ^ UInt64(
        UInt32(bitPattern: previous)) << 16)
  }
}

package struct Entity: Sendable {
  package let kind: KindID
  package let name: Symbol
  /// Tree and node of the declaration.
  package let tree: Int32
  package let node: Int32
  /// The curriculum of a module, the pool of a person.
  package var owner: EntityID?
  package let isFamily: Bool
  /// Its rows in `Definitions.rows`.
  package var firstRow: UInt32
  package var rowCount: UInt32
}

/// A property as written, before any edit; its tree is the entity's.
package struct PropertyRow: Sendable {
  package let key: PropertyKey
  package let node: Int32
}
