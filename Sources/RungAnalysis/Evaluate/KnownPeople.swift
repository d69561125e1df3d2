// Who is in the programme by name or id: a pairing may speak of somebody who has left every list.

import RungModel

struct KnownPeople {
  private let evaluator: Evaluator
  private let ids: Set<String>
  /// Whether every list could be read.
  private let isWhole: Bool

  /// O(people).
  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    let definitions = evaluator.definitions
    var ids: Set<String> = []
    if let kind = definitions.schema.kind(named: "person") {
      ids.formUnion(evaluator.all(kind).map(evaluator.name(of:)))
    }
    if let kind = definitions.schema.kind(named: "people") {
      let files = definitions.present(ofKind: kind)
      for entity in files { ids.formUnion(evaluator.personIDs(of: entity)) }
      isWhole = files.allSatisfy { evaluator.people[$0] != nil }
    } else {
      isWhole = true
    }
    self.ids = ids
  }

  /// Whether anybody is known but as one of so many.
  var haveNames: Bool { !ids.isEmpty }

  /// `Veterans 3` is one of the so many of a pool or cohort.
  func contains(_ id: String) -> Bool {
    if !isWhole || ids.contains(id) { return true }
    let parts = id.split(separator: " ")
    guard parts.count == 2, parts[1].allSatisfy(\.isNumber),
      let group = evaluator.definitions.entity(named: String(parts[0].prefix { $0 != "[" }))
    else { return false }
    return ["pool", "cohort", "stream"].contains(evaluator.definitions.kindName(of: group))
  }
}
