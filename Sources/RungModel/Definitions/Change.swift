// A change of the definitions: canonical statement text, its inverse, and the place in the source it concerns.
// Journal, undo, write-back, difference and merge are made of these.

import RungSyntax
import RungText

package struct Change: Hashable, Sendable {
  /// One statement in canonical text: `Core.amount = 200_000 EUR`, a declaration, `remove Core`.
  package let statement: String
  /// Statements that take it back, one a line: what the definitions were before, canonically.
  package let inverse: String
  /// What it changes in the user's files: the old formula, or the declaration that gets or loses something; nil
  /// of a new declaration.
  package let place: Place?
  /// The path it sets, declares or removes.
  package let path: String
  /// What evaluators must compute again; nil when the change is to what there is, not to values.
  package let changed: PathTarget?
  /// The scenario in which it was made; nil of the programme itself.
  package internal(set) var scenario: String?

  package init(
    statement: String, inverse: String, place: Place?, path: String, changed: PathTarget?,
    scenario: String? = nil
  ) {
    self.statement = statement
    self.inverse = inverse
    self.place = place
    self.path = path
    self.changed = changed
    self.scenario = scenario
  }
}

extension Definitions {
  /// The definitions after one statement that declares, sets or removes something, and the change it was.
  ///
  /// The statement is in a tree of its own and is kept in canonical form: `P = P + 2` becomes a formula with the
  /// old one in it. On an error the definitions are as they were and there is no change.
  package func applying(statement tree: SyntaxTree) -> Checked<(definitions: Definitions, changes: [Change])>
  {
    var result = self
    var changes: [Change] = []
    var diagnostics = tree.diagnostics
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return Checked((self, []), diagnostics)
    }
    for statement in tree.children(of: 0) {
      let step = result.applying(statement, in: tree)
      diagnostics += step.diagnostics
      guard !step.hasErrors, let value = step.value else { return Checked((self, []), diagnostics) }
      result = value.definitions
      changes.append(value.change)
    }
    return Checked((result, changes), diagnostics)
  }

  private typealias Step = (definitions: Definitions, change: Change)

  private func applying(_ statement: NodeIndex, in tree: SyntaxTree) -> Checked<Step?> {
    switch tree.kind(statement) {
    case .override: return overriding(statement, tree)
    case .remove: return removing(statement, tree)
    default: return declaring(statement, tree)
    }
  }

  // MARK: Setting

  private func overriding(_ statement: NodeIndex, _ tree: SyntaxTree) -> Checked<Step?> {
    guard let pathNode = tree.child(0, of: statement), let value = tree.child(1, of: statement) else {
      return Checked(nil)
    }
    let target: PathTarget
    switch self.target(of: pathNode, in: tree) {
    case .success(let found): target = found
    case .failure(let problem):
      return Checked(
        nil, problem.diagnostic.map { [ModelErrors.undeclared($0, pathNode, value, tree)] } ?? [])
    }
    guard let (entity, member, key) = overridable(target) else {
      return Checked(nil, [ModelErrors.cannotOverride(tree.place(pathNode), target, self)])
    }
    let path = self.path(of: entity, member: member, key)
    let slot = PathTarget.property(entity, member: member, key)
    let old = formula(of: entity, member: member, key)
    let hasOwn =
      member == nil ? old != nil : memberEdits[MemberKey(entity, member ?? "")]?[key]?.formula != nil
    let text = valueText(value, tree, slot)
    let inverse =
      hasOwn
      ? old.map { "\(path) = \(splicedText(of: $0, path: slot))" } ?? "remove \(path)" : "remove \(path)"
    var next = self
    if let kept = keepWritten(text, tree, value) {
      next.trees.append(kept.tree)
      next.put(
        Formula(tree: next.trees.count - 1, node: kept.node), entity, member, key, tree.place(pathNode))
    }
    let place = old.map { self.place(of: $0) } ?? namePlace(of: entity)
    return Checked(
      (
        next,
        Change(statement: "\(path) = \(text)", inverse: inverse, place: place, path: path, changed: slot)
      ))
  }

  /// The formula's canonical text, with the old one where it names its own path.
  private func valueText(_ value: NodeIndex, _ tree: SyntaxTree, _ slot: PathTarget) -> String {
    guard case .property(let entity, let member, let key) = slot,
      let old = formula(of: entity, member: member, key)
    else { return CanonicalPrinter.canonicalText(of: value, in: tree) }
    var scratch = self
    scratch.trees.append(tree)
    scratch.chain.append(old)
    let formula = Formula(
      tree: scratch.trees.count - 1, node: value, previous: Int32(scratch.chain.count - 1))
    return scratch.splicedText(of: formula, path: slot)
  }

  /// As typed when nothing was spliced in, so that places in messages are those of the line; else parsed anew.
  private func keepWritten(_ text: String, _ tree: SyntaxTree, _ value: NodeIndex) -> (
    tree: SyntaxTree, node: NodeIndex
  )? {
    if CanonicalPrinter.canonicalText(of: value, in: tree) == text { return (tree, value) }
    let spliced = SyntaxTree.parse(Source(name: tree.source.name, text: text), as: .expression)
    return (spliced, spliced.onlyNode)
  }

  private mutating func put(
    _ formula: Formula, _ entity: EntityID, _ member: String?, _ key: PropertyKey, _ place: Place
  ) {
    let edit = PropertyEdit(formula: formula, place: place)
    if let member {
      memberEdits[MemberKey(entity, member), default: [:]][key] = edit
    } else {
      edits[entity, default: [:]][key] = edit
    }
  }

  // MARK: Declaring and removing

  private func declaring(_ statement: NodeIndex, _ tree: SyntaxTree) -> Checked<Step?> {
    var collector = Collector(self)
    collector.adopt(tree)
    collector.collect(statement, tree: collector.definitions.trees.count - 1)
    collector.finish()
    let next = collector.definitions
    guard next.entities.count > entities.count else { return Checked(nil, collector.diagnostics) }
    if collector.diagnostics.contains(where: { $0.severity == .error }) {
      return Checked(nil, collector.diagnostics)
    }
    let entity = EntityID(entities.count)
    let path = next.qualifiedName(of: entity)
    return Checked(
      (
        next,
        Change(
          statement: next.canonicalText(of: entity).trimmedLineEnds, inverse: "remove \(path)", place: nil,
          path: path,
          changed: nil)
      ), collector.diagnostics)
  }

  private func removing(_ statement: NodeIndex, _ tree: SyntaxTree) -> Checked<Step?> {
    guard let pathNode = tree.child(0, of: statement) else { return Checked(nil) }
    let target: PathTarget
    switch self.target(of: pathNode, in: tree) {
    case .success(let found): target = found
    case .failure(let problem): return Checked(nil, problem.diagnostic.map { [$0] } ?? [])
    }
    var next = self
    switch target {
    case .entity(let entity):
      next.takeAway(entity, place: tree.place(statement))
      let path = qualifiedName(of: entity)
      return Checked(
        (
          next,
          Change(
            statement: "remove \(path)", inverse: canonicalText(of: entity).trimmedLineEnds,
            place: self.tree(of: entity).place(Int(self[entity].node)), path: path, changed: nil)
        ))
    case .property(let entity, let member, let key):
      let path = self.path(of: entity, member: member, key)
      let own = member.map { memberEdits[MemberKey(entity, $0)]?[key]?.formula } ?? formula(of: entity, key)
      guard let old = own else {
        return Checked(nil, [ModelErrors.nothingToRemove(tree.place(pathNode), path)])
      }
      next.unset(entity, member: member, key, place: tree.place(pathNode))
      return Checked(
        (
          next,
          Change(
            statement: "remove \(path)", inverse: "\(path) = \(splicedText(of: old, path: target))",
            place: place(of: old), path: path, changed: target)
        ))
    case .member(let entity, _):
      return Checked(nil, [ModelErrors.cannotRemoveMember(tree.place(pathNode), entity, self)])
    }
  }
}

extension String {
  /// Without empty lines before and after.
  fileprivate var trimmedLineEnds: String {
    var text = self[...]
    while text.first == "\n" { text.removeFirst() }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
