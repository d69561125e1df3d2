// From trees to an outline.

import RungSyntax
import RungText

extension Outline {
  /// The things that texts declare, by path: what tells `remove Foundations.Listening` from `remove Core.amount`.
  package static func declared(in trees: [SyntaxTree]) -> Set<ThingPath> {
    var found: Set<ThingPath> = []
    for tree in trees {
      for statement in tree.children(of: 0) { note(statement, tree, within: nil, scenario: "", &found) }
    }
    return found
  }

  private static func note(
    _ node: NodeIndex, _ tree: SyntaxTree, within owner: ThingPath?, scenario: String,
    _ found: inout Set<ThingPath>
  ) {
    guard let path = path(of: node, tree, within: owner, scenario: scenario) else { return }
    found.insert(path)
    guard let block = tree.firstChild(of: node, kind: .block) else { return }
    let inside = tree.kind(node) == .scenario ? path.name : scenario
    for child in tree.children(of: block) where tree.kind(child) != .property {
      note(child, tree, within: tree.kind(node) == .scenario ? nil : path, scenario: inside, &found)
    }
  }

  /// What a statement declares; nil when it declares nothing.
  static func path(
    of node: NodeIndex, _ tree: SyntaxTree, within owner: ThingPath?, scenario: String
  ) -> ThingPath? {
    switch tree.kind(node) {
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario: break
    default: return nil
    }
    guard let nameNode = tree.child(0, of: node), tree.kind(nameNode) == .name else { return nil }
    let name = Self.name(nameNode, tree)
    let kind = Schema.rung.kind(named: tree.text(ofToken: tree.firstToken(node)))
    guard let kind, Schema.rung[kind].isQualified else { return ThingPath(name, scenario: scenario) }
    if let owner { return ThingPath(owner.name + "." + name, scenario: scenario) }
    guard let clause = tree.firstChild(of: node, kind: .inClause), let path = tree.child(0, of: clause) else {
      return ThingPath(name, scenario: scenario)
    }
    return ThingPath(pathText(path, tree) + "." + name, scenario: scenario)
  }

  static func name(_ node: NodeIndex, _ tree: SyntaxTree) -> String { composed(tree.text(node)) }

  static func pathText(_ node: NodeIndex, _ tree: SyntaxTree) -> String {
    composed(CanonicalPrinter.canonicalText(of: node, in: tree))
  }

  /// - Parameter declared: by these and any other texts that are looked at together.
  package init(_ trees: [SyntaxTree], declared: Set<ThingPath>? = nil, schema: Schema = .rung) {
    self.trees = trees
    self.schema = schema
    let declared = declared ?? Self.declared(in: trees)
    for (index, tree) in trees.enumerated() {
      for statement in tree.children(of: 0) { add(statement, index, within: nil, scenario: "", declared) }
    }
  }

  private mutating func add(
    _ node: NodeIndex, _ index: Int, within owner: ThingPath?, scenario: String, _ declared: Set<ThingPath>
  ) {
    let tree = trees[index]
    switch tree.kind(node) {
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario:
      guard let path = Self.path(of: node, tree, within: owner, scenario: scenario) else { return }
      let container = owner ?? (scenario.isEmpty ? nil : ThingPath(scenario))
      declare(path, WrittenThing.Declaration(tree: index, node: node), in: container)
      if let container, let position = positions[container] { things[position].inner.append(path) }
      if container == nil, let owner = path.owner { outside[owner, default: []].append(path) }
      guard let block = tree.firstChild(of: node, kind: .block) else { return }
      let isScenario = tree.kind(node) == .scenario
      for child in tree.children(of: block) {
        switch tree.kind(child) {
        case .property: break
        case .override, .remove: if isScenario { break }
        default:
          add(
            child, index, within: isScenario ? nil : path, scenario: isScenario ? path.name : scenario,
            declared)
        }
      }
    case .override, .remove:
      guard let path = Self.subject(of: node, tree, declared)?.path else { return }
      position(of: path) { $0.statements.append((index, node)) }
    default: loose.append(LooseStatement(tree: index, node: node, text: tree.words(of: node)))
    }
  }

  private mutating func declare(
    _ path: ThingPath, _ declaration: WrittenThing.Declaration, in container: ThingPath?
  ) {
    var earlier: WrittenThing.Declaration?
    position(of: path) {
      earlier = $0.declaration
      $0.declaration = declaration
      $0.container = container
    }
    if earlier != nil { repeated.append(trees[declaration.tree].place(declaration.node)) }
  }

  private mutating func position(of path: ThingPath, _ change: (inout WrittenThing) -> Void) {
    let position: Int
    if let known = positions[path] {
      position = known
    } else {
      position = things.count
      positions[path] = position
      things.append(WrittenThing(path: path))
    }
    change(&things[position])
  }

  // MARK: Overrides and removals

  /// Of what a statement at the top level speaks: `Intake[3].size = 40`, `remove Core.amount`.
  static func subject(
    of node: NodeIndex, _ tree: SyntaxTree, _ declared: Set<ThingPath>
  ) -> (path: ThingPath, part: PartName)? {
    guard let pathNode = tree.child(0, of: node) else { return nil }
    let whole = pathText(pathNode, tree)
    guard tree.kind(pathNode) == .reference else {
      return (ThingPath(whole), tree.kind(node) == .remove ? .removal : .formula)
    }
    if tree.kind(node) == .remove, declared.contains(ThingPath(whole)) { return (ThingPath(whole), .removal) }
    let parts = Array(tree.children(of: pathNode))
    var name = ""
    var index: String?
    for (offset, part) in parts.enumerated() {
      switch tree.kind(part) {
      case .name: name = Self.name(part, tree)
      case .subscript:
        index = tree.children(of: part).map { tree.text($0).filter { $0 != "_" } }.joined(separator: ",")
      case .member:
        let word = composed(tree.text(ofToken: tree.firstToken(part) + 1))
        if offset < parts.count - 1 {
          name += "." + word
        } else if let index {
          return (ThingPath(name), .member(index, word))
        } else if tree.kind(node) == .remove, !isProperty(word) {
          return (ThingPath(name + "." + word), .removal)
        } else {
          return (ThingPath(name), .property(word))
        }
      default: return (ThingPath(whole), .change(whole))
      }
    }
    return (ThingPath(name), .change(whole))
  }

  private static func isProperty(_ word: String) -> Bool {
    Schema.rung.properties.contains { $0.name == word }
      || word.unicodeScalars.first.map { $0.properties.isLowercase } ?? true
  }
}

extension SyntaxTree {
  /// The tokens of a node with one space between them: what it says, whatever its layout and comments.
  func words(of node: NodeIndex) -> String {
    (Int(nodes[node].first)..<Int(nodes[node].end)).map { text(ofToken: $0) }.joined(separator: " ")
  }
}

/// A name in Unicode's composed form: one that looks the same is the same.
func composed(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? text : NormalForm.composed(text) ?? text
}
