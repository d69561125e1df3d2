// What the editor draws, read back by a small terminal.

import LineEditor
import Testing

@Suite("The screen")
struct ScreenTests {
  init() { _ = Terminal.useUTF8() }

  private func layout(_ text: String, width: Int, cursor: Int? = nil) -> Screenful {
    var layout = ScreenLayout(width: width)
    layout.put(PromptText("\u{1B}[1mr>\u{1B}[0m "))
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == cursor { layout.markCursor(isBeforeLineEnd: scalar == "\n") }
      if scalar == "\n" {
        layout.newLine()
        layout.put(". ", "2")
      } else {
        layout.put(scalar, index % 3 == 0 ? "35" : "")
      }
    }
    return layout.screenful()
  }

  @Test("text wraps at the width, wide characters whole")
  func wrapping() {
    let screen = layout("abcdefg北x", width: 8)
    #expect(screen.rows.map(\.columns) == [8, 5])
    #expect(screen.rows.map(\.wraps) == [true, false])
    // The wide one does not fit into the last column.
    #expect(layout("abcd北x", width: 8).rows.map(\.columns) == [7, 3])
    #expect((screen.cursorRow, screen.cursorColumn) == (1, 5))
  }

  @Test("behind a full row the cursor stands at the beginning of the next")
  func fullRow() {
    let screen = layout("abcde", width: 8)
    #expect(screen.rows.count == 2)
    #expect((screen.cursorRow, screen.cursorColumn) == (1, 0))
    // Unless the line ends there.
    let before = layout("abcde\nx", width: 8, cursor: 5)
    #expect(before.rows.count == 2)
    #expect((before.cursorRow, before.cursorColumn) == (0, 7))
  }

  @Test("nothing in a text moves the cursor")
  func controls() {
    let screen = layout("a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d", width: 40)
    #expect(screen.rows.count == 1)
    let text = screen.rows[0].text.split(separator: "\u{1B}").map { part in
      part.first == "["
        ? String(part[part.index(after: part.firstIndex(of: "m") ?? part.startIndex)...]) : String(part)
    }.joined()
    #expect(text == "r> a^[[2Jb^G\u{FFFD}c\u{FFFD}d")
    #expect(layout("\tx", width: 40).rows[0].columns == 9)
  }

  @Test("marks take no column of their own")
  func marks() {
    let screen = layout("e\u{301}x", width: 40)
    #expect(screen.cursorColumn == 5)
  }

  @Test("a window that is too low shows the rows around the cursor")
  func window() {
    let text = (0..<30).map { "line\($0)" }.joined(separator: "\n")
    let shown = layout(text, width: 40).fitted(height: 10, below: [ScreenRow(), ScreenRow()])
    #expect(shown.rows.count == 10)
    #expect(shown.cursorRow == 7)
    #expect(shown.rows[7] == layout(text, width: 40).rows[29])
    let above = layout(text, width: 40, cursor: 0).fitted(height: 10, below: [])
    #expect(above.cursorRow == 0)
  }

  @Test("drawing only what differs gives the same screen as drawing all")
  func differences() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = ["a", "bc", "北", "e\u{301}", "\n", " ", "\t", "🎓", "xyzw"]
    for width in [7, 12, 20] {
      var painter = ScreenPainter()
      let terminal = SmallTerminal(width: width, height: 60)
      var text = ""
      for turn in 0..<400 {
        switch random(5) {
        case 0: text = String(text.unicodeScalars.dropLast(random(6)))
        case 1 where random(6) == 0: text = ""
        default: for _ in 0...random(3) { text += pieces[random(pieces.count)] }
        }
        if text.unicodeScalars.count > 90 { text = String(text.unicodeScalars.prefix(20)) }
        let cursor = random(text.unicodeScalars.count + 1)
        let wanted = layout(text, width: width, cursor: cursor)
        terminal.feed(painter.paint(wanted, width: width))
        let whole = SmallTerminal(width: width, height: 60)
        var fresh = ScreenPainter()
        whole.feed(fresh.paint(wanted, width: width))
        #expect(terminal.rows == whole.rows, "turn \(turn), width \(width): \(text.debugDescription)")
        #expect(terminal.row == wanted.cursorRow && terminal.column == wanted.cursorColumn, "turn \(turn)")
        if terminal.rows != whole.rows { return }
      }
    }
  }

  @Test("leaving puts the cursor on a fresh row below the text")
  func leaving() {
    var painter = ScreenPainter()
    let terminal = SmallTerminal(width: 10, height: 20)
    terminal.feed(painter.paint(layout("one\ntwo", width: 10, cursor: 1), width: 10))
    terminal.feed(painter.leave(layout("one\ntwo", width: 10), width: 10, height: 20))
    #expect((terminal.row, terminal.column) == (2, 0))
    #expect(terminal.rows.prefix(2).map { $0.joined() } == ["r> one", ". two"])
  }
}

/// As much of a terminal as the painter uses: rows of cells, and a cursor that waits behind the last column.
private final class SmallTerminal {
  private let width: Int
  private let height: Int
  private(set) var rows: [[String]]
  private(set) var row = 0
  private(set) var column = 0

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rows = Array(repeating: [], count: height)
  }

  func feed(_ text: String) {
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": row = min(row + 1, height - 1)
      case "\u{1B}": escape(&scalars)
      default: put(scalar)
      }
    }
    for index in rows.indices { while rows[index].last == " " { rows[index].removeLast() } }
  }

  private func escape(_ scalars: inout Substring.UnicodeScalarView) {
    _ = scalars.popFirst()
    var parameter = ""
    while let next = scalars.popFirst() {
      guard (0x40...0x7E).contains(next.value) else {
        parameter.unicodeScalars.append(next)
        continue
      }
      let count = Int(parameter) ?? 1
      switch next {
      case "A": row = max(0, row - count)
      case "B": row = min(height - 1, row + count)
      case "C": column = min(width - 1, column + count)
      case "K": cut(row, to: column)
      case "J":
        cut(row, to: column)
        for below in (row + 1)..<height { rows[below] = [] }
      default: break
      }
      return
    }
  }

  private func cut(_ row: Int, to column: Int) { rows[row] = Array(rows[row].prefix(column)) }

  private func put(_ scalar: Unicode.Scalar) {
    let wide = Terminal.columns(of: String(scalar))
    if wide == 0 {
      if column > 0, column <= rows[row].count { rows[row][column - 1] += String(scalar) }
      return
    }
    if column + wide > width {
      row = min(row + 1, height - 1)
      column = 0
    }
    while rows[row].count < column + wide { rows[row].append(" ") }
    rows[row][column] = String(scalar)
    if wide == 2 { rows[row][column + 1] = "" }
    column += wide
  }
}
