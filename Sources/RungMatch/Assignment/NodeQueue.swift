// Nodes waiting in a search, the nearest first.

/// A heap with four children each; of equal distances any may come first.
final class NodeQueue {
  private var heap: [(distance: Int64, node: Int32)] = []

  func removeAll() { heap.removeAll(keepingCapacity: true) }

  func push(_ node: Int, _ distance: Int64) {
    let entry = (distance: distance, node: Int32(truncatingIfNeeded: node))
    heap.append(entry)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      if heap[parent].distance <= distance { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  func pop() -> (distance: Int64, node: Int32)? {
    guard let top = heap.first, let entry = heap.popLast() else { return nil }
    if heap.isEmpty { return top }
    var hole = 0
    while true {
      let first = hole * 4 + 1
      if first >= heap.count { break }
      var child = first
      for other in first + 1..<max(first + 1, min(first + 4, heap.count))
      where heap[other].distance < heap[child].distance {
        child = other
      }
      if heap[child].distance >= entry.distance { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
    return top
  }
}
