// A file of people as diagnostics may show it: the header, quotes and separators, and a cross for every other
// character. Names and addresses of people never reach a message, a log or a terminal.

import RungText
import Synchronization

/// Made when the first diagnostic needs it, and only once: it is as long as the file.
final class MaskedFile: Sendable {
  private let made = Mutex<Source?>(nil)

  func source(of bytes: [UInt8], name: String, start: Int, separator: UInt8) -> Source {
    made.withLock { known in
      if let known { return known }
      let source = Source(
        name: name, bytes: MaskedFile.mask(bytes, start: start, separator: separator, .shown))
      known = source
      return source
    }
  }

  enum Header {
    case shown, masked
  }

  /// As many bytes as before, and as many characters: places stay right.
  static func mask(_ bytes: [UInt8], start: Int, separator: UInt8, _ shown: Header) -> [UInt8] {
    var masked = bytes
    bytes.withUnsafeBufferPointer { buffer in
      var header = CSVReader(buffer, separator: separator, start: start)
      _ = header.readRecord(columns: 0)
      // A header that swallows the rest of the file by a quote that is never closed is not a header.
      var place = shown == .shown && header.problems.isEmpty ? header.position : start
      while place < buffer.count {
        let length = max(1, CSVEncoding.characterLength(buffer, at: place))
        let byte = buffer[place]
        let isKept =
          byte == separator || byte == Byte.quote || byte == Byte.lineFeed || byte == Byte.carriageReturn
        if !isKept {
          let cross = crosses[length - 1]
          for index in 0..<length { masked[place + index] = cross[index] }
        }
        place += length
      }
    }
    return masked
  }

  /// Crosses of one to four bytes.
  private static let crosses: [[UInt8]] = [
    Array("x".utf8), Array("×".utf8), Array("✕".utf8), Array("𝗑".utf8),
  ]
}
