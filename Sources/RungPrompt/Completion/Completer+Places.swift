// What fits where: the beginning of a statement, a property, a value, a clause.

import LineEditor
import RungAnalysis
import RungModel
import RungSession
import RungSyntax

extension Completer {
  func candidates(_ place: TypingPlace) -> [Candidate] {
    if place.lastKind == .dot, place.touchesLast {
      return members(of: place.path(endingBefore: place.count - 1))
    }
    let frame = place.innermost
    switch frame.bracket {
    case .text:
      return place.itemCount == 0 ? statements(place.word) : inStatement(place, place.frames.count - 1)
    case .block: return inBlock(place)
    case .call: return argument(place)
    case .list, .group, .index: return value(place, of: place.frames.count - 1)
    }
  }

  // MARK: Statements

  private static let definitionWords: [(String, String)] = [
    ("remove", "takes a declaration or a property away"), ("use", "another file of the project"),
  ]

  private func statements(_ word: String) -> [Candidate] {
    schema.kinds.map { Candidate($0.name, note: $0.documentation) }
      + VerbDocumentation.all.map { Candidate($0.name, note: $0.usage) }
      + Completer.definitionWords.map { Candidate($0.0, note: $0.1) } + expression(word)
  }

  /// The kind that a declaration's first word names.
  private func kind(ofItem item: Range<TokenIndex>, _ place: TypingPlace) -> KindID? {
    item.isEmpty ? nil : schema.kind(named: place.text(item.lowerBound))
  }

  private func inStatement(_ place: TypingPlace, _ frame: Int) -> [Candidate] {
    let item = place.item(of: frame)
    let first = place.kind(item.lowerBound)
    if item.contains(where: { place.kind($0) == .equals }) { return value(place, of: frame) }
    switch first {
    case .removeWord: return names(place.word)
    case .scenarioWord where place.lastKind == .fromWord: return scenarios
    case .exchangeWord: return item.count == 1 ? currencies(place.word) : []
    case .letWord, .assumeWord, .targetWord, .scenarioWord:
      return first == .scenarioWord && item.count == 2 ? [Candidate("from", note: "a parent scenario")] : []
    case .compareWord: return scenarios + words(["measuring"])
    case .testWord: return names(place.word, ofKinds: ["target"])
    case .matchWord:
      return names(place.word, ofKinds: ["cohort", "stream", "pool", "people", "person"]) + words(["with"])
    case .showWord: return shown(place)
    case .scheduleWord, .simulateWord, .sweepWord, .findWord, .explainWord, .acceptWord, .saveWord,
      .snapshotWord,
      .openWord, .exportWord, .reportWord:
      return names(place.word) + words(["with", "until", "over", "measuring", "runs", "seed", "in", "by"])
    default: break
    }
    guard let kind = kind(ofItem: item, place), place.kind(item.lowerBound + 1).isName || item.count == 1
    else {
      return value(place, of: frame)
    }
    return item.count == 1 ? [] : clauses(of: kind, place)
  }

  /// After the name of a declaration.
  private func clauses(of kind: KindID, _ place: TypingPlace) -> [Candidate] {
    let record = schema[kind]
    if place.lastKind == .inWord { return names(place.word, ofKinds: record.owners) }
    var found: [Candidate] = []
    if !record.owners.isEmpty {
      found.append(Candidate("in", note: "the " + record.owners.joined(separator: " or ") + " it belongs to"))
    }
    if record.isFromFile { found.append(Candidate("from", note: "a spreadsheet (CSV) in quotes")) }
    return found
  }

  private func shown(_ place: TypingPlace) -> [Candidate] {
    let item = place.item(of: place.frames.count - 1)
    let clauseWords: Set<TokenKind> = [.whereWord, .byWord, .firstWord]
    let inClause = item.contains { clauseWords.contains(place.kind($0)) }
    var found: [Candidate] = []
    if inClause {
      for token in item { found += propertiesOfCollection(place.text(token)) }
    } else {
      found += collections(place.word)
      // Functions are many and seldom shown: they come once a letter asks for them.
      if place.word.isEmpty, item.count == 1 { return found + names("") }
    }
    if item.count > 1 { found += words(["where", "by", "first", "descending"]) }
    return found + expression(place.word)
  }

  /// Those that hold something first asked for; by their letters, all.
  private func collections(_ word: String) -> [Candidate] {
    schema.kinds.indices.filter { !word.isEmpty || !definitions.present(ofKind: KindID(index: $0)).isEmpty }
      .map { Candidate(schema.kinds[$0].plural, note: "all of them: \(schema.kinds[$0].documentation)") }
  }

  private func propertiesOfCollection(_ word: String) -> [Candidate] {
    if let kind = schema.kind(ofCollection: word) { return properties(ofKind: schema[kind].name) }
    guard let entity = definitions.entity(named: word), definitions[entity].isFamily else { return [] }
    return properties(ofKind: definitions.kindName(of: entity))
  }

  private func words(_ words: [String]) -> [Candidate] { words.map { Candidate($0) } }

  // MARK: Blocks

  private func inBlock(_ place: TypingPlace) -> [Candidate] {
    let frame = place.frames.count - 1
    let head = place.item(of: frame - 1)
    let item = place.item(of: frame)
    guard let kind = kind(ofItem: head, place) else { return [] }
    if schema[kind].name == "scenario" {
      guard item.isEmpty else { return inStatement(place, frame) }
      return schema.kinds.map { Candidate($0.name, note: $0.documentation) } + words(["remove"])
        + names(place.word)
    }
    if item.isEmpty { return properties(notGivenIn: place, kind) }
    if place.kind(item.lowerBound + 1) == .colon { return value(place, of: frame) }
    return []
  }

  private func properties(notGivenIn place: TypingPlace, _ kind: KindID) -> [Candidate] {
    var given: Set<String> = []
    var depth = 0
    for token in (place.innermost.opening + 1)..<max(place.count, place.innermost.opening + 1) {
      switch place.kind(token) {
      case .leftBrace, .leftBracket, .gluedBracket, .leftParen, .gluedParen: depth += 1
      case .rightBrace, .rightBracket, .rightParen: depth -= 1
      case .colon where depth == 0: given.insert(place.text(token - 1))
      default: break
      }
    }
    // Of two that exclude each other, one is given: the other is of no use.
    for set in schema[kind].exclusive where set.contains(where: given.contains) { given.formUnion(set) }
    let record = schema[kind]
    let properties = properties(ofKind: record.name).filter { !given.contains($0.text) }
    let inner = schema.kinds.filter { $0.isQualified && $0.owners.contains(record.name) }
    return properties.map { Candidate($0.text + ": ", note: $0.note) }
      + inner.map { Candidate($0.name + " ", note: $0.documentation) }
  }

  // MARK: Values

  /// What the part of a frame that holds the cursor should be; nil when nothing is known of it.
  private func expected(_ place: TypingPlace, in frame: Int) -> PropertyType? {
    let item = place.item(of: frame)
    let colon = item.first { place.kind($0) == .colon }
    switch place.frames[frame].bracket {
    case .text: return typeOfOverride(item, place)
    case .block:
      guard let head = frame > 0 ? place.item(of: frame - 1) : nil, let kind = kind(ofItem: head, place)
      else { return nil }
      if colon == nil { return typeOfOverride(item, place) }
      return type(ofProperty: place.text(item.lowerBound), kind)
    case .group: return frame > 0 ? expected(place, in: frame - 1) : nil
    case .call, .index: return nil
    case .list:
      guard frame > 0, let outer = expected(place, in: frame - 1) else { return nil }
      let opening = place.frames[frame].opening
      if place.kind(opening - 2) == .byWord {
        return colon == nil ? .tag(.dimension(place.text(opening - 1))) : outer
      }
      return element(of: outer, key: colon.map { place.text($0 - 1) })
    }
  }

  private func type(ofProperty word: String, _ kind: KindID) -> PropertyType? {
    if let property = schema.property(of: kind, named: word) { return schema[property].type }
    return definitions.key(of: word, kind: kind)?.dimension.map { .tag(.dimension(definitions.symbols[$0])) }
  }

  /// `Grow.places = …`.
  private func typeOfOverride(_ item: Range<TokenIndex>, _ place: TypingPlace) -> PropertyType? {
    guard let equals = item.first(where: { place.kind($0) == .equals }) else { return nil }
    let path = place.path(endingBefore: equals)
    guard path.count >= 2, let word = path.last, var entity = definitions.entity(named: path[0]) else {
      return nil
    }
    for name in path.dropFirst().dropLast() {
      guard let inner = definitions.entity(named: name, in: entity) else { return nil }
      entity = inner
    }
    return type(ofProperty: word, definitions[entity].kind)
  }

  /// What stands inside the brackets of a value of this type; `key` when it is after a colon.
  private func element(of type: PropertyType, key: String?) -> PropertyType? {
    switch type {
    case .list(let item): return key == nil ? item : nil
    case .table(let keyType, let value): return key == nil ? keyType : value
    case .mix:
      guard let key else { return .reference(["dimension"]) }
      return .table(key: .tag(.dimension(key)), value: .percentage)
    case .either(let types):
      let found = types.compactMap { element(of: $0, key: key) }
      return found.isEmpty ? nil : found.count == 1 ? found[0] : .either(found)
    case .text, .truth, .number, .percentage, .amount, .effort, .duration, .date, .span, .timeOfDay, .year,
      .reference,
      .tag, .newTags, .selection, .rule, .condition, .anything:
      return nil
    }
  }

  private func value(_ place: TypingPlace, of frame: Int) -> [Candidate] {
    let type = expected(place, in: frame)
    if place.lastKind == .number, !place.touchesLast || !place.word.isEmpty {
      return Units(type).candidates(
        after: place.lastText, currencies: currencies(place.word, isLong: !place.word.isEmpty))
    }
    if place.lastKind == .perWord { return Units(type).periods }
    if place.lastKind == .byWord, place.kind(place.count - 2) == .colon { return dimensions }
    guard let type else { return expression(place.word) }
    return values(of: type, place.word) ?? expression(place.word)
  }

  /// The words that a type knows; nil when it is a matter of figures and formulas.
  private func values(of type: PropertyType, _ word: String) -> [Candidate]? {
    switch type {
    case .tag(.language):
      return (languagesInUse + LanguageTag.suggestions).map { Candidate($0) }
    case .tag(.currency): return currencies(word)
    case .tag(let set): return (definitions.tagWords(of: set) ?? []).map { Candidate($0) }
    case .reference(let kinds):
      return names(word, ofKinds: kinds) + modulesBySimpleName(kinds)
        + (kinds.contains("position") && kinds.contains("stage") ? words(["elsewhere"]) : [])
    case .list(let item): return values(of: item, word)
    case .truth: return words(["true", "false"])
    case .selection:
      return words(["everyone"]) + functions([.best, .random])
    case .either(let types):
      let found = types.compactMap { values(of: $0, word) }.flatMap { $0 }
      return found.isEmpty ? nil : found
    case .rule: return words(["mentor", "mentee", "not"]) + expression(word)
    case .newTags, .text: return []
    case .number, .percentage, .amount, .effort, .duration, .date, .span, .timeOfDay, .year, .table, .mix,
      .condition,
      .anything:
      return nil
    }
  }

  /// Modules are known to their siblings by their bare names.
  private func modulesBySimpleName(_ kinds: [String]) -> [Candidate] {
    guard kinds.contains("module"), let kind = schema.kind(named: "module") else { return [] }
    return definitions.ordered(ofKind: kind).map { Candidate(definitions.name(of: $0), note: note(of: $0)) }
  }

  /// English first: the list is long.
  private var languagesInUse: [String] { ["en", "fr", "es", "ar", "pt", "ru", "zh", "sw"] }

  private func argument(_ place: TypingPlace) -> [Candidate] {
    let function = FunctionName(rawValue: place.text(place.innermost.opening - 1))
    let isFirst = place.item(of: place.frames.count - 1).isEmpty
    let named = isFirst ? [] : words(["during: ", "by: ", "from: ", "on: ", "after: ", "to: "])
    switch function {
    case .completed, .entered, .waiting, .inProgress, .withoutMentor:
      return (isFirst ? names(place.word, ofKinds: ["stage"]) : names(place.word, ofKinds: ["cohort"]))
        + named
    case .spent: return names(place.word, ofKinds: ["fund", "cost"]) + named
    case .vacant, .filled: return names(place.word, ofKinds: ["position"]) + named
    case .mentors, .ties: return names(place.word, ofKinds: ["pool"]) + named
    default: return value(place, of: place.frames.count - 1) + named
    }
  }

  // MARK: Expressions

  func expression(_ word: String) -> [Candidate] {
    names(word)
      + schema.kinds.filter { !$0.isStatement && !$0.isFromFile }.map {
        Candidate($0.plural, note: "all of them")
      }
      + functions(FunctionName.allCases) + words(["if", "not", "true", "false", "none"])
  }

  private func functions(_ names: [FunctionName]) -> [Candidate] {
    names.map { Candidate($0.rawValue + "(", note: $0.function.documentation) }
  }

  /// The programme's own first.
  private func currencies(_ word: String, isLong: Bool = true) -> [Candidate] {
    (currenciesInUse + (isLong ? Currency.all : [])).map { Candidate($0.code, note: $0.name) }
  }

  private var currenciesInUse: [Currency] {
    var found: [Currency] = []
    if let kind = schema.kind(named: "programme"), let property = schema.property(of: kind, named: "currency")
    {
      for programme in definitions.ordered(ofKind: kind) {
        guard let formula = definitions.formula(of: programme, PropertyKey(property)) else { continue }
        found += Currency(code: definitions.text(of: formula)).map { [$0] } ?? []
      }
    }
    if let kind = schema.kind(named: "exchange") {
      found += definitions.ordered(ofKind: kind).compactMap { Currency(code: definitions.name(of: $0)) }
    }
    return found
  }
}
