// Memory for the tokens of one text, shared by lexer and parser.

/// Where the tokens of one text go. Capacity is promised by the caller; a full buffer stops the lexer.
struct TokenBuffers {
  let kinds: UnsafeMutablePointer<TokenKind>
  let starts: UnsafeMutablePointer<UInt32>
  let ends: UnsafeMutablePointer<UInt32>
  /// One bit a token: it is the first on its line.
  let lineFirsts: UnsafeMutablePointer<UInt64>
  /// Tokens that fit, with room for `Lexer.sentinels` more.
  let capacity: Int

  /// Tokens are marked in order: the first of a word clears it.
  @inline(__always)
  func mark(_ token: Int, isFirst: Bool) {
    let bit: UInt64 = isFirst ? 1 : 0
    if token & 63 == 0 {
      lineFirsts[token >> 6] = bit
    } else {
      lineFirsts[token >> 6] |= bit << UInt64(token & 63)
    }
  }
}
