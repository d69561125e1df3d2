// Answers that are longer than the window: a window at a time, or through the pager that the user has chosen.

import LineEditor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Pager {
  /// What was typed there that is for the prompt. Nil, and nothing is shown, when the text fits into the window, or the
  /// user's pager is not there.
  static func show(_ text: String, after flush: () -> Void) -> String? {
    guard let rows = Terminal.size(1)?.rows else { return nil }
    guard let command = environment("PAGER"), !command.isEmpty else {
      flush()
      return ScreenPager.show(text)
    }
    guard text.utf8.count(where: { $0 == 0x0A }) >= rows else { return nil }
    // For a `less` that somebody has chosen and said no more of, as git does: colours, and what was read stays.
    setenv("LESS", "FRX", 0)
    flush()
    guard let pipe = popen(command, "w") else { return nil }
    let bytes = Array(text.utf8)
    // A reader that leaves early has seen enough.
    _ = fwrite(bytes, 1, bytes.count, pipe)
    // The shell's code for a command that it did not find.
    return pclose(pipe) >> 8 == 127 ? nil : ""
  }
}
