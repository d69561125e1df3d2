// Most mentees, then the best total: bidding, then shortest augmenting paths.
//
// Mentees first bid for places as in an auction (D. P. Bertsekas, "The auction algorithm", 1988; places of one mentor
// are alike: Bertsekas and Castañón, 1989), with increments down to nothing as in the augmenting row reduction of
// R. Jonker and A. Volgenant (1987), so that prices stay exact. Who finds no place within a budget of bids is placed
// by a shortest augmenting path over reduced scores, of which only what lies nearer than the nearest free place is
// looked at (LAPMOD: A. Volgenant, 1996).
//
// Deviations: rows are sorted by score, best first, and since prices are never negative a scan ends at the first edge
// whose score alone is too low; a mentor is a node, not as many as it has places; "no mentor" is an end of its own,
// worth so little that one more mentee outweighs every total.

import RungModel

package struct AssignmentSolver<Score: FixedWidthInteger & SignedInteger & Sendable>: Engine {
  package init() {}

  /// Nil when scores are so large that they cannot be summed.
  package func solve(_ problem: AssignmentProblem<Score>, _ handle: EngineHandle) throws(Cancelled)
    -> Explained<Assignment?>
  {
    // Other rooms call this unspecialised; the widths in use are compiled for themselves, fifty times as fast.
    if let narrow = problem as? AssignmentProblem<Int32> {
      return Explained(try AssignmentWidths.solve(narrow, handle))
    }
    if let wide = problem as? AssignmentProblem<Int64> {
      return Explained(try AssignmentWidths.solve(wide, handle))
    }
    guard let worth = problem.leastWorthOfAMatch else { return Explained(nil) }
    return Explained(try AssignmentSearch<Score, Int64>(problem, worth: worth).run(handle))
  }
}

/// The searches for each width of scores and prices.
private enum AssignmentWidths {
  static func solve(_ problem: AssignmentProblem<Int32>, _ handle: EngineHandle) throws(Cancelled)
    -> Assignment?
  {
    guard let worth = problem.leastWorthOfAMatch else { return nil }
    // Narrow prices take half the memory and are a third faster.
    if worth < Int64(Int32.max) / 8 {
      return try AssignmentSearch<Int32, Int32>(problem, worth: Int32(worth)).run(handle)
    }
    return try AssignmentSearch<Int32, Int64>(problem, worth: worth).run(handle)
  }

  static func solve(_ problem: AssignmentProblem<Int64>, _ handle: EngineHandle) throws(Cancelled)
    -> Assignment?
  {
    guard let worth = problem.leastWorthOfAMatch else { return nil }
    return try AssignmentSearch<Int64, Int64>(problem, worth: worth).run(handle)
  }
}

/// The state of one solution. All arithmetic stays within three times `worth`, which was checked to fit.
private final class AssignmentSearch<
  Score: FixedWidthInteger & SignedInteger & Sendable, Price: FixedWidthInteger & SignedInteger & Sendable
> {
  private struct Edge {
    let score: Score
    let mentor: Int32
  }

  /// A mentor waiting in the search, by its distance.
  private struct Waiting {
    let distance: Price
    let mentor: Int32
  }

  private let menteeCount: Int
  private let mentorCount: Int
  private let worth: Price
  private let rowStarts: UnsafeMutablePointer<Int32>
  private let edges: UnsafeMutablePointer<Edge>
  /// Where the places of a mentor begin.
  private let placeStarts: UnsafeMutablePointer<Int32>
  private let filled: UnsafeMutablePointer<Int32>
  private let places: UnsafeMutablePointer<Int32>
  private let prices: UnsafeMutablePointer<Price>
  /// Of each mentee: mentor, place and score of the pair.
  private let mentorOf: UnsafeMutablePointer<Int32>
  private let placeOf: UnsafeMutablePointer<Int32>
  private let scoreOf: UnsafeMutablePointer<Score>
  /// Of each mentor in the present search: its distance if `round` is the present one, and through whom.
  private let distances: UnsafeMutablePointer<Price>
  private let rounds: UnsafeMutablePointer<Int32>
  private let through: UnsafeMutablePointer<Int32>
  private let throughScore: UnsafeMutablePointer<Score>
  private let reached: UnsafeMutablePointer<Int32>
  private var heap: UnsafeMutablePointer<Waiting>
  private var heapRoom: Int
  private var heapCount = 0
  private var round: Int32 = 0

  init(_ problem: AssignmentProblem<Score>, worth: Price) {
    self.worth = worth
    menteeCount = problem.menteeCount
    mentorCount = problem.mentorCount
    func room<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      memory.initialize(repeating: value, count: max(1, count))
      return memory
    }
    rowStarts = room(menteeCount + 1, 0)
    edges = UnsafeMutablePointer<Edge>.allocate(capacity: max(1, problem.edgeCount))
    placeStarts = room(mentorCount + 1, 0)
    filled = room(mentorCount, 0)
    prices = room(mentorCount, 0)
    mentorOf = room(menteeCount, -1)
    placeOf = room(menteeCount, 0)
    scoreOf = room(menteeCount, 0)
    distances = room(mentorCount, 0)
    rounds = room(mentorCount, 0)
    through = room(mentorCount, 0)
    throughScore = room(mentorCount, 0)
    reached = room(mentorCount, 0)
    heapRoom = 256
    heap = UnsafeMutablePointer<Waiting>.allocate(capacity: heapRoom)
    // More places than eligible mentees and one are never of use; the one stays free, and with it the price at 0.
    for mentor in problem.edgeMentors { filled[Int(mentor)] &+= 1 }
    for mentor in 0..<mentorCount {
      let most = Swift.min(filled[mentor] &+ 1, problem.capacities[mentor])
      placeStarts[mentor + 1] = placeStarts[mentor] &+ most
      filled[mentor] = 0
    }
    places = room(Int(placeStarts[mentorCount]), -1)
    fill(problem)
  }

  deinit {
    rowStarts.deallocate()
    edges.deallocate()
    placeStarts.deallocate()
    filled.deallocate()
    places.deallocate()
    prices.deallocate()
    mentorOf.deallocate()
    placeOf.deallocate()
    scoreOf.deallocate()
    distances.deallocate()
    rounds.deallocate()
    through.deallocate()
    throughScore.deallocate()
    reached.deallocate()
    heap.deallocate()
  }

  func run(_ handle: EngineHandle) throws(Cancelled) -> Assignment {
    handle.begin(menteeCount)
    let waiting = bid()
    try handle.advance(by: menteeCount - waiting.count)
    var since = 0
    for mentee in waiting {
      place(mentee)
      since += 1
      if since == 256 {
        try handle.advance(by: since)
        since = 0
      }
    }
    return result()
  }

  // MARK: Rows

  /// Copies the edges row by row, best first; edges to mentors without places are left out.
  private func fill(_ problem: AssignmentProblem<Score>) {
    var next = 0
    problem.edgeMentors.withUnsafeBufferPointer { mentors in
      problem.edgeScores.withUnsafeBufferPointer { scores in
        for mentee in 0..<menteeCount {
          rowStarts[mentee] = Int32(truncatingIfNeeded: next)
          let start = next
          for edge in problem.edges(of: mentee) {
            let made = Edge(score: scores[edge], mentor: mentors[edge])
            if placeStarts[Int(made.mentor)] == placeStarts[Int(made.mentor) + 1] { continue }
            (edges + next).initialize(to: made)
            next += 1
          }
          sort(start, next)
        }
      }
    }
    rowStarts[menteeCount] = Int32(truncatingIfNeeded: next)
  }

  @inline(__always) private func precedes(_ left: Edge, _ right: Edge) -> Bool {
    left.score > right.score || (left.score == right.score && left.mentor < right.mentor)
  }

  private func sort(_ start: Int, _ end: Int) {
    if end - start > 48 {
      var row = UnsafeMutableBufferPointer(start: edges + start, count: end - start)
      row.sort(by: precedes)
      return
    }
    var index = start + 1
    while index < end {
      let edge = edges[index]
      var hole = index
      while hole > start, precedes(edge, edges[hole - 1]) {
        edges[hole] = edges[hole - 1]
        hole -= 1
      }
      edges[hole] = edge
      index += 1
    }
  }

  @inline(__always) private func capacity(_ mentor: Int) -> Int32 {
    placeStarts[mentor + 1] &- placeStarts[mentor]
  }

  // MARK: Bidding

  /// Lets every mentee bid; returns those who found no place, in order.
  private func bid() -> [Int32] {
    // What the mentee in each place bid for it.
    let count = Int(placeStarts[mentorCount])
    let bids = UnsafeMutablePointer<Price>.allocate(capacity: max(1, count))
    defer { bids.deallocate() }
    var waiting: [Int32] = []
    var budget = 8 * menteeCount + 64
    for first in 0..<menteeCount {
      var mentee = first
      bidding: while true {
        budget -= 1
        var best = -worth
        var second = -worth
        var bestEdge = -1
        var edge = Int(rowStarts[mentee])
        let end = Int(rowStarts[mentee + 1])
        while edge < end {
          let score = Price(truncatingIfNeeded: edges[edge].score)
          if score <= second { break }
          let value = score &- prices[Int(edges[edge].mentor)]
          if value > second {
            if value > best {
              second = best
              best = value
              bestEdge = edge
            } else {
              second = value
            }
          }
          edge += 1
        }
        // With a single mentor left the bid would be as high as the worth of a match: left to the paths.
        guard bestEdge >= 0, budget > 0 else {
          waiting.append(Int32(truncatingIfNeeded: mentee))
          break
        }
        let mentor = Int(edges[bestEdge].mentor)
        let start = Int(placeStarts[mentor])
        let size = Int(capacity(mentor))
        let offer = prices[mentor] &+ (best &- second)
        let score = edges[bestEdge].score
        if Int(filled[mentor]) < size {
          let place = start + Int(filled[mentor])
          filled[mentor] &+= 1
          settle(mentee, mentor, place, score)
          bids[place] = offer
          if Int(filled[mentor]) == size { prices[mentor] = lowest(bids, start, size).bid }
          break
        }
        guard best > second, second > -worth else {
          waiting.append(Int32(truncatingIfNeeded: mentee))
          break
        }
        let place = lowest(bids, start, size).place
        let displaced = Int(places[place])
        mentorOf[displaced] = -1
        settle(mentee, mentor, place, score)
        bids[place] = offer
        prices[mentor] = lowest(bids, start, size).bid
        mentee = displaced
      }
    }
    return waiting
  }

  @inline(__always) private func settle(_ mentee: Int, _ mentor: Int, _ place: Int, _ score: Score) {
    places[place] = Int32(truncatingIfNeeded: mentee)
    mentorOf[mentee] = Int32(truncatingIfNeeded: mentor)
    placeOf[mentee] = Int32(truncatingIfNeeded: place)
    scoreOf[mentee] = score
  }

  @inline(__always) private func lowest(_ bids: UnsafeMutablePointer<Price>, _ start: Int, _ size: Int)
    -> (place: Int, bid: Price)
  {
    var place = start
    var bid = bids[start]
    for other in start + 1..<start + size where bids[other] < bid {
      bid = bids[other]
      place = other
    }
    return (place, bid)
  }

  // MARK: Paths

  /// Places one more mentee: along the shortest path to a free place, or to the mentee who is best left out.
  private func place(_ root: Int32) {
    round &+= 1
    heapCount = 0
    var reachedCount = 0
    var bound = Price.max
    var end: Int32 = -1
    var leaver: Int32 = -1

    @inline(__always) func look(_ mentee: Int32, _ base: Price) {
      // base - score + price is the distance of an edge's mentor; -worth is what having none comes to.
      let alone = base &+ worth
      if alone < bound {
        bound = alone
        leaver = mentee
        end = -1
      }
      var edge = Int(rowStarts[Int(mentee)])
      let last = Int(rowStarts[Int(mentee) + 1])
      while edge < last {
        let pair = edges[edge]
        let most = base &- Price(truncatingIfNeeded: pair.score)
        if most >= bound { break }
        edge += 1
        let mentor = Int(pair.mentor)
        let distance = most &+ prices[mentor]
        if distance >= bound { continue }
        if rounds[mentor] == round, distances[mentor] <= distance { continue }
        rounds[mentor] = round
        distances[mentor] = distance
        through[mentor] = mentee
        throughScore[mentor] = pair.score
        if filled[mentor] < capacity(mentor) {
          bound = distance
          end = pair.mentor
          leaver = -1
        } else {
          push(Waiting(distance: distance, mentor: pair.mentor))
        }
      }
    }

    let first = Int(rowStarts[Int(root)])
    let last = Int(rowStarts[Int(root) + 1])
    var best = -worth
    for edge in first..<last {
      let score = Price(truncatingIfNeeded: edges[edge].score)
      if score <= best { break }
      best = Swift.max(best, score &- prices[Int(edges[edge].mentor)])
    }
    look(root, best)
    while heapCount > 0, heap[0].distance < bound {
      let nearest = pop()
      let mentor = Int(nearest.mentor)
      // An older entry of a mentor that came nearer since.
      if distances[mentor] != nearest.distance || rounds[mentor] != round { continue }
      reached[reachedCount] = nearest.mentor
      reachedCount += 1
      let base = nearest.distance &- prices[mentor]
      var place = Int(placeStarts[mentor])
      let placesEnd = Int(placeStarts[mentor + 1])
      while place < placesEnd {
        let mentee = places[place]
        look(mentee, base &+ Price(truncatingIfNeeded: scoreOf[Int(mentee)]))
        place += 1
      }
    }
    for index in 0..<reachedCount {
      let mentor = Int(reached[index])
      prices[mentor] &+= bound &- distances[mentor]
    }
    augment(from: root, end, leaver)
  }

  /// Moves everyone on the path by one place.
  private func augment(from root: Int32, _ end: Int32, _ leaver: Int32) {
    var mentor: Int
    var place: Int
    if end >= 0 {
      mentor = Int(end)
      place = Int(placeStarts[mentor]) + Int(filled[mentor])
      filled[mentor] &+= 1
    } else {
      guard leaver != root else { return }
      mentor = Int(mentorOf[Int(leaver)])
      place = Int(placeOf[Int(leaver)])
      mentorOf[Int(leaver)] = -1
    }
    while true {
      let mentee = Int(through[mentor])
      let from = Int(mentorOf[mentee])
      let left = Int(placeOf[mentee])
      settle(mentee, mentor, place, throughScore[mentor])
      if mentee == Int(root) { return }
      mentor = from
      place = left
    }
  }

  // MARK: The queue

  private func push(_ entry: Waiting) {
    if heapCount == heapRoom {
      let larger = UnsafeMutablePointer<Waiting>.allocate(capacity: heapRoom * 2)
      larger.update(from: heap, count: heapCount)
      heap.deallocate()
      heap = larger
      heapRoom *= 2
    }
    var hole = heapCount
    heapCount += 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      if heap[parent].distance <= entry.distance { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = entry
  }

  private func pop() -> Waiting {
    let top = heap[0]
    heapCount -= 1
    let entry = heap[heapCount]
    var hole = 0
    while true {
      let first = hole * 4 + 1
      if first >= heapCount { break }
      var child = first
      var distance = heap[first].distance
      let last = Swift.min(first + 4, heapCount)
      var other = first + 1
      while other < last {
        if heap[other].distance < distance {
          distance = heap[other].distance
          child = other
        }
        other += 1
      }
      if distance >= entry.distance { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = entry
    return top
  }

  // MARK: Result

  private func result() -> Assignment {
    let gains = (0..<menteeCount).map { mentee -> Int64 in
      let mentor = Int(mentorOf[mentee])
      return mentor < 0 ? -Int64(worth) : Int64(scoreOf[mentee]) - Int64(prices[mentor])
    }
    return Assignment(
      mentors: Array(UnsafeBufferPointer(start: mentorOf, count: menteeCount)), worth: Int64(worth),
      prices: (0..<mentorCount).map { Int64(prices[$0]) }, gains: gains)
  }
}
