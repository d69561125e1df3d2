// Which columns fill which property of a person. Knows nothing of how a script spells it.

import RungText

package struct ColumnMapping: Hashable, Sendable {
  /// Where a property's values come from.
  package enum Filling: Hashable, Sendable {
    /// A column, by the spellings its header may have.
    case column([String])
    /// Several columns, each by its spellings: their values make a list.
    case columns([[String]])
    /// The same for everyone.
    case fixed(String)
  }

  package struct Entry: Hashable, Sendable {
    package let property: String
    package let filling: Filling
    /// Where the script says so; the file's header when it is not known.
    package let place: Place?

    package init(property: String, filling: Filling, place: Place? = nil) {
      self.property = property
      self.filling = filling
      self.place = place
    }
  }

  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  package init(_ entries: [(property: String, source: Filling)]) {
    self.init(entries.map { Entry(property: $0.property, filling: $0.source) })
  }

  /// Finds the columns; a property whose columns are not all there is left out and told of.
  package func resolved(in table: PeopleTable) -> Checked<[FilledProperty]> {
    var answer = Checked<[FilledProperty]>([])
    for entry in entries {
      let known = answer.diagnostics.count
      let filling: FilledProperty.Filling
      switch entry.filling {
      case .fixed(let value): filling = .fixed(value)
      case .column(let spellings):
        filling = .columns(find([spellings], of: entry, in: table, &answer.diagnostics))
      case .columns(let columns):
        filling = .columns(find(columns, of: entry, in: table, &answer.diagnostics))
      }
      guard answer.diagnostics.count == known else { continue }
      answer.value.append(FilledProperty(property: entry.property, filling: filling))
    }
    return answer
  }

  private func find(
    _ columns: [[String]], of entry: Entry, in table: PeopleTable, _ diagnostics: inout [Diagnostic]
  ) -> [Int] {
    var found: [Int] = []
    if columns.allSatisfy(\.isEmpty) {
      diagnostics.append(PeopleErrors.noColumn(for: entry, in: table))
    }
    for spellings in columns {
      switch table.column(spelled: spellings) {
      case .found(let column):
        // The same column twice adds nothing.
        if !found.contains(column) { found.append(column) }
      case .several(let first, let second):
        diagnostics.append(PeopleErrors.severalColumns(first, second, for: entry, in: table))
      case .unknown(let nearest):
        guard let spelling = spellings.first else { continue }
        diagnostics.append(PeopleErrors.unknownColumn(spelling, nearest: nearest, for: entry, in: table))
      }
    }
    return found
  }
}

/// What a look for a column came to.
package enum ColumnMatch: Hashable, Sendable {
  case found(Int)
  /// Two columns have accepted spellings.
  case several(Int, Int)
  /// The header that was probably meant.
  case unknown(nearest: String?)
}

extension PeopleTable {
  /// A column by its header; blanks at the ends and doubled ones do not count, capitals do.
  package func column(named name: String) -> ColumnMatch { column(spelled: [name]) }

  /// The column whose header is one of `spellings`.
  package func column(spelled spellings: [String]) -> ColumnMatch {
    let wanted = Set(spellings.map(HeaderSpelling.tidy))
    let found = headers.indices.filter { wanted.contains(HeaderSpelling.tidy(headers[$0])) }
    if found.count > 1 { return .several(found[0], found[1]) }
    if let column = found.first { return .found(column) }
    for spelling in spellings {
      if let nearest = HeaderSpelling.nearest(to: spelling, in: headers) { return .unknown(nearest: nearest) }
    }
    return .unknown(nearest: nil)
  }
}
