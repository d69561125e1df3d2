// The versions of a programme that are known, with who made them when and what they were made from: its snapshots,
// the commits of git, and the file as it is.

import RungModel
import RungSnapshot

/// A version with who made it when.
struct KnownVersion {
  /// UTC, to show.
  let when: String
  let who: String
  let name: String
  let why: String
  let definitions: Definitions
  /// The versions that it may have been made from, the likeliest first: their numbers.
  var origins: [Int] = []
}

/// Versions in order: each after those that it was made from.
struct KnownVersions {
  private(set) var all: [KnownVersion] = []
  private let files: any FileSystem
  private let path: String
  private var project: String { ProjectPath.project(of: path) }

  /// - Parameters:
  ///   - path: the programme's file; as it is now it comes last.
  ///   - open: what was made of it at the prompt, which then comes last.
  init(of path: String, open: Session?, _ files: any FileSystem) {
    self.path = path
    self.files = files
    gather()
    if let open, !open.changes.isEmpty {
      let typed = KnownVersion(when: "now", who: "", name: "typed here", why: "", definitions: open.written)
      all.append(typed)
      all[all.count - 1].origins = all.count > 1 ? [all.count - 2] : []
    }
  }

  private struct Commit {
    let id: String
    let version: KnownVersion
    /// Ids of the commits before it that have the programme.
    let parents: [String]
  }

  /// Commits keep the order of git, a snapshot comes before the first of them that is not older.
  private mutating func gather() {
    var places: [String: Int] = [:]
    var latestSnapshot: Int?
    /// Commits that no commit so far was made from: a snapshot may be of any of them.
    var tips: [Int] = []
    let (history, names) = commits
    var kept = snapshots(of: names)[...]
    func add(_ version: KnownVersion, _ origins: [Int?], _ all: inout [KnownVersion]) {
      var version = version
      for origin in origins.compactMap({ $0 }) where !version.origins.contains(origin) {
        version.origins.append(origin)
      }
      all.append(version)
    }
    func addSnapshots(before when: String?, _ all: inout [KnownVersion], _ places: inout [String: Int]) {
      while let next = kept.first, when.map({ next.version.when <= $0 }) ?? true {
        let parent = next.parent.flatMap { places[$0] }
        add(next.version, [all.indices.last, latestSnapshot, parent] + tips, &all)
        latestSnapshot = all.count - 1
        places[next.digest] = all.count - 1
        kept = kept.dropFirst()
      }
    }
    for commit in history {
      addSnapshots(before: commit.version.when, &all, &places)
      let parents = commit.parents.compactMap { places[$0] }
      // What was kept in between is in the commit, as a rule.
      let between = latestSnapshot.flatMap { $0 > (parents.max() ?? -1) ? $0 : nil }
      add(commit.version, [between] + parents, &all)
      places[commit.id] = all.count - 1
      tips.removeAll { parents.contains($0) }
      tips.append(all.count - 1)
    }
    addSnapshots(before: nil, &all, &places)
    let current = Session(files: files, .file(path))
    if !current.workspace.isIncomplete {
      let now = KnownVersion(when: "now", who: "", name: path, why: "", definitions: current.written)
      add(now, [all.indices.last, latestSnapshot] + tips, &all)
    }
  }

  // MARK: Snapshots

  private struct Kept {
    let digest: String
    let parent: String?
    let version: KnownVersion
  }

  /// Oldest first.
  private func snapshots(of names: [String]) -> [Kept] {
    ((try? SnapshotShelf(files, project: project).entries()) ?? []).compactMap { entry in
      guard let record = entry.record, names.contains(record.programme) else { return nil }
      let file = ProjectPath.joined(project, "\(SnapshotStore.folderName)/\(entry.name).rung")
      let session = Session(files: files, .file(file))
      guard !session.workspace.isIncomplete else { return nil }
      return Kept(
        digest: entry.digest, parent: record.parent?.digest,
        version: KnownVersion(
          when: record.saved, who: record.author, name: entry.name, why: record.note,
          definitions: session.written))
    }
  }

  // MARK: Commits

  /// Each after its parents, and what the file was called in them. One without the programme is passed over: its
  /// parents stand for it.
  private var commits: (found: [Commit], names: [String]) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let folder = ProjectPath.joined(files.diskFolder, project)
    guard let repository = try? GitRepository(at: folder.isEmpty ? "." : folder) else { return ([], [name]) }
    let names = earlierNames(of: name, repository)
    // What the programme uses lies in its folder.
    let touched = (try? repository.commits(touching: ["*.rung", ":(exclude)snapshots"])) ?? []
    var found: [Commit] = []
    var passedOver: [String: [String]] = [:]
    for commit in touched.reversed() {
      let parents = commit.parents.flatMap { passedOver[$0] ?? [$0] }
      guard let definitions = definitions(in: commit, repository, names) else {
        passedOver[commit.id] = parents
        continue
      }
      found.append(
        Commit(
          id: commit.id,
          version: KnownVersion(
            when: Clock.text(secondsSince1970: commit.seconds), who: commit.author,
            name: String(commit.id.prefix(10)), why: commit.subject, definitions: definitions),
          parents: parents))
    }
    return (found, names)
  }

  private func definitions(
    in commit: GitCommit, _ repository: GitRepository, _ names: [String]
  ) -> Definitions? {
    let revision = RevisionFiles(repository, commit: commit.id, revision: String(commit.id.prefix(10)))
    let entry = names.lazy.compactMap { try? revision.entry("./" + $0) }.first
    guard let entry else { return nil }
    let session = Session(files: revision, .file(entry))
    return session.workspace.isIncomplete ? nil : session.written
  }

  /// What the file was called before, as git tells renaming: the latest name first.
  private func earlierNames(of name: String, _ repository: GitRepository) -> [String] {
    // Pairs of an old name and a new one, the latest first.
    let words = [
      "log", "--relative", "-M", "--diff-filter=R", "--name-status", "-z", "--format=", "--", "*.rung",
      ":(exclude)snapshots",
    ]
    let fields = ((try? repository.demand(words))?.text ?? "").split(separator: "\0").map {
      String($0.drop { $0 == "\n" })
    }
    var names = [name]
    for index in stride(from: 0, to: fields.count - 2, by: 3)
    where fields[index].hasPrefix("R") && names.contains(fields[index + 2])
      && !names.contains(fields[index + 1])
    {
      names.append(fields[index + 1])
    }
    return names
  }
}
