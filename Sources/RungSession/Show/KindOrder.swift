// The order in which things of a kind are shown: stages up the ladder, modules behind those they build on, scenarios
// behind those they come from, what has a day by its day; what that leaves open as the files have it. People are by
// name: nobody looks for a person by where they are written. Snapshots and what formulas compute keep canonical order.

import RungAnalysis
import RungModel

package struct KindOrder {
  private enum Rule {
    /// Behind the things that a property names.
    case behind(String)
    /// Behind the scenario that it comes from.
    case behindParent
    /// By the day, or the first day, that a property says; those without stand last.
    case day(String)
    case name
    case file
  }

  private let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  private static func rule(of kind: String) -> Rule {
    switch kind {
    case "stage", "module": .behind("after")
    case "scenario": .behindParent
    case "cohort": .day("starts")
    case "stream": .day("over")
    case "event", "milestone", "timetable": .day("when")
    case "pairing": .day("since")
    case "person", "people", "affiliate": .name
    default: .file
    }
  }

  /// The rule, for the reference.
  static let documentation = """
    Stages are listed up the ladder: each behind those it comes after; so are modules, and scenarios behind those they \
    come from. Cohorts, streams, events, milestones, pairings and timetables are in order of time, people and affiliates \
    by name. Everything else, and what this leaves open, is as the files have it.
    """

  /// Things of one kind in their order; of several kinds as they are. O(n log n), and what their values cost.
  package func sorted(_ refs: [EntityRef]) -> [EntityRef] {
    guard let kind = refs.first.map({ definitions[$0.entity].kind }), refs.allSatisfy({ $0.row < 0 }),
      refs.allSatisfy({ definitions[$0.entity].kind == kind })
    else { return refs }
    let inFile = refs.sorted { ($0.entity, $0.member) < ($1.entity, $1.member) }
    switch KindOrder.rule(of: definitions.schema[kind].name) {
    case .name: return refs
    case .file: return inFile
    case .day(let property): return byDay(inFile, property, kind)
    case .behind(let property): return behind(inFile) { sources(of: $0, property, kind) }
    case .behindParent:
      return behind(inFile) { ref in
        definitions.entity(named: ScenarioText(of: ref.entity, definitions).parent).map { [EntityRef($0)] }
          ?? []
      }
    }
  }

  /// What is declared of a kind, families as one thing where their first member stands.
  package func declarations(of kind: KindID) -> [EntityID] {
    defer { _ = evaluator.takeDiagnostics() }  // Whoever checks tells them.
    let all = definitions.ordered(ofKind: kind)
    let sorted = sorted(all.flatMap { members(of: $0).prefix(1) })
    return sorted.map(\.entity)
  }

  /// A family that cannot be expanded stands for itself.
  private func members(of entity: EntityID) -> [EntityRef] {
    let members = evaluator.members(of: entity)
    return members.isEmpty ? [EntityRef(entity)] : members
  }

  // MARK: By day

  private func byDay(_ refs: [EntityRef], _ property: String, _ kind: KindID) -> [EntityRef] {
    guard let key = definitions.key(of: property, kind: kind) else { return refs }
    let keyed = refs.map { (day(evaluator.value(of: $0, key)), $0) }
    return keyed.indices.sorted { left, right in
      switch (keyed[left].0, keyed[right].0) {
      case (let a?, let b?): a == b ? left < right : a < b
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): left < right
      }
    }.map { keyed[$0].1 }
  }

  private func day(_ value: Value) -> ItemOrder? {
    if case .span(let first, _) = value { return ItemOrder.key(first, evaluator) }
    return ItemOrder.key(value, evaluator)
  }

  // MARK: Behind

  private func sources(of ref: EntityRef, _ property: String, _ kind: KindID) -> [EntityRef] {
    guard let key = definitions.key(of: property, kind: kind) else { return [] }
    switch evaluator.value(of: ref, key) {
    case .entity(let source): return [source]
    case .list(let items):
      return items.compactMap { item in
        if case .entity(let source) = item { return source }
        return nil
      }
    default: return []
    }
  }

  /// Each directly behind the last of its sources, else as they are; a circle is cut where it is met. O(n + sources).
  private func behind(_ refs: [EntityRef], _ sources: (EntityRef) -> [EntityRef]) -> [EntityRef] {
    let places = Dictionary(refs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let before = refs.map { sources($0).compactMap { places[$0] }.sorted() }
    var result: [EntityRef] = []
    var isBegun = [Bool](repeating: false, count: refs.count)
    // The things on the way down, each with the number of its sources that were looked at.
    var path: [(place: Int, next: Int)] = []
    for start in refs.indices where !isBegun[start] {
      isBegun[start] = true
      path = [(start, 0)]
      while let (place, next) = path.last {
        if next < before[place].count {
          path[path.count - 1].next += 1
          let source = before[place][next]
          guard !isBegun[source] else { continue }
          isBegun[source] = true
          path.append((source, 0))
        } else {
          result.append(refs[place])
          path.removeLast()
        }
      }
    }
    return result
  }
}
