// Splitting a booked amount by weights so that not a cent is lost.

extension Money {
  /// The booked amount in whole minor units, dealt out by weight: each part is its exact share rounded down,
  /// and the units left over go one each to the largest remainders, ties to the name that sorts first, then
  /// to the earlier one (largest remainder method, A. Hamilton 1792). A negative amount splits as the
  /// positive one. The parts stand in the order of the weights and sum to `booked` exactly.
  ///
  /// Nil when there is no weight above zero, a weight is negative, or the numbers are out of range.
  /// O(n log n).
  package func split(into weights: [(name: String, weight: Decimal)]) -> [Money]? {
    let digits = currency.minorDigits
    guard let units = booked.amount.shiftingPoint(by: digits), units.isWhole else { return nil }
    let places = weights.reduce(0) { max($0, $1.weight.scale) }
    var parts: [UInt128] = []
    parts.reserveCapacity(weights.count)
    var total: UInt128 = 0
    for (_, weight) in weights {
      let aligned = weight.aligned(to: places)
      let (sum, overflow) = total.addingReportingOverflow(aligned.low)
      guard !weight.isNegative, aligned.high == 0, !overflow else { return nil }
      total = sum
      parts.append(aligned.low)
    }
    guard total > 0 else { return nil }

    let whole = units.coefficient.magnitude
    var left = whole
    var remainders: [UInt128] = []
    remainders.reserveCapacity(weights.count)
    for index in parts.indices {
      // A part is at most the total, and the whole is below 2^127, so the quotient fits one word.
      let share = total.dividingFullWidth(whole.multipliedFullWidth(by: parts[index]))
      parts[index] = share.quotient
      remainders.append(share.remainder)
      left -= share.quotient
    }
    if left > 0 {
      let order = parts.indices.sorted { first, second in
        if remainders[first] != remainders[second] { return remainders[first] > remainders[second] }
        if weights[first].name != weights[second].name { return weights[first].name < weights[second].name }
        return first < second
      }
      // Fewer units are left than parts with a remainder.
      for index in order.prefix(Int(left)) { parts[index] += 1 }
    }
    var result: [Money] = []
    result.reserveCapacity(parts.count)
    for part in parts {
      guard let amount = Decimal(magnitude: part, scale: digits, isNegative: isNegative) else { return nil }
      result.append(Money(amount, currency))
    }
    return result
  }
}
