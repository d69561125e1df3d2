// What a verb or an expression answers, and how it is written in each format.

import RungReport
import RungText

package enum Answer: Hashable, Sendable {
  /// `ifEmpty` is what a person reads when there are no rows: `no cohorts`.
  case table(Table, ifEmpty: String)
  /// One value: as a person reads it and as a program does.
  case value(Table.Cell)
  /// A page of documentation.
  case page(Page)
  /// Two versions compared.
  case comparison(Comparison)
  /// What a forecast found.
  case forecast(ForecastAnswer)
}

/// How answers are written.
package struct AnswerStyle: Sendable {
  package var format: OutputFormat
  /// Columns of the terminal; nil when there is none.
  package var width: Int?
  package var style: Style

  package init(_ format: OutputFormat = .table, width: Int? = nil, style: Style = .plain) {
    self.format = format
    self.width = width
    self.style = style
  }
}

extension Answer {
  /// The answer as text that ends with a line feed. Several answers in JSON follow each other, one text a line or
  /// more; in CSV, tables are separated by an empty line.
  package func rendered(_ style: AnswerStyle) -> String {
    switch style.format {
    // Nothing is drawn, whoever made the text.
    case .plain: Drawing.inWords(written(style))
    case .ascii: Drawing.inASCII(written(style))
    case .table, .json, .csv, .markdown, .wikitext: written(style)
    }
  }

  private func written(_ style: AnswerStyle) -> String {
    switch self {
    case .table(let table, let ifEmpty):
      switch style.format {
      case .json, .csv: return table.rendered(as: style.format)
      case .table, .ascii, .plain, .markdown, .wikitext:
        if table.rows.isEmpty { return ifEmpty + "\n" }
        return table.shown(as: style.format).rendered(
          as: style.format, width: style.width, style: style.style)
      }
    case .forecast(let forecast): return forecast.rendered(style)
    case .value(let cell):
      switch style.format {
      case .json: return cell.value.text + "\n"
      case .csv: return cell.csv
      case .table, .ascii, .plain, .markdown, .wikitext:
        let text = style.format == .plain ? cell.inWords.text : cell.text
        return VisibleText.lines(text).joined(separator: "\n") + "\n"
      }
    case .comparison(let comparison): return comparison.rendered(style)
    case .page(let page):
      switch style.format {
      case .json: return page.json.text + "\n"
      case .markdown: return page.markdown()
      case .table, .ascii, .plain, .csv, .wikitext: return page.text(style)
      }
    }
  }
}

extension Table {
  /// For people: without what is drawn where nothing may be, and without empty columns.
  func shown(as format: OutputFormat) -> Table {
    (format == .plain ? inWords : self).withoutEmptyColumns
  }

  /// For people: a column in which nothing stands says nothing. Programs find all of them.
  var withoutEmptyColumns: Table {
    let kept = columns.indices.filter { column in rows.indices.contains { !cell($0, column).text.isEmpty } }
    guard kept.count < columns.count else { return self }
    return Table(
      title: title, columns: kept.map { columns[$0] },
      rows: rows.indices.map { row in kept.map { cell(row, $0) } })
  }
}
