// The shape of a formula's tree, brackets that only group left out.

import RungSyntax
import RungText

enum Shape {
  static func of(_ node: NodeIndex, in tree: SyntaxTree) -> String {
    let kind = tree.kind(node)
    if kind == .paren, let inner = tree.child(0, of: node) { return of(inner, in: tree) }
    let children = tree.children(of: node).map { of($0, in: tree) }
    return "(\(kind.rawValue)\(own(node, in: tree)) \(children.joined(separator: " ")))"
  }

  /// The words and figures of a node that are in none of its children. Brackets that only group count for
  /// nothing.
  private static func own(_ node: NodeIndex, in tree: SyntaxTree) -> String {
    var covered: Set<Int> = []
    for child in tree.children(of: node) {
      covered.formUnion(Int(tree.nodes[child].first)..<Int(tree.nodes[child].end))
    }
    let range = Int(tree.nodes[node].first)..<Int(tree.nodes[node].end)
    let own = range.filter { !covered.contains($0) && tree.tokens.kinds[$0] != .comma }
    return own.map { token in
      switch tree.tokens.kinds[token] {
      case .number: String(decoding: significant(tree.numberText(token)), as: UTF8.self)
      case .string: tree.stringText(token).filter { $0 != " " }
      default: tree.text(ofToken: token)
      }
    }.joined(separator: "'")
  }

  private static func significant(_ figures: [UInt8]) -> ArraySlice<UInt8> {
    let zeros = figures.prefix { $0 == UInt8(ascii: "0") }.count
    let isFraction = zeros == figures.count || figures[zeros] == UInt8(ascii: ".")
    return figures[(isFraction ? max(0, zeros - 1) : zeros)...]
  }
}
