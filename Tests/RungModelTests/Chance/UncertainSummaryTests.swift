// Medians, summaries and their pictures.

import RungModel
import Testing

@Suite("Summaries of uncertain values")
struct UncertainSummaryTests {
  private let size = Uncertain.source(
    "Grow.size", .logNormal(mu: 1.4451858789480823, sigma: 0.21070178197089964))
  private let share = Uncertain.source("Grow.completion", .beta(121.5, 23.5))

  @Test("a single source, scaled and shifted, has exact mean, deviation and percentiles")
  func exact() {
    let law = Distribution.beta(121.5, 23.5)
    let value = Uncertain.combine(
      .add, .combine(.multiply, .constant(-60), share), .constant(100))
    let summary = UncertainSummary(value, seed: 1)
    #expect(summary.isExact)
    #expect(abs(summary.mean - (100 - 60 * law.mean)) < 1e-12)
    #expect(abs(summary.standardDeviation - 60 * law.standardDeviation) < 1e-12)
    #expect(abs(summary.p5 - (100 - 60 * law.quantile(0.95))) < 1e-12)
    #expect(abs(summary.p95 - (100 - 60 * law.quantile(0.05))) < 1e-12)
    #expect(summary == UncertainSummary(value, seed: 1))
    #expect(value.median(seed: 1) == value.median(seed: 2))
  }

  @Test("percentiles are exact for what only rises or only falls with one source")
  func monotone() {
    let law = Distribution.beta(121.5, 23.5)
    let median = law.median
    let cases: [(Uncertain, (Double) -> Double)] = [
      (.apply(.exp, share), { PortableMath.exp($0) }),
      (.combine(.divide, .constant(3), share), { 3 / $0 }),
      (.combine(.power, share, .constant(2)), { $0 * $0 }),
      (.combine(.multiply, share, share), { $0 * $0 }),
      (.combine(.maximum, .constant(0.5), share), { $0 }),
      (.apply(.round, .combine(.multiply, share, .constant(60))), { ($0 * 60 + 0.5).rounded(.down) }),
      (overFourMonths(share), { 1 - (1 - $0) * (1 - $0) * (1 - $0) * (1 - $0) }),
      (.combine(.less, share, .constant(0.9)), { $0 < 0.9 ? 1 : 0 }),
    ]
    for (place, (value, f)) in cases.enumerated() {
      #expect(Monotone(UncertainProgram([value])) != nil, "case \(place)")
      #expect(abs(value.median(seed: 1) - f(median)) < 1e-12)
    }
    // These do not move in one direction, or have two sources.
    let centred = Uncertain.combine(.subtract, share, .constant(0.8))
    let none: [Uncertain] = [
      .combine(.multiply, centred, centred), .apply(.absolute, centred), .combine(.add, share, size),
      .combine(.multiply, share, .combine(.subtract, .constant(1), share)),
      .combine(.divide, .constant(1), centred), .apply(.squareRoot, centred),
    ]
    for value in none { #expect(Monotone(UncertainProgram([value])) == nil) }
  }

  @Test("monotone percentiles agree with the sample's, for every operation")
  func monotoneAgainstSample() {
    let x = Uncertain.source("x", .uniform(0.5, 3))
    var values: [Uncertain] = UnaryOperation.allCases.map { .apply($0, x) }
    for operation in BinaryOperation.allCases {
      for constant in [-2.0, 0.7, 1.5] {
        values.append(.combine(operation, x, .constant(constant)))
        values.append(.combine(operation, .constant(constant), x))
      }
      values.append(.combine(operation, .combine(.multiply, x, x), x))
      values.append(.combine(operation, .apply(.negate, x), x))
      values.append(.combine(operation, x, .apply(.negate, x)))
    }
    for (place, value) in values.enumerated() {
      let program = UncertainProgram([value])
      guard let monotone = Monotone(program) else { continue }
      let sorted = program.stratifiedSample(seed: 3).sorted()
      for p in [0.05, 0.5, 0.95] {
        // One stratum either way.
        let low = Stratified.quantile(p - 0.0002, ofSorted: sorted)
        let high = Stratified.quantile(p + 0.0002, ofSorted: sorted)
        let exact = monotone.quantile(p)
        #expect(
          exact >= low - 1e-12 && exact <= high + 1e-12, "value \(place) at \(p): \(low) \(exact) \(high)")
      }
    }
  }

  @Test("sums and products of several sources come out within the stated error")
  func sampled() {
    // Exact: the mean of a product of independent values, the variance of a sum of normals.
    let product = UncertainSummary(.combine(.multiply, size, share), seed: 1)
    let wanted = 4.337870239373912 * 0.8379310344827586
    #expect(!product.isExact)
    #expect(abs(product.mean - wanted) < 3 * product.standardDeviation / 8192.0.squareRoot())
    let a = Uncertain.source("a", .normal(mean: 1, sd: 3))
    let b = Uncertain.source("b", .normal(mean: 2, sd: 4))
    for seed in UInt64(1)...20 {
      let sum = UncertainSummary(.combine(.add, a, b), seed: seed)
      // Strata take nearly all of the error of a sum's mean away.
      #expect(abs(sum.mean - 3) < 0.003)
      #expect(abs(sum.standardDeviation - 5) < 0.15)
      #expect(abs(sum.p50 - 3) < 0.3 && abs(sum.p95 - (3 + 5 * 1.6449)) < 0.4)
      #expect(sum.p5 < sum.p50 && sum.p50 < sum.p95)
    }
  }

  @Test("the strata of a source are each hit once, and two sources' orders are unrelated")
  func strata() {
    func column(_ path: String, seed: UInt64) -> [Double] {
      let source = UncertainSource(key: StableHash.key(path), path: path, .uniform(0, 1))
      var column = [Double](repeating: 0, count: Stratified.count)
      column.withUnsafeMutableBufferPointer { Stratified.fill($0, seed: seed, source: source, from: 0) }
      return column
    }
    let columns = (0..<16).map { column("source \($0)", seed: 1) } + [column("source 0", seed: 2)]
    for column in columns {
      #expect(Set(column.map { Int($0 * 8192) }).count == 8192)
      #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
    }
    // Correlation of two random orders: deviation 1/√n, for ranks and for their halves' parity.
    for i in columns.indices {
      for j in 0..<i {
        var product = 0.0
        var quadrants = 0
        for (a, b) in zip(columns[i], columns[j]) {
          product += (a - 0.5) * (b - 0.5)
          if (abs(a - 0.5) < 0.25) == (abs(b - 0.5) < 0.25) { quadrants += 1 }
        }
        #expect(abs(product * 12 / 8192) < 5 / 8192.0.squareRoot(), "sources \(i) and \(j)")
        #expect(abs(Double(quadrants) / 8192 - 0.5) < 5 * 0.5 / 8192.0.squareRoot(), "sources \(i) and \(j)")
      }
    }
  }

  @Test("a constant has no spread and one bin; an undefined value says how often")
  func degenerate() {
    let constant = UncertainSummary(.constant(4), seed: 1)
    #expect(constant.mean == 4 && constant.standardDeviation == 0 && constant.p5 == 4 && constant.isExact)
    #expect(constant.histogram.counts == [1] && constant.histogram.sparkline == "█")
    let never = UncertainSummary(.constant(.nan), seed: 1)
    #expect(never.undefinedShare == 1 && never.mean.isNaN && never.histogram.sparkline == "")
    let n = Uncertain.source("n", .poisson(mean: 1))
    let ratio = UncertainSummary(.combine(.divide, .constant(1), n), seed: 1)
    #expect(abs(ratio.undefinedShare - 0.36788) < 0.0002)
    #expect(ratio.p95 == 1)
    let broken = UncertainSummary(.source("x", .normal(mean: 0, sd: -1)), seed: 1)
    #expect(broken.undefinedShare == 1 && broken.p50.isNaN)
    let huge = UncertainSummary(.source("x", .logNormal(mu: 700, sigma: 50)), seed: 1)
    #expect(huge.p95 == .infinity && huge.p50 == PortableMath.exp(700))
    #expect(huge.histogram.counts.reduce(0, +) == 8192)
    let wide = UncertainSummary(.source("x", .uniform(-1.7e308, 1.7e308)), seed: 1)
    #expect(wide.histogram.counts.allSatisfy { abs($0 - 819) < 120 })
  }

  @Test("the histogram counts every draw; whole numbers get bins of whole numbers")
  func histogram() {
    let normal = UncertainSummary(.source("x", .normal(mean: 0, sd: 1)), seed: 1).histogram
    #expect(normal.counts.count == 10 && normal.counts.reduce(0, +) == 8192)
    #expect(normal.sparkline == "▂▂▄▆██▆▄▂▂" && normal.asciiSparkline == "..:+##+:..")
    let counts = UncertainSummary(.source("x", .poisson(mean: 0.3)), seed: 1).histogram
    #expect(counts.low == 0 && counts.high == 3 && counts.counts.count == 3)
    #expect(abs(counts.counts[0] - 6069) <= 1)
    let many = UncertainSummary(.source("x", .poisson(mean: 450)), seed: 1).histogram
    #expect((many.high - many.low).truncatingRemainder(dividingBy: Double(many.counts.count)) == 0)
    let rising = Histogram(ofSorted: (1...8).flatMap { [Double](repeating: Double($0), count: $0 * 10) })
    #expect(rising.sparkline == "▂▃▄▅▅▆▇█")
  }

  /// A chance a month, over four months: 1 − (1 − p)⁴ as −expm1(4·log1p(−p)).
  private func overFourMonths(_ p: Uncertain) -> Uncertain {
    let logarithm = Uncertain.apply(.log1p, .apply(.negate, p))
    return .apply(.negate, .apply(.expm1, .combine(.multiply, .constant(4), logarithm)))
  }
}
