// Rules over many people: a condition compiled so that what depends on one column is decided once for each of its
// distinct values, and a row costs a table look-up or two.

import RungModel

/// A condition over one variable that stands for people of one file.
struct RuleProgram {
  private indirect enum Step {
    case constant(Bool)
    /// Decided for each distinct value of a column.
    case column([Bool], FilledColumn)
    case not(Step)
    case all([Step])
    case some([Step])
  }

  private let step: Step

  /// - Parameter variable: position of the person in the environment `frame`.
  /// Nil when the condition depends on more than one column at a time, or is not certain for some value; it is
  /// then asked person by person.
  init?(
    _ condition: Expression, variable: Int, of file: EntityID, frame: [Value], evaluator: Evaluator
  ) {
    guard let step = Self.compile(condition, variable, file, frame, evaluator) else { return nil }
    self.step = step
  }

  /// Whether the condition holds in a row. O(parts of the condition).
  func holds(_ row: Int) -> Bool { Self.holds(step, row) }

  private static func holds(_ step: Step, _ row: Int) -> Bool {
    switch step {
    case .constant(let truth): truth
    case .column(let truths, let column): truths[column.code(row)]
    case .not(let inner): !holds(inner, row)
    case .all(let parts): parts.allSatisfy { holds($0, row) }
    case .some(let parts): parts.contains { holds($0, row) }
    }
  }

  // MARK: Compiling

  private static func compile(
    _ condition: Expression, _ variable: Int, _ file: EntityID, _ frame: [Value], _ evaluator: Evaluator
  ) -> Step? {
    func part(_ expression: Expression) -> Step? { compile(expression, variable, file, frame, evaluator) }
    switch condition.operation {
    case .not(let inner): return part(inner).map { .not($0) }
    case .all(let parts):
      let steps = parts.compactMap(part)
      return steps.count == parts.count ? .all(steps) : nil
    case .some(let parts):
      let steps = parts.compactMap(part)
      return steps.count == parts.count ? .some(steps) : nil
    default: break
    }
    var words: Set<String> = []
    guard mentions(condition, of: variable, &words) else { return nil }
    switch words.count {
    case 0: return truth(condition, frame, variable, .none, evaluator).map { .constant($0) }
    case 1:
      guard let word = words.first else { return nil }
      return column(condition, word, variable, file, frame, evaluator)
    default: return nil
    }
  }

  /// One look at a row for each distinct value.
  private static func column(
    _ condition: Expression, _ word: String, _ variable: Int, _ file: EntityID, _ frame: [Value],
    _ evaluator: Evaluator
  ) -> Step? {
    guard let key = evaluator.definitions.key(of: word, kind: evaluator.definitions[file].kind) else {
      return nil
    }
    guard let column = evaluator.filledColumn(of: file, key) else {
      // The same for everyone.
      return truth(condition, frame, variable, .entity(EntityRef(file, row: 0)), evaluator).map {
        .constant($0)
      }
    }
    guard column.distinctCount <= mostDistinct else { return nil }
    var truths = [Bool?](repeating: nil, count: column.distinctCount)
    for row in 0..<column.rowCount where truths[column.code(row)] == nil {
      guard let holds = truth(condition, frame, variable, .entity(EntityRef(file, row: row)), evaluator)
      else {
        return nil
      }
      truths[column.code(row)] = holds
    }
    return .column(truths.map { $0 ?? false }, column)
  }

  /// Beyond so many distinct values a table saves nothing.
  private static let mostDistinct = 65_536

  private static func truth(
    _ condition: Expression, _ frame: [Value], _ variable: Int, _ person: Value, _ evaluator: Evaluator
  ) -> Bool? {
    var variables = frame
    while variables.count <= variable { variables.append(.none) }
    variables[variable] = person
    switch evaluator.run(condition, variables) {
    case .truth(let holds): return holds
    case .none: return false
    default: return nil
    }
  }

  /// Collects the properties of the variable that an expression reads; false when it uses the person in another
  /// way, or in a form that is not looked through.
  private static func mentions(_ expression: Expression, of variable: Int, _ words: inout Set<String>) -> Bool
  {
    switch expression.operation {
    case .variable(let index): return index != variable
    case .constant, .property, .family, .collection, .invalid: return true
    case .propertyOf(let base, let word):
      if case .variable(variable) = base.operation {
        words.insert(word)
        return word != "name" && word != "title"
      }
      return mentions(base, of: variable, &words)
    case .negate(let inner), .not(let inner), .rate(let inner, _):
      return mentions(inner, of: variable, &words)
    case .binary(_, let left, let right), .compare(_, let left, let right), .span(let left, let right),
      .item(let left, let right):
      let isLeft = mentions(left, of: variable, &words)
      return mentions(right, of: variable, &words) && isLeft
    case .all(let parts), .some(let parts), .list(let parts), .text(let parts):
      return parts.allSatisfy { mentions($0, of: variable, &words) }
    case .choice(let test, let first, let second):
      return [test, first, second].allSatisfy { mentions($0, of: variable, &words) }
    case .call(let name, let arguments, let named):
      guard !name.isObservable else { return false }
      return (arguments + named.map(\.value)).allSatisfy { mentions($0, of: variable, &words) }
    case .memberProperty, .member, .estimate, .each, .table, .byGroup, .comprehension, .rule, .column:
      return false
    }
  }
}

/// Chooses the people of one file for whom a rule holds: the engine behind long filters.
struct RuleScan: Engine {
  struct Problem {
    let program: RuleProgram
    let rows: Range<Int>
  }

  private static let block = 65_536

  /// The rows for which the rule holds, in order.
  func solve(_ problem: Problem, _ handle: EngineHandle) throws(Cancelled) -> Explained<[Int]> {
    handle.begin(problem.rows.count)
    var found: [Int] = []
    var start = problem.rows.lowerBound
    while start < problem.rows.upperBound {
      let end = min(start + Self.block, problem.rows.upperBound)
      for row in start..<end where problem.program.holds(row) { found.append(row) }
      try handle.advance(by: end - start)
      start = end
    }
    return Explained(found, ["\(found.count) of \(problem.rows.count) people"])
  }
}
