// The history: what is kept, what is skipped, and who may write at the same time.

import LineEditor
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("history", .timeLimit(.minutes(1)))
struct StatementHistoryTests {
  @Test("statements of several lines come back as they were, one line of the file each")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let statements = ["stage Grow {\n  places: 40\n}", "note: \"C:\\new\\x41\"", "Zoë\t北京\r\n\u{1B}[A\u{7F}"]
    let history = StatementHistory(path: folder.path + "/history")
    for statement in statements { history.add(statement) }
    #expect(history.problem == nil)
    #expect(StatementHistory(path: folder.path + "/history").statements == statements)
    #expect(try folder.text(of: "history").hasPrefix("stage Grow {\\n  places: 40\\n}\nnote:"))
    #expect(try folder.bytes(of: "history").count { $0 == 0x0A } == 3)
  }

  @Test("a statement entered again moves to the end; blank ones are not kept")
  func doubles() throws {
    let folder = try TemporaryFolder()
    let history = StatementHistory(path: folder.path + "/history")
    for statement in ["a", "b", "", "a", "  \n", "a", "c", "b"] { history.add(statement) }
    #expect(history.statements == ["a", "c", "b"])
    #expect(StatementHistory(path: folder.path + "/history").statements == ["a", "c", "b"])
  }

  @Test("only the latest are kept, and a file with many doubles is made small again")
  func limit() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let history = StatementHistory(path: path, limit: 10)
    for number in 1...300 { history.add("statement \(number % 20)") }
    #expect(history.statements.count == 10)
    #expect(try folder.bytes(of: "history").count { $0 == 0x0A } == 300)
    let opened = StatementHistory(path: path, limit: 10)
    #expect(opened.statements == history.statements)
    #expect(try folder.bytes(of: "history").count { $0 == 0x0A } == 10)
    #expect(access(path + ".new", F_OK) != 0)
  }

  @Test("damaged lines are skipped")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let good = Array("first\nbad escape \\q\nbad end \\\nbad hex \\x4g\n\nsecond\n".utf8)
    try folder.write(good + [0xFF, 0x61, 0x0A, 0x00, 0x0A] + Array("third\ntorn".utf8), to: "history")
    let history = StatementHistory(path: folder.path + "/history")
    #expect(history.statements == ["first", "second", "third"])
    #expect(history.problem == nil)
  }

  @Test("a record torn by a crash is cut off when the next one is added")
  func torn() throws {
    let folder = try TemporaryFolder()
    try folder.write("first\nstage Gro", to: "history")
    StatementHistory(path: folder.path + "/history").add("second")
    #expect(try folder.text(of: "history") == "first\nsecond\n")
    try folder.write("torn", to: "other")
    StatementHistory(path: folder.path + "/other").add("second")
    #expect(try folder.text(of: "other") == "second\n")
  }

  @Test("only the user can read the file")
  func mode() throws {
    let folder = try TemporaryFolder()
    StatementHistory(path: folder.path + "/history").add("a")
    var facts = stat()
    #expect(stat(folder.path + "/history", &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
  }

  @Test("a history that cannot be kept says why and still works in memory")
  func problems() throws {
    let folder = try TemporaryFolder()
    mkdir(folder.path + "/folder", 0o700)
    mkfifo(folder.path + "/fifo", 0o600)
    for path in ["/folder", "/fifo", "/missing/history"] {
      let history = StatementHistory(path: folder.path + path)
      history.add("a")
      #expect(history.statements == ["a"])
      #expect(history.problem != nil)
    }
  }

  @Test("two that add at the same time lose and mix nothing, even while a third rewrites")
  func sharing() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let history = StatementHistory(path: path)
          for number in 0..<150 { history.add("writer \(writer)\nstatement \(number)") }
        }
      }
      group.addTask {
        for _ in 0..<50 {
          try? HistoryFile(path: path).rewrite { $0 }
          usleep(200)
        }
      }
    }
    let statements = StatementHistory(path: path).statements
    #expect(statements.count == 300)
    for writer in 0..<2 {
      let own = statements.filter { $0.hasPrefix("writer \(writer)\n") }
      #expect(own == (0..<150).map { "writer \(writer)\nstatement \($0)" })
    }
  }

  @Test("a link to the file stays a link")
  func link() throws {
    let folder = try TemporaryFolder()
    try folder.write("a\na\n", to: "real")
    symlink("real", folder.path + "/history")
    try HistoryFile(path: folder.path + "/history").rewrite { Array($0.suffix(1)) }
    #expect(try folder.text(of: "real") == "a\n")
    var facts = stat()
    #expect(lstat(folder.path + "/history", &facts) == 0)
    #expect(facts.st_mode & S_IFMT == S_IFLNK)
  }
}

@Suite("browsing the history")
struct HistoryBrowserTests {
  @Test("older and newer statements, and the draft at the end")
  func browse() {
    var browser = HistoryBrowser(["a", "b", "c"])
    #expect(browser.earlier(than: "", leftOfCursor: "") == "c")
    #expect(browser.earlier(than: "c", leftOfCursor: "c") == "b")
    #expect(browser.earlier(than: "b", leftOfCursor: "b") == "a")
    #expect(browser.earlier(than: "a", leftOfCursor: "a") == nil)
    #expect(browser.later(than: "a") == "b")
    #expect(browser.later(than: "b") == "c")
    #expect(browser.later(than: "c") == "")
    #expect(browser.later(than: "") == nil)
  }

  @Test("only statements that begin as what stands left of the cursor")
  func prefix() {
    var browser = HistoryBrowser(["pool A", "cohort A", "pool B", "po"])
    #expect(browser.earlier(than: "po x", leftOfCursor: "po") == "po")
    #expect(browser.earlier(than: "po", leftOfCursor: "po") == "pool B")
    #expect(browser.earlier(than: "pool B", leftOfCursor: "pool B") == "pool A")
    #expect(browser.earlier(than: "pool A", leftOfCursor: "pool A") == nil)
    #expect(browser.later(than: "pool A") == "pool B")
  }

  @Test("an edited statement starts a new search")
  func edited() {
    var browser = HistoryBrowser(["pool A", "pool A2", "cohort"])
    #expect(browser.earlier(than: "", leftOfCursor: "") == "cohort")
    #expect(browser.earlier(than: "pool", leftOfCursor: "pool") == "pool A2")
    #expect(browser.later(than: "changed") == nil)
  }

  @Test("an empty history has nothing to offer")
  func empty() {
    var browser = HistoryBrowser([])
    #expect(browser.earlier(than: "x", leftOfCursor: "x") == nil)
    #expect(browser.later(than: "x") == nil)
  }
}
