// Every distribution: quantiles, probabilities and moments against SciPy, the language's constructors, and
// extremes.

import RungModel
import Testing

@Suite("Distributions")
struct DistributionTests {
  @Test(
    "quantiles agree with SciPy to ten digits, from the millionth to the last millionth",
    arguments: QuantileFigures.all)
  func quantiles(_ figures: QuantileFigures) {
    for (u, wanted) in zip(QuantileFigures.probabilities, figures.quantiles) {
      let value = figures.law.quantile(u)
      #expect(isClose(value, wanted, 1e-10), "at \(u): \(value), SciPy has \(wanted)")
    }
  }

  @Test("means and standard deviations agree with SciPy to ten digits", arguments: QuantileFigures.all)
  func moments(_ figures: QuantileFigures) {
    #expect(isClose(figures.law.mean, figures.mean, 1e-10), "\(figures.law.mean), not \(figures.mean)")
    let sd = figures.law.standardDeviation
    #expect(isClose(sd, figures.sd, 1e-10), "\(sd), not \(figures.sd)")
  }

  @Test("the probability of a quantile is what the quantile was asked for", arguments: QuantileFigures.all)
  func roundTrip(_ figures: QuantileFigures) {
    for u in [1e-6, 0.01, 0.3, 0.5, 0.8, 0.999] {
      let x = figures.law.quantile(u)
      let p = figures.law.cdf(x)
      switch figures.law {
      case .poisson:
        #expect(p >= u && figures.law.cdf(x - 1) < u)
      case .clampedNormal(_, _, let low, let high) where x == low || x == high:
        #expect(p >= u)
      case .constant, .normal, .logNormal, .logitNormal, .uniform, .pert, .exponential, .beta,
        .clampedNormal:
        // The quantile's own rounding moves the probability by up to ulp(x)·density.
        #expect(abs(p - u) < 1e-9 * u, "\(u) came back as \(p)")
      }
    }
  }

  @Test("draws from a prepared table are the quantiles, to eleven digits", arguments: QuantileFigures.all)
  func prepared(_ figures: QuantileFigures) {
    let sampler = Sampler(figures.law)
    var column: [Double] = []
    var differing = 0
    for i in 0..<400 {
      let u = RandomStream(seed: 5, entity: 1, purpose: 1, run: UInt32(i)).uniform(0)
      column.append(i < 20 ? u * 1e-9 : (i < 40 ? 1 - u * 1e-9 : u))
    }
    var drawn = column
    drawn.withUnsafeMutableBufferPointer { sampler.draw($0) }
    for (u, value) in zip(column, drawn) {
      #expect(value == sampler.draw(u))
      let wanted = figures.law.quantile(u)
      if case .poisson(let mean) = figures.law {
        if value != wanted { differing += 1 }
        #expect(abs(value - wanted) <= (mean > 1e6 ? 1 : 0))
      } else {
        #expect(isClose(value, wanted, 1e-11), "at \(u): \(value), not \(wanted)")
      }
    }
    #expect(differing <= 2)
  }

  // MARK: - As the language spells them

  @Test("a to b has its 5th percentile at a and its 95th at b, whatever the domain")
  func intervals() throws {
    let cases: [(Double, Double, Distribution.IntervalDomain)] = [
      (3, 6, .positive), (1e-9, 1e9, .positive), (0, 5, .positive), (0.7, 0.85, .percentage),
      (0.01, 0.99, .percentage), (0, 0.4, .percentage), (0.6, 1, .percentage), (-20, 10, .real),
      (20_000.5, 20_100, .real), (-5, 5, .amount), (2, 3, .amount),
    ]
    for (low, high, domain) in cases {
      let law = try Distribution.interval(low, high, on: domain).get()
      #expect(abs(law.quantile(0.05) - low) < 1e-12 * high)
      #expect(abs(law.quantile(0.95) - high) < 1e-12 * high)
    }
  }

  @Test("positive amounts are log-normal, percentages logit-normal, dates normal, an end on the bound clamps")
  func laws() throws {
    func law(_ a: Double, _ b: Double, _ domain: Distribution.IntervalDomain) throws -> Distribution {
      try Distribution.interval(a, b, on: domain).get()
    }
    guard case .logNormal = try law(3, 6, .positive), case .logitNormal = try law(0.1, 0.2, .percentage),
      case .normal = try law(3, 6, .real), case .normal = try law(-3, 6, .amount),
      case .logNormal = try law(3, 6, .amount),
      case .clampedNormal(_, _, 0, .infinity) = try law(0, 6, .positive),
      case .clampedNormal(_, _, 0, 1) = try law(0, 0.5, .percentage),
      case .clampedNormal(_, _, 0, 1) = try law(0.5, 1, .percentage),
      case .clampedNormal(_, _, 0, 1) = try law(0, 1, .percentage)
    else {
      Issue.record("an interval has the wrong law")
      return
    }
    // 5 % of 0 to 6 stands on 0, never below.
    #expect(try law(0, 6, .positive).quantile(0.01) == 0)
    #expect(try law(0.5, 1, .percentage).quantile(0.99) == 1)
  }

  @Test("equal ends are a constant; ends the wrong way round, or out of bounds, are refused with the reason")
  func refusals() {
    typealias Law = Distribution
    #expect(Law.interval(4, 4, on: .positive) == .success(.constant(4)))
    #expect(Law.interval(1, 1, on: .percentage) == .success(.constant(1)))
    #expect(Law.interval(6, 3, on: .positive) == .failure(.lowAboveHigh(low: 6, high: 3)))
    #expect(Law.interval(-1, 3, on: .positive) == .failure(.belowZero(-1)))
    #expect(Law.interval(0.5, 1.5, on: .percentage) == .failure(.notAShare(1.5)))
    #expect(Law.interval(-0.5, 0.5, on: .percentage) == .failure(.notAShare(-0.5)))
    #expect(Law.interval(.nan, 1, on: .real) == .failure(.notFinite))
    #expect(Law.interval(0, .infinity, on: .real) == .failure(.notFinite))
    #expect(Law.evidence(121, of: 144) == .success(.beta(121.5, 23.5)))
    #expect(Law.evidence(0, of: 5) == .success(.beta(0.5, 5.5)))
    #expect(Law.evidence(6, of: 5) == .failure(.notEvidence(successes: 6, trials: 5)))
    #expect(Law.evidence(0, of: 0) == .failure(.notEvidence(successes: 0, trials: 0)))
    #expect(Law.checked(.normal(mean: 1, sd: -1)) == .failure(.negativeSpread(-1)))
    #expect(Law.checked(.normal(mean: 1, sd: 0)) == .success(.constant(1)))
    #expect(Law.checked(.uniform(2, 1)) == .failure(.lowAboveHigh(low: 2, high: 1)))
    #expect(Law.checked(.pert(low: 1, mode: 4, high: 3)) == .failure(.modeOutside(low: 1, mode: 4, high: 3)))
    #expect(Law.checked(.pert(low: 2, mode: 2, high: 2)) == .success(.constant(2)))
    #expect(Law.checked(.exponential(mean: 0)) == .failure(.notPositive(0)))
    #expect(Law.checked(.poisson(mean: -1)) == .failure(.belowZero(-1)))
    #expect(Law.checked(.poisson(mean: 0)) == .success(.constant(0)))
    #expect(Law.checked(.beta(1, 0)) == .failure(.notPositive(0)))
    #expect(Law.evidence(1e16, of: 3e16) == .failure(.notFinite))
    let crossed = Law.clampedNormal(mean: 0, sd: 1, low: 2, high: 1)
    #expect(Law.checked(crossed) == .failure(.lowAboveHigh(low: 2, high: 1)))
  }

  // MARK: - Extremes

  @Test("no parameters trap, however odd; what makes no law answers nan and has a reason")
  func extremes() {
    let odd = [
      0.0, -0.0, 1, -1, 0.5, .leastNonzeroMagnitude, 1e-300, 1e-6, 1e15, 1e300, 1.7e308, -1.7e308, .nan,
      .infinity, -.infinity,
    ]
    var laws: [Distribution] = []
    for a in odd {
      laws += [.constant(a), .exponential(mean: a), .poisson(mean: a)]
      for b in odd {
        laws += [
          .normal(mean: a, sd: b), .logNormal(mu: a, sigma: b), .logitNormal(mu: a, sigma: b), .uniform(a, b),
          .beta(a, b), .clampedNormal(mean: a, sd: b, low: -1, high: 1), .pert(low: a, mode: 1, high: b),
          .clampedNormal(mean: 0, sd: 1, low: a, high: b),
        ]
        for domain in [Distribution.IntervalDomain.positive, .percentage, .real, .amount] {
          if case .success(let law) = Distribution.interval(a, b, on: domain) { laws.append(law) }
        }
        if case .success(let law) = Distribution.evidence(a, of: b) { laws.append(law) }
      }
    }
    for law in laws {
      let answers = [law.quantile(0.3), law.cdf(0.3), law.mean, law.standardDeviation, law.median]
      if law.problem != nil {
        #expect(answers.filter(\.isNaN).count == 5, "\(law)")
        #expect(Sampler(law).draw(0.5).isNaN)
      } else {
        #expect(!law.quantile(0.3).isNaN && !law.cdf(0.3).isNaN, "\(law)")
        #expect(law.quantile(0.3) <= law.quantile(0.7), "\(law)")
      }
      #expect(law.quantile(-0.1).isNaN && law.quantile(1.1).isNaN && law.quantile(.nan).isNaN)
    }
  }

  @Test("large evidence and large means stay right: a normal approximation is close by")
  func large() {
    for (a, b) in [(5e5, 5e5), (3e7, 1e6), (2e9, 3e9)] {
      let law = Distribution.beta(a, b)
      for u in [0.001, 0.05, 0.5, 0.95] {
        let normal = law.mean + law.standardDeviation * PortableMath.normalQuantile(u)
        #expect(abs(law.quantile(u) - normal) < 0.02 * law.standardDeviation)
        #expect(abs(law.cdf(law.quantile(u)) / u - 1) < 1e-6)
      }
    }
    for mean in [1e6, 1e9, 1e12, 1e15] {
      let law = Distribution.poisson(mean: mean)
      for u in [0.001, 0.05, 0.5, 0.95] {
        let normal = mean + mean.squareRoot() * PortableMath.normalQuantile(u)
        #expect(abs(law.quantile(u) - normal) < 3)
      }
    }
    // From the sum of the probabilities above it with thirty digits (mpmath): P(X > 12 362 382) is
    // 1.0013·10⁻⁶, P(X > 12 362 383) is 0.99990·10⁻⁶.
    #expect(Distribution.poisson(mean: 12_345_678).quantile(1 - 1e-6) == 12_362_383)
  }

  @Test("drawn counts round half up and drawn dates down; what is no whole number is nil")
  func drawnValues() {
    let counts = [2.5, 2.4999999999999996, 0.49999999999999994, -0.5, -0.51, -1.5].map(drawnCount)
    #expect(counts == [3, 2, 0, 0, -1, -1])
    #expect([20_000.999, 20_000, -0.1].map(drawnDate) == [20_000, 20_000, -1])
    for x in [Double.nan, .infinity, -.infinity, 1e300] {
      #expect(drawnCount(x) == nil && drawnDate(x) == nil)
    }
    #expect(drawnCount(0x1p53) == 1 << 53)
  }

  private func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    a == b || abs(a - b) <= tolerance * abs(b)
  }
}
