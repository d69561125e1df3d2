// Snapshots of every edition load for ever, and one of the newest is saved again as the same bytes.

import RungSession
import RungSyntax
import RungText
import Testing

@Suite("Snapshots of all editions")
struct SnapshotFixtureTests {
  private static let fixtures = Repository.files(below: "Tests/Specs/snapshots", ending: ".rung")
  private static let files = DiskFiles(base: Repository.root)

  @Test("there are fixtures of every edition")
  func complete() {
    for edition in 1...Edition.newest {
      #expect(Self.fixtures.contains { $0.hasPrefix("Tests/Specs/snapshots/v\(edition)/") })
    }
  }

  @Test("a fixture opens without a problem", arguments: fixtures)
  func opens(_ path: String) {
    let session = Session(files: Self.files, .file(path))
    let problems = session.check().filter { $0.severity == .error }
    #expect(problems.isEmpty, "\(DiagnosticRenderer(.short).rendered(problems))")
  }

  @Test("a fixture of the newest edition is saved again as the same bytes", arguments: fixtures)
  func saved(_ path: String) throws {
    guard path.hasPrefix("Tests/Specs/snapshots/v\(Edition.newest)/") else { return }
    let session = Session(files: Self.files, .file(path))
    #expect(session.snapshotText == Repository.read(path))
  }

  // MARK: The mechanism, with editions that do not exist yet

  /// Edition 2 calls places seats, edition 3 spells `Grow` in capitals.
  private static let steps = [
    Migration(from: 1) { tree in
      tree.children(of: 0).flatMap { node -> [TextEdit] in
        guard let block = tree.firstChild(of: node, kind: .block) else { return [] }
        return tree.children(of: block).filter { tree.text(ofToken: tree.firstToken($0)) == "places" }
          .map { TextEdit(tree.place(ofToken: tree.firstToken($0)), "seats") }
      }
    },
    Migration(from: 2) { tree in
      (0..<tree.tokens.count).filter { tree.text(ofToken: $0) == "Grow" }
        .map { TextEdit(tree.place(ofToken: $0), "GROW") }
    },
  ]

  @Test("an older text is brought up step by step, comments and all")
  func steps() {
    let tree = SyntaxTree.parse(
      Source(name: "old.rung", text: "rung 1\nstage Grow { places: 40 }  # as it was\n"))
    #expect(Migration.brought(tree, to: 1, by: Self.steps).source.text == tree.source.text)
    #expect(
      Migration.brought(tree, to: 2, by: Self.steps).source.text
        == "rung 2\nstage Grow { seats: 40 }  # as it was\n")
    let newest = Migration.brought(tree, to: 3, by: Self.steps)
    #expect(newest.source.text == "rung 3\nstage GROW { seats: 40 }  # as it was\n")
    #expect(newest.source.name == "old.rung")
  }

  @Test("a text of a newer edition is refused with what to do")
  func newer() {
    let files = MemoryFiles(["new.rung": "rung 2\nstage Grow { seats: 40 }\n"])
    let found = Session(files: files, .file("new.rung")).check()
    #expect(found.map(\.code.id) == ["R0700"])
    #expect(found.first?.fixes.first?.text.contains("install a newer Rung") == true)
  }
}
