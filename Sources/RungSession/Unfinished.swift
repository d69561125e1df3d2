// Whether a line typed at the prompt goes on.

import RungSyntax
import RungText

extension Session {
  /// A bracket is open, or the text ends after a comma or an infix operator.
  package static func isUnfinished(_ text: String) -> Bool {
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: text))
    var depth = 0
    var last = TokenKind.endOfFile
    for kind in tree.tokens.kinds where kind != .endOfFile {
      switch kind {
      case .leftBrace, .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightBrace, .rightParen, .rightBracket: depth -= 1
      default: break
      }
      last = kind
    }
    return depth > 0 || last.goesOn
  }
}

extension TokenKind {
  /// Signs and words that need something after them.
  fileprivate var goesOn: Bool {
    switch self {
    case .comma, .plus, .minus, .star, .slash, .less, .lessOrEqual, .greater, .greaterOrEqual, .dots,
      .andWord, .orWord:
      true
    default: false
    }
  }
}
