// Gives each token of a generated sentence its text.

import TestSupport

struct Wording {
  private var random: SeededRandom
  /// Words that are words only in their place.
  private let placeWords: [String]

  init(_ grammar: Grammar, seed: UInt64) {
    random = SeededRandom(seed)
    let reserved: Set = [
      "if", "then", "else", "and", "or", "not", "in", "is", "to", "of", "per", "each", "for", "where", "by",
      "true",
      "false", "none",
    ]
    placeWords = grammar.literals.filter { $0.allSatisfy(\.isLetter) && !reserved.contains($0) }
  }

  private static let names = [
    "Intake", "stage", "n", "Veterans", "in-person", "es-419", "wahlkreis-süd", "Ladder", "x", "Größe", "日本",
    "a_b",
    "EUR", "region", "size", "tovább", "isolated", "notes", "d1", "forum", "e",
  ]
  private static let units = [
    "months", "EUR", "hours", "weeks", "participants", "USD", "years", "rounds", "días",
  ]
  private static let numbers = [
    "0", "1", "2", "40", "999", "1000", "1_200", "12345", "12_345", "1_0", "300_000", "0.5", "2.50",
    "0.123_456",
    "1234567.25", "007", "9_999.999",
  ]
  private static let dates = ["2027-01-01", "2030-12-31", "2028-02-29"]
  private static let months = ["2027-01", "2030-12"]
  private static let times = ["18:00", "00:00", "23:59"]
  private static let strings = [
    "\"\"", "\"plain\"", "\"two words, and (signs) # no comment\"", "\"a \\\"quote\\\" and \\\\\"",
    "\"tab\\t line\\n \\u{e9}\"", "\"{{ braces }\"", "\"čeština — €\"",
  ]
  private static let filled = ["\"Intake {n}\"", "\"{ Intake[n].size } people\"", "\"{a}{b.c}\""]

  /// One text for each token; a statement's end is left to the layout.
  mutating func texts(of lexemes: [Lexeme]) -> [String] {
    lexemes.indices.map { index in
      let lexeme = lexemes[index]
      if lexeme.isLiteral { return lexeme.terminal }
      let before = index > 0 ? lexemes[index - 1] : nil
      let after = index + 1 < lexemes.count ? lexemes[index + 1] : nil
      return text(lexeme, before, after)
    }
  }

  private mutating func text(_ lexeme: Lexeme, _ before: Lexeme?, _ after: Lexeme?) -> String {
    switch lexeme.terminal {
    case "NAME": name(lexeme, before, after)
    case "NUMBER":
      // The language has one edition so far, and the words of a verb count whole things.
      before?.terminal == "rung" && before?.role == .plain ? "1" : random.pick(Self.numbers)
    case "DATE": random.pick(Self.dates)
    case "MONTH": random.pick(Self.months)
    case "TIME": random.pick(Self.times)
    case "STRING": random.pick(holdsName(before) ? Self.strings + Self.filled : Self.strings)
    case "SIGN": "-"
    case "GLUE_PAREN": "("
    case "GLUE_BRACKET": "["
    default: ""
    }
  }

  /// A file's name holds no value.
  private func holdsName(_ before: Lexeme?) -> Bool {
    guard let before, before.isLiteral, before.role == .plain else { return true }
    return !["use", "from", "to", "snapshot", "open"].contains(before.terminal)
  }

  private mutating func name(_ lexeme: Lexeme, _ before: Lexeme?, _ after: Lexeme?) -> String {
    if lexeme.role == .unit { return random.pick(Self.units) }
    let isFollowed = after.map { [".", "=", "GLUE_PAREN", "GLUE_BRACKET"].contains($0.terminal) } ?? false
    let isStart = before.map { $0.terminal == "END" || $0.terminal == "{" } ?? true
    // A clause word is no name right before what begins an operand: `scenario from X` misses its name.
    let isBeforeOperand = after.map { ["STRING", "NAME"].contains($0.terminal) } ?? false
    let isInside = before.map { ["(", "[", "GLUE_PAREN", "GLUE_BRACKET"].contains($0.terminal) } ?? false
    let mayBeWord = isFollowed || (!isStart && (isInside || (lexeme.role == .declared && !isBeforeOperand)))
    guard mayBeWord, random.chance(30) else { return random.pick(Self.names) }
    let word = random.pick(placeWords)
    // `with` and `from` are tags where an operand is expected.
    return isStart && ["with", "from"].contains(word) ? "test" : word
  }
}
