// What is different between two versions of a programme: things added, removed, renamed and changed, property by
// property, whatever their order, layout and files.

import RungSyntax
import RungText

package struct Difference: Sendable {
  package enum Sort: String, Hashable, Sendable {
    case added, removed, renamed, changed
  }

  /// One fact that is not the same.
  package struct FactChange: Hashable, Sendable {
    package let name: EntityFact.Name
    package let label: String
    /// Nil where it is not said.
    package let old: String?
    package let new: String?
    /// Keys of properties are numbers of their own definitions.
    package let oldKey: PropertyKey?
    package let newKey: PropertyKey?
    package let member: String?

    /// Of a statement such as `let N = 1`: its formula, which has no name but that of the thing.
    package var isFormula: Bool {
      let key = newKey ?? oldKey
      return member == nil && (key == .value || key == .condition)
    }
  }

  package struct Entry: Hashable, Sendable {
    package let sort: Sort
    /// The kind's word, in the version that has the thing.
    package let kind: String
    /// What it is called now, or was when it is gone.
    package let name: String
    /// Of what was renamed.
    package let oldName: String?
    package let old: EntityID?
    package let new: EntityID?
    package let changes: [FactChange]
  }

  /// By kind in the order of the schema, then by name.
  package let entries: [Entry]
  package let old: Definitions
  package let new: Definitions
  private let renames: Renames

  /// A formula of the old version as the new one writes it when only names have changed.
  package func renaming(_ formula: String) -> String { renames.applied(to: formula) }

  package var isEmpty: Bool { entries.isEmpty }
  package func count(_ sort: Sort) -> Int { entries.count { $0.sort == sort } }

  /// What the files of people are, by declaration, in the version before and in the one now.
  package typealias PeopleFacts = (old: [EntityID: PeopleFileFacts], new: [EntityID: PeopleFileFacts])

  /// O(bytes); things whose bytes are the same are not looked at.
  ///
  /// - Parameter people: what a snapshot states of a file is compared with these where the other version states
  ///   nothing of it: the same file is no difference.
  package init(from old: Definitions, to new: Definitions, people: PeopleFacts = ([:], [:])) {
    self.old = old
    self.new = new
    var work = DifferenceWork(old, new, people)
    (entries, renames) = work.entries()
  }
}

private struct DifferenceWork {
  private let old: Definitions
  private let new: Definitions
  private let oldMembers: [EntityID: [(index: String, edits: [PropertyKey: PropertyEdit])]]
  private let newMembers: [EntityID: [(index: String, edits: [PropertyKey: PropertyEdit])]]
  /// Whether overrides in text or at the prompt stand beside the declarations.
  private let hasEdits: Bool
  private let people: Difference.PeopleFacts

  init(_ old: Definitions, _ new: Definitions, _ people: Difference.PeopleFacts) {
    self.old = old
    self.new = new
    self.people = people
    oldMembers = old.membersWithEdits
    newMembers = new.membersWithEdits
    hasEdits = !old.edits.isEmpty || !new.edits.isEmpty || !oldMembers.isEmpty || !newMembers.isEmpty
  }

  mutating func entries() -> ([Difference.Entry], Renames) {
    var gone: [EntityID] = []
    var came: [EntityID] = []
    var entries: [Difference.Entry] = []
    var matched = [Bool](repeating: false, count: new.entities.count)
    for entity in old.present {
      guard let other = counterpart(of: entity) else {
        gone.append(entity)
        continue
      }
      matched[Int(other.index)] = true
      if isSame(entity, other) { continue }
      let changes = changes(entity, other, Renames())
      if !changes.isEmpty { entries.append(entry(.changed, entity, other, changes)) }
    }
    for entity in new.present where !matched[Int(entity.index)] { came.append(entity) }
    let renames = Renames(
      gone.map { ($0, old.facts(of: $0, memberEdits: oldMembers[$0] ?? [])) },
      came.map { ($0, new.facts(of: $0, memberEdits: newMembers[$0] ?? [])) }, old, new)
    if !renames.isEmpty {
      // A formula that only follows a renaming has not changed.
      entries = entries.compactMap { found in
        guard let before = found.old, let after = found.new else { return found }
        let changes = changes(before, after, renames)
        return changes.isEmpty ? nil : entry(.changed, before, after, changes)
      }
    }
    for entity in gone where renames.pairs[entity] == nil {
      entries.append(entry(.removed, entity, nil, changes(entity, nil, renames)))
    }
    let renamedTo = Set(renames.pairs.values)
    for entity in came where !renamedTo.contains(entity) {
      entries.append(entry(.added, nil, entity, changes(nil, entity, renames)))
    }
    for (before, after) in renames.pairs {
      entries.append(entry(.renamed, before, after, changes(before, after, renames)))
    }
    return (sorted(entries), renames)
  }

  private func sorted(_ entries: [Difference.Entry]) -> [Difference.Entry] {
    entries.map { entry in
      (
        entry.new.map { new[$0].kind } ?? entry.old.map { old[$0].kind } ?? KindID(index: 0),
        NaturalOrder.Key(entry.name), entry
      )
    }.sorted { ($0.0, $0.1, $0.2.sort.rawValue) < ($1.0, $1.1, $1.2.sort.rawValue) }.map(\.2)
  }

  private func counterpart(of entity: EntityID) -> EntityID? {
    let record = old[entity]
    var owner: EntityID?
    if old.schema[record.kind].isQualified, let container = record.owner {
      guard let found = new.entity(named: old.name(of: container)) else { return nil }
      owner = found
    }
    return new.entity(named: old.name(of: entity), in: owner)
  }

  /// Same bytes and nothing said elsewhere: the same facts.
  private func isSame(_ one: EntityID, _ other: EntityID) -> Bool {
    if hasEdits,
      old.edits[one] != nil || new.edits[other] != nil || oldMembers[one] != nil || newMembers[other] != nil
    {
      return false
    }
    guard old[one].kind == new[other].kind else { return false }
    guard old[one].owner.map({ old.name(of: $0) }) == new[other].owner.map({ new.name(of: $0) }) else {
      return false
    }
    let (oldTree, newTree) = (old.tree(of: one), new.tree(of: other))
    let a = oldTree.range(Int(old[one].node)).bounds
    let b = newTree.range(Int(new[other].node)).bounds
    guard a.count == b.count else { return false }
    let isEqual = oldTree.source.bytes.withUnsafeBytes { left in
      newTree.source.bytes.withUnsafeBytes { right in
        left[a].elementsEqual(right[b])
      }
    }
    guard isEqual else { return false }
    return oldTree.documentation(before: oldTree.firstToken(Int(old[one].node)))
      == newTree.documentation(before: newTree.firstToken(Int(new[other].node)))
  }

  private func entry(
    _ sort: Difference.Sort, _ before: EntityID?, _ after: EntityID?, _ changes: [Difference.FactChange]
  ) -> Difference.Entry {
    let name = after.map { new.qualifiedName(of: $0) } ?? before.map { old.qualifiedName(of: $0) } ?? ""
    return Difference.Entry(
      sort: sort, kind: after.map { new.kindName(of: $0) } ?? before.map { old.kindName(of: $0) } ?? "",
      name: name, oldName: sort == .renamed ? before.map { old.qualifiedName(of: $0) } : nil, old: before,
      new: after, changes: changes)
  }

  // MARK: Facts

  private func changes(_ before: EntityID?, _ after: EntityID?, _ renames: Renames) -> [Difference.FactChange]
  {
    var oldFacts = before.map { old.facts(of: $0, memberEdits: oldMembers[$0] ?? []) } ?? []
    var newFacts = after.map { new.facts(of: $0, memberEdits: newMembers[$0] ?? []) } ?? []
    if let before, let after, let was = people.old[before], let now = people.new[after] {
      let stated = oldFacts
      oldFacts.complete(with: was, besides: newFacts)
      newFacts.complete(with: now, besides: stated)
    }
    var found: [Difference.FactChange] = []
    /// What a scenario changes goes by the name that it has now.
    func label(_ fact: EntityFact) -> String {
      if case .change = fact.name { return renames.applied(to: fact.label) }
      return fact.label
    }
    let byLabel = Dictionary(oldFacts.map { (label($0), $0) }, uniquingKeysWith: { first, _ in first })
    let newLabels = Set(newFacts.map(\.label))
    for fact in newFacts {
      let was = byLabel[fact.label]
      if let was, renames.applied(to: was.text) == fact.text {
        if was.documentation != fact.documentation {
          found.append(
            Difference.FactChange(
              name: .documentation, label: fact.label + ", documentation", old: was.documentation,
              new: fact.documentation, oldKey: nil, newKey: nil, member: nil))
        }
        continue
      }
      // That something new is of its kind goes without saying.
      if fact.name == .kind, was == nil { continue }
      found.append(change(was, fact))
    }
    for fact in oldFacts where !newLabels.contains(label(fact)) && fact.name != .kind {
      found.append(change(fact, nil))
    }
    return found
  }

  private func change(_ was: EntityFact?, _ fact: EntityFact?) -> Difference.FactChange {
    func key(_ fact: EntityFact?) -> (PropertyKey?, String?) {
      if case .property(let key, let member)? = fact?.name { return (key, member) }
      return (nil, nil)
    }
    return Difference.FactChange(
      name: (fact ?? was)?.name ?? .kind, label: (fact ?? was)?.label ?? "", old: was?.text, new: fact?.text,
      oldKey: key(was).0, newKey: key(fact).0, member: key(fact).1 ?? key(was).1)
  }
}

extension [EntityFact] {
  /// What the other version states of a file of people and this one does not, as the file is; and the file by its path
  /// from the project's folder, however it is written.
  fileprivate mutating func complete(with file: PeopleFileFacts, besides others: [EntityFact]) {
    for position in indices where self[position].name == .origin {
      let path = file.path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      self[position] = EntityFact(
        name: .origin, label: self[position].label, text: "\"\(path)\"", documentation: nil)
    }
    for other in others where !contains(where: { $0.label == other.label }) {
      switch other.label {
      case "rows": append(other.saying(Decimal(file.rows).canonicalText))
      case "digest":
        // The first digits are enough to know a file by.
        let stated = other.text.filter { $0 != "\"" }.lowercased()
        let isSame = !stated.isEmpty && file.digest.hasPrefix(stated)
        append(other.saying(isSame ? other.text : "\"\(file.digest)\""))
      default: break
      }
    }
  }
}

extension EntityFact {
  fileprivate func saying(_ text: String) -> EntityFact {
    EntityFact(name: name, label: label, text: text, documentation: nil)
  }
}
