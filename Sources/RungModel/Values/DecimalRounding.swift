// Rounding exact decimals to a number of places.

/// Where a number goes that lies between two neighbours.
package enum RoundingRule: Sendable, Hashable {
  /// To the nearest; a tie to the even neighbour.
  case halfToEven
  /// To the nearest; a tie away from zero, so that a refund mirrors its charge.
  case halfUp
  /// Towards minus infinity.
  case down
  /// Towards plus infinity.
  case up
}

extension Decimal {
  /// The number with at most `places` digits after the point (below zero counts as zero). Always fits.
  package func rounded(to places: Int = 0, _ rule: RoundingRule) -> Decimal {
    let kept = max(0, places)
    if scale <= kept { return self }
    let divisor = PowersOfTen.power(scale - kept)
    let (quotient, remainder) = coefficient.magnitude.quotientAndRemainder(dividingBy: divisor)
    let rest = divisor - remainder
    let isAway =
      switch rule {
      case .halfToEven: remainder > rest || (remainder == rest && quotient & 1 == 1)
      case .halfUp: remainder >= rest
      case .down: isNegative
      case .up: !isNegative
      }
    // A digit was dropped, so there is room for the one more. Lowest terms leave no zero remainder.
    let magnitude = isAway ? quotient + 1 : quotient
    return Decimal(magnitude: magnitude, scale: kept, isNegative: isNegative) ?? self
  }
}
