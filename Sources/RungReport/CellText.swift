// The text of a cell broken into lines of a width.

import RungText

enum CellText {
  /// `text`, which is one line of visible characters, in lines of at most `columns` columns (2 at least):
  /// between words where that can be, within them where it must. At least one line.
  static func wrapped(_ text: String, to columns: Int) -> [String] {
    let columns = max(2, columns)
    if DisplayWidth.of(text) <= columns { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      var rest = String(word)
      var width = DisplayWidth.of(rest)
      if used > 0, used + 1 + width <= columns {
        line += " " + rest
        used += 1 + width
        continue
      }
      if used > 0 { lines.append(line) }
      while width > columns {
        let (taken, after) = DisplayWidth.prefix(of: rest, columns: columns)
        // A cluster wider than the line, such as a long conjunct, is replaced.
        lines.append(taken.isEmpty ? "…" : taken)
        rest = String(taken.isEmpty ? after.dropFirst() : after)
        width = DisplayWidth.of(rest)
      }
      line = rest
      used = width
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// All lines of a text, its own line feeds included; at most `limit` of them, the last then ending with
  /// `mark`.
  static func lines(of text: String, columns: Int, limit: Int, mark: String) -> [String] {
    var lines: [String] = []
    for line in VisibleText.lines(text) {
      lines += wrapped(line, to: columns)
      if lines.count > limit { break }
    }
    guard lines.count > limit else { return lines }
    lines.removeLast(lines.count - limit)
    let mark = DisplayWidth.prefix(of: mark, columns: columns).taken
    let room = columns - DisplayWidth.of(mark)
    lines[limit - 1] = DisplayWidth.prefix(of: lines[limit - 1], columns: room).taken + mark
    return lines
  }
}
