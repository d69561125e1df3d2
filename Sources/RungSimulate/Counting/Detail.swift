// How closely a run is counted.

package struct Detail: Hashable, Sendable {
  /// Every flow and stock by calendar month.
  package var byMonth: Bool
  /// Every flow by the values of the dimensions.
  package var byGroup: Bool
  /// A dimension by which flows, stocks and costs are counted for each month.
  package var split: Int?

  package init(byMonth: Bool = false, byGroup: Bool = false, split: Int? = nil) {
    self.byMonth = byMonth
    self.byGroup = byGroup
    self.split = split
  }

  package static let totals = Detail()
  package static let full = Detail(byMonth: true, byGroup: true)
}
