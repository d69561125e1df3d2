// A text that is longer than the window, a window at a time. What was read stays on the screen and in the terminal's own
// scrollback; who begins to type the next statement is at the prompt again, with what they typed.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package struct ScreenPager {
  private let input: Int32
  private let output: Int32
  private let lines: [Substring]
  /// The first line that was not shown.
  private var next = 0

  private init(_ text: String, _ input: Int32, _ output: Int32) {
    self.input = input
    self.output = output
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
  }

  /// What was typed that is for the prompt; empty when the text was read, or left, with the pager's own keys. Nil, and
  /// nothing is shown, when the text fits into the window, or there is no terminal for it.
  package static func show(_ text: String, input: Int32 = 0, output: Int32 = 1) -> String? {
    var pager = ScreenPager(text, input, output)
    guard let (columns, rows) = Terminal.size(output), rows > 2, Terminal.isInteractive(input),
      pager.rows(pager.lines.prefix(rows), columns) >= rows
    else { return nil }
    return pager.run()
  }

  // MARK: Keys

  private enum Key {
    case screen, line, all, leave
    /// The first letter of a statement.
    case typed(String)
    case unknown
  }

  private mutating func run() -> String? {
    var saved = termios()
    guard tcgetattr(input, &saved) == 0 else { return nil }
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(input, TCSANOW, &raw) == 0 else { return nil }
    defer { tcsetattr(input, TCSANOW, &saved) }

    showScreen()
    while next < lines.count {
      ask()
      let key = readKey()
      write("\r\u{1B}[K")
      switch key {
      case .screen: showScreen()
      case .line: showRows(1)
      case .all: showRows(Int.max)
      case .leave:
        write("... \(lines.count - next) more lines: .last shows them again\n")
        return ""
      case .typed(let text): return text
      case .unknown: break
      }
    }
    return ""
  }

  private func ask() {
    let (columns, _) = Terminal.size(output) ?? (80, 24)
    let place = "lines 1 to \(next) of \(lines.count)"
    let keys = "space: on, Enter: one line, q: stop"
    let whole = " \(place) - \(keys) "
    write("\u{1B}[7m" + (whole.count < columns ? whole : " space: on, q: stop ") + "\u{1B}[m")
  }

  /// One key, and no byte more: what was typed behind it is for whoever reads next.
  private func readKey() -> Key {
    guard let first = readByte(waiting: -1) else { return .leave }
    var key = [first]
    while key.count < 16, ScreenPager.goesOn(key), let next = readByte(waiting: 20) { key.append(next) }
    switch String(decoding: key, as: UTF8.self) {
    case " ", "\u{1B}[6~": return .screen
    case "\r", "\n", "\u{1B}[B", "\u{1B}OB": return .line
    case "\u{1B}[F", "\u{1B}OF": return .all
    case "q", "\u{1B}", "\u{3}", "\u{4}": return .leave
    case let text:
      // Other keys than letters and signs mean nothing here.
      return first > 0x20 && first != 0x7F ? .typed(text) : .unknown
    }
  }

  /// Nil when nothing came in so many milliseconds, or nothing can come any more.
  private func readByte(waiting milliseconds: Int32) -> UInt8? {
    var events = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    var count: Int32 = -1
    repeat { count = poll(&events, 1, milliseconds) } while count < 0 && errno == EINTR
    var byte: UInt8 = 0
    return count > 0 && read(input, &byte, 1) == 1 ? byte : nil
  }

  /// Whether bytes are the beginning of a character, or of an escape sequence of ECMA-48.
  private static func goesOn(_ key: [UInt8]) -> Bool {
    let first = key[0]
    guard first == 0x1B else {
      return key.count < (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1)
    }
    guard key.count > 1 else { return true }
    if key[1] == UInt8(ascii: "O") { return key.count < 3 }
    return key[1] == UInt8(ascii: "[") && (key.count < 3 || !(0x40...0x7E).contains(key[key.count - 1]))
  }

  // MARK: Rows

  /// Rows of the window that lines take.
  private func rows(_ lines: ArraySlice<Substring>, _ columns: Int) -> Int {
    lines.reduce(0) { $0 + rows($1, columns) }
  }

  private func rows(_ line: Substring, _ columns: Int) -> Int {
    max(1, (Terminal.columns(of: String(line)) + columns - 1) / max(1, columns))
  }

  /// All but one row, on which the last one of before and the question stand.
  private mutating func showScreen() { showRows(max(1, (Terminal.size(output)?.rows ?? 24) - 1)) }

  private mutating func showRows(_ count: Int) {
    let columns = Terminal.size(output)?.columns ?? 80
    var text = ""
    var shown = 0
    while next < lines.count {
      let needed = rows(lines[next], columns)
      if shown > 0, needed > count - shown { break }
      text += lines[next] + "\n"
      shown += needed
      next += 1
    }
    write(text)
  }

  private func write(_ text: String) { Terminal.write(Array(text.utf8), to: output) }
}
