// From a drawn number to what the model counts in: whole people, days.

/// A drawn count: halves round up. Nil for what is no whole number within ±2⁵³ (undefined, infinite, beyond).
package func drawnCount(_ x: Double) -> Int? { whole(halfUp(x)) }

/// A drawn date as a day number: rounded down, to the day that has begun. Nil as above.
package func drawnDate(_ x: Double) -> Int? { whole(x.rounded(.down)) }

/// The nearest whole number, halves towards +∞; exact also just below a half.
@inline(__always)
func halfUp(_ x: Double) -> Double {
  let floor = x.rounded(.down)
  return x - floor >= 0.5 ? floor + 1 : floor
}

private func whole(_ x: Double) -> Int? { abs(x) <= 0x1p53 ? Int(x) : nil }
