// What the session does with matchings: remembers the results, keeps them, explains them.

import RungAnalysis
import RungMatch
import RungModel
import RungSnapshot
import RungSyntax
import RungText

extension Session {
  func match(_ statement: Statement) -> Outcome {
    let handle = EngineHandle(
      Progress("match", of: 0, "mentees"), report: patience.progress, wantsToStop: state.wantsToStop)
    let answer = MatchVerb(statement, evaluator, handle).run()
    if let memory = answer.memory {
      matches.removeAll { !Set($0.names).isDisjoint(with: memory.names) }
      matches.append(memory)
    }
    return answer.outcome
  }

  /// `accept NAME`: keeps the result of that name.
  func accept(_ statement: Statement) -> Outcome {
    guard let node = statement.children().first, statement.tree.kind(node) != .missing else {
      return Outcome()
    }
    let place = statement.tree.place(node)
    guard let memory = matches.last(where: { $0.names.contains(place.text) }) else {
      return Outcome([MatchErrors.noSuchResult(place, "accept")])
    }
    guard memory.evaluator === evaluator else { return Outcome([MatchErrors.outdated(place)]) }
    let kept = AcceptMatch(memory, digest: Digest.sha256(Array(snapshotText.utf8))).statements
    if !kept.text.isEmpty {
      let tree = SyntaxTree.parse(
        Source(name: "<accept \(place.text)>", text: kept.text.joined(separator: "\n")))
      let pairings = kept.new == 1 ? "1 pairing" : "\(kept.new) pairings"
      let ended = kept.end > 0 ? ", \(kept.end) ended" : ""
      let outcome = change(tree, label: "accept \(place.text): \(pairings)\(ended)")
      guard outcome.status == .fine else { return outcome }
    }
    var parts = ["\(kept.new) new"]
    if kept.stay > 0 { parts.append("\(kept.stay) stay") }
    if kept.end > 0 { parts.append("\(kept.end) ended") }
    return Outcome([.notice("accepted \(place.text): \(parts.joined(separator: ", "))")])
  }

  /// `explain` of a matching or of somebody in it; nil when it is of something else.
  func explainMatch(_ statement: Statement) -> Outcome? {
    guard statement.kind == .explain, let node = statement.children().first else { return nil }
    let tree = statement.tree
    let place = tree.place(node)
    let head = tree.text(ofToken: tree.firstToken(node))
    let people = definitions.entity(named: head).map { definitions.kindName(of: $0) }
    let matched = matchedPerson(node, tree)
    let isPerson =
      people == "person" || (people == "people" && tree.kind(node) == .reference) || matched != nil
    if !isPerson, statement.clause(.withClause) == nil {
      guard let memory = matches.last(where: { $0.names.contains(head) }) else {
        return people == "matching" ? Outcome([MatchErrors.noSuchResult(place, "explain")]) : nil
      }
      if let clause = statement.clause(.inClause), !isMatching(clause, tree) { return nil }
      return answer(ExplainMatch(memory.result).whole(head))
    }
    let companion = statement.clause(.withClause).flatMap { statement.children($0).first }
    let matchedCompanion = companion.flatMap { matchedPerson($0, tree) }
    if matched == nil || (companion != nil && matchedCompanion == nil) {
      let problems = RefusedVerb(statement, evaluator).check().filter { problem in
        // Of somebody who is in a result the programme need know nothing.
        (matched == nil || !tree.isInside(problem.place, node))
          && (matchedCompanion == nil || companion.map { !tree.isInside(problem.place, $0) } ?? true)
      }
      if problems.contains(where: { $0.severity == .error }) { return Outcome(problems) }
    }
    guard let last = matches.last else { return Outcome([MatchErrors.noSuchResult(place, "explain")]) }
    guard let id = matched ?? person(node, tree) else {
      return Outcome([MatchErrors.notMatched(place, place.text)])
    }
    // The latest result in which they are.
    let memory = matches.last { memory in
      let work = ExplainMatch(memory.result)
      return work.mentee(id) != nil || work.mentor(id) != nil
    }
    let work = ExplainMatch((memory ?? last).result)
    if let otherNode = companion {
      guard let other = matchedCompanion ?? person(otherNode, tree) else {
        return Outcome([MatchErrors.notMatched(tree.place(otherNode), tree.text(otherNode))])
      }
      for (mentee, mentor) in [(id, other), (other, id)] {
        if let mentee = work.mentee(mentee), let mentor = work.mentor(mentor) {
          return answer(work.page(of: MatchQuestion.Pair(mentor: mentor, mentee: mentee)))
        }
      }
      let missing =
        work.mentee(id) == nil && work.mentor(id) == nil ? (place, id) : (tree.place(otherNode), other)
      return Outcome([MatchErrors.notMatched(missing.0, missing.1)])
    }
    if let mentee = work.mentee(id) { return answer(work.page(ofMentee: mentee)) }
    if let mentor = work.mentor(id) { return answer(work.page(ofMentor: mentor)) }
    return Outcome([MatchErrors.notMatched(place, id)])
  }

  private func answer(_ page: Page) -> Outcome {
    var outcome = Outcome()
    outcome.add(.page(page))
    outcome.add(evaluator.takeDiagnostics())
    return outcome
  }

  private func isMatching(_ clause: NodeIndex, _ tree: SyntaxTree) -> Bool {
    guard let path = tree.child(0, of: clause) else { return false }
    let entity = definitions.entity(named: tree.text(ofToken: tree.firstToken(path)))
    return entity.map { definitions.kindName(of: $0) == "matching" } ?? false
  }

  /// Somebody of a result: by the id that its tables show, or by the file and the id in brackets. What the programme
  /// declares comes first.
  private func matchedPerson(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    var id = tree.text(node)[...]
    if let bracket = id.firstIndex(of: "["), id.hasSuffix("]"),
      let file = definitions.entity(named: String(id[..<bracket])), definitions.kindName(of: file) == "people"
    {
      id = id[id.index(after: bracket)...].dropLast()
      if id.hasPrefix("\""), id.hasSuffix("\""), id.count > 1 { id = id.dropFirst().dropLast() }
    } else if definitions.entity(named: String(id)) != nil {
      return nil
    }
    let isThere = matches.contains { memory in
      let question = memory.result.question
      return question.mentees.contains { $0.id == id } || question.mentors.contains { $0.id == id }
    }
    return isThere ? String(id) : nil
  }

  private func person(_ node: NodeIndex, _ tree: SyntaxTree) -> String? {
    guard case .success(let refs) = evaluator.things(at: node, in: tree, expecting: ["person", "people"]),
      refs.count == 1, let ref = refs.first
    else { return nil }
    return evaluator.name(of: ref)
  }
}

extension SyntaxTree {
  fileprivate func isInside(_ place: Place, _ node: NodeIndex) -> Bool {
    place.source == source && range(node).union(place.range) == range(node)
  }
}
