// Where in a statement the cursor stands: which brackets are open, what stands before it, what is half typed.
// Read from tokens, since a half-typed statement has no tree worth asking.

import RungSyntax
import RungText

struct TypingPlace {
  /// A bracket that is open at the cursor, or (the first) the text itself.
  struct Frame {
    enum Bracket { case text, block, list, group, call, index }

    let bracket: Bracket
    /// The token that opened it; -1 for the text.
    let opening: TokenIndex
    /// Where the part that holds the cursor begins: after the bracket, or after a comma, a line end or a `;`.
    var itemStart: TokenIndex
    /// How many parts are before it.
    var itemIndex = 0
  }

  /// The text before the half-typed word.
  let tree: SyntaxTree
  /// What is typed of a word; may be empty.
  let word: String
  /// The bytes of the whole text that a completion replaces.
  let replacing: Range<Int>
  /// Outermost first; never empty.
  private(set) var frames: [Frame] = [Frame(bracket: .text, opening: -1, itemStart: 0)]
  /// Inside quotes: the text after the opening one. `word` is empty then.
  private(set) var openQuote: String?
  private(set) var isInComment = false

  /// Tokens before the half-typed word.
  var count: Int { max(0, tree.tokens.count - 1) }
  var innermost: Frame { frames[frames.count - 1] }
  var itemCount: Int { count - innermost.itemStart }

  init(_ text: String, cursor: Int) {
    let bytes = Array(text.utf8.prefix(max(0, cursor)))
    var start = bytes.count
    while start > 0, TypingPlace.isWordByte(bytes[start - 1]) { start -= 1 }
    // A word begins with a letter; what begins with a digit is a number.
    while start < bytes.count, bytes[start] < 0x80, !TypingPlace.isLetter(bytes[start]) {
      guard let next = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "-") }) else {
        start = bytes.count
        break
      }
      start = next + 1
    }
    word = String(decoding: bytes[start...], as: UTF8.self)
    replacing = start..<bytes.count
    tree = SyntaxTree.parse(Source(name: "<prompt>", bytes: Array(bytes[..<start])))
    readLine(bytes)
    for token in 0..<count { pass(token) }
    if hasLineEnd(after: count - 1, before: start) { newLine(count) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// Whether the last line ends inside quotes or a comment.
  private mutating func readLine(_ bytes: [UInt8]) {
    let lineStart = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var quote: Int?
    var index = lineStart
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where quote != nil: index += 1
      case UInt8(ascii: "\""): quote = quote == nil ? index : nil
      case UInt8(ascii: "#") where quote == nil:
        isInComment = true
        return
      default: break
      }
      index += 1
    }
    openQuote = quote.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) }
  }

  // MARK: Brackets

  private mutating func pass(_ token: TokenIndex) {
    if token > 0, tree.tokens.isFirstOnLine(token) { newLine(token) }
    switch kind(token) {
    case .leftBrace: push(.block, token)
    case .leftBracket: push(.list, token)
    case .gluedBracket: push(.index, token)
    case .leftParen: push(.group, token)
    case .gluedParen: push(.call, token)
    case .rightBrace, .rightBracket, .rightParen: if frames.count > 1 { frames.removeLast() }
    case .comma: if innermost.bracket != .text, innermost.bracket != .block { nextItem(token + 1) }
    case .semicolon: if innermost.bracket == .text || innermost.bracket == .block { nextItem(token + 1) }
    default: break
    }
  }

  private mutating func push(_ bracket: Frame.Bracket, _ token: TokenIndex) {
    frames.append(Frame(bracket: bracket, opening: token, itemStart: token + 1))
  }

  private mutating func nextItem(_ token: TokenIndex) {
    frames[frames.count - 1].itemStart = token
    frames[frames.count - 1].itemIndex += 1
  }

  /// A line end ends a statement, unless the one before goes on.
  private mutating func newLine(_ token: TokenIndex) {
    guard innermost.bracket == .text || innermost.bracket == .block else { return }
    if token > 0, token - 1 >= innermost.itemStart, kind(token - 1).goesOn { return }
    nextItem(token)
  }

  private func hasLineEnd(after token: TokenIndex, before end: Int) -> Bool {
    let from = token >= 0 ? Int(tree.tokens.ends[token]) : 0
    let bytes = tree.source.bytes
    return from < end && end <= bytes.count && bytes[from..<end].contains(0x0A)
  }

  // MARK: Tokens

  func kind(_ token: TokenIndex) -> TokenKind {
    token >= 0 && token < count ? tree.tokens.kinds[token] : .endOfFile
  }

  func text(_ token: TokenIndex) -> String { token >= 0 && token < count ? tree.text(ofToken: token) : "" }

  /// The last token before the half-typed word.
  var lastKind: TokenKind { kind(count - 1) }
  var lastText: String { text(count - 1) }

  /// Whether nothing, not even a space, stands between the last token and the cursor.
  var touchesLast: Bool { count > 0 && Int(tree.tokens.ends[count - 1]) == replacing.lowerBound }

  /// Whether the half-typed word could be a unit.
  var isAfterNumber: Bool { itemCount > 0 && lastKind == .number }
  /// Whether the cursor touches the number before it: another digit may follow, or its unit, and nothing else.
  var touchesNumber: Bool { itemCount > 0 && lastKind == .number && touchesLast && word.isEmpty }

  /// Whether something stands before the half-typed word, and in the same part, that can be the left side of `and` or
  /// `is`: a name, a figure, a closing bracket.
  var isAfterOperand: Bool {
    guard itemCount > 0, !touchesLast || lastKind.closes else { return false }
    switch lastKind {
    case .number, .string, .date, .month, .time, .percent, .currencySign, .rightParen, .rightBracket,
      .trueWord,
      .falseWord, .noneWord, .eachWord:
      return true
    case .name: return true
    default: return lastKind.isName && kind(count - 2) == .dot
    }
  }

  /// The tokens of the part of a frame that leads to the cursor.
  func item(of frame: Int) -> Range<TokenIndex> {
    let end = frame + 1 < frames.count ? frames[frame + 1].opening : count
    return frames[frame].itemStart..<max(frames[frame].itemStart, end)
  }

  /// The names of a path that ends before a token, read backwards: `Foundations.Listening`, `Intake[3]`.
  func path(endingBefore end: TokenIndex) -> [String] {
    var names: [String] = []
    var token = end - 1
    while token >= 0 {
      if kind(token) == .rightBracket {
        var depth = 1
        token -= 1
        while token >= 0, depth > 0 {
          if kind(token) == .rightBracket { depth += 1 }
          if kind(token) == .leftBracket || kind(token) == .gluedBracket { depth -= 1 }
          token -= 1
        }
      }
      guard token >= 0, kind(token).isWord else { break }
      names.append(text(token))
      guard kind(token - 1) == .dot else { break }
      token -= 2
    }
    return names.reversed()
  }
}

extension TokenKind {
  fileprivate var closes: Bool { self == .rightParen || self == .rightBracket }

  /// Nothing is finished after it.
  fileprivate var goesOn: Bool {
    switch self {
    case .comma, .plus, .minus, .star, .slash, .dots, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .andWord,
      .orWord, .isWord, .inWord, .toWord, .ofWord, .notWord:
      true
    default: false
    }
  }
}
