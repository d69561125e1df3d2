// The parts of one thing, and what each of them says in canonical words.

import RungSyntax
import RungText

extension Outline {
  /// What is written of a thing, in canonical order but for overrides, which stand as written.
  package func parts(of thing: WrittenThing) -> [Part] {
    var parts: [Part] = []
    var positions: [PartName: Int] = [:]
    func add(_ name: PartName, _ site: Site) {
      if let position = positions[name] {
        parts[position].sites.append(site)
      } else {
        positions[name] = parts.count
        parts.append(Part(name: name, sites: [site]))
      }
    }
    if let declaration = thing.declaration { declared(declaration, thing, add) }
    for (tree, node) in thing.statements {
      guard let subject = Self.subject(of: node, trees[tree], Set(things.isEmpty ? [] : [thing.path])) else {
        continue
      }
      let isOverride = trees[tree].kind(node) == .override
      let part = subject.path == thing.path ? subject.part : .removal
      add(
        part,
        Site(
          form: isOverride ? .override : .removal, tree: tree, node: node,
          value: isOverride ? trees[tree].child(1, of: node) : nil))
    }
    return parts
  }

  private func declared(
    _ declaration: WrittenThing.Declaration, _ thing: WrittenThing, _ add: (PartName, Site) -> Void
  ) {
    let tree = trees[declaration.tree]
    let node = declaration.node
    func site(_ node: NodeIndex, _ value: NodeIndex?, _ form: SiteForm = .declared) -> Site {
      Site(form: form, tree: declaration.tree, node: node, value: value)
    }
    add(.kind, site(node, nil))
    if tree.documentationRange(before: tree.firstToken(node)) != nil { add(.documentation, site(node, nil)) }
    let isQualified =
      schema.kind(named: tree.text(ofToken: tree.firstToken(node))).map { schema[$0].isQualified } ?? false
    // The owner of what stands in a block is whose block it is.
    if !isQualified, let owner = thing.container, tree.kind(node) == .declaration,
      owner.name != thing.path.scenario
    {
      add(.owner, site(node, nil))
    }
    for child in tree.children(of: node).dropFirst() {
      switch tree.kind(child) {
      case .family: add(.index, site(child, child))
      case .string where tree.kind(node) == .declaration || tree.kind(node) == .scenario:
        add(.title, site(child, child))
      case .string where tree.kind(node) == .target && isTitle(child, of: node, tree):
        add(.title, site(child, child))
      case .inClause: if !isQualified { add(.owner, site(child, tree.child(0, of: child))) }
      case .fromClause: add(.origin, site(child, tree.child(0, of: child)))
      case .confidence: add(.confidence, site(child, tree.child(0, of: child)))
      case .block: block(child, of: node, tree, site, add)
      default:
        if tree.kind(child).isExpression { add(.formula, site(child, child)) }
      }
    }
  }

  /// `target T "Title" = …`: a text before the condition.
  private func isTitle(_ child: NodeIndex, of node: NodeIndex, _ tree: SyntaxTree) -> Bool {
    guard let second = tree.child(1, of: node), second == child, let third = tree.child(2, of: node) else {
      return false
    }
    return tree.kind(third) != .confidence && tree.kind(third) != .block
  }

  private func block(
    _ block: NodeIndex, of node: NodeIndex, _ tree: SyntaxTree,
    _ site: (NodeIndex, NodeIndex?, SiteForm) -> Site, _ add: (PartName, Site) -> Void
  ) {
    for child in tree.children(of: block) {
      switch tree.kind(child) {
      case .property:
        let word = composed(tree.text(ofToken: tree.firstToken(child)))
        add(.property(word), site(child, tree.child(0, of: child), .declared))
        if tree.documentationRange(before: tree.firstToken(child)) != nil {
          add(.propertyDocumentation(word), site(child, nil, .declared))
        }
      case .override, .remove:
        guard let path = tree.child(0, of: child) else { continue }
        let isOverride = tree.kind(child) == .override
        add(
          .change(Self.pathText(path, tree)),
          site(child, isOverride ? tree.child(1, of: child) : nil, isOverride ? .override : .removal))
      default: break  // Inner declarations are things of their own.
      }
    }
  }

  // MARK: What is said

  /// Canonical words of a part's site: equal where the meaning as written is.
  package func text(of site: Site, _ name: PartName) -> String {
    let tree = trees[site.tree]
    switch name {
    case .kind: return tree.text(ofToken: tree.firstToken(site.node))
    case .documentation, .propertyDocumentation:
      return tree.documentation(before: tree.firstToken(site.node)) ?? ""
    case .index: return familyText(site.node, tree)
    case .owner:
      guard let value = site.value else { return ownerText(of: site) }
      return Self.pathText(value, tree)
    case .title, .origin, .formula, .confidence, .property, .member, .change, .removal:
      return site.value.map { CanonicalPrinter.canonicalText(of: $0, in: tree) } ?? ""
    }
  }

  /// In whose block a declaration stands.
  private func ownerText(of site: Site) -> String {
    things.first { $0.declaration?.node == site.node && $0.declaration?.tree == site.tree }?.container?.name
      ?? ""
  }

  func familyText(_ family: NodeIndex, _ tree: SyntaxTree) -> String { tree.words(of: family) }

  /// What is said, as the author wrote it.
  package func written(_ site: Site, _ name: PartName) -> String {
    let tree = trees[site.tree]
    switch name {
    case .documentation, .propertyDocumentation, .kind, .owner: return text(of: site, name)
    case .index: return tree.text(site.node)
    case .title, .origin, .formula, .confidence, .property, .member, .change, .removal:
      return site.value.map { tree.text($0) } ?? ""
    }
  }

  /// A part as it is written and as it means.
  package func value(of part: Part?) -> PartValue {
    guard let part else { return .absent }
    var value = PartValue.absent
    for site in part.sites {
      value[site.form] = PartValue.Text(
        canonical: text(of: site, part.name), written: written(site, part.name))
    }
    return value
  }
}

/// What a part says, in each of the forms in which it can be said.
package struct PartValue: Hashable, Sendable {
  package struct Text: Hashable, Sendable {
    package let canonical: String
    package let written: String

    package init(canonical: String, written: String) {
      self.canonical = canonical
      self.written = written
    }

    package init(_ text: String) { self.init(canonical: text, written: text) }

    package static func == (left: Text, right: Text) -> Bool { left.canonical == right.canonical }
    package func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
  }

  package var declared: Text?
  package var override: Text?
  package var removal: Text?

  package static let absent = PartValue()

  package init(declared: Text? = nil, override: Text? = nil, removal: Text? = nil) {
    self.declared = declared
    self.override = override
    self.removal = removal
  }

  package var isAbsent: Bool { self == .absent }

  package subscript(form: SiteForm) -> Text? {
    get {
      switch form {
      case .declared: declared
      case .override: override
      case .removal: removal
      }
    }
    set {
      switch form {
      case .declared: declared = newValue
      case .override: override = newValue
      case .removal: removal = newValue
      }
    }
  }
}
