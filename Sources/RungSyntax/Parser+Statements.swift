// Statements: definitions, scenarios, declarations and overrides.

import RungText

extension Parser {
  /// script ::= lines
  /// lines ::= { END } [ statement [ END lines ] ]
  mutating func lines() {
    while kind != .endOfFile {
      let before = at
      switch kind {
      case .semicolon: advance()
      case .rightBrace: strayBrace()
      case .conflictMarker: skip(while: { $0.kind == .conflictMarker })
      default:
        statement(in: .script)
        endStatement(in: .script)
      }
      if at == before { skipOne() }
    }
  }

  /// Where a statement stands: what may stand there, and what recovery may hope for.
  enum StatementPlace {
    case script, scenario
  }

  /// statement ::= use | let | assume | exchange | target | scenario | remove | verb | declaration | edition | override
  mutating func statement(in place: StatementPlace) {
    beginStatement()
    if kind.rawValue >= TokenKind.rungWord.rawValue, !isPlainName {
      if place == .scenario { checkChange() }
      switch kind {
      case .useWord: return use()
      case .letWord: return letStatement()
      case .assumeWord: return assume()
      case .exchangeWord: return exchange()
      case .targetWord: return target()
      case .scenarioWord: return scenario()
      case .removeWord: return remove()
      case .rungWord: if next == .number, !isFirst(at + 1) { return edition() }
      default: if kind.opensStatement { return verb() }
      }
    }
    if kind.isName, next.isName, !isFirst(at + 1) {
      if isMisspelledDefinition { return misspelledDefinition() }
      if next == .fromWord, kinds[at + 2].isName, kinds[at + 3] == .leftBrace { return namelessDeclaration() }
      if isDeclarationAhead { return declaration() }
    }
    if isNamelessDeclaration { return namelessDeclaration() }
    if kind == .name, next.isReserved, kinds[at + 2] == .leftBrace, !isFirst(at + 1) { return declaration() }
    if kind.isWord, next == .colon, !isFirst(at + 1) { return colonForEquals(in: place) }
    override(in: place)
  }

  /// change ::= remove | let | assume | exchange | target | declaration | override
  mutating func change() { statement(in: .scenario) }

  /// The word before `.`, `=`, `:` or a bracket that touches it is a name, not the beginning of a statement.
  @inline(__always)
  var isPlainName: Bool {
    switch next {
    case .dot, .equals, .colon, .gluedParen, .gluedBracket: !isFirst(at + 1)
    default: false
    }
  }

  /// edition ::= 'rung' NUMBER
  private mutating func edition() {
    let node = open(.edition)
    if node > 1 { editionNotFirst() }
    advance()
    advance()
    close(node)
  }

  /// use ::= 'use' STRING
  private mutating func use() {
    let node = open(.use)
    advance()
    text()
    close(node)
  }

  /// let ::= 'let' NAME '=' expr
  private mutating func letStatement() {
    let node = open(.letStatement)
    advance()
    name(.definition)
    definedValue()
    close(node)
  }

  /// assume ::= 'assume' NAME '=' expr [ propertyBlock ]
  private mutating func assume() {
    let node = open(.assume)
    advance()
    name(.definition)
    definedValue()
    propertyBlock(of: node)
    close(node)
  }

  /// exchange ::= 'exchange' NAME '=' expr [ propertyBlock ]
  private mutating func exchange() {
    let node = open(.exchange)
    advance()
    name(.currency)
    definedValue()
    propertyBlock(of: node)
    close(node)
  }

  /// target ::= 'target' NAME [ STRING ] '=' expr [ 'with' expr 'confidence' ] [ propertyBlock ]
  private mutating func target() {
    let node = open(.target)
    advance()
    name(.definition)
    title()
    definedValue()
    confidence()
    propertyBlock(of: node)
    close(node)
  }

  /// scenario ::= 'scenario' NAME [ STRING ] [ 'from' NAME ] [ '{' changes '}' ]
  private mutating func scenario() {
    let node = open(.scenario)
    advance()
    name(.definition)
    title()
    if sees(.fromWord) {
      let clause = open(.fromClause)
      advance()
      name(.parent)
      close(clause)
    }
    if blockFollows(of: node, .changes) { block(.changes, of: node) }
    close(node)
  }

  /// remove ::= 'remove' path
  private mutating func remove() {
    let node = open(.remove)
    advance()
    path()
    close(node)
  }

  /// override ::= expr [ '=' value ]
  mutating func override(in place: StatementPlace) {
    let node = open(.print)
    expression()
    if kind == .equals, !isNewLine {
      nodes.base[node].kind = .override
      checkPath(node + 1)
      equals()
      value()
    } else if place == .scenario || kind == .colon {
      overrideWithoutEquals(node, in: place)
    }
    close(node)
  }

  /// `= expr` of a definition. A line end after `=` is an END.
  mutating func definedValue() {
    if kind == .equals, !isNewLine { equals() } else if !equalsMissing() { return missing() }
    expression()
  }

  /// `"Title"`, where it is written.
  mutating func title() { if sees(.string) { leaf(.string) } }

  /// declaration ::= NAME family [ STRING ] { clause } [ block ]
  mutating func declaration() {
    let node = open(.declaration)
    advance()
    family()
    title()
    while kind == .inWord || kind == .fromWord, !isNewLine { clause() }
    if blockFollows(of: node, .entries) { block(.entries, of: node) }
    close(node)
  }

  /// family ::= NAME [ GLUE_BRACKET index { ',' index } ']' ]
  mutating func family() {
    name(.declaration)
    guard kind == .gluedBracket || kind == .leftBracket, !isNewLine else { return }
    if kind == .leftBracket { looseBracket() }
    indices()
  }

  /// `[n in 1 .. 5]`
  mutating func indices() {
    let node = open(.family)
    items(closer: .rightBracket, node) { $0.index() }
  }

  /// index ::= NUMBER | MONTH | NAME [ 'in' expr [ 'where' expr ] ]
  private mutating func index() {
    switch kind {
    case .number, .month: leaf(.index)
    default:
      guard kind.isName else {
        expected(.index)
        missing()
        return skipItem()
      }
      guard next == .inWord || beginsOperand(at + 1) else { return leaf(.index) }
      let node = open(.indexRange)
      advance()
      expectWord(.inWord)
      expression()
      if sees(.whereWord) { whereClause() }
      close(node)
    }
  }

  /// clause ::= 'in' path | 'from' ( STRING | path )
  mutating func clause() {
    let isIn = kind == .inWord
    let node = open(isIn ? .inClause : .fromClause)
    advance()
    if !isIn, sees(.string) { leaf(.string) } else { path() }
    close(node)
  }

  /// path ::= NAME { '.' word | GLUE_BRACKET expr { ',' expr } ']' }
  mutating func path() {
    let start = nodes.count
    name(.path)
    guard seesSuffix else { return }
    wrap(start, .reference)
    while seesSuffix {
      if kind == .gluedParen { callInPath() }
      suffix()
    }
    close(start)
  }

  /// paths ::= path { ',' path }
  mutating func paths() {
    path()
    while separatesPaths {
      if kind == .comma { advanceOverInfix() } else { reportMissingComma() }
      path()
    }
  }

  @inline(__always)
  private var separatesPaths: Bool {
    if isNewLine { return false }
    return kind == .comma || (kind == .name && lastProblem < at)
  }

  /// A name of its own.
  mutating func name(_ role: NameRole) {
    let isHere = !isNewLine && !isLostContinuation
    if isHere, kind == .name {
      leaf(.name)
    } else if isHere, kind.isName, role != .path || !(kind.opensClause && beginsOperand(at + 1)) {
      leaf(.name)
    } else {
      nameMissing(role, isHere: isHere)
    }
  }

  private mutating func text() {
    if sees(.string) { return leaf(.string) }
    expected(.text)
    missing()
  }

  mutating func requiredText() { text() }
}
