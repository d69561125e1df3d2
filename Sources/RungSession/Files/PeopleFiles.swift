// The spreadsheets that people come from, read once each.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

/// Tables by file; shared by all scenarios of a session.
struct PeopleFiles {
  private let files: any FileSystem
  private var tables: [String: File] = [:]
  /// The system's time zones, read once for all scenarios.
  let zones: TimeZones

  private final class File: Sendable {
    let read: Checked<PeopleTable?>
    /// Shared with the table.
    private let bytes: [UInt8]

    init(_ read: Checked<PeopleTable?>, _ bytes: [UInt8]) {
      self.read = read
      self.bytes = bytes
    }

    /// SHA-256. O(bytes).
    var digest: String { Digest.sha256(bytes) }
  }

  init(_ files: any FileSystem) {
    self.files = files
    zones = SystemZones.all
  }

  /// The tables of every declaration of people in the definitions. A file that cannot be read has none.
  mutating func tables(
    for definitions: Definitions, of workspace: Workspace
  ) -> Checked<[EntityID: PeopleTable]> {
    var answer = Checked<[EntityID: PeopleTable]>([:])
    for (entity, text, place) in declarations(in: definitions) {
      let read = table(text, at: place, workspace)
      answer.diagnostics += read.diagnostics
      answer.value[entity] = read.value
    }
    return answer
  }

  /// What a snapshot says of the files. O(bytes): it computes their digests.
  func facts(of definitions: Definitions, in workspace: Workspace) -> [EntityID: PeopleFileFacts] {
    var facts: [EntityID: PeopleFileFacts] = [:]
    for (entity, text, place) in declarations(in: definitions) {
      let path = ProjectPath.normalized(workspace.path(text, namedIn: place.source))
      guard let file = file(path, workspace), let table = file.read.value else { continue }
      facts[entity] = PeopleFileFacts(path: path, rows: table.rowCount, digest: file.digest)
    }
    return facts
  }

  /// The digests of the files whose declaration states one.
  func statedDigests(of definitions: Definitions, in workspace: Workspace) -> [EntityID: String] {
    var digests: [EntityID: String] = [:]
    for (entity, text, place) in declarations(in: definitions) {
      guard let property = definitions.schema.property(of: definitions[entity].kind, named: "digest"),
        definitions.formula(of: entity, PropertyKey(property)) != nil,
        let file = file(workspace.path(text, namedIn: place.source), workspace)
      else { continue }
      digests[entity] = file.digest
    }
    return digests
  }

  /// A file that was read.
  private func file(_ relative: String, _ workspace: Workspace) -> File? {
    (try? files.resolve(relative, inProject: workspace.projectFolder)).flatMap { tables[$0] }
  }

  /// The columns of a file, which need not be declared anywhere.
  func columns(of relative: String, inProject folder: String) -> [String] {
    guard let identity = try? files.resolve(relative, inProject: folder) else { return [] }
    if let known = tables[identity]?.read.value { return known.headers.map { HeaderSpelling.tidy($0) } }
    guard let bytes = try? files.read(identity) else { return [] }
    return PeopleTable.headers(of: bytes).map { HeaderSpelling.tidy($0) }
  }

  private func declarations(in definitions: Definitions) -> [(entity: EntityID, text: String, place: Place)] {
    definitions.schema.kinds.filter(\.isFromFile).flatMap { kind in
      (definitions.schema.kind(named: kind.name).map { definitions.present(ofKind: $0) } ?? []).compactMap {
        entity in
        fileName(of: entity, definitions).map { (entity, $0.text, $0.place) }
      }
    }
  }

  /// Whether a file could not be read at all, as opposed to having problems inside.
  private(set) var isAnyUnreadable = false

  private mutating func table(_ written: String, at place: Place, _ workspace: Workspace) -> Checked<
    PeopleTable?
  > {
    let relative = written.isEmpty ? "" : workspace.path(written, namedIn: place.source)
    do throws(FileProblem) {
      let identity = try files.resolve(relative, inProject: workspace.projectFolder)
      if let known = tables[identity] { return known.read }
      let bytes = try files.read(identity)
      let read = PeopleTable.read(bytes, name: workspace.name(ofFile: relative))
      tables[identity] = File(read, bytes)
      return read
    } catch {
      isAnyUnreadable = true
      let problem = FileProblem(written, error.operation, error.cause)
      let suggestion =
        problem.isMissing ? files.nearest(to: relative, inProject: workspace.projectFolder) : nil
      return Checked(nil, [.file(problem, at: place, suggestion: suggestion)])
    }
  }

  private func fileName(of entity: EntityID, _ definitions: Definitions) -> (text: String, place: Place)? {
    let tree = definitions.tree(of: entity)
    guard let clause = tree.firstChild(of: Int(definitions[entity].node), kind: .fromClause),
      let string = tree.child(0, of: clause), tree.kind(string) == .string
    else { return nil }
    return (tree.stringText(tree.firstToken(string)), tree.place(string))
  }
}
