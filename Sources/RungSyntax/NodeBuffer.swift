// Where the nodes of a tree grow: nodes are appended in preorder, and a node may be put before those it is to
// hold.

/// The nodes so far, in borrowed memory until it is full.
struct NodeBuffer {
  private(set) var base: UnsafeMutablePointer<Node>
  private(set) var count = 0
  private(set) var isOwned = false
  private var capacity: Int

  init(borrowed base: UnsafeMutablePointer<Node>, capacity: Int) {
    self.base = base
    self.capacity = capacity
  }

  @inline(__always)
  mutating func append(_ node: Node) {
    if count == capacity { grow() }
    (base + count).initialize(to: node)
    count += 1
  }

  @inline(__always)
  mutating func insert(_ node: Node, at index: Int) {
    if count == capacity { grow() }
    // Most operands are one or two nodes; a call to move them costs more than they do.
    switch count - index {
    case 1: base[index + 1] = base[index]
    case 2:
      base[index + 2] = base[index + 1]
      base[index + 1] = base[index]
    default: (base + index + 1).update(from: base + index, count: count - index)
    }
    base[index] = node
    count += 1
  }

  /// Forgets the nodes from one on.
  mutating func cut(to index: Int) { count = min(count, index) }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    if isOwned { base.deallocate() }
    base = larger
    capacity *= 2
    isOwned = true
  }
}
