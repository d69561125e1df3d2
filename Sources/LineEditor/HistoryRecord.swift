// One statement as one line of the history file.
//
// Newlines, backslashes and control characters are written as `\n`, `\\`, `\r`, `\xHH`; all else as it is.

enum HistoryRecord {
  /// Without the closing newline.
  static func encoded(_ statement: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(statement.utf8.count + 8)
    for byte in statement.utf8 {
      switch byte {
      case 0x5C: line += [0x5C, 0x5C]
      case 0x0A: line += [0x5C, 0x6E]
      case 0x0D: line += [0x5C, 0x72]
      case 0x09, 0x20...0x7E, 0x80...: line.append(byte)
      default: line += [0x5C, 0x78, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return line
  }

  /// Nil when the line cannot have been written by `encoded`.
  static func decoded(_ line: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    var rest = line
    while let byte = rest.popFirst() {
      switch byte {
      case 0x5C:
        switch rest.popFirst() {
        case 0x5C: bytes.append(0x5C)
        case 0x6E: bytes.append(0x0A)
        case 0x72: bytes.append(0x0D)
        case 0x78:
          guard let high = hexValue(rest.popFirst()), let low = hexValue(rest.popFirst()) else { return nil }
          bytes.append(high << 4 | low)
        default: return nil
        }
      case 0x09, 0x20...0x7E, 0x80...: bytes.append(byte)
      default: return nil
      }
    }
    guard !bytes.isEmpty else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private static func hexValue(_ digit: UInt8?) -> UInt8? {
    guard let digit else { return nil }
    return hexDigits.firstIndex(of: digit).map(UInt8.init)
  }
}
