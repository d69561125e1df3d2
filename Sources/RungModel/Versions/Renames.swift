// What was removed under one name and added under another, and is the same thing.

import RungSyntax
import RungText

/// Pairs of a kind that say nearly the same. Deterministic: the likest pair first, ties by name.
struct Renames {
  private(set) var pairs: [EntityID: EntityID] = [:]
  private var names: [String: String] = [:]

  var isEmpty: Bool { pairs.isEmpty }

  init() {}

  /// Of how many facts one in two must be the same, and one at least. A guess that errs towards saying "removed
  /// and added", which is never wrong.
  private static let likeness = 0.5
  /// More pairs than this are not compared one by one.
  private static let mostPairs = 250_000

  typealias Known = (entity: EntityID, facts: [EntityFact])

  init(_ gone: [Known], _ came: [Known], _ old: Definitions, _ new: Definitions) {
    guard !gone.isEmpty, !came.isEmpty else { return }
    var byKind: [Int: [EntityID]] = [:]
    for (entity, _) in came { byKind[new[entity].kind.index, default: []].append(entity) }
    var candidates: [(likeness: Double, old: EntityID, new: EntityID)] = []
    var compared = 0
    let known = Dictionary(uniqueKeysWithValues: came.map { ($0.entity, Self.texts($0.facts)) })
    for (entity, facts) in gone {
      let before = Self.texts(facts)
      for other in byKind[old[entity].kind.index] ?? [] {
        compared += 1
        guard compared <= Self.mostPairs else { break }
        let after = known[other] ?? [:]
        let total = max(before.count, after.count)
        guard total > 0 else { continue }
        let same = before.count { after[$0.key] == $0.value }
        let likeness = Double(same) / Double(total)
        if same > 0, likeness >= Self.likeness { candidates.append((likeness, entity, other)) }
      }
    }
    candidates.sort {
      if $0.likeness != $1.likeness { return $0.likeness > $1.likeness }
      let (a, b) = (old.qualifiedName(of: $0.old), old.qualifiedName(of: $1.old))
      if a != b { return NaturalOrder.precedes(a, b) }
      return NaturalOrder.precedes(new.qualifiedName(of: $0.new), new.qualifiedName(of: $1.new))
    }
    var taken: Set<EntityID> = []
    for candidate in candidates where pairs[candidate.old] == nil && !taken.contains(candidate.new) {
      pairs[candidate.old] = candidate.new
      taken.insert(candidate.new)
      names[old.name(of: candidate.old)] = new.name(of: candidate.new)
    }
  }

  /// What tells one thing from another: not its kind, which is the same.
  private static func texts(_ facts: [EntityFact]) -> [String: String] {
    Dictionary(
      facts.filter { $0.name != .kind }.map { ($0.label, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// A formula as it is written after the renaming.
  func applied(to text: String) -> String {
    guard !names.isEmpty else { return text }
    let tree = SyntaxTree.parse(Source(name: "", text: text), as: .expression)
    var result = ""
    var copied: UInt32 = 0
    for token in 0..<tree.tokens.count where tree.tokens.kinds[token] == .name {
      guard let name = names[tree.text(ofToken: token)] else { continue }
      let range = tree.range(ofToken: token)
      result += tree.source.text(ByteRange(start: copied, end: range.start)) + name
      copied = range.end
    }
    return result + tree.source.text(ByteRange(start: copied, end: UInt32(tree.source.bytes.count)))
  }
}
