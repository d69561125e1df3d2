// Recovery inside expressions: operands that are missing, signs that are not plain.

import RungText

extension Parser {
  mutating func operandMissing() {
    if mayReport() {
      problems.missingOperand(
        behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind)
    }
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
      quantity()
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
    case .operand:
      problems.missingOperand(
        behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind)
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

  /// `where places = 40`: after the left side of a condition `=` is meant as `is`. It stays what it is behind the path
  /// that begins an override, and behind a word that can be the key of a table.
  @inline(never)
  mutating func equalsMeantAsIs(_ left: Int) {
    guard !isNewLine, ends[at] - starts[at] == 1, beginsOperand(at + 1),
      Int(nodes.base[left].first) != statementStart
    else { return }
    switch nodes.base[left].kind {
    case .reference: break
    case .name, .paren, .sum, .product: if brackets > 0, !colonEndsValue { return }
    default: return
    }
    if mayReport() { problems.equalsForIs(range(at)) }
    kinds[at] = .isWord
  }

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
        let operation = range(
          tokensFrom: before ?? child, to: before == nil ? next(after: child, end) : child)
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
      problems.missingOperand(
        behind, after: at > 0 ? kinds[at - 1] : .endOfFile, at > 0 ? range(at - 1) : behind)
    }
  }

  mutating func currency(sign: Int, number: Int) {
    let scalar = DecodedScalar(bytes, at: Int(starts[sign]), end: Int(ends[sign])).scalar
    guard let currency = CurrencySign(scalar) else { return }
    problems.currencySign(range(sign), number: range(number), currency)
  }
}
