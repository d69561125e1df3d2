// What a quantity measures, known before anything is evaluated: `EUR per participant` is money per people.

/// One base above the line at most, any number below: no programme needs square euros.
package struct Dimension: Hashable, Sendable {
  /// What is measured; nil for a plain number.
  package var over: UnitBase?
  /// What it is per, in order. Days and months below the line are one: rates convert by the mean month.
  package var per: [UnitBase]
  /// Written with `%`: a plain number times 100. Per period it compounds.
  package var isPercentage: Bool

  package init(_ over: UnitBase?, per: [UnitBase] = [], isPercentage: Bool = false) {
    self.over = over
    self.per = per.map { $0 == .days ? .months : $0 }.sorted { $0.rawValue < $1.rawValue }
    self.isPercentage = isPercentage
  }

  package static let number = Dimension(nil)
  package static let percentage = Dimension(nil, isPercentage: true)

  package var isPlain: Bool { over == nil && per.isEmpty }

  /// A percentage per period: 3 % per month is 30.6 % per year.
  package var isChance: Bool {
    isPercentage && per.contains { [.months, .rounds, .intakes, .terms].contains($0) }
  }

  /// The dimension of a sum or of two things compared; nil when they do not mix. A bare number mixes with
  /// anything counted.
  package func combined(with other: Dimension) -> Dimension? {
    if over == other.over, per == other.per {
      return Dimension(over, per: per, isPercentage: isPercentage || other.isPercentage)
    }
    if per == other.per, !isPercentage, !other.isPercentage {
      if over == nil, let their = other.over, their.isCounted { return other }
      if other.over == nil, let mine = over, mine.isCounted { return self }
    }
    return nil
  }

  /// The dimension of a product, or nil when it would measure nothing a programme knows.
  package func multiplied(by other: Dimension) -> Dimension? {
    var mine = self
    var theirs = other
    if let over = mine.over, let place = theirs.per.firstIndex(of: over == .days ? .months : over) {
      theirs.per.remove(at: place)
      mine.over = nil
    }
    if let over = theirs.over, let place = mine.per.firstIndex(of: over == .days ? .months : over) {
      mine.per.remove(at: place)
      theirs.over = nil
    }
    let over: UnitBase?
    switch (mine.over, theirs.over) {
    case (nil, let base), (let base, nil): over = base
    // So many people, each with so much: the count is a plain factor.
    case (let left?, let right?) where left.isCounted: over = right
    case (let left?, let right?) where right.isCounted: over = left
    case (_?, _?): return nil
    }
    let per = mine.per + theirs.per
    let percentage = isPercentage && other.isPercentage && over == nil
    let chance = (isPercentage || other.isPercentage) && over == nil && !per.isEmpty
    return Dimension(over, per: per, isPercentage: percentage || chance)
  }

  package func divided(by other: Dimension) -> Dimension? {
    if other.over == over, other.per == per { return .number }
    guard other.per.count <= 1 else { return nil }
    let inverse = Dimension(other.per.first, per: other.over.map { [$0] } ?? [])
    var result = multiplied(by: inverse)
    if isPercentage, other.isPlain { result?.isPercentage = true }
    return result
  }

  /// For people: `money per participant`, `money per period` of months or years, `a number`.
  package var name: String {
    var text = over?.noun ?? (isPercentage ? "a percentage" : "a number")
    for base in per {
      text += " per " + (base == .months ? "period" : String(base.noun.dropLast(base == .people ? 0 : 1)))
    }
    return text
  }
}
