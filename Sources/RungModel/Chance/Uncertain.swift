// An uncertain value: an expression over things that are not known.

/// A number that depends on draws. Arithmetic keeps the expression, so the same source in two operands is
/// one draw and correlation is never lost: `x − x` is 0 in every run. Copies and sub-expressions are
/// shared.
package struct Uncertain: Sendable {
  let node: UncertainNode

  private init(_ content: UncertainNode.Content) { node = UncertainNode(content) }

  // MARK: - Making

  package static func constant(_ value: Double) -> Uncertain { Uncertain(.constant(value)) }

  /// A draw; a law without uncertainty is a constant.
  package static func source(_ source: UncertainSource) -> Uncertain {
    if case .constant(let value) = source.distribution { return constant(value) }
    return Uncertain(.source(source))
  }

  /// A draw named by its path.
  package static func source(
    _ path: String, _ distribution: Distribution, isVariation: Bool = false
  ) -> Uncertain {
    source(
      UncertainSource(
        key: StableHash.key(path), path: path, distribution, isVariation: isVariation))
  }

  package static func combine(_ operation: BinaryOperation, _ a: Uncertain, _ b: Uncertain) -> Uncertain {
    if let x = a.constantValue, let y = b.constantValue { return constant(operation.apply(x, y)) }
    return Uncertain(.binary(operation, a.node, b.node))
  }

  package static func apply(_ operation: UnaryOperation, _ a: Uncertain) -> Uncertain {
    if let x = a.constantValue { return constant(operation.apply(x)) }
    return Uncertain(.unary(operation, a.node))
  }

  /// `a` where the condition (an indicator) is not 0, else `b`; undefined where the condition is.
  package static func choose(if condition: Uncertain, _ a: Uncertain, else b: Uncertain) -> Uncertain {
    if let x = condition.constantValue { return x.isNaN ? constant(.nan) : (x != 0 ? a : b) }
    return Uncertain(.choice(condition.node, a.node, b.node))
  }

  /// `a` held between the two.
  package static func clamp(_ a: Uncertain, _ low: Uncertain, _ high: Uncertain) -> Uncertain {
    combine(.minimum, combine(.maximum, a, low), high)
  }

  // MARK: - Asking

  /// The value, when nothing is drawn for it.
  package var constantValue: Double? {
    if case .constant(let value) = node.content { return value }
    return nil
  }

  /// The draw, when it is nothing but one.
  package var onlySource: UncertainSource? {
    if case .source(let source) = node.content { return source }
    return nil
  }

  /// Whether it differs from person to person.
  package var hasVariation: Bool { node.hasVariation }

  /// The draws it depends on, each once, in reading order.
  package var sources: [UncertainSource] { UncertainProgram([self]).sources }

  /// The value in one run, for one person where it varies. For many values compile an `UncertainProgram`
  /// once.
  package func value(run: UInt32, seed: UInt64, person: UInt32 = 0) -> Double {
    if let value = constantValue { return value }
    return UncertainProgram([self]).value(run: run, seed: seed, person: person)
  }

  /// The values of `runs` in order, replacing what `values` held.
  package func sample(runs: Range<UInt32>, seed: UInt64, person: UInt32 = 0, into values: inout [Double]) {
    UncertainProgram([self]).sample(runs: runs, seed: seed, person: person, into: &values)
  }

  /// The 50th percentile; see `quantile`.
  package func median(seed: UInt64) -> Double { quantile(0.5, seed: seed) }

  /// The value that a share `p` of the possible ones does not exceed.
  ///
  /// Exact when a single source decides it and it only rises or only falls with it (scaled, shifted,
  /// rounded, clamped, exponentiated …): the operations are applied to the source's own quantile. (Where it
  /// falls and the law has steps, p within rounding of a step may give the neighbouring step.) Else the
  /// p-th of `Stratified.count` stratified draws, whose standard error is at most √(p(1 − p)/8 192) in
  /// probability, half a percentile at the median, and usually a tenth of that: for sums the strata cancel
  /// nearly all of it.
  package func quantile(_ p: Double, seed: UInt64) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if let value = constantValue { return value }
    let program = UncertainProgram([self])
    if let exact = Monotone(program)?.quantile(p) { return exact }
    var values = program.stratifiedSample(seed: seed).filter { !$0.isNaN }
    values.sort()
    return Stratified.quantile(p, ofSorted: values)
  }
}
