// Snapshots taken back into several files: all of them or none.

import RungSession
import RungSnapshot
import Testing

@Suite("Restoring a programme of several files")
struct SnapshotShelfTests {
  private static let texts = [
    "ladder.rung": """
    rung 1
    use "parts/money.rung"
    use "parts/people.rung"
    # our own
    stage Grow { duration: 6 months; places: 40 }

    """,
    "parts/money.rung": "rung 1\nfund Core { amount: 5 EUR }  # once\n",
    "parts/people.rung": "rung 1\npool Veterans { role: mentor; count: 3 }\n",
  ]

  private let project: TemporaryProject
  private let shelf: SnapshotShelf

  init() throws {
    project = try TemporaryProject(Self.texts)
    shelf = SnapshotShelf(project.files, project: ".")
    let session = Session(files: project.files, .file("ladder.rung"))
    #expect(session.keepSnapshot(named: "Spring", author: "Ann Example").status == .fine)
  }

  private func edit() throws {
    try project.write(
      (Self.texts["ladder.rung"] ?? "").replacing("places: 40", with: "places: 41"), to: "ladder.rung")
    try project.write("rung 1\nfund Core { amount: 6 EUR }  # once\n", to: "parts/money.rung")
  }

  private var now: [String: String] {
    Dictionary(uniqueKeysWithValues: Self.texts.keys.map { ($0, project.read($0) ?? "") })
  }

  @Test("changes every file that has to change, and keeps what nobody kept unless told to")
  func restored() throws {
    try edit()
    #expect(shelf.restore("Spring", to: nil, replacing: false).status == .couldNotWork)
    #expect(project.read("parts/money.rung")?.contains("6 EUR") == true)
    let outcome = shelf.restore("Spring", to: nil, replacing: true)
    #expect(outcome.status == .fine)
    #expect(now == Self.texts)
    #expect(notices(outcome) == ["restored ladder.rung, parts/money.rung from \"Spring\""])
  }

  @Test("that a crash has cut off is finished by whatever reads the programme next, and said")
  func interrupted() throws {
    let wanted = now
    try edit()
    let parts = ["ladder.rung", "parts/money.rung"].map { name in
      JointWrite.Part(
        path: name, old: Array((project.read(name) ?? "").utf8), new: Array((wanted[name] ?? "").utf8))
    }
    let folder = try ProjectFolder(project.path)
    _ = StateFolder.made(in: project.path)
    try DurableFile.write(try #require(JointWrite.note(of: parts)), to: JointWrite.place(in: folder))
    try project.write(wanted["ladder.rung"] ?? "", to: "ladder.rung")

    let found = Session(files: project.files, .file("ladder.rung")).check()
    #expect(found.map(\.code.id) == ["R0814"])
    #expect(found.first?.severity == .note)
    #expect(now == wanted)
    #expect(Session(files: project.files, .file("ladder.rung")).check().isEmpty)

    // By whatever reads one of its files, too.
    try edit()
    try DurableFile.write(try #require(JointWrite.note(of: parts)), to: JointWrite.place(in: folder))
    let money = FormattedFile("parts/money.rung", from: project.files)
    #expect(String(decoding: money.before, as: UTF8.self) == wanted["parts/money.rung"])
    #expect(now == wanted)

    // What cannot be understood is not guessed at, and nothing half is read.
    try DurableFile.write(Array("rung unfinished 1\n".utf8), to: JointWrite.place(in: folder))
    let damaged = Session(files: project.files, .file("ladder.rung"))
    #expect(damaged.workspace.isIncomplete)
    #expect(damaged.check().map(\.code.id) == ["R0814"])
    #expect(shelf.verify().status != .fine)
  }

  private func notices(_ outcome: Outcome) -> [String] {
    outcome.reports.compactMap { report in
      if case .notice(let text) = report { return text }
      return nil
    }
  }
}
