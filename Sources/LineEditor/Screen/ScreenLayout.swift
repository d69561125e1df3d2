// Text into rows of a terminal: wrapped at its width, wide and combining characters counted, nothing in it able to
// move the cursor.

import CEditline

package struct ScreenLayout {
  private let width: Int
  private var rows: [ScreenRow] = []
  private var row = ScreenRow()
  /// The parameters of the escape in force (ECMA-48 8.3.117); empty for plain.
  private var style = ""
  private var cursor: (row: Int, column: Int)?

  package init(width: Int) { self.width = max(1, width) }

  /// The rows so far, with the cursor where it was marked, else at the end.
  package func screenful() -> Screenful {
    var finished = self
    if finished.cursor == nil { finished.markCursor() }
    finished.endRow()
    let place = finished.cursor ?? (0, 0)
    return Screenful(rows: finished.rows, cursorRow: place.row, cursorColumn: place.column)
  }

  /// The cursor stands before what is put next.
  package mutating func markCursor(isBeforeLineEnd: Bool = false) {
    if row.columns >= width {
      // Of a full row the cursor stands at the beginning of the next, unless that would have to be made for it.
      if isBeforeLineEnd {
        cursor = (rows.count, width - 1)
        return
      }
      wrap()
    }
    cursor = (rows.count, row.columns)
  }

  package mutating func put(_ prompt: PromptText) {
    for (scalar, style) in prompt.styled { put(scalar, style) }
  }

  package mutating func put(_ text: String, _ style: String) {
    for scalar in text.unicodeScalars { put(scalar, style) }
  }

  package mutating func put(_ scalar: Unicode.Scalar, _ style: String) {
    switch scalar.value {
    case 0x20...0x7E: add(scalar, 1, style)
    case 0x09:
      repeat { add(" ", 1, style) } while row.columns % 8 != 0 && row.columns < width
    case 0..<0x20, 0x7F:
      add("^", 1, style)
      add(Unicode.Scalar(UInt8(scalar.value ^ 0x40)), 1, style)
    // Characters that command the terminal, or turn the direction of what follows.
    case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069: add("\u{FFFD}", 1, style)
    default: add(scalar, Int(rung_character_width(scalar.value)), style)
    }
  }

  package mutating func newLine() {
    endRow()
    row = ScreenRow()
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ columns: Int, _ style: String) {
    if row.columns + columns > width, row.columns > 0 { wrap() }
    change(to: style)
    row.text.unicodeScalars.append(scalar)
    row.columns += columns
  }

  private mutating func wrap() {
    row.wraps = true
    newLine()
  }

  private mutating func endRow() {
    change(to: "")
    rows.append(row)
  }

  private mutating func change(to new: String) {
    guard new != style else { return }
    if !style.isEmpty { row.text += "\u{1B}[0m" }
    if !new.isEmpty { row.text += "\u{1B}[\(new)m" }
    style = new
  }
}
