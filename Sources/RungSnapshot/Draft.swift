// The file that a durable write fills before it takes its place.

import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Named after the process and locked by it while it lives, so that what a killed process left behind can be
/// told from what another one is writing.
package struct Draft: ~Copyable {
  package let path: String
  let file: OpenFile

  private static let prefix = ".rung-"
  private static let suffix = ".partial"
  private static let count = Atomic<Int>(0)

  package init(in folder: String, mode: mode_t) throws(FileProblem.Cause) {
    for _ in 0..<100 {
      let number = Draft.count.add(1, ordering: .relaxed).newValue
      let path = folder + "/" + Draft.prefix + "\(getpid())-\(number)" + Draft.suffix
      do throws(FileProblem.Cause) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        // Taken by one who clears up, in the moment before the lock: it will be gone, so take another.
        if flock(file.descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { continue }
        self.path = path
        self.file = file
        return
      } catch {
        if error != .system(EEXIST) { throw error }
      }
    }
    throw .alreadyExists
  }

  /// Becomes the file at `target`, unless there is one.
  func settle(at target: String) throws(FileProblem.Cause) {
    if link(path, target) == 0 {
      _ = unlink(path)
      return
    }
    if errno == EEXIST { throw .alreadyExists }
    // A disk without hard links: the best that can be done is to look first.
    var status = stat()
    if lstat(target, &status) == 0 { throw .alreadyExists }
    try repeating { rename(path, target) }
  }

  /// Removes what killed processes left in a folder. Never fails: it can be tried again at the next write.
  package static func removeAbandoned(in folder: String) {
    for name in DurableFile.entries(of: folder) ?? [] where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = folder + "/" + name
      guard let file = try? OpenFile(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK) else { continue }
      if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unlink(path) }
    }
  }
}
