// Whether an uncertain value only rises, or only falls, with a single source, so that its quantiles are
// exact.

/// A program with one source and one value that moves in one direction with it.
package struct Monotone {
  private enum Direction {
    case level, rising, falling

    var reversed: Direction {
      switch self {
      case .level: .level
      case .rising: .falling
      case .falling: .rising
      }
    }

    /// Of two that are added; nil when they pull apart.
    func joined(_ other: Direction) -> Direction? {
      switch (self, other) {
      case (.level, let direction), (let direction, .level): direction
      case (.rising, .rising): .rising
      case (.falling, .falling): .falling
      case (.rising, .falling), (.falling, .rising): nil
      }
    }
  }

  /// How a step moves with the source, between which values, and as `slope·source + offset` where it is a
  /// line.
  private struct Course {
    var direction: Direction
    let low: Double
    let high: Double
    var line: (slope: Double, offset: Double)?

    init(
      _ direction: Direction, _ one: Double, _ other: Double, line: (slope: Double, offset: Double)? = nil
    ) {
      self.direction = direction
      // An undefined end must show in both.
      let isUndefined = one.isNaN || other.isNaN
      low = isUndefined ? .nan : min(one, other)
      high = isUndefined ? .nan : max(one, other)
      self.line = line
    }

    var isLevel: Bool { direction == .level }
    var atSourceLow: Double { direction == .falling ? high : low }
    var atSourceHigh: Double { direction == .falling ? low : high }
  }

  private let program: UncertainProgram
  private let law: Distribution
  private let result: Course

  /// Nil when there are several sources or the value does not move in one direction. A sufficient test: it
  /// may miss some that do.
  package init?(_ program: UncertainProgram) {
    guard program.sources.count == 1, let source = program.sources.first, let output = program.outputs.first,
      output >= 0, source.distribution.problem == nil
    else { return nil }
    // What draws can give: an end that is never drawn, as a beta's 0, must not stop a division.
    let law = source.distribution
    let drawn = (low: law.quantile(0x1p-53), high: law.quantile(1 - 0x1p-53))
    var columns = [Course?](repeating: nil, count: program.columnCount)
    func course(_ operand: Int32) -> Course? {
      if operand >= 0 { return columns[Int(operand)] }
      let value = program.constants[Int(-1 - operand)]
      return Course(.level, value, value, line: (0, value))
    }
    for step in program.steps {
      var found: Course?
      switch step.code {
      case .draw: found = Course(.rising, drawn.low, drawn.high, line: (1, 0))
      case .unary(let operation):
        if let a = course(step.a) { found = Monotone.unary(operation, a) }
      case .binary(let operation):
        if let a = course(step.a), let b = course(step.b) { found = Monotone.binary(operation, a, b) }
      case .choose: found = nil
      }
      // An undefined end means that the operation leaves its domain on the way.
      if let course = found, course.low.isNaN || course.high.isNaN { found = nil }
      columns[Int(step.target)] = found
    }
    guard let result = columns[Int(output)] else { return nil }
    self.program = program
    self.result = result
    self.law = law
  }

  /// Its value at the source's own quantile.
  package func quantile(_ p: Double) -> Double {
    switch result.direction {
    case .level, .rising: program.value(given: law.quantile(p))
    case .falling: program.value(given: law.quantile(1 - p))
    }
  }

  /// Mean and standard deviation, when it is a line in the source.
  package var moments: (mean: Double, sd: Double)? {
    guard let line = result.line else { return nil }
    return (line.offset + line.slope * law.mean, line.slope.magnitude * law.standardDeviation)
  }

  // MARK: - Rules

  private static func unary(_ operation: UnaryOperation, _ a: Course) -> Course? {
    let ends = (operation.apply(a.low), operation.apply(a.high))
    func moving(_ direction: Direction) -> Course { Course(direction, ends.0, ends.1) }
    switch operation {
    case .negate:
      return Course(a.direction.reversed, ends.0, ends.1, line: a.line.map { (-$0.slope, -$0.offset) })
    case .not:
      return Course(a.direction.reversed, ends.0, ends.1, line: a.line.map { (-$0.slope, 1 - $0.offset) })
    case .round, .floor, .ceiling, .exp, .expm1, .log, .log1p, .squareRoot: return moving(a.direction)
    case .absolute:
      if a.low >= 0 { return moving(a.direction) }
      return a.high <= 0 ? moving(a.direction.reversed) : nil
    }
  }

  private static func binary(_ operation: BinaryOperation, _ a: Course, _ b: Course) -> Course? {
    switch operation {
    case .add:
      let line = both(a, b) { ($0.slope + $1.slope, $0.offset + $1.offset) }
      return joined(operation, a, b, a.direction.joined(b.direction), line)
    case .subtract:
      let line = both(a, b) { ($0.slope - $1.slope, $0.offset - $1.offset) }
      return joined(operation, a, b, a.direction.joined(b.direction.reversed), line)
    case .minimum, .maximum: return joined(operation, a, b, a.direction.joined(b.direction), nil)
    case .and, .or:
      guard a.low >= 0, a.high <= 1, b.low >= 0, b.high <= 1 else { return nil }
      return joined(operation, a, b, a.direction.joined(b.direction), nil)
    case .less, .lessOrEqual: return joined(operation, a, b, a.direction.reversed.joined(b.direction), nil)
    case .multiply:
      if a.isLevel { return scaled(operation, b, by: a.low, a, b) }
      if b.isLevel { return scaled(operation, a, by: b.low, a, b) }
      guard a.low >= 0, b.low >= 0 else { return nil }
      return joined(operation, a, b, a.direction.joined(b.direction), nil)
    case .divide:
      if b.isLevel { return scaled(operation, a, by: 1 / b.low, a, b) }
      guard b.low > 0 || b.high < 0 else { return nil }
      if a.isLevel {
        return joined(operation, a, b, a.low >= 0 ? b.direction.reversed : b.direction, nil)
      }
      guard b.low > 0, a.low >= 0 else { return nil }
      return joined(operation, a, b, a.direction.joined(b.direction.reversed), nil)
    case .power:
      if b.isLevel, a.low >= 0 {
        return joined(operation, a, b, b.low >= 0 ? a.direction : a.direction.reversed, nil)
      }
      if a.isLevel, a.low > 0 {
        return joined(operation, a, b, a.low >= 1 ? b.direction : b.direction.reversed, nil)
      }
      return nil
    case .equal: return nil
    }
  }

  /// A product with a known number.
  private static func scaled(
    _ operation: BinaryOperation, _ moving: Course, by factor: Double, _ a: Course, _ b: Course
  ) -> Course? {
    guard factor.isFinite, factor != 0 else { return nil }
    let line = moving.line.map { (slope: $0.slope * factor, offset: $0.offset * factor) }
    return joined(operation, a, b, factor > 0 ? moving.direction : moving.direction.reversed, line)
  }

  private static func both(
    _ a: Course, _ b: Course,
    _ f: ((slope: Double, offset: Double), (slope: Double, offset: Double)) -> (Double, Double)
  ) -> (slope: Double, offset: Double)? {
    guard let x = a.line, let y = b.line else { return nil }
    let (slope, offset) = f(x, y)
    return (slope, offset)
  }

  /// The result of an operation at both ends of the source's range.
  private static func joined(
    _ operation: BinaryOperation, _ a: Course, _ b: Course, _ direction: Direction?,
    _ line: (slope: Double, offset: Double)?
  ) -> Course? {
    guard let direction else { return nil }
    return Course(
      direction, operation.apply(a.atSourceLow, b.atSourceLow),
      operation.apply(a.atSourceHigh, b.atSourceHigh), line: line)
  }
}
