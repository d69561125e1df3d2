// `check --fix`: applies the repairs that cannot change what the author meant, until there are none left.

import RungSnapshot
import RungText

package struct DiagnosticFixes: Sendable {
  /// What was done, a line each: `ladder.rung:12: write "12.5"`.
  package private(set) var done: [String] = []
  /// Files that could not be written.
  package private(set) var problems: [Diagnostic] = []

  /// A repair may uncover another. More rounds than this mean that repairs undo each other.
  private static let mostRounds = 16

  /// Repairs all files of a project that can be written. Standard input cannot.
  package static func apply(to entry: Entry, in files: any FileSystem) -> DiagnosticFixes {
    var fixes = DiagnosticFixes()
    for _ in 0..<mostRounds {
      let session = Session(files: files, entry)
      guard fixes.round(session, files) else { break }
    }
    return fixes
  }

  /// One round over all files; false when nothing changed.
  private mutating func round(_ session: Session, _ files: any FileSystem) -> Bool {
    let diagnostics = Diagnostic.ordered(session.check())
    var changed = false
    for tree in session.workspace.trees where !tree.source.name.hasPrefix("<") {
      let own = diagnostics.compactMap { diagnostic -> (Diagnostic, Fix)? in
        guard diagnostic.place.source == tree.source,
          let fix = diagnostic.fixes.first(where: { fix in
            fix.isSafe && !fix.edits.isEmpty && fix.edits.allSatisfy { $0.source == tree.source }
          })
        else { return nil }
        return (diagnostic, fix)
      }
      let taken = TextEdits.compatible(own.map(\.1), in: tree.source)
      guard !taken.isEmpty, let bytes = try? TextEdits.apply(taken.flatMap(\.edits), to: tree.source),
        bytes != tree.source.bytes
      else { continue }
      do throws(FileProblem) {
        try files.write(bytes, to: tree.source.name)
      } catch {
        problems.append(.file(error, at: Place(tree.source, ByteRange(0, 0))))
        continue
      }
      changed = true
      var waiting = taken
      for (diagnostic, fix) in own {
        guard let index = waiting.firstIndex(of: fix) else { continue }
        waiting.remove(at: index)
        done.append("\(diagnostic.place.fileAndLine): \(fix.text)")
      }
    }
    return changed && problems.isEmpty
  }
}
