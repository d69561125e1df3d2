// What was typed or pasted, taken apart: commands of the prompt, and the statements between them.

import LineEditor
import RungSyntax

package enum PromptInput: Equatable, Sendable {
  /// A line that begins with a dot or a question mark, without the blanks around it.
  case command(String)
  /// Statements that are meant together, as those of a file are.
  case statements(String)

  /// Lines between these two are one input, as a text is that is pasted.
  static let pasteWord = ".paste"
  static let pasteEnd = ".end"

  static func isCommand(_ text: some StringProtocol) -> Bool {
    let first = text.utf8.first { $0 != 0x20 && $0 != 0x09 }
    return first == UInt8(ascii: ".") || first == UInt8(ascii: "?")
  }

  /// In their order, each with the lines that stand before it.
  package static func parts(of text: String) -> [(part: PromptInput, line: Int)] { Parts(text).found }

  static func completeness(of text: String) -> Completeness {
    let parts = Parts(text)
    if parts.isPasting { return .collecting }
    guard case .statements(let statements)? = parts.found.last?.part else { return .complete }
    switch InputCompleteness.of(statements) {
    case .complete: return .complete
    case .incomplete: return .incomplete
    }
  }

  /// Statements as lines which, read one after the other, are again one input.
  static func asLines(_ statements: String) -> String {
    let isOne =
      completeness(of: statements) == .complete
      && UnfinishedStatement.splits(statements, isComplete: completeness(of:)).count == 1
    return isOne ? statements : "\(pasteWord)\n\(statements)\n\(pasteEnd)"
  }
}

private struct Parts {
  private(set) var found: [(part: PromptInput, line: Int)] = []
  /// Whether `.paste` still waits for its end.
  private(set) var isPasting = false
  /// Lines of statements that wait for more, and where they begin.
  private var waiting: [Substring.UTF8View.SubSequence] = []
  private var start = 0

  init(_ text: String) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, bytes) in lines.enumerated() {
      let line = Substring(bytes).trimmed
      if line == PromptInput.pasteWord, !isPasting {
        flush()
        isPasting = true
      } else if line == PromptInput.pasteEnd, isPasting {
        flush()
        isPasting = false
      } else if isCommand(line) {
        flush()
        found.append((.command(line), number))
      } else {
        if waiting.isEmpty { start = number }
        waiting.append(bytes)
      }
    }
    flush()
  }

  private func isCommand(_ line: String) -> Bool {
    guard PromptInput.isCommand(line) else { return false }
    // Behind statements `..` may go on with a span.
    return waiting.allSatisfy(Parts.isBlank) || line.hasPrefix("?")
      || line.dropFirst().first?.isLetter == true
  }

  private static func isBlank(_ line: Substring.UTF8View.SubSequence) -> Bool {
    line.allSatisfy { $0 <= 0x20 }
  }

  private mutating func flush() {
    defer { waiting = [] }
    // What a line's own number is stays true: only empty lines at the end go.
    let kept = waiting.dropLast(waiting.reversed().prefix(while: Parts.isBlank).count)
    guard !kept.isEmpty else { return }
    found.append((.statements(kept.map { String(Substring($0)) }.joined(separator: "\n")), start))
  }
}
