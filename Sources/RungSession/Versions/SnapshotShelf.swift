// The named snapshots of a project: what there is, what it is worth, and taking one back.

import RungModel
import RungReport
import RungSnapshot
import RungSyntax
import RungText

package struct SnapshotShelf {
  private let files: any FileSystem
  private let project: String

  /// - Parameter project: the folder in which `snapshots` lies.
  package init(_ files: any FileSystem, project: String) {
    self.files = files
    self.project = project
  }

  // MARK: Looking

  /// A row a snapshot, in order of saving.
  package func list() -> Outcome {
    with { store throws(SnapshotProblem) in
      let columns: [Table.Column] = [
        "name", "saved", "author", "programme", "parent", "edition", "digest", "note",
      ]
      let entries = try entries(of: store)
      let rows = entries.map { entry -> [Table.Cell] in
        let digest = Table.Cell.text(String(entry.digest.prefix(16)), value: .string(entry.digest))
        guard let record = entry.record else {
          return [
            .text(entry.name), .empty, .empty, .empty, .empty, .empty, digest,
            entry.isDamaged ? "damaged: rung snapshot verify says how" : "no manifest",
          ]
        }
        return [
          .text(entry.name), .text(record.saved),
          record.author.isEmpty ? .empty : .text(record.author), .text(record.programme),
          record.parent.map { .text($0.name) } ?? .empty, .count(record.edition), digest, .text(record.note),
        ]
      }
      var outcome = Outcome()
      outcome.add(.table(Table(columns: columns, rows: rows), ifEmpty: "no snapshots"))
      return outcome
    }
  }

  package struct Entry: Sendable {
    package let name: String
    package let digest: String
    package let record: SnapshotRecord?
    /// Text and manifest are of different things.
    package let isDamaged: Bool
  }

  /// Every snapshot that can be read, oldest first; those without a time by name before them.
  package func entries() throws(SnapshotProblem) -> [Entry] {
    guard let store = try files.snapshots(ofProject: project) else { return [] }
    return try entries(of: store)
  }

  private func entries(of store: SnapshotStore) throws(SnapshotProblem) -> [Entry] {
    var found: [Entry] = []
    for name in try store.list() {
      guard let bytes = try? store.read(name), let known = try? SnapshotName(name) else { continue }
      let digest = Digest.sha256(bytes)
      let manifest = store.manifest(of: known)
      let record = manifest?.record(of: digest)
      found.append(
        Entry(name: name, digest: digest, record: record, isDamaged: manifest != nil && record == nil))
    }
    return found.sorted {
      let (a, b) = ($0.record?.saved ?? "", $1.record?.saved ?? "")
      if a != b { return a < b }
      // Saved in the same second: the one that came before is in the lineage of the other.
      if $1.record?.lineage.contains($0.digest) ?? false { return true }
      if $0.record?.lineage.contains($1.digest) ?? false { return false }
      return NaturalOrder.precedes($0.name, $1.name)
    }
  }

  /// What the snapshot says, as it stands in the file.
  package func text(of name: String) -> Result<[UInt8], VersionProblem> {
    do throws(SnapshotProblem) {
      return .success(try files.readSnapshot(name, ofProject: project))
    } catch {
      return .failure(VersionProblem([.snapshot(error, at: VersionErrors.place(name))]))
    }
  }

  // MARK: Verifying

  /// Whether every snapshot is what was saved, can be read, and is canonical.
  package func verify() -> Outcome {
    with { store throws(SnapshotProblem) in
      let findings = try store.findings()
      var diagnostics: [Diagnostic] = []
      var sound = 0
      for (name, finding) in findings.snapshots {
        let found = problems(name, finding)
        diagnostics += found
        if found.isEmpty { sound += 1 }
      }
      for orphan in findings.orphans {
        diagnostics.append(
          VersionErrors.damagedSnapshot(
            orphan, "this manifest stands alone: the text of its snapshot is gone",
            fix: "get the text back from git, or delete the manifest"))
      }
      var outcome = Outcome(diagnostics)
      let count = findings.snapshots.count
      outcome.reports.append(
        .notice(
          count == 0
            ? "no snapshots"
            : sound == count
              ? "\(count) \(count == 1 ? "snapshot is" : "snapshots are") what was saved"
              : "\(sound) of \(count) snapshots are what was saved"))
      return outcome
    }
  }

  private func problems(_ name: String, _ finding: SnapshotStore.Finding) -> [Diagnostic] {
    let path = ProjectPath.joined(project, "\(SnapshotStore.folderName)/\(name).rung")
    switch finding {
    case .sound: return readingProblems(path)
    case .unrecorded: return [VersionErrors.unrecordedSnapshot(path)] + readingProblems(path)
    case .changed(let digest, let expected):
      return [
        VersionErrors.damagedSnapshot(
          path,
          "\"\(name)\" is not what was saved: its SHA-256 is \(digest.prefix(16)), and was \(expected.prefix(16))",
          fix:
            "get it back with `git checkout -- \(path)`, or delete it with `rung snapshot delete \"\(name)\"`"
        )
      ]
    case .damagedManifest:
      return [
        VersionErrors.damagedSnapshot(
          path, "the manifest of \"\(name)\" is damaged",
          fix: "get it back from git, or delete it and save the programme again")
      ]
    case .unreadable(let problem):
      return [.file(problem, at: Place(Source(name: path, bytes: []), ByteRange(0, 0)))]
    }
  }

  /// Why nobody can say that the text is what was saved; nil when it is, or when it has no manifest.
  private func damage(of name: String) -> [Diagnostic]? {
    guard let store = try? files.snapshots(ofProject: project), let findings = try? store.findings(),
      let found = findings.snapshots.first(where: { $0.name == name })
    else { return nil }
    switch found.finding {
    case .sound, .unrecorded: return nil
    case .changed, .damagedManifest, .unreadable: return problems(name, found.finding)
    }
  }

  /// What the form of the text says of it; names are the business of `check`.
  private func readingProblems(_ path: String) -> [Diagnostic] {
    guard let bytes = try? files.read(path) else { return [] }
    let tree = SyntaxTree.parse(Source(name: path, bytes: bytes))
    if let problem = Edition.problem(of: tree) { return [problem] }
    return tree.diagnostics.filter { $0.severity == .error }
  }

  // MARK: Taking away and back

  package func delete(_ name: String) -> Outcome {
    with { store throws(SnapshotProblem) in
      try store.delete(name)
      return Outcome([.notice("deleted \(SnapshotStore.folderName)/\(name).rung")])
    } named: {
      name
    }
  }

  /// Makes a programme say again what a snapshot says. Comments, layout and verbs of its files stay; all
  /// files that have to change do so together or not at all.
  ///
  /// - Parameter path: the file; nil for the one that the snapshot was saved from.
  package func restore(_ name: String, to path: String?, replacing: Bool) -> Outcome {
    let bytes: [UInt8]
    switch text(of: name) {
    case .success(let found): bytes = found
    case .failure(let problem): return problem.outcome
    }
    let record = (try? files.snapshots(ofProject: project)?.record(of: name)) ?? nil
    let programme = record.flatMap { $0.programme.isEmpty ? nil : ProjectPath.joined(project, $0.programme) }
    let draft = Session(
      files: files,
      .draft(ProjectPath.joined(project, "\(SnapshotStore.folderName)/\(name).rung"), bytes))
    // What a newer version wrote is that first of all, and what is damaged is damaged.
    if let tree = draft.workspace.entry, let problem = Edition.problem(of: tree) {
      return Outcome([.diagnostics([problem])], .couldNotWork)
    }
    if path == nil, let damage = damage(of: name) { return Outcome([.diagnostics(damage)], .couldNotWork) }
    let problems = draft.check()
    guard let target = path ?? programme else {
      return Outcome.failed(VersionErrors.noTarget(name))
    }
    if draft.status(of: problems) != .fine { return Outcome([.diagnostics(problems)], .couldNotWork) }
    do throws(FileProblem) {
      guard (try? files.read(target)) != nil else {
        try files.write(bytes, to: target)
        return Outcome([.notice("restored \(target) from \"\(name)\"")])
      }
      return try rewrite(target, draft, name, replacing)
    } catch {
      return Outcome.failed(.file(error, at: VersionErrors.place(target)))
    }
  }

  private func rewrite(
    _ target: String, _ draft: Session, _ name: String, _ replacing: Bool
  ) throws(FileProblem) -> Outcome {
    let current = Session(files: files, .file(target))
    let isReadable =
      !current.workspace.isIncomplete && !current.workspace.diagnostics.contains { $0.severity == .error }
    guard isReadable, let snapshot = draft.workspace.entry,
      let changed = Restoration(current.workspace.trees, as: snapshot).texts
    else {
      guard replacing else { return Outcome.failed(VersionErrors.cannotRewrite(target)) }
      try files.write(draft.workspace.entry?.source.bytes ?? [], to: target)
      return Outcome([.notice("restored \(target) from \"\(name)\"")])
    }
    if changed.isEmpty { return Outcome([.notice("\(target) says what \"\(name)\" says already")]) }
    let isKept = replacing || isKept(current)
    guard isKept else { return Outcome.failed(VersionErrors.unkept(target)) }
    try files.write(
      together: changed.map { JointWrite.Part(path: $0.source.name, old: $0.source.bytes, new: $0.bytes) },
      inProject: current.workspace.projectFolder)
    let names = changed.map(\.source.name).joined(separator: ", ")
    return Outcome([.notice("restored \(names) from \"\(name)\"")])
  }

  /// Whether a snapshot holds what the file says now.
  private func isKept(_ session: Session) -> Bool {
    let digest = Digest.sha256(Array(session.snapshotText.utf8))
    return ((try? entries()) ?? []).contains { $0.digest == digest }
  }

  // MARK: Below

  /// What a crash has interrupted is the first thing to be told.
  private func finishWriting() -> Outcome {
    let place = VersionErrors.place(project)
    do throws(FileProblem) {
      return Outcome(
        try files.finishWriting(above: project).map { VersionErrors.interrupted($0, at: place) } ?? [])
    } catch {
      return Outcome([.diagnostics([VersionErrors.cannotFinish(error, at: place)])], .couldNotWork)
    }
  }

  private func with(
    _ work: (SnapshotStore) throws(SnapshotProblem) -> Outcome, named: () -> String = { "snapshots" }
  ) -> Outcome {
    do throws(SnapshotProblem) {
      guard let store = try files.snapshots(ofProject: project) else { return Outcome() }
      var outcome = finishWriting()
      outcome.add(try work(store))
      return outcome
    } catch {
      return Outcome.failed(.snapshot(error, at: VersionErrors.place(named())))
    }
  }
}
