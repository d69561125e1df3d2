// What must be known of a CSV file before its records can be read: encoding, byte order mark, separator.

package struct CSVPrelude: Hashable, Sendable {
  /// Behind the byte order mark and a first line `sep=;`.
  package let start: Int
  package let separator: UInt8

  /// Why a file cannot be read at all.
  package enum Refusal: Error, Hashable, Sendable {
    case tooLarge
    /// UTF-16 or UTF-32, by its byte order mark.
    case wideEncoding(String)
    /// Nothing in it, or the first line is empty.
    case noHeader
  }

  /// Offsets are kept in 32 bits, with room for as much unescaped text again.
  package static let largestFile = Int(Int32.max)

  package init(_ bytes: UnsafeBufferPointer<UInt8>, largestFile: Int = CSVPrelude.largestFile) throws(Refusal)
  {
    guard bytes.count <= largestFile else { throw .tooLarge }
    if let name = CSVPrelude.wideEncoding(bytes) { throw .wideEncoding(name) }
    let afterMark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let (separator, start) = CSVPrelude.statedSeparator(bytes, from: afterMark) {
      self.separator = separator
      self.start = start
    } else {
      separator = CSVPrelude.likelySeparator(bytes, from: afterMark)
      start = afterMark
    }
    guard start < bytes.count, bytes[start] != Byte.lineFeed, bytes[start] != Byte.carriageReturn else {
      throw .noHeader
    }
  }

  /// UTF-32 first: its little-endian mark begins with that of UTF-16.
  private static func wideEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    return nil
  }

  /// Excel writes and reads a first line `sep=;`; it is not a row of the sheet.
  private static func statedSeparator(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (separator: UInt8, start: Int)? {
    let line = bytes[start...].prefix { $0 != Byte.lineFeed && $0 != Byte.carriageReturn }
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let separator = line.last,
      [Byte.comma, Byte.semicolon, Byte.tab].contains(separator)
    else { return nil }
    var next = line.endIndex
    if next < bytes.count, bytes[next] == Byte.carriageReturn { next += 1 }
    if next < bytes.count, bytes[next] == Byte.lineFeed { next += 1 }
    return (separator, next)
  }

  /// The one of `,` `;` and tab that the header has most of outside quotes; the comma when it has none.
  private static func likelySeparator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
    var commas = 0
    var semicolons = 0
    var tabs = 0
    var isQuoted = false
    scan: for byte in bytes[start...] {
      switch byte {
      case Byte.quote: isQuoted.toggle()
      case _ where isQuoted: continue
      case Byte.comma: commas += 1
      case Byte.semicolon: semicolons += 1
      case Byte.tab: tabs += 1
      case Byte.lineFeed, Byte.carriageReturn: break scan
      default: continue
      }
    }
    if commas >= semicolons, commas >= tabs { return Byte.comma }
    return semicolons >= tabs ? Byte.semicolon : Byte.tab
  }
}
