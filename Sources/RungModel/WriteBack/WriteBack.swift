// Changes of definitions edited into the files they concern: what `save` writes. Everything that no change speaks of
// stays byte for byte.

import RungSyntax
import RungText

package struct WriteBack {
  /// The files that change, in the order of the trees.
  package let texts: [(source: Source, bytes: [UInt8])]

  package enum Failure: Error, Sendable {
    /// A file has errors, or says something twice, so that its parts cannot be told apart.
    case unreadable(SyntaxTree)
    /// There is no file to write a change to, or a change does not fit the files.
    case unplaced(Change)
  }

  /// - Parameters:
  ///   - trees: of all files of the programme, the entry first, as they were before the changes.
  ///   - changes: in order.
  ///
  /// Changes of different things are edited in together; a change of what was changed already waits until that
  /// is in the text. O(bytes) for each such round.
  package init(_ trees: [SyntaxTree], _ changes: [Change]) throws(Failure) {
    var work = Work(trees)
    if let damaged = trees.first(where: { tree in tree.diagnostics.contains { $0.severity == .error } }) {
      throw .unreadable(damaged)
    }
    for change in changes { try work.add(change) }
    guard work.flush() else {
      // Edits of one round are of different things, so this would be a mistake of ours.
      guard let last = changes.last else { throw .unreadable(trees[0]) }
      throw .unplaced(last)
    }
    var texts: [(source: Source, bytes: [UInt8])] = []
    for (before, after) in zip(trees, work.trees) where before.source.bytes != after.source.bytes {
      texts.append((before.source, after.source.bytes))
    }
    self.texts = texts
  }
}

private struct Work {
  private(set) var trees: [SyntaxTree]
  private var outline: Outline
  private var rewriter: Rewriter
  private var declared: Set<ThingPath>
  private var edits: [TextEdit] = []
  /// What this round has changed.
  private var touched: Set<ThingPath> = []

  init(_ trees: [SyntaxTree]) {
    self.trees = trees
    declared = Outline.declared(in: trees)
    outline = Outline(trees, declared: declared)
    rewriter = Rewriter(outline)
  }

  mutating func add(_ change: Change) throws(WriteBack.Failure) {
    let tree = SyntaxTree.parse(Source(name: "", text: change.statement))
    for node in tree.children(of: 0) {
      let isPlaced =
        if let scenario = change.scenario { add(node, tree, in: ThingPath(scenario)) } else {
          try add(node, tree, change)
        }
      guard isPlaced else { throw .unplaced(change) }
    }
  }

  /// False when there is no place for it.
  private mutating func add(
    _ node: NodeIndex, _ tree: SyntaxTree, _ change: Change
  ) throws(WriteBack.Failure) -> Bool {
    switch tree.kind(node) {
    case .override, .remove:
      guard let (path, part) = Outline.subject(of: node, tree, declared) else { return false }
      if touched.contains(path) {
        guard flush() else { return false }
      }
      touched.insert(path)
      return set(
        path, part, tree.kind(node) == .override ? tree.child(1, of: node).map { tree.text($0) } : nil)
    default:
      // A new thing may be spoken of, or stand beside another new one, at once.
      guard flush(), !trees.isEmpty else { return false }
      edits += rewriter.edits(inserting: Self.snippet(of: node, tree), into: nil)
      return flush()
    }
  }

  // MARK: Scenarios

  /// A change of what a scenario says, which stands in its block.
  private mutating func add(_ node: NodeIndex, _ tree: SyntaxTree, in scenario: ThingPath) -> Bool {
    if touched.contains(scenario) {
      guard flush() else { return false }
    }
    guard let thing = outline[scenario], thing.declaration != nil else { return false }
    touched.insert(scenario)
    let parts = outline.parts(of: thing)
    switch tree.kind(node) {
    case .override:
      guard let path = tree.child(0, of: node), let value = tree.child(1, of: node) else { return false }
      let part = PartName.change(Outline.pathText(path, tree))
      var wanted = outline.value(of: parts.first { $0.name == part })
      wanted.override = PartValue.Text(tree.text(value))
      edits += rewriter.edits(of: thing, making: [Rewriter.Wish(part, wanted)])
    case .remove:
      guard let path = tree.child(0, of: node) else { return false }
      edits += takingBack(Outline.pathText(path, tree), thing, parts)
    default:
      edits += rewriter.edits(inserting: Self.snippet(of: node, tree), into: scenario)
    }
    return true
  }

  /// What the scenario itself sets or adds under a path, and below it, goes; of what it does not, it says that it
  /// is removed.
  private func takingBack(_ path: String, _ scenario: WrittenThing, _ parts: [Part]) -> [TextEdit] {
    func isBelow(_ other: String) -> Bool { other == path || other.hasPrefix(path + ".") }
    var wishes: [Rewriter.Wish] = []
    var isOwn = false
    for part in parts {
      guard case .change(let other) = part.name, isBelow(other), part.site(.override) != nil else { continue }
      var wanted = outline.value(of: part)
      wanted.override = nil
      wishes.append(Rewriter.Wish(part.name, wanted))
      isOwn = isOwn || other == path
    }
    var edits: [TextEdit] = []
    for inner in scenario.inner where isBelow(inner.name) {
      guard let thing = outline[inner] else { continue }
      edits += rewriter.edits(removing: thing)
      isOwn = isOwn || inner.name == path
    }
    if isOwn { return edits + rewriter.edits(of: scenario, making: wishes) }
    let part = PartName.change(path)
    var wanted = outline.value(of: parts.first { $0.name == part })
    wanted.removal = PartValue.Text("")
    return rewriter.edits(of: scenario, making: [Rewriter.Wish(part, wanted)])
  }

  private static func snippet(of node: NodeIndex, _ tree: SyntaxTree) -> Rewriter.Snippet {
    let start = tree.documentationRange(before: tree.firstToken(node))?.start ?? tree.range(node).start
    return Rewriter.Snippet(
      tree.source.text(ByteRange(start: start, end: tree.range(node).end)),
      kindWord: tree.text(ofToken: tree.firstToken(node)))
  }

  // MARK: One thing

  /// `text`: the formula, or nil of what is taken away.
  private mutating func set(_ path: ThingPath, _ part: PartName, _ text: String?) -> Bool {
    guard let thing = outline[path] else { return false }
    if part == .removal {
      takeAway(thing)
      return true
    }
    let current = outline.value(of: outline.parts(of: thing).first { $0.name == part })
    var wanted = current
    wanted.removal = nil
    let words = text.map { PartValue.Text($0) }
    let isOutside = isMember(part) || thing.declaration == nil || (isProperty(part) && hasNoBlock(thing))
    if isOutside || current.override != nil, text != nil {
      wanted.override = words
    } else {
      wanted.declared = words
      wanted.override = nil
    }
    var wishes = [Rewriter.Wish(part, wanted)]
    if text == nil, case .property(let word) = part {
      wishes.append(Rewriter.Wish(.propertyDocumentation(word), .absent))
    }
    edits += rewriter.edits(of: thing, making: wishes)
    return true
  }

  private func isProperty(_ part: PartName) -> Bool {
    if case .property = part { return true }
    return false
  }

  /// A `let` has no block, and that of a scenario holds changes, not properties of its own.
  private func hasNoBlock(_ thing: WrittenThing) -> Bool {
    let word = outline.kindWord(of: thing)
    return word == "scenario" || word == "let"
  }

  private func isMember(_ part: PartName) -> Bool {
    if case .member = part { return true }
    return false
  }

  /// With what belongs to it by its name or by an `in` clause.
  private mutating func takeAway(_ thing: WrittenThing) {
    var gone: Set<ThingPath> = [thing.path]
    edits += rewriter.edits(removing: thing)
    for other in outline.things where other.path != thing.path && other.path.scenario.isEmpty {
      if let container = other.container, gone.contains(container) {
        gone.insert(other.path)
        continue
      }
      let isBelow = other.path.name.hasPrefix(thing.path.name + ".")
      let owner = outline.parts(of: other).first { $0.name == .owner }
      let isOwned = owner.map { outline.value(of: $0).declared?.canonical == thing.path.name } ?? false
      if isBelow || isOwned {
        gone.insert(other.path)
        edits += rewriter.edits(removing: other)
      }
    }
    touched.formUnion(gone)
  }

  // MARK: Rounds

  /// Makes the edits so far; false when they do not go together.
  mutating func flush() -> Bool {
    defer {
      edits = []
      touched = []
    }
    guard !edits.isEmpty else { return true }
    var bySource: [Source: [TextEdit]] = [:]
    for edit in edits { bySource[edit.source, default: []].append(edit) }
    for index in trees.indices {
      guard let own = bySource[trees[index].source] else { continue }
      guard let bytes = try? TextEdits.apply(own.withUnitedDeletions, to: trees[index].source) else {
        return false
      }
      trees[index] = SyntaxTree.parse(Source(name: trees[index].source.name, bytes: bytes))
    }
    declared = Outline.declared(in: trees)
    outline = Outline(trees, declared: declared)
    rewriter = Rewriter(outline)
    return true
  }
}
