// Where the prompt keeps what outlives a session: the statements of earlier sessions, and the journal.

import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum StatePlace {
  /// A file whose folder exists: in `.rung` of the project, else in the user's own folder; nil when neither can be
  /// had. Folders are made, for the user alone; git ignores that of a project.
  package static func path(
    of name: String, inProject folder: String?, environment: (String) -> String?
  ) -> String? {
    if let folder, let own = StateFolder.made(in: folder) { return own + "/" + name }
    let states: String
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      states = state
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      states = home + "/.local/state"
    } else {
      return nil
    }
    return isFolder(makingAll: states + "/rung") ? states + "/rung/" + name : nil
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
