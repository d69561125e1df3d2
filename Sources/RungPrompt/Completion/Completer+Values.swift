// What fits as a value: by the type that is expected, after a number its units.

import LineEditor
import RungAnalysis
import RungModel
import RungSyntax

extension Completer {
  // MARK: What is expected

  /// What the part of a frame that holds the cursor should be; nil when nothing is known of it.
  private func expected(_ place: TypingPlace, in frame: Int) -> PropertyType? {
    let item = place.item(of: frame)
    let colon = item.first { place.kind($0) == .colon }
    switch place.frames[frame].bracket {
    case .text: return typeOfStatement(item, place)
    case .block:
      guard let head = frame > 0 ? place.item(of: frame - 1) : nil, let kind = kind(ofItem: head, place)
      else { return nil }
      if colon == nil { return typeOfStatement(item, place) }
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

  func type(ofProperty word: String, _ kind: KindID) -> PropertyType? {
    if let property = schema.property(of: kind, named: word) { return schema[property].type }
    return definitions.key(of: word, kind: kind)?.dimension.map { .tag(.dimension(definitions.symbols[$0])) }
  }

  /// `Grow.places = …`, `exchange USD = …`.
  private func typeOfStatement(_ item: Range<TokenIndex>, _ place: TypingPlace) -> PropertyType? {
    guard let equals = item.first(where: { place.kind($0) == .equals }) else { return nil }
    if place.kind(item.lowerBound) == .exchangeWord { return .amount(.money, per: [], plain: true) }
    let path = place.path(endingBefore: equals)
    return path.count >= 2 ? typeOfPath(path, at: place) : nil
  }

  /// Of `Grow.places`, of `c.size` in a comprehension, of `mentor.region` in a rule, of `size` after `show … where`.
  func typeOfPath(_ path: [String], at place: TypingPlace) -> PropertyType? {
    guard let word = path.last else { return nil }
    guard path.count >= 2 else {
      let item = place.item(of: 0)
      guard place.kind(item.lowerBound) == .showWord else { return nil }
      for token in item.dropFirst() {
        if let kind = kind(ofCollection: place.text(token)) { return type(ofProperty: word, kind) }
      }
      return nil
    }
    if path.count == 2, let kind = kind(ofVariable: path[0], at: place) {
      return type(ofProperty: word, kind)
    }
    guard var entity = definitions.entity(named: path[0]) else { return nil }
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

  // MARK: What fits

  func value(_ place: TypingPlace, of frame: Int) -> [Candidate] {
    // A condition may hold anything, whatever the whole is to be.
    let choice = place.item(of: frame).last { [.ifWord, .thenWord, .elseWord].contains(place.kind($0)) }
    let type = choice.map(place.kind) == .ifWord ? nil : expected(place, in: frame)
    if let type, place.isAfterNumber { return units(after: place, type) }
    if place.lastKind == .perWord { return Units(type).periods }
    if place.lastKind == .byWord, place.kind(place.count - 2) == .colon { return dimensions }
    if let compared = compared(place) { return compared }
    if place.isAfterOperand, !place.isAfterNumber {
      return Units(type).continuations(after: place) + infix(place, isCondition: type?.isFigure != true)
    }
    return unquotedTexts(place) + (type.flatMap { values(of: $0, place) } ?? expression(place))
  }

  /// `type`: what is expected; nil when anything may stand there.
  func units(after place: TypingPlace, _ type: PropertyType?) -> [Candidate] {
    (place.touchesNumber ? Units(type).signs : [])
      + Units(type).candidates(
        after: place.lastText, currencies: currencies(place.word, isLong: !place.word.isEmpty))
  }

  /// After `is`, `is not` and `in`: what the left side may be.
  func compared(_ place: TypingPlace) -> [Candidate]? {
    var end = place.count - 1
    if place.kind(end) == .notWord { end -= 1 }
    guard place.kind(end) == .isWord,
      let type = typeOfPath(place.path(endingBefore: end), at: place), let found = values(of: type, place)
    else { return nil }
    let isNegated = place.kind(place.count - 1) == .notWord
    return (isNegated ? [] : [Candidate("not", note: "anything else")]) + found + [
      Candidate("none", note: "not given")
    ]
  }

  /// The words that a type knows; nil when it is a matter of figures and formulas.
  private func values(of type: PropertyType, _ place: TypingPlace) -> [Candidate]? {
    switch type {
    case .tag(.currency): return currencies(place.word)
    case .tag(let set): return tagCandidates(set)
    case .reference(let kinds):
      return names(place.word, ofKinds: kinds) + modulesBySimpleName(kinds)
        + (kinds.contains("position") && kinds.contains("stage")
          ? [Candidate("elsewhere", note: "from outside the programme")] : [])
    case .list(let item): return values(of: item, place)
    case .table(let key, _): return place.innermost.bracket == .list ? values(of: key, place) : nil
    case .truth: return [Candidate("true"), Candidate("false")]
    case .selection:
      return [Candidate("everyone", note: "all who completed the stage before")]
        + functions([.best, .random])
    case .either(let types):
      let found = types.compactMap { values(of: $0, place) }.flatMap { $0 }
      return found.isEmpty ? nil : found
    case .rule:
      return [
        Candidate("mentor.", note: "what the mentor is or has"),
        Candidate("mentee.", note: "what the mentee is or has"),
        Candidate("not", note: "the opposite of a condition"),
      ] + expression(place)
    case .newTags, .text: return []
    case .timeOfDay: return []
    case .number, .percentage, .amount, .effort, .duration, .date, .span, .year, .mix, .condition, .anything:
      return nil
    }
  }

  func tagCandidates(_ set: TagSet) -> [Candidate] {
    switch set {
    case .language:
      (languagesInUse + LanguageTag.suggestions).map { Candidate($0, note: LanguageNames.name(of: $0)) }
    case .currency: currencies("")
    case .words, .dimension, .anyDimension, .category:
      (definitions.tagWords(of: set) ?? []).map { Candidate($0) }
    }
  }

  /// Modules are known to their siblings by their bare names.
  private func modulesBySimpleName(_ kinds: [String]) -> [Candidate] {
    guard kinds.contains("module"), let kind = schema.kind(named: "module") else { return [] }
    return definitions.ordered(ofKind: kind).map { Candidate(definitions.name(of: $0), note: note(of: $0)) }
  }

  /// English first: the list is long.
  private var languagesInUse: [String] { ["en", "fr", "es", "ar", "pt", "ru", "zh", "sw"] }

  // MARK: Currencies

  /// The programme's own first.
  func currencies(_ word: String, isLong: Bool = true) -> [Candidate] {
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

extension PropertyType {
  /// Whether `is` and `and` after an operand can only be inside an `if`.
  fileprivate var isFigure: Bool {
    switch self {
    case .truth, .rule, .condition, .anything, .either: false
    case .text, .number, .percentage, .amount, .effort, .duration, .date, .span, .timeOfDay, .year,
      .reference, .tag,
      .newTags, .list, .table, .mix, .selection:
      true
    }
  }
}
