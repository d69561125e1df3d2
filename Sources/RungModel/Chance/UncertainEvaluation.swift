// Running a compiled program over blocks of runs.

extension UncertainProgram {
  /// Where the uniform numbers of a block come from.
  enum Draws {
    /// The streams of these runs.
    case runs(first: UInt32, seed: UInt64, person: UInt32)
    /// Places `first` and on of the stratified sample.
    case strata(first: Int, seed: UInt64)
    /// The only source has this value.
    case given(Double)
    /// The streams of these runs, and what was observed in them: a column for each observation.
    case observed(first: UInt32, seed: UInt64, UnsafePointer<UnsafeMutablePointer<Double>>)
  }

  /// Runs computed together; small enough that a block's columns stay near the processor.
  static let usualBlock = 256

  /// The first value in one run, for one person where it varies.
  package func value(run: UInt32, seed: UInt64, person: UInt32 = 0) -> Double {
    values(run: run, seed: seed, person: person).first ?? .nan
  }

  /// Every value in one run.
  package func values(run: UInt32, seed: UInt64, person: UInt32 = 0) -> [Double] {
    var results = [Double](repeating: 0, count: outputs.count)
    evaluate(rows: 1, .runs(first: run, seed: seed, person: person)) { output, column in
      results[output] = column[0]
    }
    return results
  }

  /// The first value in each of `runs`, in order, replacing what `values` held.
  package func sample(
    runs: Range<UInt32>, seed: UInt64, person: UInt32 = 0, block: Int = usualBlock,
    into values: inout [Double]
  ) {
    values.removeAll(keepingCapacity: true)
    values.reserveCapacity(runs.count)
    var first = runs.lowerBound
    while first < runs.upperBound {
      let rows = min(rowsThatFit(block), Int(runs.upperBound - first))
      evaluate(rows: rows, .runs(first: first, seed: seed, person: person)) { output, column in
        if output == 0 { values += column }
      }
      first += UInt32(truncatingIfNeeded: rows)
    }
  }

  /// Every value in each of `runs`: its place among the values, and a column with a number for each run. All runs
  /// are computed together: a block of some hundred at most.
  package func columns(
    runs: Range<UInt32>, seed: UInt64, _ take: (Int, UnsafeBufferPointer<Double>) -> Void
  ) {
    guard !runs.isEmpty else { return }
    evaluate(rows: runs.count, .runs(first: runs.lowerBound, seed: seed, person: 0), take)
  }

  /// The same where some of the sources are what was observed in these runs: `observations` holds a column of
  /// numbers for each.
  package func columns(
    runs: Range<UInt32>, seed: UInt64, observations: UnsafePointer<UnsafeMutablePointer<Double>>,
    _ take: (Int, UnsafeBufferPointer<Double>) -> Void
  ) {
    guard !runs.isEmpty else { return }
    evaluate(rows: runs.count, .observed(first: runs.lowerBound, seed: seed, observations), take)
  }

  /// The first value over the stratified sample.
  package func stratifiedSample(seed: UInt64) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(Stratified.count)
    while values.count < Stratified.count {
      let rows = min(rowsThatFit(UncertainProgram.usualBlock), Stratified.count - values.count)
      evaluate(rows: rows, .strata(first: values.count, seed: seed)) { output, column in
        if output == 0 { values += column }
      }
    }
    return values
  }

  /// The first value when the only source has this value.
  func value(given x: Double) -> Double {
    var result = Double.nan
    evaluate(rows: 1, .given(x)) { output, column in if output == 0 { result = column[0] } }
    return result
  }

  /// A block's length, shortened where very many columns are alive at once (32 MB at most, or eight rows).
  private func rowsThatFit(_ block: Int) -> Int {
    max(1, min(block, max(8, (1 << 22) / max(1, columnCount))))
  }

  /// Computes `rows` runs and hands over each value's column, with its place among the values.
  private func evaluate(
    rows: Int, _ draws: Draws, _ take: (Int, UnsafeBufferPointer<Double>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: (columnCount + 1) * rows) { memory in
      memory.initialize(repeating: 0)
      constants.withUnsafeBufferPointer { constants in
        let block = ColumnBlock(memory: memory, rows: rows, constants: constants)
        for step in steps {
          switch step.code {
          case .draw(let source): fill(block.column(step.target), sources[Int(source)], draws)
          case .unary(let operation): block.unary(operation, step)
          case .binary(let operation): block.binary(operation, step)
          case .choose: block.choose(step)
          }
        }
        for (place, output) in outputs.enumerated() {
          // A constant value is spread over the spare last column.
          let column = output >= 0 ? output : Int32(truncatingIfNeeded: columnCount)
          if output < 0 { block.column(column).update(repeating: block.constant(output)) }
          take(place, UnsafeBufferPointer(block.column(column)))
        }
      }
    }
  }

  private func fill(_ column: UnsafeMutableBufferPointer<Double>, _ source: UncertainSource, _ draws: Draws) {
    switch draws {
    case .runs(let first, let seed, let person):
      RandomStream.fill(
        column, seed: seed, entity: source.key, purpose: source.purpose,
        firstRun: first, n: source.isVariation ? person : 0)
      source.sampler.draw(column)
    case .strata(let first, let seed):
      Stratified.fill(column, seed: seed, source: source, from: first)
      source.sampler.draw(column)
    case .given(let x): column.update(repeating: x)
    case .observed(let first, let seed, let observations):
      if let observation = source.observation, let base = column.baseAddress {
        base.update(from: observations[observation], count: column.count)
      } else {
        fill(column, source, .runs(first: first, seed: seed, person: 0))
      }
    }
  }
}

/// The columns of one block, and the loops over them.
private struct ColumnBlock {
  let memory: UnsafeMutableBufferPointer<Double>
  let rows: Int
  let constants: UnsafeBufferPointer<Double>

  func column(_ place: Int32) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(rebasing: memory[Int(place) * rows..<(Int(place) + 1) * rows])
  }

  func constant(_ operand: Int32) -> Double { constants[Int(-1 - operand)] }

  func unary(_ operation: UnaryOperation, _ step: UncertainProgram.Step) {
    // Each case names its operation, so that the loop is compiled for that operation alone.
    switch operation {
    case .negate: map(step) { UnaryOperation.negate.apply($0) }
    case .round: map(step) { UnaryOperation.round.apply($0) }
    case .floor: map(step) { UnaryOperation.floor.apply($0) }
    case .ceiling: map(step) { UnaryOperation.ceiling.apply($0) }
    case .absolute: map(step) { UnaryOperation.absolute.apply($0) }
    case .exp: map(step) { UnaryOperation.exp.apply($0) }
    case .expm1: map(step) { UnaryOperation.expm1.apply($0) }
    case .log: map(step) { UnaryOperation.log.apply($0) }
    case .log1p: map(step) { UnaryOperation.log1p.apply($0) }
    case .squareRoot: map(step) { UnaryOperation.squareRoot.apply($0) }
    case .not: map(step) { UnaryOperation.not.apply($0) }
    }
  }

  func binary(_ operation: BinaryOperation, _ step: UncertainProgram.Step) {
    switch operation {
    case .add: zip(step) { BinaryOperation.add.apply($0, $1) }
    case .subtract: zip(step) { BinaryOperation.subtract.apply($0, $1) }
    case .multiply: zip(step) { BinaryOperation.multiply.apply($0, $1) }
    case .divide: zip(step) { BinaryOperation.divide.apply($0, $1) }
    case .minimum: zip(step) { BinaryOperation.minimum.apply($0, $1) }
    case .maximum: zip(step) { BinaryOperation.maximum.apply($0, $1) }
    case .power: zip(step) { BinaryOperation.power.apply($0, $1) }
    case .less: zip(step) { BinaryOperation.less.apply($0, $1) }
    case .lessOrEqual: zip(step) { BinaryOperation.lessOrEqual.apply($0, $1) }
    case .equal: zip(step) { BinaryOperation.equal.apply($0, $1) }
    case .and: zip(step) { BinaryOperation.and.apply($0, $1) }
    case .or: zip(step) { BinaryOperation.or.apply($0, $1) }
    }
  }

  func choose(_ step: UncertainProgram.Step) {
    let target = column(step.target)
    for i in 0..<rows {
      let condition = element(step.a, i)
      target[i] = condition.isNaN ? .nan : element(condition != 0 ? step.b : step.c, i)
    }
  }

  private func element(_ operand: Int32, _ row: Int) -> Double {
    operand >= 0 ? memory[Int(operand) * rows + row] : constant(operand)
  }

  @inline(__always)
  private func map(_ step: UncertainProgram.Step, _ f: (Double) -> Double) {
    let target = column(step.target)
    if step.a < 0 { return target.update(repeating: f(constant(step.a))) }
    let a = column(step.a)
    for i in 0..<rows { target[i] = f(a[i]) }
  }

  @inline(__always)
  private func zip(_ step: UncertainProgram.Step, _ f: (Double, Double) -> Double) {
    let target = column(step.target)
    switch (step.a < 0, step.b < 0) {
    case (true, true): target.update(repeating: f(constant(step.a), constant(step.b)))
    case (true, false):
      let (x, b) = (constant(step.a), column(step.b))
      for i in 0..<rows { target[i] = f(x, b[i]) }
    case (false, true):
      let (a, y) = (column(step.a), constant(step.b))
      for i in 0..<rows { target[i] = f(a[i], y) }
    case (false, false):
      let (a, b) = (column(step.a), column(step.b))
      for i in 0..<rows { target[i] = f(a[i], b[i]) }
    }
  }
}
