// The numbers of a plan, drawn for blocks of runs.

import RungModel

/// What the slots of a plan hold, ready for drawing; what varies from unit to unit is drawn by the run.
package struct PlanNumbers: Sendable {
  private let program: UncertainProgram
  private let count: Int

  package init(_ plan: Plan) {
    program = UncertainProgram(plan.numbers.map { $0.hasVariation ? .constant(0) : $0 })
    count = plan.numbers.count
  }

  /// The values of a block of runs, a row for each run.
  struct Block {
    fileprivate let rows: UnsafeMutableBufferPointer<Double>
    fileprivate let width: Int

    func withRun<Failure>(
      _ place: Int, _ body: (UnsafePointer<Double>) throws(Failure) -> Void
    ) throws(Failure) {
      if let base = rows.baseAddress { try body(UnsafePointer(base + place * width)) }
    }
  }

  func withBlock<Failure>(
    runs: Range<UInt32>, seed: UInt64, _ body: (Block) throws(Failure) -> Void
  ) throws(Failure) {
    let width = max(1, count)
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: width * max(1, runs.count)) {
      memory throws(Failure) in
      memory.initialize(repeating: 0)
      program.columns(runs: runs, seed: seed) { output, column in
        for (row, value) in column.enumerated() { memory[row * width + output] = value.isNaN ? 0 : value }
      }
      try body(Block(rows: memory, width: width))
    }
  }
}
