// Facts about the terminal behind a file descriptor.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package enum Terminal {
  package static func isInteractive(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns; nil when it is no terminal or does not say.
  package static func width(_ descriptor: Int32) -> Int? { size(descriptor)?.columns }

  package static func size(_ descriptor: Int32) -> (columns: Int, rows: Int)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard rung_terminal_size(descriptor, &columns, &rows) else { return nil }
    return (Int(columns), Int(rows))
  }

  /// Writes all of it, also to what takes it piece by piece. Zero, or the `errno` of what went wrong.
  @discardableResult
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count < 0 { return errno }
      written += count
    }
    return 0
  }

  /// Whether a terminal of this type (the `TERM` of the environment) can neither move its cursor nor show
  /// colours.
  package static func isDumb(_ type: String?) -> Bool {
    guard let type else { return true }
    return type.isEmpty || type == "dumb" || type == "unknown"
  }

  /// Makes the C library count and draw UTF-8: with the user's locale if that is one, else with the system's
  /// plain one. False when it has none.
  package static func useUTF8() -> Bool { rung_use_utf8() }

  /// Columns the text takes, escapes left out; tabs count as one. right once `useUTF8` was called.
  package static func columns(of text: String) -> Int {
    var columns = 0
    for scalar in PromptText(text).visible.unicodeScalars {
      columns += scalar.isASCII ? 1 : Int(rung_character_width(scalar.value))
    }
    return columns
  }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
