// A formula with its names resolved and its types known: what the evaluator runs, and what rules over many
// people are compiled from.

import RungModel

package enum BinaryOperator: Sendable {
  case add, subtract, multiply, divide
}

package enum Comparison: Sendable {
  case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, isIn, isNotIn
}

/// A distribution as written: `a to b`, `k of n`, `normal(…)`.
package enum EstimateShape: Sendable {
  case interval, evidence, normal, pert, uniform, exponential, poisson
}

package struct Expression: Sendable {
  package let operation: Operation
  package let type: ValueType
  package let tree: Int32
  package let node: Int32
}

package indirect enum Operation: Sendable {
  case constant(Value)
  /// An index of a family, a variable of a comprehension, `mentor` or `mentee`: position in the environment.
  case variable(Int)
  /// A property of a declared thing, known by name.
  case property(EntityID, PropertyKey)
  case memberProperty(EntityID, [Expression], PropertyKey)
  /// A property of whatever the expression evaluates to.
  case propertyOf(Expression, String)
  /// A nested entity reached through an expression, `name` and `title`, the ends of a span.
  case member(EntityID, [Expression])
  case family(EntityID)
  case collection(KindID)
  case item(Expression, Expression)
  case negate(Expression)
  case not(Expression)
  case all([Expression])
  case some([Expression])
  case binary(BinaryOperator, Expression, Expression)
  case compare(Comparison, Expression, Expression)
  case span(Expression, Expression)
  case choice(Expression, then: Expression, otherwise: Expression)
  /// `ordinal`: its position in the formula, from which its draws are keyed.
  case estimate(EstimateShape, [Expression], ordinal: Int)
  case each(Expression)
  case rate(Expression, [UnitTerm])
  case list([Expression])
  case table([(key: Expression, value: Expression)], otherwise: Expression?)
  case byGroup(EntityID, [(key: Expression, value: Expression)], otherwise: Expression?)
  case comprehension(item: Expression, variable: Int, over: Expression, condition: Expression?)
  case text([Expression])
  case call(FunctionName, [Expression], named: [(name: String, value: Expression)])
  case rule(Formula)
  case column(ColumnSource)
  /// Something wrong here has been reported.
  case invalid
}

/// Something whose level an expression inherits.
package enum LevelSource: Hashable, Sendable {
  case property(EntityID, PropertyKey)
  /// The property of every entity of the kind.
  case anyProperty(KindID, PropertyKey)
}

/// A compiled formula.
package struct Compiled: Sendable {
  package let expression: Expression
  /// The level of its own parts; what it refers to is in `sources`.
  package let level: Level
  package let sources: [LevelSource]
  package let hasErrors: Bool
}
