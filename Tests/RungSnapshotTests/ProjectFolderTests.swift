// Containment in the project folder.

import RungSnapshot
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The project folder")
struct ProjectFolderTests {
  private let outside: TemporaryFolder
  private let project: ProjectFolder

  init() throws {
    outside = try TemporaryFolder()
    outside.makeFolder("project")
    outside.makeFolder("project/chapters")
    outside.makeFolder("project-two")
    outside.write("secret", "x")
    outside.write("project/chapters/north.rung", "rung 1")
    outside.link("project/out", to: "..")
    outside.link("project/secret", to: "../secret")
    outside.link("project/neighbour", to: "../project-two")
    outside.link("project/inside", to: "chapters")
    outside.link("project/absolute", to: "/etc")
    outside.link("project/nowhere", to: "missing")
    outside.link("project/loop", to: "loop")
    project = try ProjectFolder(outside.path + "/project/chapters/..")
  }

  @Test("is known by its path without links or dots")
  func path() {
    #expect(project.path == outside.path + "/project")
  }

  @Test(
    "contains files below it, there or not yet",
    arguments: [
      ("chapters/north.rung", "chapters/north.rung"), ("./chapters//north.rung", "chapters/north.rung"),
      ("chapters/../chapters/north.rung", "chapters/north.rung"),
      ("inside/north.rung", "chapters/north.rung"),
      ("new.rung", "new.rung"), ("chapters/new/deep.rung", "chapters/new/deep.rung"), (".", "."),
      ("inside/..", "."), ("...", "..."), ("a b/ü", "a b/ü"),
    ])
  func contained(name: String, expected: String) throws {
    #expect(project.relative(try project.resolve(relative: name)) == expected)
  }

  @Test(
    "refuses what leads out of it",
    arguments: [
      ("../secret", FileProblem.Cause.leavesProject), ("..", .leavesProject),
      ("chapters/../../secret", .leavesProject),
      ("../project/chapters/north.rung", .leavesProject), ("/etc/passwd", .isAbsolute),
      ("secret", .linkLeavesProject),
      ("out/secret", .linkLeavesProject), ("out/project/chapters", .linkLeavesProject),
      ("neighbour", .linkLeavesProject),
      ("neighbour/new.rung", .linkLeavesProject), ("absolute/passwd", .linkLeavesProject), ("", .isNoPath),
      ("a\u{0}b", .isNoPath), ("nowhere", .system(ENOENT)), ("nowhere/x", .system(ENOENT)),
      ("loop", .system(ELOOP)),
      ("missing/../secret", .system(ENOENT)), ("chapters/north.rung/x", .system(ENOTDIR)),
    ])
  func escapes(name: String, cause: FileProblem.Cause) {
    #expect(throws: FileProblem(name, .find, cause)) { try project.resolve(relative: name) }
  }

  @Test("never resolves a path to a place outside, whatever it is made of")
  func anyPath() {
    let parts = [
      "..", ".", "chapters", "out", "inside", "neighbour", "new", "", "project", "absolute", "secret",
    ]
    var state: UInt64 = 9
    for _ in 0..<3_000 {
      var names: [String] = []
      for _ in 0..<5 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        names.append(parts[Int(state >> 33) % parts.count])
      }
      guard let place = try? project.resolve(relative: names.joined(separator: "/")) else { continue }
      #expect(place == project.path || place.hasPrefix(project.path + "/"))
      if let real = realPath(place) { #expect(real == place) }
    }
  }

  @Test("must exist and be a folder")
  func noFolder() {
    #expect(throws: FileProblem(outside.path + "/none", .find, .system(ENOENT))) {
      try ProjectFolder(outside.path + "/none")
    }
    #expect(throws: FileProblem(outside.path + "/secret", .find, .system(ENOTDIR))) {
      try ProjectFolder(outside.path + "/secret")
    }
  }

  @Test("suggests a file of nearly the same name")
  func nearest() {
    #expect(project.nearest(to: "chapters/nort.rung") == "chapters/north.rung")
    #expect(project.nearest(to: "chapter") == "chapters")
    #expect(project.nearest(to: "../secre") == nil)
  }

  @Test("problems become diagnostics that say why")
  func diagnostics() {
    let source = Source(name: "ladder.rung", text: "rung 1\nuse \"../secret\"\n")
    let place = Place(source, ByteRange(11, 22))
    func short(_ problem: FileProblem) -> String {
      DiagnosticRenderer(.short).rendered([.file(problem, at: place)])
    }
    #expect(
      short(FileProblem("../secret", .find, .leavesProject))
        == "ladder.rung:2:5: error[R0604]: \"../secret\" cannot be read: it is outside the project folder\n")
    #expect(
      short(FileProblem("a.rung", .read, .system(ENOENT)))
        == "ladder.rung:2:5: error[R0600]: \"a.rung\" cannot be read: there is no such file\n")
    #expect(
      short(FileProblem("a.rung", .write, .system(ENOSPC)))
        == "ladder.rung:2:5: error[R0605]: \"a.rung\" cannot be written: the disk is full\n")
    #expect(
      Diagnostic.file(FileProblem("nort.rung", .find, .system(ENOENT)), at: place, suggestion: "north.rung")
        .fixes
        == [Fix("did you mean \"north.rung\"?")])
  }

  @Test("every code is listed once, in its range, with a page")
  func codes() {
    let codes = DiagnosticCode.ofFiles + DiagnosticCode.ofSnapshots
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.hasPrefix("R060") || code.id.hasPrefix("R080"))
      #expect(code.wrong.hasPrefix("rung 1\n") && code.right.hasPrefix("rung 1\n") && code.why.count > 100)
    }
  }
}
