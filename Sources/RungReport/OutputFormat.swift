// How data is written, as `--format` names it.

package enum OutputFormat: String, Sendable, CaseIterable {
  /// Boxes for a terminal.
  case table
  /// The same in the characters that every terminal and mail program has.
  case ascii
  /// `name: value` lines: for screen readers, `grep` and slow connections.
  case plain
  case csv
  case json
  /// A table for GitHub and its like.
  case markdown
  /// A table for MediaWiki.
  case wikitext

  /// What a person reads as it is, on a terminal that shows all characters.
  package var isForPeople: Bool {
    switch self {
    case .table, .plain: true
    case .ascii, .csv, .json, .markdown, .wikitext: false
    }
  }
}

/// What CSV does with text that a spreadsheet would run as a formula.
package enum CSVSafety: Sendable {
  /// Cells are what they are: for programs.
  case exact
  /// Text that begins like a formula gets an apostrophe before it: for spreadsheets, when the text comes from
  /// people that are not trusted.
  case spreadsheet
}
