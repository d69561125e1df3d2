// What was changed in the text of a declaration, as statements: a declared thing cannot be declared again.

import RungSyntax
import RungText

package struct DeclarationDifference {
  /// Overrides, removals and additions. When the title, the index or the documentation differs, the thing is declared
  /// anew, behind its own removal; what declares something else comes back as it is. Empty when nothing differs.
  package let text: String
  /// Whether it is the whole declaration, behind its own removal.
  package private(set) var isWhole = false

  /// `old`: canonical text. `path`: how the top level knows it.
  package init(from old: String, to new: String, path: String) {
    let before = SyntaxTree.parse(Source(name: "<prompt>", text: old))
    let after = SyntaxTree.parse(Source(name: "<prompt>", text: new))
    let known = Array(before.children(of: 0))
    let edited = Array(after.children(of: 0))
    guard after.diagnostics.isEmpty, let first = known.first, let changed = edited.first,
      Part(before, first).hasSameName(as: Part(after, changed))
    else {
      text = new
      return
    }
    guard var statements = Part(before, first).changes(to: Part(after, changed), path: path) else {
      text = "remove \(path)\n" + new
      isWhole = true
      return
    }
    // Of a family, overrides of its members follow.
    let rest = known.dropFirst().map { CanonicalPrinter.canonicalText(of: $0, in: before) }
    statements += edited.dropFirst().map { CanonicalPrinter.canonicalText(of: $0, in: after) }
      .filter { !rest.contains($0) }
    text = statements.joined(separator: "\n")
  }
}

/// A declaration and what is in it.
private struct Part {
  let tree: SyntaxTree
  let node: NodeIndex
  private let children: [NodeIndex]

  init(_ tree: SyntaxTree, _ node: NodeIndex) {
    self.tree = tree
    self.node = node
    children = Array(tree.children(of: node))
  }

  private var block: NodeIndex? { children.first { tree.kind($0) == .block } }

  /// The value of a `let` and the like; nil of other declarations.
  private var value: NodeIndex? {
    switch tree.kind(node) {
    case .letStatement, .assume, .exchange: children.count > 1 ? children[1] : nil
    case .target: children.dropFirst().first { tree.kind($0) != .string }
    default: nil
    }
  }

  /// Everything but values and block: kind, name, index, title, owner.
  private var head: [String] {
    let kept = children.filter { $0 != block && $0 != value }.map { tree.text($0) }
    return [tree.text(ofToken: tree.firstToken(node))] + kept
  }

  /// Of the declaration, and of each property in order.
  private var documentation: [String] {
    let own = tree.documentation(before: tree.firstToken(node)) ?? ""
    let texts = entries(.property).compactMap { property -> String? in
      let word = tree.firstToken(property)
      return tree.documentation(before: word).map { tree.text(ofToken: word) + ": " + $0 }
    }
    return [own] + texts
  }

  func hasSameName(as other: Part) -> Bool { name != nil && name == other.name }

  private var name: String? {
    children.first { tree.kind($0) == .name }.map { tree.text($0) }
  }

  private var properties: [(name: String, value: String)] {
    entries(.property).map { property in
      let value = tree.children(of: property).first { _ in true }
      let text = value.map { CanonicalPrinter.canonicalText(of: $0, in: tree) } ?? ""
      return (tree.text(ofToken: tree.firstToken(property)), text)
    }
  }

  private var inner: [(name: String, part: Part)] {
    entries(.declaration).map { declaration in
      let name = tree.children(of: declaration).first { tree.kind($0) == .name }
      return (name.map { tree.text($0) } ?? "", Part(tree, declaration))
    }
  }

  private func entries(_ kind: NodeKind) -> [NodeIndex] {
    block.map { Array(tree.children(of: $0)).filter { tree.kind($0) == kind } } ?? []
  }

  /// Nil when no statements about properties make it the other.
  func changes(to new: Part, path: String) -> [String]? {
    guard tree.kind(node) == new.tree.kind(new.node), head == new.head, documentation == new.documentation,
      isComparable
    else { return nil }
    var statements: [String] = []
    if let value, let changed = new.value {
      let text = CanonicalPrinter.canonicalText(of: changed, in: new.tree)
      if text != CanonicalPrinter.canonicalText(of: value, in: tree) {
        statements.append("\(path) = \(text)")
      }
    }
    let old = properties
    let edited = new.properties
    for property in edited where !old.contains(where: { $0 == property }) {
      statements.append("\(path).\(property.name) = \(property.value)")
    }
    for property in old where !edited.contains(where: { $0.name == property.name }) {
      statements.append("remove \(path).\(property.name)")
    }
    for (name, part) in new.inner {
      if let known = inner.first(where: { $0.name == name }) {
        guard let further = known.part.changes(to: part, path: "\(path).\(name)") else { return nil }
        statements += further
      } else {
        statements.append(part.added(to: path))
      }
    }
    for (name, _) in inner where !new.inner.contains(where: { $0.name == name }) {
      statements.append("remove \(path).\(name)")
    }
    return statements
  }

  private var isComparable: Bool {
    switch tree.kind(node) {
    case .letStatement, .assume, .exchange, .target, .declaration: true
    default: false
    }
  }

  /// `module Money in Foundations { … }`.
  private func added(to owner: String) -> String {
    let text = tree.text(node)
    guard let block else { return "\(text) in \(owner)" }
    let start = Int(tree.range(node).start)
    let blockStart = Int(tree.range(block).start)
    let bytes = Array(text.utf8)
    let head = String(decoding: bytes[..<(blockStart - start)], as: UTF8.self)
    return head + "in \(owner) " + String(decoding: bytes[(blockStart - start)...], as: UTF8.self)
  }
}
