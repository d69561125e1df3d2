// Where statements come from: a person at a terminal, or a pipe.

/// What a read brought.
package enum LineInput: Equatable, Sendable {
  /// A whole statement as far as the services can tell, without its closing newline; may be empty or span
  /// several lines, and may be unfinished when the user or the end of the input said so.
  case statement(String)
  /// Ctrl-C: what was typed is gone.
  case interrupted
  case endOfInput
}

/// Reads statements, one call each. One thread at a time.
package protocol LineReading: AnyObject {
  /// `prompt` stands before the first line, `continuation` before each further one. Both may hold colour
  /// escapes (`ESC [ … m`).
  func readStatement(prompt: String, continuation: String) throws(LineReadError) -> LineInput
  /// The next statement begins with this text, for the person to look at, change and enter. Where nothing can be put
  /// into a line it is the next statement.
  func offer(_ draft: String)
  /// Where the latest statement begins in the input, as a line from 1; nil where a person types.
  var line: Int? { get }
}

package enum LineReadError: Error, Equatable, CustomStringConvertible {
  /// One statement outgrew the reader.
  case tooLong(limitBytes: Int)
  /// The system refused to read; `reason` is its own text.
  case unreadable(reason: String)

  package var description: String {
    switch self {
    case .tooLong(let limit): "one statement is longer than \(limit) bytes"
    case .unreadable(let reason): "the input cannot be read: \(reason)"
    }
  }
}
