// What a word processor, another language or a merge left in the text: understood as the token that was
// meant, with a diagnostic. Nothing here runs for a clean text.

import RungText

/// The versions of some lines that a merge could not settle.
struct ConflictParts {
  let ours: ByteRange
  /// What both began with, where it is shown.
  let base: ByteRange?
  let theirs: ByteRange
}

extension Lexer {
  // MARK: Signs of other languages

  mutating func foreignSign() {
    switch base[at] {
    case UInt8(ascii: "!"):
      if byte(at + 1) == UInt8(ascii: "=") {
        return isNotSign(length: byte(at + 2) == UInt8(ascii: "=") ? 3 : 2)
      }
      problems.foreignOperator(ByteRange(at, at + 1), means: "not ", isSafe: true)
      emit(.notWord, length: 1)
    case UInt8(ascii: "&"): logical(.andWord, "and")
    case UInt8(ascii: "|"):
      if isConflictMarker { return conflict() }
      logical(.orWord, "or")
    default: foreignString("'", length: 1)
    }
  }

  private mutating func logical(_ kind: TokenKind, _ word: String) {
    let length = byte(at + 1) == base[at] ? 2 : 1
    problems.foreignOperator(ByteRange(at, at + length), means: spaced(word, length), isSafe: length == 2)
    emit(kind, length: length)
  }

  /// The word with the spaces it needs where it replaces a sign.
  private func spaced(_ word: String, _ length: Int) -> String {
    let before = at > 0 && !isBlank(at - 1) ? " " : ""
    return before + word + (isBlank(at + length) ? "" : " ")
  }

  /// `!=`, `<>`, `≠`: an empty `is` and a `not` that holds the bytes.
  mutating func isNotSign(length: Int) {
    problems.foreignOperator(ByteRange(at, at + length), means: spaced("is not", length), isSafe: true)
    emit(.isWord, length: 0)
    guard count < tokens.capacity else { return }
    emit(.notWord, length: length)
  }

  mutating func doubledEquals() {
    let length = byte(at + 2) == UInt8(ascii: "=") ? 3 : 2
    problems.foreignOperator(ByteRange(at, at + length), means: spaced("is", length), isSafe: true)
    emit(.isWord, length: length)
  }

  /// `=>` and `=<`.
  mutating func turnedComparison() {
    let isGreater = byte(at + 1) == UInt8(ascii: ">")
    problems.foreignOperator(ByteRange(at, at + 2), means: isGreater ? ">=" : "<=", isSafe: false)
    emit(isGreater ? .greaterOrEqual : .lessOrEqual, length: 2)
  }

  mutating func threeDots(length: Int) {
    problems.otherSign(ByteRange(at, at + length), means: "..", isSafe: false)
    emit(.dots, length: length)
  }

  // MARK: Comments of other languages

  /// At `--`: a comment where it stands alone, not in `n --1`.
  var beginsForeignComment: Bool {
    guard isFirst || (at > 0 && isBlank(at - 1)) else { return false }
    let next = byte(at + 2)
    return isBlank(at + 2) || next == UInt8(ascii: "-") || classes[Int(next)] == .letter
  }

  mutating func lineComment(length: Int) {
    let start = at
    if base[at] == UInt8(ascii: "/"), count > 1, previous == .colon, Int(tokens.ends[count - 1]) == at,
      tokens.kinds[count - 2].isWord, tokens.ends[count - 2] == tokens.starts[count - 1]
    {
      return bareAddress()
    }
    at += length
    skipComment(from: start)
    problems.foreignComment(
      ByteRange(start, start + length), edits: [(ByteRange(start, start + length), "#")])
  }

  /// At the `//` of `https://example.org`: the address is one token, the word and the colon before it too.
  private mutating func bareAddress() {
    let start = Int(tokens.starts[count - 2])
    while at < end, !isBlank(at) { at += 1 }
    while at > start, ";,)]}".utf8.contains(base[at - 1]) { at -= 1 }
    count -= 2
    isFirst = tokens.lineFirsts[count >> 6] >> UInt64(count & 63) & 1 != 0
    problems.bareAddress(ByteRange(start, at))
    emit(.unknown, from: start, to: at)
  }

  /// Skips to the line's end, as `comment()` does.
  private mutating func skipComment(from start: Int) {
    while at < end, !isLineEnd(at) {
      if marks[Int(base[at])] & ByteTables.commentMark != 0 { at += 1 } else { oddInComment() }
    }
    if problems.sawBidi { unpairedBidi(from: start) }
  }

  mutating func blockComment() {
    let start = at
    var edits = [(ByteRange(start, start + 2), "#")]
    var line = 0
    let wasFirst = isFirst
    at += 2
    while at < end, !hasNoCommentEnd {
      if base[at] == UInt8(ascii: "*"), byte(at + 1) == UInt8(ascii: "/") {
        edits.append((ByteRange(at, at + 2), restOfLineIsBlank(at + 2) ? "" : "\n"))
        at += 2
        // So long a comment is no slip; somebody has to look at it.
        return problems.foreignComment(ByteRange(start, start + 2), edits: line <= 1000 ? edits : [])
      }
      if base[at] == UInt8(ascii: "\n") {
        line += 1
        at += 1
        isFirst = true
        if line <= 1000 { edits.append((ByteRange(at, at), "# ")) }
      } else if marks[Int(base[at])] & ByteTables.commentMark != 0 || base[at] == UInt8(ascii: "\r") {
        at += 1
      } else {
        oddInComment()
      }
    }
    // Never closed: only its first line is a comment.
    hasNoCommentEnd = true
    at = start + 2
    isFirst = wasFirst
    skipComment(from: start)
    problems.foreignComment(ByteRange(start, start + 2), edits: [(ByteRange(start, start + 2), "#")])
  }

  private func restOfLineIsBlank(_ offset: Int) -> Bool {
    var offset = offset
    while offset < end, classes[Int(base[offset])] == .blank { offset += 1 }
    return offset >= end || isLineEnd(offset)
  }

  /// Past one character of a comment that is not printable ASCII.
  @inline(never)
  mutating func oddInComment() {
    if base[at] < 0x80 {
      problems.controlCharacter(ByteRange(at, at + 1), byte: base[at])
      at += 1
      return
    }
    let decoded = DecodedScalar(base, at: at, end: end)
    if decoded.length == 0 {
      at = invalid(at)
    } else {
      if decoded.scalar.isBidiControl { problems.sawBidi = true }
      at += decoded.length
    }
  }

  /// Bidirectional controls in the comment that ends here must be closed in it.
  mutating func unpairedBidi(from start: Int) {
    problems.sawBidi = false
    var open: [(scalar: Unicode.Scalar, at: Int)] = []
    var offset = start
    var stray: Int?
    while offset < at {
      let decoded = DecodedScalar(base, at: offset, end: at)
      switch decoded.scalar.value {
      case 0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068: open.append((decoded.scalar, offset))
      case 0x202C:
        if let last = open.last, last.scalar.value < 0x2066 {
          open.removeLast()
        } else {
          stray = stray ?? offset
        }
      case 0x2069:
        if let last = open.last, last.scalar.value >= 0x2066 {
          open.removeLast()
        } else {
          stray = stray ?? offset
        }
      default: break
      }
      offset += max(decoded.length, 1)
    }
    if let place = open.first?.at ?? stray { problems.bidiControl(ByteRange(place, place + 3)) }
  }

  // MARK: Git

  /// Seven of the same sign at the very beginning of a line.
  var isConflictMarker: Bool {
    guard isFirst, at == 0 || base[at - 1] == UInt8(ascii: "\n"), at + 7 <= end else { return false }
    for offset in 1..<7 where base[at + offset] != base[at] { return false }
    return isBlank(at + 7)
  }

  /// The lines from `<<<<<<<` to `>>>>>>>`, one token each; of any other marker, its own line.
  mutating func conflict() {
    let start = at
    var stop = at
    if base[at] == UInt8(ascii: "<"), !hasNoConflictEnd {
      hasNoConflictEnd = true
      var line = lineEnd(at)
      while line < end {
        if line + 8 <= end, (1...7).allSatisfy({ base[line + $0] == UInt8(ascii: ">") }) {
          stop = line + 1
          hasNoConflictEnd = false
          break
        }
        line = lineEnd(line + 1)
      }
    }
    let last = lineEnd(stop)
    let parts = stop > start ? conflictParts(from: start, to: stop) : nil
    while at < last, count < tokens.capacity {
      let lineStop = lineEnd(at)
      while at < lineStop, isBlank(at) { at += 1 }
      var textStop = lineStop
      while textStop > at, isBlank(textStop - 1) { textStop -= 1 }
      if textStop > at { emit(.conflictMarker, from: at, to: textStop) }
      at = min(lineStop + 1, end)
      isFirst = true
    }
    problems.conflict(ByteRange(start, lineEnd(start)), lastLine: ByteRange(stop, last), parts)
  }

  /// What stands between the marks from `<<<<<<<` on; nil when there is no `=======`.
  private func conflictParts(from start: Int, to stop: Int) -> ConflictParts? {
    func isMark(_ line: Int, _ sign: UInt8) -> Bool {
      line + 7 <= stop && (0..<7).allSatisfy { base[line + $0] == sign }
    }
    let first = min(lineEnd(start) + 1, stop)
    var line = first
    var bar: Int?
    while line < stop {
      if bar == nil, isMark(line, UInt8(ascii: "|")) { bar = line }
      if isMark(line, UInt8(ascii: "=")) {
        let theirs = ByteRange(min(lineEnd(line) + 1, stop), stop)
        guard let bar else {
          return ConflictParts(ours: ByteRange(first, line), base: nil, theirs: theirs)
        }
        return ConflictParts(
          ours: ByteRange(first, bar), base: ByteRange(min(lineEnd(bar) + 1, line), line), theirs: theirs)
      }
      line = lineEnd(line) + 1
    }
    return nil
  }

  private func lineEnd(_ offset: Int) -> Int {
    var offset = offset
    while offset < end, base[offset] != UInt8(ascii: "\n") { offset += 1 }
    return offset
  }

  // MARK: Bytes that begin nothing

  mutating func control() {
    if base[at] == 0x0B || base[at] == 0x0C {
      problems.addLineEnd(ByteRange(at, at + 1))
      isFirst = true
    } else {
      problems.controlCharacter(ByteRange(at, at + 1), byte: base[at])
    }
    at += 1
  }

  /// A run of the same character is one token.
  mutating func unknown(length: Int) {
    var stop = at + length
    let isSame: (Int) -> Bool = { [base, at, end] offset in
      offset + length <= end && (0..<length).allSatisfy { base[offset + $0] == base[at + $0] }
    }
    while isSame(stop) { stop += length }
    problems.unknownCharacter(ByteRange(at, stop))
    emit(.unknown, from: at, to: stop)
  }
}
