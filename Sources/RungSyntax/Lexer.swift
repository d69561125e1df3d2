// Bytes to tokens, in one pass over unsafe memory. The common case is here; what needs a diagnostic is in the
// extensions, which are called rarely. Nothing here fails: every byte is in a token or in a gap.

import RungText

/// Where the tokens of one text go. Capacity is promised by the caller; a full buffer stops the lexer.
struct TokenBuffers {
  let kinds: UnsafeMutablePointer<TokenKind>
  let starts: UnsafeMutablePointer<UInt32>
  let ends: UnsafeMutablePointer<UInt32>
  /// One bit a token: it is the first on its line.
  let lineFirsts: UnsafeMutablePointer<UInt64>
  /// Tokens that fit, with room for `Lexer.sentinels` more.
  let capacity: Int
}

struct Lexer {
  /// `endOfFile` kinds behind the last token, so that looking ahead needs no check.
  static let sentinels = 4

  let problems: SyntaxProblems
  let base: UnsafePointer<UInt8>
  let end: Int
  let tokens: TokenBuffers
  let classes: UnsafePointer<ByteClass>
  let marks: UnsafePointer<UInt8>
  let keywords: KeywordTable

  /// The next byte.
  var at: Int
  /// Tokens so far.
  var count = 0
  /// No token stands on this line yet.
  var isFirst = true
  var previous = TokenKind.endOfFile
  /// Open `(` and `[`: a comma between digits separates items there, elsewhere it is a decimal comma.
  var brackets = 0
  /// `{` less `}`.
  var braceBalance = 0
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
    keywords = KeywordTable.shared
  }

  mutating func run() {
    if at == 0, end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { at = 3 }
    while at < end, count < tokens.capacity {
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
    let bit: UInt64 = isFirst ? 1 : 0
    let place = count & 63
    if place == 0 {
      tokens.lineFirsts[count >> 6] = bit
    } else {
      tokens.lineFirsts[count >> 6] |= bit << UInt64(place)
    }
    isFirst = false
    previous = kind
    count += 1
    at = stop
  }

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
  mutating func name() {
    var stop = at + 1
    var isASCII = true
    while true {
      while stop < end, marks[Int(base[stop])] & ByteTables.nameMark != 0 { stop += 1 }
      guard stop < end else { break }
      if base[stop] == UInt8(ascii: "-") {
        guard continuesName(stop + 1) else { break }
        stop += 1
      } else if base[stop] >= 0x80 {
        guard let after = nameBeyondASCII(from: stop) else { break }
        stop = after
        isASCII = false
      } else {
        break
      }
    }
    if !isASCII { problems.checkNormalForm(ByteRange(at, stop)) }
    emit(keyword(from: at, length: stop - at), from: at, to: stop)
  }

  @inline(__always)
  private func keyword(from start: Int, length: Int) -> TokenKind {
    guard length <= KeywordTable.longest, base[start] >= UInt8(ascii: "a") else { return .name }
    var key: UInt64 = 0
    if start + 8 <= end {
      key = UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self).littleEndian
      if length < 8 { key &= (1 << UInt64(length * 8)) &- 1 }
    } else {
      for index in 0..<min(length, 8) { key |= UInt64(base[start + index]) << UInt64(index * 8) }
    }
    var tail: UInt16 = 0
    if length > 8 { tail = UInt16(base[start + 8]) }
    if length > 9 { tail |= UInt16(base[start + 9]) << 8 }
    return keywords.kind(key, length: length, tail: tail)
  }

  @inline(__always)
  private mutating func sign() {
    let kind = ByteTables.shared.signs[Int(base[at])]
    count(brace: kind)
    emit(kind, length: 1)
  }

  /// Keeps `brackets` and `braceBalance`.
  @inline(__always)
  mutating func count(brace kind: TokenKind) {
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
    if byte(at + 1) == UInt8(ascii: "=") { emit(.greaterOrEqual, length: 2) } else { emit(.greater, length: 1) }
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
    if byte(at + 1) != UInt8(ascii: "\n") { problems.lineEnds.append(ByteRange(at, at + 1)) }
    at += 1
    isFirst = true
  }
}
