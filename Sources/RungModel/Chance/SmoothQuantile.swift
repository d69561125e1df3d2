// The quantile of a beta distribution as a smooth curve through a table, some thirty times as fast as the
// exact one.

/// The logit y of the beta quantile as a function of the normal score t = Φ⁻¹(u) is nearly straight. The
/// table holds on each interval the polynomial of degree five that has y, y′ and y″ right at both ends
/// (quintic Hermite interpolation; its error is h⁶/46 080 times the sixth derivative). t runs over what a
/// uniform number from 2⁻⁵³ to 1 − 2⁻⁵³ can give.
struct SmoothQuantile: Sendable {
  private static let reach = 8.25
  private static let perUnit = 16.0
  private static let intervals = Int(2 * reach * perUnit)

  /// Six coefficients an interval, in the place within it from 0 to 1, constant first.
  private let coefficients: [Double]

  /// Shapes so small that the curve bends too sharply, or so large that making the table takes too long,
  /// are left to the exact quantile.
  static func suits(_ a: Double, _ b: Double) -> Bool { min(a, b) >= 0.25 && max(a, b) <= 1e9 }

  init(a: Double, b: Double) {
    let step = 1 / SmoothQuantile.perUnit
    let middle = SmoothQuantile.intervals / 2
    var nodes = [Node](repeating: Node(value: 0, slope: 0, bend: 0), count: SmoothQuantile.intervals + 1)
    // From the middle outwards, each node starting from the last one's Taylor polynomial.
    let logitOfMean = PortableMath.log(a / b)
    let centre = Node(a: a, b: b, score: 0, start: logitOfMean)
    nodes[middle] = centre
    for direction in [1.0, -1.0] {
      var last = centre
      for i in 1...middle {
        let h = direction * step
        let start = last.value + h * (last.slope + h / 2 * last.bend)
        last = Node(a: a, b: b, score: Double(i) * h, start: start)
        nodes[middle + Int(direction) * i] = last
      }
    }
    var coefficients: [Double] = []
    coefficients.reserveCapacity(6 * SmoothQuantile.intervals)
    for i in 0..<SmoothQuantile.intervals {
      coefficients += SmoothQuantile.quintic(nodes[i], nodes[i + 1], step)
    }
    self.coefficients = coefficients
  }

  /// The quantile at u in (0, 1).
  @inline(__always)
  func value(_ u: Double) -> Double {
    let place = (PortableMath.normalQuantile(u) + SmoothQuantile.reach) * SmoothQuantile.perUnit
    guard place >= 0, place < Double(SmoothQuantile.intervals) else {
      return place.isNaN ? .nan : (place < 0 ? 0 : 1)
    }
    let interval = Int(place)
    let x = place - Double(interval)
    return coefficients.withUnsafeBufferPointer { c in
      let i = 6 * interval
      let x2 = x * x
      let low = c[i] + x * c[i + 1]
      let mid = c[i + 2] + x * c[i + 3]
      let high = c[i + 4] + x * c[i + 5]
      return PortableMath.logistic(low + x2 * (mid + x2 * high))
    }
  }

  private struct Node {
    /// y, dy/dt and d²y/dt².
    let value, slope, bend: Double

    init(value: Double, slope: Double, bend: Double) {
      self.value = value
      self.slope = slope
      self.bend = bend
    }

    /// With P(y) = x^a (1 − x)^b / B(a, b), the density in y: y′ = φ(t)/P and
    /// y″ = y′·(−t − (a(1 − x) − b·x)·y′).
    init(a: Double, b: Double, score: Double, start: Double) {
      let tails = PortableMath.Tails(
        lower: PortableMath.normalCDF(score), upper: PortableMath.normalCDF(-score))
      let logit = PortableMath.inverseBetaLogit(PortableMath.Target(tails), a: a, b: b, start: start)
      let x = PortableMath.logistic(logit)
      let y = PortableMath.logistic(-logit)
      let density = PortableMath.betaFront(x, y, a, b)
      let slope = PortableMath.normalDensity(score) / density
      let bend = slope * (-score - (a * y - b * x) * slope)
      self.init(value: logit, slope: slope.isFinite ? slope : 0, bend: bend.isFinite ? bend : 0)
    }
  }

  private static func quintic(_ left: Node, _ right: Node, _ h: Double) -> [Double] {
    let (v0, s0, b0) = (left.value, left.slope * h, left.bend * h * h)
    let (v1, s1, b1) = (right.value, right.slope * h, right.bend * h * h)
    let rise = v1 - v0
    return [
      v0, s0, b0 / 2,
      10 * rise - 6 * s0 - 4 * s1 - (3 * b0 - b1) / 2,
      -15 * rise + 8 * s0 + 7 * s1 + (3 * b0 - 2 * b1) / 2,
      6 * rise - 3 * (s0 + s1) - (b0 - b1) / 2,
    ]
  }
}
