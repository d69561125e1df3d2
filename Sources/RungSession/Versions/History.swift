// `log`: who changed something when, over the snapshots of a programme, the commits of git, and the file as it is.

import RungModel
import RungReport
import RungSnapshot
import RungSyntax
import RungText

package struct History {
  private let files: any FileSystem
  /// The programme's file.
  private let path: String
  private var project: String { ProjectPath.project(of: path) }

  package init(of path: String, _ files: any FileSystem) {
    self.path = path
    self.files = files
  }

  /// A version with who made it when.
  private struct Moment {
    /// UTC, to sort by and to show.
    let when: String
    let who: String
    let version: String
    let why: String
    let session: Session
  }

  /// `Core`, `Core.amount`, `Intake[3].size`: a row a change, oldest first.
  package func log(_ word: String) -> Outcome {
    let tree = SyntaxTree.parse(Source(name: "<command line>", text: word), as: .path)
    if let problem = tree.diagnostics.first { return Outcome.failed(problem) }
    var rows: [[Table.Cell]] = []
    var before: [String: String] = [:]
    var order: [String] = []
    var wasKnown = false
    var names: Set<String> = []
    for moment in moments {
      let definitions = moment.session.written
      names.formUnion(definitions.present.map { definitions.qualifiedName(of: $0) })
      let facts = facts(tree, definitions)
      wasKnown = wasKnown || !facts.isEmpty
      var now: [String: String] = [:]
      for fact in facts {
        now[fact.label] = fact.text
        if !order.contains(fact.label) { order.append(fact.label) }
      }
      for label in order where before[label] != now[label] {
        rows.append([
          .text(moment.when), .text(moment.who), .text(moment.version), .text(label),
          before[label].map { .text($0) } ?? .empty,
          now[label].map { .text($0) } ?? .text("removed", value: .null),
          .text(moment.why),
        ])
      }
      before = now
    }
    guard wasKnown else {
      return Outcome.failed(VersionErrors.noSuchThing(word, among: names.sorted()))
    }
    var outcome = Outcome()
    outcome.add(
      .table(
        Table(
          title: word, columns: ["when", "who", "version", "property", "before", "now", "why"], rows: rows),
        ifEmpty: "\(word) has not changed"))
    return outcome
  }

  /// What a version says of the path; nothing when it has no such thing.
  private func facts(_ tree: SyntaxTree, _ definitions: Definitions) -> [EntityFact] {
    guard case .success(let target) = definitions.target(of: tree.onlyNode, in: tree) else { return [] }
    func all(_ entity: EntityID) -> [EntityFact] {
      definitions.facts(of: entity, memberEdits: definitions.membersWithEdits[entity] ?? [])
    }
    switch target {
    case .entity(let entity): return all(entity)
    case .member(let entity, let index):
      return all(entity).filter {
        if case .property(_, let member) = $0.name { return member == index }
        return false
      }
    case .property(let entity, let member, let key):
      return all(entity).filter { $0.name == .property(key, member: member) }
    }
  }

  // MARK: Versions

  /// Oldest first; the file as it is comes last.
  private var moments: [Moment] {
    var found = commits + snapshots
    found = found.enumerated().sorted { ($0.element.when, $0.offset) < ($1.element.when, $1.offset) }.map(
      \.element)
    let current = Session(files: files, .file(path))
    if !current.workspace.isIncomplete {
      found.append(Moment(when: "now", who: "", version: path, why: "", session: current))
    }
    return found
  }

  private var snapshots: [Moment] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return ((try? SnapshotShelf(files, project: project).entries()) ?? []).compactMap { entry in
      guard let record = entry.record, record.programme == name else { return nil }
      let file = ProjectPath.joined(project, "\(SnapshotStore.folderName)/\(entry.name).rung")
      let session = Session(files: files, .file(file))
      guard !session.workspace.isIncomplete else { return nil }
      return Moment(when: record.saved, who: "", version: entry.name, why: record.note, session: session)
    }
  }

  private var commits: [Moment] {
    let folder = ProjectPath.joined(files.diskFolder, project)
    guard let repository = try? GitRepository(at: folder.isEmpty ? "." : folder) else { return [] }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // What the programme uses lies in its folder.
    let touched = (try? repository.commits(touching: ["*.rung", ":(exclude)snapshots"])) ?? []
    return touched.reversed().compactMap { commit in
      let short = String(commit.id.prefix(10))
      let revision = RevisionFiles(repository, commit: commit.id, revision: short)
      guard let entry = try? revision.entry("./" + name) else { return nil }
      let session = Session(files: revision, .file(entry))
      guard !session.workspace.isIncomplete else { return nil }
      return Moment(
        when: Clock.text(secondsSince1970: commit.seconds), who: commit.author, version: short,
        why: commit.subject, session: session)
    }
  }

  // MARK: Programmes

  /// The programme of a folder, when it has only one: the file that declares one and that no other uses.
  package static func onlyProgramme(in folder: String, _ files: any FileSystem) -> Result<
    String, VersionProblem
  > {
    let place = ProjectPath.joined(files.diskFolder, folder)
    let names = ((try? DurableFile.names(in: place.isEmpty ? "." : place)) ?? []).filter {
      $0.hasSuffix(".rung") && !$0.hasPrefix(".")
    }
    let found = names.map { ProjectPath.joined(folder, $0) }.filter { path in
      guard let bytes = try? files.read(path) else { return false }
      let outline = Outline([SyntaxTree.parse(Source(name: path, bytes: bytes))])
      return outline.things.contains { outline.kindWord(of: $0) == "programme" }
    }
    guard found.count == 1, let only = found.first else {
      return .failure(VersionProblem([VersionErrors.whichProgramme(found, in: folder)]))
    }
    return .success(only)
  }
}
