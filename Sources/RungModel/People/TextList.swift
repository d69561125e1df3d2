// Texts kept one behind the other in one array of bytes: no object for a text.

/// A list of UTF-8 texts.
package struct TextList: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [UInt32] = []

  package init() {}

  package var count: Int { ends.count }
  package var isEmpty: Bool { ends.isEmpty }

  package subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  /// Lends the bytes of a text.
  package func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = range(index)
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Lends the bytes of all texts at once.
  func withAllBytes<Result>(_ body: (TextListBytes) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { body(TextListBytes(bytes: bytes, ends: $0)) }
    }
  }

  /// Nothing in it, or only blanks.
  package func isBlank(_ index: Int) -> Bool {
    let range = range(index)
    return bytes.withUnsafeBufferPointer { $0.trimmed(range).isEmpty }
  }

  /// All texts together stay under 4 GiB: they are pieces of a file of at most 2 GiB.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }

  @inline(__always)
  func equals(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(index)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { own in
      var place = 0
      while place &+ 8 <= text.count {
        if Word.load(own, at: range.lowerBound &+ place) != Word.load(text, at: place) { return false }
        place &+= 8
      }
      let rest = text.count &- place
      return Word.load(own, at: range.lowerBound &+ place, length: rest)
        == Word.load(text, at: place, length: rest)
    }
  }

  @inline(__always)
  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }
}

/// The bytes of a list of texts, while they are lent.
struct TextListBytes {
  let bytes: UnsafeBufferPointer<UInt8>
  let ends: UnsafeBufferPointer<UInt32>

  @inline(__always)
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : Int(ends[index &- 1]))..<Int(ends[index])])
  }
}
