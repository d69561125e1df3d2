// What the parser does with a text that is not quite Rung: one diagnostic for each cause, and the rest of the
// text read as if it had been mended. Cold code: nothing here runs for a clean text. Indentation is a hint
// here, and only where the braces of the text do not match.

import RungText

/// What was expected where something else stands.
enum Expected {
  case operand, unit, member, colon, text, number, table, index
  case word(TokenKind)
}

/// What a name that is not there would have named.
enum NameRole {
  case definition, declaration, currency, parent, path, item
}

extension Parser {
  // MARK: Once

  /// Whether to report something about the next token: not twice, and not what the lexer has reported.
  mutating func mayReport() -> Bool {
    guard at > lastProblem else { return false }
    lastProblem = at
    return !problems.isFull && kind != .unknown && kind != .conflictMarker
  }

  func range(_ token: Int) -> ByteRange { ByteRange(start: starts[token], end: ends[token]) }

  /// Just behind the last token read.
  var behind: ByteRange {
    let end = at == 0 ? starts[0] : ends[at - 1]
    return ByteRange(start: end, end: end)
  }

  /// The next token, or the place behind the last one where the next token begins a line.
  var here: ByteRange { isAtEnd && at > 0 ? behind : range(at) }

  // MARK: Skipping

  /// Puts tokens in an `unexpected` node.
  mutating func skip(while belongs: (Parser) -> Bool) {
    guard kind != .endOfFile, belongs(self) else { return }
    let node = open(.unexpected)
    repeat { advance() } while kind != .endOfFile && belongs(self)
    close(node)
  }

  /// One token that nothing else wants, so that loops move on.
  mutating func skipOne() {
    guard kind != .endOfFile else { return }
    unexpectedHere()
    let node = open(.unexpected)
    advance()
    close(node)
  }

  /// Everything behind an expression or path that stands alone.
  mutating func skipRest() {
    while kind == .semicolon { advance() }
    guard kind != .endOfFile else { return }
    unexpectedHere()
    skip(while: { _ in true })
  }

  mutating func unexpectedHere() {
    guard mayReport(), !reportFigureInWords() else { return }
    let previous = at > 0 ? kinds[at - 1] : .endOfFile
    if kind == .name, previous == .name, at > 1, kinds[at - 2] == .number {
      if PerWords.all.contains(problems.text(range(at))) {
        problems.missingPer(range(at))
      } else if kinds[at + 1] == .name,
        PerWords.all.contains(problems.text(range(at + 1)))
      {
        problems.wrongPer(range(at))
      } else {
        problems.unexpected(range(at), kind, after: previous)
      }
    } else {
      problems.unexpected(range(at), kind, after: previous)
    }
  }

  /// To the end of the statement or entry, over brackets, but not over a `}` or a line that begins anew.
  mutating func skipStatement(stopAtBrace: Bool) {
    var depth = 0
    var braces = 0
    let start = at
    skip { parser in
      if parser.at > start, depth == 0, parser.isAtEnd || parser.kind == .rightBrace { return false }
      if depth == 0, stopAtBrace, parser.kind == .leftBrace { return false }
      // A block holds such lines, unless braces are missing.
      let isBlock = braces > 0 && parser.braceBalance <= 0
      if depth > 0, !isBlock, parser.isFirst(parser.at), parser.beginsStatement(parser.at) { return false }
      switch parser.kind {
      case .leftBrace:
        depth += 1
        braces += 1
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightBrace:
        depth = max(0, depth - 1)
        braces -= 1
      case .rightParen, .rightBracket: depth = max(0, depth - 1)
      default: break
      }
      return true
    }
  }

  /// To the next comma or closing bracket of this level, or what no bracket holds.
  mutating func skipItem() {
    var depth = 0
    let start = at
    skip { parser in
      switch parser.kind {
      case .leftBrace, .rightBrace, .semicolon: return false
      case .comma: if depth == 0 { return false }
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightParen, .rightBracket:
        if depth == 0 { return false }
        depth -= 1
      default: break
      }
      // The first is always skipped, so that whoever skips moves on.
      return parser.at == start || !(parser.isFirst(parser.at) && parser.beginsStatement(parser.at))
    }
  }

  // MARK: Too deep

  mutating func tooDeep() {
    if mayReport() { problems.tooDeep(range(at)) }
  }

  /// Instead of something a level too deep: skips it to its closer, and stands for a missing operand.
  mutating func skipTooDeep(_ node: Int) {
    tooDeep()
    nodes.base[node].kind = .unexpected
    let isBracket = opensBracket
    var depth = 0
    skipping: while kind != .endOfFile {
      switch kind {
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .leftBrace: depth += 1
      case .rightParen, .rightBracket, .rightBrace:
        // What is no bracket ends with the item or the statement.
        if depth == 0 { break skipping }
        depth -= 1
      default: if depth == 0, kind == .comma || isAtEnd { break skipping }
      }
      advance()
      if isBracket, depth == 0 { break }
    }
    close(node)
    // The brackets around it may be left open too: that is the same problem.
    lastProblem = at
    missing()
  }

  // MARK: Looking ahead

  var opensBracket: Bool {
    switch kind {
    case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .leftBrace: true
    default: false
    }
  }

  /// The closer of the bracket being read comes before anything that no bracket holds. Looks 500 tokens far.
  func closerAhead(_ closer: TokenKind, from token: Int) -> Bool {
    var depth = 0
    for offset in token..<min(token + 500, last) {
      switch kinds[offset] {
      case .leftBrace, .rightBrace, .semicolon, .conflictMarker: return false
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightParen, .rightBracket:
        if depth == 0 { return kinds[offset] == closer }
        depth -= 1
      default:
        if offset > token, isFirst(offset), kinds[offset + 1] != .colon, beginsStatement(offset) {
          return false
        }
      }
    }
    return false
  }

  /// The bracket being read holds a colon between here and its closer.
  func tableAhead(from token: Int) -> Bool {
    var depth = 0
    for offset in token..<min(token + 500, last) {
      switch kinds[offset] {
      case .leftBrace, .rightBrace, .semicolon, .conflictMarker: return false
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightParen, .rightBracket:
        if depth == 0 { return false }
        depth -= 1
      case .colon: if depth == 0 { return true }
      default: break
      }
      if offset > token, isFirst(offset), kinds[offset + 1] != .colon, beginsStatement(offset) {
        return false
      }
    }
    return false
  }

  /// The column (in bytes) where the line of a token begins.
  mutating func indent(ofLineOf token: Int) -> Int {
    if token == longLine.token { return longLine.indent }
    var first = token
    while first > 0, !isFirst(first) { first -= 1 }
    var start = Int(starts[first])
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let indent = Int(starts[first]) - start
    // Asked of the same header for each line of its block: a long way back is gone once.
    if token - first + indent > 64 { longLine = (token, indent) }
    return indent
  }
}
