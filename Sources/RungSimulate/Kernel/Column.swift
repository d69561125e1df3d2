// Memory of a run: plain records in a row, that grows and is used again by the next run.

struct Column<Element: BitwiseCopyable>: ~Copyable {
  private(set) var at: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 64) {
    self.capacity = max(1, capacity)
    at = .allocate(capacity: self.capacity)
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

  deinit { at.deallocate() }

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
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: at, count: count)
    at.deallocate()
    at = larger
    capacity *= 2
  }
}
