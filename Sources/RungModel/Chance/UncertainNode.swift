// The shared, immutable graph behind uncertain values.

/// A node of an expression. Nodes are shared, never changed after they are made, and as deep as a formula
/// or a generated chain makes them: nothing here or in what walks them recurses with the depth.
///
/// `content` is a `var` only so that `deinit` can take a long chain apart; it is written when no other
/// reference to the node exists, which is why the class may call itself Sendable.
final class UncertainNode: @unchecked Sendable {
  enum Content {
    case constant(Double)
    case source(UncertainSource)
    case unary(UnaryOperation, UncertainNode)
    case binary(BinaryOperation, UncertainNode, UncertainNode)
    /// Where the first is not 0, the second, else the third.
    case choice(UncertainNode, UncertainNode, UncertainNode)
  }

  private(set) var content: Content
  /// Nodes on the longest way down.
  let depth: Int32
  /// Columns that evaluating this as a tree needs, after R. Sethi and J. D. Ullman (1970): the wider
  /// operand goes first.
  let width: Int32
  let hasVariation: Bool

  init(_ content: Content) {
    self.content = content
    switch content {
    case .constant:
      (depth, width, hasVariation) = (1, 0, false)
    case .source(let source):
      (depth, width, hasVariation) = (1, 1, source.isVariation)
    case .unary(_, let a):
      (depth, width, hasVariation) = (UncertainNode.deeper(a.depth), max(a.width, 1), a.hasVariation)
    case .binary(_, let a, let b):
      depth = UncertainNode.deeper(max(a.depth, b.depth))
      width = UncertainNode.wider(a.width, b.width)
      hasVariation = a.hasVariation || b.hasVariation
    case .choice(let a, let b, let c):
      depth = UncertainNode.deeper(max(a.depth, b.depth, c.depth))
      width = UncertainNode.wider(UncertainNode.wider(a.width, b.width), c.width)
      hasVariation = a.hasVariation || b.hasVariation || c.hasVariation
    }
  }

  deinit {
    guard depth > UncertainNode.plainDepth else { return }
    var pending = takeOperands()
    while var node = pending.popLast() {
      if node.depth > UncertainNode.plainDepth && isKnownUniquelyReferenced(&node) {
        pending += node.takeOperands()
      }
    }
  }

  var operands: [UncertainNode] {
    switch content {
    case .constant, .source: []
    case .unary(_, let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .choice(let a, let b, let c): [a, b, c]
    }
  }

  /// Graphs no deeper than this are released the ordinary, recursive way.
  private static let plainDepth: Int32 = 200

  private func takeOperands() -> [UncertainNode] {
    let operands = operands
    content = .constant(0)
    return operands
  }

  private static func deeper(_ depth: Int32) -> Int32 { depth == .max ? .max : depth + 1 }

  private static func wider(_ a: Int32, _ b: Int32) -> Int32 {
    a == b && a < .max ? a + 1 : max(a, b, 1)
  }
}
