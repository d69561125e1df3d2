// What the editor shows: the text in colours, the bracket that belongs to the one at the cursor, the suggestion, and
// below the text a menu, the search, or what the call takes.

import CEditline

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension EditLineReader {
  private static let rowsOfMenu = 10

  private var size: (columns: Int, rows: Int) { Terminal.size(output) ?? (80, 24) }

  func paint(_ moment: rung_moment) {
    switch moment {
    case RUNG_MOMENT_RESIZED: write(painter.resize(width: size.columns, height: size.rows))
    case RUNG_MOMENT_LEAVING: leave(edited)
    case RUNG_MOMENT_INTERRUPTED: leave(edited, mark: "^C")
    default: show()
    }
  }

  /// The text as it stays on the screen; what comes next begins on a fresh row.
  func leave(_ last: EditedText, mark: String = "") {
    let size = size
    // Only what was typed stays.
    suggested = nil
    let whole = layout(EditedText(last.text), paints: paints(of: last.text), width: size.columns, mark: mark)
    write(painter.leave(whole.screenful().drawn(services.shown), width: size.columns, height: size.rows))
  }

  func clearScreen() {
    painter.forget()
    write("\u{1B}[H\u{1B}[2J")
  }

  // MARK: - While a key is waited for

  private func show() {
    let size = size
    if let draft {
      self.draft = nil
      insert(draft)
    }
    let edited = edited
    updateMenu(edited)
    updateSuggestion(edited)
    // A word that is still being typed is no mistake yet.
    let ranges =
      isColoured
      ? services.highlight(edited.text).filter {
        $0.style != .mistake || $0.range.upperBound != edited.cursor
      } : []
    var paints = paints(of: ranges)
    if let match = search?.match {
      paints.emphasise(match, Colours.found)
    } else if isColoured, let pair = BracketPair.at(edited.cursor, in: edited.text, quiet: ranges.quiet) {
      paints.emphasise(pair.0..<(pair.0 + 1), Colours.bracket)
      paints.emphasise(pair.1..<(pair.1 + 1), Colours.bracket)
    }
    let text = layout(edited, paints: paints, width: size.columns)
    let screen = text.screenful().fitted(height: size.rows, below: below(edited, size))
      .drawn(services.shown)
    write(painter.paint(screen, width: size.columns))
  }

  private func layout(_ edited: EditedText, paints: Paints, width: Int, mark: String = "") -> ScreenLayout {
    var layout = ScreenLayout(width: width)
    layout.put(prompt)
    var paints = paints
    var offset = 0
    for scalar in edited.text.unicodeScalars {
      if offset == edited.cursor { layout.markCursor(isBeforeLineEnd: scalar == "\n") }
      if scalar == "\n" {
        layout.newLine()
        layout.put(continuation)
      } else {
        layout.put(scalar, paints.style(at: offset))
      }
      offset += UTF8.width(scalar)
    }
    if edited.isAtEnd { layout.markCursor() }
    layout.put(mark, "")
    if mark.isEmpty, edited.isAtEnd, isColoured, search == nil, menu == nil, !isHandedOver,
      edited == suggested
    {
      layout.put(suggestion.shown, Colours.faint)
    }
    return layout
  }

  private func paints(of text: String) -> Paints { paints(of: isColoured ? services.highlight(text) : []) }

  private func paints(of ranges: [PaintedRange]) -> Paints { Paints(ranges) }

  private func updateSuggestion(_ edited: EditedText) {
    suggested = nil
    guard isColoured, search == nil, menu == nil, edited.isAtEnd, !edited.isBlank else { return }
    suggestion.update(for: edited.text, history: history.statements, complete: services.complete)
    suggested = edited
  }

  /// A menu goes on while its word does.
  func updateMenu(_ edited: EditedText) {
    guard let open = menu else { return }
    let word = edited.text.utf8.dropFirst(open.start).prefix(max(0, edited.cursor - open.start))
    if edited.cursor >= open.start, open.word.utf8.elementsEqual(word) { return }
    menu = nil
    // What was chosen is the word; the next key begins something else.
    guard open.chosen == nil, edited.cursor >= open.start else { return }
    let found = services.complete(edited.text, edited.cursor)
    guard found.replacing.lowerBound == open.start, !found.candidates.isEmpty else { return }
    let typed = String(decoding: word, as: UTF8.self)
    if found.candidates.count == 1, found.candidates[0].text == typed { return }
    var narrowed = open
    narrowed.narrow(to: typed, found.candidates)
    menu = narrowed
  }

  // MARK: - Below the text

  private func below(_ edited: EditedText, _ size: (columns: Int, rows: Int)) -> [ScreenRow] {
    // On a small window the text comes first.
    let room = min(EditLineReader.rowsOfMenu, size.rows / 2)
    guard room > 0 else { return [] }
    if let menu { return menu.rows(width: size.columns, height: room, isColoured: isColoured) }
    if let search { return [searchRow(search, size.columns)] }
    guard let help = services.callHelp(edited.text, edited.cursor) else { return [] }
    return [helpRow(help, size.columns)]
  }

  private func searchRow(_ search: HistorySearch, _ width: Int) -> ScreenRow {
    var layout = ScreenLayout(width: width)
    let (faint, strong) = isColoured ? (Colours.faint, Colours.missing) : ("", "")
    let label = search.missing.isEmpty ? "search: " : "(not found) search: "
    layout.put(label, search.missing.isEmpty ? faint : strong)
    var room = max(4, width - Terminal.columns(of: label) - 4)
    for (text, colour) in [(search.pattern, ""), (search.missing, strong)] where !text.isEmpty && room > 0 {
      let shown = CompletionList.cut(text, to: room)
      room -= Terminal.columns(of: shown)
      layout.put(shown, colour)
    }
    let keys =
      search.missing.isEmpty
      ? "  Ctrl-R older, Enter runs it, Esc keeps it for editing, Ctrl-G goes back"
      : "  Backspace takes letters back, Enter keeps what is shown, Ctrl-G goes back"
    if room > 3 { layout.put(CompletionList.cut(keys, to: room + 3), faint) }
    return layout.screenful().rows[0]
  }

  private func helpRow(_ help: CallHelp, _ width: Int) -> ScreenRow {
    var layout = ScreenLayout(width: width)
    let faint = isColoured ? Colours.faint : ""
    let text = CompletionList.cut(help.text, to: width - 3)
    layout.put("  ", "")
    var offset = 0
    for scalar in text.unicodeScalars {
      let isCurrent = help.current?.contains(offset) == true
      layout.put(scalar, isCurrent && isColoured ? Colours.bracket : faint)
      offset += UTF8.width(scalar)
    }
    let room = width - 3 - Terminal.columns(of: text) - 3
    if room > 10, !help.note.isEmpty { layout.put("   " + CompletionList.cut(help.note, to: room), faint) }
    return layout.screenful().rows[0]
  }

  // MARK: - Writing

  /// A screen that cannot be written is no reason to stop reading.
  func write(_ text: String) { Terminal.write(Array(text.utf8), to: output) }
}

/// The colour of each byte, asked for in ascending order.
private struct Paints {
  private let ranges: [PaintedRange]
  private var next = 0
  private var emphases: [(range: Range<Int>, style: String)] = []

  init(_ ranges: [PaintedRange]) { self.ranges = ranges }

  mutating func emphasise(_ range: Range<Int>, _ style: String) { emphases.append((range, style)) }

  mutating func style(at offset: Int) -> String {
    while next < ranges.count, ranges[next].range.upperBound <= offset { next += 1 }
    let isInside = next < ranges.count && ranges[next].range.contains(offset)
    let colour = isInside ? ranges[next].style.colour : ""
    guard let emphasis = emphases.first(where: { $0.range.contains(offset) }) else { return colour }
    return colour.isEmpty ? emphasis.style : colour + ";" + emphasis.style
  }
}

extension [PaintedRange] {
  /// Where brackets are none.
  fileprivate var quiet: [Range<Int>] {
    filter { $0.style == .string || $0.style == .comment }.map(\.range)
  }
}
