// A terminal with a reader on its own thread, for tests that type at it.

import LineEditor
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Signals and the environment belong to the whole process, so one reader at a time.
@Suite("reading", .serialized)
enum ReadingTests {}

struct TimedOut: Error, CustomStringConvertible {
  let description: String
}

/// A pseudo-terminal; the test holds the keyboard and sees the screen.
final class PseudoTerminal: @unchecked Sendable {
  private var keyboard: Int32
  let device: Int32
  private(set) var screen = ""
  private var bytes: [UInt8] = []
  private var seenBytes = 0

  init(columns: UInt16 = 80, rows: UInt16 = 24) {
    #if canImport(Glibc)
      // Swift's Glibc has no posix_openpt; this is what it does: unlock (TIOCSPTLCK), ask the number (TIOCGPTN).
      keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var number: Int32 = 0
      _ = ioctl(keyboard, 0x4004_5431, &number)
      _ = ioctl(keyboard, 0x8004_5430, &number)
      device = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    #else
      keyboard = posix_openpt(O_RDWR | O_NOCTTY)
      grantpt(keyboard)
      unlockpt(keyboard)
      device = ptsname(keyboard).map { open($0, O_RDWR | O_NOCTTY) } ?? -1
    #endif
    resize(columns: columns, rows: rows)
  }

  deinit {
    hangUp()
    close(device)
  }

  /// As closing the window does.
  func hangUp() {
    if keyboard >= 0 { close(keyboard) }
    keyboard = -1
  }

  /// Whether the editor is in a read: each begins and ends with the signs of bracketed paste.
  var isReading: Bool {
    guard let begins = position(ofLast: "\u{1B}[?2004h") else { return true }
    return begins > position(ofLast: "\u{1B}[?2004l") ?? -1
  }

  private func position(ofLast text: String) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...bytes.count - wanted.count).last { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  /// Whether a program reads keys as they come, not lines.
  var isHeardByKey: Bool {
    var attributes = termios()
    return tcgetattr(device, &attributes) == 0 && attributes.c_lflag & tcflag_t(ICANON) == 0
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) { type(bytes: Array(text.utf8)) }

  /// Slowly enough for the terminal's queue of 4096 bytes: what is read back makes room.
  func type(bytes typed: [UInt8]) {
    var rest = typed[...]
    while !rest.isEmpty {
      let part = rest.prefix(512)
      let count = part.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      absorb(milliseconds: 0)
    }
  }

  /// Waits until the text was printed after what earlier waits have seen.
  func wait(for text: String, seconds: Int = 10) throws {
    let wanted = Array(text.utf8)
    for _ in 0..<(seconds * 100) {
      if let end = position(after: wanted) {
        seenBytes = end
        return
      }
      absorb(milliseconds: 10)
    }
    throw TimedOut(
      description: "never printed: \(text.debugDescription); screen: \(screen.suffix(300).debugDescription)")
  }

  private func position(after wanted: [UInt8]) -> Int? {
    guard !wanted.isEmpty, bytes.count - seenBytes >= wanted.count else { return nil }
    for start in seenBytes...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return start + wanted.count }
    }
    return nil
  }

  /// Takes over what was printed.
  func absorb(milliseconds: Int32) {
    guard keyboard >= 0 else {
      usleep(useconds_t(milliseconds) * 1000)
      return
    }
    var wait = milliseconds
    var block = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      var watched = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
      guard poll(&watched, 1, wait) > 0, watched.revents & Int16(POLLIN) != 0 else { break }
      let count = read(keyboard, &block, block.count)
      guard count > 0 else { break }
      bytes += block[..<count]
      wait = 0
    }
    screen = String(decoding: bytes, as: UTF8.self)
  }
}

/// A reader that is asked again and again, on its own thread, until the input ends: at the latest when the
/// test lets go of it, which closes the terminal.
final class Sitting {
  let terminal: PseudoTerminal
  private let listener: Listener
  private var taken = 0

  init(
    _ terminal: PseudoTerminal = PseudoTerminal(), prompt: String = "rung> ",
    read: @escaping @Sendable (PseudoTerminal) -> any LineReading
  ) {
    self.terminal = terminal
    listener = Listener { [terminal] listener in
      let reader = read(terminal)
      while let answer = try? reader.readStatement(prompt: prompt, continuation: " ...> ") {
        listener.hear(answer)
        if answer == .endOfInput { break }
      }
    }
  }

  deinit {
    terminal.hangUp()
    while !listener.hasFinished { usleep(1000) }
  }

  /// With the editor and the toy language of `Toy`.
  static func editing(
    _ terminal: PseudoTerminal = PseudoTerminal(), prompt: String = "rung> ",
    remembering statements: [String] = []
  ) -> Sitting {
    Sitting(terminal, prompt: prompt) { terminal in
      let history = StatementHistory()
      for statement in statements { history.add(statement) }
      guard
        let reader = EditLineReader(
          input: terminal.device, output: terminal.device, errors: terminal.device, services: Toy.services,
          history: history)
      else { fatalError("no editor") }
      return reader
    }
  }

  /// The next answer, in order.
  func answer(seconds: Int = 10) throws -> LineInput {
    for _ in 0..<(seconds * 200) {
      let all = listener.answers
      if taken < all.count {
        taken += 1
        return all[taken - 1]
      }
      if listener.hasFinished { throw TimedOut(description: "the reader has stopped") }
      terminal.absorb(milliseconds: 5)
    }
    throw TimedOut(description: "no answer; screen: \(terminal.screen.suffix(300).debugDescription)")
  }

  /// On the screen, and heard key by key: what is typed a moment too early, the system edits as a line of its own.
  func waitForPrompt() throws {
    try terminal.wait(for: "> ")
    for _ in 0..<200 {
      terminal.absorb(milliseconds: 0)
      if terminal.isHeardByKey, terminal.isReading { return }
      terminal.absorb(milliseconds: 5)
    }
  }

  /// An answer that is there already.
  func answerAtHand() -> LineInput? {
    let all = listener.answers
    guard taken < all.count else { return nil }
    taken += 1
    return all[taken - 1]
  }

  /// Types at the next prompt, ends the line and takes the answer.
  func enter(_ text: String) throws -> LineInput {
    try waitForPrompt()
    terminal.type(text + "\r")
    return try answer()
  }
}

/// A thread, and what it has heard.
final class Listener: Sendable {
  private let heard = Mutex<[LineInput]>([])
  private let finished = Mutex(false)
  private let work: @Sendable (Listener) -> Void

  init(_ work: @escaping @Sendable (Listener) -> Void) {
    self.work = work
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    pthread_create(
      &thread, nil,
      { context in
        let context: UnsafeMutableRawPointer? = context
        guard let context else { return nil }
        let listener = Unmanaged<Listener>.fromOpaque(context).takeRetainedValue()
        listener.work(listener)
        listener.finished.withLock { $0 = true }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
  }

  var answers: [LineInput] { heard.withLock { $0 } }
  var hasFinished: Bool { finished.withLock { $0 } }
  func hear(_ answer: LineInput) { heard.withLock { $0.append(answer) } }
}

/// A language for the tests: a statement goes on while a brace is open; words complete.
enum Toy {
  static let words = [
    Candidate("cohort", note: "people who start together"),
    Candidate("cohorts", note: "all of them"),
    Candidate("pool", note: "people who help"),
    Candidate("stage", note: "a rung of the ladder"),
  ]

  static var services: LineServices {
    LineServices(
      isComplete: { text in
        let opened = text.utf8.count { $0 == UInt8(ascii: "{") }
        return opened > text.utf8.count { $0 == UInt8(ascii: "}") } ? .incomplete : .complete
      },
      complete: { text, cursor in
        let left = text.utf8.prefix(cursor)
        let word = left.reversed().prefix { ($0 >= 0x61 && $0 <= 0x7A) || $0 >= 0x80 }.count
        let typed = String(decoding: left.suffix(word), as: UTF8.self)
        return Completions(
          replacing: (cursor - word)..<cursor, candidates: words.filter { $0.text.hasPrefix(typed) })
      })
  }
}
