// Rules decided by classes of people say the same of every pair as when they are asked of it directly.

import RungAnalysis
import RungMatch
import RungModel
import RungSyntax
import RungText
import Testing

@Suite("Rules over pairs")
struct PairRuleTests {
  private func programme(_ rules: String, seed: Int) -> String {
    var random = SeededRandom(seed)
    let tongues = ["en", "fr", "sw", "ar"]
    func person(_ name: String, _ pool: String) -> String {
      let spoken = tongues.filter { _ in random.number(0...2) == 0 }
      var parts = spoken.isEmpty ? [] : ["languages: [\(spoken.joined(separator: ", "))]"]
      if random.number(0...2) > 0 { parts.append("region: \(["MENA", "CEE"][random.number(0...1)])") }
      if random.number(0...1) == 0 { parts.append("affiliate: \(["North", "South"][random.number(0...1)])") }
      parts.append("mentees: \(random.number(0...3))")
      return "person \(name) in \(pool) { \(parts.joined(separator: "; ")) }"
    }
    let mentors = (1...random.number(2...9)).map { person("M\($0)", "Mentors") }
    let mentees = (1...random.number(2...9)).map { person("T\($0)", "Learners") }
    return """
      dimension region { values: [MENA, CEE] }
      affiliate North { kind: chapter }
      affiliate South { kind: thematic }
      pool Mentors { role: mentor }
      pool Learners { role: expert }
      \((mentors + mentees).joined(separator: "\n"))
      matching Pairs {
      \(rules)
      }
      """
  }

  private static let rules = [
    "overlap(mentor.languages, mentee.languages) >= 1",
    "mentor.region is not mentee.region or mentor.affiliate is mentee.affiliate",
    "mentor.name is not \"M2\"",
    "count([l for l in mentee.languages where l in mentor.languages]) >= 1",
    "mentor.affiliate.kind is chapter",
    "mentor is M1 or mentee in [T1, T2]",
    "if mentee.region is CEE then mentor.mentees >= 2 else true",
    "not (mentor.region is none)",
    "count([p for p in people where p.region is mentee.region and p is not mentee]) >= 1",
  ]

  @Test("decided by classes or asked of each pair: the same")
  func same() throws {
    for seed in 1...60 {
      var random = SeededRandom(seed * 7)
      let first = Self.rules[random.number(0...Self.rules.count - 1)]
      let second = Self.rules[random.number(0...Self.rules.count - 1)]
      let text = programme(
        first == second ? "require: \(first)" : "require: [\(first), \(second)]", seed: seed)
      let tree = SyntaxTree.parse(Source(name: "test", text: text))
      let definitions = Definitions.collect([tree])
      let evaluator = Evaluator(definitions.value)
      let problems = tree.diagnostics + definitions.diagnostics + evaluator.check()
      try #require(problems.isEmpty, "\(problems.map(\.message)) \(text)")
      func pool(_ name: String) throws -> EntityRef {
        EntityRef(try #require(definitions.value.entity(named: name)))
      }
      let sides = MatchSides(mentees: try people("T", evaluator), mentors: [try pool("Mentors")], evaluator)
      let rules = MatchRules(sides.matchings.first, evaluator)
      let asked = MatchQuestion.ask(sides, rules, at: tree.place(0), evaluator)
      let question = try #require(asked.value, "\(asked.diagnostics.map(\.message))")
      for mentee in question.mentees.indices {
        for mentor in question.mentors.indices {
          let pair = MatchQuestion.Pair(mentor: mentor, mentee: mentee)
          let isEligible = question.obstacles(pair).isEmpty
          // The rules with the two people's names in them.
          let direct = [first, second].allSatisfy { rule in
            let said =
              "[(\(rule)) for mentor in people where mentor.name is \"\(question.mentors[mentor].id)\"]"
              .replacing("mentee", with: question.mentees[mentee].id)
            return evaluate(
              "any(\(said))".replacing("\(question.mentees[mentee].id)s", with: "mentees"), evaluator)
          }
          let hasPlace = question.mentors[mentor].freePlaces > 0
          #expect(
            isEligible == (direct && hasPlace),
            "seed \(seed): \(question.mentors[mentor].id) \(question.mentees[mentee].id)")
        }
      }
    }
  }

  private func people(_ letter: String, _ evaluator: Evaluator) throws -> [EntityRef] {
    let kind = try #require(evaluator.definitions.schema.kind(named: "person"))
    return evaluator.all(kind).filter { evaluator.name(of: $0).hasPrefix(letter) }
  }

  private func evaluate(_ text: String, _ evaluator: Evaluator) -> Bool {
    let tree = SyntaxTree.parse(Source(name: "rule", text: text), as: .expression)
    let value = evaluator.evaluate(expression: tree.onlyNode, tree: tree).value
    let problems = evaluator.takeDiagnostics()
    #expect(problems.isEmpty && tree.diagnostics.isEmpty, "\(text): \(problems.map(\.message))")
    if case .truth(let holds) = value { return holds }
    return false
  }
}
