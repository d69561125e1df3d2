// What fits in a verb: what it acts on, the words of its clauses, and what each takes.

import LineEditor
import RungAnalysis
import RungModel
import RungSession
import RungSyntax

extension Completer {
  func inVerb(_ place: TypingPlace, _ verb: TokenKind) -> [Candidate] {
    if let compared = compared(place) { return compared }
    let clause = VerbClause(place, verb)
    switch verb {
    case .showWord: return shown(place, clause)
    case .testWord: return clause.isFresh ? names(place.word, ofKinds: ["target"]) : []
    case .matchWord:
      guard clause.isFresh else { return clause.next([.withWord]) }
      return names(
        place.word,
        ofKinds: clause.word == .withWord
          ? ["pool", "people", "person"] : ["cohort", "stream", "stage", "pool", "people", "person"])
    case .scheduleWord:
      return clause.isFresh
        ? names(place.word, ofKinds: ["cohort", "stream", "stage", "curriculum", "module"]) : []
    case .simulateWord: return simulated(place, clause)
    case .compareWord:
      if clause.word == .measuringWord { return measured(place, clause) }
      return clause.isFresh ? scenarios : clause.next([.measuringWord])
    case .sweepWord: return swept(place, clause)
    case .findWord: return found(place, clause)
    case .explainWord:
      guard clause.isFresh else { return clause.next([.inWord]) }
      return clause.word == .inWord ? names(place.word, ofKinds: ["stage"]) : names(place.word)
    case .acceptWord: return clause.isFresh ? names(place.word) : []
    case .exportWord: return clause.isFresh && clause.word == nil ? names(place.word) : clause.next([.toWord])
    case .reportWord: return clause.next([.toWord])
    case .openWord: return quotedFiles([".rung"])
    default: return []
    }
  }

  private func shown(_ place: TypingPlace, _ clause: VerbClause) -> [Candidate] {
    let properties = clause.item.flatMap { propertiesOfCollection(place.text($0)) }
    switch clause.word {
    case .firstWord: return []
    case .whereWord, .byWord:
      if clause.isFresh { return properties + expression(place) }
      let next = clause.next([.byWord, .descendingWord, .firstWord])
      return expression(place, or: properties) + (place.isAfterOperand ? next : [])
    default:
      guard clause.isFresh else {
        let next = clause.next([.whereWord, .byWord, .firstWord])
        return place.isAfterOperand ? next + expression(place) : expression(place)
      }
      // Functions are many and seldom shown: they come once a letter asks for them.
      let collections = collections(place.word)
      return collections + (place.word.isEmpty ? names("") : expression(place))
    }
  }

  private func simulated(_ place: TypingPlace, _ clause: VerbClause) -> [Candidate] {
    switch place.lastKind {
    case .number: clause.next(place.kind(place.count - 2) == .seedWord ? [.byWord] : [.runsWord])
    case .simulateWord, .runsWord: clause.next([.seedWord, .byWord])
    case .byWord: names(place.word, ofKinds: ["dimension"])
    default: []
    }
  }

  private func measured(_ place: TypingPlace, _ clause: VerbClause) -> [Candidate] {
    guard clause.isFresh else { return expression(place) }
    return functions(FunctionName.allCases.filter(\.isObservable)) + expression(place)
  }

  private func swept(_ place: TypingPlace, _ clause: VerbClause) -> [Candidate] {
    switch clause.word {
    case .measuringWord: return measured(place, clause)
    case .overWord, .byWord:
      if clause.isFresh { return expression(place) }
      return clause.next(clause.word == .overWord ? [.byWord, .measuringWord] : [.measuringWord])
        + (place.isAfterNumber ? units(after: place, typeOfPath(clause.subject, at: place)) : [])
    default: return clause.isFresh ? names(place.word) : clause.next([.overWord])
    }
  }

  private func found(_ place: TypingPlace, _ clause: VerbClause) -> [Candidate] {
    switch clause.word {
    case .untilWord:
      return clause.isFresh
        ? names(place.word, ofKinds: ["target"]) : clause.next([.withWord]) + expression(place)
    case .withWord: return clause.isFresh ? [] : clause.next([.confidenceWord])
    case .inWord:
      if clause.isFresh { return expression(place) }
      return clause.next([.untilWord])
        + (place.isAfterNumber ? units(after: place, typeOfPath(clause.subject, at: place)) : [])
    default: return clause.isFresh ? names(place.word) : clause.next([.inWord])
    }
  }

  /// Those that hold something first asked for; by their letters, all.
  func collections(_ word: String) -> [Candidate] {
    let index = index
    return schema.kinds.indices.filter { !word.isEmpty || !index.isEmpty(KindID(index: $0)) }
      .map { Candidate(schema.kinds[$0].plural, note: "all of them: \(schema.kinds[$0].documentation)") }
  }

  /// What each thing of a collection, or of a family, has.
  func propertiesOfCollection(_ word: String) -> [Candidate] {
    kind(ofCollection: word).map { properties(ofKind: schema[$0].name) } ?? []
  }

  func kind(ofCollection word: String) -> KindID? {
    if let kind = schema.kind(ofCollection: word) { return kind }
    guard let entity = definitions.entity(named: word) else { return nil }
    let kind = definitions.kindName(of: entity)
    if definitions[entity].isFamily { return definitions[entity].kind }
    return ["pool", "cohort", "people"].contains(kind) ? schema.kind(named: "person") : nil
  }
}

/// The clause of a verb that the cursor stands in.
struct VerbClause {
  let item: Range<TokenIndex>
  /// The word that began it; nil of what follows the verb itself.
  let word: TokenKind?
  /// Nothing of its next part is there yet.
  let isFresh: Bool
  /// The path that the verb is about.
  let subject: [String]

  init(_ place: TypingPlace, _ verb: TokenKind) {
    item = place.item(of: place.frames.count - 1)
    let words = VerbClause.words[verb] ?? []
    let start = item.lowerBound
    let begins = item.dropFirst().last { words.contains(place.kind($0)) }
    word = begins.map(place.kind)
    isFresh = place.count - 1 == (begins ?? start) || place.lastKind == .comma || !place.isAfterOperand
    let subjectEnd = item.dropFirst().first { words.contains(place.kind($0)) } ?? place.count
    subject = place.path(endingBefore: subjectEnd)
  }

  /// The words of its clauses, for completion.
  func next(_ words: [TokenKind]) -> [Candidate] {
    words.compactMap { word in VerbClause.notes[word].map { Candidate($0.0, note: $0.1) } }
  }

  private static let words: [TokenKind: Set<TokenKind>] = [
    .showWord: [.whereWord, .byWord, .firstWord], .matchWord: [.withWord], .compareWord: [.measuringWord],
    .sweepWord: [.overWord, .byWord, .measuringWord], .findWord: [.inWord, .untilWord, .withWord],
    .explainWord: [.inWord], .exportWord: [.toWord], .reportWord: [.toWord],
    .simulateWord: [.runsWord, .seedWord, .byWord],
  ]

  private static let notes: [TokenKind: (String, String)] = [
    .whereWord: ("where", "only those for which a condition holds"),
    .byWord: ("by", "in the order of a value; of sweep, the step; of simulate, a dimension"),
    .firstWord: ("first", "so many of them"),
    .descendingWord: ("descending", "the largest first"),
    .withWord: ("with", "the mentors; of find, the confidence"),
    .measuringWord: ("measuring", "what is to be compared"),
    .overWord: ("over", "the values to try: 10 .. 60"),
    .inWord: ("in", "the values to try, or the stage meant"),
    .untilWord: ("until", "the target that is to be met"),
    .confidenceWord: ("confidence", "how sure it must be"),
    .runsWord: ("runs", "how many times"), .seedWord: ("seed", "the number from which all draws follow"),
    .toWord: ("to", "a file in quotes"),
  ]
}

extension TokenKind {
  /// Whether a statement that begins so acts.
  var isVerb: Bool {
    switch self {
    case .showWord, .scheduleWord, .matchWord, .simulateWord, .testWord, .compareWord, .sweepWord, .findWord,
      .explainWord, .acceptWord, .saveWord, .snapshotWord, .openWord, .exportWord, .reportWord:
      true
    default: false
    }
  }
}
