// `P = P + 2`: what is kept is a formula, so the old one is put where the new one names `P`.

import RungSyntax
import RungText

extension Definitions {
  /// The canonical text of a formula with every mention of the property itself replaced by what it was before.
  package func splicedText(of formula: Formula, path: PathTarget) -> String {
    let tree = tree(of: formula)
    let node = Int(formula.node)
    guard let old = previous(of: formula) else { return canonicalText(of: formula) }
    let mentions = mentions(of: path, in: tree, under: node)
    guard !mentions.isEmpty else { return canonicalText(of: formula) }
    let inner = "(" + splicedText(of: old, path: path) + ")"
    let whole = tree.range(node)
    var text = ""
    var position = whole.start
    for mention in mentions {
      let range = tree.range(mention)
      text += tree.source.text(ByteRange(start: position, end: range.start)) + inner
      position = range.end
    }
    text += tree.source.text(ByteRange(start: position, end: whole.end))
    let spliced = SyntaxTree.parse(Source(name: tree.source.name, text: text), as: .expression)
    return CanonicalPrinter.canonicalText(of: spliced.onlyNode, in: spliced)
  }

  /// The nodes in a formula that name a path, outermost only, in order.
  func mentions(of path: PathTarget, in tree: SyntaxTree, under node: NodeIndex) -> [NodeIndex] {
    var found: [NodeIndex] = []
    var index = node
    let end = node + Int(tree.nodes[node].size)
    while index < end {
      let kind = tree.nodes[index].kind
      if kind == .name || kind == .reference, case .success(let target) = target(of: index, in: tree),
        isSame(target, path)
      {
        found.append(index)
        index += Int(tree.nodes[index].size)
      } else {
        index += 1
      }
    }
    return found
  }

  private func isSame(_ target: PathTarget, _ path: PathTarget) -> Bool {
    if target == path { return true }
    guard let (entity, member, key) = overridable(target) else { return false }
    return .property(entity, member: member, key) == path
  }
}
