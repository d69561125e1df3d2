// FIRST and FOLLOW of one and two tokens, and the strong-LL check that stands on them: at every choice, what
// may begin one way (with whatever may follow the production anywhere) must differ from what may begin
// another. Aho & Ullman, The Theory of Parsing, Translation, and Compiling, vol. 1, §5.1.

/// A set of strings of at most two terminals. Terminals are numbered from 1; 0 stands for "nothing more".
struct Prefixes: Equatable {
  /// `rows[a]` has bit `b` when `a b` is in the set, and bit 0 when `a` alone is.
  private(set) var rows: [UInt128]
  var hasEmpty = false

  init(terminals: Int) { rows = Array(repeating: 0, count: terminals + 1) }

  mutating func insert(_ first: Int, _ second: Int = 0) { rows[first] |= 1 << UInt128(second) }

  mutating func formUnion(_ other: Prefixes) {
    for index in rows.indices { rows[index] |= other.rows[index] }
    hasEmpty = hasEmpty || other.hasEmpty
  }

  /// The first terminals, as bits; bit 0 when the empty string is in the set.
  var firsts: UInt128 {
    var bits: UInt128 = hasEmpty ? 1 : 0
    for index in rows.indices where rows[index] != 0 { bits |= 1 << UInt128(index) }
    return bits
  }

  /// Each string of `self` followed by each of `other`, cut to two terminals.
  func followed(by other: Prefixes) -> Prefixes {
    var result = Prefixes(terminals: rows.count - 1)
    let next = other.firsts
    let isNothing = next == 0
    guard !isNothing else { return result }
    for index in rows.indices {
      result.rows[index] = rows[index] & ~1
      if rows[index] & 1 != 0 { result.rows[index] |= next }
    }
    if hasEmpty { result.formUnion(other) }
    return result
  }

  /// The strings in both, of one or of two terminals.
  func common(with other: Prefixes, length: Int) -> [(Int, Int)] {
    var result: [(Int, Int)] = []
    for index in rows.indices where rows[index] != 0 && other.rows[index] != 0 {
      if length == 1 { result.append((index, 0)) }
      let both = rows[index] & other.rows[index]
      guard length == 2, both != 0 else { continue }
      for second in rows.indices where both & (1 << UInt128(second)) != 0 { result.append((index, second)) }
    }
    return result
  }
}

/// A choice that the tokens ahead do not decide.
struct Conflict: CustomStringConvertible {
  /// The production the choice is in.
  let production: String
  /// A few of the strings that begin both ways.
  let examples: [String]
  var description: String { "\(production): \(examples.prefix(4).joined(separator: ", "))" }
}

struct Lookahead {
  private enum Symbol {
    case terminal(Int)
    case rule(Int)
  }

  /// A production, or a choice, option or repetition inside one: its ways to go on.
  private struct Rule {
    let production: String
    var ways: [[Symbol]]
  }

  private var terminals: [String: Int] = [:]
  /// Spelling of each terminal; 0 is the end of the text.
  private var spellings = ["end of text"]
  private var rules: [Rule] = []
  private var first: [Prefixes] = []
  private var follow: [Prefixes] = []

  init(_ grammar: Grammar) {
    for literal in grammar.literals { number(of: "'\(literal)'") }
    for tokenClass in grammar.tokenClasses { number(of: tokenClass) }
    precondition(spellings.count < 127, "terminals are kept in the bits of one UInt128")
    var ruleOf: [String: Int] = [:]
    for production in grammar.productions where ruleOf[production.name] == nil {
      ruleOf[production.name] = rules.count
      rules.append(Rule(production: production.name, ways: []))
    }
    for production in grammar.productions {
      guard let rule = ruleOf[production.name] else { continue }
      rules[rule].ways = ways(of: production.phrase, in: production.name, ruleOf)
    }
    findFirst()
    findFollow()
  }

  /// The spellings that may begin a production's sentences.
  func firstWords(of production: String) -> [String] {
    guard let rule = rules.firstIndex(where: { $0.production == production }) else { return [] }
    let bits = first[rule].firsts
    return spellings.indices.dropFirst().filter { bits & (1 << UInt128($0)) != 0 }.map { spellings[$0] }
  }

  /// Every choice that `length` tokens do not decide, in the order of the file.
  func conflicts(length: Int) -> [Conflict] {
    var result: [Conflict] = []
    for (index, rule) in rules.enumerated() {
      let ahead = rule.ways.map { first(of: $0).followed(by: follow[index]) }
      for left in ahead.indices {
        for right in ahead.indices where right > left {
          let both = ahead[left].common(with: ahead[right], length: length)
          if both.isEmpty { continue }
          result.append(Conflict(production: rule.production, examples: both.map(spelled)))
        }
      }
    }
    return result
  }

  // MARK: From the notation to plain rules

  @discardableResult
  private mutating func number(of spelling: String) -> Int {
    if let known = terminals[spelling] { return known }
    terminals[spelling] = spellings.count
    spellings.append(spelling)
    return spellings.count - 1
  }

  private mutating func ways(of phrase: Phrase, in production: String, _ ruleOf: [String: Int]) -> [[Symbol]]
  {
    if case .choice(let options) = phrase {
      return options.map { symbols(of: $0, in: production, ruleOf) }
    }
    return [symbols(of: phrase, in: production, ruleOf)]
  }

  private mutating func symbols(of phrase: Phrase, in production: String, _ ruleOf: [String: Int]) -> [Symbol]
  {
    switch phrase {
    case .literal(let spelling): return [.terminal(number(of: "'\(spelling)'"))]
    case .tokenClass(let name): return [.terminal(number(of: name))]
    case .production(let name):
      // An undefined name is reported elsewhere; here it stands for a token of its own.
      return [ruleOf[name].map { .rule($0) } ?? .terminal(number(of: "<\(name)>"))]
    case .sequence(let parts):
      var result: [Symbol] = []
      for part in parts { result += symbols(of: part, in: production, ruleOf) }
      return result
    case .choice:
      let rule = newRule(in: production)
      rules[rule].ways = ways(of: phrase, in: production, ruleOf)
      return [.rule(rule)]
    case .optional(let part):
      let rule = newRule(in: production)
      rules[rule].ways = ways(of: part, in: production, ruleOf) + [[]]
      return [.rule(rule)]
    case .repeated(let part):
      let rule = newRule(in: production)
      rules[rule].ways = ways(of: part, in: production, ruleOf).map { $0 + [.rule(rule)] } + [[]]
      return [.rule(rule)]
    }
  }

  private mutating func newRule(in production: String) -> Int {
    rules.append(Rule(production: production, ways: []))
    return rules.count - 1
  }

  // MARK: Fixed points

  private func first(of symbols: some Sequence<Symbol>) -> Prefixes {
    var result = Prefixes(terminals: spellings.count - 1)
    result.hasEmpty = true
    for symbol in symbols {
      switch symbol {
      case .terminal(let number):
        var one = Prefixes(terminals: spellings.count - 1)
        one.insert(number)
        result = result.followed(by: one)
      case .rule(let rule): result = result.followed(by: first[rule])
      }
    }
    return result
  }

  private mutating func findFirst() {
    first = Array(repeating: Prefixes(terminals: spellings.count - 1), count: rules.count)
    var grew = true
    while grew {
      grew = false
      for index in rules.indices {
        var now = first[index]
        for way in rules[index].ways { now.formUnion(first(of: way)) }
        if now != first[index] {
          first[index] = now
          grew = true
        }
      }
    }
  }

  /// The end of the text is written as terminal 0 twice, so that every string of FOLLOW has two terminals.
  private mutating func findFollow() {
    follow = Array(repeating: Prefixes(terminals: spellings.count - 1), count: rules.count)
    guard !rules.isEmpty else { return }
    follow[0].insert(0)
    var grew = true
    while grew {
      grew = false
      for index in rules.indices {
        for way in rules[index].ways {
          for (place, symbol) in way.enumerated() {
            guard case .rule(let rule) = symbol else { continue }
            var now = follow[rule]
            now.formUnion(first(of: way[(place + 1)...]).followed(by: follow[index]))
            if now != follow[rule] {
              follow[rule] = now
              grew = true
            }
          }
        }
      }
    }
  }

  private func spelled(_ pair: (Int, Int)) -> String {
    pair.1 == 0 ? spellings[pair.0] : "\(spellings[pair.0]) \(spellings[pair.1])"
  }
}
