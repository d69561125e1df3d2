// Who has whom as a flow, and one goal at a time made as good as it can be by moving people round in circles.
//
// Mentees, mentors and "nobody" are nodes. What may change is an arc: a mentee takes a mentor or gives one up, has one
// mentor more or fewer, a mentor's place is taken or left. A potential for each node makes every change cost nothing
// or more; the changes that would still be an improvement are mended one by one with a shortest way round (out of
// kilter: D. R. Fulkerson, 1961; shortest ways with potentials: J. Edmonds and R. M. Karp, 1972). When none is left
// the goal is met, and the potentials are the prices that prove it. A change that costs something would spoil the
// goal: it is ruled out for all later ones, so what is left shrinks from goal to goal.

import RungModel

final class GoalFlow {
  struct Node {
    var potential: Int64 = 0
    // One search.
    var distance: Int64 = 0
    var round: Int32 = 0
    /// Where the way came from, and over which edge.
    var origin: Int32 = 0
    var edge: Int32 = 0
  }

  enum EdgeState: UInt8 {
    case free, chosen
    /// Settled as it is; whether it is chosen no longer matters here.
    case closed
  }

  let menteeCount: Int
  let mentorCount: Int
  /// The node of "nobody".
  let nobody: Int
  private let mentorOf: [Int32]
  private let menteeOf: [Int32]
  private let settled: [Int32]
  private(set) var isChosen: [Bool]
  /// How many chosen edges may still change.
  private(set) var heldCount = 0
  let nodes: UnsafeMutablePointer<Node>
  let states: UnsafeMutablePointer<EdgeState>
  let costs: UnsafeMutablePointer<Int64>
  /// The edges of each mentee that may still change, and those of each mentor.
  let rows: EdgeLists
  let columns: EdgeLists
  /// The chosen ones of each mentor.
  let held: EdgeLists
  /// How many mentors each mentee has and may have, and how many mentees each mentor: by node.
  let counts: UnsafeMutablePointer<Int32>
  let fewest: UnsafeMutablePointer<Int32>
  let most: UnsafeMutablePointer<Int32>
  /// Nodes whose numbers may still change.
  private(set) var open: [Int32] = []

  // The goal at hand.
  private var aimed: [Int32] = []
  /// Mentees get a point for the mentor of this number.
  private var rank: Int32 = 0
  private var priced: [Int32] = []
  private var isPriced: [Bool]

  // One search.
  var round: Int32 = 0
  let reached: UnsafeMutablePointer<Int32>
  var reachedCount = 0
  let near: UnsafeMutablePointer<Int32>
  let far = NodeQueue()

  init(_ problem: GoalProblem) {
    let pairs = problem.pairs
    menteeCount = pairs.menteeCount
    mentorCount = pairs.mentorCount
    nobody = menteeCount + mentorCount
    mentorOf = pairs.edgeMentors
    settled = problem.settled.map { Int32(clamping: $0) }
    var owners = [Int32](repeating: 0, count: pairs.edgeCount)
    for mentee in 0..<menteeCount {
      for edge in pairs.edges(of: mentee) { owners[edge] = Int32(truncatingIfNeeded: mentee) }
    }
    menteeOf = owners
    isChosen = [Bool](repeating: false, count: pairs.edgeCount)
    func room<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      memory.initialize(repeating: value, count: max(1, count))
      return memory
    }
    nodes = room(nobody + 1, Node())
    states = room(pairs.edgeCount, .free)
    costs = room(pairs.edgeCount, 0)
    counts = room(nobody, 0)
    fewest = room(nobody, 0)
    most = room(nobody, 0)
    reached = room(nobody + 1, 0)
    near = room(nobody + 1, 0)
    for edge in 0..<pairs.edgeCount where pairs.capacities[Int(mentorOf[edge])] == 0 {
      states[edge] = .closed
    }
    rows = EdgeLists(menteeCount, owners)
    columns = EdgeLists(mentorCount, mentorOf)
    held = EdgeLists(mentorCount, mentorOf)
    held.clear()
    for mentee in 0..<menteeCount { most[mentee] = Int32(clamping: problem.mentorsEach) - settled[mentee] }
    for mentor in 0..<mentorCount { most[menteeCount + mentor] = pairs.capacities[mentor] }
    isPriced = [Bool](repeating: false, count: nobody + 1)
    listOpen()
  }

  deinit {
    nodes.deallocate()
    states.deallocate()
    costs.deallocate()
    counts.deallocate()
    fewest.deallocate()
    most.deallocate()
    reached.deallocate()
    near.deallocate()
  }

  func mentee(_ edge: Int) -> Int { Int(menteeOf[edge]) }
  func mentorNode(_ edge: Int) -> Int { menteeCount + Int(mentorOf[edge]) }

  // MARK: A start

  /// Gives mentees what is free, in the order given, each at most `mentors` in all.
  func take(_ edges: some Sequence<Int32>, upTo mentors: Int) {
    for edge in edges {
      let edge = Int(edge)
      let mentee = Int(menteeOf[edge])
      let mentor = mentorNode(edge)
      guard states[edge] == .free, counts[mentee] < most[mentee], counts[mentor] < most[mentor],
        Int(settled[mentee] + counts[mentee]) < mentors
      else { continue }
      choose(edge)
      counts[mentee] += 1
      counts[mentor] += 1
    }
  }

  // MARK: Goals

  /// Sets what some edges cost, and which mentor of a mentee counts (0 for none); all else costs nothing.
  func aim(_ edges: some Sequence<Int32>, rank: Int = 0, cost: (Int) -> Int64) {
    forget()
    self.rank = Int32(clamping: rank)
    for edge in edges where states[Int(edge)] != .closed {
      costs[Int(edge)] = cost(Int(edge))
      aimed.append(edge)
    }
  }

  /// Begins with potentials that leave little to mend where costs are of any size.
  func startHigh() {
    for mentee in 0..<menteeCount {
      var highest: Int64?
      for index in rows.range(mentee) where states[Int(rows.edges[index])] != .closed {
        highest = max(highest ?? .min, -costs[Int(rows.edges[index])])
      }
      if let highest { shift(mentee, by: highest) }
    }
  }

  /// Makes the goal as good as it can be.
  func improve(_ handle: EngineHandle) throws(Cancelled) {
    var since = 0
    func pause() throws(Cancelled) {
      since += 1
      if since % 64 == 0 { try handle.advance(by: 0) }
    }
    for node in open where Int(node) < menteeCount {
      let mentee = Int(node)
      while counts[mentee] < most[mentee], slotCost(mentee, counts[mentee] + 1) < 0 {
        mend(from: nobody, to: mentee, edge: -1, gain: -slotCost(mentee, counts[mentee] + 1))
        try pause()
      }
      while counts[mentee] > fewest[mentee], slotCost(mentee, counts[mentee]) > 0 {
        mend(from: mentee, to: nobody, edge: -1, gain: slotCost(mentee, counts[mentee]))
        try pause()
      }
    }
    for edge in aimed {
      let edge = Int(edge)
      let cost = reducedCost(edge)
      if cost == 0 || (cost > 0) != (states[edge] == .chosen) { continue }
      if cost < 0 {
        mend(from: mentee(edge), to: mentorNode(edge), edge: edge, gain: -cost)
      } else {
        mend(from: mentorNode(edge), to: mentee(edge), edge: edge, gain: cost)
      }
      try pause()
    }
  }

  /// Rules out what would spoil the goal; nil when there are no prices.
  func settle(goal: Int) -> GoalPrices? {
    var changed: Set<Int> = []
    func look(_ edge: Int32) {
      let edge = Int(edge)
      guard states[edge] != .closed, reducedCost(edge) != 0 else { return }
      close(edge)
      changed.insert(mentee(edge))
    }
    for edge in aimed { look(edge) }
    for node in priced {
      let node = Int(node)
      if node < menteeCount {
        for index in rows.range(node) { look(rows.edges[index]) }
      } else if node < nobody {
        for index in columns.range(node - menteeCount) { look(columns.edges[index]) }
        columns.keep(node - menteeCount) { states[$0] != .closed }
      }
    }
    for mentee in changed { rows.keep(mentee) { states[$0] != .closed } }
    for node in open { narrow(Int(node)) }
    listOpen()
    let prices = prices(goal)
    forget()
    return prices
  }

  private func narrow(_ node: Int) {
    if node < menteeCount {
      for place in fewest[node] + 1..<most[node] + 1 {
        let cost = slotCost(node, place)
        if cost < 0 { fewest[node] = place }
        if cost > 0 {
          most[node] = place - 1
          break
        }
      }
    } else {
      let price = nodes[nobody].potential - nodes[node].potential
      if price > 0 { fewest[node] = most[node] }
      if price < 0 { most[node] = fewest[node] }
    }
  }

  /// Takes costs and potentials back.
  func forget() {
    for node in priced {
      nodes[Int(node)].potential = 0
      isPriced[Int(node)] = false
    }
    priced.removeAll(keepingCapacity: true)
    for edge in aimed { costs[Int(edge)] = 0 }
    aimed.removeAll(keepingCapacity: true)
    rank = 0
  }

  /// Rules out edges none of which is chosen.
  func drop(_ edges: some Sequence<Int32>) {
    for edge in edges where states[Int(edge)] == .free {
      states[Int(edge)] = .closed
      rows.keep(Int(menteeOf[Int(edge)])) { states[$0] != .closed }
    }
  }

  private func listOpen() {
    if open.isEmpty { open = (0..<nobody).map { Int32(truncatingIfNeeded: $0) } }
    open.removeAll { fewest[Int($0)] == most[Int($0)] }
  }

  private func prices(_ goal: Int) -> GoalPrices? {
    let base = nodes[nobody].potential
    if priced.isEmpty { return nil }
    var gains: [GoalPrices.Amount] = []
    var places: [GoalPrices.Amount] = []
    // With a potential of its own "nobody" gives everybody a price.
    let all = base == 0 ? priced.map(Int.init).sorted() : Array(0..<nobody)
    for node in all where nodes[node].potential != base {
      let amount = nodes[node].potential - base
      if node < menteeCount {
        gains.append(GoalPrices.Amount(of: Int32(truncatingIfNeeded: node), amount: amount))
      } else {
        places.append(GoalPrices.Amount(of: Int32(truncatingIfNeeded: node - menteeCount), amount: -amount))
      }
    }
    return gains.isEmpty && places.isEmpty ? nil : GoalPrices(goal: goal, gains: gains, places: places)
  }

  // MARK: Costs

  @inline(__always) private func reducedCost(_ edge: Int) -> Int64 {
    costs[edge] + nodes[mentee(edge)].potential - nodes[mentorNode(edge)].potential
  }

  /// What one mentor more costs a mentee, the one that would be their `place`th besides those settled.
  @inline(__always) func slotCost(_ mentee: Int, _ place: Int32) -> Int64 {
    let point: Int64 = rank > 0 && settled[mentee] + place == rank ? 1 : 0
    return nodes[nobody].potential - nodes[mentee].potential - point
  }

  @inline(__always) private func shift(_ node: Int, by amount: Int64) {
    if amount == 0 { return }
    nodes[node].potential += amount
    if !isPriced[node] {
      isPriced[node] = true
      priced.append(Int32(truncatingIfNeeded: node))
    }
  }

  // MARK: Mending

  /// A change from one node to another would gain so much. It is made, if the way back costs less; the potentials
  /// rise until it gains nothing any more.
  private func mend(from tail: Int, to head: Int, edge: Int, gain: Int64) {
    let distance = search(from: head, to: tail, below: gain)
    for index in 0..<reachedCount {
      let node = Int(reached[index])
      if nodes[node].distance < distance { shift(node, by: nodes[node].distance - distance) }
    }
    guard distance < gain else { return }
    var node = tail
    while node != head {
      let origin = Int(nodes[node].origin)
      change(from: origin, to: node, edge: Int(nodes[node].edge))
      node = origin
    }
    change(from: tail, to: head, edge: edge)
  }

  private func change(from tail: Int, to head: Int, edge: Int) {
    if tail == nobody {
      counts[head] += head < menteeCount ? 1 : -1
    } else if head == nobody {
      counts[tail] += tail < menteeCount ? -1 : 1
    } else if tail < menteeCount {
      choose(edge)
    } else {
      isChosen[edge] = false
      release(edge)
      states[edge] = .free
    }
  }

  private func choose(_ edge: Int) {
    isChosen[edge] = true
    states[edge] = .chosen
    held.add(Int32(truncatingIfNeeded: edge), to: Int(mentorOf[edge]))
    heldCount += 1
  }

  private func close(_ edge: Int) {
    if states[edge] == .chosen { release(edge) }
    states[edge] = .closed
  }

  private func release(_ edge: Int) {
    held.remove(Int32(truncatingIfNeeded: edge), from: Int(mentorOf[edge]))
    heldCount -= 1
  }
}
