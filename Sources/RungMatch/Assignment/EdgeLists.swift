// Lists of edges, one for each mentee or mentor, side by side in one piece of memory.

final class EdgeLists {
  let edges: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>
  private let count: Int

  /// Every edge in the list of its owner, ascending.
  init(_ count: Int, _ owners: [Int32]) {
    self.count = count
    edges = .allocate(capacity: max(1, owners.count))
    edges.initialize(repeating: 0, count: max(1, owners.count))
    starts = .allocate(capacity: count + 1)
    starts.initialize(repeating: 0, count: count + 1)
    ends = .allocate(capacity: count + 1)
    for owner in owners { starts[Int(owner) + 1] += 1 }
    for list in 0..<count { starts[list + 1] += starts[list] }
    ends.initialize(from: starts, count: count + 1)
    for edge in owners.indices {
      let owner = Int(owners[edge])
      edges[ends[owner]] = Int32(truncatingIfNeeded: edge)
      ends[owner] += 1
    }
  }

  deinit {
    edges.deallocate()
    starts.deallocate()
    ends.deallocate()
  }

  /// Where a list lies in `edges`.
  @inline(__always) func range(_ list: Int) -> Range<Int> { starts[list]..<ends[list] }

  func clear() { ends.update(from: starts, count: count) }

  /// There is room for every edge in the list of its owner.
  func add(_ edge: Int32, to list: Int) {
    edges[ends[list]] = edge
    ends[list] += 1
  }

  func remove(_ edge: Int32, from list: Int) {
    for index in starts[list]..<ends[list] where edges[index] == edge {
      ends[list] -= 1
      edges[index] = edges[ends[list]]
      return
    }
  }

  /// Takes the other edges out of a list, for good.
  func keep(_ list: Int, _ isKept: (Int) -> Bool) {
    var end = starts[list]
    for index in starts[list]..<ends[list] where isKept(Int(edges[index])) {
      edges[end] = edges[index]
      end += 1
    }
    ends[list] = end
  }
}
