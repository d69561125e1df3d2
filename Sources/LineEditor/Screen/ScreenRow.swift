// What the editor shows, row by row.

/// One row of the terminal.
package struct ScreenRow: Equatable {
  /// With its colours; none are left on at its end.
  package var text = ""
  /// How many it takes.
  package var columns = 0
  /// Goes on in the next row: the text was too long for one.
  package var wraps = false

  package init() {}
}

/// The rows from the prompt down, and where the cursor stands in them.
package struct Screenful: Equatable {
  package var rows: [ScreenRow]
  package var cursorRow: Int
  package var cursorColumn: Int

  /// Each row's text in another form of the same width.
  func drawn(_ form: (String) -> String) -> Screenful {
    var screen = self
    for index in screen.rows.indices { screen.rows[index].text = form(screen.rows[index].text) }
    return screen
  }

  /// At most `height` rows of text, those around the cursor, and then `below`.
  package func fitted(height: Int, below: [ScreenRow]) -> Screenful {
    let room = max(1, height - below.count)
    guard rows.count > room else {
      return Screenful(rows: rows + below, cursorRow: cursorRow, cursorColumn: cursorColumn)
    }
    let first = min(max(0, cursorRow - room / 2), rows.count - room)
    var shown = Array(rows[first..<(first + room)])
    shown[room - 1].wraps = false
    return Screenful(rows: shown + below, cursorRow: cursorRow - first, cursorColumn: cursorColumn)
  }
}
