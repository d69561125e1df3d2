// How well a language is spoken, from `basic` to `native`, and what people share at a level.

import RungModel

enum LanguageLevel {
  /// Ascending.
  static let words = ["basic", "intermediate", "advanced", "fluent", "native"]

  /// The word for a level as surveys write it: those of the Common European Framework, and of Wikimedia's Babel boxes.
  static func word(_ text: String) -> String? {
    switch text.uppercased() {
    case "A1", "A2", "1": "basic"
    case "B1", "2": "intermediate"
    case "B2", "3": "advanced"
    case "C1", "C2", "4", "5": "fluent"
    case "N": "native"
    default: nil
    }
  }

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
