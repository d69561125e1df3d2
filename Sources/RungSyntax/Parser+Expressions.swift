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

  /// Nothing of an operand or an expression goes on at a token. (Not every such token is found; this is the short
  /// way for the common ones.)
  @inline(__always)
  private func endsOperand(_ token: Int) -> Bool {
    switch kinds[token] {
    case .semicolon, .comma, .rightBrace, .rightBracket, .rightParen, .colon, .endOfFile, .equals: true
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
    guard seesComparison else { return }
    wrap(start, .comparison)
    comparisonOperator()
    let middle = nodes.count
    span()
    close(start)
    if seesComparison { chainedComparison(start, middle: middle) }
  }

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

  private var seesProductOperator: Bool { (kind == .star || kind == .slash) && !isNewLine }

  /// estimate ::= quantity [ ( 'to' | 'of' ) quantity ] { 'per' [ NUMBER ] NAME } [ 'each' ]
  mutating func estimate() {
    let start = nodes.count
    quantity()
    if seesEstimateWord {
      wrap(start, kind == .toWord ? .estimateTo : .estimateOf)
      advanceOverInfix()
      quantity()
      close(start)
      if seesEstimateWord { repeated(start, kind) { $0.quantity() } }
    }
    if sees(.perWord) {
      wrap(start, .rate)
      while sees(.perWord) { per() }
      close(start)
    }
    if sees(.eachWord) {
      wrap(start, .each)
      advance()
      close(start)
    }
  }

  private var seesEstimateWord: Bool { (kind == .toWord || kind == .ofWord) && !isNewLine }

  /// `per month`; where the unit is not written the node has a `missing` child.
  private mutating func per() {
    let node = open(.per)
    advance()
    if sees(.number) { advance() }
    if kind.isName, !isNewLine, !kind.opensClause {
      advance()
    } else {
      expected(.unit)
      missing()
    }
    close(node)
  }

  /// quantity ::= [ SIGN ] ( NUMBER [ '%' | NAME ] | reference )
  mutating func quantity() {
    let isSigned = (kind == .sign || kind == .minus || kind == .plus) && !isNewLine
    guard isSigned else { return unsigned() }
    signed()
  }

  private mutating func unsigned() {
    if kind == .number, !isNewLine {
      amount()
    } else if kind == .currencySign, !isNewLine {
      currencyBefore()
    } else {
      reference()
    }
  }

  @inline(never)
  private mutating func signed() {
    if kind == .plus {
      let stray = open(.unexpected)
      strayPlus()
      advance()
      close(stray)
      return unsigned()
    }
    kinds[at] = .sign
    let node = open(.negative)
    advance()
    if kind == .sign || kind == .minus || kind == .plus, !isNewLine {
      unexpectedHere()
      skip(while: { $0.kind == .sign || $0.kind == .minus || $0.kind == .plus })
    }
    unsigned()
    close(node)
  }

  /// A number and its unit.
  @inline(__always)
  mutating func amount() {
    let first = UInt32(truncatingIfNeeded: at)
    advance()
    var kind = NodeKind.number
    if isUnit {
      advance()
      kind = .quantity
    } else if self.kind == .currencySign, !isNewLine {
      currencyAfter()
      kind = .quantity
    }
    nodes.append(Node(kind: kind, first: first, end: UInt32(truncatingIfNeeded: at), size: 1))
  }

  /// The next token is the unit of the number before it. A word before `:` names a property or a key.
  @inline(__always)
  private var isUnit: Bool {
    switch kind {
    case .name, .percent: break
    default: if !kind.isName || kind.opensClause { return false }
    }
    if isNewLine || (isFirst(at) && beginsStatement(at)) { return false }
    return kind == .percent || !(colonEndsValue && next == .colon && !(isFirst(at + 1) && brackets == 0))
  }

  /// At a currency sign where an operand is expected.
  @inline(never)
  private mutating func currencyBefore() {
    let node = open(.quantity)
    let sign = at
    advance()
    guard kind == .number, !isNewLine else {
      nodes.base[node].kind = .unexpected
      close(node)
      expected(.operand)
      return missing()
    }
    currency(sign: sign, number: at)
    advance()
    // `$450 USD`: the unit is written twice.
    if isUnit { advance() }
    close(node)
  }

  @inline(never)
  private mutating func currencyAfter() {
    currency(sign: at, number: at - 1)
    advance()
  }

  /// reference ::= primary { '.' word | GLUE_PAREN [ arguments ] ')' | GLUE_BRACKET expr { ',' expr } ']' }
  mutating func reference() {
    let start = nodes.count
    if kind == .name, next == .dot || next == .gluedParen || next == .gluedBracket, !isFirst(at) || brackets > 0 {
      _ = open(.reference)
      leaf(.name)
      while seesSuffix { suffix() }
      return close(start)
    }
    primary()
    guard seesSuffix else { return }
    wrap(start, .reference)
    while seesSuffix { suffix() }
    close(start)
  }

  var seesSuffix: Bool {
    (kind == .dot || kind == .gluedParen || kind == .gluedBracket) && !isNewLine
  }

  mutating func suffix() {
    switch kind {
    case .dot: member()
    case .gluedParen: call()
    default: subscripts()
    }
  }

  private mutating func member() {
    let node = open(.member)
    advance()
    if kind.isWord, !isNewLine {
      advance()
    } else {
      expected(.member)
    }
    close(node)
  }

  private mutating func subscripts() {
    let node = open(.subscript)
    items(closer: .rightBracket, node) { $0.expression() }
  }

  /// arguments ::= argument [ ',' [ arguments ] ]
  private mutating func call() {
    let node = open(.call)
    items(closer: .rightParen, node) { $0.argument() }
  }

  /// argument ::= word ':' expr | expr
  private mutating func argument() {
    guard kind.isWord, next == .colon || next == .equals else { return expression() }
    let node = open(.argument)
    advance()
    if kind == .equals { equalsForColon() }
    advance()
    expression()
    close(node)
  }

  /// primary ::= NAME | STRING | DATE | MONTH | TIME | 'true' | 'false' | 'none' | '(' expr ')' | bracket | tagWord
  mutating func primary() {
    if isNewLine || isLostContinuation { return operandMissing() }
    switch kind {
    case .name: leaf(.name)
    case .string: leaf(.string)
    case .date: leaf(.date)
    case .month: leaf(.month)
    case .time: leaf(.time)
    case .trueWord, .falseWord: leaf(.truth)
    case .noneWord: leaf(.none)
    case .leftParen, .gluedParen: paren()
    case .leftBracket, .gluedBracket: bracket()
    case .orWord, .andWord, .toWord, .ofWord, .isWord, .byWord, .perWord:
      if beginsOperand(at + 1) { operandMissing() } else { tagWord() }
    case .withWord, .fromWord:
      if beginsOperand(at + 1) {
        operandMissing()
      } else if next == .gluedParen || next == .dot {
        leaf(.name)
      } else {
        tagWord()
      }
    default:
      if kind.isName, !(kind.opensClause && beginsOperand(at + 1)) {
        leaf(.name)
      } else {
        strayInOperand()
      }
    }
  }

  /// tagWord ::= 'or' | 'and' | 'to' | 'of' | 'is' | 'by' | 'per' | 'with' | 'from'
  private mutating func tagWord() { leaf(.tagWord) }

  /// On the same line (or inside brackets) a token that can only begin an operand.
  func beginsOperand(_ token: Int) -> Bool {
    guard !(isFirst(token) && brackets == 0) else { return false }
    switch kinds[token] {
    case .name, .number, .string, .date, .month, .time, .leftParen, .leftBracket, .currencySign, .trueWord, .falseWord,
      .noneWord, .sign:
      return true
    default: return false
    }
  }

  private mutating func paren() {
    let node = open(.paren)
    guard enter() else { return skipTooDeep(node) }
    defer { nesting -= 1 }
    let opening = at
    kinds[at] = .leftParen
    advance()
    openParens += 1
    let outer = colonEndsValue
    colonEndsValue = true
    expression()
    colonEndsValue = outer
    if kind == .rightParen { advance() } else { closeParen(opening) }
    openParens -= 1
    close(node)
  }
}
