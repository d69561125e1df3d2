// The comparison of three outlines, thing by thing and part by part.

import RungSyntax
import RungText

/// Edits of ours in each of its three versions: what is in all of them is merged, what differs is a conflict.
struct VersionEdits {
  var ours: [TextEdit] = []
  var base: [TextEdit] = []
  var theirs: [TextEdit] = []

  mutating func addToAll(_ edits: [TextEdit]) {
    ours += edits
    base += edits
    theirs += edits
  }
}

/// The comparison of three outlines, thing by thing.
struct MergeWork {
  let base: Outline
  let ours: Outline
  let theirs: Outline
  private let commentators: Commentators
  let rewriter: Rewriter
  var versions: [VersionEdits] = []
  /// With the place in ours that each is about.
  var conflicts: [(offset: Int, conflict: MergeConflict)] = []
  var taken = 0

  /// Whose comments count. A snapshot has none: that it lacks those of ours does not mean they are to go.
  enum Commentators { case both, ours }

  init(base: Outline, ours: Outline, theirs: Outline, comments commentators: Commentators = .both) {
    self.commentators = commentators
    self.base = base
    self.ours = ours
    self.theirs = theirs
    rewriter = Rewriter(ours)
  }

  mutating func run() {
    if commentators == .both, base.trees.count == 1, ours.trees.count == 1, theirs.trees.count == 1 {
      // First, so that a comment comes above the documentation that may come to the same place.
      var edits = VersionEdits()
      edits.addToAll(
        CommentMerge(base: base.trees[0], ours: ours.trees[0], theirs: theirs.trees[0])?.edits ?? [])
      versions.append(edits)
    }
    for thing in ours.things { merge(thing) }
    for thing in theirs.things where ours[thing.path] == nil { bring(thing) }
    var statements = StatementMerge(base: base, ours: ours, theirs: theirs, rewriter)
    statements.run()
    taken += statements.taken
    var edits = VersionEdits()
    edits.addToAll(statements.edits)
    versions.append(edits)
  }

  // MARK: Things of ours

  private mutating func merge(_ mine: WrittenThing) {
    let old = base[mine.path]
    guard let other = theirs[mine.path] else {
      if let old { takenAway(mine, old) }
      return
    }
    if (mine.declaration == nil) != (other.declaration == nil), let old { return half(mine, other, old) }
    guard !isSame(mine, ours, other, theirs) else { return }
    if let old, isSame(other, theirs, old, base) { return }
    mergeParts(mine, other, old)
  }

  /// Same bytes from documentation to end: nothing to look at.
  private func isSame(_ one: WrittenThing, _ outline: Outline, _ other: WrittenThing, _ otherOutline: Outline)
    -> Bool
  {
    guard one.statements.isEmpty, other.statements.isEmpty, let a = one.declaration,
      let b = other.declaration,
      one.container == other.container
    else { return false }
    return bytes(a, outline).elementsEqual(bytes(b, otherOutline))
  }

  private func bytes(_ declaration: WrittenThing.Declaration, _ outline: Outline) -> ArraySlice<UInt8> {
    let tree = outline.trees[declaration.tree]
    let lines = SourceLines(tree)
    let start = lines.documentedStart(of: declaration.node)
    return tree.source.bytes[start..<lines.end(of: declaration.node)]
  }

  /// Declared by one side only, while both say something of it on other lines: the declaration and the lines are
  /// looked at by themselves.
  private mutating func half(_ mine: WrittenThing, _ other: WrittenThing, _ old: WrittenThing) {
    guard let declaration = mine.declaration else { return bring(other) }
    guard old.declaration != nil else { return bringStatements(other, old) }
    var (own, was) = (mine, old)
    own.statements = []
    was.statements = []
    guard isUnchanged(own, ours, was) else { return takenAway(mine, old) }
    var edits = VersionEdits()
    edits.addToAll([rewriter.removing(declaration.node, in: declaration.tree, of: mine.container)])
    let before = Set(old.statements.map { base.trees[$0.tree].words(of: $0.node) })
    let after = Set(other.statements.map { theirs.trees[$0.tree].words(of: $0.node) })
    for (tree, node) in mine.statements {
      let words = ours.trees[tree].words(of: node)
      if before.contains(words), !after.contains(words) {
        edits.addToAll([rewriter.removing(node, in: tree, of: nil)])
      }
    }
    versions.append(edits)
    taken += 1
    bringStatements(other, old)
  }

  private typealias Wishes = (ours: [Rewriter.Wish], base: [Rewriter.Wish], theirs: [Rewriter.Wish])

  private mutating func mergeParts(_ mine: WrittenThing, _ other: WrittenThing, _ old: WrittenThing?) {
    let (mineParts, otherParts) = (byName(ours, mine), byName(theirs, other))
    let oldParts = old.map { byName(base, $0) } ?? [:]
    var wishes: Wishes = ([], [], [])
    var edits = VersionEdits()
    for name in names(mine, other, old) {
      let own = ours.value(of: mineParts[name])
      let new = theirs.value(of: otherParts[name])
      let before = base.value(of: oldParts[name])
      if own == new || new == before { continue }
      taken += 1
      if own == before {
        let wish = Rewriter.Wish(name, new)
        wishes.ours.append(wish)
        wishes.base.append(wish)
        wishes.theirs.append(wish)
      } else if let united = united(name, mine, mineParts[name], otherParts[name], oldParts[name]) {
        edits.addToAll(united)
      } else {
        wishes.base.append(Rewriter.Wish(name, before))
        wishes.theirs.append(Rewriter.Wish(name, new))
        taken -= 1
        note(
          mineParts[name]?.sites.first.map { (tree: $0.tree, node: $0.node) } ?? place(of: mine),
          MergeConflict(
            subject: subject(name, mine), base: before.shown, ours: own.shown, theirs: new.shown))
      }
    }
    edits.ours += rewriter.edits(of: mine, making: wishes.ours)
    edits.base += rewriter.edits(of: mine, making: wishes.base)
    edits.theirs += rewriter.edits(of: mine, making: wishes.theirs)
    versions.append(edits)
  }

  mutating func note(_ place: (tree: Int, node: NodeIndex)?, _ conflict: MergeConflict) {
    conflicts.append((place.map { rewriter.lines($0.tree).start(of: $0.node) } ?? 0, conflict))
  }

  private func place(of thing: WrittenThing) -> (tree: Int, node: NodeIndex)? {
    thing.declaration.map { ($0.tree, $0.node) } ?? thing.statements.first
  }

  func byName(_ outline: Outline, _ thing: WrittenThing) -> [PartName: Part] {
    Dictionary(outline.parts(of: thing).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// In the order of ours, then of theirs; documentation before what it documents.
  private func names(_ mine: WrittenThing, _ other: WrittenThing, _ old: WrittenThing?) -> [PartName] {
    var seen: Set<PartName> = []
    var names: [PartName] = []
    for part in ours.parts(of: mine) + theirs.parts(of: other) + (old.map { base.parts(of: $0) } ?? [])
    where seen.insert(part.name).inserted { names.append(part.name) }
    return names
  }

  /// A set or a table to which both sides may add.
  private func united(
    _ name: PartName, _ thing: WrittenThing, _ own: Part?, _ new: Part?, _ before: Part?
  ) -> [TextEdit]? {
    guard let own, let new, own.sites.count == 1, new.sites.count == 1,
      own.sites[0].form == new.sites[0].form,
      isCollection(name, thing), let mine = own.sites[0].value, let other = new.sites[0].value
    else { return nil }
    var old: FormulaVersion?
    if let before {
      guard before.sites.count == 1, before.sites[0].form == own.sites[0].form,
        let value = before.sites[0].value
      else { return nil }
      old = FormulaVersion(tree: base.trees[before.sites[0].tree], node: value)
    }
    return CollectionMerge(
      base: old, ours: FormulaVersion(tree: ours.trees[own.sites[0].tree], node: mine),
      theirs: FormulaVersion(tree: theirs.trees[new.sites[0].tree], node: other)
    ).edits?.withUnitedDeletions
  }

  private func isCollection(_ name: PartName, _ thing: WrittenThing) -> Bool {
    let word: String
    switch name {
    case .property(let text), .member(_, let text): word = text
    case .kind, .title, .index, .origin, .owner, .documentation, .formula, .confidence,
      .propertyDocumentation, .change, .removal:
      return false
    }
    guard let kindWord = ours.kindWord(of: thing), let kind = ours.schema.kind(named: kindWord),
      let property = ours.schema.property(of: kind, named: word)
    else { return false }
    return CollectionMerge.isCollection(ours.schema[property].type) || ours.schema[property].varies
  }

  private func subject(_ name: PartName, _ thing: WrittenThing) -> String {
    let path = thing.path.text
    return switch name {
    case .kind: "the kind of \(path)"
    case .title: "the title of \(path)"
    case .index: "the members of \(path)"
    case .origin: "what \(path) comes from"
    case .owner: "the owner of \(path)"
    case .documentation: "the documentation of \(path)"
    case .formula: path
    case .confidence: "the confidence of \(path)"
    case .property(let word): "\(path).\(word)"
    case .propertyDocumentation(let word): "the documentation of \(path).\(word)"
    case .member(let index, let word): "\(path)[\(index)].\(word)"
    case .change(let change): "\(change) in \(path)"
    case .removal: "the removal of \(path)"
    }
  }
}
