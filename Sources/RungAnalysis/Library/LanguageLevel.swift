// How well a language is spoken, from `basic` to `native`, and what people share at a level.

import RungModel

enum LanguageLevel {
  /// Ascending.
  static let words = ["basic", "intermediate", "advanced", "fluent", "native"]

  /// The items of a list, or the keys of a table; with a level those of at least that level. An item without one
  /// counts at every level.
  static func items(_ value: Value, at level: Value?) -> [Value] {
    switch value {
    case .list(let items): return items
    case .table(let entries, _):
      guard let least = level.flatMap(rank) else { return entries.map(\.key) }
      return entries.filter { (rank($0.value) ?? .max) >= least }.map(\.key)
    case .none: return []
    default: return [value]
    }
  }

  private static func rank(_ value: Value) -> Int? {
    if case .tag(let word) = value { return words.firstIndex(of: word) }
    return nil
  }
}
