// Operands: estimates, quantities, references and what they are made of.

import RungText

extension Parser {
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

  @inline(__always)
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
    if kind == .name, next == .dot || next == .gluedParen || next == .gluedBracket,
      !isFirst(at) || brackets > 0
    {
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

  @inline(__always)
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
      if beginsOperand(at + 1) { operandMissing() } else if isPlainName { leaf(.name) } else { tagWord() }
    default:
      if kind.isName, !(kind.opensClause && beginsOperand(at + 1)) {
        leaf(.name)
      } else {
        strayInOperand()
      }
    }
  }

  /// tagWord ::= 'or' | 'and' | 'to' | 'of' | 'is' | 'by' | 'per' | 'with' | 'from'
  private mutating func tagWord() {
    leaf(.tagWord)
    // The lexer took the word for an operator and the hyphen behind it for a sign.
    if kind == .sign, ends[at] < starts[at + 1] { kinds[at] = .minus }
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
