// Lines of the prompt: what was typed or pasted, statement by statement.

import RungModel
import RungSyntax
import RungText

/// An edit that was made, and where it stands in the line.
package typealias MadeEdit = (range: ByteRange, change: Change)

extension Session {
  package func evaluate(_ text: String, name: String = "<prompt>") -> Outcome {
    evaluate(Source(name: name, text: text))
  }

  /// Statements that were typed together: verbs and expressions are carried out, all else changes the programme. An
  /// edit with an error changes nothing. As in a file, an edit may speak of what a later one declares.
  ///
  /// - Parameter made: told the edits of each step, as undo takes them back.
  package func evaluate(_ source: Source, made: ([MadeEdit]) -> Void = { _ in }) -> Outcome {
    let whole = SyntaxTree.parse(source)
    var outcome = Outcome(whole.diagnostics)
    var rest = Array(whole.children(of: 0))[...]
    guard outcome.status == .fine else {
      if rest.count > 1 { outcome.reports.append(.notice("nothing of this was taken")) }
      return outcome
    }
    let isAlone = rest.count == whole.countOfStep(rest)
    var waiting: [WaitingEdit] = []
    var taken: [String] = []
    var refused = 0
    /// Edits that did not hold by themselves are tried again, now that what they need may be there.
    func makeWaiting() {
      let (made, said) = makeTogether(waiting, made)
      outcome.add(said)
      taken += made.flatMap(\.tree.headlines)
      refused += waiting.count - made.count
      waiting = []
    }
    while let node = rest.first, !state.wantsToStop() {
      // Each step stands in a tree of its own, so that what it defines can be added by itself.
      let step = rest.prefix(whole.countOfStep(rest))
      rest = rest.dropFirst(step.count)
      let tree = SyntaxTree.parse(
        whole.source, range: whole.range(node).union(whole.range(step.last ?? node)))
      guard let kind = tree.child(0, of: 0).map(tree.kind) else { continue }
      if kind.isAct {
        makeWaiting()
        for statement in tree.acts(index: nil) {
          let before = changes
          outcome.add(carryOut(statement))
          // What a verb has added, as accept does.
          guard changes.count > before.count, changes.starts(with: before) else { continue }
          made(changes.dropFirst(before.count).map { (whole.range(node), $0) })
        }
      } else if kind == .use {
        outcome.add(Outcome([SessionErrors.useInLine(tree.place(1))]))
      } else {
        let single = change(tree, made)
        if single.status == .problems, !isAlone {
          waiting.append(WaitingEdit(tree, single))
        } else {
          outcome.add(single)
          taken += tree.headlines
        }
      }
    }
    makeWaiting()
    if refused > 0, !taken.isEmpty { outcome.reports.append(.notice(Session.listing(taken, "taken"))) }
    return outcome
  }

  /// In a scenario, edits go there; only scenarios themselves are always the programme's. All of it is one edit.
  func change(_ tree: SyntaxTree, label: String? = nil, _ made: ([MadeEdit]) -> Void = { _ in }) -> Outcome {
    let next = Session.applying(tree, to: written, in: concernsScenario(tree) ? nil : scenarioName)
    if next.hasErrors { return Outcome(next.diagnostics) }
    let (changed, problems) = proposed(
      next.value.definitions, [MadeChanges(next.value.changes, label: label)], scenarios: [tree])
    if changed.reading.evaluator.wasStopped { return .interrupted }
    // What the parser says was told of the whole line.
    let outcome = Outcome(next.diagnostics.filter { !tree.diagnostics.contains($0) } + problems)
    if outcome.status == .fine, !next.value.changes.isEmpty {
      move(to: changed)
      made(MadeEdits.of(tree, next.value.changes))
    }
    return outcome
  }

  /// The state after changes, and what is wrong since.
  ///
  /// - Parameter trees: their statements; the scenarios among them are looked into.
  func proposed(
    _ definitions: Definitions, _ made: [MadeChanges], scenarios trees: [SyntaxTree]
  ) -> (state: State, problems: [Diagnostic]) {
    let changed = state.changed(definitions, made.filter { !$0.changes.isEmpty })
    // What was wrong before the edit is not its fault.
    var known = Set(state.reading.problems.map { Problem($0) })
    var problems = changed.reading.problems.filter { known.insert(Problem($0)).inserted }
    for name in trees.compactMap({ $0.declaredScenario }) where name != changed.scenarioName {
      var under = changed
      under.select(name)
      problems += under.reading.problems.filter { known.insert(Problem($0)).inserted }
    }
    return (changed, problems)
  }

  /// A problem by what a person sees of it.
  private struct Problem: Hashable {
    let place: Place
    let message: String

    init(_ diagnostic: Diagnostic) {
      place = diagnostic.place
      message = diagnostic.message
    }
  }
}

enum MadeEdits {
  /// Each statement of a tree makes one change.
  static func of(_ tree: SyntaxTree, _ changes: [Change]) -> [MadeEdit] {
    zip(tree.children(of: 0), changes).map { (tree.range($0), $1) }
  }
}

extension SyntaxTree {
  /// The name of the scenario that the first statement declares.
  fileprivate var declaredScenario: String? {
    guard let statement = child(0, of: 0), kind(statement) == .scenario, let name = child(0, of: statement),
      kind(name) == .name
    else { return nil }
    return text(name)
  }
}
