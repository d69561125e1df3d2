// Verbs and their clauses. A verb is a word only at the start of a statement.

import RungText

extension Parser {
  /// verb ::= 'show' expr { ',' expr } [ 'where' expr ] [ 'by' expr [ 'descending' ] ] [ 'first' NUMBER ] | 'schedule' [ paths ] | 'match' paths [ 'with' paths ] | 'simulate' [ NUMBER 'runs' ] [ 'seed' NUMBER ] [ 'by' expr ] | 'test' [ paths ] | 'compare' paths [ 'measuring' expr { ',' expr } ] | 'sweep' path 'over' expr [ 'by' expr ] { ',' path 'over' expr [ 'by' expr ] } 'measuring' expr { ',' expr } | 'find' path 'in' expr 'until' expr [ 'with' expr 'confidence' ] | 'explain' path [ 'in' path | 'with' path ] | 'accept' NAME | 'save' | 'snapshot' STRING | 'open' STRING | 'export' NAME [ 'to' STRING ] | 'report' [ 'to' STRING ]
  mutating func verb() {
    switch kind {
    case .showWord: show()
    case .scheduleWord: pathsVerb(.schedule)
    case .matchWord: match()
    case .simulateWord: simulate()
    case .testWord: pathsVerb(.test)
    case .compareWord: compare()
    case .sweepWord: sweep()
    case .findWord: find()
    case .explainWord: explain()
    case .acceptWord: accept()
    case .saveWord: leaf(.save)
    case .snapshotWord: textVerb(.snapshot)
    case .openWord: textVerb(.open)
    case .exportWord: export()
    default: report()
    }
  }

  private mutating func show() {
    let node = open(.show)
    advance()
    expressions()
    if sees(.whereWord) { whereClause() }
    if sees(.byWord) { byClause(mayDescend: true) }
    if sees(.firstWord) {
      let clause = open(.firstClause)
      advance()
      number()
      close(clause)
    }
    close(node)
  }

  /// `schedule` and `test`: paths, or everything.
  private mutating func pathsVerb(_ kind: NodeKind) {
    let node = open(kind)
    advance()
    if !isAtEnd, self.kind != .rightBrace { paths() }
    close(node)
  }

  private mutating func match() {
    let node = open(.match)
    advance()
    paths()
    if sees(.withWord) {
      let clause = open(.withClause)
      advance()
      paths()
      close(clause)
    }
    close(node)
  }

  private mutating func simulate() {
    let node = open(.simulate)
    advance()
    if sees(.number) {
      let clause = open(.runsClause)
      leaf(.number)
      expectWord(.runsWord)
      close(clause)
    }
    if sees(.seedWord) {
      let clause = open(.seedClause)
      advance()
      number()
      close(clause)
    }
    if sees(.byWord) { byClause(mayDescend: false) }
    close(node)
  }

  private mutating func compare() {
    let node = open(.compare)
    advance()
    if isAtEnd { scenariosMissing() } else { paths() }
    if sees(.measuringWord) { measuringClause() }
    close(node)
  }

  private mutating func sweep() {
    let node = open(.sweep)
    advance()
    sweepOver()
    while sees(.comma) {
      advanceOverInfix()
      sweepOver()
    }
    let clause = open(.measuringClause)
    expectWord(.measuringWord)
    expressions()
    close(clause)
    close(node)
  }

  private mutating func sweepOver() {
    let node = open(.sweepOver)
    path()
    expectWord(.overWord)
    expression()
    if sees(.byWord) { byClause(mayDescend: false) }
    close(node)
  }

  private mutating func find() {
    let node = open(.find)
    advance()
    path()
    if isAtEnd || kind == .untilWord || (kind == .inWord && (isFirst(at + 1) || isUntilAfterIn)) {
      valuesToTryMissing()
    } else {
      expectWord(.inWord)
      expression()
    }
    let clause = open(.untilClause)
    expectWord(.untilWord)
    expression()
    close(clause)
    confidence()
    close(node)
  }

  private mutating func explain() {
    let node = open(.explain)
    advance()
    path()
    if sees(.inWord) {
      let clause = open(.inClause)
      advance()
      path()
      close(clause)
    } else if sees(.withWord) {
      let clause = open(.withClause)
      advance()
      path()
      close(clause)
    }
    close(node)
  }

  private mutating func accept() {
    let node = open(.accept)
    advance()
    name(.path)
    close(node)
  }

  private mutating func textVerb(_ kind: NodeKind) {
    let node = open(kind)
    advance()
    requiredText()
    close(node)
  }

  private mutating func export() {
    let node = open(.export)
    advance()
    name(.path)
    toClause()
    close(node)
  }

  private mutating func report() {
    let node = open(.report)
    advance()
    toClause()
    close(node)
  }

  // MARK: Clauses

  mutating func whereClause() {
    let clause = open(.whereClause)
    advance()
    expression()
    close(clause)
  }

  private mutating func byClause(mayDescend: Bool) {
    let clause = open(.byClause)
    advance()
    expression()
    if mayDescend, sees(.descendingWord) {
      nodes.base[clause].kind = .byDescending
      advance()
    }
    close(clause)
  }

  private mutating func measuringClause() {
    let clause = open(.measuringClause)
    advance()
    expressions()
    close(clause)
  }

  /// `with 80% confidence`
  mutating func confidence() {
    guard sees(.withWord) else { return }
    let clause = open(.confidence)
    advance()
    expression()
    expectWord(.confidenceWord)
    close(clause)
  }

  private mutating func toClause() {
    guard sees(.toWord) else { return }
    let clause = open(.toClause)
    advance()
    requiredText()
    close(clause)
  }

  private mutating func expressions() {
    expression()
    while sees(.comma) {
      advanceOverInfix()
      expression()
    }
  }

  private mutating func number() {
    if sees(.number) { return leaf(.number) }
    expected(.number)
    missing()
  }
}
