// Memory of a run: plain records in a row, that grows and is used again by the next run.

import RungSyntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Of the C library, which makes large memory larger in its place where the system can.
struct Column<Element: BitwiseCopyable>: ~Copyable {
  private(set) var at: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = max(1, capacity)
    at = Column.enlarged(nil, to: self.capacity)
  }

  /// `count` copies of a value.
  init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    at.initialize(repeating: value, count: count)
    self.count = count
  }

  init(_ elements: [Element]) {
    self.init(capacity: elements.count)
    for element in elements { append(element) }
  }

  deinit { free(at) }

  /// Bytes that hold elements.
  var bytes: Int { count * MemoryLayout<Element>.stride }

  /// Contract: 0 ≤ i < count.
  @inline(__always)
  subscript(_ i: Int) -> Element {
    get { at[i] }
    nonmutating set { at[i] = newValue }
  }

  @inline(__always)
  subscript(_ i: Int32) -> Element {
    get { at[Int(i)] }
    nonmutating set { at[Int(i)] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    at[count] = element
    count += 1
  }

  /// The same memory, empty.
  @inline(__always)
  mutating func clear() { count = 0 }

  func fill(_ value: Element) { at.update(repeating: value, count: count) }

  private mutating func grow() {
    capacity *= 2
    at = Column.enlarged(at, to: capacity)
  }

  private static func enlarged(
    _ old: UnsafeMutablePointer<Element>?, to capacity: Int
  ) -> UnsafeMutablePointer<Element> {
    let stride = MemoryLayout<Element>.stride
    guard let memory = realloc(old, capacity * stride) else {
      fatalError("no memory for \(capacity) records")  // As arrays do; `RunLimits` ends a run long before.
    }
    // Millions of people: taking their pages back one by one takes seconds.
    LargePages.advise(memory, bytes: capacity * stride)
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }
}
