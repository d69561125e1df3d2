// The files of a project, read and parsed: the entry and, once each, what it uses.

import RungSnapshot
import RungSyntax
import RungText

/// Where a project begins.
package enum Entry: Hashable, Sendable {
  /// A file as the user named it; `-` is standard input.
  case file(String)
  /// A text with the name that diagnostics print; its `use` lines start at the current folder.
  case text(name: String, String)
  /// What a file is to hold: it is read in place of what stands there.
  case draft(String, [UInt8])
}

/// A project as it was read. A value; reading again gives a new one.
package struct Workspace: Sendable {
  /// The entry first, then the used files in the order in which they are met.
  package let trees: [SyntaxTree]
  /// As the user would type it; what scripts name stays inside.
  package let projectFolder: String
  /// Syntax, editions, and files that could not be read: all of them.
  package let diagnostics: [Diagnostic]
  /// A file is missing or of an edition that is not understood, so that nothing said of the rest can be trusted.
  package let isIncomplete: Bool
  /// By source, the folder below the project at which its own paths start.
  private let folders: [Source: String]

  package static let empty = Workspace(
    trees: [], projectFolder: ".", diagnostics: [], isIncomplete: false, folders: [:])

  fileprivate init(
    trees: [SyntaxTree], projectFolder: String, diagnostics: [Diagnostic], isIncomplete: Bool,
    folders: [Source: String]
  ) {
    self.trees = trees
    self.projectFolder = projectFolder
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
    self.folders = folders
  }

  /// The script whose verbs run.
  package var entry: SyntaxTree? { trees.first }

  /// A path that a script names, from the project folder. Lines typed at the prompt start there too.
  package func path(_ written: String, namedIn source: Source) -> String {
    ProjectPath.joined(folders[source] ?? ".", written)
  }

  /// What diagnostics call a file of the project.
  package func name(ofFile relative: String) -> String {
    ProjectPath.normalized(ProjectPath.joined(projectFolder, relative))
  }

  /// The entry and all that is used, whether or not it is there, as diagnostics call them.
  var paths: Set<String> {
    var paths: Set<String> = []
    for tree in trees {
      paths.insert(ProjectPath.normalized(tree.source.name))
      for statement in tree.children(of: 0) where tree.kind(statement) == .use {
        guard let string = tree.child(0, of: statement), tree.kind(string) == .string else { continue }
        let written = tree.stringText(tree.firstToken(string))
        paths.insert(name(ofFile: path(written, namedIn: tree.source)))
      }
    }
    return paths
  }

  // MARK: Reading

  /// Reads the entry and whatever it uses. Nothing fails: what cannot be read is told of.
  package static func load(_ entry: Entry, from files: any FileSystem) -> Workspace {
    let projectFolder: String
    switch entry {
    case .file("-"), .text: projectFolder = "."
    case .file(let path), .draft(let path, _): projectFolder = ProjectPath.project(of: path)
    }
    var loader = Loader(files: files, projectFolder: projectFolder)
    loader.load(entry)
    return loader.workspace
  }

  /// Another script of the same project in place of the entry; its paths start at the project folder.
  static func load(_ source: Source, of workspace: Workspace, from files: any FileSystem) -> Workspace {
    var loader = Loader(files: files, projectFolder: workspace.projectFolder)
    loader.load(source)
    return loader.workspace
  }
}

private struct Loader {
  let files: any FileSystem
  let projectFolder: String
  private var trees: [SyntaxTree] = []
  private var diagnostics: [Diagnostic] = []
  private var isIncomplete = false
  private var folders: [Source: String] = [:]
  private var known: Set<String> = []

  init(files: any FileSystem, projectFolder: String) {
    self.files = files
    self.projectFolder = projectFolder
  }

  var workspace: Workspace {
    Workspace(
      trees: trees, projectFolder: projectFolder, diagnostics: diagnostics, isIncomplete: isIncomplete,
      folders: folders)
  }

  mutating func load(_ entry: Entry) {
    switch entry {
    case .text(let name, let text): add(Source(name: name, text: text), folder: ".")
    case .file("-"):
      let name = Source.standardInput
      do throws(FileProblem) {
        add(Source(name: name, bytes: try files.readStandardInput()), folder: ".")
      } catch {
        fail(error, at: Place(Source(name: name, bytes: []), ByteRange(0, 0)))
      }
    case .draft(let path, let bytes):
      finishWriting(path)
      know(path)
      add(Source(name: path, bytes: bytes), folder: ".")
    case .file(let path):
      finishWriting(path)
      know(path)
      do throws(FileProblem) {
        add(Source(name: path, bytes: try files.read(path)), folder: ".")
      } catch {
        fail(error, at: Place(Source(name: path, bytes: []), ByteRange(0, 0)))
      }
    }
    followAll()
  }

  /// A change of several files that a crash has interrupted is carried to its end before any of them is read.
  private mutating func finishWriting(_ path: String) {
    let place = Place(Source(name: path, bytes: []), ByteRange(0, 0))
    do throws(FileProblem) {
      guard let finished = try files.finishWriting(above: projectFolder) else { return }
      diagnostics += VersionErrors.interrupted(finished, at: place)
    } catch {
      diagnostics.append(VersionErrors.cannotFinish(error, at: place))
      isIncomplete = true
    }
  }

  /// The entry is not to be read again when a file uses it.
  private mutating func know(_ path: String) {
    // The snapshots' own paths start at the project, not at their folder.
    let own = ProjectPath.folder(of: path) == projectFolder ? path : ""
    if let relative = own.split(separator: "/").last,
      let identity = try? files.resolve(String(relative), inProject: projectFolder)
    {
      known.insert(identity)
    }
  }

  mutating func load(_ source: Source) {
    add(source, folder: ".")
    followAll()
  }

  private mutating func followAll() {
    var next = 0
    while next < trees.count {
      follow(trees[next])
      next += 1
    }
  }

  private mutating func add(_ source: Source, folder: String) {
    if [".csv", ".tsv", ".ods", ".xlsx"].contains(where: source.name.lowercased().hasSuffix) {
      return addSpreadsheet(source, folder: folder)
    }
    let tree = Migration.brought(SyntaxTree.parse(source))
    trees.append(tree)
    folders[tree.source] = folder
    if let problem = Edition.problem(of: tree) {
      // What a later edition says cannot be judged.
      diagnostics.append(problem)
      isIncomplete = true
    } else {
      diagnostics += tree.diagnostics
    }
  }

  /// One sentence instead of a problem for each of its lines; none of them is read as a statement.
  private mutating func addSpreadsheet(_ source: Source, folder: String) {
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    let isText = file.lowercased().hasSuffix(".csv")
    let tree = SyntaxTree.parse(Source(name: source.name, bytes: []))
    trees.append(tree)
    folders[tree.source] = folder
    isIncomplete = true
    let column = "people Names from \"\(file)\" { id: \"COLUMN\" }"
    diagnostics.append(
      Diagnostic(
        .unreadableFile, "\"\(source.name)\" is a spreadsheet, not a programme",
        at: Place(tree.source, ByteRange(0, 0)),
        fixes: [
          Fix(
            isText
              ? "write in a programme: \(column)"
              : "export it as CSV, then write in a programme: people … from")
        ]))
  }

  /// Reads what the `use` lines of a file name.
  private mutating func follow(_ tree: SyntaxTree) {
    for statement in tree.children(of: 0) where tree.kind(statement) == .use {
      guard let string = tree.child(0, of: statement), tree.kind(string) == .string else { continue }
      use(tree.stringText(tree.firstToken(string)), at: tree.place(string))
    }
  }

  private mutating func use(_ written: String, at place: Place) {
    let relative = written.isEmpty ? "" : ProjectPath.joined(folders[place.source] ?? ".", written)
    do throws(FileProblem) {
      let identity = try files.resolve(relative, inProject: projectFolder)
      guard known.insert(identity).inserted else { return }
      let name = ProjectPath.normalized(ProjectPath.joined(projectFolder, relative))
      let bytes = try files.read(identity)
      add(Source(name: name, bytes: bytes), folder: ProjectPath.folder(of: relative))
    } catch {
      let problem = FileProblem(written, error.operation, error.cause)
      fail(problem, at: place, suggestion: problem.isMissing ? nearest(to: written, in: place.source) : nil)
    }
  }

  /// A file of nearly that name, as the using file would name it.
  private func nearest(to written: String, in source: Source) -> String? {
    let folder = folders[source] ?? "."
    guard let found = files.nearest(to: ProjectPath.joined(folder, written), inProject: projectFolder) else {
      return nil
    }
    return folder == "." ? found : String(found.dropFirst(folder.count + 1))
  }

  private mutating func fail(_ problem: FileProblem, at place: Place, suggestion: String? = nil) {
    diagnostics.append(.file(problem, at: place, suggestion: suggestion))
    isIncomplete = true
  }
}
