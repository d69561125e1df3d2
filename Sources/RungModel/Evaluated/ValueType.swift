// The types of expressions, known before anything is evaluated.

package indirect enum ValueType: Hashable, Sendable {
  /// After an error, or of something empty: fits everywhere, so that one mistake is reported once.
  case unknown
  case none
  case truth
  case text
  case quantity(Dimension)
  /// Calendar time: months and days.
  case duration
  case date
  case month
  case time
  case span(ValueType)
  case tag(TagSet)
  /// A declared thing (or person from a file) of one of these kinds; nil when it may be any.
  case entity(Set<String>?)
  case list(ValueType)
  case table(ValueType, ValueType)
  case selection
  /// `either("A", "B")`, `fixed("…")`: where a property of people in a file comes from.
  case column

  package static let number = ValueType.quantity(.number)
  package static let percentage = ValueType.quantity(.percentage)

  /// For people, with its article.
  package var name: String {
    switch self {
    case .unknown: "anything"
    case .none: "none"
    case .truth: "true or false"
    case .text: "a text"
    case .quantity(let dimension):
      if dimension.isPlain { dimension.isPercentage ? "a percentage" : "a number" } else { dimension.name }
    case .duration: "a duration"
    case .date: "a date"
    case .month: "a month"
    case .time: "a time of day"
    case .span(let type): "a span of \(type.plural)"
    case .tag(let set): set.name
    case .entity(let kinds):
      kinds.map { $0.sorted().map(ModelErrors.article).joined(separator: " or ") } ?? "something declared"
    case .list(let item): item == .unknown ? "a list" : "a list of \(item.plural)"
    case .table: "a table"
    case .selection: "a selection"
    case .column: "a column"
    }
  }

  private var plural: String {
    switch self {
    case .date: "dates"
    case .month: "months"
    case .text: "texts"
    case .duration: "durations"
    case .quantity(.number): "numbers"
    case .quantity(.percentage): "percentages"
    case .entity(let kinds?) where kinds.count == 1:
      kinds.first.flatMap { Schema.rung.kind(named: $0) }.map { Schema.rung[$0].plural } ?? name
    default: name
    }
  }
}
