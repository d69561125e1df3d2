// Figures one below the other, so that they fit any terminal: what of, which, how much; and lines of small pictures.

import RungReport
import RungSimulate
import RungText

/// The figures of several things, a row each.
struct FigureList {
  private let heading: String
  private var rows: [[Table.Cell]] = []

  init(_ heading: String) { self.heading = heading }

  /// Those without a tally are left out.
  mutating func add(_ name: String, _ figures: [(String, Tally?)], _ text: FigureText) {
    var name = name
    for (figure, tally) in figures {
      guard let tally, tally.count > 0 else { continue }
      rows.append([.text(name), .text(figure), text.cell(tally)])
      name = ""
    }
  }

  func table(_ title: String, figure: String = "figure") -> Table {
    Table(
      title: title,
      columns: [
        Table.Column(heading), Table.Column(figure),
        Table.Column("mean (5% to 95%)", alignment: .right),
      ], rows: rows)
  }
}

/// Small pictures of figures over time, as wide as 80 columns leave room for.
struct PictureList {
  private let title: String
  private let headings: [String]
  private let calendar: PlanCalendar
  private var rows: [(texts: [String], values: [Double])] = []

  init(_ title: String, _ headings: [String], _ calendar: PlanCalendar) {
    self.title = title
    self.headings = headings
    self.calendar = calendar
  }

  /// Left out where there is nothing to see.
  mutating func add(_ texts: [String], _ values: [Double]) {
    if values.contains(where: { $0 > 0 }) { rows.append((texts, values)) }
  }

  private static let width = 80

  var table: Table {
    let most = rows.map { FigureText.people.number($0.values.max() ?? 0) }
    let names = headings.indices.map { column in
      ([headings[column]] + rows.map { $0.texts[column] }).map { DisplayWidth.of($0) }.max() ?? 0
    }
    let taken =
      names.reduce(0, +) + (["most"] + most).map(\.count).reduce(0, max) + 3 * (headings.count + 2) + 1
    let columns = min(48, max(12, PictureList.width - taken))
    return Table(
      title: title,
      columns: headings.map { Table.Column($0) } + [Table.Column("by month", alignment: .left), "most"],
      rows: zip(rows, most).map { row, most in
        row.texts.map { .text($0) }
          + [Picture.cell(row.values, columns: columns, calendar), .figure(most)]
      })
  }
}
