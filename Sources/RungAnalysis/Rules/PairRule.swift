// A rule over a mentor and a mentee, made to be asked of millions of pairs: what it reads of each person is a place
// in its environment, so that it can be decided once for every combination of values, whoever has them.

import RungModel
import RungSyntax

package struct PairRule {
  /// As written, canonically.
  package let text: String
  package let formula: Formula
  /// The properties it reads of a mentor and of a mentee, in the order of its environment: first the mentor's.
  /// The empty word is the person as such.
  package let mentorWords: [String]
  package let menteeWords: [String]
  private let expression: Expression

  /// Whether it holds or not, as opposed to a score.
  package var isCondition: Bool { expression.type == .truth }

  /// Nil when the rule has an error, which has been reported.
  package init?(_ formula: Formula, _ evaluator: Evaluator) {
    let tree = evaluator.definitions.tree(of: formula)
    let person = ValueType.entity(["person"])
    let compiled = evaluator.compiler.compile(
      expression: Int(formula.node), tree: tree, index: Int(formula.tree),
      variables: [("mentor", person), ("mentee", person)])
    if compiled.hasErrors { return nil }
    var slots = PersonSlots()
    slots.collect(compiled.expression)
    mentorWords = slots.words[0].sorted()
    menteeWords = slots.words[1].sorted()
    expression = slots.placed(compiled.expression, mentorWords, menteeWords)
    text = CanonicalPrinter.canonicalText(of: Int(formula.node), in: tree)
    self.formula = formula
  }

  /// Whether it holds, and as how many times: a condition is 0 or 1, a score is itself. Nil where the values leave
  /// it open.
  package func score(_ mentor: [Value], _ mentee: [Value], _ evaluator: Evaluator) -> Decimal? {
    switch evaluator.run(expression, mentor + mentee) {
    case .truth(let holds): return holds ? .one : .zero
    case .quantity(let quantity): return quantity.magnitude.exact
    default: return nil
    }
  }
}

/// What a rule reads of its two people.
private struct PersonSlots {
  var words: [Set<String>] = [[], []]

  mutating func collect(_ expression: Expression) {
    if let (side, word) = Self.slot(expression) {
      words[side].insert(word)
      return
    }
    for part in expression.parts { collect(part) }
  }

  /// The person, or a property of theirs.
  private static func slot(_ expression: Expression) -> (side: Int, word: String)? {
    switch expression.operation {
    case .variable(let side) where side < 2: return (side, "")
    case .propertyOf(let base, let word):
      if case .variable(let side) = base.operation, side < 2 { return (side, word) }
      return nil
    default: return nil
    }
  }

  /// The same with places of the environment in their stead. A comprehension's variable moves behind them.
  func placed(_ expression: Expression, _ mentor: [String], _ mentee: [String]) -> Expression {
    let shift = mentor.count + mentee.count - 2
    func place(_ expression: Expression) -> Expression {
      func made(_ operation: Operation) -> Expression {
        Expression(operation: operation, type: expression.type, tree: expression.tree, node: expression.node)
      }
      if let (side, word) = Self.slot(expression) {
        let index = (side == 0 ? mentor : mentee).firstIndex(of: word) ?? 0
        return made(.variable(side == 0 ? index : mentor.count + index))
      }
      switch expression.operation {
      case .variable(let index): return made(.variable(index + shift))
      case .comprehension(let item, let variable, let over, let condition):
        return made(
          .comprehension(
            item: place(item), variable: variable + shift, over: place(over), condition: condition.map(place))
        )
      default: return expression.mapped(place)
      }
    }
    return place(expression)
  }
}

extension Expression {
  /// The expressions it is directly made of.
  fileprivate var parts: [Expression] {
    switch operation {
    case .constant, .variable, .property, .family, .collection, .rule, .column, .invalid: []
    case .memberProperty(_, let indices, _), .member(_, let indices): indices
    case .propertyOf(let inner, _), .negate(let inner), .not(let inner), .each(let inner),
      .rate(let inner, _):
      [inner]
    case .item(let left, let right), .binary(_, let left, let right), .compare(_, let left, let right),
      .span(let left, let right):
      [left, right]
    case .all(let parts), .some(let parts), .list(let parts), .text(let parts), .estimate(_, let parts, _):
      parts
    case .choice(let test, let first, let second): [test, first, second]
    case .table(let entries, let otherwise), .byGroup(_, let entries, let otherwise):
      entries.flatMap { [$0.key, $0.value] } + (otherwise.map { [$0] } ?? [])
    case .comprehension(let item, _, let over, let condition):
      [item, over] + (condition.map { [$0] } ?? [])
    case .call(_, let arguments, let named): arguments + named.map(\.value)
    }
  }

  /// The same of other parts.
  fileprivate func mapped(_ change: (Expression) -> Expression) -> Expression {
    let changed: Operation
    switch operation {
    case .constant, .variable, .property, .family, .collection, .rule, .column, .invalid: changed = operation
    case .memberProperty(let entity, let indices, let key):
      changed = .memberProperty(entity, indices.map(change), key)
    case .member(let entity, let indices): changed = .member(entity, indices.map(change))
    case .propertyOf(let inner, let word): changed = .propertyOf(change(inner), word)
    case .negate(let inner): changed = .negate(change(inner))
    case .not(let inner): changed = .not(change(inner))
    case .each(let inner): changed = .each(change(inner))
    case .rate(let inner, let terms): changed = .rate(change(inner), terms)
    case .item(let left, let right): changed = .item(change(left), change(right))
    case .binary(let sign, let left, let right): changed = .binary(sign, change(left), change(right))
    case .compare(let sign, let left, let right): changed = .compare(sign, change(left), change(right))
    case .span(let left, let right): changed = .span(change(left), change(right))
    case .all(let parts): changed = .all(parts.map(change))
    case .some(let parts): changed = .some(parts.map(change))
    case .list(let parts): changed = .list(parts.map(change))
    case .text(let parts): changed = .text(parts.map(change))
    case .estimate(let shape, let parts, let ordinal):
      changed = .estimate(shape, parts.map(change), ordinal: ordinal)
    case .choice(let test, let first, let second):
      changed = .choice(change(test), then: change(first), otherwise: change(second))
    case .table(let entries, let otherwise):
      changed = .table(entries.map { (change($0.key), change($0.value)) }, otherwise: otherwise.map(change))
    case .byGroup(let dimension, let entries, let otherwise):
      changed = .byGroup(
        dimension, entries.map { (change($0.key), change($0.value)) }, otherwise: otherwise.map(change))
    case .comprehension(let item, let variable, let over, let condition):
      changed = .comprehension(
        item: change(item), variable: variable, over: change(over), condition: condition.map(change))
    case .call(let name, let arguments, let named):
      changed = .call(name, arguments.map(change), named: named.map { ($0.name, change($0.value)) })
    }
    return Expression(operation: changed, type: type, tree: tree, node: node)
  }
}
