// Which neighbours on a line have a space between them. Formatter and canonical text agree on it.

enum Spacing {
  /// Whether a space stands between a token and the next one on the line.
  static func isSpaced(_ left: TokenKind, _ right: TokenKind) -> Bool {
    switch right {
    case .gluedParen, .gluedBracket, .rightParen, .rightBracket, .comma, .semicolon, .colon, .dot, .percent:
      return false
    default: break
    }
    switch left {
    case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .dot, .sign: return false
    default: return true
    }
  }

  /// An operator between two operands, as far as its kind can say; a word of these may also be a tag.
  static func isInfix(_ kind: TokenKind) -> Bool {
    switch kind {
    case .plus, .minus, .star, .slash, .dots, .less, .lessOrEqual, .greater, .greaterOrEqual, .equals,
      .orWord, .andWord,
      .isWord, .inWord, .toWord, .ofWord:
      true
    default: false
    }
  }

  /// Inside a bracket laid out in lines, a line end the author made here is kept.
  static func mayBreak(_ left: TokenKind, _ right: TokenKind) -> Bool {
    if isInfix(left) || isInfix(right) { return true }
    switch right {
    case .forWord, .whereWord, .thenWord, .elseWord: return true
    default: return false
    }
  }
}
