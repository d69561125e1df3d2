// Several files of a project replaced together: all of them or none, whenever the computer stops.
//
// What is to stand in each file is first written to one file, `.rung/unfinished`, which appears whole or not at all:
// from that moment on the change has happened. Then the files are replaced one by one, and it is taken away. Whoever
// opens the project and finds it there carries the change to its end first (a redo log of one entry; C. Mohan et al.,
// ARIES, ACM TODS 17(1), 1992). Its lock is held by whoever works on it, and dropped by the kernel with the process.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum JointWrite {
  /// One file: what it holds, and what it is to hold.
  package struct Part: Hashable, Sendable {
    /// From the project folder.
    package let path: String
    package let old: [UInt8]
    package let new: [UInt8]

    package init(path: String, old: [UInt8], new: [UInt8]) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  /// What was left to do, and was done.
  package struct Finished: Hashable, Sendable {
    /// Files that hold now what they were to hold.
    package var written: [String] = []
    /// Files that somebody has changed in between: they were left alone.
    package var passedOver: [String] = []

    package init(written: [String] = [], passedOver: [String] = []) {
      self.written = written
      self.passedOver = passedOver
    }
  }

  package static let fileName = "unfinished"

  /// Where an interrupted change of a project is noted.
  package static func place(in project: ProjectFolder) -> String { place(in: project.path) }

  private static func place(in folder: String) -> String {
    (folder == "/" ? "" : folder) + "/" + StateFolder.name + "/" + fileName
  }

  /// Whether a change of this user's is noted in a folder. Of another's nothing is believed: in a folder that many may
  /// write it could be anything.
  package static func isNoted(in folder: String) -> Bool {
    var facts = stat()
    return lstat(place(in: folder), &facts) == 0 && facts.st_uid == geteuid()
  }

  /// What is noted of a change; nil when there is nothing to change.
  package static func note(of parts: [Part]) -> [UInt8]? {
    parts.isEmpty ? nil : Record(parts).bytes
  }

  // MARK: Writing

  /// Replaces the files together. Nothing happens when one of them does not hold what it is said to hold; when one of
  /// them cannot be written, those before it get back what they held.
  package static func write(_ parts: [Part], in project: ProjectFolder) throws(FileProblem) {
    _ = try finish(in: project)
    guard let folder = StateFolder.made(in: project.path) else {
      throw FileProblem(StateFolder.name, .createFolder, .system(EACCES))
    }
    for part in parts {
      let path = try project.resolve(relative: part.path)
      if try DurableFile.read(path) != part.old { throw FileProblem(part.path, .write, .hasChanged) }
      if access(path, W_OK) != 0 { throw FileProblem(part.path, .write, .system(errno)) }
    }
    let record = Record(parts)
    let noted = place(in: project)
    var failure: FileProblem?
    do throws(FileProblem.Cause) {
      // The draft has its lock from the beginning, and keeps it under its new name.
      let draft = try Draft(in: folder, mode: 0o600)
      do throws(FileProblem.Cause) {
        try draft.file.write(record.bytes)
        try draft.file.synchronise()
        try draft.settle(at: noted)
      } catch {
        _ = unlink(draft.path)
        throw error
      }
      try DurableFile.synchroniseFolder(folder)
      do throws(FileProblem) {
        if let other = try carryOut(record, project).passedOver.first {
          throw FileProblem(other, .write, .hasChanged)
        }
      } catch {
        failure = error
        // When that fails too, the next command tries to go forward.
        do throws(FileProblem) { try takeBack(parts, project) } catch { throw error.cause }
      }
      try takeAway(noted, holding: draft.file)
    } catch {
      throw failure ?? FileProblem(parts.first?.path ?? noted, .write, error)
    }
    if let failure { throw failure }
    Draft.removeAbandoned(in: folder)
  }

  // MARK: Finishing

  /// Carries to its end what a crash has interrupted; nil when there is nothing. Waits for whoever is at it.
  package static func finish(in project: ProjectFolder) throws(FileProblem) -> Finished? {
    let noted = place(in: project)
    guard isNoted(in: project.path) else { return nil }
    var failure: FileProblem?
    do throws(FileProblem.Cause) {
      let file = try OpenFile(noted, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
      try repeating { flock(file.descriptor, LOCK_EX) }
      // Done by another in the meantime.
      if try file.status.st_nlink == 0 { return nil }
      let bytes = try readBytes(of: file.descriptor, expecting: Int(file.status.st_size), limit: Int.max - 1)
      guard let record = Record(bytes) else { throw .isDamaged }
      let finished: Finished
      do throws(FileProblem) {
        finished = try carryOut(record, project)
      } catch {
        failure = error
        throw error.cause
      }
      try takeAway(noted, holding: file)
      return finished
    } catch {
      if error == .missing, access(noted, F_OK) != 0 { return nil }
      throw failure ?? FileProblem(StateFolder.name + "/" + fileName, .write, error)
    }
  }

  private static func carryOut(_ record: Record, _ project: ProjectFolder) throws(FileProblem) -> Finished {
    var finished = Finished()
    for entry in record.entries {
      let path = try project.resolve(relative: entry.path)
      let digest: String
      do throws(FileProblem) {
        digest = Digest.sha256(try DurableFile.read(path))
      } catch {
        guard error.isMissing else { throw error }
        finished.passedOver.append(entry.path)
        continue
      }
      if digest == entry.old {
        try DurableFile.write(entry.new, to: path)
      } else if digest != entry.digest {
        finished.passedOver.append(entry.path)
        continue
      }
      finished.written.append(entry.path)
    }
    return finished
  }

  private static func takeBack(_ parts: [Part], _ project: ProjectFolder) throws(FileProblem) {
    for part in parts {
      let path = try project.resolve(relative: part.path)
      if try DurableFile.read(path) == part.new { try DurableFile.write(part.old, to: path) }
    }
  }

  /// - Parameter file: whose lock says that somebody is at it.
  private static func takeAway(_ place: String, holding file: borrowing OpenFile) throws(FileProblem.Cause) {
    do throws(FileProblem) { try DurableFile.remove(place) } catch { throw error.cause }
  }
}

// MARK: The record

/// `rung unfinished 1`, a line a file (digest before, digest after, length, path), an empty line, and the texts one
/// after the other.
private struct Record {
  struct Entry {
    let path: String
    let old: String
    let digest: String
    let new: [UInt8]

    init(_ path: String, _ old: String, _ new: [UInt8]) {
      self.path = path
      self.old = old
      self.new = new
      digest = Digest.sha256(new)
    }
  }

  let entries: [Entry]

  init(_ parts: [JointWrite.Part]) {
    entries = parts.map { Entry($0.path, Digest.sha256($0.old), $0.new) }
  }

  private static let heading = "rung unfinished 1"

  var bytes: [UInt8] {
    let lines = entries.map { entry in
      let path = entry.path.replacing("%", with: "%25").replacing("\n", with: "%0A")
      return "\(entry.old) \(entry.digest) \(entry.new.count) \(path)\n"
    }
    var bytes = Array((Self.heading + "\n" + lines.joined() + "\n").utf8)
    for entry in entries { bytes += entry.new }
    return bytes
  }

  /// Nil when it is not whole.
  init?(_ bytes: [UInt8]) {
    var position = 0
    func line() -> String? {
      guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0x0A) else { return nil }
      defer { position = end + 1 }
      return String(decoding: bytes[position..<end], as: UTF8.self)
    }
    guard line() == Self.heading else { return nil }
    var heads: [(path: String, old: String, digest: String, length: Int)] = []
    while let text = line(), !text.isEmpty {
      let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard words.count == 4, let length = Int(words[2]), length >= 0 else { return nil }
      let path = words[3].replacing("%0A", with: "\n").replacing("%25", with: "%")
      heads.append((String(path), String(words[0]), String(words[1]), length))
    }
    var entries: [Entry] = []
    for head in heads {
      guard head.length <= bytes.count - position else { return nil }
      let entry = Entry(head.path, head.old, Array(bytes[position..<position + head.length]))
      guard entry.digest == head.digest else { return nil }
      entries.append(entry)
      position += head.length
    }
    guard position == bytes.count, !entries.isEmpty else { return nil }
    self.entries = entries
  }
}
