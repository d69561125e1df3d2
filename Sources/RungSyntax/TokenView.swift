// The tokens of one text as the parser looks at them: a handful of pointers, cheap to pass on.

struct TokenView {
  /// The parser corrects a kind where it knows better: a hyphen where an operand is expected is a sign.
  let kinds: UnsafeMutablePointer<TokenKind>
  let starts: UnsafePointer<UInt32>
  let ends: UnsafePointer<UInt32>
  private let lineFirsts: UnsafePointer<UInt64>
  /// The `endOfFile` token. `Lexer.sentinels` more of them stand behind it.
  let last: Int

  init(_ buffers: TokenBuffers, last: Int) {
    kinds = buffers.kinds
    starts = UnsafePointer(buffers.starts)
    ends = UnsafePointer(buffers.ends)
    lineFirsts = UnsafePointer(buffers.lineFirsts)
    self.last = last
  }

  @inline(__always)
  func isFirst(_ token: Int) -> Bool { lineFirsts[token >> 6] >> UInt64(token & 63) & 1 != 0 }

  /// On the same line (or inside brackets) a token that can only begin an operand.
  func beginsOperand(_ token: Int, inBrackets: Bool) -> Bool {
    guard inBrackets || !isFirst(token) else { return false }
    switch kinds[token] {
    case .name, .number, .string, .date, .month, .time, .leftParen, .leftBracket, .currencySign, .trueWord,
      .falseWord,
      .noneWord:
      return true
    case .sign: return ends[token] == starts[token + 1]
    default: return false
    }
  }

  /// The token begins its line as only a statement or an entry begins.
  func beginsStatement(_ token: Int) -> Bool {
    let kind = kinds[token]
    if kind == .rightBrace { return true }
    guard kind.isWord, !isFirst(token + 1) else { return false }
    let after = kinds[token + 1]
    if after == .colon { return true }
    guard kind.isName else { return false }
    if after == .equals { return true }
    if after.isName, !after.opensClause { return true }
    guard kind.opensStatement else { return false }
    return after == .string || after == .number || after.opensClause
  }
}
