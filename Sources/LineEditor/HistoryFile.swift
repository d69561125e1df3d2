// The file that keeps statements between sessions; several processes may share it.
//
// One record a line. Every change happens under a lock on the file; a record is appended in one write, and a
// half-written one left by a crash is cut off by the next append. Rewriting goes beside the file and is
// renamed over it, so whoever waited for the lock checks that its file still has the name.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package struct HistoryError: Error, Equatable, CustomStringConvertible {
  package let path: String
  /// The system's own text.
  package let reason: String

  package var description: String { "the history in \(path) cannot be kept: \(reason)" }
}

package struct HistoryFile {
  package let path: String
  /// A file past this size is no history of ours.
  static let limitBytes = 64 << 20

  package init(path: String) {
    self.path = path
  }

  /// How far a file was read.
  struct Mark: Equatable {
    fileprivate var device: dev_t = 0
    fileprivate var file: ino_t = 0
    fileprivate var bytes = 0
  }

  /// The statements behind a mark, oldest first, doubles included; all of them, when the file is another one by now.
  /// Lines that are no records are left out. The mark moves behind them.
  func load(after mark: inout Mark) throws(HistoryError) -> (statements: [String], isAnew: Bool) {
    guard let descriptor = try open(creating: false) else { return ([], false) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw problem() }
    let isAnew =
      facts.st_ino != mark.file || facts.st_dev != mark.device || Int(facts.st_size) < mark.bytes
    let start = isAnew ? 0 : mark.bytes
    guard isAnew || Int(facts.st_size) > start else { return ([], false) }
    let bytes = try contents(of: descriptor, from: start)
    // What follows the last newline is not finished yet.
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    mark = Mark(device: facts.st_dev, file: facts.st_ino, bytes: start + whole)
    return (Self.statements(in: bytes), isAnew)
  }

  func append(_ statement: String) throws(HistoryError) {
    let record = HistoryRecord.encoded(statement) + [0x0A]
    try whileLocked { descriptor throws(HistoryError) in
      try cutTornRecord(descriptor)
      try write(record, to: descriptor)
    }
  }

  /// Replaces what the file holds, somebody else's latest statements included, by what `keep` makes of it.
  package func rewrite(_ keep: ([String]) -> [String]) throws(HistoryError) {
    try whileLocked { descriptor throws(HistoryError) in
      let kept = keep(Self.statements(in: try contents(of: descriptor)))
      try replace(by: kept.flatMap { HistoryRecord.encoded($0) + [0x0A] })
    }
  }

  // MARK: - Inside the lock

  private func whileLocked(_ change: (Int32) throws(HistoryError) -> Void) throws(HistoryError) {
    // Each turn lost means that somebody else has just rewritten the file.
    for _ in 0..<20 {
      guard let descriptor = try open(creating: true) else { break }
      defer { close(descriptor) }
      try lock(descriptor)
      guard isStillNamed(descriptor) else { continue }
      return try change(descriptor)
    }
    throw HistoryError(path: path, reason: "it keeps changing")
  }

  /// Closing the descriptor unlocks. Gives up after a second: the prompt must not hang on another process.
  private func lock(_ descriptor: Int32) throws(HistoryError) {
    for _ in 0..<100 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { throw problem() }
      usleep(10_000)
    }
    throw HistoryError(path: path, reason: "another process holds it locked")
  }

  private func isStillNamed(_ descriptor: Int32) -> Bool {
    var held = stat()
    var named = stat()
    guard fstat(descriptor, &held) == 0, stat(path, &named) == 0 else { return false }
    return held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }

  /// Written beside and renamed; a link to the file stays one.
  private func replace(by bytes: [UInt8]) throws(HistoryError) {
    let target = realpath(path, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    guard let target else { throw problem() }
    let beside = target + ".new"
    let copy = Self.openFile(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard copy >= 0 else { throw problem() }
    var isInPlace = false
    defer {
      close(copy)
      if !isInPlace { unlink(beside) }
    }
    try write(bytes, to: copy)
    guard rename(beside, target) == 0 else { throw problem() }
    isInPlace = true
  }

  private func cutTornRecord(_ descriptor: Int32) throws(HistoryError) {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size > 0 else { return }
    var last: UInt8 = 0
    guard pread(descriptor, &last, 1, size - 1) == 1 else { throw problem() }
    guard last != 0x0A else { return }
    let bytes = try contents(of: descriptor)
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    guard ftruncate(descriptor, off_t(whole)) == 0 else { throw problem() }
  }

  // MARK: - Bytes

  private static func statements(in bytes: [UInt8]) -> [String] {
    // What follows the last newline was never finished.
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().compactMap(
      HistoryRecord.decoded)
  }

  /// Nil when there is no such file and it is not to be made.
  private func open(creating: Bool) throws(HistoryError) -> Int32? {
    let flags = O_CLOEXEC | O_NONBLOCK | (creating ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY)
    let descriptor = Self.openFile(path, flags, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT, !creating { return nil }
      throw problem()
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw HistoryError(path: path, reason: "it is not a file")
    }
    guard facts.st_size <= Self.limitBytes else {
      close(descriptor)
      throw HistoryError(path: path, reason: "it is longer than \(Self.limitBytes) bytes")
    }
    return descriptor
  }

  private static func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags, mode)
    #else
      Darwin.open(path, flags, mode)
    #endif
  }

  private func contents(of descriptor: Int32, from start: Int = 0) throws(HistoryError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var offset = off_t(start)
    while true {
      let count = block.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem() }
      if count == 0 { return bytes }
      bytes += block[..<count]
      offset += off_t(count)
    }
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(HistoryError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem() }
      written += count
    }
  }

  /// Of the system call that has just failed.
  private func problem() -> HistoryError {
    HistoryError(path: path, reason: String(cString: strerror(errno)))
  }
}

/// The system's `write`, which the method of that name hides.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
