// Going back and forth through the history: which statement the arrows bring.

/// Browsing keeps to the statements that begin as the draft did, left of the cursor, when it started; the
/// draft waits at the end.
package struct HistoryBrowser {
  private let statements: [String]
  private var position: Int
  private var draft = ""
  private var prefix = ""
  /// What was brought last: when the text differs, browsing starts anew.
  private var shown: String?

  package init(_ statements: [String]) {
    self.statements = statements
    position = statements.count
  }

  /// Whether this text was brought by an arrow.
  package func isBrowsing(at text: String) -> Bool { shown == text }

  /// The next older statement, or nil when there is none.
  package mutating func earlier(than text: String, leftOfCursor: String) -> String? {
    if shown != text { start(text, leftOfCursor) }
    guard let found = statements[..<position].lastIndex(where: { fits($0, text) }) else { return nil }
    position = found
    shown = statements[found]
    return shown
  }

  /// The next newer statement, at last the draft, or nil when nothing was browsed.
  package mutating func later(than text: String) -> String? {
    guard shown == text, position < statements.count else { return nil }
    if let found = statements[(position + 1)...].firstIndex(where: { fits($0, text) }) {
      position = found
      shown = statements[found]
      return shown
    }
    position = statements.count
    shown = nil
    return draft
  }

  private mutating func start(_ text: String, _ leftOfCursor: String) {
    position = statements.count
    draft = text
    prefix = leftOfCursor
  }

  private func fits(_ statement: String, _ text: String) -> Bool {
    statement != text && statement.utf8.starts(with: prefix.utf8)
  }
}
