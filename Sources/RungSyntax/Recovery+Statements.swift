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
        problems.missingDefinition(
          range(at), start: range(start), word: kind == .withWord ? "target" : "assume")
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
    let follows =
      !isAtEnd && (beginsOperand(at) || kind == .leftBracket || kind == .minus || kind == .notWord)
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
        let fits =
          child == node + 1 ? kind == .name || kind == .missing : kind == .member || kind == .subscript
        if !fits, kind != .unexpected { isPath = false }
        child += Int(nodes.base[child].size)
      }
    }
    if !isPath, mayReport() {
      problems.notAPath(
        ByteRange(start: starts[Int(last.first)], end: ends[max(Int(last.end) - 1, Int(last.first))]))
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

  /// `word: …` where a statement is expected: an override written like a property, or a property outside `{
  /// }`.
  mutating func colonForEquals(in place: StatementPlace) {
    let node = open(.override)
    leaf(.name)
    if mayReport() {
      if place == .scenario {
        problems.colonForEquals(range(at))
      } else {
        problems.propertyOutside(range(at - 1))
      }
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

  // MARK: Verbs

  /// At `in`: `until` follows, and is no name, since no other follows in the statement.
  var isUntilAfterIn: Bool {
    guard next == .untilWord else { return false }
    var token = at + 2
    while token < min(at + 100, last), !isFirst(token), kinds[token] != .semicolon {
      if kinds[token] == .untilWord { return false }
      token += 1
    }
    return true
  }

  /// `find Veterans.count until …` and `find Veterans.count in until …`
  mutating func valuesToTryMissing() {
    let hasWord = kind == .inWord && !isAtEnd
    if hasWord { advance() }
    if mayReport() {
      problems.valuesToTryMissing(behind, hasWord: hasWord, goesOn: kind == .untilWord && !isAtEnd)
    }
    missing()
  }

  /// `compare` alone
  mutating func scenariosMissing() {
    if mayReport() { problems.scenariosMissing(behind) }
    missing()
  }

  // MARK: Declarations

  /// `word Name` goes on as a declaration does.
  var isDeclarationAhead: Bool {
    let after = at + 2
    if isFirst(after) { return true }
    switch kinds[after] {
    case .semicolon, .endOfFile, .leftBrace, .rightBrace, .gluedBracket, .leftBracket, .string, .inWord,
      .fromWord:
      return true
    // `stage Grow admits: …` with its `{` forgotten, or `person V1 Veterans {` with a word forgotten.
    default:
      return kinds[after].isWord && kinds[after + 1] == .colon
        || kinds[after].isName && kinds[after + 1] == .leftBrace && !isFirst(after + 1)
    }
  }

  /// `stage { … }`, `Intake[n in 1 .. 5] { … }`, `programme "Title" { … }`: the kind or the name is not
  /// written.
  var isNamelessDeclaration: Bool {
    guard kind.isWord, !isFirst(at + 1), let brace = braceOfNameless else { return false }
    return kinds[brace] == .leftBrace
  }

  /// The token after one word and an index or a title.
  private var braceOfNameless: Int? {
    switch next {
    case .leftBrace: return at + 1
    case .string: return afterClause(at + 2)
    case .inWord, .fromWord: return afterClause(at + 1)
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

  /// The token after `in Name` or `from Name`, or the token itself.
  private func afterClause(_ token: Int) -> Int {
    let isClause = kinds[token] == .inWord || kinds[token] == .fromWord
    return isClause && kinds[token + 1].isName ? token + 2 : token
  }

  /// One word where a kind and a name are needed. A capital letter says that it is the name; then the node's
  /// first token is the name's own.
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
    while kind == .inWord || kind == .fromWord, !isNewLine { clause() }
    nodes.base[node].kind = isScenario ? .scenario : .declaration
    if blockFollows(of: node, isScenario ? .changes : .entries) {
      block(isScenario ? .changes : .entries, of: node)
    }
    close(node)
  }

  /// After `{` stands an override.
  private func holdsChanges(_ brace: Int) -> Bool {
    guard kinds[brace] == .leftBrace, kinds[brace + 1].isName else { return false }
    if kinds[brace + 1].opensStatement, kinds[brace + 2] != .colon { return true }
    switch kinds[brace + 2] {
    case .dot, .gluedBracket, .equals: return true
    default: return false
    }
  }
}
