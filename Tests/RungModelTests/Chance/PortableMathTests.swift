// The elementary and special functions against figures of sixty digits.
//
// The figures were made with mpmath 1.3.0 at 50 digits (exp, expm1, log, log(1 + x), x**y, loggamma, erfc,
// erfinv, betainc and gammainc with regularized=True), from the doubles as they stand, and printed with
// `repr(float(…))`.

import RungModel
import Testing

@Suite("Portable mathematics")
struct PortableMathTests {
  private static let exponential = [
    (1.0, 2.718281828459045), (-1.0, 0.36787944117144233), (0.1, 1.1051709180756477),
    (1e-10, 1.0000000001), (10.5, 36315.502674246636), (-20.25, 1.6052280551856116e-09),
    (100.0, 2.6881171418161356e+43), (-300.7, 2.556520571425501e-131),
    (709.5, 1.3549863193146328e+308), (-708.0, 3.307553003638408e-308), (-744.0, 2 * .leastNonzeroMagnitude),
  ]
  private static let exponentialLessOne = [
    (1e-12, 1.0000000000005e-12), (-1e-05, -9.999950000166666e-06), (0.1, 0.10517091807564763),
    (-0.3, -0.2591817793182821), (0.5, 0.6487212707001282), (-0.7, -0.5034146962085905),
    (1.0, 1.7182818284590453), (3.3, 26.112638920657883), (-5.0, -0.9932620530009145),
    (50.0, 5.184705528587072e+21),
  ]
  private static let logarithm = [
    (0.5, -0.6931471805599453), (0.9999999, -1.0000000494736474e-07),
    (1.0000001, 9.999999505838704e-08), (2.0, 0.6931471805599453), (3.7, 1.308332819650179),
    (10.0, 2.302585092994046), (1e-300, -690.7755278982137), (1e+300, 690.7755278982137),
    (.leastNonzeroMagnitude, -744.4400719213812), (0.7071067811865476, -0.3465735902799726),
  ]
  private static let logarithmOfOneAnd = [
    (1e-15, 9.999999999999995e-16), (-1e-05, -1.0000050000333337e-05), (0.25, 0.22314355131420976),
    (-0.5, -0.6931471805599453), (0.6, 0.4700036292457355), (-0.999, -6.907755278982136),
    (3.0, 1.3862943611198906), (10000000000.0, 23.025850930040455),
  ]
  private static let power = [
    (0.97, 12.0, 0.6938423609954377), (0.97, 0.25, 0.9924141172814958),
    (1.03, -36.5, 0.3399705503243802), (2.0, 0.5, 1.4142135623730951),
    (1.0000001, 10000000.0, 2.7182816941320818), (0.3, 200.0, 2.656139888758728e-105),
    (10.0, 300.0, 1e+300), (1e-05, 7.5, 3.162277660168381e-38),
  ]
  private static let logGamma = [
    (0.001, 6.907178885383853), (0.5, 0.5723649429247001), (0.9, 0.06637623973474295),
    (1.0001, -5.771334222047127e-05), (1.4616, -0.12148629003589732), (1.9999, -4.227520877215346e-05),
    (2.5, 0.2846828704729192), (3.7, 1.428072326665388), (11.5, 16.292000476567242),
    (12.5, 18.734347511936445), (100.0, 359.1342053695754), (1000000.0, 12815504.569147611),
    (1000000000000000.0, 3.3538776394910668e+16),
  ]
  private static let normalCDF = [
    (-37.0, 5.725571222524577e-300), (-20.0, 2.7536241186062337e-89), (-6.0, 9.86587645037698e-10),
    (-2.5, 0.006209665325776135), (-1.0, 0.15865525393145705), (-0.1, 0.460172162722971),
    (0.0, 0.5), (0.3, 0.6179114221889527), (1.6, 0.945200708300442), (5.0, 0.9999997133484281),
  ]
  private static let normalQuantile = [
    (1e-15, -7.941345326170997), (1e-06, -4.753424308822899), (0.001, -3.0902323061678136),
    (0.05, -1.6448536269514726), (0.25, -0.6744897501960817), (0.4, -0.2533471031357997),
    (0.6, 0.2533471031357997), (0.95, 1.6448536269514722), (0.999999, 4.753424308817087),
  ]

  @Test("exp, expm1, log and log1p are within two units in the last place")
  func elementary() {
    for (x, y) in Self.exponential { expect(PortableMath.exp(x), y, ulps: 2, "exp \(x)") }
    for (x, y) in Self.exponentialLessOne { expect(PortableMath.expm1(x), y, ulps: 2, "expm1 \(x)") }
    for (x, y) in Self.logarithm { expect(PortableMath.log(x), y, ulps: 2, "log \(x)") }
    for (x, y) in Self.logarithmOfOneAnd { expect(PortableMath.log1p(x), y, ulps: 2, "log1p \(x)") }
  }

  @Test("powers are within two units in the last place, also for exponents of millions")
  func powers() {
    for (x, y, z) in Self.power { expect(PortableMath.pow(x, y), z, ulps: 2, "\(x)^\(y)") }
  }

  @Test("ln Γ, Φ and its quantile are within eight units in the last place")
  func special() {
    for (x, y) in Self.logGamma { expect(PortableMath.lgamma(x), y, ulps: 8, "lgamma \(x)") }
    for (x, y) in Self.normalCDF { expect(PortableMath.normalCDF(x), y, ulps: 8, "Φ(\(x))") }
    for (p, z) in Self.normalQuantile { expect(PortableMath.normalQuantile(p), z, ulps: 8, "Φ⁻¹(\(p))") }
  }

  @Test(
    "the incomplete beta function keeps twelve digits in both tails, and its inverse finds the way back",
    arguments: [
      (0.5, 0.5, 0.2, 0.2951672353008666, 0.7048327646991335),
      (2, 3, 0.7, 0.9163, 0.08370000000000004),
      (121.5, 23.5, 0.8, 0.11127956233067007, 0.88872043766933),
      (121.5, 23.5, 0.95, 0.9999995565028569, 4.434971431520817e-07),
      (3000, 1000, 0.76, 0.9289196659914642, 0.0710803340085357),
      (0.3, 0.7, 1e-06, 0.01360462412032932, 0.9863953758796706),
    ])
  func beta(a: Double, b: Double, x: Double, lower: Double, upper: Double) {
    let tails = PortableMath.regularisedBeta(x, a: a, b: b)
    #expect(abs(tails.lower / lower - 1) < 1e-12)
    #expect(abs(tails.upper / upper - 1) < 1e-12)
    guard lower < 0.99 else { return }
    #expect(abs(PortableMath.inverseRegularisedBeta(lower, a: a, b: b) / x - 1) < 1e-12)
  }

  @Test(
    "the incomplete gamma function keeps twelve digits in both tails, and its inverse finds the way back",
    arguments: [
      (0.5, 0.2, 0.4729107431344619, 0.5270892568655381),
      (3, 2.5, 0.45618688411667047, 0.5438131158833295),
      (3, 20, 0.9999995444850495, 4.555149505589213e-07),
      (451, 450, 0.4874660130359053, 0.5125339869640947),
      (451, 520, 0.9990717285776658, 0.0009282714223341534),
      (90000, 90500, 0.952013769203728, 0.04798623079627197),
      (2, 1e-05, 4.999966666791667e-11, 0.9999999999500003),
    ])
  func gamma(shape: Double, x: Double, lower: Double, upper: Double) {
    let tails = PortableMath.regularisedGamma(shape: shape, x)
    #expect(abs(tails.lower / lower - 1) < 1e-12)
    #expect(abs(tails.upper / upper - 1) < 1e-12)
    guard lower < 0.99 else { return }
    #expect(abs(PortableMath.inverseRegularisedGamma(shape: shape, lower) / x - 1) < 1e-12)
  }

  @Test("the ways of computing the incomplete functions agree where one hands over to the other")
  func seams() {
    for (below, above) in [(99_999.0, 100_001.0)] {
      for z in [-6.0, -2, -0.1, 0, 0.1, 2, 6] {
        let gammas = [below, above].map { PortableMath.regularisedGamma(shape: $0, $0 + z * $0.squareRoot()) }
        expectClose(gammas[0], gammas[1], 1e-4)
        let betas = [below, above].map {
          PortableMath.regularisedBeta(0.5 + z * (1 / (8 * $0)).squareRoot(), a: $0, b: $0)
        }
        expectClose(betas[0], betas[1], 1e-4)
      }
    }
  }

  @Test("outside their domains the functions give nan or an infinity, as IEEE 754 lists them")
  func domains() {
    let infinity = Double.infinity
    #expect(PortableMath.exp(-infinity) == 0 && PortableMath.exp(infinity) == infinity)
    #expect(PortableMath.exp(710) == infinity && PortableMath.exp(-746) == 0)
    #expect(PortableMath.expm1(-infinity) == -1 && PortableMath.expm1(infinity) == infinity)
    #expect(PortableMath.log(0) == -infinity && PortableMath.log(-1).isNaN)
    #expect(PortableMath.log(infinity) == infinity)
    #expect(PortableMath.log1p(-1) == -infinity && PortableMath.log1p(-2).isNaN)
    #expect(PortableMath.pow(0, -1) == infinity && PortableMath.pow(-8, 1 / 3.0).isNaN)
    #expect(PortableMath.pow(-2, 3) == -8 && PortableMath.pow(-2, 2) == 4)
    #expect(PortableMath.pow(-0.0, -3) == -infinity && PortableMath.pow(.nan, 0) == 1)
    #expect(PortableMath.pow(0.5, infinity) == 0 && PortableMath.pow(1 + 1e-15, 1e300) == infinity)
    #expect(PortableMath.lgamma(0) == infinity && PortableMath.lgamma(-1.5).isNaN)
    #expect(PortableMath.normalQuantile(0) == -infinity && PortableMath.normalQuantile(1) == infinity)
    #expect(PortableMath.normalQuantile(-0.1).isNaN && PortableMath.normalQuantile(1.1).isNaN)
    #expect(PortableMath.normalCDF(-infinity) == 0 && PortableMath.normalCDF(infinity) == 1)
    let odd = [0.0, -0.0, 1, -1, .nan, infinity, -infinity, .leastNonzeroMagnitude, 1e308, -1e308]
    for x in odd {
      #expect(PortableMath.exp(x).isNaN == x.isNaN)
      for y in odd {
        _ = PortableMath.pow(x, y)
        _ = PortableMath.regularisedGamma(shape: x, y)
        _ = PortableMath.inverseRegularisedGamma(shape: x, y)
        for z in odd {
          _ = PortableMath.regularisedBeta(x, a: y, b: z)
          _ = PortableMath.inverseRegularisedBeta(x, a: y, b: z)
        }
      }
    }
    #expect(PortableMath.regularisedBeta(0.5, a: -1, b: 2).lower.isNaN)
    #expect(PortableMath.inverseRegularisedGamma(shape: 0, 0.5).isNaN)
  }

  private func expect(_ value: Double, _ wanted: Double, ulps: Double, _ name: String) {
    #expect(abs(value - wanted) <= ulps * wanted.ulp, "\(name) is \(value), not \(wanted)")
  }

  private func expectClose(_ a: PortableMath.Tails, _ b: PortableMath.Tails, _ tolerance: Double) {
    #expect(abs(a.lower / b.lower - 1) < tolerance)
    #expect(abs(a.upper / b.upper - 1) < tolerance)
  }
}
