// Reading and writing of whole files.

import RungSnapshot
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Writing a file")
struct DurableWriteTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, _ name: String, _ ifPresent: DurableFile.IfPresent = .replace) throws {
    try DurableFile.write(Array(text.utf8), to: folder.path + "/" + name, ifPresent: ifPresent)
  }

  private func cause(_ body: () throws -> Void) -> FileProblem.Cause? {
    do {
      try body()
      return nil
    } catch {
      return (error as? FileProblem)?.cause
    }
  }

  @Test("makes it, replaces it, and leaves nothing else behind")
  func replaces() throws {
    try write("one", "a.rung")
    #expect(folder.text("a.rung") == "one")
    try write("", "a.rung")
    #expect(folder.text("a.rung") == "")
    let large = String(repeating: "0123456789", count: 300_000)
    try write(large, "a.rung")
    #expect(folder.text("a.rung") == large)
    #expect(folder.names == ["a.rung"])
  }

  @Test("keeps the permissions that the file had, and gives a new one the usual ones")
  func mode() throws {
    folder.write("a", "old")
    chmod(folder.path + "/a", 0o640)
    try write("new", "a")
    #expect(folder.mode("a") == 0o640)
    let mask = umask(0)
    umask(mask)
    try write("new", "b")
    #expect(folder.mode("b") == 0o666 & ~mask)
  }

  @Test("follows a symbolic link to the file it means")
  func link() throws {
    folder.makeFolder("real")
    folder.write("real/a", "old")
    folder.link("a", to: "real/a")
    try write("new", "a")
    #expect(folder.text("real/a") == "new")
    var status = stat()
    lstat(folder.path + "/a", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(folder.names == ["a", "real"])
  }

  @Test("in the current folder needs no slash")
  func relative() {
    #expect(DurableFile.folder(of: "a") == ".")
    #expect(DurableFile.folder(of: "/a") == "/")
    #expect(DurableFile.folder(of: "b/c/a") == "b/c")
  }

  @Test("into a missing folder, onto a folder or a pipe, or to no name is refused with a reason")
  func refusals() throws {
    folder.makeFolder("folder")
    mkfifo(folder.path + "/pipe", 0o600)
    #expect(cause { try write("x", "missing/a") } == .system(ENOENT))
    #expect(cause { try write("x", "folder") } == .isFolder)
    #expect(cause { try write("x", "folder/") } == .isFolder)
    #expect(cause { try write("x", "pipe") } == .isNotOrdinary)
    #expect(cause { try write("x", "a\u{0}b") } == .isNoPath)
    #expect(cause { try DurableFile.write([], to: "") } == .isNoPath)
    #expect(cause { try write("x", String(repeating: "n", count: 300)) } == .system(ENAMETOOLONG))
    #expect(cause { try DurableFile.write([1], to: "/dev/null") } == .isNotOrdinary)
    folder.write("file", "x")
    #expect(cause { try write("x", "file/a") } == .system(ENOTDIR))
    folder.link("nowhere", to: "missing")
    #expect(cause { try write("x", "nowhere") } == .system(ENOENT))
    #expect(folder.names == ["file", "folder", "nowhere", "pipe"])
    #expect(FileProblem("missing/a", .write, .system(ENOENT)).reason == "its folder does not exist")
  }

  @Test("that must not replace leaves the old file")
  func refusesToReplace() throws {
    try write("one", "a", .refuse)
    #expect(cause { try write("two", "a", .refuse) } == .alreadyExists)
    #expect(folder.text("a") == "one")
    #expect(folder.names == ["a"])
  }

  @Test("that the user may not write is refused, though the folder would allow it")
  func readOnly() throws {
    guard geteuid() != 0 else {
      print("skipped: root may write every file")
      return
    }
    folder.write("a", "old")
    chmod(folder.path + "/a", 0o444)
    #expect(cause { try write("new", "a") } == .system(EACCES))
    #expect(folder.text("a") == "old")
  }

  @Test("on a full disk leaves the old file and no other")
  func fullDisk() throws {
    #if os(Linux)
      let disk = folder.path + "/disk"
      mkdir(disk, 0o755)
      guard mount("tmpfs", disk, "tmpfs", 0, "size=64k") == 0 else {
        print("skipped: no right to mount a small disk")
        return
      }
      defer { umount2(disk, Int32(MNT_DETACH)) }
      try write("old", "disk/a.rung")
      let large = String(repeating: "x", count: 1 << 20)
      #expect(cause { try write(large, "disk/a.rung") } == .system(ENOSPC))
      #expect(cause { try write(large, "disk/b.rung") } == .system(ENOSPC))
      #expect(folder.text("disk/a.rung") == "old")
      #expect(try DurableFile.names(in: disk) == ["a.rung"])
      try write("there is room again", "disk/a.rung")
      #expect(folder.text("disk/a.rung") == "there is room again")
      let project = try ProjectFolder(disk)
      #expect(throws: SnapshotProblem.file(FileProblem("snapshots/big.rung", .write, .system(ENOSPC)))) {
        try SnapshotStore(of: project).save("big", Array(large.utf8))
      }
      #expect(try SnapshotStore(of: project).list() == [])
      #expect(FileProblem("a", .write, .system(ENOSPC)).reason == "the disk is full")
    #else
      print("skipped: the small disk is made the Linux way")
    #endif
  }

  @Test("clears up what a killed process left, but not what a living one is writing")
  func abandoned() throws {
    folder.write(".rung-999999-1.partial", "half")
    let living = try Draft(in: folder.path, mode: 0o600)
    try write("x", "a")
    #expect(folder.names == [String(living.path.dropFirst(folder.path.count + 1)), "a"])
    unlink(living.path)
  }

  @Test("by many at once leaves one of the texts, whole")
  func atOnce() async throws {
    let path = folder.path + "/a"
    let texts = (0..<8).map { [UInt8](repeating: UInt8($0), count: 50_000 + $0) }
    await withTaskGroup(of: Void.self) { group in
      for text in texts {
        group.addTask { for _ in 0..<5 { try? DurableFile.write(text, to: path) } }
      }
    }
    #expect(texts.contains(try DurableFile.read(path)))
    #expect(folder.names == ["a"])
  }

  @Test("that must not exist, by many at once, succeeds for one only")
  func onlyOne() async throws {
    let path = folder.path + "/a"
    let successes = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<8 {
        group.addTask { (try? DurableFile.write([UInt8(number)], to: path, ifPresent: .refuse)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(successes == 1)
    #expect(folder.names == ["a"])
  }
}

@Suite("Reading a file")
struct DurableReadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func cause(_ name: String, limit: Int = DurableFile.sizeLimit) -> FileProblem.Cause? {
    do {
      _ = try DurableFile.read(name.hasPrefix("/") ? name : folder.path + "/" + name, limit: limit)
      return nil
    } catch {
      return error.cause
    }
  }

  @Test("gives its bytes, whatever they are")
  func bytes() throws {
    let all = (0...255).map { UInt8($0) } + [UInt8](repeating: 0, count: 100_000)
    try DurableFile.write(all, to: folder.path + "/a")
    #expect(try DurableFile.read(folder.path + "/a") == all)
    folder.write("empty", "")
    #expect(try DurableFile.read(folder.path + "/empty") == [])
  }

  @Test("stops at the limit, and just before it does not")
  func limit() {
    folder.write("ten", "0123456789")
    #expect(cause("ten", limit: 10) == nil)
    #expect(cause("ten", limit: 9) == .isTooLarge(limit: 9))
    #expect(
      FileProblem("a", .read, .isTooLarge(limit: DurableFile.sizeLimit)).reason == "it is larger than 256 MB")
  }

  @Test("of a size that the system does not know still ends")
  func unknownSize() {
    #if os(Linux)
      #expect((try? DurableFile.read("/proc/self/status"))?.isEmpty == false)
      #expect(cause("/proc/self/status", limit: 20) == .isTooLarge(limit: 20))
    #endif
  }

  @Test("refuses folders, devices, pipes and what is not there")
  func refusals() {
    folder.makeFolder("folder")
    folder.write("file", "x")
    mkfifo(folder.path + "/pipe", 0o600)
    folder.link("loop", to: "loop")
    #expect(cause("folder") == .isFolder)
    #expect(cause("pipe") == .isNotOrdinary)
    #expect(cause("/dev/zero") == .isNotOrdinary)
    #expect(cause("missing") == .system(ENOENT))
    #expect(cause("file/x") == .system(ENOTDIR))
    #expect(cause("loop") == .system(ELOOP))
    #expect(cause("a\u{0}") == .isNoPath)
  }

  @Test("from a descriptor reads to its end, a pipe as well")
  func pipes() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    Array("rung 1\n".utf8).withUnsafeBytes { _ = write(ends[1], $0.baseAddress, $0.count) }
    close(ends[1])
    #expect(
      try DurableFile.read(descriptor: ends[0], named: "<standard input>", limit: 100)
        == Array("rung 1\n".utf8))
    #expect(throws: FileProblem("x", .read, .system(EBADF))) {
      try DurableFile.read(descriptor: 9_999, named: "x", limit: 1)
    }
  }
}
