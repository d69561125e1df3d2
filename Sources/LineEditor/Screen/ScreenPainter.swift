// Keeps the rows on the terminal as they should be, with as few bytes as need be.

/// Knows what it has drawn and draws only rows that differ. Every method gives the bytes to write.
package struct ScreenPainter {
  private var shown: [ScreenRow] = []
  private var cursorRow = 0
  private var cursorColumn = 0

  package init() {}

  /// Somebody else has written: what comes next begins on a fresh row.
  package mutating func forget() { self = ScreenPainter() }

  package mutating func paint(_ wanted: Screenful, width: Int) -> String {
    var pen = Pen(row: cursorRow, column: cursorColumn)
    let existing = shown.count
    for (index, row) in wanted.rows.enumerated() {
      if index < existing, shown[index] == row { continue }
      pen.go(
        to: index, existing: max(existing, index),
        wrapsByItself: index > 0 && wanted.rows[index - 1].columns >= width && row.columns > 0)
      pen.write(row, isFull: row.columns >= width)
    }
    if wanted.rows.count < existing {
      pen.go(to: wanted.rows.count, existing: existing, wrapsByItself: false)
      pen.bytes += "\u{1B}[J"
    }
    let isMoved = pen.row != wanted.cursorRow || pen.column != wanted.cursorColumn
    if isMoved { pen.place(row: wanted.cursorRow, column: wanted.cursorColumn) }
    shown = wanted.rows
    cursorRow = wanted.cursorRow
    cursorColumn = wanted.cursorColumn
    // The cursor would be seen to run.
    return pen.bytes.utf8.count > 40 ? "\u{1B}[?25l" + pen.bytes + "\u{1B}[?25h" : pen.bytes
  }

  /// The rows as they shall stay, and the cursor on a fresh row below them.
  package mutating func leave(_ last: Screenful, width: Int, height: Int) -> String {
    var bytes = ""
    var last = last
    if last.rows.count > height || shown.count > height {
      bytes = clearing(above: cursorRow)
      shown = []
      cursorRow = 0
      cursorColumn = 0
    }
    last.cursorRow = last.rows.count - 1
    last.cursorColumn = last.rows.last?.columns ?? 0
    bytes += paint(last, width: width) + "\r\n"
    forget()
    return bytes
  }

  /// The window is as wide as `width` now, and the terminal has wrapped the rows anew: go to where they begin and
  /// clear.
  package mutating func resize(width: Int, height: Int) -> String {
    var above = 0
    var line = 0
    for (index, row) in shown.prefix(cursorRow + 1).enumerated() {
      line += index == cursorRow ? cursorColumn : row.columns
      if index == cursorRow {
        above += line / max(1, width)
      } else if !row.wraps {
        above += max(1, (line + width - 1) / max(1, width))
        line = 0
      }
    }
    forget()
    return clearing(above: min(above, height - 1))
  }

  /// The space keeps tmux from taking it for a clearing of the whole screen, which it saves for scrolling.
  private func clearing(above rows: Int) -> String {
    (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\r \u{1B}[J\r"
  }
}

/// Where the terminal's cursor is while rows are drawn.
private struct Pen {
  var bytes = ""
  var row: Int
  /// Nil: behind the last character of a full row, where terminals differ.
  var column: Int?
  private var hasJustFilled = false

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// To the beginning of a row; below the last of `existing` ones a new one is made. `wrapsByItself`: the row above
  /// is full and goes on in this one.
  mutating func go(to target: Int, existing: Int, wrapsByItself: Bool) {
    // Right behind a full row the next character wraps by itself, and copying the text finds one line.
    if hasJustFilled, wrapsByItself, target == row + 1 {
      row = target
      column = 0
      return
    }
    if target < existing, target != row {
      move(target)
    } else if target > row {
      if row < existing - 1 { move(existing - 1) }
      bytes += String(repeating: "\r\n", count: target - row)
      row = target
      column = 0
      hasJustFilled = false
      return
    }
    if column != 0 { bytes += "\r" }
    column = 0
    hasJustFilled = false
  }

  mutating func write(_ content: ScreenRow, isFull: Bool) {
    bytes += content.text
    if !isFull { bytes += "\u{1B}[K" }
    column = isFull ? nil : content.columns
    hasJustFilled = isFull
  }

  mutating func place(row target: Int, column wanted: Int) {
    if target != row { move(target) }
    if column != wanted {
      bytes += "\r"
      if wanted > 0 { bytes += "\u{1B}[\(wanted)C" }
    }
  }

  private mutating func move(_ target: Int) {
    bytes += target < row ? "\u{1B}[\(row - target)A" : "\u{1B}[\(target - row)B"
    row = target
    hasJustFilled = false
  }
}
