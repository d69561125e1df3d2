// The pages of the codes: the wrong example gives its code and no other, the right one gives nothing.

import RungModel
import RungSession
import RungSnapshot
import RungSyntax
import RungText
import Testing

@Suite("Pages of codes")
struct CodePageTests {
  @Test("no code stands for two things, and every code is an R and four digits")
  func unique() {
    let ids = DiagnosticRegistry.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.utf8.count == 5 && id.hasPrefix("R") && id.dropFirst().allSatisfy(\.isNumber))
    }
  }

  /// Examples of the command line are arguments; those of snapshots need a disk, and one a file of 2 GiB.
  static let scripts = DiagnosticRegistry.all.filter { code in
    !DiagnosticCode.ofCommandLine.contains(code) && !ErrorSpecs.exempt.contains(code.id)
  }

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

  @Test(
    "safe repairs of a wrong example leave nothing to repair, and nothing of its code", arguments: scripts)
  func repaired(_ code: DiagnosticCode) {
    let files = CodeFixtures.files(for: code.id)
    files.put("main.rung", CodeFixtures.bytes(code.wrong, of: code.id))
    let first = DiagnosticFixes.apply(to: .file("main.rung"), in: files)
    guard !first.done.isEmpty else { return }
    #expect(first.problems.isEmpty)
    let left = Session(files: files, .file("main.rung")).check()
    #expect(
      !left.contains { $0.fixes.contains { $0.isSafe } }, "\(code.id): \(files.text("main.rung") ?? "")")
    #expect(
      !left.contains { $0.code == code } || code == .tooManyProblems,
      "\(code.id): \(files.text("main.rung") ?? "")")
    #expect(DiagnosticFixes.apply(to: .file("main.rung"), in: files).done.isEmpty)
  }

  @Test("a page is written for people", arguments: DiagnosticRegistry.all)
  func prose(_ code: DiagnosticCode) {
    #expect(!code.title.hasSuffix("."))
    #expect(!code.why.isEmpty && code.why.hasSuffix(".") || code.why.hasSuffix("`"))
    #expect(!code.wrong.utf8.elementsEqual(code.right.utf8))
  }

  private func diagnostics(of text: String, _ code: DiagnosticCode) -> [Diagnostic] {
    let files = CodeFixtures.files(for: code.id)
    files.put("main.rung", CodeFixtures.bytes(text, of: code.id))
    var found: [Diagnostic] = []
    _ = Session(files: files, .file("main.rung")).run { report in
      if case .diagnostics(let more) = report { found += more }
    }
    return found
  }
}
