// Three versions of a text made one, by meaning: by thing and part, sets by element, tables by key, all else
// whole. What theirs changed is edited into ours, so that layout and comments of ours stay; moving and laying
// out never conflict. A real conflict is marked in the text, with both versions and the base.

import RungSyntax
import RungText

/// Something that both sides changed differently.
package struct MergeConflict: Hashable, Sendable {
  /// Of what: `Grow.places`, `the title of Grow`, `pool Veterans`.
  package let subject: String
  /// What each version says, canonically; nil where it is not there.
  package let base: String?
  package let ours: String?
  package let theirs: String?
}

/// What the versions are called in the marks.
package struct MergeLabels: Sendable {
  package let base: String
  package let ours: String
  package let theirs: String
  /// How many signs a mark has.
  package let markerSize: Int

  package init(
    base: String = "base", ours: String = "ours", theirs: String = "theirs", markerSize: Int = 7
  ) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.markerSize = markerSize
  }
}

package struct Merge: Sendable {
  /// The merged text; with marks where there are conflicts.
  package let bytes: [UInt8]
  package let conflicts: [MergeConflict]
  /// What theirs changed that ours did not have: how many parts, things and statements.
  package let taken: Int

  package enum Failure: Error, Sendable {
    /// A version has errors, or says something twice, so that its parts cannot be told apart.
    case unreadable(SyntaxTree)
    /// A mistake of ours: the edits cannot be applied together.
    case edits
  }

  package init(
    base: SyntaxTree, ours: SyntaxTree, theirs: SyntaxTree, labels: MergeLabels = MergeLabels()
  ) throws(Failure) {
    let declared = Outline.declared(in: [base, ours, theirs])
    let outlines = [base, ours, theirs].map { Outline([$0], declared: declared) }
    for outline in outlines where !outline.isSound { throw .unreadable(outline.trees[0]) }
    var work = MergeWork(base: outlines[0], ours: outlines[1], theirs: outlines[2])
    work.run()
    guard let bytes = MergedText(ours, work.versions, labels).bytes else { throw .edits }
    self.bytes = bytes
    conflicts = work.conflicts.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    .map(\.element.conflict)
    taken = work.taken
  }
}

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
  private let rewriter: Rewriter
  private(set) var versions: [VersionEdits] = []
  /// With the place in ours that each is about.
  private(set) var conflicts: [(offset: Int, conflict: MergeConflict)] = []
  private(set) var taken = 0

  init(base: Outline, ours: Outline, theirs: Outline) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    rewriter = Rewriter(ours)
  }

  mutating func run() {
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

  /// Declared by one side only, while something is said of it by both: parts that are only one side's are merged
  /// as if the declaration were a part.
  private mutating func half(_ mine: WrittenThing, _ other: WrittenThing, _ old: WrittenThing) {
    if mine.declaration != nil {
      takenAway(mine, old)
    } else {
      bring(other)
    }
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

  private mutating func note(_ place: (tree: Int, node: NodeIndex)?, _ conflict: MergeConflict) {
    conflicts.append((place.map { rewriter.lines($0.tree).start(of: $0.node) } ?? 0, conflict))
  }

  private func place(of thing: WrittenThing) -> (tree: Int, node: NodeIndex)? {
    thing.declaration.map { ($0.tree, $0.node) } ?? thing.statements.first
  }

  private func byName(_ outline: Outline, _ thing: WrittenThing) -> [PartName: Part] {
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

  // MARK: Things of one side

  /// Theirs has taken it out.
  private mutating func takenAway(_ mine: WrittenThing, _ old: WrittenThing) {
    // What goes with its container is dealt with there.
    if let container = mine.container, base[container] != nil, theirs[container] == nil { return }
    if isUnchanged(mine, ours, old) {
      var edits = VersionEdits()
      edits.addToAll(rewriter.edits(removing: mine))
      versions.append(edits)
      taken += 1
      return
    }
    guard let declaration = mine.declaration else { return }
    let lines = rewriter.lines(declaration.tree)
    let start = lines.documentedStart(of: declaration.node)
    let was = old.declaration.map { snippet($0, base).text }
    var edits = VersionEdits()
    edits.theirs = rewriter.edits(removing: mine)
    if let was {
      let indentation = lines.indentation(at: start)
      edits.base = [
        lines.edit(
          start, lines.end(of: declaration.node),
          String(Rewriter.Snippet(was, kindWord: "").indented(indentation).dropFirst(indentation.count)))
      ]
    }
    versions.append(edits)
    note(
      (declaration.tree, declaration.node),
      MergeConflict(
        subject: subject(of: mine, ours), base: was, ours: snippet(declaration, ours).text, theirs: nil))
  }

  /// Theirs has it and ours does not.
  private mutating func bring(_ other: WrittenThing) {
    // What comes with its container comes there.
    if let container = other.container, ours[container]?.declaration == nil, theirs[container] != nil {
      return
    }
    let old = base[other.path]
    guard let declaration = other.declaration else { return bringStatements(other, old) }
    if let old, isUnchanged(other, theirs, old) { return }
    let coming = rewriter.edits(
      inserting: snippet(declaration, theirs), into: other.container, after: neighbour(of: other))
    var edits = VersionEdits()
    guard let old, old.declaration != nil else {
      edits.addToAll(coming)
      versions.append(edits)
      taken += 1
      bringStatements(other, old)
      return
    }
    edits.theirs = coming
    var was: String?
    if let declaration = old.declaration {
      let snippet = snippet(declaration, base)
      was = snippet.text
      edits.base = rewriter.edits(inserting: snippet, into: other.container, after: neighbour(of: other))
    }
    versions.append(edits)
    conflicts.append(
      (
        coming.first.map { Int($0.range.start) } ?? 0,
        MergeConflict(
          subject: subject(of: other, theirs), base: was, ours: nil,
          theirs: snippet(declaration, theirs).text)
      ))
  }

  /// What theirs says of a thing on lines of their own, when ours says nothing of it.
  private mutating func bringStatements(_ other: WrittenThing, _ old: WrittenThing?) {
    let known = Set((old?.statements ?? []).map { base.trees[$0.tree].words(of: $0.node) })
    let place = ours[other.path] ?? WrittenThing(path: other.path)
    for (tree, node) in other.statements where !known.contains(theirs.trees[tree].words(of: node)) {
      var edits = VersionEdits()
      let text = theirs.trees[tree].text(node)
      let isNew = old == nil || old?.declaration == nil
      let coming =
        other.declaration != nil && ours[other.path] == nil
        ? after(neighbour(of: other), text) : rewriter.inserting(statement: text, about: place)
      if isNew { edits.addToAll(coming) } else { edits.theirs = coming }
      versions.append(edits)
      taken += 1
    }
  }

  private func after(_ neighbour: ThingPath?, _ text: String) -> [TextEdit] {
    guard let neighbour, let thing = ours[neighbour] else {
      return rewriter.inserting(statement: text, about: WrittenThing(path: ThingPath("")))
    }
    return rewriter.inserting(statement: text, about: thing)
  }

  /// Whether a side left a thing and all that belongs to it as it was.
  private func isUnchanged(_ thing: WrittenThing, _ outline: Outline, _ old: WrittenThing) -> Bool {
    let (parts, before) = (byName(outline, thing), byName(base, old))
    guard Set(parts.keys) == Set(before.keys), Set(thing.inner) == Set(old.inner) else { return false }
    for (name, part) in parts where outline.value(of: part) != base.value(of: before[name]) { return false }
    return thing.inner.allSatisfy { path in
      guard let inner = outline[path], let was = base[path] else { return false }
      return isUnchanged(inner, outline, was)
    }
  }

  /// The declaration of the same kind that stands before it in theirs and that ours has too.
  private func neighbour(of thing: WrittenThing) -> ThingPath? {
    guard thing.container == nil, let kind = theirs.kindWord(of: thing),
      var position = theirs.positions[thing.path]
    else { return nil }
    while position > 0 {
      position -= 1
      let other = theirs.things[position]
      guard other.container == nil, let word = theirs.kindWord(of: other) else { continue }
      if word != kind { return nil }
      if let mine = ours[other.path], mine.declaration != nil, mine.container == nil { return other.path }
    }
    return nil
  }

  private func subject(of thing: WrittenThing, _ outline: Outline) -> String {
    (outline.kindWord(of: thing).map { $0 + " " } ?? "") + thing.path.text
  }

  /// A declaration with its documentation and the comment above it, moved to the margin.
  private func snippet(_ declaration: WrittenThing.Declaration, _ outline: Outline) -> Rewriter.Snippet {
    let tree = outline.trees[declaration.tree]
    let lines = SourceLines(tree)
    let start = lines.documentedStart(of: declaration.node)
    let margin = lines.isFirstOnLine(declaration.node) ? lines.indentation(at: start).utf8.count : 0
    let text = tree.source.text(ByteRange(start, lines.end(of: declaration.node)))
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { offset, row in
      var row = row.last == "\r" ? row.dropLast() : row
      guard offset > 0 else { return String(row) }
      var left = margin
      while left > 0, let first = row.first, first == " " || first == "\t" {
        row.removeFirst()
        left -= 1
      }
      return String(row)
    }
    return Rewriter.Snippet(
      rows.joined(separator: "\n"), kindWord: tree.text(ofToken: tree.firstToken(declaration.node)))
  }
}

extension PartValue {
  /// For people: what is said, canonically.
  package var shown: String? {
    if let override { return override.canonical }
    if removal != nil { return "removed" }
    return declared?.canonical
  }
}
