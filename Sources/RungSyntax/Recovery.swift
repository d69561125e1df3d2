// What the parser does with a text that is not quite Rung: one diagnostic for each cause, and the rest of the
// text read as if it had been mended. Cold code: nothing here runs for a clean text. Indentation is a hint here,
// and only where the braces of the text do not match.

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
    return kind != .unknown && kind != .conflictMarker
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
    while kind != .endOfFile, belongs(self) { advance() }
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
    guard mayReport() else { return }
    let previous = at > 0 ? kinds[at - 1] : .endOfFile
    if kind == .name, previous == .name, at > 1, kinds[at - 2] == .number {
      problems.missingPer(range(at))
    } else {
      problems.unexpected(range(at), kind, after: previous)
    }
  }

  /// To the end of the statement or entry, over brackets, but not over a `}` or a line that begins anew.
  mutating func skipStatement(stopAtBrace: Bool) {
    var depth = 0
    let start = at
    skip { parser in
      if parser.at > start, depth == 0, parser.isAtEnd || parser.kind == .rightBrace { return false }
      if depth == 0, stopAtBrace, parser.kind == .leftBrace { return false }
      if depth > 0, parser.isFirst(parser.at), parser.beginsStatement(parser.at) { return false }
      switch parser.kind {
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .leftBrace: depth += 1
      case .rightParen, .rightBracket, .rightBrace: depth = max(0, depth - 1)
      default: break
      }
      return true
    }
  }

  /// To the next comma or closing bracket of this level, or what no bracket holds.
  mutating func skipItem() {
    var depth = 0
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
      return !(parser.isFirst(parser.at) && parser.beginsStatement(parser.at))
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
        if offset > token, isFirst(offset), kinds[offset + 1] != .colon, beginsStatement(offset) { return false }
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
      if offset > token, isFirst(offset), kinds[offset + 1] != .colon, beginsStatement(offset) { return false }
    }
    return false
  }

  /// The column (in bytes) where the line of a token begins.
  func indent(ofLineOf token: Int) -> Int {
    var first = token
    while first > 0, !isFirst(first) { first -= 1 }
    var start = Int(starts[first])
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return Int(starts[first]) - start
  }

  // MARK: Operands

  mutating func operandMissing() {
    if mayReport() { problems.missingOperand(behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind) }
    missing()
  }

  /// An operand is expected and something else stands there.
  mutating func strayInOperand() {
    switch kind {
    case .ifWord:
      if mayReport() { problems.needsParens(range(at), word: "if") }
      choice()
    case .notWord:
      if mayReport() { problems.needsParens(range(at), word: "not") }
      guard enter() else { return skipTooDeep(open(.not)) }
      negation()
      nesting -= 1
    case .unknown, .conflictMarker:
      skip(while: { $0.kind == .unknown || $0.kind == .conflictMarker })
      lastProblem = max(lastProblem, at)
      if beginsOperand(at) { primary() } else { missing() }
    case .dot where next == .number && ends[at] == starts[at + 1]:
      if mayReport() { problems.bareFraction(range(at)) }
      skip(while: { $0.kind == .dot })
      primary()
    case .percent, .eachWord:
      operandMissing()
      skipOne()
    default: operandMissing()
    }
  }

  mutating func expected(_ what: Expected) {
    guard mayReport() else { return }
    let found = isAtEnd ? nil : range(at)
    switch what {
    case .operand: problems.missingOperand(behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind)
    case .word(let word): problems.missingWord(behind, word: word, before: found)
    case .unit: problems.expected(here, "a unit after \"per\", as in `per month`")
    case .member: problems.expected(here, "a name after the point, as in `Core.amount`")
    case .colon: problems.missingEntryValue(behind, follows: beginsOperand(at))
    case .text: problems.expected(here, "a text in quotes, as in \"file.rung\"")
    case .number: problems.expected(here, "a number")
    case .table: problems.expected(here, "a table, as in `by region [MENA: 70%, else: 82%]`")
    case .index: problems.expected(here, "a number, a month or a name")
    }
  }

  mutating func expectWord(_ word: TokenKind) {
    if sees(word) { return advance() }
    // `then` and `else` on a line of their own: the line end ended the statement, and nothing else was meant.
    if kind == word, brackets == 0, word == .thenWord || word == .elseWord {
      if mayReport() { problems.lineEndsStatement(range(at)) }
      return advance()
    }
    if let place = placeAhead(of: word) {
      unexpectedHere()
      skip(while: { $0.at < place })
      return advance()
    }
    expected(.word(word))
  }

  /// Where a word of the statement stands further on, before the statement ends. Looks 100 tokens far.
  func placeAhead(of word: TokenKind) -> Int? {
    var depth = 0
    for offset in at..<min(at + 100, last) {
      if brackets == 0, depth == 0, isFirst(offset), offset > at || isNewLine { return nil }
      switch kinds[offset] {
      case word: if depth == 0 { return offset }
      case .semicolon, .leftBrace, .rightBrace: return nil
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightParen, .rightBracket:
        if depth == 0 { return nil }
        depth -= 1
      case .comma: if depth == 0, brackets > 0 { return nil }
      default: break
      }
    }
    return nil
  }

  mutating func nameMissing(_ role: NameRole, isHere: Bool) {
    if isHere, kind.isReserved, role != .path || isAtEndAfterThis {
      if mayReport() { problems.reservedName(range(at)) }
      let node = open(.unexpected)
      advance()
      close(node)
    } else if mayReport() {
      problems.missingName(isHere && kind != .endOfFile ? range(at) : behind, role)
    }
    missing()
  }

  private var isAtEndAfterThis: Bool { isFirst(at + 1) || next == .semicolon || next == .endOfFile }

  /// A second `..`, `to` or `of`: what follows is not part of the value.
  mutating func repeated(_ node: Int, _ sign: TokenKind, _ operand: (inout Parser) -> Void) {
    if mayReport() { problems.repeatedSign(range(at)) }
    let rest = open(.unexpected)
    while sees(sign) {
      advanceOverInfix()
      operand(&self)
    }
    close(rest)
    close(node)
  }

  // MARK: Signs

  /// Minus has a space on both sides.
  mutating func checkMinus() {
    let isSpaced = ends[at - 1] < starts[at] && ends[at] < starts[at + 1]
    guard !isSpaced, !isFirst(at), bytes[Int(starts[at])] == UInt8(ascii: "-"), mayReport() else { return }
    problems.tightMinus(
      range(at), left: range(at - 1), leftKind: kinds[at - 1], right: range(at + 1), rightKind: next)
  }

  /// `2 * 3 to 4`: which comes first is not plain.
  mutating func checkEstimates(in node: Int) {
    var child = node + 1
    let end = node + Int(nodes.base[node].size)
    var before: Int?
    while child < end {
      if isEstimate(child) {
        let first = range(tokensFrom: child, to: child)
        let operation = range(tokensFrom: before ?? child, to: before == nil ? next(after: child, end) : child)
        problems.bareEstimate(first, operation: operation)
        return
      }
      before = child
      child += Int(nodes.base[child].size)
    }
  }

  private func next(after child: Int, _ end: Int) -> Int {
    let next = child + Int(nodes.base[child].size)
    return next < end ? next : child
  }

  private func isEstimate(_ node: Int) -> Bool {
    switch nodes.base[node].kind {
    case .estimateTo, .estimateOf: true
    case .rate, .each: isEstimate(node + 1)
    default: false
    }
  }

  private func range(tokensFrom first: Int, to last: Int) -> ByteRange {
    let start = Int(nodes.base[first].first)
    let end = max(Int(nodes.base[last].end), start + 1)
    return ByteRange(start: starts[start], end: ends[end - 1])
  }

  mutating func problemChain(from first: Int, middle: Int) {
    guard mayReport() else { return }
    let shared = range(tokensFrom: middle, to: middle)
    problems.chainedComparison(range(at), shared: shared)
  }

  /// A plus where an operand is expected: it may belong to a number, or something before it is missing.
  mutating func strayPlus() {
    guard mayReport() else { return }
    if ends[at] == starts[at + 1] {
      problems.unneededPlus(range(at))
    } else {
      problems.missingOperand(behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind)
    }
  }

  mutating func currency(sign: Int, number: Int) {
    let scalar = DecodedScalar(bytes, at: Int(starts[sign]), end: Int(ends[sign])).scalar
    guard let currency = CurrencySign(scalar) else { return }
    problems.currencySign(range(sign), number: range(number), currency)
  }

  // MARK: Brackets

  mutating func closeParen(_ opening: Int) {
    if closerAhead(.rightParen, from: at) {
      if kind == .comma {
        if mayReport() { problems.listInParens(range(at)) }
      } else {
        unexpectedHere()
      }
      while kind != .rightParen, kind != .endOfFile {
        let before = at
        if kind == .comma { skip(while: { $0.kind == .comma }) } else { skipItem() }
        if at == before { break }
      }
    }
    if kind == .rightParen { advance() } else { unclosed(opening) }
  }

  /// The bracket is not closed, or not by its own kind.
  mutating func unclosed(_ opening: Int) {
    let isWrongCloser = (kind == .rightParen && openParens == 0) || (kind == .rightBracket && openSquares == 0)
    if isWrongCloser {
      if mayReport() { problems.wrongCloser(range(at), opening: range(opening), closer: closer(of: opening)) }
      let node = open(.unexpected)
      advance()
      return close(node)
    }
    if mayReport() { problems.unclosedBracket(behind, opening: range(opening), closer: closer(of: opening)) }
  }

  private func closer(of opening: Int) -> String {
    kinds[opening] == .leftParen || kinds[opening] == .gluedParen ? ")" : "]"
  }

  /// After an item neither a comma nor the closer stands.
  mutating func damagedSeparator(closer: TokenKind, _ opening: Int, isTable: Bool) -> Bool {
    while true {
      switch kind {
      case closer: return false
      case .comma:
        advance()
        return kind != closer
      case .rightParen, .rightBracket, .leftBrace, .rightBrace, .endOfFile: return false
      case .semicolon:
        guard closerAhead(closer, from: at + 1), kinds[at + 2] != .colon || closer == .rightBracket else { return false }
        if mayReport() { problems.semicolonForComma(range(at)) }
        skip(while: { $0.kind == .semicolon })
        return kind != closer
      case .unknown, .conflictMarker:
        skip(while: { $0.kind == .unknown || $0.kind == .conflictMarker })
      default:
        let isAhead = closerAhead(closer, from: at)
        if isFirst(at), beginsStatement(at), !(next == .colon && isAhead) { return false }
        if kind.opensClause, !isAhead { return false }
        if kind.isWord && kind != .forWord || beginsOperand(at) {
          guard isAhead else { return false }
          // `[travel: 180 EUR participant, venue: …]`: the word begins no entry.
          if isTable, kind.isWord, kind != .elseWord, next != .colon, next != .equals {
            unexpectedHere()
            skipItem()
            continue
          }
          reportMissingComma()
          return true
        }
        unexpectedHere()
        let before = at
        skipItem()
        if at == before { skipOne() }
      }
    }
  }

  mutating func emptyIndex() {
    if mayReport() { problems.expected(range(at), "an index, as in `Intake[1]`") }
    missing()
  }

  mutating func callInPath() {
    if mayReport() { problems.callInPath(range(at)) }
  }

  mutating func looseBracket() {
    if mayReport() { problems.looseBracket(ByteRange(start: ends[at - 1], end: starts[at])) }
    kinds[at] = .gluedBracket
  }

  mutating func reportMissingComma() {
    guard mayReport() else { return }
    let isDate = kind == .date || kind == .month
    let isBetweenDates = isDate && at > 0 && (kinds[at - 1] == .date || kinds[at - 1] == .month)
    problems.missingComma(behind, before: range(at), isBetweenDates: isBetweenDates)
  }
}
