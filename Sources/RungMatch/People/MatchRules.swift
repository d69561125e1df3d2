// What a `matching` declares: the conditions that every pair must meet, those that make a pair better, pairs that
// stay or must not be made, and what the matching aims at.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

package enum MatchAim: String, Sendable {
  /// Most mentees, then the best total.
  case most
  /// Most mentees, then the worst match lifted first, then the next.
  case fair
  /// No two who would rather have each other.
  case stable
}

package struct MatchRules {
  /// The declaration; nil when the programme has none, and anybody may be matched with anybody.
  package let entity: EntityID?
  package let name: String
  package private(set) var require: [PairRule] = []
  package private(set) var prefer: [(rule: PairRule, weight: Decimal)] = []
  package private(set) var keep: [(mentor: String, mentee: String)] = []
  package private(set) var apart: [(mentor: String, mentee: String)] = []
  package private(set) var aim = MatchAim.most
  package private(set) var coMentors = 1
  package private(set) var backups = 0
  /// Where `keep` and `apart` are written, for messages.
  let keepPlace: Place?
  let apartPlace: Place?

  /// Of one declaration. Problems of its formulas go to the evaluator.
  package init(_ entity: EntityID?, _ evaluator: Evaluator) {
    self.entity = entity
    guard let entity else {
      name = ""
      keepPlace = nil
      apartPlace = nil
      return
    }
    let facts = Facts(evaluator)
    let ref = EntityRef(entity)
    name = evaluator.definitions.name(of: entity)
    func place(_ word: String) -> Place? {
      evaluator.definitions.key(of: word, kind: evaluator.definitions[entity].kind)
        .flatMap { evaluator.definitions.formula(of: entity, $0) }.map { evaluator.definitions.place(of: $0) }
    }
    keepPlace = place("keep")
    apartPlace = place("apart")
    for item in facts.items(ref, "require") {
      if case .rule(let formula) = item, let rule = PairRule(formula, evaluator) { require.append(rule) }
    }
    if case .table(let entries, _) = facts.value(ref, "prefer") {
      for entry in entries {
        guard case .rule(let formula) = entry.key, let rule = PairRule(formula, evaluator),
          case .quantity(let quantity) = entry.value, let weight = quantity.magnitude.exact
        else { continue }
        prefer.append((rule, weight))
      }
    }
    keep = Self.pairs(facts.value(ref, "keep"), facts)
    apart = Self.pairs(facts.value(ref, "apart"), facts)
    if case .tag(let word) = facts.value(ref, "aim") { aim = MatchAim(rawValue: word) ?? .most }
    var notes: [String] = []
    coMentors = max(1, facts.count(ref, "co-mentors", &notes) ?? 1)
    backups = facts.count(ref, "backups", &notes) ?? 0
  }

  /// `[[M1, T4], [M2, T5]]`; one pair may stand without the outer brackets.
  private static func pairs(_ value: Value, _ facts: Facts) -> [(mentor: String, mentee: String)] {
    guard case .list(let items) = value else { return [] }
    // A pair that stands alone has become two lists of one.
    let names = items.compactMap { item -> String? in
      if case .list(let one) = item, one.count == 1 { return facts.personName(one[0]) }
      return nil
    }
    if names.count == 2, items.count == 2 { return [(names[0], names[1])] }
    return items.compactMap { item in
      guard case .list(let pair) = item, pair.count == 2, let mentor = facts.personName(pair[0]),
        let mentee = facts.personName(pair[1])
      else { return nil }
      return (mentor, mentee)
    }
  }
}
