// The lines of a statement that is not finished yet, and how it comes to an end.

package struct UnfinishedStatement {
  /// Whether somebody sits there who may want a way out: two empty lines end a statement as it is.
  let isTyped: Bool
  private(set) var text = ""
  private var lineCount = 0
  private var emptyLines = 0
  /// Below this many bytes the next line is not asked about. Asking about every line of one enormous
  /// unfinished statement would be quadratic.
  private var nextQuestion = 0

  /// Asked about after every line up to this size; beyond it after every further tenth.
  private static let carefulBytes = 1 << 16
  private static let carefulLines = 500

  init(isTyped: Bool) {
    self.isTyped = isTyped
  }

  var isEmpty: Bool { lineCount == 0 }

  /// What stands before the line that comes next.
  var prefix: String { isEmpty ? "" : text + "\n" }

  /// Takes a line; returns the statement when this line ended it.
  mutating func take(_ line: String, isComplete: (String) -> Completeness) -> String? {
    if isEmpty { text = line } else { text += "\n" + line }
    lineCount += 1
    emptyLines = line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? emptyLines + 1 : 0
    if isTyped, emptyLines >= 2, isComplete(text) != .collecting { return handOver() }
    guard text.utf8.count >= nextQuestion else { return nil }
    switch isComplete(text) {
    case .complete: return handOver()
    case .incomplete, .collecting:
      let size = text.utf8.count
      if size > Self.carefulBytes || lineCount > Self.carefulLines { nextQuestion = size + size / 10 }
      return nil
    }
  }

  /// The statements that a text is when its lines are read one after the other; empty ones left out.
  package static func splits(_ text: String, isComplete: (String) -> Completeness) -> [String] {
    var reading = UnfinishedStatement(isTyped: false)
    var found: [String] = []
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard let statement = reading.take(String(Substring(line)), isComplete: isComplete) else { continue }
      found.append(statement)
    }
    if !reading.isEmpty { found.append(reading.handOver()) }
    return found.filter { $0.utf8.contains { $0 > 0x20 } }
  }

  /// The statement as it is, trailing empty lines left out; begins the next one.
  mutating func handOver() -> String {
    var bytes = text.utf8[...]
    if emptyLines > 0, lineCount > emptyLines {
      for _ in 0..<emptyLines {
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
        if bytes.last == 0x0A { bytes.removeLast() }
      }
    }
    let statement = bytes.count == text.utf8.count ? text : String(Substring(bytes))
    self = UnfinishedStatement(isTyped: isTyped)
    return statement
  }
}
