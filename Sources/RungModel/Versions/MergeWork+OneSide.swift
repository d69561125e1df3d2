// Things that only one side has: taken out by the other, or new there.

import RungSyntax
import RungText

extension MergeWork {
  /// Theirs has taken it out.
  mutating func takenAway(_ mine: WrittenThing, _ old: WrittenThing) {
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
  mutating func bring(_ other: WrittenThing) {
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
    if old == nil, other.container == nil, let owner = other.path.owner, base[owner]?.declaration != nil,
      ours[owner]?.declaration == nil
    {
      // New in something that ours has taken out.
      edits.theirs = coming
      versions.append(edits)
      conflicts.append(
        (
          coming.first.map { Int($0.range.start) } ?? 0,
          MergeConflict(
            subject: subject(of: other, theirs), base: nil, ours: nil,
            theirs: snippet(declaration, theirs).text)
        ))
      return
    }
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
  mutating func bringStatements(_ other: WrittenThing, _ old: WrittenThing?) {
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
  func isUnchanged(_ thing: WrittenThing, _ outline: Outline, _ old: WrittenThing) -> Bool {
    let (parts, before) = (byName(outline, thing), byName(base, old))
    guard Set(parts.keys) == Set(before.keys), Set(thing.inner) == Set(old.inner) else { return false }
    for (name, part) in parts where outline.value(of: part) != base.value(of: before[name]) { return false }
    // A module of it that stands elsewhere is a change of it too, when it is new.
    let elsewhere = (outline.outside[thing.path] ?? []).filter { base[$0]?.declaration == nil }
    guard elsewhere.isEmpty else { return false }
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
    // Among many new ones the neighbour would be far: the last of its kind does as well.
    let farthest = max(0, position - 100)
    while position > farthest {
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

  /// A declaration with its documentation, the comments above it and the one behind it, moved to the margin.
  private func snippet(_ declaration: WrittenThing.Declaration, _ outline: Outline) -> Rewriter.Snippet {
    let tree = outline.trees[declaration.tree]
    let lines = SourceLines(tree)
    var start = lines.documentedStart(of: declaration.node)
    var end = lines.end(of: declaration.node)
    let margin = lines.isFirstOnLine(declaration.node) ? lines.indentation(at: start).utf8.count : 0
    if lines.isFirstOnLine(declaration.node) { start = lines.commentedStart(start) }
    if lines.isLastOnLine(declaration.node) { end = lines.lineEnd(end) }
    let text = tree.source.text(ByteRange(start, end))
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
