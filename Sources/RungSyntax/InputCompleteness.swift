// Does what was typed at the prompt need another line?

import RungText

package enum InputCompleteness: Hashable, Sendable {
  case complete
  case incomplete(Reason)

  package enum Reason: Hashable, Sendable {
    /// `(`, `[` or `{`, the innermost that is open.
    case open(String)
    /// The last line ends with a comma or an operator.
    case goesOn(after: String)
    /// The last line is documentation, and what it is about comes next.
    case documentation
  }

  /// Whether the statements of a text are whole. A line end after `:` or `=` is a mistake, not an unfinished
  /// line; so is a text in quotes that is not closed. O(bytes).
  package static func of(_ text: String) -> InputCompleteness {
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: text))
    let tokens = tree.tokens
    var open: [TokenIndex] = []
    for token in 0..<tokens.count {
      switch tokens.kinds[token] {
      case .leftParen, .gluedParen, .leftBracket, .gluedBracket, .leftBrace: open.append(token)
      case .rightParen, .rightBracket:
        if let last = open.last, tokens.kinds[last] != .leftBrace { open.removeLast() }
      case .rightBrace:
        // A brace closes the block and what was left open in it.
        while let last = open.popLast(), tokens.kinds[last] != .leftBrace {}
      default: break
      }
    }
    if let last = open.last { return .incomplete(.open(tree.text(ofToken: last))) }
    if endsWithDocumentation(tree.source) { return .incomplete(.documentation) }
    let end = tokens.count - 2
    guard end >= 0, goesOn(after: end, tokens) else { return .complete }
    return .incomplete(.goesOn(after: tree.text(ofToken: end)))
  }

  private static func endsWithDocumentation(_ source: Source) -> Bool {
    let line = source.bytes[source.lineRange(source.lineStarts.count - 1).bounds]
    return line.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "#")])
  }

  /// A comma, or an infix operator with its left operand.
  private static func goesOn(after token: TokenIndex, _ tokens: Tokens) -> Bool {
    guard token > 0, !tokens.isFirstOnLine(token) else { return tokens.kinds[token] == .comma }
    let isNotIn = tokens.kinds[token] == .inWord && tokens.kinds[token - 1] == .notWord
    let hasOperand = tokens.kinds[token - 1].endsOperand || isNotIn
    switch tokens.kinds[token] {
    case .comma: return true
    case .plus, .minus, .star, .slash, .dots, .less, .lessOrEqual, .greater, .greaterOrEqual, .andWord,
      .orWord, .isWord,
      .inWord, .toWord, .ofWord:
      return hasOperand
    case .notWord: return tokens.kinds[token - 1] == .isWord
    default: return false
    }
  }
}
