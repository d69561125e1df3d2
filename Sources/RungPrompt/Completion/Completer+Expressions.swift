// What fits in a formula: names, collections, functions and what they take, the words between two operands.

import LineEditor
import RungAnalysis
import RungModel
import RungSyntax

extension Completer {
  /// After an operand the words that go on from it, else what can be one.
  func expression(_ place: TypingPlace, or more: [Candidate] = []) -> [Candidate] {
    if place.isAfterNumber { return units(after: place, nil) + infix(place) }
    if place.isAfterOperand { return infix(place) }
    if place.lastKind == .forWord { return [] }
    if place.lastKind == .inWord, isComprehension(place) {
      return collections(place.word) + names(place.word)
    }
    return more + variables(at: place) + operands(place.word)
  }

  func operands(_ word: String) -> [Candidate] {
    names(word)
      + schema.kinds.filter { !$0.isStatement && !$0.isFromFile }.map {
        Candidate($0.plural, note: "all of them: " + $0.documentation)
      }
      + functions(FunctionName.allCases)
      + [
        Candidate("if", note: "if CONDITION then A else B"),
        Candidate("not", note: "the opposite of a condition"),
        Candidate("true"), Candidate("false"), Candidate("none", note: "not given"),
      ]
  }

  func functions(_ names: [FunctionName]) -> [Candidate] {
    names.map { Candidate($0.rawValue + "(", note: $0.function.signature + ": " + $0.function.documentation) }
  }

  // MARK: Between operands

  /// The words that go on after an operand. `isCondition`: what is typed may be one.
  func infix(_ place: TypingPlace, isCondition: Bool = true) -> [Candidate] {
    var words: [Candidate] = []
    let item = place.item(of: place.frames.count - 1)
    if place.innermost.bracket == .list {
      let hasFor = item.contains { place.kind($0) == .forWord }
      if !hasFor, item.count > 0 {
        words.append(Candidate("for", note: "the same of each thing: [c.size for c in cohorts]"))
      }
      if hasFor, place.kind(place.count - 2) == .forWord {
        return [Candidate("in", note: "what they are taken from")]
      }
      if hasFor, !item.contains(where: { place.kind($0) == .whereWord }) {
        words.append(Candidate("where", note: "only those for which a condition holds"))
      }
    }
    if let choice = item.last(where: { [.ifWord, .thenWord, .elseWord].contains(place.kind($0)) }) {
      if place.kind(choice) == .ifWord { words.append(Candidate("then", note: "what holds if so")) }
      if place.kind(choice) == .thenWord { words.append(Candidate("else", note: "what holds if not")) }
    }
    guard isCondition || item.contains(where: { place.kind($0) == .ifWord || place.kind($0) == .whereWord })
    else {
      return words
    }
    return words + [
      Candidate("is", note: "equals; is not: differs"), Candidate("in", note: "is one of a list"),
      Candidate("and", note: "both conditions"), Candidate("or", note: "one condition or both"),
    ]
  }

  // MARK: Variables

  private func isComprehension(_ place: TypingPlace) -> Bool { place.kind(place.count - 3) == .forWord }

  /// `c` of `for c in cohorts`, `n` of `cohort Intake[n in 1 .. 5]`.
  private func variables(at place: TypingPlace) -> [Candidate] {
    var found: [Candidate] = []
    for token in 0..<place.count where place.kind(token) == .inWord && place.kind(token - 1).isName {
      if place.kind(token - 2) == .forWord {
        found.append(Candidate(place.text(token - 1), note: "each of \(place.text(token + 1))"))
      } else if place.kind(token - 2) == .gluedBracket, place.frames.count > 1 {
        found.append(
          Candidate(place.text(token - 1), note: "the number of the member of \(place.text(token - 3))"))
      }
    }
    return found
  }

  /// What kind of thing a word stands for where it is no name.
  func kind(ofVariable word: String, at place: TypingPlace) -> KindID? {
    for token in 0..<place.count
    where place.kind(token) == .inWord && place.text(token - 1) == word && place.kind(token - 2) == .forWord {
      return kind(ofCollection: place.text(token + 1))
    }
    return ["mentor", "mentee", "person"].contains(word) && definitions.entity(named: word) == nil
      ? schema.kind(named: "person") : nil
  }

  // MARK: Calls

  func argument(_ place: TypingPlace) -> [Candidate] {
    let frame = place.frames.count - 1
    let item = place.item(of: frame)
    guard let function = FunctionName(rawValue: place.text(place.innermost.opening - 1)) else {
      return value(place, of: frame)
    }
    if let colon = item.first(where: { place.kind($0) == .colon }) {
      return namedArgument(place.text(colon - 1), place, frame)
    }
    if place.isAfterOperand || place.isAfterNumber { return value(place, of: frame) }
    let given = namesGiven(place)
    let named = Signature(function.function).names.filter { $0 != "dimension" && !given.contains($0) }
    let byName = named.map { Candidate($0 + ": ", note: Completer.argumentNotes[$0] ?? "") }
    if place.innermost.itemIndex == 0 {
      return firstArgument(function, place) + (item.isEmpty && !place.word.isEmpty ? byName : [])
    }
    if function == .share { return dimensions.map { Candidate($0.text + ": ", note: $0.note) } }
    return item.isEmpty && !byName.isEmpty ? byName : expression(place)
  }

  private static let argumentNotes = [
    "during": "a span: only what happened in it", "by": "a date: what happened until then",
    "from": "a cohort: only its people", "on": "a date: how it was then",
    "after": "a duration: so long afterwards", "to": "the step to round to",
  ]

  private func namesGiven(_ place: TypingPlace) -> Set<String> {
    Set(
      (place.innermost.opening + 1..<max(place.count, place.innermost.opening + 1))
        .filter { place.kind($0) == .colon }.map { place.text($0 - 1) })
  }

  private func firstArgument(_ function: FunctionName, _ place: TypingPlace) -> [Candidate] {
    let kinds: [String]
    switch function {
    case .arrived: kinds = ["cohort", "stream", "stage"]
    case .entered, .completed, .waiting, .inProgress, .withoutMentor: kinds = ["stage"]
    case .left, .active: kinds = ["stage", "pool"]
    case .spent: kinds = ["fund", "cost"]
    case .filled, .vacant: kinds = ["position"]
    case .mentors, .ties: kinds = ["pool"]
    case .retained: kinds = ["position", "pool", "stage"]
    case .share: return functions(FunctionName.allCases.filter(\.isFlow))
    case .peak, .last: return functions(FunctionName.allCases.filter(\.isStock))
    case .mean: return functions(FunctionName.allCases.filter(\.isStock)) + expression(place)
    case .sum, .count, .min, .max, .median, .all, .any, .round, .ceil, .floor, .over, .remaining, .overlaps,
      .date,
      .normal,
      .pert, .uniform, .exponential, .poisson, .chance, .best, .random, .overlap, .sharedHours,
      .fixed:
      return unquotedTexts(place) + expression(place)
    case .either:
      let columns = unquotedTexts(place)
      return columns.isEmpty ? expression(place) : columns
    }
    return names(place.word, ofKinds: kinds)
  }

  private func namedArgument(_ name: String, _ place: TypingPlace, _ frame: Int) -> [Candidate] {
    if place.isAfterOperand || place.isAfterNumber { return value(place, of: frame) }
    switch name {
    case "from": return names(place.word, ofKinds: ["cohort", "stream"])
    case "by", "on": return names(place.word, ofKinds: ["milestone"]) + expression(place)
    default:
      let values = definitions.dimensionValues(name)
      return values.isEmpty ? expression(place) : (values + ["unstated"]).map { Candidate($0) }
    }
  }
}
