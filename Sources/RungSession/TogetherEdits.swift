// Edits that were typed together and did not hold each by itself: made as one step where they hold together, and told of
// by what is really wrong, not by all that follows from it.

import RungModel
import RungSyntax
import RungText

/// An edit that did not hold by itself, and what was said of it.
struct WaitingEdit {
  let tree: SyntaxTree
  var outcome: Outcome

  init(_ tree: SyntaxTree, _ outcome: Outcome) {
    self.tree = tree
    self.outcome = outcome
  }

  func holds(_ place: Place) -> Bool {
    place.source == tree.source && tree.range(0).union(place.range) == tree.range(0)
  }

  /// Whether all that is wrong with it is that it names one of these.
  func needsOnly(_ names: Set<String>) -> Bool {
    let errors = outcome.diagnostics.filter { $0.severity == .error }
    return !errors.isEmpty
      && errors.allSatisfy { $0.code.id == DiagnosticCode.unknownName.id && names.contains($0.place.text) }
  }
}

extension Session {
  /// Makes the edits that hold together as one step, and tells of the others. O(edits) checks at most.
  func makeTogether(
    _ waiting: [WaitingEdit], _ made: ([MadeEdit]) -> Void
  ) -> (made: [WaitingEdit], outcome: Outcome) {
    var waiting = waiting
    var open = Array(waiting.indices)
    while !open.isEmpty, !state.wantsToStop() {
      let (definitions, edits) = applied(open.map { waiting[$0].tree })
      guard !edits.isEmpty else { break }
      let (changed, problems) = proposed(
        definitions, edits.map { MadeChanges($0.changes) },
        scenarios: edits.map { waiting[open[$0.index]].tree })
      if changed.reading.evaluator.wasStopped { return ([], .interrupted) }
      let errors = problems.filter { $0.severity == .error }
      if errors.isEmpty {
        move(to: changed)
        made(edits.flatMap { MadeEdits.of(waiting[open[$0.index]].tree, $0.changes) })
        let done = Set(edits.map { open[$0.index] })
        var outcome = Outcome(problems)
        outcome.add(Session.refused(waiting.indices.filter { !done.contains($0) }.map { waiting[$0] }))
        return (done.sorted().map { waiting[$0] }, outcome)
      }
      // Those in which something is wrong are left out, and what needs them fails next.
      let wrong = open.filter { index in errors.contains { waiting[index].holds($0.place) } }
      if wrong.isEmpty {
        var outcome = Outcome(errors)
        outcome.add(Session.refused(waiting.indices.filter { !open.contains($0) }.map { waiting[$0] }))
        let headlines = open.flatMap { waiting[$0].tree.headlines }
        outcome.reports.append(
          .notice(Session.listing(headlines, "not taken, as what was there before does not go with them")))
        return ([], outcome)
      }
      for index in wrong {
        waiting[index].outcome = Outcome(errors.filter { waiting[index].holds($0.place) })
      }
      open.removeAll { wrong.contains($0) }
    }
    return ([], Session.refused(waiting))
  }

  /// One may change what another declares: they are applied as far as it goes, in an order that does.
  private func applied(
    _ trees: [SyntaxTree]
  ) -> (definitions: Definitions, edits: [(index: Int, changes: [Change])]) {
    var definitions = written
    var edits: [(index: Int, changes: [Change])] = []
    var left = Array(trees.indices)
    while true {
      let count = edits.count
      left.removeAll { index in
        let tree = trees[index]
        let next = Session.applying(tree, to: definitions, in: concernsScenario(tree) ? nil : scenarioName)
        guard !next.hasErrors else { return false }
        definitions = next.value.definitions
        edits.append((index, next.value.changes))
        return true
      }
      if edits.count == count || left.isEmpty { return (definitions, edits) }
    }
  }

  /// What is wrong; of those that only lack what was refused, their names.
  private static func refused(_ edits: [WaitingEdit]) -> Outcome {
    let names = Set(edits.flatMap(\.tree.declaredNames))
    var followers = edits.filter { $0.needsOnly(names.subtracting($0.tree.declaredNames)) }
    if followers.count == edits.count { followers = [] }
    var outcome = Outcome()
    for edit in edits where !followers.contains(where: { $0.tree === edit.tree }) {
      outcome.add(edit.outcome)
    }
    if !followers.isEmpty {
      outcome.reports.append(
        .notice(
          listing(followers.flatMap(\.tree.headlines), "not taken either, as they need what was refused")))
    }
    return outcome
  }

  /// `taken: stage Grow, let Places and 4 more`.
  static func listing(_ headlines: [String], _ what: String) -> String {
    let most = 8
    let rest = headlines.count > most ? " and \(headlines.count - most) more" : ""
    return what + ": " + headlines.prefix(most).joined(separator: ", ") + rest
  }
}

extension SyntaxTree {
  /// `stage Grow`, `remove Grow`, `Grow.places`: what each statement declares, takes away or changes.
  var headlines: [String] {
    children(of: 0).map { statement in
      guard let subject = child(0, of: statement) else { return text(statement) }
      return kind(statement) == .override
        ? text(subject) : text(ofToken: firstToken(statement)) + " " + text(subject)
    }
  }

  /// Names that its statements declare.
  fileprivate var declaredNames: [String] {
    children(of: 0).compactMap { statement in
      child(0, of: statement).flatMap { kind($0) == .name ? text($0) : nil }
    }
  }
}
