// Documentation: the `##` lines directly above a declaration, property or definition.

import RungText

extension SyntaxTree {
  /// The `##` lines directly above the line a token begins, without the signs and one space, joined by line
  /// ends; nil when there are none. An empty line, code or a `#` comment between them ends the documentation.
  package func documentation(before token: TokenIndex) -> String? {
    guard let range = documentationRange(before: token) else { return nil }
    return source.bytes[range.bounds].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map {
        var text = $0.drop { isBlank($0) }.dropFirst(2)
        if text.first == UInt8(ascii: " ") { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
      }.joined(separator: "\n")
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// From the first `##` to the end of the last line of the documentation.
  package func documentationRange(before token: TokenIndex) -> ByteRange? {
    guard tokens.isFirstOnLine(token) else { return nil }
    let floor = token == 0 ? 0 : Int(tokens.ends[token - 1])
    let bytes = source.bytes
    var lineStart = self.lineStart(before: Int(tokens.starts[token]), floor: floor)
    var found: ByteRange?
    while lineStart > floor {
      let end = lineStart - 1
      let start = self.lineStart(before: end, floor: floor)
      // The line must hold nothing before the `##`, so it may not begin where a token ended.
      guard start > floor || floor == 0 else { break }
      var sign = start
      while sign < end, bytes[sign] == 0x20 || bytes[sign] == 0x09 { sign += 1 }
      guard sign + 1 < end, bytes[sign] == UInt8(ascii: "#"), bytes[sign + 1] == UInt8(ascii: "#") else {
        break
      }
      let last = end > sign && bytes[end - 1] == 0x0D ? end - 1 : end
      found = ByteRange(start: UInt32(sign), end: found?.end ?? UInt32(last))
      lineStart = start
    }
    return found
  }

  /// Where the line of an offset begins, or the floor where that is later.
  private func lineStart(before offset: Int, floor: Int) -> Int {
    var start = offset
    while start > floor, source.bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }
}
