// The kinds of token. Reserved and contextual words have a kind of their own; the parser decides whether a
// contextual word is a word of the statement or an ordinary name (`test = 3`, `stage first { }`).

package enum TokenKind: UInt8, Sendable {
  // Literals and names
  case name
  case number
  case string
  case date
  case month
  case time

  // Signs
  case leftBrace, rightBrace
  /// `(` and `[` with a space before, or where no operand precedes.
  case leftParen, leftBracket
  /// `(` and `[` that touch the operand before them: call and index.
  case gluedParen, gluedBracket
  case rightParen, rightBracket
  case comma, semicolon, colon, dot, dots
  case equals
  case less, lessOrEqual, greater, greaterOrEqual
  case plus, minus, star, slash, percent
  /// A hyphen where an operand is expected.
  case sign
  /// `€`, `$`, `£`, `¥`: understood as a unit, with a fixable diagnostic.
  case currencySign
  /// A line from `<<<<<<<` to `>>>>>>>`, markers and both sides: the parser reads none of them.
  case conflictMarker
  /// Bytes that begin no token; a run of them is one token.
  case unknown
  case endOfFile

  // Reserved words: never a bare name in an expression.
  case ifWord, thenWord, elseWord, andWord, orWord, notWord, isWord, inWord, toWord, ofWord, perWord, eachWord
  case forWord, whereWord, byWord, trueWord, falseWord, noneWord

  // Words in their place: a statement starts with them or a clause names them; anywhere else they are names.
  case rungWord, useWord, letWord, assumeWord, exchangeWord, targetWord, scenarioWord, removeWord
  case withWord, fromWord, untilWord, overWord, measuringWord, confidenceWord, descendingWord, firstWord
  case runsWord, seedWord
  case showWord, scheduleWord, matchWord, simulateWord, testWord, compareWord, sweepWord, findWord,
    explainWord
  case acceptWord, saveWord, snapshotWord, openWord, exportWord, reportWord

  /// A name or any word: what may stand before `:` and after `.`.
  ///
  /// word ::= NAME | keyword
  package var isWord: Bool { self == .name || rawValue >= TokenKind.ifWord.rawValue }
  package var isReserved: Bool {
    rawValue >= TokenKind.ifWord.rawValue && rawValue <= TokenKind.noneWord.rawValue
  }
  /// A word that may be an ordinary name.
  package var isName: Bool { self == .name || rawValue > TokenKind.noneWord.rawValue }
}
