// What can be wrong with names inside formulas: codes R0220–R0249.

import RungModel
import RungSyntax
import RungText

package enum NameErrors {
  /// A bare word that means nothing here; what was expected says what to suggest.
  static func unknown(_ place: Place, expecting: PropertyType?, scope: FormulaCompiler) -> Diagnostic {
    let definitions = scope.definitions
    let word = place.text
    if let (entity, removedAt) = definitions.removedEntity(named: word) {
      return Diagnostic(
        .removedButUsed, "\"\(word)\" is used here, but it is removed", at: place,
        related: [
          RelatedPlace(removedAt, "removed here"),
          RelatedPlace(definitions.namePlace(of: entity), "declared here"),
        ], fixes: [Fix("remove what uses it too, or override it so that it uses something else")])
    }
    if let set = expecting?.tagSets.first, expecting?.referencedKinds.isEmpty ?? true {
      return unknownTag(place, set, scope)
    }
    if expecting == .text { return MeantErrors.quotesMissing(place) }
    if let fixed = hyphenated(place, expecting, scope) { return fixed }
    let kinds = expecting?.referencedKinds ?? []
    if !kinds.isEmpty { return ModelErrors.unknownName(place, expecting: kinds, definitions) }
    var names = scope.variables.map(\.name) + definitions.present.map { definitions.name(of: $0) }
    names += definitions.schema.kinds.map(\.plural) + ["true", "false", "none"]
    if FunctionName(rawValue: word) != nil {
      return Diagnostic(
        .unknownName, "\"\(word)\" is a function: it needs arguments in brackets", at: place,
        fixes: [Fix("write \(FunctionName(rawValue: word)?.function.signature ?? word)")])
    }
    if let meant = MeantErrors.numberWord(place) { return meant }
    if let dimension = scope.dimension(ofValue: word) { return MeantErrors.valueAlone(place, dimension) }
    if let fix = perForSlash(place) {
      return Diagnostic(.unknownName, "nothing is called \"\(word)\"", at: place, fixes: [fix])
    }
    let near = ModelErrors.replacement(place, among: names) { name in
      definitions.entity(named: name).map { definitions.namePlace(of: $0) }
    }
    return Diagnostic(
      .unknownName, "nothing is called \"\(word)\"", at: place,
      fixes: near.isEmpty ? [Fix("declare it, as in: let \(word) = …")] : near)
  }

  private static func unknownTag(_ place: Place, _ set: TagSet, _ scope: FormulaCompiler) -> Diagnostic {
    let word = place.text
    var fixes: [Fix] = []
    let message: String
    switch set {
    case .language:
      message = "\"\(word)\" is not a language code"
      fixes = ModelErrors.replacement(place, among: LanguageTag.suggestions)
      if fixes.isEmpty { fixes = [Fix("write a code such as en, sw or pt-BR")] }
    case .currency:
      message = "\"\(word)\" is not a currency code"
      fixes = ModelErrors.replacement(place, among: scope.compiler.words.words(of: set) ?? [])
      if fixes.isEmpty { fixes = [Fix("write an ISO 4217 code such as EUR")] }
    case .dimension(let name):
      let values = scope.compiler.words.words(of: set) ?? []
      if !scope.compiler.words.isDeclared(dimension: name) {
        return Diagnostic(
          .unknownTag, "no dimension is called \"\(name)\", so there is no \(name) \"\(word)\"", at: place,
          fixes: [Fix("declare it: dimension \(name) { values: [\(word)] }")])
      }
      message = "no \(name) is called \"\(word)\""
      fixes = ModelErrors.replacement(place, among: values)
      if fixes.isEmpty { fixes = [Fix("the values of \(name) are \(listing(values))")] }
    case .words(let words):
      message = "\"\(word)\" does not fit here"
      fixes = ModelErrors.replacement(place, among: words)
      if fixes.isEmpty { fixes = [Fix("write \(set.name)")] }
    case .category, .anyDimension:
      message = "no \(set == .category ? "category of cost" : "value of a dimension") is called \"\(word)\""
      let words = scope.compiler.words.words(of: set) ?? []
      fixes = ModelErrors.replacement(place, among: words)
      if fixes.isEmpty, set == .category {
        fixes = [Fix("write one of \(listing(words)), or add it to the programme's categories:")]
      } else if fixes.isEmpty {
        fixes = [Fix("write one of \(listing(words))")]
      }
    }
    return Diagnostic(.unknownTag, message, at: place, fixes: fixes)
  }

  private static func listing(_ words: [String]) -> String {
    words.count <= 12 ? words.joined(separator: ", ") : words.prefix(12).joined(separator: ", ") + ", …"
  }

  /// `2 hours/month`
  private static func perForSlash(_ place: Place) -> Fix? {
    guard case .word(let unit)? = UnitTerm(spelled: place.text) else { return nil }
    let before = place.source.bytes[..<Int(place.range.start)]
    let blanks = before.reversed().prefix { $0 == 0x20 }.count
    let slash = before.count - blanks - 1
    guard slash >= 0, before[slash] == UInt8(ascii: "/") else { return nil }
    let gap = before[..<slash].reversed().prefix { $0 == 0x20 }.count
    let range = ByteRange(slash - gap, Int(place.range.end))
    return Fix(
      "write per \(unit.rawValue)", edits: [TextEdit(Place(place.source, range), " per \(unit.rawValue)")],
      isSafe: false)
  }

  /// `n-1` is one name; with spaces it is a difference. `y-03-01` is meant as a date of year `y`.
  private static func hyphenated(_ place: Place, _ expecting: PropertyType?, _ scope: FormulaCompiler)
    -> Diagnostic?
  {
    let parts = place.text.split(separator: "-")
    guard parts.count == 2 || parts.count == 3 else { return nil }
    let isKnown = { (part: Substring) in
      part.first?.isNumber == true || scope.variables.contains { $0.name == part }
        || scope.definitions.entity(named: String(part)) != nil
    }
    guard parts.allSatisfy(isKnown) else { return nil }
    let isDate = parts.count == 3 || expecting == .date || expecting == .span
    if isDate, let month = Int(parts[1]), (1...12).contains(month) {
      let day = parts.count == 3 ? Int(parts[2]).map(String.init) ?? String(parts[2]) : "1"
      let date = "date(\(parts[0]), \(month), \(day))"
      return Diagnostic(
        .hyphenInName, "\"\(place.text)\" is one name, because a hyphen joins", at: place,
        fixes: [Fix("write \(date)", edits: [TextEdit(place, date)], isSafe: false)])
    }
    guard parts.count == 2 else { return nil }
    let spaced = "\(parts[0]) - \(parts[1])"
    return Diagnostic(
      .hyphenInName, "\"\(place.text)\" is one name, because a hyphen joins", at: place,
      fixes: [Fix("write \"\(spaced)\" for the difference", edits: [TextEdit(place, spaced)], isSafe: true)])
  }

  static func removed(_ place: Place, _ removedAt: Place) -> Diagnostic {
    Diagnostic(
      .removedButUsed, "\"\(place.text)\" is used here, but it is removed", at: place,
      related: [RelatedPlace(removedAt, "removed here")],
      fixes: [Fix("remove what uses it too")])
  }

  static func unknownMember(_ place: Place, _ entity: EntityID, _ definitions: Definitions) -> Diagnostic {
    let kind = definitions[entity].kind
    let inner = definitions.present.filter { definitions[$0].owner == entity }.map {
      definitions.name(of: $0)
    }
    if definitions.kindName(of: entity) == "dimension" {
      return Diagnostic(
        .unknownTag, "no \(definitions.name(of: entity)) is called \"\(place.text)\"", at: place,
        related: [RelatedPlace(definitions.namePlace(of: entity), "declared here")],
        fixes: ModelErrors.replacement(place, among: inner))
    }
    let fixes = ModelErrors.replacement(place, among: inner)
    let plain = ModelErrors.unknownProperty(place, kind, definitions.schema)
    return fixes.isEmpty ? plain : Diagnostic(.unknownProperty, plain.message, at: place, fixes: fixes)
  }

  static func unknownPart(_ place: Place, of type: ValueType, _ parts: [String]) -> Diagnostic {
    let fix = parts.isEmpty ? "take away the dot" : "it has \(parts.joined(separator: ", "))"
    return Diagnostic(.noSuchPart, "\(type.name) has no part \"\(place.text)\"", at: place, fixes: [Fix(fix)])
  }

  static func listHasNoProperty(_ place: Place, _ word: String) -> Diagnostic {
    Diagnostic(
      .noSuchPart, "a list has no property \"\(word)\"", at: place,
      fixes: [Fix("ask each item: [c.\(word) for c in LIST]")])
  }

  static func familyNeedsIndex(
    _ place: Place, _ entity: EntityID, _ word: String, _ definitions: Definitions
  ) -> Diagnostic {
    let name = definitions.name(of: entity)
    return Diagnostic(
      .noSuchPart, "\"\(name)\" is a family: which member's \(word)?", at: place,
      related: [RelatedPlace(definitions.namePlace(of: entity), "the family is declared here")],
      fixes: [Fix("write \(name)[1].\(word), or [x.\(word) for x in \(name)]")])
  }

  static func notAFamily(_ place: Place, _ entity: EntityID, _ definitions: Definitions) -> Diagnostic {
    Diagnostic(
      .noSuchMember, "\"\(definitions.name(of: entity))\" is not a family", at: place,
      related: [RelatedPlace(definitions.namePlace(of: entity), "declared here")],
      fixes: [Fix("leave out the index")])
  }

  static func wrongIndexCount(
    _ place: Place, _ entity: EntityID, expected: Int, _ definitions: Definitions
  ) -> Diagnostic {
    Diagnostic(
      .noSuchMember,
      "\"\(definitions.name(of: entity))\" has \(expected) \(expected == 1 ? "index" : "indices")", at: place,
      related: [RelatedPlace(definitions.namePlace(of: entity), "declared here")],
      fixes: [Fix("write as many as the declaration has")])
  }

  package static func noSuchMember(
    _ place: Place, _ entity: EntityID, _ index: String, members: [String], _ definitions: Definitions
  ) -> Diagnostic {
    let name = definitions.name(of: entity)
    let range =
      members.isEmpty
      ? "it has no members"
      : members.count <= 8
        ? "its members are \(members.joined(separator: ", "))"
        : "its members go from \(members[0]) to \(members[members.count - 1])"
    return Diagnostic(
      .noSuchMember, "there is no \(name)[\(index)]", at: place,
      related: [RelatedPlace(definitions.namePlace(of: entity), "the family is declared here")],
      fixes: [Fix(range)])
  }

  static func cannotIndex(_ place: Place, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      .noSuchPart, "\(type.name) has no items to choose from", at: place,
      fixes: [Fix("an index in brackets belongs to a family, a list or a table")])
  }

  static func notAFunction(_ place: Place) -> Diagnostic {
    Diagnostic(
      .unknownFunction, "only a function can be called", at: place,
      fixes: [Fix("put a space before the bracket, or write an operator")])
  }

  static func unknownFunction(_ place: Place) -> Diagnostic {
    var fixes = ModelErrors.replacement(place, among: FunctionName.allCases.map(\.rawValue))
    if fixes.isEmpty { fixes = [Fix("rung doc lists the functions")] }
    return Diagnostic(.unknownFunction, "there is no function \"\(place.text)\"", at: place, fixes: fixes)
  }

  static func wrongArgumentCount(_ place: Place, _ name: FunctionName, given: Int) -> Diagnostic {
    let arity = name.arity
    let wants =
      arity.lowerBound == arity.upperBound
      ? "\(arity.lowerBound) \(arity.lowerBound == 1 ? "argument" : "arguments")"
      : "at least \(arity.lowerBound)"
    return Diagnostic(
      .wrongArguments, "\(name.rawValue) needs \(wants), not \(given)", at: place,
      fixes: [Fix("write \(name.function.signature)")])
  }

  static func unknownArgument(
    _ place: Place, _ label: String, _ name: FunctionName, _ labels: [String]
  ) -> Diagnostic {
    let near = Spelling.suggestion(for: label, among: labels)
    let fix =
      near.map { "did you mean \"\($0):\"?" }
      ?? (labels.isEmpty ? "it takes none" : "it takes \(labels.joined(separator: ", "))")
    return Diagnostic(
      .wrongArguments, "\(name.rawValue) has no argument \"\(label):\"", at: place, fixes: [Fix(fix)])
  }

  static func argumentTwice(_ place: Place, _ label: String) -> Diagnostic {
    Diagnostic(.wrongArguments, "\"\(label):\" is given twice", at: place, fixes: [Fix("keep one of them")])
  }

  static func unknownDimensionProperty(_ place: Place, _ kind: KindID, _ definitions: Definitions)
    -> Diagnostic
  {
    let names = definitions.present.filter { definitions.kindName(of: $0) == "dimension" }
      .map { definitions.name(of: $0) }
    let base = ModelErrors.unknownProperty(place, kind, definitions.schema)
    let fixes = ModelErrors.replacement(place, among: names)
    return fixes.isEmpty ? base : Diagnostic(.unknownProperty, base.message, at: place, fixes: fixes)
  }
}

extension PropertyType {
  /// The kinds it may refer to.
  var referencedKinds: [String] {
    switch self {
    case .reference(let kinds): kinds
    case .list(let item): item.referencedKinds
    case .either(let types): types.flatMap(\.referencedKinds)
    default: []
    }
  }
}

extension DiagnosticCode {
  package static let unknownTag = DiagnosticCode(
    "R0220", title: "this word is not one of those that fit here",
    why: """
      Where a property takes one of a set of words (a format, a region, a language, a category) only those words
      fit, so that a slip of the keyboard is noticed.
      """,
    wrong: """
      dimension region { values: [MENA, CEE] }
      affiliate Chapters { kind: chapter; region: MEA }
      """,
    right: """
      dimension region { values: [MENA, CEE] }
      affiliate Chapters { kind: chapter; region: MENA }
      """)

  package static let hyphenInName = DiagnosticCode(
    "R0221", title: "a hyphen without spaces joins two words into one name",
    why: "Names may have hyphens inside (`in-person`), so a minus has a space on both sides.",
    wrong: """
      let n = 3
      let Before = n-1
      """,
    right: """
      let n = 3
      let Before = n - 1
      """)

  package static let noSuchPart = DiagnosticCode(
    "R0222", title: "there is no such part",
    why: """
      After a dot stands a property of one thing. A family or a list has many things in it: say which, or ask
      each of them.
      """,
    wrong: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5] { enters: Discover; starts: 2027-03-01; size: 60 }
      let All = sum(Intake.size)
      """,
    right: """
      stage Discover { duration: 6 weeks }
      cohort Intake[n in 1 .. 5] { enters: Discover; starts: 2027-03-01; size: 60 }
      let All = sum([c.size for c in Intake])
      """)

  package static let unknownFunction = DiagnosticCode(
    "R0223", title: "there is no such function",
    why: "`rung doc` lists the functions. A bracket that touches the word before it is a call.",
    wrong: "let Total = summ([1, 2])", right: "let Total = sum([1, 2])")

  package static let wrongArguments = DiagnosticCode(
    "R0224", title: "the arguments do not fit the function",
    why: "`rung doc NAME` shows which arguments a function takes and what they are called.",
    wrong: "let Yearly = over(3% per month)", right: "let Yearly = over(3% per month, 1 year)")

  static let nameCodes: [DiagnosticCode] = [
    .unknownTag, .hyphenInName, .noSuchPart, .unknownFunction, .wrongArguments,
  ]
}
