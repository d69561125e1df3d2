// Matchings of small programmes against every choice of pairs: most mentees, then the fewest moves, then the best total
// or the worst match lifted first.

import RungAnalysis
import RungMatch
import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Matching")
struct MatchEngineTests {
  private func programme(_ random: inout SeededRandom, _ rules: String = "") -> String {
    let mentors = random.number(1...4)
    let mentees = random.number(1...5)
    var text = """
      stage Grow { duration: 6 months }
      pool Mentors { role: mentor }
      cohort Intake { enters: Grow; starts: 2027-03-01; size: \(mentees) }
      matching Pairs {
        require: overlap(mentor.languages, mentee.languages) >= 1
        prefer: [mentor.skills is mentee.wants: \(random.number(-3...5)), fr in mentor.languages: \(random.number(0...4)).5]
        \(rules)

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

  /// Mentees with one mentor, with two …, pairs that stay, and the total or the scores from the worst one on.
  private func value(_ mentors: [[Int]], _ question: MatchQuestion) -> [Decimal] {
    let pairs = mentors.indices.flatMap { mentee in
      mentors[mentee].map { MatchQuestion.Pair(mentor: $0, mentee: mentee) }
    }
    let counts = (1...question.rules.coMentors).map { place in mentors.count { $0.count >= place } }
    let staying = pairs.count { pair in
      question.sides.current.contains {
        $0.mentor == question.mentors[pair.mentor].id && $0.mentee == question.mentees[pair.mentee].id
      }
    }
    let scores = pairs.map { question.score($0) }
    return (counts + [staying]).map { Decimal($0) }
      + (question.rules.aim == .fair
        ? scores.sorted() : [scores.reduce(.zero) { $0.adding($1) ?? .zero }])
  }

  /// The value of the best choice there is.
  private func best(_ question: MatchQuestion) -> [Decimal] {
    var best: [Decimal] = []
    var load = [Int](repeating: 0, count: question.mentors.count)
    var chosen = [[Int]](repeating: [], count: question.mentees.count)
    func go(_ mentee: Int, from first: Int) {
      guard mentee < question.mentees.count else {
        let other = value(chosen, question)
        if best.lexicographicallyPrecedes(other) { best = other }
        return
      }
      go(mentee + 1, from: 0)
      guard chosen[mentee].count < question.rules.coMentors else { return }
      for mentor in question.mentors.indices.dropFirst(first)
      where load[mentor] < question.mentors[mentor].freePlaces {
        guard question.obstacles(MatchQuestion.Pair(mentor: mentor, mentee: mentee)).isEmpty else { continue }
        load[mentor] += 1
        chosen[mentee].append(mentor)
        go(mentee, from: mentor + 1)
        chosen[mentee].removeLast()
        load[mentor] -= 1
      }
    }
    go(0, from: 0)
    return best
  }

  @Test(
    "as if every choice of pairs were tried",
    arguments: ["", "aim: fair", "co-mentors: 2", "aim: fair; co-mentors: 2"])
  func optimal(_ rules: String) throws {
    for seed in 1...400 {
      var random = SeededRandom(seed)
      let text = programme(&random, rules)
      let question = try question(text)
      let result = try MatchEngine().solve(question, EngineHandle()).result.get()
      #expect(value(result.mentors, question) == best(question), "seed \(seed): \(text)")
    }
  }

  @Test(
    "what another mentor would cost is what it costs",
    arguments: ["", "aim: fair", "co-mentors: 2", "aim: fair; co-mentors: 2"])
  func alternatives(_ rules: String) throws {
    var asked = 0
    for seed in 1...150 {
      var random = SeededRandom(seed)
      let question = try question(programme(&random, rules).replacing("apart:", with: "apart: [] #"))
      guard question.sides.current.isEmpty else { continue }
      let result = try MatchEngine().solve(question, EngineHandle()).result.get()
      let why = MatchExplanation(result)
      for mentee in question.mentees.indices {
        for other in why.otherMentors(mentee, most: 3) {
          switch try #require(other.loss) {
          case .mentees(let count, _): #expect(count > 0, "seed \(seed)")
          case .total(let less): #expect(less.isPositive, "seed \(seed)")
          case .match(let then, let now): #expect(then < now, "seed \(seed)")
          case .nothing: break
          case .stayingPairs, .menteeContent, .mentorContent, .keptPair:
            Issue.record("seed \(seed): nobody has a mentor before, and the aim is not stable")
          }
          asked += 1
        }
      }
    }
    #expect(asked > 10)
  }
}
