// What a file of people must be as a whole: every row has an id of its own, a property that is read from columns names
// one, and the file is the one that a snapshot was made of.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

struct PeopleFileCheck {
  private let evaluator: Evaluator
  private(set) var diagnostics: [Diagnostic] = []
  private var definitions: Definitions { evaluator.definitions }

  /// The digests of the files as they are, of declarations that state one.
  private let digests: [EntityID: String]

  init(_ evaluator: Evaluator, digests: [EntityID: String]) {
    self.evaluator = evaluator
    self.digests = digests
    for entity in evaluator.people.keys.sorted() {
      if let table = evaluator.people[entity] { check(entity, table) }
    }
  }

  private mutating func check(_ entity: EntityID, _ table: PeopleTable) {
    for (key, formula) in definitions.formulas(of: entity) {
      let place = definitions.place(of: formula)
      switch definitions.name(of: key) {
      case "id": checkIds(entity, key, place, table)
      case "rows": checkRows(entity, key, place, table)
      case "digest": checkDigest(entity, key, place, table)
      case .some(let word):
        // A list without columns names none.
        if case .list(let items) = evaluator.value(of: EntityRef(entity), key), items.isEmpty {
          diagnostics +=
            ColumnMapping([.init(property: word, filling: .columns([]), place: place)])
            .resolved(in: table).diagnostics
        }
      case nil: break
      }
    }
  }

  private mutating func checkIds(_ entity: EntityID, _ key: PropertyKey, _ place: Place, _ table: PeopleTable)
  {
    let filling: ColumnMapping.Filling
    switch evaluator.value(of: EntityRef(entity), key) {
    case .text(let header): filling = .column([header])
    case .column(.column(let headers)): filling = .column(headers)
    default: return
    }
    let found = ColumnMapping([.init(property: "id", filling: filling, place: place)]).resolved(in: table)
    guard case .columns(let columns)? = found.value.first?.filling, let column = columns.first else { return }
    diagnostics += table.identified(by: column).diagnostics
  }

  private mutating func checkRows(
    _ entity: EntityID, _ key: PropertyKey, _ place: Place, _ table: PeopleTable
  ) {
    guard case .quantity(let quantity) = evaluator.value(of: EntityRef(entity), key),
      let rows = quantity.magnitude.exact?.asInt, rows != table.rowCount
    else { return }
    diagnostics.append(
      SessionErrors.peopleChanged(place, file: table.name, rows: table.rowCount, expected: rows))
  }

  private mutating func checkDigest(
    _ entity: EntityID, _ key: PropertyKey, _ place: Place, _ table: PeopleTable
  ) {
    guard case .text(let stated) = evaluator.value(of: EntityRef(entity), key), let digest = digests[entity],
      // The first digits are enough to see a change.
      stated.isEmpty || !digest.hasPrefix(stated.lowercased())
    else { return }
    diagnostics.append(SessionErrors.peopleRewritten(place, file: table.name, digest: digest))
  }
}
