// The words that have a kind of their own, found by their first eight bytes in a small hash table.

struct KeywordTable: @unchecked Sendable {
  /// 256 slots, open addressing; an empty slot has key 0.
  private let keys: UnsafePointer<UInt64>
  private let lengths: UnsafePointer<UInt8>
  private let kinds: UnsafePointer<TokenKind>

  static let shared = KeywordTable()
  static let longest = 10

  /// The kind of a word of at most `longest` bytes, given its first eight (fewer: padded with zeros).
  @inline(__always)
  func kind(_ key: UInt64, length: Int, tail: UInt16) -> TokenKind {
    var slot = KeywordTable.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key, Int(lengths[slot]) == length {
        return length <= 8 || KeywordTable.tail(kinds[slot]) == tail ? kinds[slot] : .name
      }
      slot = (slot + 1) & 255
    }
    return .name
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 56) }

  /// The ninth and tenth byte of the three words that have them.
  private static func tail(_ kind: TokenKind) -> UInt16 {
    switch kind {
    case .measuringWord: 0x67
    case .confidenceWord: 0x6563
    case .descendingWord: 0x676E
    default: 0
    }
  }

  private init() {
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: 256)
    let lengths = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    let kinds = UnsafeMutablePointer<TokenKind>.allocate(capacity: 256)
    keys.initialize(repeating: 0, count: 256)
    lengths.initialize(repeating: 0, count: 256)
    kinds.initialize(repeating: .name, count: 256)
    for (word, kind) in KeywordTable.words {
      var key: UInt64 = 0
      for (index, byte) in word.utf8.prefix(8).enumerated() { key |= UInt64(byte) << UInt64(index * 8) }
      var slot = KeywordTable.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & 255 }
      keys[slot] = key
      lengths[slot] = UInt8(word.utf8.count)
      kinds[slot] = kind
    }
    self.keys = UnsafePointer(keys)
    self.lengths = UnsafePointer(lengths)
    self.kinds = UnsafePointer(kinds)
  }

  /// Every word with a kind, in the order of the kinds.
  ///
  /// keyword ::= 'use' | 'let' | 'assume' | 'exchange' | 'target' | 'scenario' | 'remove' | 'for' | 'if' | 'then' | 'else' | 'and' | 'or' | 'not' | 'is' | 'in' | 'to' | 'of' | 'per' | 'each' | 'where' | 'by' | 'with' | 'from' | 'until' | 'true' | 'false' | 'none' | 'over' | 'measuring' | 'confidence' | 'descending' | 'first' | 'runs' | 'seed' | 'show' | 'schedule' | 'match' | 'simulate' | 'test' | 'compare' | 'sweep' | 'find' | 'explain' | 'accept' | 'save' | 'snapshot' | 'open' | 'export' | 'report' | 'rung'
  static let words: [(String, TokenKind)] = [
    ("if", .ifWord), ("then", .thenWord), ("else", .elseWord), ("and", .andWord), ("or", .orWord),
    ("not", .notWord), ("is", .isWord), ("in", .inWord), ("to", .toWord), ("of", .ofWord), ("per", .perWord),
    ("each", .eachWord), ("for", .forWord), ("where", .whereWord), ("by", .byWord), ("true", .trueWord),
    ("false", .falseWord), ("none", .noneWord),
    ("rung", .rungWord), ("use", .useWord), ("let", .letWord), ("assume", .assumeWord),
    ("exchange", .exchangeWord), ("target", .targetWord), ("scenario", .scenarioWord),
    ("remove", .removeWord),
    ("with", .withWord), ("from", .fromWord), ("until", .untilWord), ("over", .overWord),
    ("measuring", .measuringWord), ("confidence", .confidenceWord), ("descending", .descendingWord),
    ("first", .firstWord), ("runs", .runsWord), ("seed", .seedWord),
    ("show", .showWord), ("schedule", .scheduleWord), ("match", .matchWord), ("simulate", .simulateWord),
    ("test", .testWord), ("compare", .compareWord), ("sweep", .sweepWord), ("find", .findWord),
    ("explain", .explainWord), ("accept", .acceptWord), ("save", .saveWord), ("snapshot", .snapshotWord),
    ("open", .openWord), ("export", .exportWord), ("report", .reportWord),
  ]
}

extension TokenKind {
  /// The word of a word's kind, for messages and for completion.
  package var word: String? { KeywordTable.words.first { $0.1 == self }?.0 }

  /// Words that open a clause after an expression; they are never units.
  var opensClause: Bool {
    rawValue >= TokenKind.withWord.rawValue && rawValue <= TokenKind.seedWord.rawValue
  }

  /// Words that open a statement.
  var opensStatement: Bool {
    (rawValue >= TokenKind.useWord.rawValue && rawValue <= TokenKind.removeWord.rawValue)
      || rawValue >= TokenKind.showWord.rawValue
  }

  /// An operand may end with it, so that `(`, `[` and `-` after it are call, index and minus.
  var endsOperand: Bool {
    switch self {
    case .number, .string, .date, .month, .time, .rightParen, .rightBracket, .percent, .currencySign,
      .eachWord,
      .trueWord, .falseWord, .noneWord:
      true
    default: isName
    }
  }
}
