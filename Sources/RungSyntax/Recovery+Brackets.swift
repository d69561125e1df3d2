// Recovery between brackets: closers and commas that are missing or wrong.

import RungText

extension Parser {
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
    let isWrongCloser =
      (kind == .rightParen && openParens == 0) || (kind == .rightBracket && openSquares == 0)
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
        guard closerAhead(closer, from: at + 1), kinds[at + 2] != .colon || closer == .rightBracket else {
          return false
        }
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
        // `sum(x for x in xs])`, whose `[` is missing.
        if kind == .rightBracket, closer == .rightParen, openSquares == 0 {
          skip(while: { $0.kind == .rightBracket })
        }
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
    guard mayReport(), !reportFigureInWords() else { return }
    let isDate = kind == .date || kind == .month
    let isBetweenDates = isDate && at > 0 && (kinds[at - 1] == .date || kinds[at - 1] == .month)
    problems.missingComma(behind, before: range(at), isBetweenDates: isBetweenDates)
  }
}
