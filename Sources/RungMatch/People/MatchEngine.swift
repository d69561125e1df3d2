// Matching mentors with mentees: the question becomes an assignment problem for the solver that its aim needs, and
// its answer pairs of people again. Every result is checked by code of its own before anybody sees it.

import RungAnalysis
import RungModel

/// Who mentors whom.
package struct MatchResult {
  package let question: MatchQuestion
  /// The mentors of each mentee, the kept ones first.
  package let mentors: [[Int]]
  /// Who steps in when a mentor cannot.
  package let backups: [[Int]]
  /// What the solver was asked.
  let rows: MatchQuestion.Rows
  /// Pairs that would rather have each other, where the aim is stable.
  package let blocking: [MatchQuestion.Pair]

  package var pairs: [MatchQuestion.Pair] {
    mentors.indices.flatMap { mentee in mentors[mentee].map { MatchQuestion.Pair(mentor: $0, mentee: mentee) }
    }
  }

  package var matchedCount: Int { mentors.count { !$0.isEmpty } }

  package var total: Int64 {
    pairs.reduce(0) { $0 &+ question.scores.score(mentor: $1.mentor, mentee: $1.mentee) }
  }
}

package enum MatchFailure: Error {
  case cancelled
  /// Weights so large that totals cannot be reckoned.
  case tooLarge
  /// The result did not pass its check: a mistake of the program.
  case unproved(String)
}

package struct MatchEngine: Engine {
  package init() {}

  package func solve(_ question: MatchQuestion, _ handle: EngineHandle) throws(Cancelled)
    -> Explained<Result<MatchResult, MatchFailure>>
  {
    do throws(MatchFailure) {
      return Explained(.success(try match(question, handle)))
    } catch {
      if case .cancelled = error { throw Cancelled() }
      return Explained(.failure(error))
    }
  }

  private func match(_ question: MatchQuestion, _ handle: EngineHandle) throws(MatchFailure) -> MatchResult {
    let rows = question.rows(handle)
    if handle.isCancelled { throw .cancelled }
    var mentors = question.kept
    var blocking: [MatchQuestion.Pair] = []
    switch question.rules.aim {
    case .most where question.rules.coMentors == 1:
      let found = try Self.best(question, rows, handle)
      for (mentee, mentor) in found.mentors.enumerated() where mentor >= 0 {
        mentors[mentee].append(Int(mentor))
      }
    case .most, .fair:
      let found = try Self.goals(question, rows, handle)
      for (mentee, edges) in found.chosen.enumerated() {
        mentors[mentee] += edges.map { Int(rows.mentors[$0]) }
      }
    case .stable:
      let (found, unhappy) = try Self.stable(question, rows, handle)
      for (mentee, more) in found.enumerated() { mentors[mentee] += more.map(Int.init) }
      blocking = unhappy
    }
    try Self.check(mentors, question)
    let backups = try Self.backups(question, mentors, handle)
    return MatchResult(
      question: question, mentors: mentors, backups: backups, rows: rows, blocking: blocking)
  }

  // MARK: Aims

  /// Most mentees, then the fewest moves, then the best total.
  static func best(
    _ question: MatchQuestion, _ rows: MatchQuestion.Rows, _ handle: EngineHandle, capacities: [Int32]? = nil
  ) throws(MatchFailure) -> Assignment {
    var staying = rows
    if !question.standing.isEmpty {
      guard let bonus = bonus(rows) else { throw .tooLarge }
      eachStanding(question, rows) { staying.scores[$0] += bonus }
    }
    guard let problem = staying.problem(capacities ?? question.capacities) else { throw .tooLarge }
    guard
      let result = try attempt({ () throws(Cancelled) in try AssignmentSolver<Int64>().solve(problem, handle)
      })
    else { throw .tooLarge }
    if let flaw = AssignmentProof.flaw(in: result, of: problem) { throw .unproved("\(flaw)") }
    return result
  }

  /// Everybody's first mentor before anybody's second, then the fewest moves, then the best total or the worst match
  /// lifted first.
  ///
  /// - Parameter settled: how many mentors each mentee has besides; those kept unless others are given.
  static func goals(
    _ question: MatchQuestion, _ rows: MatchQuestion.Rows, _ handle: EngineHandle,
    capacities: [Int32]? = nil, settled: [Int]? = nil
  ) throws(MatchFailure) -> GoalAssignment {
    guard let pairs = rows.problem(capacities ?? question.capacities) else { throw .tooLarge }
    var standing = [Bool](repeating: false, count: question.standing.isEmpty ? 0 : pairs.edgeCount)
    eachStanding(question, rows) { standing[$0] = true }
    let problem = GoalProblem(
      pairs, mentorsEach: question.rules.coMentors, settled: settled ?? question.kept.map(\.count),
      standing: standing, aim: question.rules.aim == .fair ? .worstFirst : .total)
    guard let problem,
      let result = try attempt({ () throws(Cancelled) in try GoalSolver().solve(problem, handle) })
    else { throw .tooLarge }
    if let flaw = GoalProof.flaw(in: result, of: problem) { throw .unproved("\(flaw)") }
    return result
  }

  private static func stable(
    _ question: MatchQuestion, _ rows: MatchQuestion.Rows, _ handle: EngineHandle
  ) throws(MatchFailure) -> (mentors: [[Int32]], blocking: [MatchQuestion.Pair]) {
    let likes = question.likes(rows)
    let problem = StableAssignment.Problem(
      capacities: question.capacities, mentorsEach: question.rules.coMentors, rowStarts: rows.starts,
      edgeMentors: rows.mentors, menteeLikes: likes.mentees, mentorLikes: likes.mentors)
    let mentors = try attempt { () throws(Cancelled) in try StableAssignment().solve(problem, handle) }
    let blocking = StableProof.blocking(mentors, of: problem).map {
      MatchQuestion.Pair(mentor: $0.mentor, mentee: $0.mentee)
    }
    return (mentors, blocking)
  }

  /// For each mentee somebody else who could mentor them, nobody standing by for more than they mentor.
  private static func backups(
    _ question: MatchQuestion, _ mentors: [[Int]], _ handle: EngineHandle
  ) throws(MatchFailure) -> [[Int]] {
    var backups = [[Int]](repeating: [], count: mentors.count)
    guard question.rules.backups > 0 else { return backups }
    var taken = Set(
      mentors.indices.flatMap { mentee in
        mentors[mentee].map { MatchQuestion.Pair(mentor: $0, mentee: mentee) }
      })
    var places = question.mentors.map { Int32(clamping: $0.places) }
    for _ in 0..<question.rules.backups {
      let rows = question.standIns(taken, places, for: mentors)
      guard let problem = rows.problem(places) else { throw .tooLarge }
      guard
        let found = try attempt({ () throws(Cancelled) in try AssignmentSolver<Int64>().solve(problem, handle)
        })
      else { throw .tooLarge }
      for (mentee, mentor) in found.mentors.enumerated() where mentor >= 0 {
        backups[mentee].append(Int(mentor))
        places[Int(mentor)] -= 1
        taken.insert(MatchQuestion.Pair(mentor: Int(mentor), mentee: mentee))
      }
    }
    return backups
  }

  // MARK: Parts

  /// More than any total, so that one pair that stays outweighs all scores; nil when that is too large.
  private static func bonus(_ rows: MatchQuestion.Rows) -> Int64? {
    guard let low = rows.scores.min(), let high = rows.scores.max() else { return 1 }
    let (range, isWide) = high.subtractingReportingOverflow(low)
    let (bonus, isLarge) = range.multipliedReportingOverflow(by: Int64(rows.starts.count))
    return isWide || isLarge || bonus > Int64.max / 64 / Int64(rows.starts.count) ? nil : bonus + 1
  }

  private static func eachStanding(
    _ question: MatchQuestion, _ rows: MatchQuestion.Rows, _ body: (Int) -> Void
  ) {
    for pair in question.standing {
      for edge in rows.edges(of: pair.mentee) where Int(rows.mentors[edge]) == pair.mentor { body(edge) }
    }
  }

  private static func attempt<Value>(_ work: () throws(Cancelled) -> Explained<Value>) throws(MatchFailure)
    -> Value
  {
    do throws(Cancelled) { return try work().result } catch { throw .cancelled }
  }

  /// Whatever the aim: nobody above their places, no rule broken but by a kept pair, nobody twice.
  private static func check(_ mentors: [[Int]], _ question: MatchQuestion) throws(MatchFailure) {
    var load = [Int](repeating: 0, count: question.mentors.count)
    for (mentee, own) in mentors.enumerated() {
      if own.count > question.rules.coMentors || Set(own).count < own.count {
        throw .unproved("too many mentors")
      }
      for mentor in own {
        load[mentor] += 1
        if question.kept[mentee].contains(mentor) { continue }
        if !question.scores.broken(mentor: mentor, mentee: mentee).isEmpty {
          throw .unproved("a rule is broken")
        }
        if question.apart.contains(MatchQuestion.Pair(mentor: mentor, mentee: mentee)) {
          throw .unproved("a pair held apart")
        }
      }
    }
    for (mentor, count) in load.enumerated() where count > question.mentors[mentor].freePlaces {
      throw .unproved("a mentor has too many")
    }
  }
}

extension MatchQuestion {
  /// How much both sides like each pair: first whom they rank themselves, in that order, then by score.
  func likes(_ rows: Rows) -> (mentees: [Int64], mentors: [Int64]) {
    let mentorRanks = mentors.map(ranks)
    var menteeLikes = rows.scores
    var mentorLikes = rows.scores
    for mentee in mentees.indices {
      let own = ranks(mentees[mentee])
      for edge in rows.edges(of: mentee) {
        let mentor = Int(rows.mentors[edge])
        if let rank = own[mentors[mentor].id] { menteeLikes[edge] = Self.ranked - Int64(rank) }
        if let rank = mentorRanks[mentor][mentees[mentee].id] {
          mentorLikes[edge] = Self.ranked - Int64(rank)
        }
      }
    }
    return (menteeLikes, mentorLikes)
  }

  /// Above every score.
  private static var ranked: Int64 { Int64.max / 4 }

  private func ranks(_ person: MatchPerson) -> [String: Int] {
    guard let ref = person.ref else { return [:] }
    var ranks: [String: Int] = [:]
    for id in sides.facts.items(ref, "ranks").compactMap(sides.facts.personName) where ranks[id] == nil {
      ranks[id] = ranks.count
    }
    return ranks
  }

  /// Eligible pairs besides those taken, of mentees who have a mentor.
  func standIns(_ taken: Set<Pair>, _ places: [Int32], for mentorsOf: [[Int]]) -> Rows {
    var rows = Rows()
    scores.eachEligible { mentee, mentors, scores in
      if !mentorsOf[mentee].isEmpty {
        for index in mentors.indices where places[Int(mentors[index])] > 0 {
          let pair = Pair(mentor: Int(mentors[index]), mentee: mentee)
          if taken.contains(pair) || apart.contains(pair) { continue }
          rows.mentors.append(mentors[index])
          rows.scores.append(scores[index])
        }
      }
      rows.starts.append(Int32(truncatingIfNeeded: rows.mentors.count))
    }
    return rows
  }
}
