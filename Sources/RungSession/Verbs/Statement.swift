// A statement to act on: a verb or an expression, of the entry file or typed at the prompt.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

struct Statement {
  let tree: SyntaxTree
  /// Among the trees of the definitions; nil for a line that stands in none of them.
  let index: Int?
  let node: NodeIndex

  var kind: NodeKind { tree.kind(node) }
  var place: Place { tree.place(node) }
  /// The verb's word.
  var verbPlace: Place { tree.place(ofToken: tree.firstToken(node)) }

  func children(_ parent: NodeIndex? = nil) -> [NodeIndex] { Array(tree.children(of: parent ?? node)) }

  func clause(_ kind: NodeKind) -> NodeIndex? { tree.firstChild(of: node, kind: kind) }

  /// The expressions before the first clause.
  var expressions: [NodeIndex] {
    Array(children().prefix { tree.kind($0).isExpression })
  }

  /// The parser has said what is wrong with it: there is nothing to do.
  var isDamaged: Bool {
    let end = node + Int(tree.nodes[node].size)
    return tree.nodes[node..<end].contains { $0.kind == .missing || $0.kind == .unexpected }
  }
}

extension SyntaxTree {
  /// Verbs and printed expressions, in order: what `run` acts on.
  func acts(index: Int?) -> [Statement] {
    children(of: 0).compactMap { node in
      kind(node).isAct ? Statement(tree: self, index: index, node: node) : nil
    }
  }
}

extension NodeKind {
  /// Whether a statement of this kind does something, as opposed to defining something.
  var isAct: Bool {
    switch self {
    case .print, .show, .schedule, .match, .simulate, .test, .compare, .sweep, .find, .explain, .accept,
      .save,
      .snapshot, .open, .export, .report:
      true
    default: false
    }
  }
}

extension Evaluator {
  func compile(
    _ node: NodeIndex, of statement: Statement, expecting: PropertyType? = nil,
    variables: [(name: String, type: ValueType)] = []
  ) -> Compiled {
    compiler.compile(
      expression: node, tree: statement.tree, index: statement.index ?? -1, expecting: expecting,
      variables: variables)
  }

  func evaluate(
    _ node: NodeIndex, of statement: Statement, expecting: PropertyType? = nil,
    variables: [(name: String, type: ValueType, value: Value)] = []
  ) -> (value: Value, type: ValueType, level: Level) {
    evaluate(
      expression: node, tree: statement.tree, index: statement.index, expecting: expecting,
      variables: variables)
  }
}
