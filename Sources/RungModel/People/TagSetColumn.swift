// A column of sets of tags, such as languages `en; fr`: each distinct tag a number, each distinct cell a set
// once.

package struct TagSetColumn: Sendable {
  /// Distinct tags, as they are written, in order of first appearance.
  package let tags: [String]
  /// For each row the place of its set; none when all rows have the first.
  private let codes: [UInt32]?
  /// Numbers of tags, set after set; ascending in each.
  private let members: [UInt32]
  /// Where each set ends in `members`.
  private let ends: [UInt32]
  package let rowCount: Int

  /// Splits cells at `;` `,` `|` and line ends; blanks around a tag do not belong to it. Asks each distinct
  /// cell once.
  package init(_ column: FilledColumn) {
    var numbers: [String: UInt32] = [:]
    var tags: [String] = []
    var members: [UInt32] = []
    var ends: [UInt32] = []
    for code in 0..<column.distinctCount {
      var set: [UInt32] = []
      for text in column.texts(code) {
        for piece in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "|" || $0.isNewline }) {
          let tag = HeaderSpelling.tidy(String(piece))
          guard !tag.isEmpty else { continue }
          let number = numbers[tag] ?? UInt32(tags.count)
          if number == tags.count {
            numbers[tag] = number
            tags.append(tag)
          }
          set.append(number)
        }
      }
      set.sort()
      for (index, number) in set.enumerated() where index == 0 || set[index - 1] != number {
        members.append(number)
      }
      ends.append(UInt32(members.count))
    }
    self.tags = tags
    self.members = members
    self.ends = ends
    codes = column.codes
    rowCount = column.rowCount
  }

  package var setCount: Int { ends.count }

  /// The set of a row: `members(of:)` gives its tags.
  package func set(_ row: Int) -> Int { codes.map { Int($0[row]) } ?? 0 }

  /// Numbers of the tags in a set, ascending.
  package func members(of set: Int) -> ArraySlice<UInt32> {
    members[(set == 0 ? 0 : Int(ends[set - 1]))..<Int(ends[set])]
  }

  /// Numbers of a row's tags, ascending; none when the cell is empty.
  package subscript(row: Int) -> ArraySlice<UInt32> { members(of: set(row)) }
}
