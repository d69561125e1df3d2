// Statements from a person at a terminal: libedit edits, this draws.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Emacs or vi keys and whatever else `~/.editrc` chooses; colours while typing, a faint suggestion, a menu of
/// completions, a search through the history. A statement of several lines is one text, edited as a whole.
package final class EditLineReader: LineReading {
  let editor: OpaquePointer
  let output: Int32
  let services: LineServices
  let history: StatementHistory
  let isColoured: Bool

  // What the keys have brought about.
  var browser = HistoryBrowser([])
  var menu: CompletionMenu?
  var search: HistorySearch?
  /// What could follow the text, drawn faintly.
  var suggestion = Suggestion()
  /// Where it is shown; nil when it is not.
  var suggested: EditedText?
  /// Spaces that a new line was given and nobody has typed on yet; those typed since.
  var indentation: (given: Int, typed: Int)?
  /// The statement was handed over unfinished: the empty lines at its end go.
  var isHandedOver = false

  /// What the next text begins with, until it is there.
  var draft: String?

  // What is on the screen.
  var painter = ScreenPainter()
  var prompt = PromptText("")
  var continuation = PromptText("")

  /// Keeps the object that libedit's callbacks are given; it outlives the editor.
  private let owner: EditorOwner
  /// What the editor's own history holds.
  private var known: [String] = []

  /// Nil when `input` or `output` is no terminal, or the system has no UTF-8 characters: read plainly then.
  package init?(
    input: Int32, output: Int32, errors: Int32, isColoured: Bool = false, services: LineServices,
    history: StatementHistory
  ) {
    guard Terminal.isInteractive(input), Terminal.isInteractive(output), Terminal.useUTF8() else {
      return nil
    }
    self.output = output
    self.services = services
    self.history = history
    self.isColoured = isColoured
    let owner = EditorOwner()
    let callbacks = rung_owner(
      context: Unmanaged.passUnretained(owner).toOpaque(),
      key: { EditorOwner.reader($0)?.key($1) ?? RUNG_KEY_UNCHANGED },
      press: { EditorOwner.reader($0)?.press($1, isAlone: $2) ?? false },
      paint: { EditorOwner.reader($0)?.paint($1) })
    guard let editor = rung_editor_open(input, output, errors, callbacks) else { return nil }
    self.editor = editor
    self.owner = owner
    owner.reader = self
  }

  deinit { rung_editor_close(editor) }

  package func offer(_ draft: String) { self.draft = draft }

  package var line: Int? { nil }

  package func readStatement(prompt: String, continuation: String) throws(LineReadError) -> LineInput {
    Interrupt.clear()
    history.refresh()
    refillEditorHistory()
    begin(prompt, continuation)
    var count = 0
    var end = RUNG_READ_LINE
    let text = rung_editor_read(editor, &count, &end)
    let reason = errno
    if let text {
      let statement = String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
      return .statement(finish(statement))
    }
    switch end {
    case RUNG_READ_INTERRUPTED: return .interrupted
    case RUNG_READ_FAILED: throw .unreadable(reason: String(cString: strerror(reason)))
    default:
      leave(EditedText(""))
      return .endOfInput
    }
  }

  private func begin(_ prompt: String, _ continuation: String) {
    self.prompt = PromptText(prompt)
    self.continuation = PromptText(continuation)
    browser = HistoryBrowser(history.statements)
    menu = nil
    search = nil
    suggestion = Suggestion()
    suggested = nil
    indentation = nil
    isHandedOver = false
    painter.forget()
  }

  private func finish(_ entered: String) -> String {
    var statement = entered
    if statement.utf8.last == 0x0A || statement.utf8.last == 0x0D { statement.unicodeScalars.removeLast() }
    leave(EditedText(statement))
    if isHandedOver { statement = EditedText(statement).trimmed }
    history.add(statement)
    return statement
  }

  /// libedit's own history serves vi's keys. Filled anew only when it no longer matches.
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

  // MARK: - The text

  var edited: EditedText {
    var count = 0
    var cursor = 0
    guard let text = rung_editor_text(editor, &count, &cursor) else { return EditedText("") }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    return EditedText(String(decoding: bytes, as: UTF8.self), cursor: cursor)
  }

  func move(_ characters: Int) { rung_editor_move(editor, Int32(clamping: characters)) }

  func insert(_ text: String) { rung_editor_insert(editor, text) }

  /// Deletes code points before the cursor.
  func delete(_ characters: Int) { rung_editor_delete(editor, Int32(clamping: characters)) }

  func replaceAll(by wanted: EditedText) {
    let current = edited
    move(current.toEnd)
    delete(current.text.unicodeScalars.count)
    insert(wanted.text)
    move(-wanted.toEnd)
  }
}

/// What libedit's callbacks are handed, made before the reader it leads to.
private final class EditorOwner {
  weak var reader: EditLineReader?

  static func reader(_ context: UnsafeMutableRawPointer?) -> EditLineReader? {
    context.flatMap { Unmanaged<EditorOwner>.fromOpaque($0).takeUnretainedValue().reader }
  }
}
