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
    guard outcome.status == .fine else { return outcome }
    var rest = Array(whole.children(of: 0))[...]
    let isAlone = rest.count == whole.countOfStep(rest)
    var waiting: [WaitingEdit] = []
    while let node = rest.first, !state.wantsToStop() {
      // Each step stands in a tree of its own, so that what it defines can be added by itself.
      let step = rest.prefix(whole.countOfStep(rest))
      rest = rest.dropFirst(step.count)
      let tree = SyntaxTree.parse(
        whole.source, range: whole.range(node).union(whole.range(step.last ?? node)))
      guard let kind = tree.child(0, of: 0).map(tree.kind) else { continue }
      if kind.isAct {
        outcome.add(makeTogether(&waiting, made))
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
        }
      }
    }
    outcome.add(makeTogether(&waiting, made))
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
  private func proposed(
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

  // MARK: Together

  /// An edit that did not hold by itself, and what was said of it.
  private struct WaitingEdit {
    let tree: SyntaxTree
    var outcome: Outcome

    init(_ tree: SyntaxTree, _ outcome: Outcome) {
      self.tree = tree
      self.outcome = outcome
    }

    func holds(_ place: Place) -> Bool {
      place.source == tree.source && tree.range(0).union(place.range) == tree.range(0)
    }
  }

  /// Makes the edits that hold together as one step; the others are told of, in their order. O(edits) checks at most.
  private func makeTogether(_ waiting: inout [WaitingEdit], _ made: ([MadeEdit]) -> Void) -> Outcome {
    defer { waiting = [] }
    var open = Array(waiting.indices)
    while !open.isEmpty, !state.wantsToStop() {
      var definitions = written
      var edits: [(index: Int, changes: [Change])] = []
      var left = open
      // One may change what another declares.
      while true {
        let count = edits.count
        left.removeAll { index in
          let tree = waiting[index].tree
          let next = Session.applying(tree, to: definitions, in: concernsScenario(tree) ? nil : scenarioName)
          guard !next.hasErrors else { return false }
          definitions = next.value.definitions
          edits.append((index, next.value.changes))
          return true
        }
        if edits.count == count || left.isEmpty { break }
      }
      guard !edits.isEmpty else { break }
      let (changed, problems) = proposed(
        definitions, edits.map { MadeChanges($0.changes) }, scenarios: edits.map { waiting[$0.index].tree })
      if changed.reading.evaluator.wasStopped { return .interrupted }
      let errors = problems.filter { $0.severity == .error }
      if errors.isEmpty {
        move(to: changed)
        made(edits.flatMap { MadeEdits.of(waiting[$0.index].tree, $0.changes) })
        var outcome = Outcome(problems)
        for index in waiting.indices where !edits.contains(where: { $0.index == index }) {
          outcome.add(waiting[index].outcome)
        }
        return outcome
      }
      // Those in which something is wrong are left out, and what needs them fails next.
      let wrong = open.filter { index in errors.contains { waiting[index].holds($0.place) } }
      guard !wrong.isEmpty else { break }
      for index in wrong {
        waiting[index].outcome = Outcome(errors.filter { waiting[index].holds($0.place) })
      }
      open.removeAll { wrong.contains($0) }
    }
    var outcome = Outcome()
    for edit in waiting { outcome.add(edit.outcome) }
    return outcome
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

private enum MadeEdits {
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
