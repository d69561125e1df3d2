// What could stand at the cursor, with a line of documentation each: from the schema, the library and the programme.

import LineEditor
import RungAnalysis
import RungModel
import RungReport
import RungSession
import RungSyntax
import RungText

package final class Completer {
  private let desk: Desk
  private let fileNames: (String) -> [String]
  /// Of the definitions that this evaluator reads.
  private var names: (session: Session, evaluator: Evaluator, index: NameIndex)?
  private var headers: (evaluator: Evaluator, file: String, columns: [String])?

  package init(_ desk: Desk, fileNames: @escaping (String) -> [String]) {
    self.desk = desk
    self.fileNames = fileNames
  }

  var definitions: Definitions { desk.definitions }
  var evaluator: Evaluator { desk.session.evaluator }
  var schema: Schema { definitions.schema }

  var index: NameIndex {
    let session = desk.session
    let evaluator = session.evaluator
    if let names, names.evaluator === evaluator { return names.index }
    var index: NameIndex
    if let known = names, known.session === session {
      index = known.index
      names = nil
      index.update(to: evaluator.definitions)
    } else {
      index = NameIndex(evaluator.definitions)
    }
    names = (session, evaluator, index)
    return index
  }

  package func completions(of text: String, at cursor: Int) -> Completions {
    let before = String(decoding: text.utf8.prefix(max(0, cursor)), as: UTF8.self)
    let line = before.drop { $0 == " " || $0 == "\t" }
    if line.first == "." || line.first == "?", !line.contains("\n") { return command(String(line), cursor) }
    let place = TypingPlace(text, cursor: cursor)
    if place.isInComment { return .none(at: cursor) }
    if let quoted = place.openQuote { return inQuotes(place, quoted, cursor) }
    if let members = familyMembers(place, before, cursor) { return members }
    let found = place.touchesNumber ? unitsTouching(place) : candidates(place)
    return Completions(replacing: place.replacing, candidates: matching(found, place.word))
  }

  /// `8` and at once the key: the unit with the space before it.
  private func unitsTouching(_ place: TypingPlace) -> [Candidate] {
    candidates(place).compactMap { found in
      if found.text == "%" { return found }
      let isUnit = UnitWord(spelling: found.text) != nil || Currency(code: found.text) != nil
      return isUnit ? Candidate(" " + found.text, note: found.note) : nil
    }
  }

  /// Those that begin so, each once, in the order given.
  func matching(_ candidates: [Candidate], _ word: String) -> [Candidate] {
    let prefix = NameIndex.folded(word)
    var seen: Set<String> = []
    return candidates.filter {
      NameIndex.folded($0.text).starts(with: prefix) && seen.insert($0.text).inserted
    }
  }

  // MARK: Commands and questions

  private func command(_ line: String, _ cursor: Int) -> Completions {
    let bytes = Array(line.utf8)
    let isQuestion = line.hasPrefix("?")
    let space = bytes.firstIndex { $0 == 0x20 || $0 == 0x09 }
    if !isQuestion, space == nil {
      let found = PromptCommand.all.map {
        Candidate($0.arguments.isEmpty ? $0.name : $0.name + " ", note: $0.summary)
      }
      return Completions(replacing: (cursor - bytes.count)..<cursor, candidates: matching(found, line))
    }
    let argumentStart =
      isQuestion ? 1 : bytes[(space ?? 0)...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    let word = String(decoding: bytes[argumentStart...], as: UTF8.self)
    let argument = isQuestion ? PromptCommand.Argument.topic : argument(ofCommand: bytes[..<(space ?? 0)])
    let found = matching(candidates(argument, word), word)
    return Completions(replacing: (cursor - (bytes.count - argumentStart))..<cursor, candidates: found)
  }

  private func argument(ofCommand name: ArraySlice<UInt8>) -> PromptCommand.Argument {
    PromptCommand.named(String(decoding: name, as: UTF8.self))?.argument ?? .none
  }

  private func candidates(_ argument: PromptCommand.Argument, _ word: String) -> [Candidate] {
    switch argument {
    case .none, .count, .snapshot, .newScenario: return []
    case .topic: return topics(word)
    case .kind: return schema.kinds.map { Candidate($0.plural, note: $0.documentation) }
    case .name: return paths(word)
    case .scenario: return scenarios
    case .format: return OutputFormat.allCases.map { Candidate($0.rawValue) }
    case .choice(let words): return words.map { Candidate($0) }
    case .file: return fileCandidates(word, below: "", endings: [".rung"])
    }
  }

  private func topics(_ word: String) -> [Candidate] {
    if word.hasPrefix(".") { return PromptCommand.all.map { Candidate($0.name, note: $0.summary) } }
    if word.contains(".") {
      let kinds = schema.kinds.filter { word.hasPrefix($0.name + ".") }
      return kinds.flatMap { kind in
        kind.properties.map { Candidate(kind.name + "." + $0.name, note: $0.documentation) }
      } + paths(word)
    }
    return schema.kinds.map { Candidate($0.name, note: $0.documentation) }
      + VerbDocumentation.all.map { Candidate($0.name, note: $0.usage) }
      + Function.all.map { Candidate($0.name.rawValue, note: $0.documentation) } + names(word)
      + [Candidate(KeysPage.word, note: "what the keys do at the prompt")]
  }

  /// Names, and after a dot what belongs to them.
  private func paths(_ word: String) -> [Candidate] {
    guard let dot = word.lastIndex(of: ".") else { return names(word) }
    let place = TypingPlace(word, cursor: word.utf8.count)
    let head = String(word[...dot])
    return members(of: place.path(endingBefore: place.count - 1), at: place).map {
      Candidate(head + $0.text, note: $0.note)
    }
  }

  // MARK: Names

  /// Declared things that begin with the word; of these kinds, or any.
  func names(_ word: String, ofKinds kinds: [String] = []) -> [Candidate] {
    index.names(beginning: word, ofKinds: kinds.compactMap(schema.kind(named:)))
      .map { Candidate($0.name, note: note(of: $0.entity)) }
  }

  var scenarios: [Candidate] {
    [Candidate("Base", note: "the programme as it is written")]
      + definitions.scenarios.map { Candidate(definitions.name(of: $0), note: note(of: $0)) }
  }

  /// `stage "Grow into it"`, or the first line of its documentation.
  func note(of entity: EntityID) -> String {
    let kind = definitions.kindName(of: entity)
    if let title = definitions.titleText(of: entity) { return "\(kind) \"\(title)\"" }
    let tree = definitions.tree(of: entity)
    let documentation = tree.documentation(before: tree.firstToken(Int(definitions[entity].node)))
    guard let line = documentation?.split(separator: "\n").first else { return kind }
    return "\(kind): \(line)"
  }

  /// What may stand after the dot of a path.
  func members(of path: [String], at place: TypingPlace) -> [Candidate] {
    guard let head = path.first else { return [] }
    if path.count == 1, let kind = kind(ofVariable: head, at: place) {
      return properties(ofKind: schema[kind].name)
    }
    guard var entity = definitions.entity(named: head) else { return [] }
    for name in path.dropFirst() {
      guard let inner = definitions.entity(named: name, in: entity) else { return [] }
      entity = inner
    }
    let kind = definitions[entity].kind
    if schema[kind].name == "dimension" {
      return definitions.dimensionValues(definitions.name(of: entity)).map { Candidate($0) }
    }
    // Only kinds whose names are looked up inside an owner can be inside.
    let inner = schema.kinds.indices.filter { schema.kinds[$0].isQualified }
      .flatMap { definitions.present(ofKind: KindID(index: $0)) }.filter { definitions[$0].owner == entity }
    return inner.map { Candidate(definitions.name(of: $0), note: note(of: $0)) }
      + properties(ofKind: schema[kind].name)
  }

  func properties(ofKind name: String) -> [Candidate] {
    guard let kind = schema.kind(named: name) else { return [] }
    return schema.properties(of: kind).map {
      Candidate(schema.properties[$0].name, note: PropertyNote.text(schema.properties[$0]))
    }
      + (schema[kind].hasDimensions ? dimensions : [])
  }

  var dimensions: [Candidate] { names("", ofKinds: ["dimension"]) }

  // MARK: Files

  private func inQuotes(_ place: TypingPlace, _ quoted: String, _ cursor: Int) -> Completions {
    // The tokens before the quote: the half-typed word may have been cut off inside it.
    let typed = quoted.utf8.count
    let head = TypingPlace(
      String(decoding: place.tree.source.bytes, as: UTF8.self) + place.word, cursor: cursor - typed - 1)
    let found: [Candidate]
    switch head.lastKind {
    case .useWord, .openWord: found = files(quoted, endings: [".rung"])
    case .fromWord: found = files(quoted, endings: [".csv", ".tsv", ".txt"])
    default: return Completions(replacing: (cursor - typed)..<cursor, candidates: texts(head, typed: quoted))
    }
    return Completions(replacing: (cursor - typed)..<cursor, candidates: matching(found, quoted))
  }

  private func files(_ typed: String, endings: [String]) -> [Candidate] {
    fileCandidates(typed, below: desk.session.workspace.projectFolder, endings: endings)
  }

  /// Of a spreadsheet that may not be declared yet; read once while the programme stays as it is.
  func columns(ofFile written: String) -> [String] {
    if let known = headers, known.evaluator === evaluator, known.file == written { return known.columns }
    let found = desk.session.columns(ofPeopleFile: written)
    headers = (evaluator, written, found)
    return found
  }

  /// Before the quotes are typed.
  func quotedFiles(_ endings: [String]) -> [Candidate] {
    fileCandidates("", below: desk.session.workspace.projectFolder, endings: endings)
      .map { $0.text.hasSuffix("/") ? Candidate("\"" + $0.text) : Candidate("\"" + $0.text + "\"") }
  }

  private func fileCandidates(_ typed: String, below folder: String, endings: [String]) -> [Candidate] {
    let head = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let place = head.hasPrefix("/") || folder.isEmpty || folder == "." ? head : folder + "/" + head
    return fileNames(place.isEmpty ? "." : place)
      .filter { name in name.hasSuffix("/") || endings.contains { name.hasSuffix($0) } }
      .map { Candidate(head + $0) }
  }
}

/// One line on a property.
enum PropertyNote {
  static func text(_ property: Property) -> String {
    (property.isRequired ? "required. " : "") + property.documentation
  }
}
