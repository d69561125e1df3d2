// How the files of a project are found and read.

import RungSession
import RungSnapshot
import RungText
import Testing

@Suite("Workspace")
struct WorkspaceTests {
  private func problems(_ workspace: Workspace) -> [String] {
    DiagnosticRenderer(.short).rendered(workspace.diagnostics).split(separator: "\n").map(String.init)
  }

  @Test("a file is read once, however many files use it, and by whatever name")
  func once() {
    let files = MemoryFiles([
      "main.rung": "use \"a.rung\"\nuse \"./parts/../a.rung\"\nuse \"b.rung\"\nuse \"main.rung\"",
      "a.rung": "use \"b.rung\"\nlet A = 1", "b.rung": "use \"a.rung\"\nlet B = 2",
    ])
    let workspace = Workspace.load(.file("main.rung"), from: files)
    #expect(workspace.trees.map(\.source.name) == ["main.rung", "a.rung", "b.rung"])
    #expect(files.reads == ["main.rung": 1, "a.rung": 1, "b.rung": 1])
    #expect(workspace.diagnostics.isEmpty)
  }

  @Test("paths start at the file that names them, and diagnostics name files as the user would")
  func relative() {
    let files = MemoryFiles([
      "work/main.rung": "use \"parts/a.rung\"", "work/parts/a.rung": "use \"deep/b.rung\"\nuse \"../c.rung\"",
      "work/parts/deep/b.rung": "let B = )", "work/c.rung": "let C = 1",
    ])
    let workspace = Workspace.load(.file("work/main.rung"), from: files)
    #expect(
      workspace.trees.map(\.source.name)
        == ["work/main.rung", "work/parts/a.rung", "work/parts/deep/b.rung", "work/c.rung"])
    #expect(!problems(workspace).isEmpty)
    #expect(problems(workspace).allSatisfy { $0.hasPrefix("work/parts/deep/b.rung:1:") })
  }

  @Test("whatever cannot be read is told of at once, each where it is named")
  func unreadable() {
    let files = MemoryFiles([
      "main.rung": "use \"a.rung\"\nuse \"../b.rung\"\nuse \"/etc/passwd\"\nuse \"\"\nuse \"big.rung\""
    ])
    files.fail("big.rung", .isTooLarge(limit: DurableFile.sizeLimit))
    let workspace = Workspace.load(.file("main.rung"), from: files)
    #expect(
      problems(workspace).map { String($0.prefix(27)) } == [
        "main.rung:1:5: error[R0600]", "main.rung:2:5: error[R0604]", "main.rung:3:5: error[R0604]",
        "main.rung:4:5: error[R0606]", "main.rung:5:5: error[R0603]",
      ])
    #expect(workspace.isIncomplete)
  }

  @Test("a link out of the project is refused, a link inside it is another name of the file")
  func links() throws {
    let outside = try TemporaryProject(["secret.rung": "let Secret = 1"])
    let project = try TemporaryProject([
      "main.rung": "use \"out.rung\"\nuse \"in.rung\"\nuse \"a.rung\"", "a.rung": "let A = 1",
    ])
    project.link("out.rung", to: outside.path + "/secret.rung")
    project.link("in.rung", to: "a.rung")
    let workspace = Workspace.load(.file("main.rung"), from: project.files)
    #expect(workspace.trees.count == 2)
    #expect(problems(workspace).count == 1)
    #expect(problems(workspace).first?.hasPrefix("main.rung:1:5: error[R0604]") == true)
  }

  @Test("a missing file is suggested by its nearest name")
  func suggestion() throws {
    let project = try TemporaryProject([
      "main.rung": "use \"parts/stage.rung\"", "parts/stages.rung": "let A = 1",
    ])
    let workspace = Workspace.load(.file("main.rung"), from: project.files)
    #expect(workspace.diagnostics.first?.fixes.first?.text == "did you mean \"parts/stages.rung\"?")
  }

  @Test("standard input and texts find their files in the current folder")
  func standardInput() {
    let files = MemoryFiles(["a.rung": "let A = 1"])
    files.standardInput = Array("use \"a.rung\"".utf8)
    let workspace = Workspace.load(.file("-"), from: files)
    #expect(workspace.trees.map(\.source.name) == ["<standard input>", "a.rung"])
    #expect(Workspace.load(.text(name: "<expression>", "use \"a.rung\""), from: files).trees.count == 2)
  }

  @Test("paths of a named snapshot start at the project")
  func snapshots() {
    let files = MemoryFiles(["work/snapshots/Review.rung": "use \"a.rung\"", "work/a.rung": "let A = 1"])
    let workspace = Workspace.load(.file("work/snapshots/Review.rung"), from: files)
    #expect(workspace.trees.map(\.source.name) == ["work/snapshots/Review.rung", "work/a.rung"])
    #expect(workspace.diagnostics.isEmpty)
  }

  @Test("a later edition is refused, and nothing else is said of the file")
  func edition() {
    let files = MemoryFiles(["main.rung": "use \"a.rung\"\nlet A = )", "a.rung": "rung 2\nnew words ( ["])
    let workspace = Workspace.load(.file("main.rung"), from: files)
    #expect(workspace.isIncomplete)
    #expect(problems(workspace).filter { $0.hasPrefix("a.rung") }.count == 1)
    #expect(problems(workspace).contains { $0.hasPrefix("a.rung:1:6: error[R0700]") })
    #expect(problems(workspace).contains { $0.hasPrefix("main.rung:2:") })
  }

  @Test(
    "a path is normalized",
    arguments: [
      ("a/./b//c", "a/b/c"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"), (".", "."),
      ("/a/../b", "/b"),
    ])
  func normalized(_ path: String, _ expected: String) { #expect(ProjectPath.normalized(path) == expected) }
}
