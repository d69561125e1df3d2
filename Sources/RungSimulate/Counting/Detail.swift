// How closely a run is counted.

package struct Detail: Hashable, Sendable {
  /// Every flow and stock by calendar month.
  package var byMonth: Bool
  /// Every flow by the values of the dimensions.
  package var byGroup: Bool

  package init(byMonth: Bool = false, byGroup: Bool = false) {
    self.byMonth = byMonth
    self.byGroup = byGroup
  }

  package static let totals = Detail()
  package static let full = Detail(byMonth: true, byGroup: true)
}
