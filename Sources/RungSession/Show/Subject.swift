// What a `show` is about: declared things, or a value.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

enum Subject {
  /// One declared thing, by its name.
  case thing(EntityRef)
  /// A collection, a family or another list of things; `name` as written.
  case things([EntityRef], kinds: Set<String>, name: String)
  /// `node` as in the statement.
  case value(Value, node: NodeIndex, text: String)

  /// Nil when the expression has a problem; the evaluator has it.
  init?(_ node: NodeIndex, of statement: Statement, _ evaluator: Evaluator) {
    if let entity = Subject.entity(node, statement.tree, evaluator.definitions) {
      let definitions = evaluator.definitions
      if definitions[entity].isFamily {
        self = .things(
          evaluator.members(of: entity), kinds: [definitions.kindName(of: entity)],
          name: definitions.name(of: entity))
      } else {
        self = .thing(EntityRef(entity))
      }
      return
    }
    let result = evaluator.evaluate(node, of: statement)
    let text = CanonicalPrinter.canonicalText(of: node, in: statement.tree)
    switch (result.value, result.type) {
    case (.entity(let ref), _): self = .thing(ref)
    case (.list(let items), .list(.entity(let kinds))):
      let refs = items.compactMap { item -> EntityRef? in
        if case .entity(let ref) = item { return ref }
        return nil
      }
      let isCollection = statement.tree.kind(node) == .name
      self = .things(
        isCollection ? KindOrder(evaluator).sorted(refs) : refs, kinds: kinds ?? [], name: text)
    case (.none, .unknown): return nil
    default: self = .value(result.value, node: node, text: text)
    }
  }

  /// The declared thing that a path names: `Completion` is the assumption here, not its value.
  static func entity(_ node: NodeIndex, _ tree: SyntaxTree, _ definitions: Definitions) -> EntityID? {
    guard [.name, .reference].contains(tree.kind(node)) else { return nil }
    guard case .success(.entity(let entity)) = definitions.target(of: node, in: tree) else { return nil }
    return entity
  }

  var isThing: Bool {
    switch self {
    case .thing: true
    case .things, .value: false
    }
  }

  /// The things there are to choose among; nil for a value.
  var choice: (refs: [EntityRef], kinds: Set<String>)? {
    switch self {
    case .thing(let ref): ([ref], [])
    case .things(let refs, let kinds, _): (refs, kinds)
    case .value: nil
    }
  }
}
