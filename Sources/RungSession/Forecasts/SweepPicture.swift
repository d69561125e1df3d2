// What a sweep found, in a table with a bar for each figure: the bars are as long as the window leaves room for.

import RungReport
import RungText

struct SweepPicture: Hashable, Sendable {
  private struct Row: Hashable {
    let values: [String]
    let figures: [Table.Cell]
    let means: [Double]
  }

  private let title: String
  private let values: [String]
  private let measures: [String]
  private var rows: [Row] = []

  init(_ title: String, values: [String], measures: [String]) {
    self.title = title
    self.values = values
    self.measures = measures
  }

  mutating func add(_ values: [String], _ figures: [(cell: Table.Cell, mean: Double)]) {
    rows.append(Row(values: values, figures: figures.map(\.cell), means: figures.map(\.mean)))
  }

  /// Without bars, for programs.
  var plain: Table { table(bars: 0) }

  /// What is not a terminal is read in 80 columns.
  private static let usualWidth = 80
  private static let longestBar = 20
  /// Shorter ones show nothing.
  private static let shortestBar = 4

  func table(width: Int?) -> Table {
    let plain = plain
    let taken = plain.columns.indices.map { column in
      (plain.rows.map { DisplayWidth.of($0[column].text) } + [DisplayWidth.of(plain.columns[column].heading)])
        .max() ?? 0
    }
    let borders = 3 * (taken.count + measures.count) + 1
    let room = (width ?? SweepPicture.usualWidth) - taken.reduce(0, +) - borders
    let length = min(SweepPicture.longestBar, room / max(1, measures.count))
    return length < SweepPicture.shortestBar ? plain : table(bars: length)
  }

  private func table(bars: Int) -> Table {
    var columns = values.map { Table.Column($0) }
    for measure in measures {
      columns.append(Table.Column(measure))
      if bars > 0 { columns.append(Table.Column("", alignment: .left)) }
    }
    let most = measures.indices.map { measure in
      rows.map { $0.means[measure] }.filter(\.isFinite).max() ?? 0
    }
    let cells = rows.map { row -> [Table.Cell] in
      row.values.map { .figure($0) }
        + measures.indices.flatMap { measure -> [Table.Cell] in
          guard bars > 0 else { return [row.figures[measure]] }
          let share = most[measure] > 0 ? row.means[measure] / most[measure] : 0
          return [
            row.figures[measure],
            .picture(share.isFinite ? Picture.bar(share, columns: bars) : "", words: ""),
          ]
        }
    }
    return Table(title: title, columns: columns, rows: cells)
  }
}
