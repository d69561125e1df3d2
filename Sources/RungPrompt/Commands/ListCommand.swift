// `.list`: what is declared, counted by kind, or by name.

import RungModel
import RungReport
import RungSession
import RungText

enum ListCommand {
  /// Names shown beside a count.
  private static let shownNames = 5

  static func carryOut(_ call: PromptCommand.Call) -> Outcome {
    let definitions = call.desk.definitions
    let schema = definitions.schema
    if call.place.range.isEmpty { return Outcome([.answer(kinds(definitions, call.desk.session))]) }
    let word = call.argument
    guard let kind = schema.kind(named: word) ?? schema.kind(ofCollection: word) else {
      return Outcome([
        PromptErrors.unknownKind(call.place, among: schema.kinds.flatMap { [$0.name, $0.plural] })
      ])
    }
    return Outcome([.answer(names(kind, call.desk.session))])
  }

  private static func kinds(_ definitions: Definitions, _ session: Session) -> Answer {
    var rows: [[Table.Cell]] = []
    for index in definitions.schema.kinds.indices {
      let kind = KindID(index: index)
      let entities = KindOrder(session.evaluator).declarations(of: kind)
      guard !entities.isEmpty else { continue }
      let members =
        entities.contains { definitions[$0].isFamily } ? session.evaluator.all(kind).count : entities.count
      var names = entities.prefix(shownNames).map(definitions.qualifiedName(of:)).joined(separator: ", ")
      if entities.count > shownNames { names += ", …" }
      rows.append([.text(definitions.schema[kind].plural), .count(members), .text(names)])
    }
    return .table(
      Table(columns: ["kind", "how many", "names"], rows: rows), ifEmpty: "nothing is declared yet")
  }

  private static func names(_ kind: KindID, _ session: Session) -> Answer {
    let definitions = session.definitions
    let rows = KindOrder(session.evaluator).declarations(of: kind).map { entity in
      [
        Table.Cell.text(definitions.qualifiedName(of: entity)),
        definitions.titleText(of: entity).map { .text($0) } ?? .empty,
        definitions.cell(of: definitions.namePlace(of: entity)),
      ]
    }
    return .table(
      Table(columns: ["name", "title", "where"], rows: rows), ifEmpty: "no \(definitions.schema[kind].plural)"
    )
  }
}

extension Definitions {
  /// The title as written, before anything is put into its braces.
  func titleText(of entity: EntityID) -> String? {
    guard let title = title(of: entity) else { return nil }
    let tree = tree(of: entity)
    return tree.stringText(tree.firstToken(title))
  }
}
