// Makes sentences of the grammar: every alternative, option and repetition is taken, the least used first,

import TestSupport

// and what the grammar marks `@checked` is kept to. The words are chosen by `Wording`, the spaces by
// `Layout`.

/// One token of a sentence, before it has its text.
struct Lexeme: Equatable {
  enum Role {
    case plain
    /// An operator with its left operand: a line may end after it.
    case infix
    /// A word that stands for a value (`so`, `or`, `to`).
    case tag
    /// Before `:` and after `.`, where any word is a name.
    case word
    /// Directly after a number.
    case unit
    /// The name in `NAME NAME`.
    case declared
  }

  /// A literal's spelling, or a token class.
  var terminal: String
  var isLiteral: Bool
  var role: Role
}

struct SentenceGenerator {
  private let grammar: Grammar
  private let phraseOf: [String: Phrase]
  /// Levels of productions the shortest sentence of each needs.
  private let depthOf: [String: Int]
  private var random: SeededRandom
  /// How often each way of each choice was taken; the key names production and place.
  private(set) var taken: [ChoicePoint: [Int]] = [:]

  struct ChoicePoint: Hashable, CustomStringConvertible {
    let production: String
    /// Position among the phrases of the production, in order of writing.
    var place: Int
    var description: String { "\(production), choice \(place)" }
  }

  // The sentence in the making.
  private var lexemes: [Lexeme] = []
  private var wanted = 0
  private var depthLimit = 0
  /// Beside `+ - * /`: no bare `to` or `of` may follow.
  private var isInArithmetic = false
  private var mayBeEdition = false

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    var phrases: [String: Phrase] = [:]
    for production in grammar.productions { phrases[production.name] = production.phrase }
    phraseOf = phrases
    depthOf = Self.depths(of: grammar)
    random = SeededRandom(seed)
    for production in grammar.productions {
      var place = 0
      register(production.phrase, in: production.name, &place)
    }
  }

  /// One more sentence of some production, about `size` tokens long.
  mutating func sentence(of production: String, size: Int) -> [Lexeme] {
    lexemes = []
    wanted = size
    depthLimit = 90
    isInArithmetic = false
    mayBeEdition = true
    expand(production, depth: 0)
    return lexemes
  }

  /// Ways never taken.
  var untaken: [String] {
    taken.sorted { ($0.key.production, $0.key.place) < ($1.key.production, $1.key.place) }
      .flatMap { point, counts in
        counts.indices.filter { counts[$0] == 0 }.map { "\(point), way \($0)" }
      }
  }

  // MARK: Expansion

  private mutating func expand(_ production: String, depth: Int) {
    guard let phrase = phraseOf[production] else { return }
    switch production {
    case "override": override(phrase, depth: depth)
    case "reference": reference(phrase, depth: depth)
    case "sum", "product": arithmetic(production, phrase, depth: depth)
    case "expr":
      // A part of what is left, so that something can follow the expression too.
      let outer = (isInArithmetic, wanted)
      isInArithmetic = false
      wanted = min(
        wanted, lexemes.count + Int.random(in: 0...max(1, (wanted - lexemes.count) / 2), using: &random))
      plainly(production, phrase, depth: depth)
      (isInArithmetic, wanted) = outer
    case "statement":
      plainly(production, phrase, depth: depth)
      mayBeEdition = false
    default: plainly(production, phrase, depth: depth)
    }
  }

  private mutating func plainly(_ production: String, _ phrase: Phrase, depth: Int) {
    walk(phrase, ChoicePoint(production: production, place: 0), depth: depth)
  }

  /// Goes through a phrase. `point` is the place of the phrase's first choice, also when it has none;
  /// `decided` is the way to go when it was chosen already.
  private mutating func walk(_ phrase: Phrase, _ point: ChoicePoint, depth: Int, decided: Int? = nil) {
    switch phrase {
    case .literal(let spelling):
      append(spelling, isLiteral: true, in: point.production)
    case .tokenClass(let name):
      append(name, isLiteral: false, in: point.production)
    case .production(let name):
      expand(name, depth: depth + 1)
    case .sequence(let parts):
      // Options are chosen before what stands left of them, or long left parts would leave none to choose.
      var points: [ChoicePoint] = []
      var place = point.place
      for part in parts {
        points.append(ChoicePoint(production: point.production, place: place))
        place += part.choices
      }
      let ways = parts.indices.map { way(into: parts[$0], points[$0], depth: depth) }
      for (index, part) in parts.enumerated() {
        walk(part, points[index], depth: depth, decided: ways[index])
      }
    case .choice(let options):
      let way = decided ?? way(into: phrase, point, depth: depth) ?? 0
      var inner = point
      inner.place += 1 + options[..<way].reduce(0) { $0 + $1.choices }
      walk(options[way], inner, depth: depth)
    case .optional(let part), .repeated(let part):
      let way = decided ?? way(into: phrase, point, depth: depth) ?? 0
      let times = way < 2 ? way : Int.random(in: 2...3, using: &random)
      var inner = point
      inner.place += 1
      for _ in 0..<times { walk(part, inner, depth: depth) }
    }
  }

  /// The way to go at a phrase; nil where there is nothing to choose. Of a repetition: none, one, more.
  private mutating func way(into phrase: Phrase, _ point: ChoicePoint, depth: Int) -> Int? {
    switch phrase {
    case .literal, .tokenClass, .production, .sequence: return nil
    case .choice(let options):
      let barred = mayBeEdition ? [] : options.indices.filter { options[$0] == .production("edition") }
      return way(point, options.map { cost(of: $0) }, forbidden: barred, depth: depth)
    case .optional(let part):
      let isBarred =
        point.production == "estimate" && isInArithmetic && part.everything.contains(.literal("to"))
      return way(point, [0, cost(of: part)], forbidden: isBarred ? [1] : [], depth: depth)
    case .repeated(let part):
      return way(point, [0, cost(of: part), cost(of: part)], forbidden: [], depth: depth)
    }
  }

  private mutating func append(_ terminal: String, isLiteral: Bool, in production: String) {
    // After a tag that is a reserved word `-` would be a sign.
    let isSigned = terminal == "-" && lexemes.last?.role == .tag
    let terminal = isSigned ? "+" : terminal
    lexemes.append(Lexeme(terminal: terminal, isLiteral: isLiteral, role: role(of: terminal, in: production)))
  }

  /// A way that fits the depth left: often the least taken one. Once the sentence is long enough a short one,
  /// unless another has hardly been taken yet.
  private mutating func way(_ point: ChoicePoint, _ costs: [Int], forbidden: [Int], depth: Int) -> Int {
    let counts = taken[point] ?? []
    let allowed = costs.indices.filter { !forbidden.contains($0) }
    let shortest = allowed.map { costs[$0] }.min() ?? 0
    var open = allowed.filter { depth + costs[$0] <= depthLimit }
    let least = open.map { counts[$0] }.min() ?? 0
    let isLongEnough = lexemes.count > wanted
    if open.isEmpty || (isLongEnough && least > 0 && (least >= 20 || random.chance(70))) {
      // A name is a little deeper than a number, and as short.
      let slack = point.production == "quantity" && !open.isEmpty ? 3 : 0
      open = allowed.filter { costs[$0] <= shortest + slack }
      if open.first == 0, costs[0] == 0, random.chance(70) { open = [0] }
    } else if isLongEnough || random.chance(40) {
      open = open.filter { counts[$0] == least }
    }
    let way = random.pick(open)
    taken[point]?[way] += 1
    return way
  }

  // MARK: What the grammar marks @checked

  /// A path stands left of `=`.
  private mutating func override(_ phrase: Phrase, depth: Int) {
    guard case .sequence(let parts) = phrase, parts.count == 2, case .optional(let defined) = parts[1],
      case .sequence(let sides) = defined, sides.count == 2
    else { return plainly("override", phrase, depth: depth) }
    let isDefined = way(into: parts[1], ChoicePoint(production: "override", place: 0), depth: depth) == 1
    let point = ChoicePoint(production: "override", place: 1)
    if isDefined {
      expand("path", depth: depth + 1)
      for side in sides { walk(side, point, depth: depth) }
    } else {
      walk(parts[0], point, depth: depth)
    }
  }

  /// A bracket touches only what ends with a name, `)` or `]`.
  private mutating func reference(_ phrase: Phrase, depth: Int) {
    guard case .sequence(let parts) = phrase, parts.count == 2, case .repeated(let suffix) = parts[1],
      case .choice(let suffixes) = suffix
    else { return plainly("reference", phrase, depth: depth) }
    let times = way(ChoicePoint(production: "reference", place: 0), [0, 2, 14], forbidden: [], depth: depth)
    expand("primary", depth: depth + 1)
    for _ in 0..<times {
      let barred = isGluable ? [] : suffixes.indices.filter { suffixes[$0].beginsGlued }
      let point = ChoicePoint(production: "reference", place: 1)
      let way = way(point, suffixes.map { cost(of: $0) }, forbidden: barred, depth: depth)
      let place = 2 + suffixes[..<way].reduce(0) { $0 + $1.choices }
      walk(suffixes[way], ChoicePoint(production: "reference", place: place), depth: depth)
    }
  }

  private var isGluable: Bool {
    guard let last = lexemes.last else { return false }
    return ["NAME", ")", "]"].contains(last.terminal) || last.role == .word
  }

  /// R0112: no bare `to` or `of` beside an operator.
  private mutating func arithmetic(_ production: String, _ phrase: Phrase, depth: Int) {
    guard case .sequence(let parts) = phrase, parts.count == 2, case .repeated(let more) = parts[1] else {
      return
    }
    let times = way(into: parts[1], ChoicePoint(production: production, place: 0), depth: depth) ?? 0
    let outer = isInArithmetic
    if times > 0 { isInArithmetic = true }
    let point = ChoicePoint(production: production, place: 1)
    walk(parts[0], point, depth: depth)
    for _ in 0..<times { walk(more, point, depth: depth) }
    isInArithmetic = outer
  }

  private func role(of terminal: String, in production: String) -> Lexeme.Role {
    switch production {
    case "disjunction", "conjunction", "comparison", "span", "sum", "product": .infix
    case "estimate": terminal == "to" || terminal == "of" ? .infix : terminal == "NAME" ? .unit : .plain
    case "quantity": terminal == "NAME" ? .unit : .plain
    case "tagWord": .tag
    case "word", "keyword": .word
    case "family", "let", "assume", "exchange", "target", "scenario": terminal == "NAME" ? .declared : .plain
    default: .plain
    }
  }

  // MARK: Depths

  private mutating func register(_ phrase: Phrase, in production: String, _ place: inout Int) {
    switch phrase {
    case .literal, .tokenClass, .production: return
    case .sequence: break
    case .choice(let options): open(options.count)
    case .optional: open(2)
    case .repeated: open(3)
    }
    for part in phrase.parts { register(part, in: production, &place) }

    func open(_ ways: Int) {
      taken[ChoicePoint(production: production, place: place)] = Array(repeating: 0, count: ways)
      place += 1
    }
  }

  private func cost(of phrase: Phrase) -> Int { phrase.depth { depthOf[$0] ?? 0 } }

  private static func depths(of grammar: Grammar) -> [String: Int] {
    var depths: [String: Int] = [:]
    var changed = true
    while changed {
      changed = false
      for production in grammar.productions {
        let depth = production.phrase.depth { depths[$0] ?? 1000 } + 1
        if depth < depths[production.name] ?? 1000 {
          depths[production.name] = depth
          changed = true
        }
      }
    }
    return depths
  }
}

extension Phrase {
  /// Choices inside, this one included.
  fileprivate var choices: Int {
    everything.reduce(0) { count, phrase in
      switch phrase {
      case .literal, .tokenClass, .production, .sequence: count
      case .choice, .optional, .repeated: count + 1
      }
    }
  }

  fileprivate var beginsGlued: Bool {
    if case .sequence(let parts) = self, case .tokenClass(let name)? = parts.first {
      name.hasPrefix("GLUE")
    } else {
      false
    }
  }

  fileprivate func depth(_ depthOf: (String) -> Int) -> Int {
    switch self {
    case .literal, .tokenClass, .optional, .repeated: 0
    case .production(let name): depthOf(name)
    case .sequence(let parts): parts.map { $0.depth(depthOf) }.max() ?? 0
    case .choice(let parts): parts.map { $0.depth(depthOf) }.min() ?? 0
    }
  }
}
