// Bytes to tokens, in one pass over unsafe memory. The common case is here; what needs a diagnostic is in the
// extensions, which are called rarely. Nothing here fails: every byte is in a token or in a gap.

import RungText

struct Lexer {
  /// `endOfFile` kinds behind the last token, so that looking ahead needs no check.
  static let sentinels = 4

  let problems: SyntaxProblems
  let base: UnsafePointer<UInt8>
  let end: Int
  let tokens: TokenBuffers
  let classes: UnsafePointer<ByteClass>
  let marks: UnsafePointer<UInt8>
  let signs: UnsafePointer<TokenKind>
  let keywords: KeywordTable

  /// The next byte.
  var at: Int
  /// Tokens so far.
  var count = 0
  /// No token stands on this line yet.
  var isFirst = true
  /// Open `(` and `[`: a comma between digits separates items there, elsewhere it is a decimal comma.
  var brackets = 0
  /// `{` less `}`.
  var braceBalance = 0
  /// No `>>>>>>>` and no `*/` stand behind the places where they were looked for: looking once is enough.
  var hasNoConflictEnd = false
  var hasNoCommentEnd = false
  /// The buffers are too small; start again with larger ones.
  var isFull = false

  init(
    _ base: UnsafePointer<UInt8>, range: Range<Int>, tokens: TokenBuffers, problems: SyntaxProblems
  ) {
    self.base = base
    at = range.lowerBound
    end = range.upperBound
    self.tokens = tokens
    self.problems = problems
    classes = ByteTables.shared.classes
    marks = ByteTables.shared.marks
    signs = ByteTables.shared.signs
    keywords = KeywordTable.shared
  }

  mutating func run() {
    if at == 0, end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { at = 3 }
    while at < end, count < tokens.capacity {
      commonTokens()
      if at < end, count < tokens.capacity { otherToken() }
    }
    guard at >= end, count < tokens.capacity else {
      isFull = true
      return
    }
    at = end
    emit(.endOfFile, length: 0)
    for extra in 0..<Lexer.sentinels {
      tokens.kinds[count + extra] = .endOfFile
      tokens.starts[count + extra] = UInt32(end)
      tokens.ends[count + extra] = UInt32(end)
      tokens.mark(count + extra, isFirst: false)
    }
  }

  /// The tokens most of a text is made of, with the state in registers; stops before anything else.
  @inline(__always)
  private mutating func commonTokens() {
    let (base, end, classes, marks, keywords) = (base, end, classes, marks, keywords)
    let signs = signs
    let tokens = tokens
    var (at, count, isFirst) = (at, count, isFirst)
    defer {
      self.at = at
      self.count = count
      self.isFirst = isFirst
    }
    while at < end, count < tokens.capacity {
      var stop = at + 1
      let kind: TokenKind
      switch classes[Int(base[at])] {
      case .blank:
        while stop < end, base[stop] == UInt8(ascii: " ") { stop += 1 }
        at = stop
        continue
      case .lineFeed:
        while stop < end, base[stop] == UInt8(ascii: " ") { stop += 1 }
        at = stop
        isFirst = true
        continue
      case .letter:
        stop = Lexer.nameEnd(base, at, end: end, marks)
        while stop + 1 < end, base[stop] == UInt8(ascii: "-"),
          marks[Int(base[stop + 1])] & ByteTables.nameMark != 0
        {
          stop = Lexer.nameEnd(base, stop + 1, end: end, marks)
        }
        if stop < end, base[stop] == UInt8(ascii: "-") || base[stop] >= 0x80 { return }
        kind = Lexer.keyword(base, at, length: stop - at, end: end, keywords)
      case .digit:
        while stop < end, marks[Int(base[stop])] & ByteTables.digitMark != 0 { stop += 1 }
        if stop < end {
          switch classes[Int(base[stop])] {
          case .blank: if stop + 1 < end, marks[Int(base[stop + 1])] & ByteTables.digitMark != 0 { return }
          case .sign, .lineFeed: if base[stop] == UInt8(ascii: ",") { return }
          default: return
          }
        }
        kind = .number
      case .quote:
        while stop < end, marks[Int(base[stop])] & ByteTables.stringMark != 0 { stop += 1 }
        guard stop < end, base[stop] == UInt8(ascii: "\"") else { return }
        stop += 1
        kind = .string
      case .colon:
        if stop < end, base[stop] == UInt8(ascii: "=") { return }
        kind = .colon
      case .sign:
        kind = signs[Int(base[at])]
        tally(kind)
      default: return
      }
      tokens.kinds[count] = kind
      tokens.starts[count] = UInt32(truncatingIfNeeded: at)
      tokens.ends[count] = UInt32(truncatingIfNeeded: stop)
      tokens.mark(count, isFirst: isFirst)
      isFirst = false
      count += 1
      at = stop
    }
  }

  private mutating func otherToken() {
    switch classes[Int(base[at])] {
    case .blank: at += 1
    case .lineFeed:
      at += 1
      isFirst = true
    case .carriageReturn: carriageReturn()
    case .letter: name()
    case .digit: number()
    case .quote: string()
    case .hash: comment()
    case .sign: sign()
    case .opener: opener(length: 1, square: base[at] == UInt8(ascii: "["))
    case .colon: colon()
    case .dot: dot()
    case .less: less()
    case .greater: greater()
    case .equals: equals()
    case .minus: minus()
    case .slash: slash()
    case .dollar: emit(.currencySign, length: 1)
    case .foreign: foreignSign()
    case .control: control()
    case .beyondASCII: beyondASCII()
    case .other: unknown(length: 1)
    }
  }

  // MARK: Tokens

  @inline(__always)
  mutating func emit(_ kind: TokenKind, length: Int) { emit(kind, from: at, to: at + length) }

  @inline(__always)
  mutating func emit(_ kind: TokenKind, from start: Int, to stop: Int) {
    tokens.kinds[count] = kind
    tokens.starts[count] = UInt32(truncatingIfNeeded: start)
    tokens.ends[count] = UInt32(truncatingIfNeeded: stop)
    tokens.mark(count, isFirst: isFirst)
    isFirst = false
    count += 1
    at = stop
  }

  /// The token before the one that is read; `endOfFile` where there is none.
  var previous: TokenKind { count > 0 ? tokens.kinds[count - 1] : .endOfFile }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < end ? base[offset] : 0 }

  @inline(__always)
  func isMarked(_ offset: Int, _ mark: UInt8) -> Bool { offset < end && marks[Int(base[offset])] & mark != 0 }

  func isDigit(_ offset: Int) -> Bool { isMarked(offset, ByteTables.digitMark) }

  /// A character that would continue a name stands there.
  func continuesName(_ offset: Int) -> Bool {
    guard offset < end else { return false }
    if base[offset] < 0x80 { return marks[Int(base[offset])] & ByteTables.nameMark != 0 }
    let decoded = DecodedScalar(base, at: offset, end: end)
    return decoded.length > 0 && decoded.scalar.continuesName
  }

  @inline(__always)
  private mutating func sign() {
    let kind = signs[Int(base[at])]
    tally(kind)
    emit(kind, length: 1)
  }

  /// Keeps `brackets` and `braceBalance`.
  @inline(__always)
  mutating func tally(_ kind: TokenKind) {
    switch kind {
    case .rightParen, .rightBracket: if brackets > 0 { brackets -= 1 }
    case .leftBrace:
      braceBalance += 1
      brackets = 0
    case .rightBrace:
      braceBalance -= 1
      brackets = 0
    default: break
    }
  }

  /// `(` or `[`: a call or an index where it touches the operand before it.
  @inline(__always)
  mutating func opener(length: Int, square: Bool) {
    var isGlued = false
    if count > 0, Int(tokens.ends[count - 1]) == at {
      if previous.isName || previous == .rightParen || previous == .rightBracket {
        isGlued = true
      } else if previous.isReserved, count > 1, tokens.kinds[count - 2] == .dot {
        isGlued = true
      }
    }
    brackets += 1
    emit(square ? isGlued ? .gluedBracket : .leftBracket : isGlued ? .gluedParen : .leftParen, length: length)
  }

  private mutating func dot() {
    if byte(at + 1) == UInt8(ascii: ".") {
      if byte(at + 2) == UInt8(ascii: ".") { return threeDots(length: 3) }
      emit(.dots, length: 2)
    } else {
      emit(.dot, length: 1)
    }
  }

  private mutating func less() {
    if isConflictMarker { return conflict() }
    switch byte(at + 1) {
    case UInt8(ascii: "="): emit(.lessOrEqual, length: 2)
    case UInt8(ascii: ">"): isNotSign(length: 2)
    default: emit(.less, length: 1)
    }
  }

  private mutating func greater() {
    if isConflictMarker { return conflict() }
    if byte(at + 1) == UInt8(ascii: "=") {
      emit(.greaterOrEqual, length: 2)
    } else {
      emit(.greater, length: 1)
    }
  }

  private mutating func equals() {
    if isConflictMarker { return conflict() }
    switch byte(at + 1) {
    case UInt8(ascii: "="): doubledEquals()
    case UInt8(ascii: ">"), UInt8(ascii: "<"): turnedComparison()
    default: emit(.equals, length: 1)
    }
  }

  /// `:=` is an `equals` of two bytes; the parser knows which of `:` and `=` was meant.
  private mutating func colon() {
    if byte(at + 1) == UInt8(ascii: "=") { emit(.equals, length: 2) } else { emit(.colon, length: 1) }
  }

  private mutating func minus() {
    if byte(at + 1) == UInt8(ascii: "-"), beginsForeignComment { return lineComment(length: 2) }
    emit(minusKind(length: 1), length: 1)
  }

  /// A hyphen after an operand is minus, elsewhere a sign. Inside brackets a line may begin with minus.
  func minusKind(length: Int) -> TokenKind {
    guard count > 0, previous.endsOperand else { return .sign }
    if !isFirst { return .minus }
    return brackets > 0 && isBlank(at + length) ? .minus : .sign
  }

  func isBlank(_ offset: Int) -> Bool {
    guard offset < end else { return true }
    switch classes[Int(base[offset])] {
    case .blank, .lineFeed, .carriageReturn: return true
    default: return false
    }
  }

  private mutating func slash() {
    switch byte(at + 1) {
    case UInt8(ascii: "/"): lineComment(length: 2)
    case UInt8(ascii: "*"): blockComment()
    default: emit(.slash, length: 1)
    }
  }

  private mutating func comment() {
    let start = at
    at += 1
    while true {
      while at < end, marks[Int(base[at])] & ByteTables.commentMark != 0 { at += 1 }
      guard at < end, !isLineEnd(at) else { break }
      oddInComment()
    }
    if problems.sawBidi { unpairedBidi(from: start) }
  }

  func isLineEnd(_ offset: Int) -> Bool {
    base[offset] == UInt8(ascii: "\n") || base[offset] == UInt8(ascii: "\r")
  }

  private mutating func carriageReturn() {
    if byte(at + 1) != UInt8(ascii: "\n") { problems.addLineEnd(ByteRange(at, at + 1)) }
    at += 1
    isFirst = true
  }
}
