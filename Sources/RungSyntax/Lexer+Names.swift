// Names and words.

import RungText

extension Lexer {
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
    if !isASCII { problems.checkNormalForm(base, ByteRange(at, stop)) }
    emit(Lexer.keyword(base, at, length: stop - at, end: end, keywords), from: at, to: stop)
  }

  @inline(__always)
  static func keyword(
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

  /// The first byte at or after a letter that is none of `A`-`Z` `a`-`z` `0`-`9` `_`. Eight bytes at a time,
  /// because the length of names is what a processor predicts worst.
  @inline(__always)
  static func nameEnd(
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
}
