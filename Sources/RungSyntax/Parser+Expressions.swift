// Expressions, loosest first. No expression contains or begins with `{`.

import RungText

extension Parser {
  /// expr ::= choice | disjunction
  mutating func expression() {
    // Most expressions are one token, or a number and its unit.
    if Parser.isLeaf(kind), !isFirst(at) || brackets > 0 {
      if endsOperand(at + 1) { return leaf(Parser.leafKind(kind)) }
      if kind == .number, next == .name || next == .percent, endsOperand(at + 2) { return amount() }
    }
    if kind == .ifWord, !isNewLine { choice() } else { disjunction() }
  }

  /// A token that is an operand on its own. (A number may have a unit; it is asked about what follows.)
  @inline(__always)
  private static func isLeaf(_ kind: TokenKind) -> Bool { kind.rawValue <= TokenKind.time.rawValue }

  private static func leafKind(_ kind: TokenKind) -> NodeKind {
    switch kind {
    case .number: .number
    case .string: .string
    case .date: .date
    case .month: .month
    case .time: .time
    default: .name
    }
  }

  /// Nothing of an operand or an expression goes on at a token. (Not every such token is found; this is the
  /// short way for the common ones.)
  @inline(__always)
  private func endsOperand(_ token: Int) -> Bool {
    switch kinds[token] {
    case .semicolon, .comma, .rightBrace, .rightBracket, .rightParen, .colon, .endOfFile: true
    default: isFirst(token) && brackets == 0
    }
  }

  /// choice ::= 'if' expr 'then' expr 'else' expr
  mutating func choice() {
    let node = open(.choice)
    guard enter() else { return skipTooDeep(node) }
    defer { nesting -= 1 }
    advance()
    expression()
    expectWord(.thenWord)
    expression()
    expectWord(.elseWord)
    expression()
    close(node)
  }

  /// disjunction ::= conjunction { 'or' conjunction }
  mutating func disjunction() {
    let start = nodes.count
    conjunction()
    guard sees(.orWord) else { return }
    wrap(start, .disjunction)
    while sees(.orWord) {
      advanceOverInfix()
      conjunction()
    }
    close(start)
  }

  /// conjunction ::= negation { 'and' negation }
  mutating func conjunction() {
    let start = nodes.count
    negation()
    guard sees(.andWord) else { return }
    wrap(start, .conjunction)
    while sees(.andWord) {
      advanceOverInfix()
      negation()
    }
    close(start)
  }

  /// negation ::= 'not' negation | comparison
  mutating func negation() {
    guard kind == .notWord, !isNewLine else { return comparison() }
    // A loop instead of a call for each `not`: a million of them are no deeper than one.
    let start = nodes.count
    var count = 0
    while kind == .notWord, !isNewLine {
      if count < Parser.deepest - nesting {
        _ = open(.not)
        count += 1
        advance()
      } else {
        tooDeep()
        skip(while: { $0.kind == .notWord })
      }
    }
    nesting += count
    comparison()
    nesting -= count
    for node in (start..<start + count).reversed() { close(node) }
  }

  /// comparison ::= span [ ( '<' | '<=' | '>' | '>=' | 'is' [ 'not' ] | 'in' | 'not' 'in' ) span ]
  mutating func comparison() {
    let start = nodes.count
    span()
    if kind == .equals { equalsMeantAsIs(start) }
    guard seesComparison else { return }
    wrap(start, .comparison)
    comparisonOperator()
    let middle = nodes.count
    span()
    close(start)
    if seesComparison { chainedComparison(start, middle: middle) }
  }

  @inline(__always)
  private var seesComparison: Bool {
    switch kind {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .isWord, .inWord: !isNewLine
    case .notWord: next == .inWord && !isNewLine
    default: false
    }
  }

  private mutating func comparisonOperator() {
    if kind == .notWord {
      advance()
    } else if kind == .isWord, next == .notWord {
      advance()
    }
    advanceOverInfix()
  }

  /// `a < b < c`: the first comparison is kept.
  @inline(never)
  private mutating func chainedComparison(_ node: Int, middle: Int) {
    problemChain(from: Int(nodes.base[node].first), middle: middle)
    let rest = open(.unexpected)
    while seesComparison {
      comparisonOperator()
      span()
    }
    close(rest)
    close(node)
  }

  /// span ::= sum [ '..' sum ]
  mutating func span() {
    let start = nodes.count
    sum()
    guard sees(.dots) else { return }
    wrap(start, .span)
    advanceOverInfix()
    sum()
    close(start)
    if sees(.dots) { repeated(start, .dots) { $0.sum() } }
  }

  /// sum ::= product { ( '+' | '-' ) product }
  mutating func sum() {
    let start = nodes.count
    product()
    guard seesSumOperator else { return }
    wrap(start, .sum)
    while seesSumOperator {
      if kind == .minus { checkMinus() }
      advanceOverInfix()
      product()
    }
    close(start)
    checkEstimates(in: start)
  }

  @inline(__always)
  private var seesSumOperator: Bool { (kind == .plus || kind == .minus) && !isNewLine }

  /// product ::= estimate { ( '*' | '/' ) estimate }
  mutating func product() {
    let start = nodes.count
    estimate()
    guard seesProductOperator else { return }
    wrap(start, .product)
    while seesProductOperator {
      advanceOverInfix()
      estimate()
    }
    close(start)
    checkEstimates(in: start)
  }

  @inline(__always)
  private var seesProductOperator: Bool { (kind == .star || kind == .slash) && !isNewLine }
}
