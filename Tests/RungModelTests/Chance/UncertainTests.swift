// Expressions over draws: one source is one draw, however it is reached, in whatever order it is computed.

import RungModel
import Testing

@Suite("Uncertain values")
struct UncertainTests {
  private let laws: [Distribution] = [
    .normal(mean: 10, sd: 2), .logNormal(mu: 1.4, sigma: 0.2), .logitNormal(mu: 1.3, sigma: 0.3),
    .uniform(1, 2),
    .pert(low: 1, mode: 2, high: 5), .exponential(mean: 4), .poisson(mean: 30), .beta(121.5, 23.5),
    .clampedNormal(mean: 1, sd: 1, low: 0.1, high: 2),
  ]

  @Test("x − x is 0 and x / x is 1 in every run, for every law")
  func sameSource() {
    for law in laws {
      let x = Uncertain.source("Grow.size", law)
      #expect(sample(.combine(.subtract, x, x), 1000).allSatisfy { $0 == 0 })
      #expect(sample(.combine(.divide, x, x), 1000).allSatisfy { $0 == 1 })
      // Made twice from the same path, it is still the same draw.
      let again = Uncertain.source("Grow.size", law)
      #expect(sample(.combine(.subtract, x, again), 1000).allSatisfy { $0 == 0 })
      #expect(Uncertain.combine(.subtract, x, again).sources.count == 1)
    }
  }

  @Test("the same text in two places is two draws, without correlation")
  func twoSources() {
    let x = Uncertain.source("Grow.size", laws[0])
    let y = Uncertain.source("Lead.size", laws[0])
    let difference = sample(.combine(.subtract, x, y), 10_000)
    #expect(!difference.contains(0))
    let variance = difference.reduce(0) { $0 + $1 * $1 } / 10_000
    // 2·2² ± five standard errors of √(2/n)·8.
    #expect(abs(variance - 8) < 5 * 8 * (2.0 / 10_000).squareRoot())
  }

  @Test("a source that varies and one that is not known are two draws; only the first differs between people")
  func variation() {
    let each = Uncertain.source("Grow.duration", laws[1], isVariation: true)
    let once = Uncertain.source("Grow.duration", laws[1])
    #expect(each.hasVariation && !once.hasVariation)
    #expect(Uncertain.combine(.add, once, each).hasVariation)
    let people = (0..<50).map { each.value(run: 4, seed: 1, person: $0) }
    #expect(Set(people).count == 50)
    #expect(Set((0..<50).map { once.value(run: 4, seed: 1, person: $0) }).count == 1)
    #expect(each.value(run: 4, seed: 1) != once.value(run: 4, seed: 1))
  }

  @Test("block size, order of evaluation and asking one by one never change a bit")
  func order() {
    let x = Uncertain.source("x", laws[1])
    let y = Uncertain.source("y", laws[7])
    let z = Uncertain.source("z", laws[6])
    let value = Uncertain.combine(
      .divide, .combine(.add, .combine(.multiply, x, y), z), .combine(.power, .apply(.log1p, z), y))
    let program = UncertainProgram([value])
    var whole: [Double] = []
    program.sample(runs: 0..<1000, seed: 3, into: &whole)
    for block in [1, 7, 256, 5000] {
      var values: [Double] = []
      program.sample(runs: 0..<1000, seed: 3, block: block, into: &values)
      #expect(values == whole)
    }
    #expect((0..<1000).map { value.value(run: UInt32($0), seed: 3) } == whole)
    #expect((0..<1000).reversed().map { program.value(run: UInt32($0), seed: 3) }.reversed() == whole)
    var part: [Double] = [1, 2, 3]
    program.sample(runs: 400..<500, seed: 3, into: &part)
    #expect(part == Array(whole[400..<500]))
    // Together with other values, which changes the columns and the order of the steps.
    let together = UncertainProgram([.combine(.multiply, z, y), value, x, .constant(5)])
    #expect((0..<1000).map { together.values(run: UInt32($0), seed: 3)[1] } == whole)
    #expect(together.values(run: 0, seed: 3)[3] == 5)
    #expect(sample(value, 1000, seed: 4) != whole)
  }

  @Test("a run's draw does not depend on what else the expression holds")
  func keyed() {
    let x = Uncertain.source("x", laws[0])
    let sum = Uncertain.combine(.add, .source("before", laws[3]), x)
    let rest = Uncertain.combine(.subtract, sum, .source("before", laws[3]))
    for (a, b) in zip(sample(rest, 100), sample(x, 100)) { #expect(abs(a - b) < 1e-14 * 100) }
  }

  @Test("the sources are listed once each, in reading order")
  func sources() {
    let a = Uncertain.source("a", laws[0])
    let b = Uncertain.source("b", laws[1])
    let c = Uncertain.source("c", laws[2])
    let deep = Uncertain.combine(.multiply, .combine(.add, c, b), .combine(.add, a, c))
    #expect(Uncertain.combine(.add, a, deep).sources.map(\.path) == ["a", "c", "b"])
    #expect(Uncertain.choose(if: .combine(.less, b, a), c, else: a).sources.map(\.path) == ["b", "a", "c"])
    #expect(Uncertain.constant(3).sources.isEmpty)
  }

  @Test("chains of a hundred thousand operations, to either side, are built, run and let go")
  func deepChains() {
    let x = Uncertain.source("x", .uniform(0, 1))
    var left = x
    var right = x
    for i in 1...100_000 {
      left = .combine(.add, left, i % 2 == 0 ? x : .constant(1))
      right = .combine(.add, .source("s\(i % 1000)", .uniform(0, 1)), right)
    }
    let draw = x.value(run: 0, seed: 1)
    #expect(abs(left.value(run: 0, seed: 1) - (50_000 + 50_001 * draw)) < 1e-4)
    #expect(right.sources.count == 1001)
    #expect(UncertainProgram([right]).columnCount < 1100)
    // Its thousand sources are each used a hundred times, so the sum is near 100·Σ.
    #expect(abs(right.value(run: 0, seed: 1) - 50_000) < 5 * 100 * (1000.0 / 12).squareRoot())
    var copies = [left, right]
    left = x
    right = x
    copies.removeAll()
  }

  @Test("a value doubled sixty times is sixty steps, not 2⁶⁰")
  func sharing() {
    var x = Uncertain.source("x", .uniform(1, 2))
    let first = x.value(run: 0, seed: 1)
    for _ in 0..<60 { x = .combine(.add, x, x) }
    #expect(UncertainProgram([x]).steps.count == 61)
    #expect(x.value(run: 0, seed: 1) == first * 0x1p60)
  }

  @Test("right-nested chains of separate sources need two columns, not one each")
  func columns() {
    var value = Uncertain.source("s0", .uniform(0, 1))
    for i in 1..<2000 { value = .combine(.add, .source("s\(i)", .uniform(0, 1)), value) }
    #expect(UncertainProgram([value]).columnCount == 2)
  }

  @Test("each operation does in the columns what it does to numbers")
  func operations() {
    let x = Uncertain.source("x", .normal(mean: 0, sd: 2))
    let y = Uncertain.source("y", .normal(mean: 1, sd: 1))
    let xs = sample(x, 200)
    let ys = sample(y, 200)
    for operation in BinaryOperation.allCases {
      let found = sample(.combine(operation, x, y), 200)
      #expect(same(found, zip(xs, ys).map { operation.apply($0, $1) }), "\(operation)")
      #expect(same(sample(.combine(operation, x, .constant(1.5)), 200), xs.map { operation.apply($0, 1.5) }))
      #expect(same(sample(.combine(operation, .constant(1.5), y), 200), ys.map { operation.apply(1.5, $0) }))
    }
    for operation in UnaryOperation.allCases {
      #expect(same(sample(.apply(operation, x), 200), xs.map { operation.apply($0) }), "\(operation)")
    }
    let chosen = sample(.choose(if: .combine(.less, x, y), x, else: .constant(9)), 200)
    #expect(chosen == zip(xs, ys).map { $0 < $1 ? $0 : 9 })
    let clamped = sample(.clamp(x, .constant(-1), .constant(1)), 200)
    #expect(clamped == xs.map { min(max($0, -1), 1) })
    #expect(Uncertain.combine(.power, .constant(2), .constant(10)).constantValue == 1024)
    #expect([2.5, -2.5, 0.49999999999999994].map { UnaryOperation.round.apply($0) } == [3, -2, 0])
  }

  @Test("a division by zero is undefined in its run, and whatever follows from it, also a comparison")
  func undefined() {
    let ratio = Uncertain.combine(.divide, .constant(1), .source("n", .poisson(mean: 1)))
    let values = sample(ratio, 4000)
    let undefined = Double(values.filter(\.isNaN).count) / 4000
    #expect(abs(undefined - 0.36788) < 5 * (0.36788 * 0.63212 / 4000).squareRoot())
    #expect(!values.contains(.infinity))
    let test = sample(.combine(.less, ratio, .constant(2)), 4000)
    #expect(zip(values, test).allSatisfy { $0.isNaN == $1.isNaN })
    let isSmall = Uncertain.combine(.less, ratio, .constant(2))
    let chosen = sample(.choose(if: isSmall, .constant(1), else: .constant(2)), 4000)
    #expect(zip(values, chosen).allSatisfy { $0.isNaN == $1.isNaN })
  }

  @Test("a constant law is a constant, and constants fold")
  func constants() {
    #expect(Uncertain.source("c", .constant(4)).constantValue == 4)
    let sum = Uncertain.combine(.add, .constant(1), .source("c", .constant(4)))
    #expect(sum.constantValue == 5 && sum.value(run: 0, seed: 0) == 5 && sum.median(seed: 0) == 5)
    #expect(sample(sum, 3) == [5, 5, 5])
  }

  @Test("two laws under one key take the same uniform number, as a value in two scenarios does")
  func commonNumbers() {
    let base = Uncertain.source("Grow.size", .uniform(0, 1))
    let lean = Uncertain.source("Grow.size", .uniform(10, 12))
    let both = Uncertain.combine(.subtract, lean, .combine(.multiply, .constant(2), base))
    #expect(both.sources.count == 2)
    #expect(sample(both, 500).allSatisfy { abs($0 - 10) < 1e-14 * 100 })
  }

  @Test("what is drawn on many threads at once is what is drawn on one")
  func threads() async {
    let x = Uncertain.source("x", laws[7])
    let y = Uncertain.combine(.multiply, x, .source("y", laws[4]))
    let alone = sample(.combine(.multiply, .source("x", laws[7]), .source("y", laws[4])), 4000)
    let parts = await withTaskGroup(of: (Int, [Double]).self) { group in
      for part in 0..<8 {
        group.addTask {
          var values: [Double] = []
          y.sample(runs: UInt32(part * 500)..<UInt32(part * 500 + 500), seed: 1, into: &values)
          return (part, values)
        }
      }
      var parts = [[Double]](repeating: [], count: 8)
      for await (part, values) in group { parts[part] = values }
      return parts
    }
    #expect(parts.flatMap { $0 } == alone)
  }

  private func sample(_ value: Uncertain, _ runs: UInt32, seed: UInt64 = 1) -> [Double] {
    var values: [Double] = []
    value.sample(runs: 0..<runs, seed: seed, into: &values)
    return values
  }

  /// Equal, undefined values included.
  private func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
