// What fits between quotes: columns of a spreadsheet, time zones; and the members of a family between brackets.

import LineEditor
import RungAnalysis
import RungModel
import RungSyntax

/// The property that a text is, or is a part of.
private struct TextOfProperty {
  let kind: KindID
  let property: String
  /// The spreadsheet of people whose property it is.
  var file: String?
  /// Inside `fixed( )`: no column but a value.
  var isFixed = false
}

extension Completer {
  /// - Parameter head: the place before the opening quote.
  func texts(_ head: TypingPlace, typed: String) -> [Candidate] {
    guard let place = textOfProperty(head) else { return [] }
    if schema[place.kind].isFromFile, !place.isFixed, isOfPeople(place.property) {
      return matching(columns(of: place).map { Candidate($0, note: columnNote(of: place)) }, typed)
    }
    return place.property == "timezone" ? zones(typed) : []
  }

  /// Before the quotes are typed: the columns in quotes, and the ways around one.
  func unquotedTexts(_ place: TypingPlace) -> [Candidate] {
    guard let text = textOfProperty(place) else { return [] }
    guard schema[text.kind].isFromFile, !text.isFixed, isOfPeople(text.property) else {
      return text.property == "timezone"
        ? [Candidate("\"", note: "a time zone in quotes: a continent and a city")] : []
    }
    let names = columns(of: text).map {
      Candidate(StringSpelling.quoted($0), note: columnNote(of: text))
    }
    guard !names.isEmpty, place.innermost.bracket == .block else { return names }
    return names + [
      Candidate("either(", note: "the first of these columns that the file has"),
      Candidate("fixed(", note: "the same for everyone"),
    ]
  }

  // MARK: Columns

  private func textOfProperty(_ place: TypingPlace) -> TextOfProperty? {
    var isFixed = false
    for frame in place.frames.indices.reversed() {
      let item = place.item(of: frame)
      switch place.frames[frame].bracket {
      case .call:
        switch place.text(place.frames[frame].opening - 1) {
        case "fixed": isFixed = true
        case "either": continue
        default: return nil
        }
      case .list, .group: continue
      case .index: return nil
      case .block:
        guard frame > 0, place.kind(item.lowerBound + 1) == .colon else {
          return edited(item, place, isFixed)
        }
        let head = place.item(of: frame - 1)
        guard let kind = kind(ofItem: head, place) else { return nil }
        var found = TextOfProperty(kind: kind, property: place.text(item.lowerBound), isFixed: isFixed)
        if let from = head.first(where: { place.kind($0) == .fromWord }), place.kind(from + 1) == .string {
          found.file = place.tree.stringText(from + 1)
        }
        return found
      case .text: return edited(item, place, isFixed)
      }
    }
    return nil
  }

  /// `Applicants.region = "…`.
  private func edited(_ item: Range<TokenIndex>, _ place: TypingPlace, _ isFixed: Bool) -> TextOfProperty? {
    guard let equals = item.first(where: { place.kind($0) == .equals }) else { return nil }
    let path = place.path(endingBefore: equals)
    guard path.count >= 2, var entity = definitions.entity(named: path[0]) else { return nil }
    for name in path.dropFirst().dropLast() {
      guard let inner = definitions.entity(named: name, in: entity) else { return nil }
      entity = inner
    }
    var found = TextOfProperty(
      kind: definitions[entity].kind, property: path[path.count - 1], isFixed: isFixed)
    found.file = fileName(of: entity)
    return found
  }

  private func fileName(of entity: EntityID) -> String? {
    let tree = definitions.tree(of: entity)
    guard let clause = tree.firstChild(of: Int(definitions[entity].node), kind: .fromClause),
      let string = tree.child(0, of: clause), tree.kind(string) == .string
    else { return nil }
    return tree.stringText(tree.firstToken(string))
  }

  private func columns(of place: TextOfProperty) -> [String] {
    place.file.map { columns(ofFile: $0) }?.filter { !$0.isEmpty } ?? []
  }

  private func columnNote(of place: TextOfProperty) -> String { "a column of \(place.file ?? "the file")" }

  /// Properties of the people, as opposed to those of the declaration.
  private func isOfPeople(_ property: String) -> Bool {
    if property == "id" { return true }
    let person = schema.kinds.first { $0.name == "person" }
    if person?.properties.contains(where: { $0.name == property }) == true { return true }
    return definitions.entity(named: property).map { definitions.kindName(of: $0) } == "dimension"
  }

  // MARK: Time zones

  /// Those that begin so, then those whose city does.
  private func zones(_ typed: String) -> [Candidate] {
    let names = evaluator.zones.names
    let beginning = matching(names.map { Candidate($0, note: "") }, typed)
    guard !typed.isEmpty, !typed.contains("/") else { return beginning }
    let cities = names.filter { name in
      let city = name.split(separator: "/").last.map(String.init) ?? name
      return NameIndex.folded(city).starts(with: NameIndex.folded(typed.map { $0 == " " ? "_" : $0 }.text))
    }
    let known = Set(beginning.map(\.text))
    return beginning + cities.filter { !known.contains($0) }.map { Candidate($0) }
  }

  // MARK: Members

  /// `Intake[`: its members, whatever is typed of one. Nil when this is no index of a family, or something else is
  /// typed there.
  func familyMembers(_ place: TypingPlace, _ before: String, _ cursor: Int) -> Completions? {
    guard place.innermost.bracket == .index, place.innermost.itemIndex == 0,
      let entity = definitions.entity(named: place.text(place.innermost.opening - 1)),
      definitions[entity].isFamily
    else { return nil }
    let start = Int(place.tree.tokens.ends[place.innermost.opening])
    let typed = String(decoding: before.utf8.dropFirst(start), as: UTF8.self)
    guard !typed.contains(" ") else { return nil }
    var found: [Candidate] = []
    for member in evaluator.members(of: entity) {
      guard let key = evaluator.memberKey(of: member), key.hasPrefix(typed) else { continue }
      found.append(Candidate(key, note: note(of: entity)))
      if found.count == Completer.mostMembers { break }
    }
    return found.isEmpty ? nil : Completions(replacing: start..<cursor, candidates: found)
  }

  /// More than anybody looks through.
  private static let mostMembers = 400
}

extension [Character] {
  fileprivate var text: String { String(self) }
}
