// People known only as numbers: eighteen mentors of whom a quarter speak French become eighteen people, four or five
// of whom do. Shares are kept to the person and spread evenly, independently of each other as far as whole people
// can be; there is no chance in it.

import RungAnalysis
import RungModel

struct Crowd {
  let facts: Facts

  /// So many people of a group beyond those who have names. O(people × properties).
  func people(_ count: Int, of group: EntityRef, first: Int) -> [MatchPerson] {
    guard count > 0 else { return [] }
    let name = facts.evaluator.name(of: group)
    var people = (0..<count).map { MatchPerson("\(name) \(first + $0)", nil, in: group) }
    switch facts.kind(group) {
    case "pool":
      for word in ["languages", "skills"] { spread(word, facts.value(group, word), over: &people) }
    case "cohort", "stream": mix(facts.value(group, "mix"), over: &people)
    default: break
    }
    return people
  }

  /// A list holds of everyone; of shares each is dealt out by itself.
  private func spread(_ word: String, _ value: Value, over people: inout [MatchPerson]) {
    guard let shares = Facts.shares(value) else {
      let items = Facts.items(value)
      if !items.isEmpty { for index in people.indices { people[index].known[word] = .list(items) } }
      return
    }
    var items = [[Value]](repeating: [], count: people.count)
    for (position, entry) in shares.enumerated() {
      let count = Self.whole(entry.share, of: people.count)
      for index in Self.evenly(count, of: people.count, turn: position) { items[index].append(entry.key) }
    }
    for index in people.indices where !items[index].isEmpty {
      people[index].known[word] = .list(items[index])
    }
  }

  /// A dimension's shares exclude each other; what they leave open is `unstated`.
  private func mix(_ value: Value, over people: inout [MatchPerson]) {
    guard case .table(let entries, _) = value else { return }
    for (turn, entry) in entries.enumerated() {
      guard case .entity(let dimension) = entry.key, let shares = Facts.shares(entry.value) else { continue }
      let word = facts.evaluator.definitions.name(of: dimension.entity)
      // Dealt out like cards: whoever is furthest below their share comes next.
      var given = [Int](repeating: 0, count: shares.count)
      let wanted = shares.map { Self.whole($0.share, of: people.count) }
      let step = turn % max(1, people.count)
      for index in people.indices {
        let place = (index + step) % people.count
        let next = shares.indices.filter { given[$0] < wanted[$0] }.max { left, right in
          // Shares still open, compared across: (wanted - given) / wanted.
          let a = (wanted[left] - given[left]) * wanted[right]
          let b = (wanted[right] - given[right]) * wanted[left]
          return a < b || (a == b && left > right)
        }
        let total = wanted.reduce(0, +)
        let due = (index + 1) * total / people.count
        guard let next, given.reduce(0, +) < due else {
          people[place].known[word] = .tag("unstated")
          continue
        }
        given[next] += 1
        people[place].known[word] = shares[next].key
      }
    }
  }

  private static func whole(_ share: Decimal, of count: Int) -> Int {
    let people = share.multiplying(Decimal(count))?.rounded(to: 0, .halfUp).asInt ?? 0
    return min(max(0, people), count)
  }

  /// `count` of `total` places, evenly spread; each turn begins somewhere else, by the golden ratio.
  private static func evenly(_ count: Int, of total: Int, turn: Int) -> [Int] {
    guard count > 0, total > 0 else { return [] }
    let start = (turn * 618 * total / 1000) % total
    return (0..<count).map { ($0 * total / count + start) % total }
  }
}
