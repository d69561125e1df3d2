// A source text: its name, its bytes, and where its lines begin.

/// A half-open range of bytes in one source text.
package struct ByteRange: Hashable, Sendable {
  package var start: UInt32
  package var end: UInt32

  package init(_ start: Int, _ end: Int) {
    self.start = UInt32(start)
    self.end = UInt32(end)
  }

  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  package var count: Int { Int(end) - Int(start) }
  package var isEmpty: Bool { end <= start }
  package var bounds: Range<Int> { Int(start)..<Int(end) }

  /// The smallest range that covers both.
  package func union(_ other: ByteRange) -> ByteRange {
    ByteRange(start: min(start, other.start), end: max(end, other.end))
  }
}

/// A text with a name: a file of the project, a line typed at the prompt, or a snapshot.
///
/// Immutable and shared by reference. `name` is what diagnostics print: a path as the user wrote it,
/// `<prompt>` or `<standard input>`.
package final class Source: Sendable, Hashable {
  package let name: String
  /// The name of what is piped in.
  package static let standardInput = "<standard input>"
  package let bytes: [UInt8]
  /// Byte offset of each line's first byte; always begins with 0. LF and CRLF end a line.
  package let lineStarts: [UInt32]
  /// The number of its first line: a statement of a longer input keeps the numbers it has there.
  package let firstLine: Int

  package init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 24 + 1)
    bytes.withUnsafeBytes { Source.appendLineStarts(of: $0, to: &starts) }
    lineStarts = starts
  }

  /// Eight bytes at a time: a line end is found where its byte, and no other, becomes 0.
  private static func appendLineStarts(of bytes: UnsafeRawBufferPointer, to starts: inout [UInt32]) {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
      let zeros = word ^ 0x0A0A_0A0A_0A0A_0A0A
      var found = ~(((zeros & low) &+ low) | zeros | low)
      while found != 0 {
        starts.append(UInt32(truncatingIfNeeded: offset + found.trailingZeroBitCount / 8 + 1))
        found &= found &- 1
      }
      offset += 8
    }
    while offset < bytes.count {
      if bytes[offset] == 0x0A { starts.append(UInt32(truncatingIfNeeded: offset + 1)) }
      offset += 1
    }
  }

  package convenience init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// The text of a range; invalid UTF-8 is shown as replacement characters.
  package func text(_ range: ByteRange) -> String {
    let start = min(Int(range.start), bytes.count)
    let end = max(start, min(Int(range.end), bytes.count))
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Line of a byte offset, from `firstLine`. O(log lines).
  package func line(at offset: UInt32) -> Int { firstLine + lineIndex(at: offset) }

  /// Index in `lineStarts` of the line of a byte offset. O(log lines).
  package func lineIndex(at offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Range of a line by its index in `lineStarts`, without its line end.
  package func lineRange(_ index: Int) -> ByteRange {
    let start = Int(lineStarts[index])
    var end = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) - 1 : bytes.count
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return ByteRange(start, max(start, end))
  }

  /// Line (from `firstLine`) and column (from 1, counted in characters) of a byte offset.
  package func position(at offset: UInt32) -> (line: Int, column: Int) {
    let index = lineIndex(at: offset)
    let start = Int(lineStarts[index])
    let end = max(start, min(Int(offset), bytes.count))
    let before = bytes[start..<end]
    if before.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) { return (firstLine + index, before.count + 1) }
    return (firstLine + index, String(decoding: before, as: UTF8.self).count + 1)
  }

  package static func == (left: Source, right: Source) -> Bool { left === right }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A place in a source text.
package struct Place: Hashable, Sendable {
  package let source: Source
  package let range: ByteRange

  package init(_ source: Source, _ range: ByteRange) {
    self.source = source
    self.range = range
  }

  package var text: String { source.text(range) }

  /// `ladder.rung:31`, to point at a declaration in the middle of a sentence.
  package var fileAndLine: String { "\(source.name):\(source.line(at: range.start))" }
}
