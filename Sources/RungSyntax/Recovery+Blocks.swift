// Recovery where blocks begin and end, and in their entries.

import RungText

extension Parser {
  /// Whether a block follows the header of a statement, also where its `{` is on the next line or forgotten.
  mutating func blockFollows(of statement: Int, _ contents: BlockContents) -> Bool {
    if kind == .leftBrace { return !isNewLine || looseBrace() }
    if isAtEnd, kind != .endOfFile, kind != .semicolon { return blockBegins(statement, contents) }
    if isAtEnd || kind == .rightBrace { return false }
    // Something stands between the header and `{` or the line's end.
    if contents != .changes, kind.isWord, next == .colon { return braceMissing() }
    if contents == .changes, kind.isName, next == .dot || next == .gluedBracket || next == .equals {
      return braceMissing()
    }
    guard lineHasBrace else { return false }
    if kind == .whereWord, hasFromClause(statement) {
      if mayReport() { problems.rowsOfFile(range(at)) }
    } else {
      unexpectedHere()
    }
    skipStatement(stopAtBrace: true)
    return kind == .leftBrace && !isNewLine
  }

  private func hasFromClause(_ statement: Int) -> Bool {
    (Int(nodes.base[statement].first)..<at).contains { kinds[$0] == .fromWord }
  }

  private var lineHasBrace: Bool {
    var offset = at
    while offset < min(last, at + 1000), offset == at || !isFirst(offset) {
      if kinds[offset] == .leftBrace { return true }
      if kinds[offset] == .semicolon || kinds[offset] == .rightBrace { return false }
      offset += 1
    }
    return false
  }

  private mutating func looseBrace() -> Bool {
    if mayReport() { problems.looseBrace(ByteRange(start: ends[at - 1], end: starts[at])) }
    return true
  }

  /// At the line after a header without `{`: it can only be inside the block.
  private mutating func blockBegins(_ statement: Int, _ contents: BlockContents) -> Bool {
    if contents != .changes, kind.isWord, next == .colon, !isFirst(at + 1) {
      // In a block this may be the next property; then it is not further in.
      let isFurtherIn = indent(ofLineOf: at) > indent(ofLineOf: Int(nodes.base[statement].first))
      return isFurtherIn || nesting == 0 ? braceMissing() : false
    }
    guard braceBalance < 0, beginsStatement(at) || contents == .changes, kind != .rightBrace else {
      return false
    }
    guard indent(ofLineOf: at) > indent(ofLineOf: Int(nodes.base[statement].first)) else { return false }
    return braceMissing()
  }

  private mutating func braceMissing() -> Bool {
    if mayReport() { problems.missingBrace(behind) }
    if braceBalance < 0 { braceBalance += 1 }
    return true
  }

  /// The line begins no further in than the header of the block, as a statement does: the block was not
  /// closed.
  mutating func leavesBlock(_ statement: Int) -> Bool {
    guard kind != .rightBrace else { return false }
    guard indent(ofLineOf: at) <= indent(ofLineOf: Int(nodes.base[statement].first)) else { return false }
    // A text without any indentation has its properties there too.
    return next != .colon
  }

  /// A `}` that begins a line further out than the header of the block closes an outer one.
  mutating func isOuterBrace(_ statement: Int) -> Bool {
    isFirst(at) && indent(ofLineOf: at) < indent(ofLineOf: Int(nodes.base[statement].first))
  }

  mutating func unclosedBlock(_ opening: Int) {
    if braceBalance > 0 { braceBalance -= 1 }
    if mayReport() { problems.unclosedBlock(behind, opening: range(opening)) }
  }

  /// A `}` that closes nothing.
  mutating func strayBrace() {
    if braceBalance < 0 { braceBalance += 1 }
    if mayReport() { problems.strayCloser(range(at)) }
    skip(while: { $0.kind == .rightBrace })
  }

  mutating func declarationInProperties() {
    if mayReport() { problems.onlyProperties(range(at)) }
  }

  // MARK: Entries

  /// An entry that is neither `word:` nor a declaration.
  mutating func damagedEntry(_ contents: BlockContents) {
    if kind.isWord, !isFirst(at + 1) {
      if next == .equals { return damagedProperty(.equals) }
      if kind.opensStatement, next.isName, kinds[at + 2] == .equals || kinds[at + 2] == .string {
        if mayReport() { problems.notInBlock(range(at)) }
        return statement(in: .script)
      }
      if isNamelessDeclaration { return namelessDeclaration() }
      if beginsOperand(at + 1) || next == .ifWord || next == .byWord || next == .notWord {
        return damagedProperty(nil)
      }
    }
    if kind == .leftBrace, braceBalance > 0 {
      // One brace too many.
      braceBalance -= 1
      skipOne()
      lastProblem = at
      return
    }
    if kind == .colon {
      if mayReport() { problems.missingPropertyName(range(at)) }
    } else {
      unexpectedHere()
    }
    skipStatement(stopAtBrace: false)
  }

  private mutating func damagedProperty(_ sign: TokenKind?) {
    let node = open(.property)
    advance()
    if sign == nil {
      if mayReport() { problems.missingColon(behind) }
    } else {
      equalsForColon()
      advance()
    }
    value()
    close(node)
  }

  mutating func equalsForColon() {
    if mayReport() { problems.equalsForColon(range(at), touchesNext: ends[at] == starts[at + 1]) }
  }

  /// After a value a comma or a colon: perhaps a list or table without its brackets.
  mutating func valueGoesOn(_ value: Int, from first: Int) {
    if kind == .comma { return valueWithComma(value, from: first) }
    guard lineHasStrayCloser else { return }
    let closer = endOfList
    if mayReport() {
      problems.bareList(ByteRange(start: starts[first], end: ends[closer]), hasCloser: true, at: range(at))
    }
    skip(while: { $0.at <= closer })
  }

  /// `languages: en, fr`, or a comma where `;` or nothing belongs.
  private mutating func valueWithComma(_ value: Int, from first: Int) {
    let comma = at
    let after = comma + 1
    let endsHere =
      isFirst(after) || kinds[after] == .semicolon || kinds[after] == .rightBrace
      || kinds[after] == .endOfFile
    if endsHere || (kinds[after].isWord && kinds[after + 1] == .colon && !lineHasStrayCloser) {
      if mayReport() { problems.commaAfterProperty(range(comma), isLast: endsHere) }
      let node = open(.unexpected)
      advance()
      close(node)
      // What follows is the next property: no second diagnostic about a missing `;`.
      lastProblem = max(lastProblem, at)
      return
    }
    let hasCloser = lineHasStrayCloser
    if mayReport() {
      let whole = ByteRange(start: starts[first], end: ends[max(endOfList - 1, first)])
      problems.bareList(whole, hasCloser: hasCloser, at: range(comma))
    }
    wrap(value, .list)
    while sees(.comma) {
      advanceOverInfix()
      expression()
    }
    close(value)
    if hasCloser { skip(while: { $0.kind == .rightBracket }) }
  }

  /// The first token past a list without brackets.
  var endOfList: Int {
    var depth = 0
    var offset = at
    while offset < min(last, at + 1000) {
      switch kinds[offset] {
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket: depth += 1
      case .rightParen, .rightBracket:
        if depth == 0 { return offset }
        depth -= 1
      case .semicolon, .leftBrace, .rightBrace: return offset
      default: break
      }
      if isFirst(offset + 1), depth == 0, kinds[offset] != .comma { return offset + 1 }
      if isFirst(offset + 1), beginsStatement(offset + 1) { return offset + 1 }
      offset += 1
    }
    return offset
  }

  var lineHasStrayCloser: Bool { kinds[endOfList] == .rightBracket && !isFirst(endOfList) }
}
