// Files read whole and with care, and written so that a crash at any moment leaves the old or the new text.

import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum DurableFile {
  /// The most bytes that one file may have.
  package static let sizeLimit = 256 << 20

  package enum IfPresent: Sendable { case replace, refuse }

  // MARK: Reading

  /// The bytes of an ordinary file of at most `limit` bytes.
  package static func read(_ path: String, limit: Int = sizeLimit) throws(FileProblem) -> [UInt8] {
    do throws(FileProblem.Cause) {
      try requirePath(path)
      // Looked at before it is opened: opening a pipe waits for a writer, opening a device may do anything.
      var status = stat()
      try repeating { stat(path, &status) }
      try requireOrdinary(status)
      let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      status = try file.status
      try requireOrdinary(status)
      if status.st_size > limit { throw .isTooLarge(limit: limit) }
      let bytes = try readBytes(of: file.descriptor, expecting: Int(status.st_size), limit: limit)
      if bytes.count > limit { throw .isTooLarge(limit: limit) }
      return bytes
    } catch {
      throw FileProblem(path, .read, error)
    }
  }

  /// Standard input to its end, whatever it is connected to.
  package static func readStandardInput(limit: Int = sizeLimit) throws(FileProblem) -> [UInt8] {
    try read(descriptor: 0, named: Source.standardInput, limit: limit)
  }

  package static func read(descriptor: Int32, named name: String, limit: Int) throws(FileProblem) -> [UInt8] {
    do throws(FileProblem.Cause) {
      let bytes = try readBytes(of: descriptor, expecting: 0, limit: limit)
      if bytes.count > limit { throw .isTooLarge(limit: limit) }
      return bytes
    } catch {
      throw FileProblem(name, .read, error)
    }
  }

  // MARK: Writing

  /// Makes `path` a file with exactly these bytes, or leaves everything as it was.
  ///
  /// Written to a file beside it, synced, renamed, the folder synced. A symbolic link is followed,
  /// permissions are kept; a hard link to the old file keeps the old bytes. A file that the user may not
  /// write is not replaced, though the folder would allow it.
  package static func write(
    _ bytes: [UInt8], to path: String, ifPresent: IfPresent = .replace
  ) throws(FileProblem) {
    let folder: String
    do throws(FileProblem.Cause) {
      folder = try place(bytes, at: path, ifPresent)
    } catch {
      throw FileProblem(path, .write, error)
    }
    Draft.removeAbandoned(in: folder)
    do throws(FileProblem.Cause) {
      try synchroniseFolder(folder)
    } catch {
      throw FileProblem(path, .confirm, error)
    }
  }

  /// All of `write` but the last sync; returns the folder that needs it.
  private static func place(
    _ bytes: [UInt8], at path: String, _ ifPresent: IfPresent
  ) throws(FileProblem.Cause) -> String {
    try requirePath(path)
    if path.utf8.last == UInt8(ascii: "/") { throw .isFolder }
    let target = try Target(path)
    if let status = target.status {
      try requireOrdinary(status)
      switch ifPresent {
      case .refuse: throw .alreadyExists
      case .replace: try repeating { access(target.path, W_OK) }
      }
    }
    let draft = try Draft(in: target.folder, mode: target.status == nil ? 0o666 : 0o600)
    do throws(FileProblem.Cause) {
      try draft.file.write(bytes)
      if let status = target.status { keepRights(of: status, on: draft.file) }
      try draft.file.synchronise()
      switch ifPresent {
      case .replace: try repeating { rename(draft.path, target.path) }
      case .refuse: try draft.settle(at: target.path)
      }
    } catch {
      _ = unlink(draft.path)
      throw error
    }
    return target.folder
  }

  /// Makes a folder in an existing one, and the entry durable. Nothing happens when it is there.
  package static func createFolder(_ path: String) throws(FileProblem) {
    do throws(FileProblem.Cause) {
      try requirePath(path)
      if mkdir(path, 0o777) == 0 {
        try synchroniseFolder(folder(of: path))
        return
      }
      let reason = errno
      var status = stat()
      guard reason == EEXIST, stat(path, &status) == 0 else { throw .system(reason) }
      if status.st_mode & S_IFMT != S_IFDIR { throw .alreadyExists }
    } catch {
      throw FileProblem(path, .createFolder, error)
    }
  }

  /// Takes an ordinary file away, and makes that durable. Nothing happens when there is none.
  package static func remove(_ path: String) throws(FileProblem) {
    do throws(FileProblem.Cause) {
      try requirePath(path)
      var status = stat()
      if lstat(path, &status) != 0 {
        if errno == ENOENT { return }
        throw .system(errno)
      }
      if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder }
      if unlink(path) != 0, errno != ENOENT { throw .system(errno) }
      try synchroniseFolder(folder(of: path))
    } catch {
      throw FileProblem(path, .write, error)
    }
  }

  /// Names in a folder but for `.` and `..`, sorted by their bytes. Names that are not UTF-8 are left out.
  package static func names(in folder: String) throws(FileProblem) -> [String] {
    guard let names = entries(of: folder) else { throw FileProblem(folder, .list, .system(errno)) }
    return names.filter { $0 != "." && $0 != ".." }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Below

  private static func requirePath(_ path: String) throws(FileProblem.Cause) {
    if path.isEmpty || path.utf8.contains(0) { throw .isNoPath }
  }

  private static func requireOrdinary(_ status: stat) throws(FileProblem.Cause) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .isFolder
    default: throw .isNotOrdinary
    }
  }

  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Nil, with `errno` set, when the folder cannot be read.
  static func entries(of folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(validatingCString: $0) }
      }
      if let name { names.append(name) }
    }
    return names
  }

  private static func keepRights(of status: stat, on file: borrowing OpenFile) {
    // Without the right to give files away, the new file stays the writer's; its mode is kept all the same.
    _ = fchown(file.descriptor, status.st_uid, status.st_gid)
    _ = fchmod(file.descriptor, status.st_mode & 0o777)
  }

  static func synchroniseFolder(_ path: String) throws(FileProblem.Cause) {
    let folder = try OpenFile(path, O_RDONLY | O_DIRECTORY)
    // Some network disks cannot sync a folder, and say so.
    if fsync(folder.descriptor) != 0, errno != EINVAL, errno != ENOTSUP, errno != EINTR {
      throw .system(errno)
    }
  }
}

/// Lets whoever may read a file run it too; false when the system refuses.
package func chmodExecutable(_ path: String) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0 else { return false }
  let readable = status.st_mode & 0o444
  return chmod(path, status.st_mode & 0o777 | readable >> 2) == 0
}

/// Where a write goes, links followed.
private struct Target {
  let path: String
  let folder: String
  /// Nil when there is no file yet.
  let status: stat?

  init(_ path: String) throws(FileProblem.Cause) {
    var status = stat()
    if lstat(path, &status) != 0 {
      if errno != ENOENT { throw .system(errno) }
      self.path = path
      self.status = nil
    } else if status.st_mode & S_IFMT == S_IFLNK {
      guard let real = realPath(path) else { throw .system(errno) }
      try repeating { stat(real, &status) }
      self.path = real
      self.status = status
    } else {
      self.path = path
      self.status = status
    }
    folder = DurableFile.folder(of: self.path)
  }
}

/// The absolute path without links; nil, with `errno` set, when there is no such file.
package func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(validatingCString: resolved)
}
