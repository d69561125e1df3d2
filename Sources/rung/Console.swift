// Where answers and problems go: data to standard output, everything else to standard error.

import ArgumentParser
import LineEditor
import RungReport
import RungSession
import RungSnapshot
import RungText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

final class Console {
  let answers: AnswerStyle
  var renderer: DiagnosticRenderer
  /// Of standard error.
  let style: Style
  private let progress: ProgressLine
  private var pending: [UInt8] = []

  /// Answers are collected up to this many bytes before they are written.
  private static let capacity = 1 << 16

  convenience init(_ options: OutputOptions) {
    self.init(options.format, options.diagnostics, options.color)
  }

  init(
    _ format: OutputFormat = .table, _ diagnostics: DiagnosticRenderer.Form = .full, _ colour: Colour = .auto,
    isPlain: Bool = Console.isPlainWanted
  ) {
    answers = AnswerStyle(format, width: Terminal.width(1), style: Console.style(colour, of: 1))
    style = Console.style(colour, of: 2)
    renderer = DiagnosticRenderer(diagnostics, style: style)
    progress = ProgressLine(
      !Terminal.isInteractive(2)
        ? .none : isPlain || Terminal.isDumb(environment("TERM")) ? .labelled : .redrawn)
    Console.prepareSignals()
  }

  // MARK: Waiting

  /// Forecasts use every processor, and tell a person how far they are.
  var patience: Patience {
    let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let progress = progress
    return Patience(workers: processors, memory: FreeMemory.bytes, progress: { progress.show($0) })
  }

  /// Something begins that may take long; nil: it is over, and a person may type.
  func works(on label: String?) {
    if let label { progress.begin(label) } else { progress.end() }
  }

  /// A programme is read. Of standard input nobody knows how long they take to type it.
  func reads(_ file: String) { if file != "-" { works(on: "reading \(file)") } }

  /// `ACCESSIBLE=1`: for screen readers.
  static var isPlainWanted: Bool { environment("ACCESSIBLE").map { !$0.isEmpty && $0 != "0" } ?? false }

  // MARK: Telling

  /// Columns of what is said of problems, at most.
  private static let readableWidth = 80

  func tell(_ report: Report) {
    switch report {
    case .answer(let answer):
      let text = answer.rendered(answers)
      write(answers.format.isForPeople ? shown(text) : text)
      // A person reads it while the next is worked out.
      if Terminal.isInteractive(1) { flush() }
    case .diagnostics(let diagnostics):
      // A window may be narrower than what reads well, and become so.
      renderer.width = max(40, min(Console.readableWidth, Terminal.width(2) ?? Console.readableWidth))
      say(renderer.rendered(diagnostics))
    case .notice(let notice):
      let width = Terminal.width(2)
      say(
        notice.split(separator: "\n", omittingEmptySubsequences: false).map { fitted($0, width) + "\n" }
          .joined())
    }
  }

  /// A line that is longer than the window, broken between words; a path that is longer still stays whole.
  private func fitted(_ line: Substring, _ width: Int?) -> String {
    let text = String(line)
    guard let width, width > 20, DisplayWidth.of(text) > width else { return text }
    let words = text.split(separator: " ")
    guard words.allSatisfy({ DisplayWidth.of(String($0)) < width }) else { return text }
    let indent = text.prefix { $0 == " " }.count
    let lines = Prose.wrapped(text, width: width + 1, used: indent, indent: indent)
    return String(repeating: " ", count: indent) + lines.joined(separator: "\n")
  }

  /// Data.
  func write(_ text: String) { write(Array(text.utf8)) }

  /// Of what a person reads: on a terminal that can do more than ASCII, text from right to left keeps to its place.
  func shown(_ text: String, on descriptor: Int32 = 1) -> String {
    isolates(descriptor) ? Isolation.isolated(text) : text
  }

  private func isolates(_ descriptor: Int32) -> Bool {
    Terminal.isInteractive(descriptor) && !Terminal.isDumb(environment("TERM")) && answers.format != .ascii
  }

  func write(_ bytes: [UInt8]) {
    pending += bytes
    if pending.count >= Console.capacity { flush() }
  }

  /// Everything that is not data. What was answered before is seen before.
  func say(_ text: String) {
    guard !text.isEmpty else { return }
    flush()
    progress.giveWay()
    // When standard error cannot be written there is nobody to tell.
    Terminal.write(Array((renderer.form == .json ? text : shown(spelled(text), on: 2)).utf8), to: 2)
  }

  /// What is said beside answers keeps to their characters.
  private func spelled(_ text: String) -> String {
    switch answers.format {
    case .ascii: Drawing.inASCII(text)
    case .plain: Drawing.inWords(text)
    case .table, .json, .csv, .markdown, .wikitext: text
    }
  }

  /// `2 errors and 1 warning in 3 files`, for people.
  func sum(_ diagnostics: [Diagnostic]) {
    switch renderer.form {
    case .full: say((diagnostics.isEmpty ? "" : "\n") + Diagnostic.summary(diagnostics) + "\n")
    case .short, .json: break
    }
  }

  /// Writes what is pending and ends the command with a status.
  func exit(_ status: RunStatus) throws {
    works(on: nil)
    flush()
    guard status != .fine else { return }
    throw ExitCode(status.rawValue)
  }

  // MARK: Writing

  func flush() {
    guard !pending.isEmpty else { return }
    progress.giveWay()
    let bytes = pending
    pending = []
    let reason = Terminal.write(bytes, to: 1)
    if reason == 0 { return }
    // The reader has gone, as `head` does: nobody misses the rest.
    if reason == EPIPE { _exit(Console.brokenPipe) }
    let problem = FileProblem("<standard output>", .write, .system(reason))
    Terminal.write(Array("rung: the answers cannot be written: \(problem.reason)\n".utf8), to: 2)
    _exit(RunStatus.couldNotWork.rawValue)
  }

  /// The exit code that shells show for a process ended by SIGPIPE.
  private static let brokenPipe: Int32 = 128 + SIGPIPE

  private static func prepareSignals() {
    // Writes then fail with EPIPE …
    signal(SIGPIPE, SIG_IGN)
    // … and with EFBIG, which is told like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGINT) { _ in
      ProgressLine.wipe()
      _exit(130)
    }
  }

  // MARK: Colour

  private static func style(_ colour: Colour, of descriptor: Int32) -> Style {
    switch colour {
    case .always: return .ansi
    case .never: return .plain
    case .auto:
      let asksForNone = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      let isSuited = Terminal.isInteractive(descriptor) && !Terminal.isDumb(environment("TERM"))
      return isSuited && !asksForNone ? .ansi : .plain
    }
  }
}

func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
