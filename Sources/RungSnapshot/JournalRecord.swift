// One record of a journal: `length checksum text`, so that a torn or damaged one is known.

enum JournalRecord {
  private static let headLength = 18

  /// `0000000c 1a2b3c4d text` and a line feed; the length is of the text, in bytes.
  static func encoded(_ text: String) -> [UInt8] {
    let payload = Array(text.utf8)
    return Array("\(hexadecimal(UInt32(clamping: payload.count))) \(hexadecimal(CRC32.of(payload))) ".utf8)
      + payload
      + [0x0A]
  }

  /// The whole records from the beginning on, and where the last of them ends.
  static func records(in bytes: [UInt8]) -> (texts: [String], end: Int) {
    var texts: [String] = []
    var position = 0
    while position + headLength <= bytes.count {
      guard let length = number(bytes[position..<position + 8]), bytes[position + 8] == 0x20,
        let checksum = number(bytes[position + 9..<position + 17]), bytes[position + 17] == 0x20
      else { break }
      let start = position + headLength
      let end = start + Int(length)
      guard end < bytes.count, bytes[end] == 0x0A, CRC32.of(bytes[start..<end]) == checksum else { break }
      texts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      position = end + 1
    }
    return (texts, position)
  }

  private static func hexadecimal(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// The cyclic redundancy check of IEEE 802.3, as in zip and PNG.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    var value = UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    return value
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value = UInt32.max
    for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
    return ~value
  }
}
