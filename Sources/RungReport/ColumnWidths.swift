// How many columns of a terminal each column of a table gets.

import RungText

struct ColumnWidths {
  private let widths: [Int]

  subscript(column: Int) -> Int { widths[column] }

  /// Text may be wrapped down to this width.
  private static let narrowest = 8

  /// Widths with a sum of at most `room`; nil when figures, which are never cut or broken, leave no way.
  ///
  /// Every column has what it needs, but the widest are lowered to one level until the sum fits, so that
  /// short columns stay whole. O(cells).
  init?(_ table: Table, fitting room: Int?) {
    var natural: [Int] = []
    var least: [Int] = []
    for (index, column) in table.columns.enumerated() {
      var widest = ColumnWidths.width(of: column.heading)
      var figures = 0
      for row in table.rows where index < row.count {
        let width = ColumnWidths.width(of: row[index].text)
        widest = max(widest, width)
        if row[index].kind == .number { figures = max(figures, width) }
      }
      natural.append(max(1, widest))
      least.append(max(figures, min(max(1, widest), ColumnWidths.narrowest)))
    }
    guard let room, natural.reduce(0, +) > room else {
      widths = natural
      return
    }
    guard least.reduce(0, +) <= room else { return nil }

    func lowered(to level: Int) -> [Int] { natural.indices.map { min(natural[$0], max(level, least[$0])) } }
    var low = 0
    var high = room
    while low < high {
      let level = (low + high + 1) / 2
      if lowered(to: level).reduce(0, +) <= room { low = level } else { high = level - 1 }
    }
    var fitted = lowered(to: low)
    var left = room - fitted.reduce(0, +)
    for index in fitted.indices where left > 0 && fitted[index] == low && fitted[index] < natural[index] {
      fitted[index] += 1
      left -= 1
    }
    widths = fitted
  }

  private static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return VisibleText.lines(text).map { DisplayWidth.of($0) }.max() ?? 0
  }
}
