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

extension PartValue {
  /// For people: what is said, canonically.
  package var shown: String? {
    if let override { return override.canonical }
    if removal != nil { return "removed" }
    return declared?.canonical
  }
}
