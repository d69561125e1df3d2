// The reference: a forecast written a second time, plainly and slowly, with objects, lists that are searched from the
// front, and random numbers of its own. What it shares with the engine is the plan it reads and the page of rules.

import RungModel
import RungSimulate

final class PlainSimulation {
  final class Person {
    let source: Int
    let size: Int
    let commitment: Double
    let region: Int
    var state = "between"
    var stage = -1
    var since = 0
    var end = -1
    var stays = false
    var attempt = 0
    var mentor: Mentor?
    var option = 0
    var pools: Set<Int> = []
    var positions: Set<Int> = []
    var decided: Set<Int> = []
    var languages: Set<Int> = []
    var hasEntered = false
    /// Whether each of its people takes up a cost, once drawn.
    var takers: [String: Int] = [:]

    init(source: Int, size: Int, commitment: Double, region: Int) {
      self.source = source
      self.size = size
      self.commitment = commitment
      self.region = region
    }
  }

  final class Mentor {
    let person: Person
    let pool: Int
    let joined: Int
    var ready: Int
    var leaves = Int.max
    var mentees: [Person] = []
    var isGone = false
    /// The end of the term, and until when slots rest.
    var termEnd = Int.max
    var restingSlots: [Int] = []
    var languages: Set<Int> = []
    var wasAsked = false
    /// When the slots that are taken last changed: of equals the latest is found first.
    var changed = 0

    func taken(on day: Int) -> Int { mentees.count + restingSlots.count { $0 > day } }

    init(person: Person, pool: Int, joined: Int, ready: Int) {
      self.person = person
      self.pool = pool
      self.joined = joined
      self.ready = ready
    }
  }

  /// People of one intake who share their trainers' hours.
  final class Group {
    let source: Int
    let stage: Int
    let end: Int
    var room: Int

    init(source: Int, stage: Int, end: Int, room: Int) {
      self.source = source
      self.stage = stage
      self.end = end
      self.room = room
    }
  }

  final class Seat {
    var person: Person?
    var terms = 0
    var end = Int.max
    var origin: Int?
  }

  let plan: Plan
  var random: UInt64
  var day = 0
  var people: [Person] = []
  var queues: [[Person]]
  var candidates: [[Person]]
  var orphans: [[Person]]
  var mentors: [Mentor] = []
  var seats: [[Seat]]
  var completers: [[Person]]
  var spent: [Double]
  var counts: [String: Double] = [:]
  var groups: [Group] = []
  /// Of each intake: people who have entered each stage.
  var entered: [[Int]: Int] = [:]
  var changes = 0
  /// Members of each pool at the ends of the days of the month so far.
  var memberDays: [Int]

  init(_ plan: Plan, seed: UInt64) {
    self.plan = plan
    random = seed
    queues = plan.stages.map { _ in [] }
    candidates = plan.stages.map { _ in [] }
    orphans = plan.stages.map { _ in [] }
    seats = plan.positions.map { _ in [] }
    completers = plan.stages.map { _ in [] }
    spent = plan.funds.map { _ in 0 }
    memberDays = plan.pools.map { _ in 0 }
  }

  // MARK: Chance and numbers

  func uniform() -> Double {
    random &+= 0x9E37_79B9_7F4A_7C15
    var z = random
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53
  }

  func number(_ figure: Figure, _ region: Int = 0) -> Double {
    let value = plan.numbers[Int(figure.first) + (figure.dimension < 0 ? 0 : region)]
    if let constant = value.constantValue { return constant }
    return value.quantile(uniform(), seed: 1)
  }

  func after(_ stretch: Stretch) -> Int {
    let months = Decimal(approximating: number(stretch.months), places: 9) ?? 0
    let days = Decimal(approximating: number(stretch.days), places: 9) ?? 0
    let date = plan.calendar.date(of: day).adding(CalendarDuration(months: months, days: days))
    return date.map { plan.calendar.day(of: $0) } ?? .max
  }

  func count(_ name: String, _ amount: Int) { counts[name, default: 0] += Double(amount) }

  // MARK: A run

  func run() -> [String: Double] {
    for (p, pool) in plan.pools.enumerated() {
      for _ in 0..<Int(number(pool.count)) { join(outsider(), p, isTrained: true) }
    }
    for (p, position) in plan.positions.enumerated() {
      for _ in 0..<Int(number(position.seats)) { seats[p].append(Seat()) }
      var free = seats[p][...]
      for year in position.incumbents {
        for _ in 0..<year.count {
          guard let seat = free.popFirst() else { continue }
          seat.person = outsider()
          seat.person?.positions = [p]
          seat.terms = 1
          let votes = (position.elections ?? []).filter { $0 >= year.first && $0 <= year.last }
          let random = year.first + Int(uniform() * Double(year.last - year.first + 1))
          seat.end = max(0, votes.max() ?? random)
        }
      }
      // Seats that no incumbent holds are vacant at the start.
      if position.elections == nil { for seat in free { seat.origin = draw(p, mayStay: false) } }
    }
    var arrivals: [Int: [Int]] = [:]
    for (s, source) in plan.sources.enumerated() {
      switch source.arrival {
      case .cohort(let day, _, _): arrivals[Int(number(day)), default: []].append(s)
      case .stream(let rate, let first, let last):
        var time = Double(first)
        while true {
          time -= PortableMath.log(uniform()) / number(rate)
          guard time < Double(last + 1) else { break }
          arrivals[Int(time), default: []].append(s)
        }
      }
    }
    for today in 0..<plan.calendar.dayCount {
      day = today
      for person in people where person.state == "inside" && person.end == today { endStay(person) }
      endService()
      for source in arrivals[today] ?? [] { arrive(source) }
      chooseFromIntakes()
      fillSeats()
      for s in topDown { match(orphansOf: s) }
      for s in topDown { admit(s) }
      giveUp()
      bookCalendar()
      close()
    }
    return counts
  }

  /// The plans here have their stages in the order of the ladder.
  var topDown: [Int] { plan.stages.indices.reversed() }

  func bits(_ set: UInt64) -> Set<Int> { Set((0..<64).filter { set & 1 << UInt64($0) != 0 }) }

  func outsider() -> Person { Person(source: -1, size: 1, commitment: 0, region: 0) }

  // MARK: Arriving

  func arrive(_ s: Int) {
    let source = plan.sources[s]
    var sizes = [1]
    if case .cohort(_, let units, let each) = source.arrival {
      let count = Int(number(units))
      let mean = number(each)
      sizes = (0..<count).map {
        source.isTeams ? Int(mean * Double($0 + 1) + 1e-9) - Int(mean * Double($0) + 1e-9) : 1
      }
    }
    if case .cohort = source.arrival { chargeCohort(s) }
    for size in sizes {
      var region = (plan.dimensions.first?.values.count ?? 1) - 1
      if let shares = source.mix.first {
        var left = uniform()
        for (value, share) in shares.enumerated() {
          left -= number(share)
          if left < 0 {
            region = value
            break
          }
        }
      }
      let commitment = PortableMath.normalQuantile(uniform())
      let person = Person(source: s, size: size, commitment: commitment, region: region)
      if let dimension = plan.dimensions.first { person.languages = bits(dimension.languages[region]) }
      people.append(person)
      come(person, source.enters)
    }
  }

  func come(_ person: Person, _ s: Int) {
    count("arrived \(s)", person.size)
    queue(person, s)
  }

  func queue(_ person: Person, _ s: Int) {
    if case .perIntake(let figure) = plan.stages[s].places {
      let brought = people.filter { $0.source == person.source && $0.decided.contains(s) }.count
      if brought >= Int(number(figure)) {
        count("turned away \(s)", person.size)
        person.state = "out"
        return
      }
      person.decided.insert(s)
    }
    person.state = "waiting"
    person.stage = s
    person.since = day
    person.attempt = 0
    queues[s].append(person)
    if case .best = plan.stages[s].admission {
      // Sorting keeps the order of equals.
      let numbered = queues[s].enumerated().sorted {
        ($1.element.commitment, $0.offset) < ($0.element.commitment, $1.offset)
      }
      queues[s] = numbered.map(\.element)
    }
  }

  // MARK: Stages

  func admit(_ s: Int) {
    let stage = plan.stages[s]
    for person in queues[s] {
      if case .atOnce(let figure) = stage.places {
        let inside = people.filter { $0.state == "inside" && $0.stage == s }.count
        if inside >= Int(number(figure)) { return }
      }
      if stage.trainerHours > 0, !hasTrainers(person, s) { return }
      if isHeld(person, s) { return }
      var mentor: Mentor?
      if !stage.pools.isEmpty {
        mentor = freeMentor(person, s)
        if mentor == nil, !stage.proceedsWithoutMentor {
          // Somebody behind may speak a language of a mentor who is free, or not be that mentor.
          if hasLanguages || !person.pools.isEmpty { continue }
          return
        }
      }
      queues[s].removeAll { $0 === person }
      count("entered \(s)", person.size)
      count("waited \(s)", person.size * (day - person.since))
      person.state = "inside"
      if stage.trainerHours > 0 { joinGroup(person, s) }
      charge(person, s)
      person.hasEntered = true
      if !stage.pools.isEmpty {
        if let mentor { attach(person, mentor, s) } else { orphans[s].append(person) }
      }
      begin(person, s)
    }
  }

  func begin(_ person: Person, _ s: Int) {
    let stage = plan.stages[s]
    let end = after(stage.duration)
    let length = max(1, end - day)
    person.stays = true
    person.end = day + length
    switch stage.staying {
    case .everyone: break
    case .completion(let figure):
      guard uniform() >= number(figure, person.region) else { return }
      person.stays = false
      let u = uniform()
      switch stage.leaving {
      case .evenly: person.end = day + min(max(1, length - 1), 1 + Int(u * Double(length - 1)))
      // The least of two even draws has a density that falls evenly.
      case .early: person.end = day + min(max(1, length - 1), 1 + Int(min(u, uniform()) * Double(length - 1)))
      case .atTheEnd: break
      }
    case .attrition(let figure, let period):
      // Day by day, with the chance that makes the whole stay right.
      let months = number(stage.duration.months)
      let exposure = (months * 30.436875 + number(stage.duration.days)) / period
      let daily = PortableMath.pow(1 - number(figure, person.region), exposure / Double(length))
      for passed in 1...length where uniform() >= daily {
        person.stays = false
        person.end = day + passed
        return
      }
    }
  }

  func endStay(_ person: Person) {
    let s = person.stage
    let stage = plan.stages[s]
    if person.stays, let pass = stage.pass, uniform() >= number(pass, person.region) {
      if person.attempt < stage.repeats {
        person.attempt += 1
        begin(person, s)
        return
      }
      leave(person, s)
      count("failed \(s)", person.size)
      person.state = "out"
      return
    }
    leave(person, s)
    guard person.stays else {
      count("dropped \(s)", person.size)
      person.state = "out"
      return
    }
    count("completed \(s)", person.size)
    joinFrom(.stage(s), person)
    completers[s].append(person)
    goOn(person, s, 0)
  }

  func leave(_ person: Person, _ s: Int) {
    person.state = "between"
    if let mentor = person.mentor { release(person, mentor) }
    person.mentor = nil
    orphans[s].removeAll { $0 === person }
  }

  // MARK: Going on

  func ways(_ s: Int) -> [Int] {
    func rank(_ t: Int) -> Int {
      switch plan.stages[t].admission {
      case .best: 0
      case .random: 1
      case .everyone: 2
      }
    }
    return plan.stages[s].next.sorted { (rank($0), plan.stages[$0].name) < (rank($1), plan.stages[$1].name) }
  }

  func goOn(_ person: Person, _ s: Int, _ option: Int) {
    let ways = ways(s)
    guard option < ways.count else {
      person.state = "out"
      return
    }
    let t = ways[option]
    switch plan.stages[t].admission {
    case .best:
      count("arrived \(t)", person.size)
      person.state = "candidate"
      person.option = option
      candidates[t].append(person)
    case .random(let share):
      if uniform() < number(share) {
        come(person, t)
      } else {
        count("arrived \(t)", person.size)
        count("not chosen \(t)", person.size)
        goOn(person, s, option + 1)
      }
    case .everyone: come(person, ways[option + Int(uniform() * Double(ways.count - option))])
    }
  }

  /// An intake is decided when none of its people may come to the stage any more: looked for every day.
  func chooseFromIntakes() {
    for t in plan.stages.indices where !candidates[t].isEmpty {
      guard case .best(let share) = plan.stages[t].admission else { continue }
      for source in Set(candidates[t].map(\.source)).sorted() {
        let isOpen = people.contains { person in
          guard person.source == source else { return false }
          switch person.state {
          case "waiting", "inside": return reaches(person.stage, t)
          case "candidate":
            guard !candidates[t].contains(where: { $0 === person }) else { return false }
            return ways(person.stage).dropFirst(person.option).contains { $0 == t || reaches($0, t) }
          default: return false
          }
        }
        guard !isOpen else { continue }
        let all = candidates[t].filter { $0.source == source }.sorted { $0.commitment > $1.commitment }
        candidates[t].removeAll { $0.source == source }
        let chosen = Int((number(share) * Double(all.count) + 0.5).rounded(.down))
        for (rank, person) in all.enumerated() {
          if rank < chosen {
            queue(person, t)
          } else {
            count("not chosen \(t)", person.size)
            goOn(person, person.stage, person.option + 1)
          }
        }
      }
    }
  }

  func reaches(_ s: Int, _ t: Int) -> Bool { plan.stages[s].next.contains { $0 == t || reaches($0, t) } }

  func giveUp() {
    for s in plan.stages.indices {
      guard let patience = plan.stages[s].patience else { continue }
      let limit = Int(number(patience.days))
      for person in queues[s] where day - person.since >= limit {
        count("gave up \(s)", person.size)
        person.state = "out"
      }
      queues[s].removeAll { $0.state == "out" }
    }
  }
}
