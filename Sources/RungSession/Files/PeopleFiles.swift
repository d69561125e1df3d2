// The spreadsheets that people come from, read once each.

import RungModel
import RungSnapshot
import RungSyntax
import RungText

/// Tables by file; shared by all scenarios of a session.
struct PeopleFiles {
  private let files: any FileSystem
  private var tables: [String: Checked<PeopleTable?>] = [:]

  init(_ files: any FileSystem) { self.files = files }

  /// The tables of every declaration of people in the definitions. A file that cannot be read has none.
  mutating func tables(
    for definitions: Definitions, of workspace: Workspace
  ) -> Checked<[EntityID: PeopleTable]> {
    var answer = Checked<[EntityID: PeopleTable]>([:])
    for (index, kind) in definitions.schema.kinds.enumerated() where kind.isFromFile {
      guard let kind = definitions.schema.kind(named: definitions.schema.kinds[index].name) else { continue }
      for entity in definitions.present(ofKind: kind) {
        guard let file = fileName(of: entity, definitions) else { continue }
        let read = table(file.text, at: file.place, workspace)
        answer.diagnostics += read.diagnostics
        answer.value[entity] = read.value
      }
    }
    return answer
  }

  /// Whether a file could not be read at all, as opposed to having problems inside.
  private(set) var isAnyUnreadable = false

  private mutating func table(_ written: String, at place: Place, _ workspace: Workspace) -> Checked<PeopleTable?> {
    let relative = written.isEmpty ? "" : workspace.path(written, namedIn: place.source)
    do throws(FileProblem) {
      let identity = try files.resolve(relative, inProject: workspace.projectFolder)
      if let known = tables[identity] { return known }
      let bytes = try files.read(identity)
      let read = PeopleTable.read(bytes, name: workspace.name(ofFile: relative))
      tables[identity] = read
      return read
    } catch {
      isAnyUnreadable = true
      let problem = FileProblem(written, error.operation, error.cause)
      let suggestion = problem.isMissing ? files.nearest(to: relative, inProject: workspace.projectFolder) : nil
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
