// Where the statements of earlier sessions are kept.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum HistoryPlace {
  /// A file whose folder exists: `.rung/history` of the project, else the user's own; nil when neither folder can
  /// be had. Folders are made, for the user alone.
  package static func path(ofProject folder: String?, environment: (String) -> String?) -> String? {
    if let folder, access(folder, W_OK) == 0 {
      let own = folder + "/.rung"
      if isFolder(making: own) { return own + "/history" }
    }
    let states: String
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      states = state
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      states = home + "/.local/state"
    } else {
      return nil
    }
    return isFolder(makingAll: states + "/rung") ? states + "/rung/history" : nil
  }

  private static func isFolder(makingAll path: String) -> Bool {
    var made = ""
    for name in path.split(separator: "/") {
      made += "/" + name
      if !isFolder(making: made, needsWriting: false) { return false }
    }
    return access(path, W_OK) == 0
  }

  private static func isFolder(making path: String, needsWriting: Bool = true) -> Bool {
    if mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return false }
    return !needsWriting || access(path, W_OK) == 0
  }
}
