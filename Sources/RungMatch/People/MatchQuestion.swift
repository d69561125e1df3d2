// A matching as numbers: who may be matched with whom under the rules, how good each pair is, which pairs are settled,
// and how many places are left.

import RungAnalysis
import RungModel
import RungText

package final class MatchQuestion {
  package let sides: MatchSides
  package let rules: MatchRules
  package let evaluator: Evaluator
  let scores: PairScores
  let mentorValues: PersonValues
  let menteeValues: PersonValues
  /// Pairs that `keep` settles: mentors by mentee.
  private(set) var kept: [[Int]]
  /// Pairs that `apart` rules out, and people with themselves.
  private(set) var apart: Set<Pair> = []
  /// Those among them that were made before, and ended for a reason.
  private(set) var ended: Set<Pair> = []
  /// Pairs that hold already and would rather stay.
  private(set) var standing: Set<Pair> = []
  /// The places of each mentor that `keep` and others leave.
  private(set) var capacities: [Int32]
  package private(set) var diagnostics: [Diagnostic] = []

  package struct Pair: Hashable, Sendable {
    package let mentor: Int
    package let mentee: Int

    package init(mentor: Int, mentee: Int) {
      self.mentor = mentor
      self.mentee = mentee
    }
  }

  package var mentees: [MatchPerson] { sides.mentees }
  package var mentors: [MatchPerson] { sides.mentors }

  /// Nil when there is an error, which is among the problems returned.
  package static func ask(_ sides: MatchSides, _ rules: MatchRules, at place: Place, _ evaluator: Evaluator)
    -> Checked<MatchQuestion?>
  {
    let mentorValues = PersonValues(sides.mentors, sides.facts)
    let menteeValues = PersonValues(sides.mentees, sides.facts)
    guard let scores = PairScores(rules, mentors: mentorValues, mentees: menteeValues, evaluator) else {
      return Checked(nil, [MatchErrors.weightTooLong(place)])
    }
    let question = MatchQuestion(sides, rules, scores, mentorValues, menteeValues, evaluator)
    question.settle(at: place)
    let hasErrors = question.diagnostics.contains { $0.severity == .error }
    return Checked(hasErrors ? nil : question, question.diagnostics)
  }

  private init(
    _ sides: MatchSides, _ rules: MatchRules, _ scores: PairScores, _ mentorValues: PersonValues,
    _ menteeValues: PersonValues, _ evaluator: Evaluator
  ) {
    self.sides = sides
    self.rules = rules
    self.scores = scores
    self.mentorValues = mentorValues
    self.menteeValues = menteeValues
    self.evaluator = evaluator
    kept = [[Int]](repeating: [], count: sides.mentees.count)
    capacities = sides.mentors.map { Int32(clamping: $0.freePlaces) }
  }

  // MARK: Settled pairs

  private func settle(at place: Place) {
    let mentorIndex = Self.index(mentors)
    let menteeIndex = Self.index(mentees)
    for (id, mentor) in mentorIndex {
      if let mentee = menteeIndex[id] { apart.insert(Pair(mentor: mentor, mentee: mentee)) }
    }
    for pair in rules.apart {
      // Either may be named first.
      for (first, second) in [(pair.mentor, pair.mentee), (pair.mentee, pair.mentor)] {
        if let mentor = mentorIndex[first], let mentee = menteeIndex[second] {
          apart.insert(Pair(mentor: mentor, mentee: mentee))
        }
      }
    }
    ownWishes(mentorIndex, menteeIndex)
    for pair in sides.current {
      if let mentor = mentorIndex[pair.mentor], let mentee = menteeIndex[pair.mentee] {
        standing.insert(Pair(mentor: mentor, mentee: mentee))
      }
    }
    for pairing in sides.ended {
      guard let mentor = mentorIndex[pairing.mentor], let mentee = menteeIndex[pairing.mentee],
        !rules.keep.contains(where: { $0.mentor == pairing.mentor && $0.mentee == pairing.mentee }),
        apart.insert(Pair(mentor: mentor, mentee: mentee)).inserted
      else { continue }
      ended.insert(Pair(mentor: mentor, mentee: mentee))
    }
    keep(mentorIndex, menteeIndex, place)
  }

  /// What people say of themselves with `apart`.
  private func ownWishes(_ mentorIndex: [String: Int], _ menteeIndex: [String: Int]) {
    func others(_ person: MatchPerson) -> [String] {
      guard let ref = person.ref else { return [] }
      return sides.facts.items(ref, "apart").compactMap(sides.facts.personName)
    }
    for (mentor, person) in mentors.enumerated() {
      for id in others(person) {
        if let mentee = menteeIndex[id] { apart.insert(Pair(mentor: mentor, mentee: mentee)) }
      }
    }
    for (mentee, person) in mentees.enumerated() {
      for id in others(person) {
        if let mentor = mentorIndex[id] { apart.insert(Pair(mentor: mentor, mentee: mentee)) }
      }
    }
  }

  private func keep(_ mentorIndex: [String: Int], _ menteeIndex: [String: Int], _ place: Place) {
    let keepPlace = rules.keepPlace ?? place
    for pair in rules.keep {
      guard let mentee = menteeIndex[pair.mentee] else { continue }  // Of another intake.
      guard let mentor = mentorIndex[pair.mentor] else {
        diagnostics.append(MatchErrors.keptMentorMissing(keepPlace, pair.mentor, pair.mentee))
        continue
      }
      if kept[mentee].contains(mentor) { continue }
      if apart.contains(Pair(mentor: mentor, mentee: mentee)) {
        diagnostics.append(MatchErrors.keepAndApart(keepPlace, rules.apartPlace, pair.mentor, pair.mentee))
        continue
      }
      if kept[mentee].count == rules.coMentors {
        diagnostics.append(MatchErrors.keptTwice(keepPlace, pair.mentee, rules.coMentors))
        continue
      }
      if capacities[mentor] == 0 {
        diagnostics.append(MatchErrors.keptBeyondPlaces(keepPlace, pair.mentor, mentors[mentor].freePlaces))
        continue
      }
      capacities[mentor] -= 1
      kept[mentee].append(mentor)
      let broken = scores.broken(mentor: mentor, mentee: mentee)
      if let rule = broken.first {
        diagnostics.append(MatchErrors.keptBreaksRule(keepPlace, pair.mentor, pair.mentee, rule.text))
      }
    }
  }

  private static func index(_ people: [MatchPerson]) -> [String: Int] {
    var index: [String: Int] = [:]
    for (position, person) in people.enumerated() where index[person.id] == nil {
      index[person.id] = position
    }
    return index
  }

  // MARK: Rows

  /// What may still be chosen: eligible pairs by mentee, in the order of mentors.
  struct Rows {
    var starts: [Int32] = [0]
    var mentors: [Int32] = []
    var scores: [Int64] = []

    func problem(_ capacities: [Int32]) -> AssignmentProblem<Int64>? {
      AssignmentProblem(capacities: capacities, rowStarts: starts, edgeMentors: mentors, edgeScores: scores)
    }

    func edges(of mentee: Int) -> Range<Int> { Int(starts[mentee])..<Int(starts[mentee + 1]) }
  }

  /// - Parameters:
  ///   - omitted: a required rule that is passed over.
  ///   - excluded: pairs that may not be chosen besides those held apart.
  ///   - handle: asked for each mentee; once cancelled, the rest has no rows.
  func rows(
    without omitted: Int? = nil, excluding excluded: Set<Pair> = [], _ handle: EngineHandle? = nil
  ) -> Rows {
    var rows = Rows()
    let barred = apart.union(excluded)
    let barredMentees = Set(barred.map(\.mentee))
    let free = capacities
    scores.eachEligible(without: omitted) { mentee, mentors, scores in
      if kept[mentee].count < rules.coMentors, handle?.isCancelled != true {
        let isBarred = barredMentees.contains(mentee)
        for index in mentors.indices where free[Int(mentors[index])] > 0 {
          let mentor = Int(mentors[index])
          if isBarred, barred.contains(Pair(mentor: mentor, mentee: mentee)) { continue }
          if !kept[mentee].isEmpty, kept[mentee].contains(mentor) { continue }
          rows.mentors.append(mentors[index])
          rows.scores.append(scores[index])
        }
      }
      rows.starts.append(Int32(truncatingIfNeeded: rows.mentors.count))
    }
    return rows
  }

  /// How many pairs may be made.
  package var eligibleCount: Int { rows().mentors.count }

  /// Scores in the weights' own unit.
  package func display(_ score: Int64) -> Decimal { Decimal(Int(score)).dividing(by: scores.unit) ?? .zero }
}
