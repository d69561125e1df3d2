// Whether a file is UTF-8 throughout and free of NUL.

/// Where a text stops being UTF-8 (Unicode 15, table 3-7) or has a NUL.
struct CSVEncoding: Hashable, Sendable {
  private(set) var firstInvalid: Int?
  private(set) var invalidCount = 0
  private(set) var firstNUL: Int?
  private(set) var nulCount = 0

  /// Plain ASCII goes by eight bytes at a time.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    var place = start
    while place < bytes.count {
      while place &+ 8 <= bytes.count {
        let word = Word.load(bytes, at: place)
        // The borrow of a zero byte sets its high bit; bytes above 7F have theirs set already.
        guard (word | (word &- Word.ones)) & Word.highBits == 0 else { break }
        place &+= 8
      }
      let stop = min(place &+ 8, bytes.count)
      while place < stop {
        let length = CSVEncoding.characterLength(bytes, at: place)
        if length == 0 {
          if firstInvalid == nil { firstInvalid = place }
          invalidCount += 1
          place += 1
        } else {
          if bytes[place] == 0 {
            if firstNUL == nil { firstNUL = place }
            nulCount += 1
          }
          place += length
        }
      }
    }
  }

  /// Bytes of the character at `place`; 0 when it is not one.
  static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let lead = bytes[place]
    if lead < 0x80 { return 1 }
    func has(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      place + distance < bytes.count && range.contains(bytes[place + distance])
    }
    switch lead {
    case 0xC2...0xDF: return has(1) ? 2 : 0
    case 0xE0: return has(1, 0xA0...0xBF) && has(2) ? 3 : 0
    case 0xED: return has(1, 0x80...0x9F) && has(2) ? 3 : 0
    case 0xE1...0xEF: return has(1) && has(2) ? 3 : 0
    case 0xF0: return has(1, 0x90...0xBF) && has(2) && has(3) ? 4 : 0
    case 0xF1...0xF3: return has(1) && has(2) && has(3) ? 4 : 0
    case 0xF4: return has(1, 0x80...0x8F) && has(2) && has(3) ? 4 : 0
    default: return 0
    }
  }
}
