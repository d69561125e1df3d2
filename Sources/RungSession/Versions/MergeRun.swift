// `merge`: three versions of a file made one, and the result looked at: what is in order by itself may not be in
// order together.

import RungAnalysis
import RungModel
import RungSnapshot
import RungSyntax
import RungText

package struct MergeRun {
  /// The merged text; nil when it could not be merged by meaning.
  package let bytes: [UInt8]?
  package let conflicts: Int
  /// Merged without a conflict, and not in order: something is wrong with the result that was wrong with neither
  /// side.
  package let isBroken: Bool
  /// Conflicts, and what is wrong with the result that is wrong with neither side.
  package let outcome: Outcome

  /// - Parameter path: what the file is called, and where its `use` lines start.
  package init(
    base: String, ours: String, theirs: String, as path: String, labels: MergeLabels = MergeLabels(),
    _ files: any FileSystem
  ) {
    var texts: [[UInt8]] = []
    do throws(FileProblem) {
      for file in [base, ours, theirs] { texts.append(try files.read(file)) }
    } catch {
      self.init(nil, 0, Outcome.failed(.file(error, at: VersionErrors.place(error.path))))
      return
    }
    let trees = zip([base, ours, theirs], texts).map { SyntaxTree.parse(Source(name: $0, bytes: $1)) }
    if let edition = trees.compactMap(Edition.problem(of:)).first {
      self.init(nil, 0, Outcome.failed(edition))
      return
    }
    let merge: Merge
    do throws(Merge.Failure) {
      merge = try Merge(base: trees[0], ours: trees[1], theirs: trees[2], labels: labels)
    } catch {
      self.init(nil, 0, Self.failed(error, path))
      return
    }
    let marks = Self.marks(merge.bytes, labels, path)
    var isBroken = false
    var outcome = Outcome(
      merge.conflicts.enumerated().map { number, conflict in
        VersionErrors.mergeConflict(conflict, labels, at: marks[min(number, marks.count - 1)])
      })
    if merge.conflicts.isEmpty {
      let problems = Self.problems(merge.bytes, ours: texts[1], theirs: texts[2], as: path, files)
      outcome.add(problems)
      if problems.contains(where: { $0.severity > .note }) { outcome.status.note(.problems) }
      isBroken = problems.contains { $0.severity == .error }
    }
    self.init(merge.bytes, merge.conflicts.count, outcome, isBroken: isBroken)
  }

  private init(_ bytes: [UInt8]?, _ conflicts: Int, _ outcome: Outcome, isBroken: Bool = false) {
    self.bytes = bytes
    self.conflicts = conflicts
    self.isBroken = isBroken
    self.outcome = outcome
  }

  private static func failed(_ failure: Merge.Failure, _ path: String) -> Outcome {
    switch failure {
    case .unreadable(let tree):
      let problems = tree.diagnostics.filter { $0.severity == .error }
      return Outcome(
        [.diagnostics(problems + [VersionErrors.cannotMerge(tree.source.name)])], .couldNotWork)
    case .edits: return Outcome.failed(VersionErrors.cannotMerge(path))
    }
  }

  /// Where conflicts begin; when two share their lines there are fewer than conflicts.
  private static func marks(_ bytes: [UInt8], _ labels: MergeLabels, _ path: String) -> [Place] {
    let source = Source(name: path, bytes: bytes)
    let sign = String(repeating: "<", count: labels.markerSize) + " "
    let found = source.lineStarts.indices.map { Place(source, source.lineRange($0)) }
      .filter { $0.text.hasPrefix(sign) }
    return found.isEmpty ? [Place(source, ByteRange(0, 0))] : found
  }

  // MARK: The result

  /// What the merged text has wrong that neither side had.
  private static func problems(
    _ merged: [UInt8], ours: [UInt8], theirs: [UInt8], as path: String, _ files: any FileSystem
  ) -> [Diagnostic] {
    let sessions = [ours, theirs, merged].map { Session(files: files, .draft(path, $0)) }
    let found = sessions.map { $0.check() }
    let known = Set((found[0] + found[1]).map { [$0.code.id, $0.message] })
    let new = found[2].filter { !known.contains([$0.code.id, $0.message]) }
    if sessions.contains(where: { $0.workspace.isIncomplete })
      || found[2].contains(where: { $0.severity == .error })
    {
      return new
    }
    return new + lostTargets(sessions)
  }

  private static func lostTargets(_ sessions: [Session]) -> [Diagnostic] {
    let definitions = sessions[2].definitions
    guard let kind = definitions.schema.kind(named: "target") else { return [] }
    return definitions.ordered(ofKind: kind).compactMap { target in
      guard Decision(of: target, sessions[2].evaluator).verdict == .missed else { return nil }
      let name = definitions.name(of: target)
      let wasMet = sessions[..<2].allSatisfy { session in
        guard let before = session.definitions.entity(named: name),
          session.definitions.kindName(of: before) == "target"
        else { return false }
        return Decision(of: before, session.evaluator).verdict == .met
      }
      return wasMet ? VersionErrors.targetLost(name, definitions.namePlace(of: target)) : nil
    }
  }
}

extension MergeRun {
  /// How to go on when git stops at a result that is not in order.
  package static func goingOn(with path: String) -> Report {
    .notice(
      "both sides of \(path) are together in the file, and it stays unmerged because the result is not in order: "
        + "mend it, look with `rung test \(path)`, then `git add \(path)` and go on")
  }

  /// The result could not be put in its place.
  package static func unwritten(_ problem: FileProblem) -> Outcome {
    Outcome.failed(.file(problem, at: VersionErrors.place(problem.path)))
  }
}
