// Answers that are longer than the window, through the user's pager.

import LineEditor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Pager {
  /// Says how to get out of it; what was read stays on the screen (-X); and a statement typed into it by mistake runs
  /// no command and writes no file.
  private static let standard =
    "LESSSECURE=1 less -RX -Ps'space\\: on, b\\: back, /\\: search, q\\: return to the prompt'"

  /// False when the text fits into the window, or there is no pager.
  static func shows(_ text: String, after flush: () -> Void) -> Bool {
    guard let rows = Terminal.size(1)?.rows, text.utf8.count(where: { $0 == 0x0A }) >= rows else {
      return false
    }
    let command = environment("PAGER").flatMap { $0.isEmpty ? nil : $0 } ?? Pager.standard
    // For a `less` that somebody has chosen and said no more of, as git does: colours, and what was read stays.
    setenv("LESS", "FRX", 0)
    flush()
    guard let pipe = popen(command, "w") else { return false }
    let bytes = Array(text.utf8)
    // A reader that leaves early has seen enough.
    _ = fwrite(bytes, 1, bytes.count, pipe)
    // The shell's code for a command that it did not find.
    return pclose(pipe) >> 8 != 127
  }
}
