// What is asked of a run beyond the figures that every run counts: flows and stocks of a time, an intake or a group.

/// Whom a count is restricted to.
package struct Filter: Hashable, Sendable {
  /// Sources; empty when it is anybody's.
  package var sources: [Int] = []
  /// Dimension and value, all of which must fit.
  package var groups: [(dimension: Int, value: Int)] = []

  package init(sources: [Int] = [], groups: [(dimension: Int, value: Int)] = []) {
    self.sources = sources
    self.groups = groups
  }

  package var isOpen: Bool { sources.isEmpty && groups.isEmpty }

  package static func == (left: Filter, right: Filter) -> Bool {
    left.sources == right.sources
      && left.groups.elementsEqual(right.groups) { $0.dimension == $1.dimension && $0.value == $1.value }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(sources)
    for group in groups {
      hasher.combine(group.dimension)
      hasher.combine(group.value)
    }
  }
}

/// Days of the horizon, both included; may lie outside it.
package struct DayRange: Hashable, Sendable {
  package var first: Int
  package var last: Int

  package init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }

  package static let always = DayRange(0, .max)
}

package enum StockMoment: Hashable, Sendable {
  /// The highest, the mean and the last of the days of the range, at the ends of days.
  case peak, mean, last
  /// On a day (a slot: days since the horizon's first).
  case on(Figure)
}

/// One number for each run.
package enum Observable: Hashable, Sendable {
  /// The sum of flows; of people.
  case flow(sites: [Int], DayRange, Filter)
  /// The sum of stocks.
  case stock(sites: [Int], StockMoment, DayRange, Filter)
  /// Money that a fund paid, or that a cost came to, in minor units.
  case paid(fund: Int, DayRange)
  case incurred(cost: Int, DayRange)
  /// Of those who left the origin, the share still active so long after.
  case retained(Origin, after: Stretch, Filter)
  /// Pairs that mentoring by these pools brought together across groups.
  case ties(pools: [Int])
}
