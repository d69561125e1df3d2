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

  /// Tokens are marked in order: the first of a word clears it.
  @inline(__always)
  func mark(_ token: Int, isFirst: Bool) {
    let bit: UInt64 = isFirst ? 1 : 0
    if token & 63 == 0 {
      lineFirsts[token >> 6] = bit
    } else {
      lineFirsts[token >> 6] |= bit << UInt64(token & 63)
    }
  }
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
    }
  }

  /// The tokens most of a text is made of, with the state in registers; stops before anything else.
  @inline(__always)
  private mutating func commonTokens() {
    let (base, end, classes, marks, keywords) = (base, end, classes, marks, keywords)
    let signs = ByteTables.shared.signs
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

  /// The first byte at or after a letter that is none of `A`-`Z` `a`-`z` `0`-`9` `_`. Eight bytes at a time, because
  /// the length of names is what a processor predicts worst.
  @inline(__always)
  private static func nameEnd(
    _ base: UnsafePointer<UInt8>, _ start: Int, end: Int, _ marks: UnsafePointer<UInt8>
  ) -> Int {
    var stop = start
    while stop + 8 <= end {
      let word = UnsafeRawPointer(base + stop).loadUnaligned(as: UInt64.self).littleEndian
      let high: UInt64 = 0x8080_8080_8080_8080
      // No carry leaves a byte: each is below 0x80 before a number below 0x80 is added.
      let low = word & ~high
      let lower = low | 0x2020_2020_2020_2020
      let letters = (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505)
      let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
      let lines = ~((low ^ 0x5F5F_5F5F_5F5F_5F5F) &+ 0x7F7F_7F7F_7F7F_7F7F)
      let others = ~((letters | digits | lines) & ~word) & high
      if others != 0 { return stop + others.trailingZeroBitCount / 8 }
      stop += 8
    }
    while stop < end, marks[Int(base[stop])] & ByteTables.nameMark != 0 { stop += 1 }
    return stop
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
  mutating func name() {
    var stop = at
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
    emit(Lexer.keyword(base, at, length: stop - at, end: end, keywords), from: at, to: stop)
  }

  @inline(__always)
  private static func keyword(
    _ base: UnsafePointer<UInt8>, _ start: Int, length: Int, end: Int, _ keywords: KeywordTable
  ) -> TokenKind {
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
