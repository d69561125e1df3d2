// Lists, tables and comprehensions, and everything else that is items between brackets.

import RungText

extension Parser {
  /// bracket ::= '[' [ 'else' ':' expr tableRest | expr ( 'for' NAME 'in' expr [ 'where' expr ] | ':' expr tableRest | listRest ) ] ']'
  mutating func bracket() {
    let node = open(.list)
    guard enter() else { return skipTooDeep(node) }
    defer { nesting -= 1 }
    let opening = at
    kinds[at] = .leftBracket
    advance()
    openSquares += 1
    let outer = colonEndsValue
    if kind != .rightBracket { bracketItems(node, opening) }
    colonEndsValue = outer
    if kind == .rightBracket { advance() } else { unclosed(opening) }
    openSquares -= 1
    close(node)
  }

  private mutating func bracketItems(_ node: Int, _ opening: Int) {
    if kind == .elseWord, next == .colon {
      nodes.base[node].kind = .table
      elseEntry()
      return tableRest(opening)
    }
    let first = nodes.count
    colonEndsValue = false
    expression()
    switch kind {
    case .colon, .equals:
      nodes.base[node].kind = .table
      entryValue(first)
      tableRest(opening)
    case .forWord:
      nodes.base[node].kind = .comprehension
      comprehension(opening)
    case .comma, .rightBracket: listRest(opening)
    default:
      // `[en 100%, fr: 25%]`: a table whose first colon is not written.
      guard tableAhead(from: at), closerAhead(.rightBracket, from: at) else { return listRest(opening) }
      nodes.base[node].kind = .table
      entryWithoutValue(first)
      tableRest(opening)
    }
  }

  /// tableRest ::= [ ',' [ ( 'else' | expr ) ':' expr tableRest ] ]
  private mutating func tableRest(_ opening: Int) {
    while separator(closer: .rightBracket, opening, isTable: true) {
      let before = at
      if kind == .elseWord, next == .colon {
        elseEntry()
      } else {
        let first = nodes.count
        colonEndsValue = false
        expression()
        if kind == .colon || kind == .equals { entryValue(first) } else { entryWithoutValue(first) }
      }
      if at == before { skipItem() }
    }
  }

  /// listRest ::= [ ',' [ expr listRest ] ]
  private mutating func listRest(_ opening: Int) {
    while separator(closer: .rightBracket, opening) {
      let before = at
      colonEndsValue = false
      expression()
      if at == before { skipItem() }
    }
  }

  private mutating func elseEntry() {
    let node = open(.elseEntry)
    advance()
    advance()
    colonEndsValue = true
    expression()
    close(node)
  }

  /// At the colon of an entry whose key is read.
  private mutating func entryValue(_ key: Int) {
    wrap(key, .entry)
    if kind == .equals { equalsForColon() }
    advance()
    colonEndsValue = true
    expression()
    close(key)
  }

  @inline(never)
  private mutating func entryWithoutValue(_ key: Int) {
    wrap(key, .entry)
    expected(.colon)
    if beginsOperand(at) {
      colonEndsValue = true
      expression()
    } else {
      missing()
    }
    close(key)
  }

  private mutating func comprehension(_ opening: Int) {
    advance()
    name(.item)
    expectWord(.inWord)
    expression()
    if kind == .whereWord { whereClause() }
    while separator(closer: .rightBracket, opening) {
      let before = at
      let stray = open(.unexpected)
      unexpectedHere()
      expression()
      close(stray)
      if at == before { skipItem() }
    }
  }

  /// Items between a bracket that touches its name and its closer.
  mutating func items(closer: TokenKind, _ node: Int, _ item: (inout Parser) -> Void) {
    guard enter() else { return skipTooDeep(node) }
    defer { nesting -= 1 }
    let opening = at
    let isParen = closer == .rightParen
    advance()
    if isParen { openParens += 1 } else { openSquares += 1 }
    let outer = colonEndsValue
    if kind == closer {
      if !isParen { emptyIndex() }
    } else {
      repeat {
        let before = at
        colonEndsValue = true
        item(&self)
        if at == before { skipItem() }
      } while separator(closer: closer, opening)
    }
    colonEndsValue = outer
    if kind == closer { advance() } else { unclosed(opening) }
    if isParen { openParens -= 1 } else { openSquares -= 1 }
    close(node)
  }

  /// After an item: past the comma, and whether another item follows.
  @inline(__always)
  mutating func separator(closer: TokenKind, _ opening: Int, isTable: Bool = false) -> Bool {
    if kind == closer { return false }
    if kind == .comma {
      advance()
      return kind != closer
    }
    return damagedSeparator(closer: closer, opening, isTable: isTable)
  }
}
