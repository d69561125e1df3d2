// Targets that ask what holds whatever happens: a fund never spends more than it has.

import RungModel
import RungSyntax
import RungText

struct TargetCheck {
  private let evaluator: Evaluator
  private var definitions: Definitions { evaluator.definitions }

  init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  func run() {
    guard let kind = definitions.schema.kind(named: "target") else { return }
    for target in definitions.present(ofKind: kind) { check(target) }
  }

  /// `spent(Core) <= Core.amount`, or a bound above it; from either side.
  private func check(_ target: EntityID) {
    guard let formula = definitions.formula(of: target, .condition) else { return }
    let tree = definitions.tree(of: formula)
    let node = Int(formula.node)
    let sides = Array(tree.children(of: node))
    guard tree.kind(node) == .comparison, sides.count == 2 else { return }
    let sign = tree.source.text(
      ByteRange(start: tree.range(sides[0]).end, end: tree.range(sides[1]).start)
    ).filter { !$0.isWhitespace }
    for (spent, bound, always, never) in [(sides[0], sides[1], "<=", ">"), (sides[1], sides[0], ">=", "<")] {
      guard sign == always || sign == never, let fund = fund(spent, tree),
        isAtLeastAmount(bound, of: fund, tree, Int(formula.tree))
      else { continue }
      evaluator.report(
        TargetErrors.neverOverspent(
          tree.place(node), definitions.name(of: fund), holds: sign == always,
          instead: costs(of: fund).map { $0 + " \(always) " + tree.text(bound) }))
    }
  }

  /// The fund of `spent(FUND)`, with a time or without.
  private func fund(_ node: NodeIndex, _ tree: SyntaxTree) -> EntityID? {
    let parts = Array(tree.children(of: node))
    guard tree.kind(node) == .reference, parts.count == 2, tree.text(parts[0]) == "spent",
      tree.kind(parts[1]) == .call, let path = tree.child(0, of: parts[1]),
      case .success(.entity(let entity)) = definitions.target(of: path, in: tree),
      definitions.kindName(of: entity) == "fund", !definitions[entity].isFamily
    else { return nil }
    return entity
  }

  /// Whether the bound is all that the fund ever has. Funds that are filled again every year are left out.
  private func isAtLeastAmount(_ node: NodeIndex, of fund: EntityID, _ tree: SyntaxTree, _ index: Int) -> Bool
  {
    guard let key = definitions.key(of: "amount", kind: definitions[fund].kind),
      case .quantity(let amount) = evaluator.value(of: EntityRef(fund), key), amount.unit.per.isEmpty
    else { return false }
    if CanonicalPrinter.canonicalText(of: node, in: tree) == definitions.name(of: fund) + ".amount" {
      return true
    }
    guard let most = amount.magnitude.exact,
      case .quantity(let bound) = evaluator.evaluate(expression: node, tree: tree, index: index).value,
      let same = evaluator.converted(bound, to: amount.unit)?.magnitude.exact
    else { return false }
    return same >= most
  }

  /// What the costs of a fund come to, whoever pays: nil when no cost by itself is charged to it.
  private func costs(of fund: EntityID) -> String? {
    guard let kind = definitions.schema.kind(named: "cost"),
      let from = definitions.key(of: "from", kind: kind)
    else { return nil }
    let names = definitions.ordered(ofKind: kind).filter { cost in
      guard !definitions[cost].isFamily else { return false }
      switch evaluator.value(of: EntityRef(cost), from) {
      case .entity(let ref): return ref.entity == fund
      case .list(let items):
        return items.contains { if case .entity(let ref) = $0 { ref.entity == fund } else { false } }
      default: return false
      }
    }.map { definitions.name(of: $0) }
    return names.isEmpty ? nil : names.map { "spent(\($0))" }.joined(separator: " + ")
  }
}
