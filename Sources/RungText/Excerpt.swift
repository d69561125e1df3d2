// One line of a source around a place, made to fit a terminal, and where its caret stands.

/// The first line of a place, as it is shown below a diagnostic.
///
/// Tabs are expanded, what cannot be seen is made visible, bytes that are not UTF-8 are shown as `<FF>`, and
/// a long line is cut around the caret with `…`. Only a few thousand bytes around the place are looked at,
/// however long the line is.
package struct Excerpt: Hashable, Sendable {
  /// Line number.
  package let line: Int
  /// What is printed.
  package let text: String
  /// Columns of `text` before the caret.
  package let caretColumn: Int
  /// Columns under the caret, at least 1.
  package let caretCount: Int

  /// The line of `place`'s first byte in at most `columns` columns (20 at least).
  package init(of place: Place, columns: Int) {
    let source = place.source
    let start = min(Int(place.range.start), source.bytes.count)
    let index = source.lineIndex(at: UInt32(clamping: start))
    line = source.firstLine + index
    let whole = source.lineRange(index)
    let caretStart = max(Int(whole.start), min(start, Int(whole.end)))
    let caretEnd = max(caretStart, min(Int(place.range.end), Int(whole.end)))
    let window = Window(
      of: source.bytes, line: Int(whole.start)..<max(Int(whole.start), Int(whole.end)),
      caret: caretStart..<caretEnd)
    let view = window.fitted(to: max(20, columns))
    text = view.text
    caretColumn = view.caretColumn
    caretCount = view.caretCount
  }

  /// `caretColumn` spaces and `caretCount` times `mark`.
  package func underline(_ mark: Character) -> (margin: String, mark: String) {
    (String(repeating: " ", count: caretColumn), String(repeating: mark, count: caretCount))
  }
}

/// The bytes near a caret as printable cells.
private struct Window {
  private struct Cell {
    let bytes: Range<Int>
    let text: String
    let columns: Int
  }

  private static let reach = 4096  // bytes looked at on each side of the caret's start
  private static let tabStop = 4  // columns

  private var cells: [Cell] = []
  /// Columns before each cell, and after the last.
  private var columnsBefore: [Int] = [0]
  private let isCutBefore: Bool
  private let isCutAfter: Bool
  /// Cells under the caret; empty at the end of the line.
  private var caret = 0..<0

  init(of bytes: [UInt8], line: Range<Int>, caret place: Range<Int>) {
    var lower = max(line.lowerBound, place.lowerBound - Window.reach)
    let upper = min(line.upperBound, place.lowerBound + Window.reach)
    isCutBefore = lower > line.lowerBound
    isCutAfter = upper < line.upperBound
    while lower < place.lowerBound, isCutBefore, bytes[lower] & 0xC0 == 0x80 { lower += 1 }

    var index = lower
    while index < upper {
      let run = WellFormedRun.end(in: bytes, from: index, to: upper)
      if run > index {
        appendCells(of: String(decoding: bytes[index..<run], as: UTF8.self), from: index)
        index = run
      } else {
        let digits = String(bytes[index], radix: 16, uppercase: true)
        append(Cell(bytes: index..<index + 1, text: "<" + digits + ">", columns: 4))
        index += 1
      }
    }
    let first = cells.firstIndex { $0.bytes.upperBound > place.lowerBound } ?? cells.count
    let last = cells[first...].firstIndex { $0.bytes.lowerBound >= place.upperBound } ?? cells.count
    caret = first..<max(last, min(first + 1, cells.count))
  }

  private mutating func append(_ cell: Cell) {
    cells.append(cell)
    columnsBefore.append((columnsBefore.last ?? 0) + cell.columns)
  }

  private mutating func appendCells(of text: String, from start: Int) {
    var offset = start
    for character in text {
      let bytes = offset..<offset + character.utf8.count
      offset = bytes.upperBound
      if character == "\t" {
        let columns = Window.tabStop - (columnsBefore.last ?? 0) % Window.tabStop
        append(Cell(bytes: bytes, text: String(repeating: " ", count: columns), columns: columns))
        continue
      }
      var shown = VisibleText.shown(character)
      var columns = DisplayWidth.of(shown)
      if columns == 0 {  // a mark without a letter to stand on
        shown = "◌" + shown
        columns = DisplayWidth.of(shown)
      }
      append(Cell(bytes: bytes, text: shown, columns: columns))
    }
  }

  /// The cells that fit `columns` with the caret among them.
  func fitted(to columns: Int) -> (text: String, caretColumn: Int, caretCount: Int) {
    let total = columnsBefore[cells.count]
    let caretColumns = max(1, columnsBefore[caret.upperBound] - columnsBefore[caret.lowerBound])
    let caretEnd = columnsBefore[caret.lowerBound] + caretColumns
    if !isCutBefore, !isCutAfter, max(total, caretEnd) <= columns {
      return (cells.map(\.text).joined(), columnsBefore[caret.lowerBound], caretColumns)
    }
    var left = 0
    if isCutBefore || caretEnd + 1 > columns {
      // As much before the caret as after it; all of the caret when it fits.
      let context = max(0, columns - 2 - caretColumns) / 2
      left = caret.lowerBound
      while left > 0, columnsBefore[caret.lowerBound] - columnsBefore[left - 1] <= context { left -= 1 }
    }
    let hasMarkBefore = left > 0 || isCutBefore
    let room = columns - (hasMarkBefore ? 1 : 0)
    var right = left
    while right < cells.count {
      let needsMarkAfter = right + 1 < cells.count || isCutAfter
      if columnsBefore[right + 1] - columnsBefore[left] + (needsMarkAfter ? 1 : 0) > room { break }
      right += 1
    }
    let hasMarkAfter = right < cells.count || isCutAfter
    let text =
      (hasMarkBefore ? "…" : "") + cells[left..<right].map(\.text).joined() + (hasMarkAfter ? "…" : "")
    let caretColumn = (hasMarkBefore ? 1 : 0) + columnsBefore[caret.lowerBound] - columnsBefore[left]
    let shownEnd = max(caret.lowerBound, min(caret.upperBound, right))
    let shownColumns = columnsBefore[shownEnd] - columnsBefore[caret.lowerBound]
    return (text, min(caretColumn, columns - 1), max(1, min(shownColumns, columns - caretColumn)))
  }
}

/// UTF-8 by table 3-7 of the Unicode standard.
private enum WellFormedRun {
  /// The end of the longest well-formed run that starts at `index`; `index` itself when there is none.
  static func end(in bytes: [UInt8], from index: Int, to limit: Int) -> Int {
    var index = index
    while index < limit {
      let count = length(in: bytes, at: index, to: limit)
      if count == 0 { break }
      index += count
    }
    return index
  }

  private static func length(in bytes: [UInt8], at index: Int, to limit: Int) -> Int {
    func isTrail(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      index + offset < limit && bytes[index + offset] >= low && bytes[index + offset] <= high
    }
    switch bytes[index] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isTrail(1) ? 2 : 0
    case 0xE0: return isTrail(1, 0xA0) && isTrail(2) ? 3 : 0
    case 0xED: return isTrail(1, 0x80, 0x9F) && isTrail(2) ? 3 : 0
    case 0xE1...0xEF: return isTrail(1) && isTrail(2) ? 3 : 0
    case 0xF0: return isTrail(1, 0x90) && isTrail(2) && isTrail(3) ? 4 : 0
    case 0xF1...0xF3: return isTrail(1) && isTrail(2) && isTrail(3) ? 4 : 0
    case 0xF4: return isTrail(1, 0x80, 0x8F) && isTrail(2) && isTrail(3) ? 4 : 0
    default: return 0
    }
  }
}
