// How far long work is, on a line of a person's terminal that is gone when the work is done.

import LineEditor
import RungModel
import RungSession
import RungText
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work that takes half a second or longer shows itself; it is drawn by a thread of its own, so that work which
/// reports nothing is seen too.
final class ProgressLine: Sendable {
  enum Form: Sendable {
    /// Nobody looks.
    case none
    /// One line, drawn over ten times a second.
    case redrawn
    /// For screen readers and terminals that cannot erase: a line of its own every five seconds.
    case labelled
  }

  private struct State {
    /// Nil while nothing is under way.
    var text: ProgressText?
    var label = ""
    var begun = 0.0
    /// When a line was last drawn, and what it said.
    var drawnAt = 0.0
    var drawn = ""
    var hasThread = false
  }

  private let form: Form
  private let state = Mutex(State())

  /// Standard error: data on standard output stays as it is.
  private static let descriptor: Int32 = 2
  /// Columns left free at the end, for the `^C` that the terminal writes: else it would begin a line of its own.
  private static let echo = 3
  private static let erasure = "\r\u{1B}[K"
  /// Whether a line of any is on the screen: asked by the handler of Ctrl-C.
  private static let isDrawn = Atomic<Bool>(false)

  init(_ form: Form) { self.form = form }

  // MARK: What is told

  /// Something begins that may take long.
  func begin(_ label: String) {
    guard form != .none else { return }
    state.withLock { begin(label, &$0) }
  }

  func show(_ progress: Progress) {
    guard form != .none else { return }
    let now = Clock.seconds
    state.withLock { state in
      if state.text == nil || state.label != progress.task { goOn(progress.task, &state) }
      state.text?.note(progress, at: now)
    }
  }

  /// Before anything else is written: the line goes, and what comes next is waited for anew.
  func giveWay() {
    guard form != .none else { return }
    state.withLock { state in
      guard state.text != nil else { return }
      erase(&state)
      begin(state.label, &state)
    }
  }

  /// Nothing is under way.
  func end() {
    guard form != .none else { return }
    state.withLock { state in
      erase(&state)
      state.text = nil
    }
  }

  /// For a handler of signals.
  static func wipe() {
    guard isDrawn.load(ordering: .relaxed) else { return }
    _ = erasure.utf8.withContiguousStorageIfAvailable { systemWrite(descriptor, $0.baseAddress, $0.count) }
  }

  // MARK: Drawing

  /// Something else is done now; what is on the screen stays until there is something to say of it.
  private func goOn(_ label: String, _ state: inout State) {
    let (drawn, drawnAt) = (state.drawn, state.drawnAt)
    begin(label, &state)
    (state.drawn, state.drawnAt) = (drawn, form == .labelled ? max(drawnAt, state.begun) : drawnAt)
  }

  private func begin(_ label: String, _ state: inout State) {
    let now = Clock.seconds
    state.text = ProgressText(label, start: now)
    (state.label, state.begun, state.drawnAt, state.drawn) = (label, now, now, "")
    if !state.hasThread { state.hasThread = Ticker.start { [weak self] in self?.tick() ?? false } }
  }

  private func erase(_ state: inout State) {
    guard !state.drawn.isEmpty else { return }
    if form == .redrawn { write(ProgressLine.erasure) }
    state.drawn = ""
    ProgressLine.isDrawn.store(false, ordering: .relaxed)
  }

  /// False when nothing is under way any more; the thread ends then.
  private func tick() -> Bool {
    state.withLock { state in
      guard let text = state.text else {
        state.hasThread = false
        return false
      }
      let now = Clock.seconds
      switch form {
      case .none: return false
      case .redrawn:
        guard now - state.begun > (text.hasFigures ? 0.05 : 0.5), ProgressLine.isInForeground else {
          return true
        }
        let width = Terminal.width(ProgressLine.descriptor) ?? 80
        let line = DisplayWidth.truncated(
          VisibleText.line(text.text(at: now)), to: max(1, width - ProgressLine.echo), mark: "")
        guard line != state.drawn else { return true }
        write(ProgressLine.erasure + line)
        state.drawn = line
        ProgressLine.isDrawn.store(true, ordering: .relaxed)
      case .labelled:
        guard now - state.drawnAt > 5, ProgressLine.isInForeground else { return true }
        write("progress: " + VisibleText.line(text.text(at: now)) + "\n")
        state.drawnAt = now
      }
      return true
    }
  }

  /// A job in the background must not write over what its owner does.
  private static var isInForeground: Bool { tcgetpgrp(descriptor) == getpgrp() }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    // When standard error cannot be written there is nobody to tell.
    _ = systemWrite(ProgressLine.descriptor, bytes, bytes.count)
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// A thread that calls something ten times a second until it says no.
private enum Ticker {
  private final class Job: Sendable {
    let body: @Sendable () -> Bool
    init(_ body: @escaping @Sendable () -> Bool) { self.body = body }

    func run() {
      repeat { usleep(100_000) } while body()
    }
  }

  /// False when the system has no thread left.
  static func start(_ body: @escaping @Sendable () -> Bool) -> Bool {
    let job = Unmanaged.passRetained(Job(body))
    // Signals are for the thread that reads: it must wake up from Ctrl-C.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    #if canImport(Glibc)
      var thread = pthread_t()
      let failed = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, job.toOpaque())
      if failed == 0 { pthread_detach(thread) } else { job.release() }
    #else
      var thread: pthread_t?
      let failed = pthread_create(
        &thread, nil,
        { argument in
          Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, job.toOpaque())
      if failed == 0, let thread { pthread_detach(thread) } else { job.release() }
    #endif
    return failed == 0
  }
}
