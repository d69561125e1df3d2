// Where something stands, as a cell of a table.

import RungModel
import RungReport
import RungText

extension Definitions {
  /// `ladder.rung:34`: the folder is left out where the file's name alone tells which it is. Programs get it all.
  package func cell(of place: Place) -> Table.Cell {
    let whole = place.fileAndLine
    func last(_ name: String) -> Substring {
      name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...]
    }
    let own = last(place.source.name)
    let isTold = trees.allSatisfy { $0.source.name == place.source.name || last($0.source.name) != own }
    return .text(isTold ? String(last(whole)) : whole, value: .string(whole))
  }
}
