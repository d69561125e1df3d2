// How far long work is, on the last line of a person's terminal.

import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Shown ten times a second at most, from a fifth of a second on; gone when the work is done.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let start = Mutex<(begun: Double, last: Double, total: Int)>((0, 0, 0))

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ done: Int, of total: Int, _ figures: String?) {
    guard isShown else { return }
    let now = ProgressLine.seconds
    let text = start.withLock { state -> String? in
      if state.total != total || done < 1 { state = (now, now, total) }
      if done >= total { return now - state.begun > 0.15 ? "\r\u{1B}[K" : nil }
      guard now - state.begun > 0.15, now - state.last > 0.1 else { return nil }
      state.last = now
      let soFar = figures.map { ": " + $0 } ?? ""
      return "\r\(done) of \(total) runs\(soFar)\u{1B}[K"
    }
    guard let text else { return }
    let bytes = Array(text.utf8)
    // When standard error cannot be written there is nobody to tell.
    _ = write(2, bytes, bytes.count)
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
