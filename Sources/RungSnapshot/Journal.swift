// What was done at the prompt, on disk before it is answered: an append-only file of records, each with its length
// and checksum. A record that a crash cut short is dropped; whatever was answered is in it.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file of records, held by one process at a time.
package final class Journal {
  package let path: String
  /// What the file held when it was opened, oldest first.
  package let records: [String]
  private let file: OpenFile
  /// Why the journal can no longer be written; nothing more is appended then, so that no record is missing inside.
  private var failure: FileProblem?

  /// Beyond so many bytes the older half is dropped at the next start.
  private static let compactLimit = 8 << 20

  package enum OpenError: Error {
    /// Another process writes to it.
    case held(by: Int32)
    case file(FileProblem)
  }

  /// Opens or makes the file, takes its lock, reads the whole records and cuts off a torn one.
  package init(_ path: String) throws(OpenError) {
    self.path = path
    do throws(FileProblem.Cause) {
      file = try OpenFile(path, O_RDWR | O_CREAT | O_APPEND, mode: 0o600)
    } catch {
      throw .file(FileProblem(path, .write, error))
    }
    let descriptor = file.descriptor
    if let holder = Journal.holder(of: descriptor) { throw .held(by: holder) }
    do throws(FileProblem.Cause) {
      let bytes = try readBytes(of: descriptor, expecting: 0, limit: DurableFile.sizeLimit)
      let (found, end) = JournalRecord.records(in: bytes)
      if end < bytes.count { try repeating { ftruncate(descriptor, off_t(end)) } }
      // A crash while it was replaced left the records beside it.
      let beside =
        end == 0 ? (try? DurableFile.read(path + ".new")).map { JournalRecord.records(in: $0).texts } : nil
      records = beside ?? found
      if let beside { try file.write(beside.flatMap(JournalRecord.encoded)) }
    } catch {
      throw .file(FileProblem(path, .read, error))
    }
  }

  package static func exists(at path: String) -> Bool { access(path, F_OK) == 0 }

  /// Puts a record on the disk; when this returns, no crash can lose it.
  package func append(_ record: String) throws(FileProblem) {
    if let failure { throw failure }
    do throws(FileProblem.Cause) {
      let start = try file.status.st_size
      do throws(FileProblem.Cause) {
        try file.write(JournalRecord.encoded(record))
        try file.synchronise()
      } catch {
        // Half a record must not stand before the next one.
        _ = ftruncate(file.descriptor, start)
        throw error
      }
    } catch {
      let problem = FileProblem(path, .write, error)
      failure = problem
      throw problem
    }
  }

  /// Whether so much is in it that `replace` should drop what is old.
  package var isLarge: Bool { (try? file.status.st_size).map { $0 > Journal.compactLimit } ?? false }

  /// Holds these records and no others, from now on.
  package func replace(by records: [String]) throws(FileProblem) {
    do throws(FileProblem.Cause) {
      // In place, as the lock is on this very file: what is kept is first made safe beside it.
      let bytes = records.flatMap(JournalRecord.encoded)
      do throws(FileProblem) {
        try DurableFile.write(bytes, to: path + ".new")
      } catch {
        throw error.cause
      }
      try repeating { ftruncate(file.descriptor, 0) }
      try file.write(bytes)
      try file.synchronise()
      _ = unlink(path + ".new")
    } catch {
      throw FileProblem(path, .write, error)
    }
  }

  // MARK: The lock

  /// Takes the lock, which the kernel drops with the process; nil, or who has it.
  private static func holder(of descriptor: Int32) -> Int32? {
    var wanted = flock()
    wanted.l_type = Int16(F_WRLCK)
    wanted.l_whence = Int16(SEEK_SET)
    if fcntl(descriptor, F_SETLK, &wanted) == 0 { return nil }
    wanted.l_type = Int16(F_WRLCK)
    guard fcntl(descriptor, F_GETLK, &wanted) == 0, wanted.l_type != Int16(F_UNLCK) else { return 0 }
    return wanted.l_pid
  }
}
