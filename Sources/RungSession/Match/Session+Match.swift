// What the session does with matchings: remembers the results, keeps them, explains them.

import RungAnalysis
import RungMatch
import RungModel
import RungSnapshot
import RungSyntax
import RungText

extension Session {
  func match(_ statement: Statement) -> Outcome {
    let answer = MatchVerb(statement, evaluator, EngineHandle(wantsToStop: state.wantsToStop)).run()
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
      let outcome = change(tree)
      guard outcome.status == .fine else { return outcome }
    }
    var parts = ["\(kept.new) new"]
    if kept.stay > 0 { parts.append("\(kept.stay) stay") }
    if kept.end > 0 { parts.append("\(kept.end) ended") }
    return Outcome([.notice("accepted \(place.text): \(parts.joined(separator: ", "))")])
  }
}
