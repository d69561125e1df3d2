// Named snapshots.

import RungSnapshot
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The snapshots of a project")
struct SnapshotStoreTests {
  private let folder: TemporaryFolder
  private let store: SnapshotStore

  init() throws {
    folder = try TemporaryFolder()
    store = SnapshotStore(of: try ProjectFolder(folder.path))
  }

  private let text = Array("rung 1\n".utf8)

  @Test("are kept under their names in the folder snapshots, and read back")
  func saveAndRead() throws {
    #expect(try store.list() == [])
    let saved = try store.save("Spring review 2", text)
    #expect(
      saved == .init(outcome: .created, path: "snapshots/Spring review 2.rung", digest: Digest.sha256(text)))
    #expect(folder.text("snapshots/Spring review 2.rung") == "rung 1\n")
    #expect(try store.read("Spring review 2") == text)
    #expect(try store.save("Übersicht", []).outcome == .created)
    #expect(try store.list() == ["Spring review 2", "Übersicht"])
    #expect(folder.names == ["snapshots"])
  }

  @Test("of the same bytes again are unchanged, of other bytes refused unless they are to replace")
  func again() throws {
    _ = try store.save("a", text)
    #expect(try store.save("a", text).outcome == .unchanged)
    #expect(throws: SnapshotProblem.taken("a", existing: "a")) { try store.save("a", []) }
    #expect(try store.read("a") == text)
    #expect(try store.save("a", [], ifPresent: .replace).outcome == .replaced)
    #expect(try store.read("a") == [])
  }

  @Test("cannot differ in capitals only")
  func capitals() throws {
    _ = try store.save("Review", text)
    #expect(throws: SnapshotProblem.taken("review", existing: "Review")) { try store.save("review", text) }
    #expect(throws: SnapshotProblem.taken("review", existing: "Review")) {
      try store.save("review", text, ifPresent: .replace)
    }
  }

  @Test("that do not exist are refused with a suggestion")
  func unknown() throws {
    #expect(throws: SnapshotProblem.unknown("Review", suggestion: nil)) { try store.read("Review") }
    _ = try store.save("Review", text)
    #expect(throws: SnapshotProblem.unknown("Reviw", suggestion: "Review")) { try store.read("Reviw") }
  }

  @Test(
    "have names that every system can keep",
    arguments: [
      ("", SnapshotName.Fault.isEmpty), (".", .begins(".")), ("..", .begins(".")), (".hidden", .begins(".")),
      ("end.", .ends(".")), (" a", .begins(" ")), ("a ", .ends(" ")), ("a/b", .hasCharacter("/")),
      ("../a", .hasCharacter("/")), ("a\\b", .hasCharacter("\\")), ("a:b", .hasCharacter(":")),
      ("a\nb", .hasCharacter("\n")), ("a\u{0}", .hasCharacter("\u{0}")),
      ("a\u{202E}b", .hasCharacter("\u{202E}")),
      ("con", .isReserved), ("NUL.x", .isReserved), ("a.rung", .hasFileEnding), ("a.RUNG", .hasFileEnding),
      ("😀", .hasCharacter("😀")), ("a*", .hasCharacter("*")),
    ])
  func badNames(name: String, fault: SnapshotName.Fault) throws {
    #expect(throws: SnapshotProblem.name(name, fault)) { try store.save(name, text) }
    #expect(throws: SnapshotProblem.name(name, fault)) { try store.read(name) }
    #expect(folder.names == [])
  }

  @Test("may have letters of any language, digits, hyphens, underscores, dots and spaces")
  func goodNames() throws {
    let names = ["a", "2027-03 Spring_review v1.2", "Überprüfung", "مراجعة", "回顾", "re\u{301}union", "कार्यक्रम"]
    for name in names { #expect(try store.save(name, text).outcome == .created) }
    #expect(try store.list().count == names.count)
    #expect(throws: SnapshotProblem.name(String(repeating: "a", count: 101), .isTooLong)) {
      try store.save(String(repeating: "a", count: 101), text)
    }
    #expect(throws: (any Error).self) { try store.save(String(repeating: "回", count: 100), text) }
  }

  @Test("do not leave the project through a link")
  func link() throws {
    let elsewhere = try TemporaryFolder()
    folder.link("snapshots", to: elsewhere.path)
    #expect(throws: SnapshotProblem.self) { try store.save("a", text) }
    #expect(throws: SnapshotProblem.file(FileProblem("snapshots", .find, .linkLeavesProject))) {
      try store.list()
    }
    #expect(elsewhere.names == [])
  }

  @Test("are refused when something else stands in the place of their folder")
  func noFolder() throws {
    folder.write("snapshots", "x")
    #expect(throws: SnapshotProblem.self) { try store.save("a", text) }
    #expect(folder.text("snapshots") == "x")
  }

  @Test("are told from other files in the folder")
  func otherFiles() throws {
    folder.makeFolder("snapshots")
    for name in ["a.rung", ".rung-1-1.partial", "notes.txt", "b?.rung", ".hidden.rung"] {
      folder.write("snapshots/" + name, "x")
    }
    #expect(try store.list() == ["a"])
  }

  @Test("problems become diagnostics with one likely repair")
  func diagnostics() {
    let place = Place(Source(name: "a.rung", text: "snapshot \"a/b\""), ByteRange(9, 14))
    func shown(_ problem: SnapshotProblem) -> [String] {
      let diagnostic = Diagnostic.snapshot(problem, at: place)
      return [diagnostic.code.id, diagnostic.message] + diagnostic.fixes.map(\.text)
    }
    #expect(
      shown(.name("a/b", .hasCharacter("/"))) == [
        "R0800", "the name of a snapshot cannot have \"/\" in it", "write \"a-b\"",
      ])
    #expect(
      shown(.name(" .a.rung", .begins(" "))) == [
        "R0800", "the name of a snapshot cannot begin with a space", "write \"a\"",
      ])
    #expect(shown(.name("", .isEmpty)) == ["R0800", "a snapshot needs a name"])
    #expect(
      shown(.unknown("b", suggestion: "a")) == [
        "R0802", "no snapshot is called \"b\"", "did you mean \"a\"?",
      ])
    #expect(shown(.taken("review", existing: "Review"))[0] == "R0801")
    #expect(shown(.taken("Spring", existing: "Spring"))[2].contains(".snapshot delete Spring"))
    let flagged = Diagnostic.snapshot(.taken("Spring", existing: "Spring"), at: place, hasFlag: true)
    #expect(flagged.fixes.map(\.text) == ["choose another name, or replace it with --replace"])
    #expect(
      shown(.file(FileProblem("snapshots/a.rung", .write, .system(EACCES)))) == [
        "R0605", "\"snapshots/a.rung\" cannot be written: you do not have the permission",
        "choose another place, or free some space there; nothing was changed",
      ])
  }
}
