// What can be done to uncertain values: each operation is a plain function of the numbers of one run.

/// An undefined number (`nan`, as from a division by zero) makes whatever is computed from it undefined, also
/// comparisons; in the language it is `none`.
package enum UnaryOperation: UInt8, Sendable, CaseIterable {
  case negate
  /// Whole numbers: halves go up.
  case round
  case floor
  case ceiling
  case absolute
  case exp
  case expm1
  case log
  case log1p
  case squareRoot
  /// 1 − x, for indicators.
  case not

  @inline(__always)
  package func apply(_ x: Double) -> Double {
    switch self {
    case .negate: return -x
    case .round: return halfUp(x)
    case .floor: return x.rounded(.down)
    case .ceiling: return x.rounded(.up)
    case .absolute: return x.magnitude
    case .exp: return PortableMath.exp(x)
    case .expm1: return PortableMath.expm1(x)
    case .log: return PortableMath.log(x)
    case .log1p: return PortableMath.log1p(x)
    case .squareRoot: return x.squareRoot()
    case .not: return 1 - x
    }
  }
}

package enum BinaryOperation: UInt8, Sendable, CaseIterable {
  case add
  case subtract
  case multiply
  case divide
  case minimum
  case maximum
  case power
  /// Comparisons give 1 for true and 0 for false.
  case less
  case lessOrEqual
  case equal
  /// Of indicators.
  case and
  case or

  @inline(__always)
  package func apply(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: return x + y
    case .subtract: return x - y
    case .multiply: return x * y
    case .divide: return y == 0 ? .nan : x / y
    // An undefined operand is kept; of +0 and −0 the first operand stands.
    case .minimum: return y < x || y.isNaN ? y : x
    case .maximum: return y > x || y.isNaN ? y : x
    case .power: return PortableMath.pow(x, y)
    case .less: return BinaryOperation.indicator(x < y, x, y)
    case .lessOrEqual: return BinaryOperation.indicator(x <= y, x, y)
    case .equal: return BinaryOperation.indicator(x == y, x, y)
    case .and: return x * y
    case .or: return x + y - x * y
    }
  }

  @inline(__always)
  private static func indicator(_ holds: Bool, _ x: Double, _ y: Double) -> Double {
    x.isNaN || y.isNaN ? .nan : (holds ? 1 : 0)
  }
}
