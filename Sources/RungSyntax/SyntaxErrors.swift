// Messages about the form of statements and expressions: what the parser finds.

import RungText

extension SyntaxProblems {
  // MARK: What does not fit

  func unexpected(_ range: ByteRange, _ kind: TokenKind, after previous: TokenKind) {
    let word = "\"\(short(range))\""
    switch kind {
    case .rightBrace, .rightParen, .rightBracket: strayCloser(range)
    case .leftBrace:
      add(.unexpected, "{ does not belong here: a block belongs to a name, a list has [ ]", range)
    case .endOfFile: add(.unexpected, "the text ends too early", range)
    case .number, .string, .date, .month, .time, .name, .leftParen, .leftBracket:
      let follows = previous.endsOperand
      add(
        .unexpected,
        follows
          ? "\(word) does not belong here: a sign or a word is missing before it"
          : "\(word) does not belong here",
        range)
    default: add(.unexpected, "\(word) does not belong here", range)
    }
  }

  /// `400 EUR par participant`: what stands before a unit is a misspelled `per`.
  func wrongPer(_ range: ByteRange) {
    add(
      .unexpected, "\"\(short(range))\" does not belong here: what an amount is per follows \"per\"", range,
      fixes: [fix("write per", range, "per", isSafe: false)])
  }

  /// `2 hours month`
  func missingPer(_ range: ByteRange) {
    let start = ByteRange(start: range.start, end: range.start)
    add(
      .unexpected, "\"\(short(range))\" does not belong here: \"per\" may be missing before it", range,
      fixes: [fix("write per \(short(range))", start, "per ", isSafe: false)])
  }

  /// `Graduates = … with 80% confidence` and `Completion = … { … }`, without the word that begins them.
  func missingDefinition(_ range: ByteRange, start: ByteRange, word: String) {
    let before = ByteRange(start: start.start, end: start.start)
    add(
      .unexpected, "\"\(text(range))\" does not belong to an override: the line may begin with \"\(word)\"",
      range,
      fixes: [fix("write \(word) \(short(start))", before, word + " ", isSafe: false)])
  }

  /// `people Mentors from "all.csv" where Role is "mentor" { … }`
  func rowsOfFile(_ range: ByteRange) {
    add(
      .unexpected, "\"where\" does not belong here: every row of the file is taken", range,
      fixes: [Fix("take it out, and keep the rows you mean in a file of their own")])
  }

  func missingPropertyName(_ range: ByteRange) {
    add(.missingName, "the name of a property is missing before the colon", range)
  }

  func strayCloser(_ range: ByteRange) {
    add(.strayCloser, "\"\(text(range))\" closes nothing", range)
  }

  func expected(_ range: ByteRange, _ what: String) {
    add(.missingOperand, "expected \(what)", range)
  }

  func missingOperand(_ range: ByteRange, after kind: TokenKind, _ previous: ByteRange) {
    switch kind {
    case .colon: add(.missingOperand, "a value is missing after the colon", range)
    case .endOfFile, .semicolon, .leftBrace, .rightBrace: add(.missingOperand, "a value is missing", range)
    default: add(.missingOperand, "a value is missing after \"\(short(previous))\"", range)
    }
  }

  func missingWord(_ range: ByteRange, word: TokenKind, before: ByteRange?) {
    // Alone, `then` and its like would leave the value behind them missing.
    let isFixable = before != nil || word == .confidenceWord || word == .runsWord
    let word = word.word ?? ""
    add(
      .missingWord, "the word \"\(word)\" is missing", range,
      fixes: isFixable ? [fix("write \(word)", range, " " + word, isSafe: false)] : [])
  }

  func valuesToTryMissing(_ range: ByteRange, hasWord: Bool, goesOn: Bool) {
    let values = hasWord ? " 10 .. 60" : " in 10 .. 60"
    let step =
      goesOn ? "write in 10 .. 60: the values to try" : "write in 10 .. 60 until TARGET: the values to try"
    add(
      .missingWord, "the values to try are missing", range,
      fixes: [goesOn ? fix(step, range, values, isSafe: false) : Fix(step)])
  }

  func scenariosMissing(_ range: ByteRange) {
    add(
      .missingName, "the names of the scenarios are missing", range,
      fixes: [
        Fix("write compare Base, NAME with the name of a scenario; Base is the programme as it is")
      ])
  }

  func missingName(_ range: ByteRange, _ role: NameRole) {
    let what =
      switch role {
      case .definition: "a name is missing, as in `let Places = 60`"
      case .declaration: "a name is missing, as in `stage Grow { }`"
      case .currency: "the code of a currency is missing, as in `exchange USD = 0.92 EUR`"
      case .parent: "the name of a scenario is missing after \"from\""
      case .path: "a name is missing"
      case .item: "a name is missing after \"for\""
      }
    add(.missingName, what, range)
  }

  func reservedName(_ range: ByteRange) {
    let word = text(range)
    let capital = word.prefix(1).uppercased() + word.dropFirst()
    add(
      .reservedName, "\"\(word)\" is a word of the language and cannot be a name", range,
      fixes: [fix("write \(capital)", range, capital, isSafe: false)])
  }

  func needsParens(_ range: ByteRange, word: String) {
    add(.unexpected, "\"\(word)\" inside a calculation stands in ( )", range)
  }

  func lineEndsStatement(_ range: ByteRange) {
    add(
      .lineEndsStatement, "the line end before \"\(text(range))\" ended the statement",
      range)
  }

  func tooDeep(_ range: ByteRange) {
    add(.tooDeep, "more than \(Parser.deepest) brackets or blocks inside each other", range)
  }

  // MARK: Operators

  func tightMinus(
    _ range: ByteRange, left: ByteRange, leftKind: TokenKind, right: ByteRange, rightKind: TokenKind
  ) {
    let gap = ByteRange(start: left.end, end: right.start)
    var fixes = [fix("write a - b for minus", gap, " - ", isSafe: false)]
    if leftKind == .percent, rightKind == .number {
      fixes.insert(fix(SyntaxProblems.estimate, gap, " to ", isSafe: false), at: 0)
    } else if leftKind == .number, rightKind == .number {
      let month = text(right)
      if left.count == 4, month.count == 1 {
        let whole = text(left) + "-0" + month
        fixes.insert(fix("write \(whole) for the month", left.union(right), whole, isSafe: false), at: 0)
      } else {
        fixes.insert(fix("write .. for a span", gap, " .. ", isSafe: false), at: 0)
        fixes.insert(fix(SyntaxProblems.estimate, gap, " to ", isSafe: false), at: 0)
      }
    } else if leftKind == .date || leftKind == .month || rightKind == .date || rightKind == .month {
      fixes.insert(fix("write .. for a span", gap, " .. ", isSafe: false), at: 0)
    } else if leftKind.isName {
      fixes.append(fix("write - without spaces for one name", gap, "-", isSafe: false))
    }
    add(.tightMinus, "minus has a space on both sides", range, fixes: fixes)
  }

  func unneededPlus(_ range: ByteRange) {
    add(
      .unexpected, "a number needs no +", range, fixes: [fix("remove it", range, "", isSafe: true)])
  }

  func bareFraction(_ range: ByteRange) {
    let start = ByteRange(start: range.start, end: range.start)
    add(
      .unexpected, "a number begins with a digit", range, fixes: [fix("write 0.", start, "0", isSafe: true)])
  }

  func bareEstimate(_ estimate: ByteRange, operation: ByteRange) {
    let text = text(estimate)
    var fixes = [fix("write (\(short(estimate)))", estimate, "(" + text + ")", isSafe: false)]
    // The other reading: the calculation first.
    if let word = [" to ", " of "].first(where: { text.contains($0) }),
      let end = firstIndex(of: word, in: estimate), operation.start < estimate.start
    {
      let first = ByteRange(start: operation.start, end: end)
      fixes.append(fix("write (\(short(first)))", first, "(" + self.text(first) + ")", isSafe: false))
    }
    add(.bareEstimate, "an estimate in a calculation stands in ( )", estimate, fixes: fixes)
  }

  private func firstIndex(of word: String, in range: ByteRange) -> UInt32? {
    let wanted = Array(word.utf8)
    for start in range.bounds where start + wanted.count <= Int(range.end) {
      if source.bytes[start..<start + wanted.count].elementsEqual(wanted) { return UInt32(start) }
    }
    return nil
  }

  func chainedComparison(_ sign: ByteRange, shared: ByteRange) {
    let at = ByteRange(start: sign.start, end: sign.start)
    let operand = text(shared)
    add(
      .chainedComparison, "a comparison has two sides", sign,
      fixes: [fix("write and \(short(shared))", at, "and \(operand) ", isSafe: false)])
  }

  func repeatedSign(_ range: ByteRange) {
    add(.unexpected, "a second \"\(text(range))\" does not belong here: put one of them in ( )", range)
  }

  // MARK: Brackets

  func unclosedBracket(_ range: ByteRange, opening: ByteRange, closer: String) {
    add(
      .unclosedBracket, "\"\(text(opening))\" is not closed", range,
      related: [RelatedPlace(place(opening), "it is opened here")],
      fixes: [fix("write \(closer)", range, closer, isSafe: false)])
  }

  func wrongCloser(_ range: ByteRange, opening: ByteRange, closer: String) {
    add(
      .wrongCloser, "\"\(text(opening))\" is closed by \"\(closer)\"", range,
      related: [RelatedPlace(place(opening), "it is opened here")],
      fixes: [fix("write \(closer)", range, closer, isSafe: false)])
  }

  func missingComma(_ range: ByteRange, before next: ByteRange, isBetweenDates: Bool) {
    let comma = fix("write a comma", range, ",", isSafe: false)
    add(
      .missingComma, "a comma\(isBetweenDates ? " or .." : "") is missing before \"\(short(next))\"", range,
      fixes: isBetweenDates ? [fix("write .. for a span", range, " ..", isSafe: false), comma] : [comma])
  }

  func semicolonForComma(_ range: ByteRange) {
    add(
      .missingComma, "items are separated by commas", range,
      fixes: [fix("write a comma", range, ",", isSafe: true)])
  }

  func missingEntryValue(_ range: ByteRange, follows: Bool) {
    let place = ByteRange(start: range.start, end: range.start)
    add(
      .mixedList, "an entry of a table has a key, a colon and a value", range,
      fixes: follows ? [fix("write a colon", place, ":", isSafe: false)] : [])
  }

  func listInParens(_ range: ByteRange) {
    add(.unexpected, "a list stands in [ ]", range)
  }

  func callInPath(_ range: ByteRange) {
    add(.unexpected, "a path has names, points and [ ] only", range)
  }

  func looseBracket(_ gap: ByteRange) {
    // Another blank than the space bar's is mended on its own first.
    let isPlain = source.bytes[gap.bounds].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    add(
      .looseBracket, "[ touches the name before it", gap,
      fixes: isPlain ? [fix("remove the space", gap, "", isSafe: true)] : [])
  }

  // MARK: Definitions

  func missingEquals(_ range: ByteRange, isFixable: Bool) {
    add(
      .missingEquals, "= is missing", range,
      fixes: isFixable ? [fix("write =", range, " =", isSafe: false)] : [])
  }

  func colonForEquals(_ range: ByteRange) {
    if range.count > 1 { forget(range) }
    let touches = range.start > 0 && source.bytes[Int(range.start) - 1] > 0x20
    add(
      .colonForEquals, "a definition has =, not a colon", range,
      fixes: [fix("write =", range, touches ? " =" : "=", isSafe: true)])
  }

  func colonEquals(_ range: ByteRange, means sign: String) {
    // A sign of three bytes is a full-width one, which the lexer has reported.
    guard range.count == 2 else { return }
    add(
      .foreignOperator, "\"\(text(range))\" is written \(sign)", range,
      fixes: [fix("write \(sign)", range, sign, isSafe: true)])
  }

  func notAPath(_ range: ByteRange) {
    add(.notAPath, "left of = stands a name or a path; equality is \"is\"", range)
  }

  func propertyOutside(_ range: ByteRange) {
    add(
      .colonForEquals, "the property \"\(short(range))\" stands outside { }: an override has =", range)
  }

  func editionNotFirst(_ range: ByteRange) {
    add(.editionNotFirst, "the edition is the first statement of a file", range)
  }

  /// The word that begins a definition and is spelled most alike; `let` where none is near.
  func closestDefinition(_ range: ByteRange) -> String {
    let word = text(range)
    if ["goal", "kpi", "objective", "indicator"].contains(word.lowercased()) { return "target" }
    let known = ["let", "assume", "exchange", "target"]
    let near = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= 2 else { return "let" }
    return near.0
  }

  /// Levenshtein's distance. O(characters²); words are short.
  private func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(20)), right = Array(right)
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let change = corner + (letter == other ? 0 : 1)
        corner = row[column + 1]
        row[column + 1] = min(change, min(row[column], row[column + 1]) + 1)
      }
    }
    return row[right.count]
  }

  func unknownDefinition(_ word: ByteRange, name: ByteRange, meant: String) {
    let path = "\(short(word)).\(short(name))"
    let gap = ByteRange(start: word.end, end: name.start)
    add(
      .unknownDefinition, "no statement begins with \"\(short(word))\"", word,
      fixes: [
        fix("did you mean \(meant)?", word, meant, isSafe: false),
        fix("did you mean \(path)?", gap, ".", isSafe: false),
      ])
  }

  func notAChange(_ range: ByteRange) {
    add(.notInBlock, "\"\(text(range))\" does not stand in a scenario", range)
  }

  func notInBlock(_ range: ByteRange) {
    add(.notInBlock, "\"\(text(range))\" does not stand in a block", range)
  }

  func onlyProperties(_ range: ByteRange) {
    add(.notInBlock, "only properties stand in this block", range)
  }

  // MARK: Declarations and blocks

  func namelessDeclaration(_ range: ByteRange, isName: Bool, isScenario: Bool) {
    let word = short(range)
    let kind = isScenario ? "scenario" : "stage"
    add(
      .missingName,
      isName
        ? "the kind of \"\(word)\" is missing, as in `\(kind) \(word)`"
        : "the name of this \(word) is missing",
      range)
  }

  func missingBrace(_ range: ByteRange) {
    add(.missingBrace, "{ is missing", range, fixes: [fix("write {", range, " {", isSafe: false)])
  }

  func looseBrace(_ gap: ByteRange) {
    // A comment stays where it is, and an odd line end is mended on its own.
    let isBlank = source.bytes[gap.bounds].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    add(
      .looseBracket, "{ stands on the line of its declaration", ByteRange(start: gap.end, end: gap.end + 1),
      fixes: isBlank ? [fix("move it up", gap, " ", isSafe: true)] : [])
  }

  func unclosedBlock(_ range: ByteRange, opening: ByteRange) {
    add(
      .unclosedBlock, "a block is not closed", range,
      related: [RelatedPlace(place(opening), "it is opened here")],
      fixes: [fix("write }", range, " }", isSafe: false)])
  }

  func missingSemicolon(_ range: ByteRange) {
    add(
      .missingSemicolon, "; is missing between two properties", range,
      fixes: [fix("write ;", range, ";", isSafe: true)])
  }

  func missingColon(_ range: ByteRange) {
    add(
      .missingColon, "a colon is missing after the property's name", range,
      fixes: [fix("write a colon", range, ":", isSafe: true)])
  }

  func equalsForColon(_ range: ByteRange, touchesNext: Bool) {
    if range.count > 2 { forget(range) }
    var start = Int(range.start)
    while start > 0, source.bytes[start - 1] == 0x20 { start -= 1 }
    add(
      .equalsForColon, "a property has a colon, not =", range,
      fixes: [fix("write a colon", ByteRange(start, Int(range.end)), touchesNext ? ": " : ":", isSafe: true)])
  }

  func commaAfterProperty(_ range: ByteRange, isLast: Bool) {
    add(
      .bareList, isLast ? "no comma stands after a property" : "properties are separated by ;", range,
      fixes: [
        isLast
          ? fix("remove it", range, "", isSafe: true) : fix("write ;", range, ";", isSafe: true)
      ])
  }

  func bareList(_ whole: ByteRange, hasCloser: Bool, at comma: ByteRange) {
    let start = ByteRange(start: whole.start, end: whole.start)
    let end = ByteRange(start: whole.end, end: whole.end)
    let edits = hasCloser ? [replace(start, "[")] : [replace(start, "["), replace(end, "]")]
    add(
      .bareList, hasCloser ? "[ is missing before the list" : "several items are a list in [ ]", comma,
      fixes: [Fix("write [ ]", edits: edits, isSafe: !hasCloser)])
  }
}
