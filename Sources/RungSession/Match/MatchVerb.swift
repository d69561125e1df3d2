// `match`: who mentors whom.

import RungAnalysis
import RungMatch
import RungModel
import RungSyntax
import RungText

/// A result that `accept` and `explain` may name.
struct MatchMemory {
  /// Of its matching, and of those who were matched.
  let names: [String]
  let result: MatchResult
  /// The programme as it was: a result is kept only while it is still the same.
  let evaluator: Evaluator
}

struct MatchVerb {
  private let statement: Statement
  private let evaluator: Evaluator
  private let handle: EngineHandle
  private var definitions: Definitions { evaluator.definitions }

  init(_ statement: Statement, _ evaluator: Evaluator, _ handle: EngineHandle) {
    self.statement = statement
    self.evaluator = evaluator
    self.handle = handle
  }

  func run() -> (outcome: Outcome, memory: MatchMemory?) {
    _ = evaluator.takeDiagnostics()
    var outcome = Outcome(RefusedVerb(statement, evaluator).check())
    guard outcome.status == .fine else { return (outcome, nil) }
    guard let asked = question(&outcome) else { return (outcome, nil) }
    do throws(Cancelled) {
      switch try MatchEngine().solve(asked, handle).result {
      case .success(let result):
        outcome.add(evaluator.takeDiagnostics())
        MatchReport(result).tell(&outcome)
        return (outcome, MatchMemory(names: names(asked), result: result, evaluator: evaluator))
      case .failure(let failure): outcome.add([diagnostic(failure)])
      }
    } catch {
      return (.interrupted, nil)
    }
    return (outcome, nil)
  }

  private func diagnostic(_ failure: MatchFailure) -> Diagnostic {
    switch failure {
    case .tooLarge, .cancelled: MatchErrors.weightTooLong(statement.verbPlace)
    case .unproved(let flaw): MatchErrors.unproved(statement.verbPlace, flaw)
    }
  }

  // MARK: The question

  private func question(_ outcome: inout Outcome) -> MatchQuestion? {
    var problems: [Diagnostic] = []
    let mentees = refs(
      statement.children().filter { statement.tree.kind($0) != .withClause }, MatchVerb.menteeKinds, &problems
    )
    let clause = statement.clause(.withClause)
    let mentors = refs(clause.map { statement.children($0) } ?? [], MatchVerb.mentorKinds, &problems)
    outcome.add(problems)
    guard outcome.status == .fine else { return nil }
    let sides = MatchSides(mentees: mentees, mentors: mentors, evaluator)
    for note in sides.notes { outcome.reports.append(.notice(note)) }
    if sides.mentees.isEmpty {
      outcome.add([MatchErrors.noMentees(statement.children().first.map(place) ?? statement.place)])
    }
    if sides.mentors.isEmpty {
      outcome.add([
        MatchErrors.noMentors(
          clause.flatMap { statement.children($0).first }.map(place) ?? statement.verbPlace)
      ])
    }
    guard outcome.status == .fine else { return nil }
    let matchings = sides.matchings
    if matchings.count > 1 {
      outcome.add([
        MatchErrors.severalMatchings(statement.verbPlace, matchings.map { definitions.name(of: $0) })
      ])
      return nil
    }
    let rules = MatchRules(matchings.first, evaluator)
    let asked = MatchQuestion.ask(sides, rules, at: statement.verbPlace, evaluator)
    outcome.add(evaluator.takeDiagnostics())
    outcome.add(asked.diagnostics)
    return outcome.status == .fine ? asked.value : nil
  }

  static let menteeKinds = ["cohort", "stream", "stage", "people", "person"]
  static let mentorKinds = ["pool", "people", "person"]

  private func place(_ node: NodeIndex) -> Place { statement.tree.place(node) }

  private func refs(_ nodes: [NodeIndex], _ kinds: [String], _ problems: inout [Diagnostic]) -> [EntityRef] {
    nodes.flatMap { node -> [EntityRef] in
      switch evaluator.things(at: node, in: statement.tree, expecting: kinds) {
      case .success(let refs): return refs
      case .failure(let problem):
        problems += problem.diagnostic.map { [$0] } ?? []
        return []
      }
    }
  }

  private func names(_ question: MatchQuestion) -> [String] {
    var names = question.rules.name.isEmpty ? [] : [question.rules.name]
    for node in statement.children() where statement.tree.kind(node) != .withClause {
      names.append(statement.tree.text(ofToken: statement.tree.firstToken(node)))
    }
    return names
  }
}

extension Evaluator {
  /// What a path names: everything of a family, one member, a person of a file by their id.
  func things(at node: NodeIndex, in tree: SyntaxTree, expecting kinds: [String])
    -> Result<[EntityRef], PathProblem>
  {
    definitions.target(of: node, in: tree, expecting: kinds).flatMap { target in
      switch target {
      case .entity(let entity): return .success(members(of: entity))
      case .member(let entity, let index):
        if definitions.schema[definitions[entity].kind].isFromFile {
          let rows = people[entity]?.rowCount ?? 0
          let row = (0..<rows).first { name(of: EntityRef(entity, row: $0)) == index }
          if let row { return .success([EntityRef(entity, row: row)]) }
        }
        if let member = members(of: entity).first(where: { memberKey(of: $0) == index }) {
          return .success([member])
        }
        let keys = members(of: entity).compactMap { memberKey(of: $0) }
        return .failure(
          PathProblem(NameErrors.noSuchMember(tree.place(node), entity, index, members: keys, definitions)))
      case .property(let entity, _, _):
        return .failure(
          PathProblem(
            SessionErrors.wrongThing(
              tree.place(node), "match", wants: kinds, given: definitions.kindName(of: entity))))
      }
    }
  }
}
