// What fits where: the beginning of a statement, the name of a property, a clause of a declaration.

import LineEditor
import RungAnalysis
import RungModel
import RungSession
import RungSyntax

extension Completer {
  func candidates(_ place: TypingPlace) -> [Candidate] {
    if place.lastKind == .dot, place.touchesLast {
      return members(of: place.path(endingBefore: place.count - 1), at: place)
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
      + Completer.definitionWords.map { Candidate($0.0, note: $0.1) } + operands(word)
  }

  /// The kind that a declaration's first word names.
  func kind(ofItem item: Range<TokenIndex>, _ place: TypingPlace) -> KindID? {
    item.isEmpty ? nil : schema.kind(named: place.text(item.lowerBound))
  }

  func inStatement(_ place: TypingPlace, _ frame: Int) -> [Candidate] {
    let item = place.item(of: frame)
    let first = place.kind(item.lowerBound)
    if let equals = item.first(where: { place.kind($0) == .equals }) {
      return first == .targetWord ? condition(place, after: equals) : value(place, of: frame)
    }
    if place.kind(item.lowerBound + 1) == .dot { return value(place, of: frame) }
    switch first {
    case .removeWord: return item.count == 1 ? names(place.word) : []
    case .useWord: return quotedFiles([".rung"])
    case .exchangeWord: return item.count == 1 ? currencies(place.word) : []
    case .letWord, .assumeWord, .targetWord: return []
    case .scenarioWord:
      if place.lastKind == .fromWord { return scenarios }
      let isNamed = item.count >= 2 && !item.contains { place.kind($0) == .fromWord }
      return isNamed ? [Candidate("from", note: "a parent scenario")] : []
    default: break
    }
    if first.isVerb { return inVerb(place, first) }
    guard let kind = kind(ofItem: item, place), place.kind(item.lowerBound + 1).isName || item.count == 1
    else {
      return value(place, of: frame)
    }
    if item.count > 1 { return clauses(of: kind, place) }
    // The name of a value is one that its dimension has.
    return schema[kind].name == "value" ? tagCandidates(.anyDimension) : []
  }

  /// After `target X =`.
  private func condition(_ place: TypingPlace, after equals: TokenIndex) -> [Candidate] {
    let with = (equals..<place.count).last { place.kind($0) == .withWord }
    if let with {
      if place.count == with + 1 { return [] }
      return [Candidate("confidence", note: "how sure it must be to count as met")]
    }
    if place.isAfterOperand {
      return value(place, of: place.frames.count - 1) + [
        Candidate("with", note: "so much confidence: with 80% confidence")
      ]
    }
    return functions(FunctionName.allCases.filter(\.isObservable)) + expression(place)
  }

  /// After the name of a declaration.
  private func clauses(of kind: KindID, _ place: TypingPlace) -> [Candidate] {
    let record = schema[kind]
    if place.lastKind == .inWord { return names(place.word, ofKinds: record.owners) }
    if place.lastKind == .fromWord { return quotedFiles([".csv", ".tsv", ".txt"]) }
    let item = place.item(of: place.frames.count - 1)
    var found: [Candidate] = []
    if !record.owners.isEmpty, !item.contains(where: { place.kind($0) == .inWord }) {
      found.append(Candidate("in", note: "the " + record.owners.joined(separator: " or ") + " it belongs to"))
    }
    if record.isFromFile, !item.contains(where: { place.kind($0) == .fromWord }) {
      found.append(Candidate("from", note: "a spreadsheet (CSV) in quotes"))
    }
    return found
  }

  // MARK: Blocks

  private func inBlock(_ place: TypingPlace) -> [Candidate] {
    let frame = place.frames.count - 1
    let head = place.item(of: frame - 1)
    let item = place.item(of: frame)
    guard let kind = kind(ofItem: head, place) else { return [] }
    if schema[kind].name == "scenario" {
      guard item.isEmpty else { return inStatement(place, frame) }
      return names(place.word) + schema.kinds.map { Candidate($0.name, note: $0.documentation) }
        + [Candidate("remove", note: "takes a declaration or a property away")]
    }
    if item.isEmpty { return properties(notGivenIn: place, kind) }
    if place.kind(item.lowerBound + 1) == .colon { return propertyValue(place, item, kind) }
    // A declaration inside: `module Listening in …`.
    guard let inner = self.kind(ofItem: item, place), item.count > 1 else { return [] }
    return clauses(of: inner, place)
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

  private func propertyValue(_ place: TypingPlace, _ item: Range<TokenIndex>, _ kind: KindID) -> [Candidate] {
    let found = value(place, of: place.frames.count - 1)
    guard item.count == 2, let property = schema.property(of: kind, named: place.text(item.lowerBound)),
      schema[property].varies
    else { return found }
    return found + [Candidate("by ", note: "a figure for each group: by region [MENA: …, else: …]")]
  }
}
