// A scenario is an edit of the definitions: what its parents and it change, in order.

import RungSyntax
import RungText

extension Definitions {
  package var scenarios: [EntityID] {
    schema.kind(named: "scenario").map(ordered(ofKind:)) ?? []
  }

  /// The scenario and its ancestors, the oldest first. A circle of parents is reported once and cut.
  package func lineage(of scenario: EntityID) -> Checked<[EntityID]> {
    var found: [EntityID] = []
    var current: EntityID? = scenario
    while let here = current {
      if found.contains(here) {
        let names: [String] = (found + [here]).map { self.name(of: $0) }
        return Checked(found.reversed(), [ModelErrors.scenarioCircle(namePlace(of: scenario), names)])
      }
      found.append(here)
      guard let clause = tree(of: here).firstChild(of: Int(self[here].node), kind: .fromClause),
        let path = tree(of: here).child(0, of: clause), tree(of: here).kind(path) != .missing
      else { break }
      let parentName = tree(of: here).text(path)
      if parentName == "Base" { break }
      guard let parent = self.entity(named: parentName), kindName(of: parent) == "scenario" else {
        if isSilent(parentName, ["scenario"]) { return Checked(found.reversed()) }
        return Checked(
          found.reversed(),
          [ModelErrors.unknownName(tree(of: here).place(path), expecting: ["scenario"], self)])
      }
      current = parent
    }
    return Checked(found.reversed())
  }

  /// The definitions as the scenario and its ancestors change them. Additions first, then overrides, then
  /// removals; a later scenario of the chain wins.
  package func applying(_ scenario: EntityID) -> Checked<Definitions> {
    let lineage = lineage(of: scenario)
    var result = Checked(self, lineage.diagnostics)
    for ancestor in lineage.value {
      var collector = Collector(result.value)
      let record = self[ancestor]
      let tree = trees[Int(record.tree)]
      if let block = tree.firstChild(of: Int(record.node), kind: .block) {
        for change in tree.children(of: block) { collector.collect(change, tree: Int(record.tree)) }
      }
      collector.finish()
      result.value = collector.definitions
      result.diagnostics += collector.diagnostics
    }
    return result
  }
}
