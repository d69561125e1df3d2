// Where files of a project stand, as the user sees them.

import RungSnapshot

package enum ProjectPath {
  /// The folder of a file as typed: `.` when it has none.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The project of a file: its folder, but for a named snapshot the folder above `snapshots`.
  package static func project(of path: String) -> String {
    let folder = folder(of: path)
    guard lastName(of: folder) == "snapshots" else { return folder }
    return self.folder(of: folder)
  }

  /// Two parts of a path, the first of which may be `.` or empty.
  package static func joined(_ folder: String, _ path: String) -> String {
    if folder.isEmpty || folder == "." || path.hasPrefix("/") { return path }
    return folder == "/" ? "/" + path : folder + "/" + path
  }

  /// Without `.` and without what `..` takes back; `..` that take back more stay at the beginning.
  package static func normalized(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/", omittingEmptySubsequences: true) where name != "." {
      if name == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(name) }
    }
    let text = names.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }

  /// A file of a project as its scripts name it.
  package static func relative(_ path: String, to folder: String) throws(FileProblem) -> String {
    let (file, place) = (normalized(path), normalized(folder))
    if place == ".", !file.hasPrefix("/") { return file }
    let start = place == "/" ? place : place + "/"
    guard file.hasPrefix(start) else { throw FileProblem(path, .write, .leavesProject) }
    return String(file.dropFirst(start.count))
  }

  private static func lastName(of folder: String) -> Substring? { folder.split(separator: "/").last }
}
