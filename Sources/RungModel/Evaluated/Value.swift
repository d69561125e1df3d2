// What a formula evaluates to.

import RungSyntax

/// An amount that is known exactly, or one that is drawn.
package enum Magnitude: Sendable {
  case exact(Decimal)
  case uncertain(Uncertain)

  package static let zero = Magnitude.exact(.zero)

  package var exact: Decimal? {
    if case .exact(let decimal) = self { return decimal }
    return nil
  }

  package var asUncertain: Uncertain {
    switch self {
    case .exact(let decimal): .constant(decimal.asDouble)
    case .uncertain(let uncertain): uncertain
    }
  }

  package var isExactZero: Bool { exact?.isZero ?? false }
}

/// One unit of a quantity.
package enum UnitTerm: Hashable, Sendable {
  case money(Currency)
  case word(UnitWord)

  package var base: UnitBase {
    switch self {
    case .money: .money
    case .word(let word): word.base
    }
  }
}

/// The units a quantity was written in: they are kept until two different ones meet.
package struct Unit: Hashable, Sendable {
  package var over: UnitTerm?
  package var per: [UnitTerm]
  /// The magnitude is the fraction: 75 % is 0.75.
  package var isPercentage: Bool

  package init(_ over: UnitTerm? = nil, per: [UnitTerm] = [], isPercentage: Bool = false) {
    self.over = over
    self.per = per
    self.isPercentage = isPercentage
  }

  package static let none = Unit()
  package static let percentage = Unit(isPercentage: true)

  package var dimension: Dimension {
    Dimension(over?.base, per: per.map(\.base), isPercentage: isPercentage)
  }
}

package struct Quantity: Sendable {
  package var magnitude: Magnitude
  package var unit: Unit

  package init(_ magnitude: Magnitude, _ unit: Unit = .none) {
    self.magnitude = magnitude
    self.unit = unit
  }
}

/// A declared thing at evaluation: an entity, a member of a family, or a row of people from a file.
package struct EntityRef: Hashable, Sendable {
  package let entity: EntityID
  /// Position in the family, or -1.
  package let member: Int32
  /// Row in the file, or -1.
  package let row: Int32

  package init(_ entity: EntityID, member: Int = -1, row: Int = -1) {
    self.entity = entity
    self.member = Int32(member)
    self.row = Int32(row)
  }
}

package enum Selection: Sendable {
  case everyone
  case best(Value)
  case random(Value)
}

package struct TableEntry: Sendable {
  package let key: Value
  package let value: Value
  package init(_ key: Value, _ value: Value) {
    self.key = key
    self.value = value
  }
}

/// Where a property of people in a file comes from.
package enum ColumnSource: Hashable, Sendable {
  /// The first of these headers that the file has.
  case column([String])
  case columns([String])
  case fixed(String)
}

package indirect enum Value: Sendable {
  case none
  case truth(Bool)
  /// A condition on uncertain values: 1 where it holds.
  case uncertainTruth(Uncertain)
  case text(String)
  case quantity(Quantity)
  case duration(months: Magnitude, days: Magnitude)
  /// Days since 1970-01-01.
  case date(Magnitude)
  case month(CalendarMonth)
  case time(TimeOfDay)
  case span(Value, Value)
  case tag(String)
  case entity(EntityRef)
  case list([Value])
  case table([TableEntry], otherwise: Value?)
  /// A figure that differs by the values of a dimension.
  case byGroup(dimension: EntityID, [TableEntry], otherwise: Value?)
  case selection(Selection)
  /// A rule over `mentor` and `mentee`, kept as written.
  case rule(Formula)
  case column(ColumnSource)
  /// Known once a forecast has counted it.
  case pending

  /// The group of those of whom nothing is said; every dimension has it.
  package static let unstated = Value.tag(unstatedWord)
  package static let unstatedWord = "unstated"

  package static func number(_ value: Int) -> Value { .quantity(Quantity(.exact(Decimal(value)))) }
  package static func number(_ value: Decimal) -> Value { .quantity(Quantity(.exact(value))) }

  package var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  package var isPending: Bool {
    if case .pending = self { return true }
    return false
  }
}
