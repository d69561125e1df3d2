// The text a formatter writes: bytes, and where its last line stands.

struct Page {
  private(set) var bytes: [UInt8] = []
  /// Characters on the last line, its indentation included.
  private(set) var column = 0
  /// Spaces the last line begins with.
  private(set) var indent = 0
  /// The last line has nothing but indentation that is not written yet.
  private var isPending = true

  var isEmpty: Bool { bytes.isEmpty }

  /// A place to come back to. Valid until the page is taken back to an earlier one.
  struct Mark {
    fileprivate let count: Int
    fileprivate let column: Int
    fileprivate let indent: Int
    fileprivate let isPending: Bool
  }

  var mark: Mark { Mark(count: bytes.count, column: column, indent: indent, isPending: isPending) }

  /// Forgets what was written since.
  mutating func takeBack(to mark: Mark) {
    bytes.removeLast(bytes.count - mark.count)
    column = mark.column
    indent = mark.indent
    isPending = mark.isPending
  }

  mutating func append(_ text: some Collection<UInt8>) {
    if isPending {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
      isPending = false
    }
    bytes.append(contentsOf: text)
    // Every byte but those that go on with a character.
    for byte in text where byte & 0xC0 != 0x80 { column += 1 }
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Ends the line and begins another, with an empty one between on request. Nothing at the top of the page.
  mutating func newLine(indent: Int, blankBefore: Bool = false) {
    if !bytes.isEmpty {
      bytes.append(UInt8(ascii: "\n"))
      if blankBefore { bytes.append(UInt8(ascii: "\n")) }
    }
    self.indent = indent
    column = indent
    isPending = true
  }

  /// The whole text, ended by a line end.
  func finished() -> [UInt8] { bytes.isEmpty ? [] : bytes + [UInt8(ascii: "\n")] }
}
