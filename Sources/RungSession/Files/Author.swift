// Who saves a snapshot, as its manifest says it.

import RungSnapshot

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Author {
  /// As git knows whoever works in a folder, else by the name of the login; nil when there is neither.
  static func name(in folder: String) -> String? {
    GitRepository.author(in: folder.isEmpty ? "." : folder) ?? login
  }

  /// As POSIX has it of a login; asking the system's own list of users would need its libraries when Rung runs.
  private static var login: String? {
    for variable in ["LOGNAME", "USER"] {
      if let name = getenv(variable).map({ String(cString: $0) }), !name.allSatisfy(\.isWhitespace) {
        return name
      }
    }
    return nil
  }
}
