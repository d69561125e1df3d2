// Recovery where statements, declarations and entries begin and end.

import RungText

extension Parser {
  // MARK: Ends

  /// After a statement: something that does not belong to it.
  mutating func endStatement(in place: StatementPlace) {
    if isAtEnd { return }
    if kind == .rightBrace { return }
    if kind == .conflictMarker { return }
    if kind == .unknown {
      skip(while: { $0.kind == .unknown })
      if isAtEnd || kind == .rightBrace { return }
      lastProblem = max(lastProblem, at)
    }
    let start = statementStart
    let isDefinition = start >= 0 && start + 1 < at && kinds[start].isName && kinds[start + 1] == .equals
    if isDefinition, kind == .withWord || kind == .leftBrace {
      if mayReport() {
        problems.missingDefinition(range(at), start: range(start), word: kind == .withWord ? "target" : "assume")
      }
    } else {
      unexpectedHere()
    }
    skipStatement(stopAtBrace: false)
  }

  /// After an entry of a block: the `;` is missing, or something does not fit.
  mutating func endEntry() {
    if kind.isWord, next == .colon, !isFirst(at + 1) {
      if mayReport() { problems.missingSemicolon(behind) }
      return
    }
    unexpectedHere()
    while kind != .endOfFile {
      let before = at
      skip { !$0.isAtEnd && $0.kind != .rightBrace && !$0.beginsProperty && !$0.opensBracket }
      if opensBracket { skipBracketed() }
      if at == before { return }
    }
  }

  private var beginsProperty: Bool { kind.isWord && next == .colon && kinds[at - 1] == .semicolon }

  /// Over a bracket and what it holds, as far as a line that begins anew.
  private mutating func skipBracketed() {
    var depth = 0
    skip { parser in
      if depth > 0, parser.isFirst(parser.at), parser.beginsStatement(parser.at), parser.kind != .rightBrace {
        return false
      }
      switch parser.kind {
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .leftBrace: depth += 1
      case .rightParen, .rightBracket: depth -= 1
      case .rightBrace:
        if depth == 0 { return false }
        depth -= 1
      default: if depth == 0 { return false }
      }
      return true
    }
  }

  // MARK: Definitions

  mutating func equals() {
    if ends[at] - starts[at] > 1, mayReport() { problems.colonEquals(range(at), means: "=") }
    advance()
  }

  /// `=` is not there; whether an expression follows all the same.
  mutating func equalsMissing() -> Bool {
    if kind == .colon, !isNewLine {
      if mayReport() { problems.colonForEquals(range(at)) }
      advance()
      return true
    }
    let follows = !isAtEnd && (beginsOperand(at) || kind == .leftBracket || kind == .minus || kind == .notWord)
    if mayReport() { problems.missingEquals(behind, isFixable: follows) }
    return follows
  }

  /// Left of `=` stands a path.
  mutating func checkPath(_ node: Int) {
    let last = nodes.base[node]
    var isPath = last.kind == .name || last.kind == .missing
    if last.kind == .reference {
      isPath = true
      var child = node + 1
      while child < nodes.count {
        let kind = nodes.base[child].kind
        let fits = child == node + 1 ? kind == .name || kind == .missing : kind == .member || kind == .subscript
        if !fits, kind != .unexpected { isPath = false }
        child += Int(nodes.base[child].size)
      }
    }
    if !isPath, mayReport() {
      problems.notAPath(ByteRange(start: starts[Int(last.first)], end: ends[max(Int(last.end) - 1, Int(last.first))]))
    }
  }

  /// In a scenario an override is expected: `Core.amount 200`, `Core.amount: 200`.
  mutating func overrideWithoutEquals(_ node: Int, in place: StatementPlace) {
    if kind == .colon, !isNewLine {
      if mayReport() { problems.colonForEquals(range(at)) }
      advance()
    } else if !isAtEnd, beginsOperand(at), kind != .name {
      if mayReport() { problems.missingEquals(behind, isFixable: true) }
    } else {
      return
    }
    nodes.base[node].kind = .override
    checkPath(node + 1)
    expression()
  }

  /// `word: …` where a statement is expected: an override written like a property, or a property outside `{ }`.
  mutating func colonForEquals(in place: StatementPlace) {
    let node = open(.override)
    leaf(.name)
    if mayReport() {
      if place == .scenario { problems.colonForEquals(range(at)) } else { problems.propertyOutside(range(at - 1)) }
    }
    advance()
    expression()
    close(node)
  }

  /// `asume Name = …`
  var isMisspelledDefinition: Bool {
    kind == .name && (kinds[at + 2] == .equals && !isFirst(at + 2))
  }

  mutating func misspelledDefinition() {
    let meant = problems.closestDefinition(range(at))
    if mayReport() { problems.unknownDefinition(range(at), name: range(at + 1), meant: meant) }
    let node = open(meant == "assume" ? .assume : meant == "target" ? .target : .letStatement)
    advance()
    name(.definition)
    definedValue()
    if meant == "target" { confidence() }
    if meant == "assume" || meant == "target" { propertyBlock(of: node) }
    close(node)
  }

  mutating func editionNotFirst() {
    if mayReport() { problems.editionNotFirst(range(at)) }
  }

  /// Only changes stand in a scenario.
  mutating func checkChange() {
    switch kind {
    case .letWord, .assumeWord, .exchangeWord, .targetWord, .removeWord: return
    default:
      let isRead = kind.opensStatement || (kind == .rungWord && next == .number)
      if isRead, !isFirst(at + 1), mayReport() { problems.notAChange(range(at)) }
    }
  }

  // MARK: Declarations

  /// `word Name` goes on as a declaration does.
  var isDeclarationAhead: Bool {
    let after = at + 2
    if isFirst(after) { return true }
    switch kinds[after] {
    case .semicolon, .endOfFile, .leftBrace, .rightBrace, .gluedBracket, .leftBracket, .string, .inWord, .fromWord:
      return true
    // `stage Grow admits: …` with its `{` forgotten.
    default: return kinds[after].isWord && kinds[after + 1] == .colon
    }
  }

  /// `stage { … }`, `Intake[n in 1 .. 5] { … }`, `programme "Title" { … }`: the kind or the name is not written.
  var isNamelessDeclaration: Bool {
    guard kind.isWord, !isFirst(at + 1), let brace = braceOfNameless else { return false }
    return kinds[brace] == .leftBrace
  }

  /// The token after one word and an index or a title.
  private var braceOfNameless: Int? {
    switch next {
    case .leftBrace: return at + 1
    case .string: return at + 2
    case .gluedBracket, .leftBracket:
      var depth = 0
      for offset in at + 1..<min(at + 40, last) {
        if kinds[offset] == .rightBracket { depth -= 1 }
        if kinds[offset] == .leftBracket || kinds[offset] == .gluedBracket { depth += 1 }
        if depth == 0 { return kinds[offset + 1] == .string ? offset + 2 : offset + 1 }
        if isFirst(offset), beginsStatement(offset) { return nil }
      }
      return nil
    default: return nil
    }
  }

  /// One word where a kind and a name are needed. A capital letter says that it is the name; then the node's first
  /// token is the name's own.
  mutating func namelessDeclaration() {
    let node = open(.declaration)
    let byte = bytes[Int(starts[at])]
    let isCapital = (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")) || byte >= 0x80
    let isName = kind.isName && (next == .gluedBracket || (isCapital && next != .leftBracket))
    let isScenario = isName && (braceOfNameless.map { holdsChanges($0) } ?? false)
    if mayReport() { problems.namelessDeclaration(range(at), isName: isName, isScenario: isScenario) }
    if isName {
      family()
    } else {
      advance()
      missing()
      if kind == .leftBracket || kind == .gluedBracket { indices() }
    }
    title()
    nodes.base[node].kind = isScenario ? .scenario : .declaration
    if blockFollows(of: node, isScenario ? .changes : .entries) { block(isScenario ? .changes : .entries, of: node) }
    close(node)
  }

  /// After `{` stands an override.
  private func holdsChanges(_ brace: Int) -> Bool {
    guard kinds[brace] == .leftBrace, kinds[brace + 1].isName else { return false }
    switch kinds[brace + 2] {
    case .dot, .gluedBracket, .equals: return true
    default: return false
    }
  }

  // MARK: Blocks

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
    unexpectedHere()
    skipStatement(stopAtBrace: true)
    return kind == .leftBrace && !isNewLine
  }

  private var lineHasBrace: Bool {
    var offset = at
    while offset < last, offset == at || !isFirst(offset) {
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
    guard braceBalance < 0, beginsStatement(at) || contents == .changes, kind != .rightBrace else { return false }
    guard indent(ofLineOf: at) > indent(ofLineOf: Int(nodes.base[statement].first)) else { return false }
    return braceMissing()
  }

  private mutating func braceMissing() -> Bool {
    if mayReport() { problems.missingBrace(behind) }
    if braceBalance < 0 { braceBalance += 1 }
    return true
  }

  /// The line begins no further in than the header of the block, as a statement does: the block was not closed.
  func leavesBlock(_ statement: Int) -> Bool {
    guard kind != .rightBrace else { return false }
    guard indent(ofLineOf: at) <= indent(ofLineOf: Int(nodes.base[statement].first)) else { return false }
    return beginsStatement(at) || kind.opensStatement
  }

  /// A `}` that begins a line further out than the header of the block closes an outer one.
  func isOuterBrace(_ statement: Int) -> Bool {
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
    let endsHere = isFirst(after) || kinds[after] == .semicolon || kinds[after] == .rightBrace || kinds[after] == .endOfFile
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
  private var endOfList: Int {
    var depth = 0
    var offset = at
    while offset < last {
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

  private var lineHasStrayCloser: Bool { kinds[endOfList] == .rightBracket && !isFirst(endOfList) }
}
