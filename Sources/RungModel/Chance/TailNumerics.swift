// Two numerical tools that the gamma and beta functions share: the area of a tail, and the place of a
// quantile.

extension PortableMath {
  /// ∫₀^∞ e^{f(s)} ds for a tail measured in standard deviations from a point that lies `deviations` from
  /// the mean, f(0) = 0 and f falling at least as a normal's logarithm would. Sixteen-point Gauss–Legendre
  /// panels.
  static func tailArea(deviations: Double, _ f: (Double) -> Double) -> Double {
    let width = 1 / max(1, deviations / 4)
    var total = 0.0
    for panel in 0..<400 {
      let middle = (Double(panel) + 0.5) * width
      var area = 0.0
      for (node, weight) in gaussLegendre {
        area += weight * (weightOf(f(middle - node * width / 2)) + weightOf(f(middle + node * width / 2)))
      }
      area *= width / 2
      total += area
      if !(area > total * 0x1p-56) { break }
    }
    return total
  }

  private static func weightOf(_ exponent: Double) -> Double { exponent.isNaN ? 0 : exp(exponent) }

  /// Positive nodes and weights of the sixteen-point rule (zeros of P₁₆, DLMF 3.5).
  private static let gaussLegendre: [(Double, Double)] = [
    (0.09501250983763744, 0.1894506104550685), (0.2816035507792589, 0.18260341504492358),
    (0.45801677765722737, 0.16915651939500254), (0.6178762444026438, 0.14959598881657674),
    (0.755404408355003, 0.12462897125553388), (0.8656312023878318, 0.09515851168249279),
    (0.9445750230732326, 0.062253523938647894), (0.9894009349916499, 0.027152459411754096),
  ]

  /// A probability to be found, with its complement.
  struct Target {
    let lower: Double
    let upper: Double

    init(_ p: Double) {
      lower = p
      upper = 1 - p
    }

    init(_ tails: Tails) {
      lower = tails.lower
      upper = tails.upper
    }
  }

  static func tailRoot(target: Double, start: Double, _ law: (Double) -> (Tails, Double)) -> Double {
    tailRoot(target: Target(target), start: start, law)
  }

  /// The y at which a distribution function reaches `target`. `law` gives the tails at y and the derivative
  /// of the lower one. Newton's method on the logarithm of the smaller tail, kept inside a bracket; both the
  /// logarithm of a beta in its logit and of a gamma in its logarithm are nearly straight in their tails.
  /// The last step is taken when the tail fits to 10⁻⁸, so that the step itself leaves about 10⁻¹⁶.
  static func tailRoot(target: Target, start: Double, _ law: (Double) -> (Tails, Double)) -> Double {
    var low = -745.0
    var high = 745.0
    var y = min(max(start, low), high)
    if y.isNaN { y = 0 }
    let usesLower = target.lower <= target.upper
    let wanted = log(usesLower ? target.lower : target.upper)
    for _ in 0..<200 {
      let (tails, slope) = law(y)
      let tail = usesLower ? tails.lower : tails.upper
      let miss = usesLower ? log(tail) - wanted : wanted - log(tail)
      if miss.isNaN { return .nan }
      if miss == 0 { return y }
      if miss > 0 { high = y } else { low = y }
      let step = miss * tail / slope
      var next = y - step
      if abs(miss) < 1e-8 { return next.isFinite ? next : y }
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if next == y { return y }
      y = next
    }
    return y
  }
}
