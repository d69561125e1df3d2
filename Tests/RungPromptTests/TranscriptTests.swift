// Every case below Tests/Specs/prompt: lines typed at the prompt after `> ` (and `. ` for those that go on), and
// below them what it says. `RUNG_UPDATE=1` writes what it says anew.
//
// A case may begin with `# file: PATH`, from the root of the repository, and `# typed` for a person at a terminal;
// with `# project: FOLDER` it has a copy of that folder to itself, outside of any repository, and files are from there.

import LineEditor
import RungPrompt
import RungSession
import RungText
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Prompt transcripts")
struct TranscriptTests {
  @Test("the prompt says what the transcript says", arguments: TranscriptCase.all)
  func transcript(_ spec: TranscriptCase) throws {
    let written = try #require(TestFiles.read(spec.path))
    let observed = spec.observed(written)
    if TestFiles.rewrites {
      TestFiles.write(observed, to: spec.path)
      TestFiles.remove(spec.path + ".observed")
    } else if observed == written {
      TestFiles.remove(spec.path + ".observed")
    } else {
      TestFiles.write(observed, to: spec.path + ".observed")
      let difference = LineDiff(from: Array(written.utf8), to: Array(observed.utf8))
        .unified(oldName: spec.path, newName: spec.path + ".observed")
      Issue.record("\(String(decoding: difference, as: UTF8.self))")
    }
  }

  @Test("every command is in a transcript")
  func complete() {
    let lines = TranscriptCase.all.flatMap { (TestFiles.read($0.path) ?? "").split(separator: "\n") }
    for command in PromptCommand.all {
      let isThere = lines.contains { $0 == "> \(command.name)" || $0.hasPrefix("> \(command.name) ") }
      #expect(isThere, "\(command.name)")
    }
  }
}

struct TranscriptCase: CustomTestStringConvertible, Sendable {
  let path: String
  var testDescription: String { path }

  static let all: [TranscriptCase] = TestFiles.names(in: "Tests/Specs/prompt")
    .filter { $0.hasSuffix(".transcript") }.map { TranscriptCase(path: "Tests/Specs/prompt/" + $0) }

  func observed(_ written: String) -> String {
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let head = lines.prefix { $0.hasPrefix("# ") }
    let typed = lines.filter { $0.hasPrefix("> ") || $0.hasPrefix(". ") || $0 == ">" || $0 == "." }
    let file = head.first { $0.hasPrefix("# file: ") }.map { String($0.dropFirst(8)) }
    var text = head.map { $0 + "\n" }.joined()
    let project = head.first { $0.hasPrefix("# project: ") }.map { String($0.dropFirst(11)) }
    let copy = project.map(TemporaryFolder.init(copying:))
    let desk = Desk(
      files: DiskFiles(base: copy?.path ?? TestFiles.root), path: file, isTyped: head.contains("# typed"))
    var status = RunStatus.fine
    func tell(_ report: Report) {
      switch report {
      case .answer(let answer): text += answer.rendered(AnswerStyle(.table))
      case .diagnostics(let found): text += DiagnosticRenderer(.full).rendered(found)
      case .notice(let notice): text += notice + "\n"
      }
    }
    let prompt = Prompt(desk, PromptScreen(tell: tell))
    let input = typed.map { String($0.dropFirst(2)) + "\n" }.joined()
    guard let pipe = InputPipe(input) else { return "no pipe" }
    let reader = PlainReader(input: pipe.readEnd, promptOutput: 2, services: prompt.services)
    let recorder = Recorder(reader) { statement in
      let lines = statement.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() {
        text += line.isEmpty ? (number == 0 ? ">\n" : ".\n") : (number == 0 ? "> " : ". ") + line + "\n"
      }
    }
    status = prompt.run(recorder, version: "rung")
    return text + "exit \(status.rawValue)\n"
  }
}

/// Notes what is read.
private final class Recorder: LineReading {
  private let reader: any LineReading
  private let note: (String) -> Void

  init(_ reader: any LineReading, _ note: @escaping (String) -> Void) {
    self.reader = reader
    self.note = note
  }

  func offer(_ draft: String) { reader.offer(draft) }

  // Places in what is said stay those of a person.
  var line: Int? { nil }

  func readStatement(prompt: String, continuation: String) throws(LineReadError) -> LineInput {
    let input = try reader.readStatement(prompt: prompt, continuation: continuation)
    if case .statement(let text) = input { note(text) }
    return input
  }
}

/// A pipe that holds a text; closed with the object.
final class InputPipe {
  let readEnd: Int32

  init?(_ text: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    readEnd = ends[0]
    let bytes = Array(text.utf8)
    // It must fit: nobody reads yet.
    guard bytes.count < 1 << 16, write(ends[1], bytes, bytes.count) == bytes.count else { return nil }
    close(ends[1])
  }

  deinit { close(readEnd) }
}
