// Bytes that mean something in a spreadsheet's text, and eight bytes looked at at once.

enum Byte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
  static let semicolon: UInt8 = 0x3B
}

/// Eight bytes in one register, the first byte lowest (Lamport, "Multiple byte processing with full-word
/// instructions", 1975).
enum Word {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  static let carriageReturns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D
  static let quotes: UInt64 = 0x2222_2222_2222_2222

  /// The high bit of bytes that are zero. The lowest bit set is right; those above it may be false.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highBits }

  /// The eight bytes at `place`; all of them must lie in the buffer.
  @inline(__always)
  static func load(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt64 {
    assert(place >= 0 && place + 8 <= bytes.count, "a word is read from inside the buffer")
    return UInt64(
      littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The `length` (0 to 8) bytes at `place`, zeros above; reads no byte outside the buffer.
  @inline(__always)
  static func load(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, length: Int) -> UInt64 {
    if length == 0 { return 0 }
    if place &+ 8 <= bytes.count { return load(bytes, at: place) & (UInt64.max >> UInt64(64 &- 8 &* length)) }
    var word: UInt64 = 0
    for index in 0..<length { word |= UInt64(bytes[place + index]) << UInt64(8 * index) }
    return word
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Without the spaces and tabs (no-break spaces too, U+00A0) at both ends of `range`.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      if isBlank(self[start]) {
        start += 1
      } else if end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while start < end {
      if isBlank(self[end - 1]) {
        end -= 1
      } else if end - start >= 2, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start..<end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == Byte.space || (0x09...0x0D).contains(byte) }
}
