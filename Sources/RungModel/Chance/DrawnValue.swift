// From a drawn number to what the model counts in: whole people, days.

package enum DrawnValue {
  /// A count: halves round up. Nil for what is no whole number within ±2⁵³ (undefined, infinite or beyond).
  package static func count(_ x: Double) -> Int? { whole(halfUp(x)) }

  /// A date as a day number: rounded down. Nil as above.
  package static func date(_ x: Double) -> Int? { whole(x.rounded(.down)) }

  /// The nearest whole number, halves towards +∞; exact also just below a half.
  @inline(__always)
  static func halfUp(_ x: Double) -> Double {
    let floor = x.rounded(.down)
    return x - floor >= 0.5 ? floor + 1 : floor
  }

  private static func whole(_ x: Double) -> Int? { abs(x) <= 0x1p53 ? Int(x) : nil }
}

/// Drawn counts round half up.
package func drawnCount(_ x: Double) -> Int? { DrawnValue.count(x) }

/// Drawn dates round down, to the day that has begun.
package func drawnDate(_ x: Double) -> Int? { DrawnValue.date(x) }
