// Rows and columns, before anyone decides how they are printed.

import RungText

/// A table of answers: what `show`, `test`, `compare` and the others print.
package struct Table: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package let name: String
    /// What the figures below count, such as `EUR`; shown in brackets after the name.
    package let unit: String?
    /// Nil: numbers to the right, all else to the left.
    package let alignment: DisplayWidth.Alignment?

    package init(_ name: String, unit: String? = nil, alignment: DisplayWidth.Alignment? = nil) {
      self.name = name
      self.unit = unit
      self.alignment = alignment
    }

    package var heading: String {
      if let unit, !unit.isEmpty { return "\(name) (\(unit))" }
      return name
    }
  }

  package struct Cell: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case text, number, empty }

    package let kind: Kind
    /// What a person reads.
    package let text: String
    /// What a program reads.
    package let value: JSON
    /// The same as `text` where nothing may be drawn; nil when nothing is drawn in it.
    private let words: String?
    /// The text without drawings, for programs that want a text.
    package let bare: String

    private init(
      _ kind: Kind, _ text: String, _ value: JSON, words: String? = nil, bare: String? = nil
    ) {
      self.kind = kind
      self.text = text
      self.value = value
      self.words = words
      self.bare = bare ?? text
    }

    package static let empty = Cell(.empty, "", .null)

    package static func text(_ text: String) -> Cell { Cell(.text, text, .string(text)) }

    /// Shown as `text`; `value` goes to programs.
    package static func text(_ text: String, value: JSON, bare: String? = nil) -> Cell {
      Cell(.text, text, value, bare: bare)
    }

    /// A number shown as `text`, such as `1_200`; `exact` is the same in the digits of JSON, such as `1200`.
    package static func number(_ text: String, exact: String) -> Cell { Cell(.number, text, .number(exact)) }

    /// Set like a number, such as `12 to 18 EUR`, but not one to a program: there `value` may be an object of its parts
    /// (`value`, `mean` or `chance`; `p5` and `p95`, or `low` and `high`; `unit`), which CSV sets side by side.
    package static func figure(_ text: String, value: JSON? = nil) -> Cell {
      Cell(.number, text, value ?? .string(text))
    }

    /// Something drawn, such as a bar; `words` say it where nothing may be drawn, empty when figures beside it do.
    package static func picture(_ text: String, words: String) -> Cell {
      Cell(.text, text, .string(text), words: words)
    }

    /// The same cell with other words for what is drawn in it.
    package func saying(_ words: String) -> Cell {
      Cell(kind, text, value, words: words, bare: bare)
    }

    /// Without anything drawn.
    package var inWords: Cell { Cell(kind, words ?? Drawing.inWords(text), value) }

    fileprivate var inASCII: Cell { Cell(kind, Drawing.inASCII(text), value) }

    package static func count(_ count: Int) -> Cell { .number(String(count), exact: String(count)) }
  }

  package var title: String?
  package var columns: [Column]
  /// Cells by column; missing ones are empty, those beyond the columns are not shown.
  package var rows: [[Cell]]
  /// Whether texts come from people that are not trusted: spreadsheets must then not run them.
  package var isFromPeople = false

  package init(title: String? = nil, columns: [Column], rows: [[Cell]] = []) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  package func cell(_ row: Int, _ column: Int) -> Cell {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : .empty
  }

  /// The table as text that ends with a line feed; empty when there is nothing to say.
  ///
  /// `width` is that of the terminal in columns, nil when there is none: only `table` and `ascii` heed it,
  /// and never exceed it (8 columns at least). `style` colours these two. O(cells), times their widths.
  package func rendered(
    as format: OutputFormat, width: Int? = nil, style: Style = .plain, csv safety: CSVSafety = .exact
  ) -> String {
    switch format {
    case .table: BoxTable(self, .light, width: width, style: style).text
    case .ascii: BoxTable(mapped(\.inASCII, Drawing.inASCII), .ascii, width: width, style: style).text
    case .plain: RecordText(inWords).text
    case .csv: CSVText(self, isFromPeople ? .spreadsheet : safety).text
    case .json: JSONWriter.text(json, .itemsOnLines) + "\n"
    case .markdown: MarkdownTable(self).text
    case .wikitext: WikiTable(self).text
    }
  }
}

extension Table.Cell {
  /// As a line of CSV.
  package var csv: String { CSVText.text(of: self) }
}

extension Table {
  /// Without anything drawn.
  package var inWords: Table { mapped(\.inWords, Drawing.inWords) }

  private func mapped(_ cell: (Cell) -> Cell, _ text: (String) -> String) -> Table {
    var table = self
    table.title = title.map(text)
    table.columns = columns.map {
      Column(text($0.name), unit: $0.unit.map(text), alignment: $0.alignment)
    }
    table.rows = rows.map { $0.map(cell) }
    return table
  }
}

extension Table.Cell: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension Table.Column: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
