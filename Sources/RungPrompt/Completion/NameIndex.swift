// The names of a programme in order, for search by their beginnings.

import RungModel
import RungSyntax

/// Kept from one edit to the next: entities only come and go at the end of their table.
struct NameIndex {
  private struct Entry {
    /// Lower case: capital letters do not matter to a search.
    let key: [UInt8]
    let name: String
    let entity: EntityID

    static func precedes(_ left: Entry, _ right: Entry) -> Bool {
      left.key == right.key ? left.entity < right.entity : left.key.lexicographicallyPrecedes(right.key)
    }
  }

  /// By kind, each in order of the names; also of what has been removed since.
  private var kinds: [[Entry]] = []
  /// By entity, as indexed.
  private var indexed: [(name: String, kind: KindID)] = []
  private var definitions: Definitions

  /// More than fit on any screen; the last is kept too, so that what all of them begin with stays right.
  private static let limit = 400

  /// Everything that stands at the top level, and modules and the like by their qualified names. O(n log n).
  init(_ definitions: Definitions) {
    self.definitions = definitions
    kinds = Array(repeating: [], count: definitions.schema.kinds.count)
    update(to: definitions)
  }

  /// O(n) when little is new.
  mutating func update(to definitions: Definitions) {
    self.definitions = definitions
    let count = definitions.entities.count
    var same = 0
    while same < min(count, indexed.count), isSame(same) { same += 1 }
    if same < indexed.count {
      for kind in Set(indexed[same...].map(\.kind)) {
        kinds[kind.index].removeAll { $0.entity.index >= same }
      }
      indexed.removeSubrange(same...)
    }
    var added = Set<KindID>()
    for index in same..<count {
      let entity = EntityID(index)
      let kind = definitions[entity].kind
      let name = definitions.qualifiedName(of: entity)
      indexed.append((name, kind))
      guard definitions.schema[kind].name != "programme" else { continue }
      kinds[kind.index].append(Entry(key: NameIndex.folded(name), name: name, entity: entity))
      added.insert(kind)
    }
    for kind in added { kinds[kind.index].sort(by: Entry.precedes) }
  }

  private func isSame(_ index: Int) -> Bool {
    let entity = EntityID(index)
    return indexed[index].kind == definitions[entity].kind
      && indexed[index].name == definitions.qualifiedName(of: entity)
  }

  /// How many were ever declared of a kind: those taken away are counted.
  func isEmpty(_ kind: KindID) -> Bool { kinds[kind.index].allSatisfy { !definitions.isPresent($0.entity) } }

  /// Those that begin so, of these kinds or (empty) of any, in order. O(log n + found).
  func names(beginning prefix: String, ofKinds wanted: [KindID] = []) -> [(name: String, entity: EntityID)] {
    let prefix = NameIndex.folded(prefix)
    var found: [Entry] = []
    var last: [Entry] = []
    for kind in wanted.isEmpty ? kinds.indices.map(KindID.init(index:)) : wanted {
      let range = range(of: prefix, in: kinds[kind.index])
      let present = kinds[kind.index][range].lazy.filter { definitions.isPresent($0.entity) }
      found += present.prefix(NameIndex.limit)
      if range.count > NameIndex.limit, let end = present.last { last.append(end) }
    }
    found.sort(by: Entry.precedes)
    guard found.count > NameIndex.limit || !last.isEmpty else { return found.map { ($0.name, $0.entity) } }
    let shown = found.prefix(NameIndex.limit)
    let end = (last + found.suffix(1)).max(by: Entry.precedes)
    let rest = end.map { end in shown.last?.entity == end.entity ? [] : [end] } ?? []
    return (shown + rest).map { ($0.name, $0.entity) }
  }

  private func range(of prefix: [UInt8], in entries: [Entry]) -> Range<Int> {
    let start = entries.partition { !$0.key.lexicographicallyPrecedes(prefix) }
    let end = entries.partition(from: start) { !$0.key.starts(with: prefix) }
    return start..<end
  }

  static func folded(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    if bytes.contains(where: { $0 >= 0x80 }) { return Array(text.lowercased().utf8) }
    for index in bytes.indices where (0x41...0x5A).contains(bytes[index]) { bytes[index] += 0x20 }
    return bytes
  }
}

extension Array {
  /// The first place from `start` on where `isBehind` holds, which holds for all after it. O(log n).
  fileprivate func partition(from start: Int = 0, _ isBehind: (Element) -> Bool) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
