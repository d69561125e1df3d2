// `?name`: documentation of anything that has a name.

import RungModel
import RungReport
import RungSession
import RungSyntax
import RungText

/// What is to be told of: a word of the language, a code, a command, or something that the programme declares.
struct Topic {
  private let place: Place
  private let desk: Desk
  private var word: String { place.text }
  private var definitions: Definitions { desk.definitions }

  init(_ place: Place, _ desk: Desk) {
    self.place = place
    self.desk = desk
  }

  var outcome: Outcome {
    if let command = PromptCommand.named(word) ?? command(without: word) {
      return Outcome([.answer(.page(command.page()))])
    }
    var reports = declared
    let pages = WordPages(definitions.schema).pages(of: word)
    // A short answer first: a thing of the programme hides what the word means elsewhere only when it is longer.
    reports += pages.map { .answer(.page($0)) }
    if !reports.isEmpty { return Outcome(reports) }
    if word == KeysPage.word { return Outcome([.answer(.page(KeysPage.page))]) }
    if let code = DiagnosticRegistry.code(word)
      ?? DiagnosticCode.ofPrompt.first(where: { $0.id == word.uppercased() })
    {
      return Outcome([.answer(.page(Pages.page(of: code)))])
    }
    return Outcome([PromptErrors.unknownTopic(place, among: knownWords)])
  }

  /// `?undo` is `?.undo` unless the language has the word too.
  private func command(without dot: String) -> PromptCommand? {
    guard WordPages(definitions.schema).pages(of: word).isEmpty, definitions.entity(named: word) == nil else {
      return nil
    }
    return PromptCommand.named("." + word)
  }

  private var knownWords: [String] {
    let kinds = definitions.schema.kinds.indices.map { KindID(index: $0) }
    return WordPages(definitions.schema).all + PromptCommand.all.map(\.name)
      + kinds.flatMap { definitions.ordered(ofKind: $0).map(definitions.qualifiedName(of:)) }
  }

  // MARK: Declared things

  private var declared: [Report] {
    let tree = SyntaxTree.parse(Source(name: place.source.name, text: word), as: .path)
    guard tree.diagnostics.isEmpty,
      case .success(let target) = definitions.target(of: tree.onlyNode, in: tree)
    else {
      return []
    }
    switch target {
    case .entity(let entity): return thing(entity, title: heading(entity))
    case .member(let entity, _): return thing(entity, title: word + ", one of " + heading(entity))
    case .property(let entity, let member, let key): return property(key, of: entity, member)
    }
  }

  /// What its author says of it, then what `show` does.
  private func thing(_ entity: EntityID, title: String) -> [Report] {
    var page = page(of: entity, title: title)
    var rest: [Report] = []
    for report in desk.session.evaluate("show " + word).reports {
      if case .answer(.table(var table, ifEmpty: _)) = report, !table.rows.isEmpty {
        if table.title == title { table.title = nil }
        page.blocks.append(.table(table))
      } else {
        rest.append(report)
      }
    }
    return [.answer(.page(page))] + rest
  }

  private func heading(_ entity: EntityID) -> String {
    let name = definitions.kindName(of: entity) + " " + definitions.qualifiedName(of: entity)
    return definitions.titleText(of: entity).map { "\(name) \"\($0)\"" } ?? name
  }

  private func page(of entity: EntityID, title: String) -> Page {
    let tree = definitions.tree(of: entity)
    let documentation = tree.documentation(before: tree.firstToken(Int(definitions[entity].node)))
    let kind = definitions.schema[definitions[entity].kind]
    let whereText = definitions.namePlace(of: entity).fileAndLine
    var blocks: [Page.Block] = []
    if let documentation { blocks.append(.paragraph(documentation)) }
    blocks.append(
      .paragraph("Declared in \(whereText). \(kind.documentation) `?\(kind.name)` tells more of the kind."))
    let users = desk.session.users(of: entity)
    if !users.isEmpty { blocks.append(.paragraph("Used by " + Topic.shown(users) + ".")) }
    return Page(
      title, blocks,
      json: [
        "name": .string(definitions.qualifiedName(of: entity)), "kind": .string(kind.name),
        "documentation": documentation.map { .string($0) } ?? .null, "where": .string(whereText),
        "users": .array(users.map { .string($0) }),
      ])
  }

  /// Beyond so many, a number says more than names.
  private static let mostUsers = 12

  private static func shown(_ users: [String]) -> String {
    let rest = users.count - mostUsers
    return users.prefix(mostUsers).joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
  }

  /// What the property means, then what it is here.
  private func property(_ key: PropertyKey, of entity: EntityID, _ member: String?) -> [Report] {
    var reports: [Report] = []
    if let property = key.property {
      let name = definitions.kindName(of: entity) + "." + definitions.schema[property].name
      reports += WordPages(definitions.schema).pages(of: name).map { .answer(.page($0)) }
    }
    var rows: [[Table.Cell]] = []
    if let formula = definitions.formula(of: entity, member: member, key) {
      rows.append(["formula", .text(definitions.canonicalText(of: formula))])
      rows.append(["where", definitions.cell(of: definitions.place(of: formula))])
    }
    let users = desk.session.users(of: Behind(entity: entity, member: nil, key: key))
    if !rows.isEmpty, !users.isEmpty {
      rows.append(["used by", .text(Topic.shown(users))])
    }
    let evaluated = desk.session.evaluate(word).reports
    guard !rows.isEmpty else { return reports + evaluated }
    var rest: [Report] = []
    for report in evaluated {
      if case .answer(.value(let cell)) = report {
        rows.insert(["value", cell], at: 0)
      } else {
        rest.append(report)
      }
    }
    let title = definitions.path(of: entity, member: member, key)
    let table = Table(columns: ["", Table.Column(title, alignment: .left)], rows: rows)
    return reports + [.answer(.table(table, ifEmpty: ""))] + rest
  }
}
