// Several files replaced together, and what is found after a crash at any moment of it.

import RungSnapshot
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Several files")
struct JointWriteTests {
  private let folder: TemporaryFolder
  private let project: ProjectFolder
  private let names = ["a.rung", "parts/b.rung", "c % 1.rung"]

  init() throws {
    folder = try TemporaryFolder()
    folder.makeFolder("parts")
    project = try ProjectFolder(folder.path)
    for name in names { folder.write(name, "old " + name) }
  }

  private var parts: [JointWrite.Part] {
    names.map { JointWrite.Part(path: $0, old: Array("old \($0)".utf8), new: Array("new\n\($0)\n".utf8)) }
  }

  private var texts: [String?] { names.map { folder.text($0) } }
  private var old: [String?] { names.map { "old " + $0 } }
  private var new: [String?] { names.map { "new\n\($0)\n" } }
  private var isNoted: Bool { folder.text(".rung/unfinished") != nil }

  private func cause(_ body: () throws -> Void) -> FileProblem.Cause? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileProblem)?.cause
    }
  }

  @Test("are replaced, and nothing is left behind")
  func replaced() throws {
    try JointWrite.write(parts, in: project)
    #expect(texts == new)
    #expect(folder.names == [".rung", "a.rung", "c % 1.rung", "parts"])
    #expect(try DurableFile.names(in: folder.path + "/.rung") == [".gitignore"])
    #expect(try JointWrite.finish(in: project) == nil)
  }

  @Test("stay as they are when one of them is not what was read from it, or may not be written")
  func refused() throws {
    folder.write("c % 1.rung", "edited")
    #expect(cause { try JointWrite.write(parts, in: project) } == .hasChanged)
    #expect(texts == ["old a.rung", "old parts/b.rung", "edited"])
    folder.write("c % 1.rung", "old c % 1.rung")
    unlink(folder.path + "/parts/b.rung")
    #expect(cause { try JointWrite.write(parts, in: project) } == .missing)
    #expect(texts == [old[0], nil, old[2]])
    #expect(!isNoted)
  }

  @Test("get back what they held when one of them turns out to be unwritable")
  func takenBack() throws {
    // The draft of the second cannot be made in its folder; root may write anywhere, so this asks somebody else.
    guard geteuid() != 0 else { return }
    chmod(folder.path + "/parts", 0o555)
    defer { chmod(folder.path + "/parts", 0o755) }
    #expect(cause { try JointWrite.write(parts, in: project) } == .system(EACCES))
    #expect(texts == old)
    #expect(!isNoted)
  }

  /// What a process leaves that is killed after so many of the files: the note, and those files.
  private func crash(after count: Int) throws {
    let record = try #require(JointWrite.note(of: parts))
    _ = try #require(StateFolder.made(in: folder.path))
    try DurableFile.write(record, to: JointWrite.place(in: project))
    for part in parts.prefix(count) { try DurableFile.write(part.new, to: folder.path + "/" + part.path) }
  }

  @Test("are all new after a crash at any moment once it is noted", arguments: 0...3)
  func finished(count: Int) throws {
    try crash(after: count)
    #expect(try JointWrite.finish(in: project) == JointWrite.Finished(written: names))
    #expect(texts == new)
    #expect(!isNoted)
    #expect(try JointWrite.finish(in: project) == nil)
  }

  @Test("that somebody has edited since the crash are left to them")
  func passedOver() throws {
    try crash(after: 1)
    folder.write("parts/b.rung", "edited")
    unlink(folder.path + "/c % 1.rung")
    #expect(
      try JointWrite.finish(in: project)
        == JointWrite.Finished(written: ["a.rung"], passedOver: ["parts/b.rung", "c % 1.rung"]))
    #expect(texts == ["new\na.rung\n", "edited", nil])
    #expect(!isNoted)
  }

  @Test("are finished before the next change of several files")
  func beforeNext() throws {
    try crash(after: 1)
    let next = names.map {
      JointWrite.Part(path: $0, old: Array("new\n\($0)\n".utf8), new: Array("newest".utf8))
    }
    try JointWrite.write(next, in: project)
    #expect(texts == ["newest", "newest", "newest"])
  }

  @Test("are not touched by a note that is cut off or spoilt anywhere")
  func damaged() throws {
    try crash(after: 1)
    let place = JointWrite.place(in: project)
    let whole = try DurableFile.read(place)
    let before = texts
    for end in stride(from: 0, to: whole.count, by: 7) {
      try DurableFile.write(Array(whole[..<end]), to: place)
      #expect(cause { _ = try JointWrite.finish(in: project) } == .isDamaged, "\(end)")
    }
    var spoilt = whole
    spoilt[whole.count - 3] ^= 1
    try DurableFile.write(spoilt, to: place)
    #expect(cause { _ = try JointWrite.finish(in: project) } == .isDamaged)
    #expect(texts == before)
    #expect(isNoted)
  }

  @Test("are never outside the project, whatever a note says")
  func outside() throws {
    let other = try TemporaryFolder()
    other.write("a", "old")
    let part = JointWrite.Part(
      path: "../" + (other.path.split(separator: "/").last ?? "") + "/a", old: Array("old".utf8),
      new: Array("new".utf8))
    let record = try #require(JointWrite.note(of: [part]))
    _ = try #require(StateFolder.made(in: folder.path))
    try DurableFile.write(record, to: JointWrite.place(in: project))
    #expect(cause { _ = try JointWrite.finish(in: project) } == .leavesProject)
    #expect(other.text("a") == "old")
  }
}
