// What can be wrong with versions: names that mean none, git that does not answer, merges. Codes R0803–R0819.

import RungModel
import RungSnapshot
import RungText

enum VersionErrors {
  static func place(_ text: String) -> Place {
    let source = Source(name: "<command line>", text: text)
    return Place(source, ByteRange(0, source.bytes.count))
  }

  // MARK: Names

  /// `problem`: why it is no snapshot.
  static func noVersion(_ word: String, _ problem: SnapshotProblem) -> Diagnostic {
    guard case .unknown(_, let suggestion) = problem else { return .snapshot(problem, at: place(word)) }
    return Diagnostic(
      .noVersion, "no file and no snapshot is called \"\(word)\"", at: place(word),
      fixes: [Fix(suggestion.map { "did you mean \"\($0)\"?" } ?? "`rung snapshot list` shows what there is")]
    )
  }

  static func oneVersion(_ word: String) -> Diagnostic {
    Diagnostic(
      .noVersion, "\"\(word)\" is not known to be a version of any file", at: place(word),
      fixes: [Fix("name what to compare it with: rung diff \(word) FILE")])
  }

  static func git(_ problem: GitProblem, at place: Place) -> Diagnostic {
    switch problem.cause {
    case .noGit:
      Diagnostic(
        .gitMissing, "git is needed for this, and there is no such program", at: place,
        fixes: [Fix("install git, or compare with a snapshot")])
    case .noRepository:
      Diagnostic(
        .gitMissing, "this folder belongs to no git repository", at: place,
        fixes: [Fix("begin one with `git init`, or compare with a snapshot")])
    case .noRevision(let revision):
      Diagnostic(
        .noRevision, "git knows no revision \"\(revision)\"", at: place,
        fixes: [Fix("`git log --oneline` shows the commits")])
    case .noFile(let path, let revision):
      Diagnostic(
        .noRevision, "\"\(path)\" was no file in \(revision.isEmpty ? "HEAD" : revision)", at: place,
        fixes: [Fix("the path starts at the top of the repository")])
    case .refused(let reason):
      Diagnostic(
        .gitRefused, "git refuses: \(VisibleText.line(reason))", at: place,
        fixes: [Fix("mend what git says, and try again")])
    }
  }

  static func noSuchThing(_ word: String, among names: [String]) -> Diagnostic {
    let near = Spelling.suggestion(for: word, among: names)
    return Diagnostic(
      .nothingLogged, "no version has anything called \"\(word)\"", at: place(word),
      fixes: [Fix(near.map { "did you mean \"\($0)\"?" } ?? "name it as it is declared, such as Core.amount")]
    )
  }

  static func whichProgramme(_ found: [String], in folder: String) -> Diagnostic {
    Diagnostic(
      .noVersion,
      found.isEmpty
        ? "no file in \"\(folder)\" declares a programme"
        : "there are several programmes: \(found.joined(separator: ", "))",
      at: Place(Source(name: folder, bytes: []), ByteRange(0, 0)),
      fixes: [Fix("name the file, as in: rung log Core.amount ladder.rung")])
  }

  // MARK: Snapshots

  static func damagedSnapshot(_ path: String, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(
      .damagedSnapshot, message, at: Place(Source(name: path, bytes: []), ByteRange(0, 0)), fixes: [Fix(fix)])
  }

  static func unrecordedSnapshot(_ path: String) -> Diagnostic {
    Diagnostic(
      .unrecordedSnapshot, .warning,
      "this snapshot has no manifest, so nobody can say whether its text is what was saved",
      at: Place(Source(name: path, bytes: []), ByteRange(0, 0)),
      fixes: [Fix("save it again under another name, or get its manifest back from git")])
  }

  static func noTarget(_ name: String) -> Diagnostic {
    Diagnostic(
      .cannotRestore, "the manifest of \"\(name)\" names no programme to restore", at: place(name),
      fixes: [Fix("say which file it is to be: -o FILE")])
  }

  static func unkept(_ path: String) -> Diagnostic {
    Diagnostic(
      .cannotRestore, "\(path) says something that no snapshot keeps, and it would be lost", at: place(path),
      fixes: [Fix("keep it first with `rung snapshot save`, or say --replace")])
  }

  static func cannotRewrite(_ path: String) -> Diagnostic {
    Diagnostic(
      .cannotRestore, "\(path) has errors, so it cannot be changed part by part", at: place(path),
      fixes: [Fix("say --replace to write over it, comments and all")])
  }

  // MARK: Changes of several files

  /// A note of what was carried to its end, and a warning of what was not.
  static func interrupted(_ finished: JointWrite.Finished, at place: Place) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if !finished.written.isEmpty {
      found.append(
        Diagnostic(
          .interrupted, .note,
          "a change of several files was interrupted, and is finished now: \(finished.written.joined(separator: ", "))",
          at: place))
    }
    if !finished.passedOver.isEmpty {
      found.append(
        Diagnostic(
          .interrupted, .warning,
          "\(finished.passedOver.joined(separator: " and ")) would have changed too, but was edited since the "
            + "interruption and stays as it is", at: place,
          fixes: [Fix("look at it, or restore the snapshot again")]))
    }
    return found
  }

  static func cannotFinish(_ problem: FileProblem, at place: Place) -> Diagnostic {
    Diagnostic(
      .interrupted,
      "a change of several files was interrupted and cannot be finished: \(problem.path): \(problem.reason)",
      at: place,
      fixes: [
        Fix(
          problem.cause == .isDamaged
            ? "delete \(problem.path) in the folder of the programme, and restore the snapshot again"
            : "mend that, and try again: the rest is done then")
      ])
  }

  // MARK: Merging

  static func mergeConflict(_ conflict: MergeConflict, _ labels: MergeLabels, at place: Place) -> Diagnostic {
    func said(_ text: String?) -> String { text.map { "\"\(Self.short($0))\"" } ?? "nothing" }
    let message =
      "both sides changed \(conflict.subject): \(labels.ours) says \(said(conflict.ours)), "
      + "\(labels.theirs) says \(said(conflict.theirs)), and it was \(said(conflict.base))"
    return Diagnostic(
      .mergeConflict, message, at: place,
      fixes: [Fix("both stand in the file between marks: keep what is right and delete the marks")])
  }

  private static func short(_ text: String) -> String {
    let line = VisibleText.line(text.split(separator: "\n").joined(separator: " "))
    return line.count > 60 ? line.prefix(59) + "\u{2026}" : line
  }

  static func cannotMerge(_ name: String) -> Diagnostic {
    Diagnostic(
      .cannotMerge, "\(name) has errors, so what it says cannot be told apart", at: place(name),
      fixes: [Fix("mend what `rung check` says of it, then merge again")])
  }

  static func targetLost(_ target: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .targetLost,
      "\(target) was met by both versions, and is missed now that they are together", at: place,
      fixes: [Fix("change one of the two, or the target")])
  }
}
