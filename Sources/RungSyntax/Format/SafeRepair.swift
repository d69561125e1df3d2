// Applies the repairs that never change what the author meant: curly quotes, long dashes, `900 000`, …

import RungText

enum SafeRepair {
  /// The tree of the repaired text; the same tree where there is nothing to repair.
  static func repaired(_ tree: SyntaxTree) -> SyntaxTree {
    var tree = tree
    // A repair may uncover another; more rounds than this mean that repairs chase each other.
    for _ in 0..<8 {
      let edits = edits(tree)
      if edits.isEmpty { return tree }
      tree = SyntaxTree.parse(Source(name: tree.source.name, bytes: applying(edits, to: tree.source.bytes)))
    }
    return tree
  }

  /// The edits of one safe repair for each diagnostic, in order, none touching another.
  private static func edits(_ tree: SyntaxTree) -> [TextEdit] {
    var edits: [TextEdit] = []
    for diagnostic in tree.diagnostics {
      guard let fix = diagnostic.fixes.first(where: { $0.isSafe && !$0.edits.isEmpty }) else { continue }
      let isApart = fix.edits.allSatisfy { edit in
        edit.source === tree.source
          && !edits.contains {
            $0.range.start < edit.range.end && edit.range.start < $0.range.end || $0.range == edit.range
          }
      }
      if isApart { edits += fix.edits }
    }
    // What is inserted before a place comes before what replaces it.
    return edits.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }

  private static func applying(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    for edit in edits where Int(edit.range.start) >= at && Int(edit.range.end) <= bytes.count {
      result += bytes[at..<Int(edit.range.start)]
      result += Array(edit.replacement.utf8)
      at = Int(edit.range.end)
    }
    return result + bytes[at...]
  }
}
