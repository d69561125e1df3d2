// How answers are shown, and where they go: `.mode`, `.output`, `.once`, `.last`, `.timer`.

import RungReport
import RungSession
import RungSnapshot
import RungText

/// What the loop needs of the screen.
package struct PromptScreen {
  /// Diagnostics and notices.
  package let tell: (Report) -> Void
  /// Answers, as text.
  package let write: (String) -> Void
  /// Everything told so far can be seen.
  package let flush: () -> Void
  package let answers: AnswerStyle
  /// Columns of the window as it is now; nil where answers keep the width they began with.
  package let width: () -> Int?
  package let style: Style
  /// A clock for `.timer`.
  package let seconds: () -> Double
  /// Shows a text that is longer than the window, and tells what was typed meanwhile; nil when it cannot.
  package let page: (String) -> String?
  /// Something begins that may take long; nil: it is over.
  package let working: (String?) -> Void
  /// A text as the terminal is to get it: what is written from right to left keeps to its place.
  package let shown: (String) -> String

  package init(
    tell: @escaping (Report) -> Void, write: ((String) -> Void)? = nil, flush: @escaping () -> Void = {},
    answers: AnswerStyle = AnswerStyle(.table), width: @escaping () -> Int? = { nil }, style: Style = .plain,
    seconds: @escaping () -> Double = { 0 }, page: @escaping (String) -> String? = { _ in nil },
    working: @escaping (String?) -> Void = { _ in }, shown: @escaping (String) -> String = { $0 }
  ) {
    self.tell = tell
    self.write = write ?? { tell(.notice(String($0.hasSuffix("\n") ? $0.dropLast() : $0[...]))) }
    self.flush = flush
    self.answers = answers
    self.width = width
    self.style = style
    self.seconds = seconds
    self.page = page
    self.working = working
    self.shown = shown
  }
}

package final class Display {
  /// Where answers go.
  enum Target {
    case screen
    case file(String)
    /// The answers of the next statement only.
    case once(String)
  }

  private let screen: PromptScreen
  private let files: any FileSystem
  var format: OutputFormat
  var isTimed = false
  private var target = Target.screen
  /// What the target file has so far.
  private var collected = ""
  /// Files that answers and transcripts went to.
  private var written: Set<String> = []
  /// The answers of the latest statement.
  private(set) var last: [Answer] = []
  private var pending: [Answer] = []
  /// Typed while a long answer was read: the next statement begins with it.
  var typedAhead = ""
  /// Where what is typed and answered is written.
  private(set) var transcript: Transcript?

  init(_ screen: PromptScreen, _ files: any FileSystem) {
    self.screen = screen
    self.files = files
    format = screen.answers.format
  }

  // MARK: Showing

  /// All of an outcome; answers that are long go through the pager.
  func show(_ outcome: Outcome, isTyped: Bool) {
    var text = ""
    for report in outcome.reports {
      switch report {
      case .answer(let answer):
        pending.append(answer)
        text += rendered(answer)
      case .diagnostics, .notice:
        deliver(text, isTyped)
        text = ""
        if !isTyped || !isPaged(report) { screen.tell(report) }
        note(report)
      }
    }
    deliver(text, isTyped)
  }

  /// A notice that is longer than the window, such as what `save` would write, is read like an answer.
  private func isPaged(_ report: Report) -> Bool {
    guard case .notice(let text) = report, text.utf8.contains(0x0A) else { return false }
    guard let typed = screen.page(screen.shown(text) + "\n") else { return false }
    typedAhead += typed
    // The rest of it can be had again.
    pending.append(.value(.text(text)))
    return true
  }

  /// The end of what one statement answered.
  func statementEnds() {
    if let transcript, let problem = transcript.problem {
      self.transcript = nil
      screen.tell(.notice("the transcript \(transcript.path) cannot be written: \(problem.reason)"))
    }
    guard !pending.isEmpty else { return }
    last = pending
    pending = []
    if case .once = target { target = .screen }
  }

  private func rendered(_ answer: Answer) -> String {
    var style = screen.answers
    style.format = format
    style.width = screen.width() ?? style.width
    if case .screen = target {} else { (style.width, style.style) = (nil, .plain) }
    return answer.rendered(style)
  }

  private func deliver(_ text: String, _ isTyped: Bool) {
    guard !text.isEmpty else { return }
    transcript?.answered(text)
    switch target {
    case .screen:
      let shown = format.isForPeople ? screen.shown(text) : text
      if isTyped, let typed = screen.page(shown) { typedAhead += typed } else { screen.write(shown) }
    case .file(let path), .once(let path):
      collected += text
      put(collected, path)
    }
  }

  /// Whether a file holds what was written into it here, and may be written anew.
  func hasWritten(_ path: String) -> Bool { written.contains(path) }

  private func put(_ text: String, _ path: String) {
    do throws(FileProblem) {
      try files.write(Array(text.utf8), to: path)
      written.insert(path)
    } catch {
      target = .screen
      screen.tell(.notice("\(path) cannot be written: \(error.reason); answers go to the screen again"))
      screen.write(text)
    }
  }

  // MARK: Changing

  func send(to target: Target) {
    self.target = target
    collected = ""
  }

  func showLast() -> Outcome {
    last.isEmpty ? Outcome([.notice("nothing was answered yet")]) : Outcome(last.map { .answer($0) })
  }

  // MARK: The transcript

  /// Begins a transcript, in place of one that was kept before. Why its file cannot be written, if it cannot.
  func keepTranscript(at path: String, of desk: Desk) -> FileProblem? {
    let begun = Transcript(path, files, desk)
    transcript = begun.problem == nil ? begun : nil
    if begun.problem == nil { written.insert(path) }
    return begun.problem
  }

  func endTranscript() { transcript = nil }

  private func note(_ report: Report) {
    switch report {
    case .notice(let notice): transcript?.answered(notice)
    case .diagnostics(let found): transcript?.answered(DiagnosticRenderer(.full).rendered(found))
    case .answer: break
    }
  }
}
