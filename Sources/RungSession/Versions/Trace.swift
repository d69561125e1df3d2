// One thing, or a property of it, followed through versions: backwards and forwards over every renaming.

import RungModel
import RungSyntax

struct Trace {
  /// What it is called in each version; nil where there is no such thing.
  private(set) var subjects: [EntityID?]
  private let versions: [KnownVersion]
  private let part: Part

  private enum Part {
    case whole
    case member(String)
    /// With the word of the key: keys of dimensions are numbers of their own definitions.
    case property(PropertyKey, word: String?, member: String?)
  }

  /// Nil when no version has such a thing. The newest that has it says what is meant.
  init?(_ path: SyntaxTree, in versions: [KnownVersion]) {
    func target(_ version: KnownVersion) -> PathTarget? {
      guard case .success(let found) = version.definitions.target(of: path.onlyNode, in: path) else {
        return nil
      }
      return found
    }
    guard let last = versions.indices.last(where: { target(versions[$0]) != nil }),
      let found = target(versions[last])
    else { return nil }
    self.versions = versions
    subjects = [EntityID?](repeating: nil, count: versions.count)
    switch found {
    case .entity(let entity):
      subjects[last] = entity
      part = .whole
    case .member(let entity, let index):
      subjects[last] = entity
      part = .member(index)
    case .property(let entity, let member, let key):
      subjects[last] = entity
      part = .property(key, word: versions[last].definitions.name(of: key), member: member)
    }
    follow(from: last)
    // It may have gone and come again.
    for version in versions.indices where subjects[version] == nil {
      switch target(versions[version]) {
      case .entity(let entity), .member(let entity, _), .property(let entity, _, _):
        subjects[version] = entity
      case nil: continue
      }
    }
  }

  // MARK: Following

  private mutating func follow(from last: Int) {
    for later in (0...last).reversed() {
      guard let subject = subjects[later] else { continue }
      for earlier in versions[later].origins where subjects[earlier] == nil {
        subjects[earlier] = Counterpart(versions[later], versions[earlier]).earlier(of: subject)
      }
    }
    for later in versions.indices where subjects[later] == nil {
      for earlier in versions[later].origins {
        guard subjects[later] == nil, let subject = subjects[earlier] else { continue }
        subjects[later] = Counterpart(versions[later], versions[earlier]).later(of: subject)
      }
    }
  }

  func name(in version: Int) -> String? {
    subjects[version].map { versions[version].definitions.qualifiedName(of: $0) }
  }

  /// What a version says of it.
  func facts(in version: Int) -> [EntityFact] {
    guard let entity = subjects[version] else { return [] }
    let definitions = versions[version].definitions
    let all = definitions.facts(of: entity, memberEdits: definitions.membersWithEdits[entity] ?? [])
    switch part {
    case .whole: return all
    case .member(let index):
      return all.filter {
        if case .property(_, let member) = $0.name { return member == index }
        return false
      }
    case .property(let key, let word, let member):
      let own = word.flatMap { definitions.key(of: $0, kind: definitions[entity].kind) } ?? key
      return all.filter { $0.name == .property(own, member: member) }
    }
  }
}

/// The same thing in two versions, whatever it is called in each.
private struct Counterpart {
  let newer: Definitions
  let older: Definitions

  init(_ newer: KnownVersion, _ older: KnownVersion) {
    self.newer = newer.definitions
    self.older = older.definitions
  }

  func earlier(of entity: EntityID) -> EntityID? {
    if let found = namesake(entity, newer, older, earlier(of:)) { return found }
    return renamings.first { $0.new == entity }?.old
  }

  func later(of entity: EntityID) -> EntityID? {
    if let found = namesake(entity, older, newer, later(of:)) { return found }
    return renamings.first { $0.old == entity }?.new
  }

  /// Of what is inside another thing, that may be called otherwise.
  private func namesake(
    _ entity: EntityID, _ own: Definitions, _ other: Definitions, _ counterpart: (EntityID) -> EntityID?
  ) -> EntityID? {
    guard own.schema[own[entity].kind].isQualified, let owner = own[entity].owner else {
      return other.entity(named: own.name(of: entity))
    }
    return counterpart(owner).flatMap { other.entity(named: own.name(of: entity), in: $0) }
  }

  private var renamings: [Difference.Entry] {
    Difference(from: older, to: newer).entries.filter { $0.sort == .renamed }
  }
}
