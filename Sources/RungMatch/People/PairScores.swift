// Which pairs may be made, and how good each is. Rules are decided once for each combination of values that people
// have; people with the same values are a class, and only classes are compared with classes.
//
// A rule that tells everybody apart (by name, say) has as many combinations as there are pairs: it is asked last and
// pair by pair, of what the other rules leave.

import RungAnalysis
import RungModel

/// A rule with what it says of every combination of classes.
final class RuleTable {
  let rule: PairRule
  /// The class of each mentor and each mentee.
  let mentorClasses: [Int32]
  let menteeClasses: [Int32]
  let mentorClassCount: Int
  private let mentorValues: [[Value]]
  private let menteeValues: [[Value]]
  private let evaluator: Evaluator
  /// By mentee class and mentor class: 0 not decided, 1 does not hold, 2 holds once, 3 is another number. Empty when
  /// there are too many combinations to remember.
  private var decided: [UInt8]
  private var others: [Int: Decimal] = [:]
  let cellCount: Int

  private static let mostRemembered = 16_000_000

  init(_ rule: PairRule, _ mentors: PersonValues, _ mentees: PersonValues, _ evaluator: Evaluator) {
    self.rule = rule
    self.evaluator = evaluator
    (mentorClasses, mentorValues) = Self.classes(mentors, rule.mentorWords)
    (menteeClasses, menteeValues) = Self.classes(mentees, rule.menteeWords)
    mentorClassCount = mentorValues.count
    cellCount = mentorValues.count * menteeValues.count
    decided = [UInt8](repeating: 0, count: cellCount <= Self.mostRemembered ? cellCount : 0)
  }

  /// How many times the rule holds; 0 where the values leave it open.
  @inline(__always) func score(mentorClass: Int, menteeClass: Int) -> Decimal {
    let cell = menteeClass * mentorClassCount + mentorClass
    if cell < decided.count {
      switch decided[cell] {
      case 1: return .zero
      case 2: return .one
      default: break
      }
    }
    return decide(cell, mentorClass, menteeClass)
  }

  private func decide(_ cell: Int, _ mentorClass: Int, _ menteeClass: Int) -> Decimal {
    if let known = others[cell] { return known }
    let times = rule.score(mentorValues[mentorClass], menteeValues[menteeClass], evaluator) ?? .zero
    if cell < decided.count {
      decided[cell] = times.isZero ? 1 : times == .one ? 2 : 3
      if decided[cell] == 3 { others[cell] = times }
    }
    return times
  }

  func score(mentor: Int, mentee: Int) -> Decimal {
    score(mentorClass: Int(mentorClasses[mentor]), menteeClass: Int(menteeClasses[mentee]))
  }

  /// What it would say of a mentor like this one but for some values.
  func score(like mentor: Int, but changes: [String: Value], mentee: Int) -> Decimal {
    var values = mentorValues[Int(mentorClasses[mentor])]
    for (index, word) in rule.mentorWords.enumerated() {
      if let changed = changes[word] { values[index] = changed }
    }
    return rule.score(values, menteeValues[Int(menteeClasses[mentee])], evaluator) ?? .zero
  }

  /// Each distinct combination of the values of some properties.
  private static func classes(_ people: PersonValues, _ words: [String]) -> (
    codes: [Int32], values: [[Value]]
  ) {
    var joined = JoinedClasses(people.people.count)
    var values: [[Value]] = people.people.isEmpty ? [] : [[]]
    for word in words {
      let column = people.column(word)
      let origins = joined.join(column.codes)
      values = origins.map { values[$0.old] + [column.values[$0.new]] }
    }
    return (joined.codes, values)
  }
}

/// People told apart by one more property at a time.
struct JoinedClasses {
  private(set) var codes: [Int32]
  private(set) var count: Int

  init(_ people: Int) {
    codes = [Int32](repeating: 0, count: people)
    count = people == 0 ? 0 : 1
  }

  /// Returns of each new class the old one and the code it was joined with.
  mutating func join(_ more: [Int32]) -> [(old: Int, new: Int)] {
    var known: [UInt64: Int32] = [:]
    var origins: [(old: Int, new: Int)] = []
    for index in codes.indices {
      let pair = UInt64(UInt32(bitPattern: codes[index])) << 32 | UInt64(UInt32(bitPattern: more[index]))
      if let code = known[pair] {
        codes[index] = code
      } else {
        let code = Int32(truncatingIfNeeded: origins.count)
        known[pair] = code
        origins.append((Int(codes[index]), Int(more[index])))
        codes[index] = code
      }
    }
    count = origins.count
    return origins
  }
}

/// All rules of a matching over all of its people.
final class PairScores {
  let require: [RuleTable]
  let prefer: [(table: RuleTable, weight: Int64)]
  /// Scores are whole: so many make one of the weights' unit.
  let unit: Decimal
  private let mentorPeople: PersonValues
  private let menteePeople: PersonValues

  /// Nil when a weight has so many digits that whole scores cannot hold it.
  init?(_ rules: MatchRules, mentors: PersonValues, mentees: PersonValues, _ evaluator: Evaluator) {
    mentorPeople = mentors
    menteePeople = mentees
    require = rules.require.map { RuleTable($0, mentors, mentees, evaluator) }
    let places = rules.prefer.reduce(0) { max($0, $1.weight.scale) }
    // Scores that are not whole (a share of hours) count to the thousandth.
    let finer = rules.prefer.contains { !$0.rule.isCondition } ? 3 : 0
    guard places + finer <= 9, let unit = Decimal.one.shiftingPoint(by: places + finer) else { return nil }
    self.unit = unit
    var weighted: [(table: RuleTable, weight: Int64)] = []
    for (rule, weight) in rules.prefer {
      guard let whole = weight.multiplying(unit)?.asInt, abs(whole) <= 1_000_000_000_000 else { return nil }
      weighted.append((RuleTable(rule, mentors, mentees, evaluator), Int64(whole)))
    }
    prefer = weighted
  }

  /// Calls back with each eligible pair and its score, mentee by mentee. Classes of people are compared, not people;
  /// rules with the fewest combinations first, so that the selective ones leave little to the others.
  ///
  /// - Parameter omitted: a required rule to be passed over.
  func eachEligible(
    without omitted: Int? = nil, _ body: (_ mentee: Int, _ mentors: [Int32], _ scores: [Int64]) -> Void
  ) {
    let tables = require.enumerated().filter { $0.offset != omitted }.map(\.element)
      .sorted { $0.cellCount < $1.cellCount }
    var mentorGroups = JoinedClasses(mentorPeople.people.count)
    var menteeGroups = JoinedClasses(menteePeople.people.count)
    for table in tables + prefer.map(\.table) {
      _ = mentorGroups.join(table.mentorClasses)
      _ = menteeGroups.join(table.menteeClasses)
    }
    var members = [[Int32]](repeating: [], count: mentorGroups.count)
    for (mentor, group) in mentorGroups.codes.enumerated() {
      members[Int(group)].append(Int32(truncatingIfNeeded: mentor))
    }
    var mentors = [[Int32]?](repeating: nil, count: menteeGroups.count)
    var scores = [[Int64]](repeating: [], count: menteeGroups.count)
    for mentee in menteePeople.people.indices {
      let group = Int(menteeGroups.codes[mentee])
      if let known = mentors[group] {
        body(mentee, known, scores[group])
        continue
      }
      var found: [Int32] = []
      var values: [Int64] = []
      for people in members {
        let mentor = Int(people[0])
        guard tables.allSatisfy({ !$0.score(mentor: mentor, mentee: mentee).isZero }) else { continue }
        let value = score(mentor: mentor, mentee: mentee)
        found += people
        values += repeatElement(value, count: people.count)
      }
      mentors[group] = found
      scores[group] = values
      body(mentee, found, values)
      // What nobody asks for again need not be kept.
      if menteeGroups.count == menteePeople.people.count {
        mentors[group] = nil
        scores[group] = []
      }
    }
  }

  /// The required rules that a pair breaks.
  func broken(mentor: Int, mentee: Int) -> [PairRule] {
    require.filter { $0.score(mentor: mentor, mentee: mentee).isZero }.map(\.rule)
  }

  /// Whether the rules would let a mentee have a mentor like this one but for some values.
  func isEligible(like mentor: Int, but changes: [String: Value], mentee: Int) -> Bool {
    require.allSatisfy { !$0.score(like: mentor, but: changes, mentee: mentee).isZero }
  }

  func score(mentor: Int, mentee: Int) -> Int64 {
    var total: Int64 = 0
    for (table, weight) in prefer {
      total &+= Self.weighted(table.score(mentor: mentor, mentee: mentee), weight)
    }
    return total
  }

  /// The preferred rules that hold of a pair.
  func held(mentor: Int, mentee: Int) -> [PairRule] {
    prefer.filter { !$0.table.score(mentor: mentor, mentee: mentee).isZero }.map(\.table.rule)
  }

  static func weighted(_ times: Decimal, _ weight: Int64) -> Int64 {
    if times.isZero { return 0 }
    if times == .one { return weight }
    let whole = times.multiplying(Decimal(Int(weight)))?.rounded(to: 0, .halfUp).asInt ?? 0
    return Int64(clamping: min(max(whole, -1_000_000_000_000_000), 1_000_000_000_000_000))
  }
}
