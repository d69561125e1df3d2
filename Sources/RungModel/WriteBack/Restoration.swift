// Texts made to say what another text says, keeping their comments, layout, verbs and files.

import RungSyntax
import RungText

package struct Restoration {
  private let trees: [SyntaxTree]
  private let wanted: SyntaxTree

  /// - Parameter wanted: a snapshot: declarations only.
  package init(_ trees: [SyntaxTree], as wanted: SyntaxTree) {
    self.trees = trees
    self.wanted = wanted
  }

  /// The texts that change, in order; nil when something is written twice, so that its parts cannot be told apart.
  package var texts: [(source: Source, bytes: [UInt8])]? {
    let declared = Outline.declared(in: trees + [wanted])
    let ours = Outline(trees, declared: declared)
    var theirs = Outline([wanted], declared: declared)
    guard ours.isSound, theirs.isSound else { return nil }
    // A snapshot has no verbs and names no files: ours stay.
    theirs.loose = []
    var base = ours
    base.loose = []
    var work = MergeWork(base: base, ours: ours, theirs: theirs, comments: .ours)
    work.run()
    guard work.conflicts.isEmpty else { return nil }
    var bySource: [Source: [TextEdit]] = [:]
    for edit in work.versions.flatMap(\.ours) { bySource[edit.source, default: []].append(edit) }
    var texts: [(source: Source, bytes: [UInt8])] = []
    for tree in trees {
      guard let edits = bySource[tree.source] else { continue }
      let arranged = edits.withUnitedDeletions.withDocumentationLast
      guard let bytes = try? TextEdits.apply(arranged, to: tree.source) else { return nil }
      if bytes != tree.source.bytes { texts.append((tree.source, bytes)) }
    }
    return texts
  }
}
