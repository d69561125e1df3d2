// The pages of the codes: the wrong example gives its code and no other, the right one gives nothing.

import RungModel
import RungSession
import RungSnapshot
import RungSyntax
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Pages of codes")
struct CodePageTests {
  @Test("no code stands for two things, and every code is an R and four digits")
  func unique() {
    let ids = DiagnosticRegistry.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids { #expect(id.utf8.count == 5 && id.hasPrefix("R") && id.dropFirst().allSatisfy(\.isNumber)) }
  }

  /// Examples of the command line are arguments, and those of people's files need a file: they are tested with those.
  static let scripts = DiagnosticRegistry.all.filter { code in
    !DiagnosticCode.ofCommandLine.contains(code) && !PeopleErrors.codes.contains(code)
      && !notYet.contains(code.id)
  }

  /// Snapshots cannot be written yet.
  private static let notYet = ["R0605", "R0800", "R0801", "R0802"]

  @Test("the wrong example gives the code and no other", arguments: scripts)
  func wrong(_ code: DiagnosticCode) {
    let found = diagnostics(of: code.wrong, code)
    let worst = found.contains { $0.code == code && $0.severity == .error } ? Severity.error : .warning
    let told = found.filter { $0.severity >= worst }
    // Too many problems are many problems.
    let isRight = !told.isEmpty && told.allSatisfy { $0.code == code || code == .tooManyProblems }
    #expect(isRight, "\(code.id) wrong:\n\(DiagnosticRenderer(.short).rendered(found))")
  }

  @Test("the right example gives nothing", arguments: scripts)
  func right(_ code: DiagnosticCode) {
    let found = diagnostics(of: code.right, code)
    #expect(found.isEmpty, "\(code.id) right:\n\(DiagnosticRenderer(.short).rendered(found))")
  }

  @Test("a page is written for people", arguments: DiagnosticRegistry.all)
  func prose(_ code: DiagnosticCode) {
    #expect(!code.title.hasSuffix("."))
    #expect(!code.why.isEmpty && code.why.hasSuffix(".") || code.why.hasSuffix("`"))
    #expect(!code.wrong.utf8.elementsEqual(code.right.utf8))
  }

  private func diagnostics(of text: String, _ code: DiagnosticCode) -> [Diagnostic] {
    var bytes = Array(text.utf8)
    // A text cannot hold a byte that is not UTF-8: the page shows the sign that stands for one.
    if code.title.contains("UTF-8") {
      bytes = Array(text.utf8.split(separator: Array("\u{FFFD}".utf8), omittingEmptySubsequences: false).joined(separator: [0xFF]))
    }
    let files = CodePageTests.folder
    files.put("main.rung", bytes)
    var found: [Diagnostic] = []
    _ = Session(files: files, .file("main.rung")).run { report in
      if case .diagnostics(let more) = report { found += more }
    }
    return found
  }

  /// What the pages about files speak of.
  private static var folder: MemoryFiles {
    let files = MemoryFiles([
      "stages.rung": "rung 1\nstage Grow { duration: 6 months }\n",
      "applicants.csv": "Response,Region,Languages\nP1,MENA,en\n",
      "survey.csv": "Response,Languages\nP1,en\n", "survey-mended.csv": "Response,Languages\nP1,en\n",
    ])
    files.fail("locked.rung", .system(EACCES))
    files.fail(".", .isFolder)
    files.fail("everything.rung", .isTooLarge(limit: DurableFile.sizeLimit))
    return files
  }
}
