// Keeping the programme as canonical text, and going on with what was kept.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

extension Session {
  /// The programme as it is now, scenarios and all: a script that means the same.
  package var snapshotText: String {
    written.canonicalText(people: peopleFacts)
  }

  /// The files of people as they are. O(bytes): it computes their digests.
  var peopleFacts: [EntityID: PeopleFileFacts] { state.people.facts(of: written, in: workspace) }

  /// Whether anything is said of a file of people, as snapshots do.
  var statesPeopleFiles: Bool {
    written.schema.kinds.filter(\.isFromFile).contains { kind in
      guard let id = written.schema.kind(named: kind.name) else { return false }
      let keys = ["rows", "digest"].compactMap { written.schema.property(of: id, named: $0) }.map {
        PropertyKey($0)
      }
      return written.present(ofKind: id).contains { entity in
        keys.contains { written.formula(of: entity, $0) != nil }
      }
    }
  }

  // MARK: Keeping

  /// `snapshot "name"`, or a path that ends with `.rung`.
  func keep(_ statement: Statement) -> Outcome {
    guard let (text, place) = statement.text else { return Outcome() }
    guard SnapshotPath.isPath(text) else { return keepSnapshot(named: text, at: place) }
    do throws(FileProblem) {
      let identity = try files.resolve(
        workspace.path(text, namedIn: place.source), inProject: workspace.projectFolder)
      try files.write(Array(snapshotText.utf8), to: identity)
      return Outcome([.notice("kept as \(text)")])
    } catch {
      return Outcome.failed(.file(FileProblem(text, error.operation, error.cause), at: place))
    }
  }

  /// Keeps a named snapshot in the project's folder of snapshots.
  ///
  /// - Parameter hasFlag: whether it was asked for by a command that takes `--replace`.
  package func keepSnapshot(
    named name: String, note: String = "", author: String = "", ifPresent: DurableFile.IfPresent = .refuse,
    hasFlag: Bool = false, at place: Place? = nil
  ) -> Outcome {
    do throws(SnapshotProblem) {
      let text = Array(snapshotText.utf8)
      let saved = try files.saveSnapshot(
        name, text, record(of: text, note, author), ofProject: workspace.projectFolder, ifPresent: ifPresent)
      let verb =
        switch saved.outcome {
        case .created: "kept as"
        case .replaced: "replaced"
        case .unchanged: "no change in"
        }
      return Outcome([.notice("\(verb) \(saved.path) (SHA-256 \(saved.digest.prefix(16)))")])
    } catch {
      return Outcome.failed(.snapshot(error, at: place ?? commandLine(name), hasFlag: hasFlag))
    }
  }

  /// What the manifest will say of a text, but for digest and time.
  private func record(of text: [UInt8], _ note: String, _ author: String) -> SnapshotRecord {
    var record = SnapshotRecord(
      programme: programmePath, edition: Definitions.edition, saved: "", author: author, note: note)
    let digest = Digest.sha256(text)
    let shelf = SnapshotShelf(files, project: workspace.projectFolder)
    let before = ((try? shelf.entries()) ?? []).filter { $0.digest != digest }
    // What was opened last is where the programme comes from, else what was saved of it last.
    let parent =
      openedSnapshot.flatMap { name in before.last { $0.name == name } }
      ?? before.last { $0.record?.programme == record.programme && !record.programme.isEmpty }
    guard let parent else { return record }
    record.parent = SnapshotParent(name: parent.name, digest: parent.digest)
    let line = (parent.record?.lineage ?? []) + [parent.digest]
    record.lineage = Array(line.suffix(SnapshotRecord.mostAncestors))
    return record
  }

  /// The entry's file from the project folder; empty when it has none, or is a snapshot itself.
  private var programmePath: String {
    guard let name = workspace.entry?.source.name, !name.hasPrefix("<") else { return "" }
    let folder = workspace.projectFolder
    let path =
      folder == "." || !name.hasPrefix(folder + "/") ? name : String(name.dropFirst(folder.count + 1))
    return path.hasPrefix(SnapshotStore.folderName + "/") ? "" : path
  }

  /// The name of the snapshot that is open.
  var openedSnapshot: String? {
    guard let name = workspace.entry?.source.name else { return nil }
    let parts = name.split(separator: "/")
    guard parts.count > 1, parts[parts.count - 2] == SnapshotStore.folderName, let last = parts.last,
      last.hasSuffix(".rung")
    else { return nil }
    return String(last.dropLast(".rung".count))
  }

  /// Writes the snapshot to a file that the user names.
  package func writeSnapshot(to path: String) -> Outcome {
    do throws(FileProblem) {
      try files.write(Array(snapshotText.utf8), to: path)
      return Outcome([.notice("kept as \(path)")])
    } catch {
      return Outcome.failed(.file(error, at: commandLine(path)))
    }
  }

  private func commandLine(_ text: String) -> Place {
    let source = Source(name: "<command line>", text: text)
    return Place(source, ByteRange(0, source.bytes.count))
  }

  // MARK: Opening

  /// `open "name"`: goes on with a snapshot in place of the programme. One with problems is not opened.
  func open(_ statement: Statement) -> Outcome {
    switch opening(statement) {
    case .success(let next):
      moveOn(to: next.state, from: next.state.moment)
      return next.outcome
    case .failure(let problem): return problem.outcome
    }
  }

  func opening(_ statement: Statement) -> Result<(state: State, outcome: Outcome), OpeningProblem> {
    guard let (text, place) = statement.text else { return .failure(OpeningProblem(outcome: Outcome())) }
    let bytes: [UInt8]
    let relative = SnapshotPath.isPath(text) ? text : "\(SnapshotStore.folderName)/\(text).rung"
    do throws(SnapshotProblem) {
      if SnapshotPath.isPath(text) {
        bytes = try read(text, place)
      } else {
        bytes = try files.readSnapshot(text, ofProject: workspace.projectFolder)
      }
    } catch {
      return .failure(OpeningProblem(outcome: .failed(.snapshot(error, at: place))))
    }
    let source = Source(name: workspace.name(ofFile: relative), bytes: bytes)
    var next = State(
      Workspace.load(source, of: workspace, from: files), state.people, schema: written.schema,
      wantsToStop: state.wantsToStop)
    var outcome = Outcome(next.problems())
    if next.workspace.isIncomplete { outcome.status = .couldNotWork }
    guard outcome.status == .fine else { return .failure(OpeningProblem(outcome: outcome)) }
    outcome.reports.append(.notice("opened \(relative)"))
    return .success((next.opened(by: "open \(StringSpelling.quoted(text))"), outcome))
  }

  private func read(_ written: String, _ place: Place) throws(SnapshotProblem) -> [UInt8] {
    do throws(FileProblem) {
      return try files.read(
        files.resolve(workspace.path(written, namedIn: place.source), inProject: workspace.projectFolder))
    } catch {
      throw .file(FileProblem(written, error.operation, error.cause))
    }
  }
}

/// Why nothing was opened.
struct OpeningProblem: Error {
  let outcome: Outcome
}

enum SnapshotPath {
  /// A name has no ending; what has one is a path.
  static func isPath(_ text: String) -> Bool { text.hasSuffix(".rung") }
}

extension Statement {
  /// The text in quotes after the verb, and where it stands.
  var text: (text: String, place: Place)? {
    guard let string = children().first, tree.kind(string) == .string else { return nil }
    return (tree.stringText(tree.firstToken(string)), tree.place(string))
  }
}

extension Outcome {
  /// Something asked for could not be done.
  static func failed(_ diagnostic: Diagnostic) -> Outcome {
    Outcome([.diagnostics([diagnostic])], .couldNotWork)
  }
}
