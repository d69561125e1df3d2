// The fewest deletions and insertions between two sequences of numbers.
//
// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4b: the
// middle of a shortest path is found from both ends, in linear space, and both halves are done the same way.
// Two deviations: numbers that occur on one side only are set aside first, since they change in any case; and
// a search that goes on for too long settles for the point it got furthest to.

enum ShortestEdit {
  /// Which elements are deleted from `old` and which of `new` are inserted. The others are pairwise equal.
  /// O((n + m) · min(differences, effort)) time, O(n + m) space.
  static func changed(_ old: [Int], _ new: [Int]) -> (old: [Bool], new: [Bool]) {
    var marks = Marks(old: old, new: new)
    marks.search()
    return (marks.oldChanged, marks.newChanged)
  }

  /// Steps of one search after which it settles. A guess: some 3 s for a million lines in reverse order.
  static let effort = 256
}

/// Some of the elements of both sides, to be compared.
private struct Box {
  var old: Range<Int>
  var new: Range<Int>
}

private struct Marks {
  private(set) var oldChanged: [Bool]
  private(set) var newChanged: [Bool]
  /// Elements that occur on both sides, and where they stand.
  private let old: [Int]
  private let new: [Int]
  private let oldPlaces: [Int]
  private let newPlaces: [Int]
  /// Furthest x on each diagonal, from the start and from the end; index `diagonal + middle`.
  private var forward: [Int]
  private var backward: [Int]
  private let middle: Int

  init(old: [Int], new: [Int]) {
    let inOld = Set(old)
    let inNew = Set(new)
    oldPlaces = old.indices.filter { inNew.contains(old[$0]) }
    newPlaces = new.indices.filter { inOld.contains(new[$0]) }
    self.old = oldPlaces.map { old[$0] }
    self.new = newPlaces.map { new[$0] }
    oldChanged = Array(repeating: true, count: old.count)
    newChanged = Array(repeating: true, count: new.count)
    for place in oldPlaces { oldChanged[place] = false }
    for place in newPlaces { newChanged[place] = false }
    middle = ShortestEdit.effort + 2
    forward = Array(repeating: 0, count: 2 * middle + 1)
    backward = forward
  }

  mutating func search() {
    var boxes = [Box(old: 0..<old.count, new: 0..<new.count)]
    while var box = boxes.popLast() {
      trim(&box)
      if box.old.isEmpty || box.new.isEmpty {
        for index in box.old { oldChanged[oldPlaces[index]] = true }
        for index in box.new { newChanged[newPlaces[index]] = true }
        continue
      }
      let (x, y) = split(box)
      boxes.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y))
      boxes.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound))
    }
  }

  /// Takes off what is equal at both ends.
  private func trim(_ box: inout Box) {
    var (x, y) = (box.old.lowerBound, box.new.lowerBound)
    var (u, v) = (box.old.upperBound, box.new.upperBound)
    while x < u, y < v, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
    while x < u, y < v, old[u - 1] == new[v - 1] { (u, v) = (u - 1, v - 1) }
    box = Box(old: x..<u, new: y..<v)
  }

  /// A point of a shortest path, neither the box's first nor its last: both ends of a trimmed box differ, so
  /// that each half has a change of its own.
  private mutating func split(_ box: Box) -> (old: Int, new: Int) {
    let (n, m) = (box.old.count, box.new.count)
    let (left, top) = (box.old.lowerBound, box.new.lowerBound)
    let delta = n - m
    var before = Diagonals(steps: -1, n, m)
    for steps in 0...ShortestEdit.effort {
      let diagonals = Diagonals(steps: steps, n, m)
      for k in diagonals.all {
        var x = start(on: k, before, n, m, forward)
        while x >= 0, x < n, x - k < m, old[left + x] == new[top + x - k] { x += 1 }
        forward[middle + k] = x
        if before.contains(delta - k), x + backward[middle + delta - k] >= n {
          return (left + x, top + x - k)
        }
      }
      for k in diagonals.all {
        var x = start(on: k, before, n, m, backward)
        while x >= 0, x < n, x - k < m, old[left + n - 1 - x] == new[top + m - 1 - x + k] { x += 1 }
        backward[middle + k] = x
        if diagonals.contains(delta - k), x + forward[middle + delta - k] >= n {
          return (left + n - x, top + m - x + k)
        }
      }
      before = diagonals
    }
    var best = (x: 0, y: 0)
    for k in before.all {
      let x = forward[middle + k]
      if x + x - k > best.x + best.y { best = (x, x - k) }
    }
    return (left + best.x, top + best.y)
  }

  /// Where a path comes onto diagonal `k` with one step more than those that reached `before`: by an
  /// insertion from the diagonal above or a deletion from the one below, whichever gets further inside the
  /// box.
  private func start(on k: Int, _ before: Diagonals, _ n: Int, _ m: Int, _ reached: [Int]) -> Int {
    if before.isEmpty { return 0 }
    var x = Marks.unreachable
    if before.contains(k + 1) {
      let inserted = reached[middle + k + 1]
      if inserted - k <= m { x = inserted }
    }
    if before.contains(k - 1) {
      let deleted = reached[middle + k - 1] + 1
      if deleted <= n { x = max(x, deleted) }
    }
    return x < 0 ? Marks.unreachable : x
  }

  /// So far below zero that no sum of two reaches a box's width.
  private static let unreachable = -1 << 40
}

/// The diagonals (x - y) that paths of `steps` changes may end on, every second one: those that need no more
/// than m insertions and n deletions.
private struct Diagonals {
  private let low: Int
  private let high: Int

  init(steps: Int, _ n: Int, _ m: Int) {
    low = steps > m ? steps - 2 * m : -steps
    high = steps > n ? 2 * n - steps : steps
  }

  var isEmpty: Bool { low > high }
  var all: StrideThrough<Int> { stride(from: low, through: high, by: 2) }

  func contains(_ k: Int) -> Bool { k >= low && k <= high && (k - low) % 2 == 0 }
}
