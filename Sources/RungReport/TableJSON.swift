// A table as JSON: an array with one object a row.

import RungText

extension Table {
  /// Keys are the names of the columns, in their order; a name that stands twice is numbered.
  package var json: JSON {
    let keys = keys
    return .array(
      rows.indices.map { row in
        .object(keys.indices.map { JSON.Member(keys[$0], cell(row, $0).value) })
      })
  }

  private var keys: [String] {
    var taken: Set<String> = []
    return columns.map { column in
      var key = column.name
      var number = 2
      while !taken.insert(key).inserted {
        key = "\(column.name) \(number)"
        number += 1
      }
      return key
    }
  }
}
