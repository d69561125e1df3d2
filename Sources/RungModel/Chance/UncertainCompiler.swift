// From the graph of an uncertain value to the steps of a program.

/// First every node gets a step and a number, in reading order; then the steps are put into an order that
/// needs few columns, and columns are used again once nothing needs them. Both walks keep their own stack.
struct UncertainCompiler {
  private typealias Step = UncertainProgram.Step

  private(set) var sources: [UncertainSource] = []
  private(set) var constants: [Double] = []
  /// Operands of these are numbers of other steps, or constants as in `Step`.
  private var steps: [Step] = []
  private var widths: [Int32] = []
  private var numbers: [ObjectIdentifier: Int32] = [:]
  /// The step and the place of each source by its key; of sources that share a key but not the law, the
  /// later ones under a key derived from it.
  private var draws: [UInt64: (step: Int32, source: Int)] = [:]

  /// The operand that stands for `root`.
  mutating func number(_ root: UncertainNode) -> Int32 {
    var pending = [root]
    while let node = pending.last {
      if numbers[ObjectIdentifier(node)] != nil {
        pending.removeLast()
        continue
      }
      let before = pending.count
      switch node.content {
      case .constant, .source: break
      case .unary(_, let a): push(a, &pending)
      case .binary(_, let a, let b):
        push(b, &pending)
        push(a, &pending)
      case .choice(let a, let b, let c):
        push(c, &pending)
        push(b, &pending)
        push(a, &pending)
      }
      if pending.count == before {
        numbers[ObjectIdentifier(node)] = emit(node)
        pending.removeLast()
      }
    }
    return place(of: root)
  }

  /// The steps in order with their columns, and where each root ends up.
  func scheduled(
    _ roots: [Int32]
  ) -> (steps: [UncertainProgram.Step], outputs: [Int32], columnCount: Int) {
    let order = order(roots)
    var usesLeft = [Int32](repeating: 0, count: steps.count)
    for step in steps {
      for i in 0..<step.arity where step[i] >= 0 { usesLeft[Int(step[i])] += 1 }
    }
    for root in roots where root >= 0 { usesLeft[Int(root)] += 1 }
    var columns = [Int32](repeating: -1, count: steps.count)
    var free: [Int32] = []
    var count: Int32 = 0
    var result: [UncertainProgram.Step] = []
    result.reserveCapacity(steps.count)
    for number in order {
      var step = steps[Int(number)]
      for i in 0..<step.arity where step[i] >= 0 {
        let operand = Int(step[i])
        usesLeft[operand] -= 1
        if usesLeft[operand] == 0 { free.append(columns[operand]) }
      }
      step.a = step.a >= 0 ? columns[Int(step.a)] : step.a
      step.b = step.b >= 0 ? columns[Int(step.b)] : step.b
      step.c = step.c >= 0 ? columns[Int(step.c)] : step.c
      // A step may write over an operand that it is the last to need: each row reads before it writes.
      if let column = free.popLast() {
        step.target = column
      } else {
        step.target = count
        count += 1
      }
      columns[Int(number)] = step.target
      result.append(step)
    }
    return (result, roots.map { $0 >= 0 ? columns[Int($0)] : $0 }, Int(count))
  }

  // MARK: - Parts

  /// Every step after its operands, the operand that needs more columns first; ties in reading order.
  private func order(_ roots: [Int32]) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(steps.count)
    var isDone = [Bool](repeating: false, count: steps.count)
    for root in roots where root >= 0 {
      var pending = [root]
      while let number = pending.last {
        let step = steps[Int(number)]
        var next: Int32 = -1
        for i in 0..<step.arity where step[i] >= 0 && !isDone[Int(step[i])] {
          if next < 0 || widths[Int(step[i])] > widths[Int(next)] { next = step[i] }
        }
        if next >= 0 {
          pending.append(next)
        } else {
          pending.removeLast()
          if !isDone[Int(number)] {
            isDone[Int(number)] = true
            order.append(number)
          }
        }
      }
    }
    return order
  }

  private func push(_ node: UncertainNode, _ pending: inout [UncertainNode]) {
    if numbers[ObjectIdentifier(node)] == nil { pending.append(node) }
  }

  private mutating func emit(_ node: UncertainNode) -> Int32 {
    switch node.content {
    case .constant(let value):
      constants.append(value)
      return -Int32(truncatingIfNeeded: constants.count)
    case .source(let source):
      var key = source.key
      while let known = draws[key] {
        if sources[known.source].isSameDraw(as: source) { return known.step }
        key = StableHash.key(of: key, 0)
      }
      let place = append(.draw(source: Int32(truncatingIfNeeded: sources.count)), node)
      draws[key] = (place, sources.count)
      sources.append(source)
      return place
    case .unary(let operation, let a): return append(.unary(operation), node, place(of: a))
    case .binary(let operation, let a, let b):
      return append(.binary(operation), node, place(of: a), place(of: b))
    case .choice(let a, let b, let c): return append(.choose, node, place(of: a), place(of: b), place(of: c))
    }
  }

  /// Where a node's value is; its operands are numbered before it.
  private func place(of node: UncertainNode) -> Int32 { numbers[ObjectIdentifier(node)] ?? -1 }

  private mutating func append(
    _ code: UncertainProgram.Code, _ node: UncertainNode, _ a: Int32 = -1, _ b: Int32 = -1, _ c: Int32 = -1
  ) -> Int32 {
    steps.append(Step(code: code, target: 0, a: a, b: b, c: c))
    widths.append(node.width)
    return Int32(truncatingIfNeeded: steps.count - 1)
  }
}
