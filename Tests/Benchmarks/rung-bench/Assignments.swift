// Matching for scripts/bench: assignment problems by a stated generator, and eligibility by rules.
//
// The generator is splitmix64 from a seed. For each mentee in turn it draws `eligible` different mentors (a mentor
// drawn before is drawn again), and directly after each a score from 1 to `top`. The peers make the same numbers.

import RungAnalysis
import RungMatch
import RungModel
import RungSyntax
import RungText

struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}

/// MENTEES MENTORS CASELOAD ELIGIBLE TOP SEED
func generated<Score>(_ numbers: [Int], _: Score.Type) -> AssignmentProblem<Score>? {
  guard numbers.count == 6 else { return nil }
  var random = SplitMix(UInt64(numbers[5]))
  let (mentees, mentors, eligible) = (numbers[0], numbers[1], numbers[3])
  var seen = [Int](repeating: -1, count: mentors)
  var starts: [Int32] = [0]
  var edgeMentors: [Int32] = []
  var scores: [Score] = []
  starts.reserveCapacity(mentees + 1)
  edgeMentors.reserveCapacity(mentees * eligible)
  scores.reserveCapacity(mentees * eligible)
  for mentee in 0..<mentees {
    var count = 0
    while count < eligible {
      let mentor = random.below(mentors)
      if seen[mentor] == mentee { continue }
      seen[mentor] = mentee
      edgeMentors.append(Int32(mentor))
      scores.append(Score(1 + random.below(numbers[4])))
      count += 1
    }
    starts.append(Int32(edgeMentors.count))
  }
  return AssignmentProblem(
    capacities: [Int32](repeating: Int32(numbers[2]), count: mentors), rowStarts: starts,
    edgeMentors: edgeMentors,
    edgeScores: scores)
}

func assign(_ numbers: [Int], rounds: Int) {
  guard let problem = generated(numbers, Int32.self) else { return complain("six numbers are needed") }
  var best = Double.infinity
  var last: Assignment?
  for _ in 0..<rounds {
    last = nil
    let start = now()
    last = try? AssignmentSolver<Int32>().solve(problem, EngineHandle()).result
    best = min(best, now() - start)
  }
  guard let last else { return complain("no result") }
  var total = 0
  for mentee in 0..<problem.menteeCount where last.mentors[mentee] >= 0 {
    for edge in problem.edges(of: mentee) where problem.edgeMentors[edge] == last.mentors[mentee] {
      total += Int(problem.edgeScores[edge])
    }
  }
  let peak = peakMegabytes()
  let isProved = AssignmentProof.flaw(in: last, of: problem) == nil
  print(
    "solve_ms \(best)\nmatched \(last.matchedCount)\ntotal \(total)\nproved \(isProved ? 1 : 0)\npeak_mb \(peak)"
  )
}

/// The same numbers, the worst match lifted first; `each` mentors for a mentee.
func fair(_ numbers: [Int]) {
  guard numbers.count == 7, let pairs = generated(Array(numbers.prefix(6)), Int64.self),
    let problem = GoalProblem(pairs, mentorsEach: numbers[6], aim: .worstFirst)
  else { return complain("seven numbers are needed") }
  let start = now()
  let found = try? GoalSolver().solve(problem, EngineHandle()).result
  let time = now() - start
  let peak = peakMegabytes()
  guard let found else { return complain("no result") }
  let proofStart = now()
  let isProved = GoalProof.flaw(in: found, of: problem) == nil
  let scores = found.chosen.joined().map { pairs.edgeScores[$0] }
  print(
    "solve_ms \(time)\nproof_ms \(now() - proofStart)\npairs \(scores.count)\nworst \(scores.min() ?? 0)\n"
      + "proved \(isProved ? 1 : 0)\npeak_mb \(peak)")
}

/// Eligibility and scores of every pair of two spreadsheets under the rules of a script, and the matching itself.
func pairs(_ script: String, _ folder: String) {
  let tree = SyntaxTree.parse(Source(name: script, bytes: read(script)))
  let definitions = Definitions.collect([tree]).value
  var tables: [EntityID: PeopleTable] = [:]
  var sides: [String: EntityRef] = [:]
  for name in ["Mentees", "Mentors"] {
    guard let entity = definitions.entity(named: name) else { return complain("no \(name)") }
    sides[name] = EntityRef(entity)
    tables[entity] = PeopleTable.read(read(folder + "/\(name.lowercased()).csv"), name: name).value
  }
  let evaluator = Evaluator(definitions, people: tables)
  evaluator.zones = TimeZones(read: { read("/usr/share/zoneinfo/" + $0) })
  guard let mentees = sides["Mentees"], let mentors = sides["Mentors"] else { return }
  let start = now()
  let asked = MatchSides(mentees: [mentees], mentors: [mentors], evaluator)
  let rules = MatchRules(asked.matchings.first, evaluator)
  let place = Place(tree.source, ByteRange(0, 0))
  guard let question = MatchQuestion.ask(asked, rules, at: place, evaluator).value else {
    return complain("no question: \(evaluator.takeDiagnostics().map(\.message))")
  }
  let eligible = question.eligibleCount
  let rulesTime = now() - start
  guard case .success(let result)? = try? MatchEngine().solve(question, EngineHandle()).result else {
    return complain("no result")
  }
  print(
    "rules_ms \(rulesTime)\nall_ms \(now() - start)\neligible \(eligible)\nmatched \(result.matchedCount)\npeak_mb \(peakMegabytes())"
  )
}
