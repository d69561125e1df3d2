// Uncertain values compiled to a flat list of steps over columns of runs.

/// One or more uncertain values ready to be computed for many runs. Every source and every shared
/// sub-expression is computed once a run. Steps are in an order that needs few columns at a time; order and
/// block size never change a bit of any result, since each step is a function of its own run only.
///
/// Compiling takes about ½ µs a node; a program is a value and can be shared between threads.
package struct UncertainProgram: Sendable {
  package enum Code: Sendable {
    case draw(source: Int32)
    case unary(UnaryOperation)
    case binary(BinaryOperation)
    case choose
  }

  /// An operand from 0 up is a column; below, −1 − its place among the constants.
  package struct Step: Sendable {
    var code: Code
    var target: Int32
    var a: Int32
    var b: Int32
    var c: Int32

    /// How many of a, b, c are operands.
    var arity: Int {
      switch code {
      case .draw: 0
      case .unary: 1
      case .binary: 2
      case .choose: 3
      }
    }

    subscript(_ operand: Int) -> Int32 { operand == 0 ? a : (operand == 1 ? b : c) }
  }

  /// The draws that the values depend on, each once, in reading order.
  package let sources: [UncertainSource]
  package let steps: [Step]
  package let constants: [Double]
  /// Where each value is found after the last step.
  package let outputs: [Int32]
  package let columnCount: Int

  package init(_ values: [Uncertain]) {
    var compiler = UncertainCompiler()
    let roots = values.map { compiler.number($0.node) }
    let (steps, outputs, columnCount) = compiler.scheduled(roots)
    sources = compiler.sources
    constants = compiler.constants
    self.steps = steps
    self.outputs = outputs
    self.columnCount = columnCount
  }
}
