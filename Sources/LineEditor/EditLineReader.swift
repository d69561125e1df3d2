// Statements from a person at a terminal, edited with libedit.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Emacs or vi keys and whatever else `~/.editrc` chooses; ^R searches the history, the arrows move between
/// lines and through statements that begin alike, Tab completes, a paste is one text.
package final class EditLineReader: LineReading {
  private let editor: OpaquePointer
  private let output: Int32
  private let services: LineServices
  private let history: StatementHistory
  private var unfinished = UnfinishedStatement(isTyped: true)
  private var browser = HistoryBrowser([])

  /// Nil when `input` or `output` is no terminal, or the system has no UTF-8 characters: read plainly then.
  package init?(
    input: Int32, output: Int32, errors: Int32, services: LineServices, history: StatementHistory
  ) {
    guard Terminal.isInteractive(input), Terminal.isInteractive(output), Terminal.useUTF8() else {
      return nil
    }
    self.output = output
    self.services = services
    self.history = history
    let owner = EditorOwner()
    let keys = rung_keys(
      context: Unmanaged.passUnretained(owner).toOpaque(),
      complete: { EditorOwner.reader($0)?.complete() ?? RUNG_KEY_UNCHANGED },
      up: { EditorOwner.reader($0)?.up() ?? RUNG_KEY_UNCHANGED },
      down: { EditorOwner.reader($0)?.down() ?? RUNG_KEY_UNCHANGED })
    guard let editor = rung_editor_open(input, output, errors, keys) else { return nil }
    self.editor = editor
    self.owner = owner
    owner.reader = self
  }

  deinit { rung_editor_close(editor) }

  package func readStatement(prompt: String, continuation: String) throws(LineReadError) -> LineInput {
    Interrupt.clear()
    refillEditorHistory()
    while true {
      switch try readLine(unfinished.isEmpty ? prompt : continuation) {
      case .statement(let line):
        if let statement = unfinished.take(line, isComplete: services.isComplete) {
          history.add(statement)
          return .statement(statement)
        }
      case .interrupted:
        _ = unfinished.handOver()
        return .interrupted
      case .endOfInput:
        guard !unfinished.isEmpty else { return .endOfInput }
        let statement = unfinished.handOver()
        history.add(statement)
        return .statement(statement)
      }
    }
  }

  // MARK: - Reading

  /// Keeps the object that libedit's callbacks are given; it outlives the editor.
  private let owner: EditorOwner
  /// What the editor's own history holds.
  private var known: [String] = []

  /// One line of the terminal: several lines of text when it was pasted or recalled.
  private func readLine(_ prompt: String) throws(LineReadError) -> LineInput {
    browser = HistoryBrowser(history.statements)
    var count = 0
    var end = RUNG_READ_LINE
    let line: String? = PromptText(prompt).forEditor.withCString { prompt in
      guard let text = rung_editor_read(editor, prompt, &count, &end) else { return nil }
      var bytes = UnsafeRawBufferPointer(start: text, count: count)[...]
      if bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
    if let line { return .statement(line) }
    switch end {
    case RUNG_READ_INTERRUPTED: return .interrupted
    case RUNG_READ_FAILED: throw .unreadable(reason: String(cString: strerror(errno)))
    default: return .endOfInput
    }
  }

  /// libedit's own history serves ^R, ^P and ^N. Filled anew only when it no longer matches.
  private func refillEditorHistory() {
    guard history.statements != known else { return }
    if known + history.statements.suffix(1) == history.statements, let latest = history.statements.last {
      rung_editor_history_add(editor, latest)
    } else {
      rung_editor_history_clear(editor, Int32(clamping: history.statements.count + 1000))
      for statement in history.statements { rung_editor_history_add(editor, statement) }
    }
    known = history.statements
  }

  // MARK: - Keys

  private var edited: (text: String, left: String) {
    var count = 0
    var cursor = 0
    guard let text = rung_editor_text(editor, &count, &cursor) else { return ("", "") }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    return (
      String(decoding: bytes, as: UTF8.self), String(decoding: bytes[..<min(cursor, count)], as: UTF8.self)
    )
  }

  fileprivate func up() -> rung_key_result {
    let (text, left) = edited
    if let line = lineAbove(left) { return move(line) }
    guard let earlier = browser.earlier(than: text, leftOfCursor: left) else { return RUNG_KEY_REFUSED }
    // The cursor goes to the end of the first line, so that the next press goes on to older statements.
    let firstLine = earlier.unicodeScalars.prefix { $0 != "\n" }.count
    replaceAll(text, left, by: earlier, cursor: firstLine)
    return RUNG_KEY_EDITED
  }

  fileprivate func down() -> rung_key_result {
    let (text, left) = edited
    if let line = lineBelow(text, left) { return move(line) }
    guard let later = browser.later(than: text) else { return RUNG_KEY_REFUSED }
    replaceAll(text, left, by: later, cursor: later.unicodeScalars.count)
    return RUNG_KEY_EDITED
  }

  private func move(_ characters: Int) -> rung_key_result {
    rung_editor_move(editor, Int32(clamping: characters))
    return RUNG_KEY_MOVED
  }

  /// Characters to move to stand in the same column of the line above; nil on the first line.
  private func lineAbove(_ left: String) -> Int? {
    let lines = left.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2 else { return nil }
    let column = lines[lines.count - 1].count
    let above = lines[lines.count - 2].count
    return -(column + 1 + above - min(column, above))
  }

  private func lineBelow(_ text: String, _ left: String) -> Int? {
    let right = text.unicodeScalars.dropFirst(left.unicodeScalars.count)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard right.count >= 2 else { return nil }
    let column = left.unicodeScalars.reversed().prefix { $0 != "\n" }.count
    return right[0].count + 1 + min(column, right[1].count)
  }

  private func replaceAll(_ text: String, _ left: String, by replacement: String, cursor: Int) {
    let length = text.unicodeScalars.count
    rung_editor_move(editor, Int32(clamping: length - left.unicodeScalars.count))
    rung_editor_delete(editor, Int32(clamping: length))
    rung_editor_insert(editor, replacement)
    rung_editor_move(editor, Int32(clamping: cursor - replacement.unicodeScalars.count))
  }

  fileprivate func complete() -> rung_key_result {
    let (text, left) = edited
    let before = unfinished.prefix
    let whole = before + text
    let cursor = before.utf8.count + left.utf8.count
    let found = services.complete(whole, cursor)
    // Only what is being edited can be replaced, and whole characters of it.
    guard !found.candidates.isEmpty, found.replacing.lowerBound >= before.utf8.count,
      found.replacing.lowerBound <= cursor, found.replacing.upperBound >= cursor,
      let typed = whole.scalars(found.replacing)
    else { return RUNG_KEY_REFUSED }
    let common = CompletionList.commonPrefix(found.candidates)
    if found.candidates.count == 1 || (common.count >= typed.count && common != typed) {
      if common == typed { return RUNG_KEY_UNCHANGED }
      let right = whole.scalars(cursor..<found.replacing.upperBound)?.unicodeScalars.count ?? 0
      rung_editor_move(editor, Int32(clamping: right))
      rung_editor_delete(editor, Int32(clamping: typed.unicodeScalars.count))
      rung_editor_insert(editor, common)
      return RUNG_KEY_EDITED
    }
    let size = Terminal.size(output) ?? (80, 24)
    let page = CompletionList.page(found.candidates, columns: size.columns, rows: size.rows)
    page.withCString { rung_editor_print(editor, $0, page.utf8.count) }
    return RUNG_KEY_PRINTED
  }
}

/// What libedit's callbacks are handed, made before the reader it leads to.
private final class EditorOwner {
  weak var reader: EditLineReader?

  static func reader(_ context: UnsafeMutableRawPointer?) -> EditLineReader? {
    context.flatMap { Unmanaged<EditorOwner>.fromOpaque($0).takeUnretainedValue().reader }
  }
}

extension String {
  /// The text of a byte range; nil when it lies outside or cuts a code point.
  fileprivate func scalars(_ bytes: Range<Int>) -> String? {
    guard bytes.lowerBound >= 0, bytes.upperBound <= utf8.count else { return nil }
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = utf8.index(utf8.startIndex, offsetBy: bytes.upperBound)
    guard start.samePosition(in: unicodeScalars) != nil, end.samePosition(in: unicodeScalars) != nil else {
      return nil
    }
    return String(self[start..<end])
  }
}
