// Texts of older editions read by this one: each step writes otherwise what the next edition spells otherwise.

import RungSyntax
import RungText

/// What is written otherwise in the edition after `edition`.
package struct Migration: Sendable {
  package let edition: Int
  package let edits: @Sendable (SyntaxTree) -> [TextEdit]

  package init(from edition: Int, _ edits: @escaping @Sendable (SyntaxTree) -> [TextEdit]) {
    self.edition = edition
    self.edits = edits
  }

  /// Every step there ever was: a text of any edition must be read for ever. Edition 1 is the first, so there is
  /// none yet; `Tests/Specs/snapshots` holds texts of each edition.
  package static let all: [Migration] = []

  /// The text in the newest edition: itself when it is. A text without an edition is of the newest.
  package static func brought(
    _ tree: SyntaxTree, to newest: Int = Edition.newest, by steps: [Migration] = all
  ) -> SyntaxTree {
    guard var edition = Edition.number(of: tree), edition < newest else { return tree }
    var tree = tree
    while edition < newest, let step = steps.first(where: { $0.edition == edition }) {
      var edits = step.edits(tree)
      edition += 1
      if let first = tree.child(0, of: 0), tree.kind(first) == .edition {
        edits.append(TextEdit(tree.place(ofToken: tree.firstToken(first) + 1), "\(edition)"))
      }
      guard let bytes = try? TextEdits.apply(edits, to: tree.source) else { return tree }
      tree = SyntaxTree.parse(Source(name: tree.source.name, bytes: bytes))
    }
    return tree
  }
}
