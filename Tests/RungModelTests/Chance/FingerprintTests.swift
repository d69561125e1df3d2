// The same bits on every machine, at every level of optimisation.

import RungModel
import Testing

@Suite("Bit-identical results")
struct FingerprintTests {
  /// A change of these figures changes every forecast that anyone has written down.
  @Test("functions, quantiles, draws and summaries have the bits they had on the first machine")
  func fingerprints() {
    var functions = Fingerprint()
    for i in 1...2000 {
      let x = Double(i) * 0.37 - 300
      functions.add(PortableMath.exp(x))
      functions.add(PortableMath.expm1(x / 60))
      functions.add(PortableMath.log(Double(i) * 0.011))
      functions.add(PortableMath.log1p(Double(i) * 0.011 - 0.9))
      functions.add(PortableMath.pow(Double(i) * 0.003, x / 10))
      functions.add(PortableMath.lgamma(Double(i) * 0.02))
      functions.add(PortableMath.normalCDF(x / 30))
      functions.add(PortableMath.normalQuantile(Double(i) / 2001))
    }
    #expect(functions.hash == 1_443_653_287_642_945_001)
    var laws = Fingerprint()
    for figures in QuantileFigures.all {
      let law = figures.law
      for u in QuantileFigures.probabilities { laws.add(law.quantile(u)) }
      laws.add(law.mean)
      laws.add(law.standardDeviation)
      laws.add(law.cdf(law.mean))
      var values: [Double] = []
      Uncertain.source("law", law).sample(runs: 0..<100, seed: 1, into: &values)
      for value in values { laws.add(value) }
    }
    #expect(laws.hash == 8_264_522_397_259_645_388)
    let x = Uncertain.source("x", .logNormal(mu: 1, sigma: 0.5))
    let y = Uncertain.source("y", .beta(121.5, 23.5))
    let summary = UncertainSummary(.combine(.add, .combine(.multiply, x, y), .apply(.exp, y)), seed: 1)
    var rest = Fingerprint()
    for figure in [summary.mean, summary.standardDeviation, summary.p5, summary.p50, summary.p95] {
      rest.add(figure)
    }
    #expect(rest.hash == 13_535_535_305_418_683_843)
  }

  private struct Fingerprint {
    private(set) var hash: UInt64 = 0

    mutating func add(_ value: Double) { hash = StableHash.key(of: hash, value.bitPattern) }
  }
}
