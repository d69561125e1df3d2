// What git knows of the files of a folder: which versions there are, and what stood in them.

package struct GitProblem: Error, Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    /// The program is not installed.
    case noGit
    /// The folder belongs to no repository.
    case noRepository
    case noRevision(String)
    /// The revision has no such file.
    case noFile(String, revision: String)
    /// What git said.
    case refused(String)
  }

  package let cause: Cause

  package init(cause: Cause) { self.cause = cause }
}

/// A commit, as `log` tells of it.
package struct GitCommit: Hashable, Sendable {
  package let id: String
  package let author: String
  /// When it was committed, in seconds since 1970.
  package let seconds: Int
  package let subject: String
  /// Ids of the commits before it, of those that were asked for.
  package let parents: [String]
}

package struct GitRepository: Sendable {
  /// The folder in which git is asked.
  package let folder: String
  /// From the top of the work tree to the folder: empty, or with a `/` at its end.
  package let prefix: String
  package let top: String

  package init(at folder: String) throws(GitProblem) {
    self.folder = folder
    let found = try Self.run(["rev-parse", "--show-toplevel", "--show-prefix"], in: folder)
    let lines = found.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard found.status == 0, let first = lines.first else { throw GitProblem(cause: .noRepository) }
    top = String(first)
    prefix = lines.count > 1 ? String(lines[1]) : ""
  }

  private static func run(_ words: [String], in folder: String) throws(GitProblem) -> Command.Result {
    // Results must not depend on the language or the pager of whoever asks.
    guard
      let result = Command.run(
        ["env", "LC_ALL=C", "GIT_PAGER=cat", "git", "-C", folder, "-c", "core.quotepath=off"] + words),
      result.status != 127
    else { throw GitProblem(cause: .noGit) }
    return result
  }

  package func git(_ words: [String]) throws(GitProblem) -> Command.Result {
    try Self.run(words, in: folder)
  }

  /// Asks something that must succeed.
  package func demand(_ words: [String]) throws(GitProblem) -> Command.Result {
    let result = try git(words)
    guard result.status == 0 else {
      throw GitProblem(
        cause: .refused(result.errors.split(separator: "\n").first.map(String.init) ?? "no reason"))
    }
    return result
  }

  /// The commit of a revision.
  package func commit(_ revision: String) throws(GitProblem) -> String {
    let found = try git(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])
    guard found.status == 0 else { throw GitProblem(cause: .noRevision(revision)) }
    return String(found.text.prefix { $0 != "\n" })
  }

  /// What git calls whoever works in a folder, in a repository or not; nil when it was never told.
  package static func author(in folder: String) -> String? {
    for key in ["user.name", "user.email"] {
      guard let found = try? run(["config", "--get", key], in: folder), found.status == 0 else { continue }
      let name = found.text.prefix { $0 != "\n" }
      if !name.allSatisfy(\.isWhitespace) { return String(name) }
    }
    return nil
  }

  /// The bytes of a file, its path from the top of the work tree, in a commit.
  package func bytes(of path: String, in commit: String, as revision: String) throws(GitProblem) -> [UInt8] {
    let found = try git(["cat-file", "blob", commit + ":" + path])
    guard found.status == 0 else { throw GitProblem(cause: .noFile(path, revision: revision)) }
    return found.output
  }

  /// Commits that touched files, each before its parents; paths are from `folder`.
  package func commits(touching paths: [String]) throws(GitProblem) -> [GitCommit] {
    let separator = "\u{1F}"
    let format = ["%H", "%P", "%aN", "%ct", "%s"].joined(separator: separator)
    let found = try git(["log", "--topo-order", "--parents", "--format=\(format)", "--"] + paths)
    // A repository without commits has no log.
    guard found.status == 0 else { return [] }
    return found.text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: Character(separator), maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5 else { return nil }
      return GitCommit(
        id: String(fields[0]), author: String(fields[2]), seconds: Int(fields[3]) ?? 0,
        subject: String(fields[4]), parents: fields[1].split(separator: " ").map(String.init))
    }
  }
}
