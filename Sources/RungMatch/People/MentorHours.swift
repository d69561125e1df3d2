// Hours as a limit: how many more mentees a mentor can carry with the hours that they, or their pool, have.

import RungAnalysis
import RungModel

/// Hours a month.
struct MentorHours {
  private let facts: Facts
  private var ofGroup: [EntityRef: Decimal] = [:]
  private var ofPool: [EntityRef: Decimal] = [:]
  private(set) var notes: [String] = []

  init(_ facts: Facts) { self.facts = facts }

  /// What a mentee of a cohort, stream or stage takes: the mentoring of the first stage on their way that has any.
  mutating func taken(by group: EntityRef) -> Decimal? {
    if let known = ofGroup[group] { return known.isZero ? nil : known }
    let stage = facts.way(of: group).first { !facts.value($0, "mentoring").isNone }
    guard let stage, let each = hours(stage, "mentoring", largest: true) else {
      ofGroup[group] = .zero
      return nil
    }
    ofGroup[group] = each
    return each.isZero ? nil : each
  }

  /// What a mentor has: their own hours, else those of their pool; nil where nobody limits them.
  mutating func available(to person: MatchPerson) -> Decimal? {
    if let ref = person.ref, let own = hours(ref, "available", largest: false) { return own }
    guard let pool = person.group, facts.kind(pool) == "pool" else { return nil }
    if let known = ofPool[pool] { return known.isNegative ? nil : known }
    let own = hours(pool, "available", largest: false)
    ofPool[pool] = own ?? Decimal(-1)
    return own
  }

  /// How many mentees of so many hours fit into what is left.
  static func places(available: Decimal, taken: Decimal, each: Decimal) -> Int {
    guard !each.isZero else { return Int(Int32.max) }
    guard let left = available.subtracting(taken), !left.isNegative,
      let places = left.dividing(by: each)?.adding(slack)
    else { return 0 }
    return places.rounded(to: 0, .down).asInt.map { min($0, Int(Int32.max)) } ?? Int(Int32.max)
  }

  /// Twelve hours a week are as many a month whichever way they are converted.
  private static let slack = Decimal.one.shiftingPoint(by: -9) ?? .zero

  /// Of an uncertain figure the median; of one that differs by group the largest.
  private mutating func hours(_ ref: EntityRef, _ word: String, largest: Bool) -> Decimal? {
    let value = facts.value(ref, word)
    if case .byGroup(_, let entries, let otherwise) = value, largest {
      let all = (entries.map(\.value) + [otherwise].compactMap { $0 }).compactMap { monthly($0, ref, word) }
      return all.max { $0 < $1 }
    }
    return monthly(value, ref, word)
  }

  private mutating func monthly(_ value: Value, _ ref: EntityRef, _ word: String) -> Decimal? {
    guard case .quantity(let quantity) = value, let hour = UnitWord(spelling: "hour"),
      let month = UnitWord(spelling: "month"),
      let hours = facts.evaluator.converted(quantity, to: Unit(.word(hour), per: [.word(month)]))
    else { return nil }
    switch hours.magnitude {
    case .exact(let exact): return exact
    case .uncertain(let uncertain):
      let median = UncertainSummary(uncertain, seed: facts.evaluator.seed).p50
      guard let decimal = Decimal(approximating: median, places: 3) else { return nil }
      notes.append(
        "\(facts.evaluator.name(of: ref)).\(word) is uncertain: its median is taken, "
          + "\(decimal.canonicalText) hours per month")
      return decimal
    }
  }
}

extension Facts {
  /// The stages that people of a cohort, stream or stage come to, in the order in which they may.
  func way(of group: EntityRef) -> [EntityRef] {
    var stages: [EntityRef] = []
    if kind(group) == "stage" {
      stages = [group]
    } else if case .entity(let entered) = value(group, "enters") {
      stages = [entered]
    }
    let all = evaluator.definitions.schema.kind(named: "stage").map { evaluator.all($0) } ?? []
    var next = 0
    while next < stages.count {
      for stage in all where !stages.contains(stage) {
        let isAfter = items(stage, "after").contains { item in
          if case .entity(let before) = item { return before == stages[next] }
          return false
        }
        if isAfter { stages.append(stage) }
      }
      next += 1
    }
    return stages
  }
}
