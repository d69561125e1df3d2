// `.rung` in a project: what belongs to this computer and is not committed.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum StateFolder {
  package static let name = ".rung"

  /// The folder below that of a project, made when it is not there, for the user alone; nil when it cannot be had.
  package static func made(in project: String) -> String? {
    let path = (project == "/" ? "" : project) + "/" + name
    if mkdir(path, 0o700) != 0, errno != EEXIST { return nil }
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR, access(path, W_OK) == 0 else {
      return nil
    }
    ignore(path)
    return path
  }

  /// Git is told to leave it out.
  private static func ignore(_ folder: String) {
    let descriptor = open(folder + "/.gitignore", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    _ = write(descriptor, "*\n", 2)
    close(descriptor)
  }
}
