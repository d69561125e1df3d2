// What is behind a value: its formula, and the properties that the formula reads.

import RungAnalysis
import RungModel
import RungReport
import RungSyntax
import RungText

/// A property of something declared, or of one member of a family.
package struct Behind: Hashable, Sendable {
  package let entity: EntityID
  package let member: String?
  package let key: PropertyKey

  package init(entity: EntityID, member: String?, key: PropertyKey) {
    self.entity = entity
    self.member = member
    self.key = key
  }
}

extension Session {
  /// One line of `.why`.
  package func line(of link: Behind) -> (
    path: String, value: Table.Cell, formula: String, place: Place?
  ) {
    let path = definitions.path(of: link.entity, member: link.member, link.key)
    let formula = definitions.formula(of: link.entity, member: link.member, link.key)
    return (
      path, value(link),
      formula.map { definitions.canonicalText(of: $0) } ?? "the standard",
      formula.map { definitions.place(of: $0) }
    )
  }

  /// Of a family without an index, the values of its members while they are few.
  private func value(_ link: Behind) -> Table.Cell {
    var members = evaluator.members(of: link.entity)
    if let member = link.member { members = members.filter { evaluator.memberKey(of: $0) == member } }
    let cells = members.prefix(5).map { ref -> Table.Cell in
      let value = evaluator.value(of: ref, link.key)
      if value.isNone { return .text("none", value: .null) }
      return (value.holdsPending ? forecasting.figures.cell(of: ref, link.key) : nil)
        ?? .value(value, evaluator)
    }
    if members.count == 1 { return cells[0] }
    func joined(_ text: (Table.Cell) -> String) -> String {
      cells.map(text).joined(separator: ", ") + (members.count > cells.count ? ", …" : "")
    }
    return Table.Cell.text(joined(\.text)).saying(joined(\.inWords.text))
  }

  /// Where figures of a forecast among those lines come from, or why there are none.
  package func takeFigureNotice() -> String? { forecasting.figures.takeNotice() }

  /// The properties that the formula names, each once, in the order of the definitions.
  package func behind(_ link: Behind) -> [Behind] {
    guard let formula = definitions.formula(of: link.entity, member: link.member, link.key) else { return [] }
    let compiled = evaluator.compiler.compile(formula, of: link.entity, link.key)
    var found: [Behind] = []
    for source in compiled.sources {
      switch source {
      case .property(let entity, let key): add(Behind(entity: entity, member: nil, key: key), &found)
      case .anyProperty(let kind, let key):
        for entity in definitions.present(ofKind: kind)
        where definitions.formula(of: entity, key) != nil {
          add(Behind(entity: entity, member: nil, key: key), &found)
        }
      }
    }
    return found
  }

  private func add(_ link: Behind, _ found: inout [Behind]) {
    if !found.contains(link) { found.append(link) }
  }

  // MARK: Who uses it

  /// The paths of the formulas that name something, in the order of their names. O(all formulas).
  package func users(of entity: EntityID) -> [String] {
    let name = definitions.name(of: entity)
    return paths { _, formula in definitions.names(name, in: formula) }
  }

  /// The paths of the formulas that read a property, in the order of their names. O(all formulas).
  package func users(of link: Behind) -> [String] { paths { user, _ in behind(user).contains(link) } }

  private func paths(where isUser: (Behind, Formula) -> Bool) -> [String] {
    var found: Set<String> = []
    func look(_ user: Behind, _ formula: Formula?) {
      guard let formula, isUser(user, formula) else { return }
      found.insert(definitions.path(of: user.entity, member: user.member, user.key))
    }
    for entity in definitions.present {
      for (key, formula) in definitions.formulas(of: entity) {
        look(Behind(entity: entity, member: nil, key: key), formula)
      }
    }
    for (member, edits) in definitions.memberEdits {
      for (key, edit) in edits {
        look(Behind(entity: member.entity, member: member.index, key: key), edit.formula)
      }
    }
    return found.sorted(by: NaturalOrder.precedes)
  }
}

extension Definitions {
  fileprivate func names(_ word: String, in formula: Formula) -> Bool {
    let tree = tree(of: formula)
    let node = Int(formula.node)
    return (node..<node + Int(tree.nodes[node].size)).contains {
      tree.nodes[$0].kind == .name && tree.text($0) == word
    }
  }
}
