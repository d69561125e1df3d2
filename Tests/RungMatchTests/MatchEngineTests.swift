// Matchings of small programmes against every choice of pairs: most mentees, then the fewest moves, then the best total.

import RungAnalysis
import RungMatch
import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Matching")
struct MatchEngineTests {
  private func programme(_ random: inout SeededRandom) -> String {
    let mentors = random.number(1...4)
    let mentees = random.number(1...5)
    var text = """
      stage Grow { duration: 6 months }
      pool Mentors { role: mentor }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: \(mentees) }
      matching Pairs {
        require: overlap(mentor.languages, mentee.languages) >= 1
        prefer: [mentor.skills is mentee.wants: \(random.number(-3...5)), fr in mentor.languages: \(random.number(0...4)).5]

      """
    func pair() -> String { "[M\(random.number(1...mentors)), T\(random.number(1...mentees))]" }
    if random.number(0...3) == 0 { text += "  apart: [\(pair()), \(pair())]\n" }
    text += "}\ndimension skill { values: [facilitation, governance] }\n"
    func tongues() -> String { ["en", "fr", "en, fr", "sw"][random.number(0...3)] }
    func skill() -> String { ["facilitation", "governance"][random.number(0...1)] }
    for number in 1...mentors {
      text +=
        "person M\(number) in Mentors { languages: [\(tongues())]; skills: [\(skill())]; mentees: \(random.number(0...2)) }\n"
    }
    for number in 1...mentees {
      text += "person T\(number) in Intake { languages: [\(tongues())]; wants: [\(skill())] }\n"
    }
    for number in 1...mentees where random.number(0...1) == 0 {
      text +=
        "pairing P\(number) { mentor: M\(random.number(1...mentors)); mentee: T\(number); since: 2027-01-01 }\n"
    }
    return text
  }

  private func question(_ text: String) throws -> MatchQuestion {
    let tree = SyntaxTree.parse(Source(name: "test", text: text))
    let definitions = Definitions.collect([tree])
    let evaluator = Evaluator(definitions.value)
    let problems = tree.diagnostics + definitions.diagnostics + evaluator.check()
    try #require(problems.isEmpty, "\(problems.map(\.message)) \(text)")
    func ref(_ name: String) throws -> EntityRef {
      EntityRef(try #require(definitions.value.entity(named: name)))
    }
    let sides = MatchSides(mentees: [try ref("Intake")], mentors: [try ref("Mentors")], evaluator)
    let rules = MatchRules(sides.matchings.first, evaluator)
    return try #require(MatchQuestion.ask(sides, rules, at: tree.place(0), evaluator).value)
  }

  /// Matched mentees, pairs that stay, and the total, of the best choice there is.
  private func best(_ question: MatchQuestion) -> [Decimal] {
    var best: [Decimal] = [.zero, .zero, .zero]
    var load = [Int](repeating: 0, count: question.mentors.count)
    func go(_ mentee: Int, _ value: [Decimal]) {
      guard mentee < question.mentees.count else {
        if best.lexicographicallyPrecedes(value) { best = value }
        return
      }
      go(mentee + 1, value)
      for mentor in question.mentors.indices where load[mentor] < question.mentors[mentor].freePlaces {
        let pair = MatchQuestion.Pair(mentor: mentor, mentee: mentee)
        guard question.obstacles(pair).isEmpty else { continue }
        let stays = question.sides.current.contains {
          $0.mentor == question.mentors[mentor].id && $0.mentee == question.mentees[mentee].id
        }
        load[mentor] += 1
        go(
          mentee + 1,
          [
            value[0].adding(.one) ?? .zero, value[1].adding(stays ? .one : .zero) ?? .zero,
            value[2].adding(question.score(pair)) ?? .zero,
          ])
        load[mentor] -= 1
      }
    }
    go(0, best)
    return best
  }

  @Test("as if every choice of pairs were tried")
  func optimal() throws {
    for seed in 1...400 {
      var random = SeededRandom(seed)
      let text = programme(&random)
      let question = try question(text)
      let result = try MatchEngine().solve(question, EngineHandle()).result.get()
      let stays = result.pairs.count { result.standing($0) == .stays }
      let mine = [Decimal(result.matchedCount), Decimal(stays), question.display(result.total)]
      #expect(mine == best(question), "seed \(seed): \(text)")
    }
  }

  @Test("what another mentor would cost is what it costs")
  func alternatives() throws {
    var asked = 0
    for seed in 1...150 {
      var random = SeededRandom(seed)
      let question = try question(programme(&random).replacing("apart:", with: "apart: [] #"))
      guard question.sides.current.isEmpty else { continue }
      let result = try MatchEngine().solve(question, EngineHandle()).result.get()
      let why = MatchExplanation(result)
      for mentee in question.mentees.indices {
        for other in why.otherMentors(mentee, most: 3) {
          switch try #require(other.loss) {
          case .mentees(let count, _): #expect(count > 0, "seed \(seed)")
          case .total(let less): #expect(less.isPositive, "seed \(seed)")
          case .nothing: break
          case .stayingPairs, .match, .menteeContent, .mentorContent, .keptPair:
            Issue.record("seed \(seed): nobody has a mentor before, and the aim is most")
          }
          asked += 1
        }
      }
    }
    #expect(asked > 20)
  }
}
