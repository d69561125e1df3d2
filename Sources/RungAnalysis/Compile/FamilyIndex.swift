// The indices of a family as written: `[n in 1 .. 5 where n is not 3]`, `[2027-03]`.

import RungModel
import RungSyntax

struct FamilyIndex {
  /// The variable; nil for a fixed index.
  let name: String?
  let node: NodeIndex
  /// What it ranges over, and the condition.
  let range: NodeIndex?
  let condition: NodeIndex?
  /// Whether the range is written in numbers.
  let isNumeric: Bool

  /// The words of an index that is one word, or ranges over a list of words; nil of any other.
  func words(_ tree: SyntaxTree) -> [String]? {
    guard let range else { return tree.tokens.kinds[tree.firstToken(node)].isName ? [tree.text(node)] : nil }
    guard tree.kind(range) == .list else { return nil }
    let items = Array(tree.children(of: range))
    return items.allSatisfy { tree.kind($0) == .name } ? items.map { tree.text($0) } : nil
  }

  static func all(of entity: EntityID, _ definitions: Definitions) -> [FamilyIndex] {
    let tree = definitions.tree(of: entity)
    guard let family = tree.firstChild(of: Int(definitions[entity].node), kind: .family) else { return [] }
    return tree.children(of: family).compactMap { index in
      switch tree.kind(index) {
      case .index:
        return FamilyIndex(
          name: nil, node: index, range: nil, condition: nil,
          isNumeric: tree.tokens.kinds[tree.firstToken(index)] == .number)
      case .indexRange:
        let range = tree.child(0, of: index)
        let condition = tree.firstChild(of: index, kind: .whereClause).flatMap { tree.child(0, of: $0) }
        let isNumeric = range.map { tree.kind($0) == .span && tree.kind($0 + 1) == .number } ?? false
        return FamilyIndex(
          name: tree.text(ofToken: tree.firstToken(index)), node: index, range: range, condition: condition,
          isNumeric: isNumeric)
      default: return nil
      }
    }
  }
}
