// Every case below Tests/Specs/language and Tests/Specs/errors: a script, and beside it what running it says.
//
// A case may name options of `rung run` in a comment: `# arguments: --scenario Lean`. Files in folders called
// `parts`, and those without an expectation that another case uses, are no cases.

import RungReport
import RungSession
import RungText
import Testing

@Suite("Specs")
struct SpecTests {
  @Test(
    "a script of the language says what its expectation says",
    arguments: Spec.cases(below: "Tests/Specs/language"))
  func language(_ spec: Spec) throws { try spec.verify() }
}

struct Spec: CustomTestStringConvertible, Sendable {
  /// From the root of the repository.
  let path: String

  var testDescription: String { path }
  private var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  private var stem: String { String(path.dropLast(".rung".count)) }

  static func cases(below folder: String) -> [Spec] {
    Repository.files(below: folder, ending: ".rung").filter { !$0.contains("/parts/") }.map(Spec.init)
  }

  func verify() throws { try Expectation(stem).verify(observed()) }

  private func observed() -> String {
    let arguments = arguments()
    var transcript = Transcript(arguments.format)
    let session = Session(files: DiskFiles(base: Repository.root + "/" + folder), .file(name))
    var problems: [Diagnostic] = []
    if let scenario = arguments.scenario { problems = session.select(scenario: scenario) }
    transcript.tell(.diagnostics(problems))
    let status = problems.isEmpty ? session.run { transcript.tell($0) } : .couldNotWork
    return transcript.text + "exit \(status.rawValue)\n"
  }

  private func arguments() -> (scenario: String?, format: OutputFormat) {
    let lines = (Repository.read(path) ?? "").split(separator: "\n")
    let mark = "# arguments: "
    let words =
      lines.first { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count).split(separator: " ") } ?? []
    func value(of option: Substring) -> String? {
      words.firstIndex(of: option).flatMap { $0 + 1 < words.count ? String(words[$0 + 1]) : nil }
    }
    return (value(of: "--scenario"), value(of: "--format").flatMap(OutputFormat.init) ?? .table)
  }
}

/// What a case is to say, in a file beside it.
struct Expectation {
  /// The case without its ending.
  private let stem: String

  init(_ stem: String) { self.stem = stem }

  /// Compares, or writes the expectation anew; what differs is left beside the case.
  func verify(_ observed: String) throws {
    if Repository.rewrites {
      try Repository.write(observed, to: stem + ".expected")
      Repository.remove(stem + ".observed")
      return
    }
    let expected = try #require(
      Repository.read(stem + ".expected"), "\(stem) has no expectation: run with RUNG_UPDATE=1")
    if observed == expected {
      Repository.remove(stem + ".observed")
    } else {
      try Repository.write(observed, to: stem + ".observed")
      let difference = LineDiff(from: Array(expected.utf8), to: Array(observed.utf8))
        .unified(oldName: stem + ".expected", newName: stem + ".observed")
      Issue.record("\(String(decoding: difference, as: UTF8.self))")
    }
  }
}
