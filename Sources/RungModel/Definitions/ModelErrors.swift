// What can be wrong with names: one factory each. Codes R0200–R0249.

import RungSyntax
import RungText

package enum ModelErrors {
  static func unknownKind(_ place: Place, _ schema: Schema) -> Diagnostic {
    let kinds = schema.kinds.filter { !$0.isStatement }.map(\.name)
    var fixes = FieldWords.fix(place, schema).map { [$0] } ?? []
    if fixes.isEmpty { fixes = replacement(place, among: kinds + statementWords + verbs) }
    if fixes.isEmpty {
      fixes = [Fix("write a kind: stage, cohort, pool, fund, cost, …; rung doc lists them")]
    }
    return Diagnostic(
      .unknownKind, "there is no kind of thing called \"\(place.text)\"", at: place, fixes: fixes)
  }

  /// `stage Grow { purpose identify }`: reads like a declaration, and is a property.
  static func colonMissing(_ place: Place) -> Diagnostic {
    let end = ByteRange(start: place.range.end, end: place.range.end)
    return Diagnostic(
      .unknownKind, "\"\(place.text)\" is a property: a colon is missing after it", at: place,
      fixes: [
        Fix("write \(place.text):", edits: [TextEdit(Place(place.source, end), ":")], isSafe: false)
      ])
  }

  package static func unknownName(_ place: Place, expecting kinds: [String], _ definitions: Definitions)
    -> Diagnostic
  {
    let word = place.text
    if let (entity, wherePlace) = definitions.removedEntity(named: word) {
      return Diagnostic(
        .removedButUsed, "\"\(word)\" is used here, but it is removed", at: place,
        related: [
          RelatedPlace(wherePlace, "removed here"),
          RelatedPlace(definitions.namePlace(of: entity), "declared here"),
        ], fixes: [Fix("remove what uses it too, or override it so that it uses something else")])
    }
    let wanted = definitions.present.filter {
      kinds.isEmpty || kinds.contains(definitions.kindName(of: $0))
    }
    let what =
      switch kinds.count {
      case 0: "nothing is called"
      case 1...3: "no \(kinds.joined(separator: " or ")) is called"
      default: "nothing that may stand here is called"
      }
    var names = wanted.map { definitions.qualifiedName(of: $0) }
    if kinds == ["scenario"] { names.append("Base") }
    var fixes = replacement(place, among: names) { name in
      definitions.entity(named: name).map { definitions.namePlace(of: $0) }
    }
    if fixes.isEmpty { fixes = [Fix(declaring(word, kinds, names))] }
    return Diagnostic(.unknownName, "\(what) \"\(word)\"", at: place, fixes: fixes)
  }

  /// `People2 = 3`, where nothing is called so: the statement was to declare it.
  static func undeclared(_ problem: Diagnostic, _ path: NodeIndex, _ value: NodeIndex, _ tree: SyntaxTree)
    -> Diagnostic
  {
    guard problem.code == .unknownName, tree.kind(path) == .name, problem.fixes.allSatisfy(\.edits.isEmpty)
    else { return problem }
    let start = problem.place.range.start
    let shown = tree.text(value).onOneLine
    return Diagnostic(
      problem.code, problem.message, at: problem.place, related: problem.related,
      fixes: [
        Fix(
          "declare it: let \(problem.place.text) = \(shown)",
          edits: [TextEdit(Place(problem.place.source, ByteRange(start: start, end: start)), "let ")],
          isSafe: false)
      ])
  }

  /// What to do about a name that is like no other.
  private static func declaring(_ word: String, _ kinds: [String], _ names: [String]) -> String {
    let known = names.sorted(by: NaturalOrder.precedes).prefix(4).joined(separator: ", ")
    let others = names.isEmpty || names.count > 4 ? "" : ", or name what there is: \(known)"
    guard kinds.count == 1, let kind = kinds.first else { return "declare \(word)" + others }
    return "declare it: \(kind) \(word) { … }" + others
  }

  package static func unknownProperty(
    _ place: Place, _ kind: KindID, _ schema: Schema, value: Place? = nil
  ) -> Diagnostic {
    let word = place.text
    let names = schema.properties(of: kind).map { schema.properties[$0].name }
    let elsewhere = schema.kinds.filter { $0.properties.contains { $0.name == word } }.map(\.name)
    var fixes = replacement(place, among: names)
    if fixes.isEmpty, !elsewhere.isEmpty {
      fixes = [Fix("\"\(word)\" is a property of \(elsewhere.prefix(3).joined(separator: ", "))")]
    } else if fixes.isEmpty {
      fixes = [Fix("its properties are \(names.joined(separator: ", ")); free text goes into note:")]
    }
    return Diagnostic(
      .unknownProperty, "\(article(schema[kind].name)) has no property \"\(word)\"", at: place, fixes: fixes)
  }

  static func declaredTwice(
    _ place: Place, _ entity: EntityID, earlier: EntityID, _ definitions: Definitions
  ) -> Diagnostic {
    Diagnostic(
      .declaredTwice, "\"\(definitions.name(of: entity))\" is declared twice", at: place,
      related: [
        RelatedPlace(
          definitions.namePlace(of: earlier), "first as \(article(definitions.kindName(of: earlier)))")
      ],
      fixes: [Fix("give one of them another name; to change a value later, write Name.property = …")])
  }

  static func propertyTwice(_ place: Place, _ word: String, earlier: Place?) -> Diagnostic {
    Diagnostic(
      .propertyTwice, "\"\(word)\" is given twice", at: place,
      related: earlier.map { [RelatedPlace($0, "first here")] } ?? [], fixes: [Fix("keep one of them")])
  }

  static func wrongOwner(
    _ place: Place, _ kind: KindID, _ owner: EntityID, _ definitions: Definitions
  ) -> Diagnostic {
    let name = definitions.schema[kind].name
    let owners = definitions.schema[kind].owners
    let inside = definitions.kindName(of: owner)
    let fix =
      owners.isEmpty
      ? "declare it outside, at the top level"
      : "\(article(name)) belongs in \(owners.map(article).joined(separator: " or "))"
    return Diagnostic(
      .wrongOwner, "\(article(name)) cannot be declared in \(article(inside))", at: place,
      related: [RelatedPlace(definitions.namePlace(of: owner), "\(inside) declared here")], fixes: [Fix(fix)])
  }

  static func ownerTwice(_ place: Place, _ kind: KindID, _ owner: EntityID, _ definitions: Definitions)
    -> Diagnostic
  {
    Diagnostic(
      .wrongOwner, "it already stands inside \"\(definitions.name(of: owner))\"", at: place,
      fixes: [Fix("leave out the \"in …\"")])
  }

  static func needsNoOwner(_ place: Place, _ kind: KindID, _ schema: Schema) -> Diagnostic {
    Diagnostic(
      .wrongOwner, "\(article(schema[kind].name)) does not belong to anything", at: place,
      fixes: [Fix("leave out the \"in …\"")])
  }

  static func needsOwner(_ place: Place, _ kind: KindID, _ schema: Schema) -> Diagnostic {
    let owner = schema[kind].owners.first ?? ""
    return Diagnostic(
      .needsOwner, "\(article(schema[kind].name)) belongs in \(article(owner))", at: place,
      fixes: [
        Fix("write \"\(schema[kind].name) \(place.text) in NAME\", or put it inside the \(owner)'s braces")
      ])
  }

  static func fromNotAllowed(_ place: Place, _ kind: KindID, _ schema: Schema) -> Diagnostic {
    Diagnostic(
      .wrongFrom, "\(article(schema[kind].name)) does not come from anywhere", at: place,
      fixes: [Fix("only people are read from a file, and only a scenario is made from another")])
  }

  static func fromNeedsFile(_ place: Place, _ kind: KindID, _ schema: Schema) -> Diagnostic {
    Diagnostic(
      .wrongFrom, "\(schema[kind].name) needs the name of a CSV file", at: place,
      fixes: [Fix("write \(schema[kind].name) Name from \"file.csv\" { id: \"Column\" }")])
  }

  package static func notAPath(_ place: Place) -> Diagnostic {
    Diagnostic(
      .notAPath, "this is not the name of something", at: place,
      fixes: [Fix("a path is a name, then .property or [index]: Intake[1].size")])
  }

  static func notAFamily(_ place: Place, _ entity: EntityID, _ definitions: Definitions) -> Diagnostic {
    Diagnostic(
      .noSuchMember,
      "\"\(definitions.name(of: entity))\" is one \(definitions.kindName(of: entity)), not a family",
      at: place, related: [RelatedPlace(definitions.namePlace(of: entity), "declared here")],
      fixes: [Fix("leave out the index")])
  }

  static func indexNotLiteral(_ place: Place) -> Diagnostic {
    Diagnostic(
      .notAPath, "the index of a path must be written out", at: place,
      fixes: [Fix("write a number, a month or a name: Intake[3]")])
  }

  static func pathEndsHere(_ place: Place, _ target: PathTarget, _ definitions: Definitions) -> Diagnostic {
    Diagnostic(
      .notAPath, "nothing can be reached through \(describe(target, definitions))", at: place,
      fixes: [Fix("a path ends at a property")])
  }

  static func cannotOverride(_ place: Place, _ target: PathTarget, _ definitions: Definitions) -> Diagnostic {
    Diagnostic(
      .cannotOverride, "\(describe(target, definitions)) has no value of its own to set", at: place,
      fixes: [Fix("name one of its properties: \(place.text).size = …")])
  }

  static func overriddenTwice(_ place: Place, earlier: Place) -> Diagnostic {
    Diagnostic(
      .overriddenTwice, "\"\(place.text)\" is set twice", at: place,
      related: [RelatedPlace(earlier, "first here")],
      fixes: [Fix("keep one of them")])
  }

  static func cannotRemoveMember(_ place: Place, _ entity: EntityID, _ definitions: Definitions) -> Diagnostic
  {
    Diagnostic(
      .cannotRemoveMember, "one member of a family cannot be removed", at: place,
      related: [RelatedPlace(definitions.namePlace(of: entity), "the family is declared here")],
      fixes: [Fix("leave it out of the range: [n in 1 .. 5 where n is not 3]")])
  }

  static func nothingToRemove(_ place: Place, _ path: String) -> Diagnostic {
    Diagnostic(
      .notAPath, "\"\(path)\" is not given, so there is nothing to remove", at: place,
      fixes: [Fix("show the thing to see what it has")])
  }

  static func scenarioCircle(_ place: Place, _ names: [String]) -> Diagnostic {
    Diagnostic(
      .scenarioCircle, "scenario \"\(place.text)\" comes from itself: \(names.joined(separator: " from "))",
      at: place,
      fixes: [Fix("let the first of them come from no other")])
  }

  // MARK: Words

  static let statementWords = ["let", "assume", "exchange", "target", "scenario", "use", "remove"]

  static let verbs = [
    "show", "match", "schedule", "simulate", "test", "compare", "find", "sweep", "explain", "accept", "save",
    "snapshot", "open", "export", "report",
  ]

  /// "did you mean …?" with the edit, when one of the candidates is near enough.
  package static func replacement(
    _ place: Place, among candidates: [String], declaredAt: (String) -> Place? = { _ in nil }
  ) -> [Fix] {
    guard let name = Spelling.suggestion(for: place.text, among: candidates) else { return [] }
    var text = "did you mean \"\(name)\"?"
    if let declared = declaredAt(name) {
      text += " (declared at \(declared.source.name):\(declared.source.line(at: declared.range.start)))"
    }
    return [Fix(text, edits: [TextEdit(place, name)], isSafe: false)]
  }

  package static func article(_ noun: String) -> String {
    if noun == "people" || noun == "assume" || noun == "let" { return noun }
    return ("aeiou".contains(noun.first ?? "x") && !noun.hasPrefix("us") ? "an " : "a ") + noun
  }

  private static func describe(_ target: PathTarget, _ definitions: Definitions) -> String {
    switch target {
    case .entity(let entity): "\(definitions.kindName(of: entity)) \"\(definitions.name(of: entity))\""
    case .member(let entity, let index): "\"\(definitions.path(of: entity, member: index))\""
    case .property(let entity, let member, let key):
      "\"\(definitions.path(of: entity, member: member, key))\""
    }
  }
}

extension DiagnosticCode {
  package static let unknownKind = DiagnosticCode(
    "R0200", title: "there is no such kind of thing",
    why: """
      A declaration begins with the kind of thing it declares: stage, cohort, pool, fund, …. The kinds are
      fixed, so that a slip of the keyboard is noticed and not taken for something new.
      """,
    wrong: "stag Grow { duration: 6 months }", right: "stage Grow { duration: 6 months }")

  package static let unknownName = DiagnosticCode(
    "R0201", title: "nothing has this name",
    why: """
      A name stands for something declared in one of the project's files. Order does not matter, but the
      spelling does, capitals included.
      """,
    wrong: """
      pool Veterans { role: mentor }
      stage Grow { duration: 6 months; mentored-by: Veteran }
      """,
    right: """
      pool Veterans { role: mentor }
      stage Grow { duration: 6 months; mentored-by: Veterans }
      """)

  package static let unknownProperty = DiagnosticCode(
    "R0202", title: "this kind of thing has no such property",
    why:
      "Each kind has its own properties: `rung doc stage` lists those of a stage. Free text goes into `note:`.",
    wrong: "stage Grow { duration: 6 months; capacity: 40 }",
    right: "stage Grow { duration: 6 months; places: 40 }")

  package static let declaredTwice = DiagnosticCode(
    "R0203", title: "a name is declared twice",
    why: """
      Everything declared at the top level has one name, whatever its kind, so that a name always means one
      thing. To change a value later, override it: `Core.amount = 5000 EUR`.
      """,
    wrong: """
      fund Core { amount: 1000 EUR }
      fund Core { amount: 2000 EUR }
      """,
    right: """
      fund Core { amount: 1000 EUR }
      fund Reserve { amount: 2000 EUR }
      """)

  package static let propertyTwice = DiagnosticCode(
    "R0204", title: "a property is given twice",
    why: "A property has one formula. Keep the one you mean.",
    wrong: "stage Grow { duration: 6 months; duration: 9 months }", right: "stage Grow { duration: 9 months }"
  )

  package static let needsOwner = DiagnosticCode(
    "R0206", title: "this belongs inside something else",
    why:
      "A module belongs in a curriculum and a value in a dimension: put it inside the braces or name it with `in`.",
    wrong: "module Listening { length: 4 hours }",
    right: """
      curriculum Foundations { }
      module Listening in Foundations { length: 4 hours }
      """)

  package static let wrongOwner = DiagnosticCode(
    "R0207", title: "this cannot be declared there",
    why:
      "Modules belong in curricula, persons in pools or cohorts, values in dimensions; all else stands by itself.",
    wrong: """
      pool Faculty { role: trainer }
      module Listening in Faculty { length: 4 hours }
      """,
    right: """
      curriculum Foundations { }
      module Listening in Foundations { length: 4 hours }
      """)

  package static let wrongFrom = DiagnosticCode(
    "R0208", title: "`from` does not fit here",
    why: "`from` names the CSV file of a `people` declaration, or the parent of a scenario.",
    wrong: #"stage Grow from "grow.csv" { duration: 6 months }"#, right: "stage Grow { duration: 6 months }")

  package static let notAPath = DiagnosticCode(
    "R0209", title: "this is not a path",
    why: "What is set, removed or searched is a path: a name, then `.property` or `[index]`.",
    wrong: """
      fund Core { amount: 1000 EUR }
      Core.amount.size = 5
      """,
    right: """
      fund Core { amount: 1000 EUR }
      Core.amount = 2000 EUR
      """)

  package static let noSuchMember = DiagnosticCode(
    "R0210", title: "the family has no such member",
    why: "The members of a family are those of its range; a thing declared without an index has none.",
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5] { enters: Discover; starts: 2027-03-01; size: 60 }
      Intake[6].size = 40
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5] { enters: Discover; starts: 2027-03-01; size: 60 }
      Intake[5].size = 40
      """)

  package static let cannotOverride = DiagnosticCode(
    "R0211", title: "this has no value of its own to set",
    why:
      "A stage or a fund is a set of properties; set one of them. `let`, `assume` and targets have one value.",
    wrong: """
      fund Core { amount: 1000 EUR }
      Core = 2000 EUR
      """,
    right: """
      fund Core { amount: 1000 EUR }
      Core.amount = 2000 EUR
      """)

  package static let overriddenTwice = DiagnosticCode(
    "R0212", title: "a path is set twice",
    why: "In one file, and in one scenario, a path is set at most once: there is no first and then.",
    wrong: """
      fund Core { amount: 1000 EUR }
      Core.amount = 2000 EUR
      Core.amount = 3000 EUR
      """,
    right: """
      fund Core { amount: 1000 EUR }
      Core.amount = 3000 EUR
      """)

  package static let cannotRemoveMember = DiagnosticCode(
    "R0213", title: "one member of a family cannot be removed",
    why: "A family is one declaration. Leave a member out of the range instead.",
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5] { enters: Discover; starts: 2027-03-01; size: 60 }
      scenario Short { remove Intake[5] }
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5 where n is not 3] { enters: Discover; starts: 2027-03-01; size: 60 }
      """)

  package static let removedButUsed = DiagnosticCode(
    "R0214", title: "something removed is still used",
    why: """
      A scenario may remove a declaration only if nothing left refers to it; otherwise the rest would mean
      something else than it says.
      """,
    wrong: """
      pool Veterans { role: mentor }
      stage Grow { duration: 6 months; mentored-by: Veterans }
      scenario Alone { remove Veterans }
      """,
    right: """
      pool Veterans { role: mentor }
      stage Grow { duration: 6 months; mentored-by: Veterans }
      scenario Alone { remove Grow.mentored-by; remove Veterans }
      """)

  package static let scenarioCircle = DiagnosticCode(
    "R0215", title: "scenarios come from each other in a circle",
    why: "A scenario is its parent with changes. The chain must begin at the programme itself, `Base`.",
    wrong: """
      scenario Lean from Leaner { }
      scenario Leaner from Lean { }
      """,
    right: """
      scenario Lean { }
      scenario Leaner from Lean { }
      """)
}

extension DiagnosticCode {
  /// Every code that the collection of definitions may give.
  package static let definitionCodes: [DiagnosticCode] = [
    .unknownKind, .unknownName, .unknownProperty, .declaredTwice, .propertyTwice, .needsOwner, .wrongOwner,
    .wrongFrom, .notAPath, .noSuchMember, .cannotOverride, .overriddenTwice, .cannotRemoveMember,
    .removedButUsed, .scenarioCircle,
  ]
}
