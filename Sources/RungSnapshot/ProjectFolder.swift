// The folder of a project, and the files in it that a script may name.

import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything a script reads or writes stays below this folder, so that a programme somebody sends can be run
/// without fear for other files. (Not against a program that changes links while Rung runs.)
package struct ProjectFolder: Hashable, Sendable {
  /// Absolute, without links.
  package let path: String

  package init(_ path: String) throws(FileProblem) {
    if path.isEmpty || path.utf8.contains(0) { throw FileProblem(path, .find, .isNoPath) }
    guard let real = realPath(path) else { throw FileProblem(path, .find, .system(errno)) }
    var status = stat()
    if stat(real, &status) != 0 { throw FileProblem(path, .find, .system(errno)) }
    if status.st_mode & S_IFMT != S_IFDIR { throw FileProblem(path, .find, .system(ENOTDIR)) }
    self.path = real
  }

  /// The absolute path, links followed, of a file that a script names; the file need not exist.
  ///
  /// Two names of one file give the same answer. Refused: absolute paths, and whatever leads out of the
  /// project by `..` or a symbolic link, even when it comes back in.
  package func resolve(relative: String) throws(FileProblem) -> String {
    do throws(FileProblem.Cause) {
      return try resolved(relative)
    } catch {
      throw FileProblem(relative, .find, error)
    }
  }

  /// The path of a file as a script would name it; nil when it is not below the folder.
  package func relative(_ absolute: String) -> String? {
    if absolute.utf8.elementsEqual(path.utf8) { return "." }
    guard contains(absolute) else { return nil }
    return String(decoding: absolute.utf8.dropFirst(path == "/" ? 1 : path.utf8.count + 1), as: UTF8.self)
  }

  /// A file of nearly the same name in the same folder, as a script would name it.
  package func nearest(to relative: String) -> String? {
    let slash = relative.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(relative[..<$0]) } ?? ""
    let name = slash.map { String(relative[relative.index(after: $0)...]) } ?? relative
    guard let place = try? resolve(relative: folder.isEmpty ? "." : folder),
      let names = try? DurableFile.names(in: place),
      let found = Spelling.suggestion(for: name, among: names.filter { !$0.hasPrefix(".") })
    else { return nil }
    return folder.isEmpty ? found : folder + "/" + found
  }

  private func resolved(_ relative: String) throws(FileProblem.Cause) -> String {
    if relative.isEmpty || relative.utf8.contains(0) { throw .isNoPath }
    if relative.utf8.first == UInt8(ascii: "/") { throw .isAbsolute }
    let names = relative.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    var depth = 0
    for name in names where name != "." {
      depth += name == ".." ? -1 : 1
      if depth < 0 { throw .leavesProject }
    }
    var place = path
    var isMissing = false
    for name in names where name != "." {
      if isMissing {
        if name == ".." { throw .system(ENOENT) }
        place += "/" + name
        continue
      }
      let next = (place == "/" ? "" : place) + "/" + name
      if let real = realPath(next) {
        place = real
        if !place.utf8.elementsEqual(path.utf8), !contains(place) { throw .linkLeavesProject }
      } else {
        let reason = errno
        var status = stat()
        // A link to nothing cannot be judged, so it is refused like the nothing it leads to.
        if reason != ENOENT || lstat(next, &status) == 0 { throw .system(reason) }
        place = next
        isMissing = true
      }
    }
    return place
  }

  /// By bytes: to Swift two spellings of an accent are the same, to the file system they are two files.
  private func contains(_ absolute: String) -> Bool {
    absolute.utf8.starts(with: (path == "/" ? path : path + "/").utf8)
  }
}
