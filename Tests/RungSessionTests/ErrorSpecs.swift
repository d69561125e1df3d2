// Every case below Tests/Specs/errors: a script named after the code that it gives, and what running it says. The
// files that it speaks of are those of `CodeFixtures`.

import RungSession
import RungText
import Testing

@Suite("Specs of errors")
struct ErrorSpecs {
  static let folder = "Tests/Specs/errors"

  /// Codes of snapshots, versions and of writing need a disk, one a file of 2 GiB, one the prompt; those of the command line
  /// have no script. Tests of their own make them.
  static let exempt: Set<String> = Set(
    ["R0605", "R0630", "R0708", "R0710", "R0800", "R0801", "R0802", "R0900", "R0901"]
      + (803...819).map { "R0\($0)" })

  @Test("every code has its case")
  func complete() throws {
    for code in DiagnosticRegistry.all where !Self.exempt.contains(code.id) {
      let path = "\(Self.folder)/\(code.id).rung"
      if Repository.rewrites, Repository.read(path) == nil {
        try Repository.write(CodeFixtures.bytes(code.wrong, of: code.id), to: path)
        try ErrorSpec(path: path).verify()
      }
      #expect(Repository.read(path) != nil, "\(code.id) has no case: run with RUNG_UPDATE=1")
    }
  }

  @Test(
    "a case gives its code, and says what its expectation says",
    arguments: Repository.files(below: folder, ending: ".rung").map(ErrorSpec.init))
  func errors(_ spec: ErrorSpec) throws { try spec.verify() }
}

struct ErrorSpec: CustomTestStringConvertible, Sendable {
  let path: String

  var testDescription: String { path }
  private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  /// `R0201` of `R0201-far.rung`.
  private var code: String { String(name.prefix(5)) }

  func verify() throws {
    let files = CodeFixtures.files(for: code)
    files.put(name, try #require(Repository.bytes(path)))
    var transcript = Transcript()
    let status = Session(files: files, .file(name)).run { transcript.tell($0) }
    #expect(transcript.diagnostics.contains { $0.code.id == code }, "\(path) does not give \(code)")
    for diagnostic in transcript.diagnostics {
      #expect(!diagnostic.fixes.isEmpty, "no next step: \(diagnostic.code.id) \(diagnostic.message)")
    }
    try Expectation(String(path.dropLast(".rung".count))).verify(
      transcript.text + "exit \(status.rawValue)\n")
  }
}
