// The names of a programme in order, for search by their beginnings.

import RungModel
import RungSyntax

struct NameIndex {
  private struct Entry {
    /// Lower case: capital letters do not matter to a search.
    let key: [UInt8]
    let name: String
    let entity: EntityID
  }

  private let entries: [Entry]

  /// More than fit on any screen; the last is kept too, so that what all of them begin with stays right.
  private static let limit = 400

  /// Everything that stands at the top level, and modules and the like by their qualified names. O(n log n).
  init(_ definitions: Definitions) {
    var entries: [Entry] = []
    for entity in definitions.present where definitions.schema[definitions[entity].kind].name != "programme" {
      let name = definitions.qualifiedName(of: entity)
      entries.append(Entry(key: NameIndex.folded(name), name: name, entity: entity))
    }
    self.entries = entries.sorted {
      $0.key == $1.key ? $0.entity < $1.entity : $0.key.lexicographicallyPrecedes($1.key)
    }
  }

  /// Those that begin so, in order. O(log n + found).
  func names(beginning prefix: String, where isWanted: (EntityID) -> Bool = { _ in true }) -> [(
    name: String, entity: EntityID
  )] {
    let prefix = NameIndex.folded(prefix)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key.lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
    }
    var found: [(name: String, entity: EntityID)] = []
    var last: (name: String, entity: EntityID)?
    for entry in entries[low...] {
      guard entry.key.starts(with: prefix) else { break }
      guard isWanted(entry.entity) else { continue }
      if found.count < NameIndex.limit {
        found.append((entry.name, entry.entity))
      } else {
        last = (entry.name, entry.entity)
      }
    }
    return found + (last.map { [$0] } ?? [])
  }

  static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }
}
