// A column of numbers as spreadsheets write them, exact: 12, -0.5, 1200, 2,5.

/// A number of a cell: `digits` divided by ten to the power of `places`.
package struct CellNumber: Hashable, Sendable {
  package let digits: Int64
  package let places: Int

  package init(digits: Int64, places: Int) {
    self.digits = digits
    self.places = places
  }
}

/// What a cell says where a number is wanted.
package enum NumberCell: Hashable, Sendable {
  case number(CellNumber)
  case missing
  /// `1,200`: it might be twelve hundred, or one and a fifth.
  case ambiguous
  case notANumber

  /// Which sign stands before the decimals.
  package enum Style: Hashable, Sendable {
    case point, comma
  }

  /// Digits with at most one decimal sign; thousands may be grouped in threes by the other sign or by spaces.
  /// One group of three after the other sign might be decimals as well, and is ambiguous.
  package init(_ text: String, style: Style) {
    let text = HeaderSpelling.tidy(text)
    guard !text.isEmpty else {
      self = .missing
      return
    }
    let decimalSign: Character = style == .point ? "." : ","
    let groupSign: Character = style == .point ? "," : "."
    var unsigned = text[...]
    var isNegative = false
    if let sign = unsigned.first, sign == "-" || sign == "−" || sign == "+" {
      isNegative = sign != "+"
      unsigned = unsigned.dropFirst()
    }
    let parts = unsigned.split(separator: decimalSign, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard parts.count <= 2, let whole = parts.first, parts.count == 1 || !decimals.isEmpty,
      let grouped = NumberCell.ungrouped(whole, sign: groupSign),
      let digits = NumberCell.value(of: grouped + decimals, isNegative: isNegative)
    else {
      self = .notANumber
      return
    }
    let isOneGroup = parts.count == 1 && whole.count(where: { $0 == groupSign }) == 1
    // 1,200 in a file that writes 0.5 elsewhere cannot be told from 1,200 as one and a fifth.
    self = isOneGroup ? .ambiguous : .number(CellNumber(digits: digits, places: decimals.count))
  }

  /// The digits of `1 200 000` or `1,200,000`; none when groups are not of three.
  private static func ungrouped(_ whole: Substring, sign: Character) -> String? {
    for separator in [sign, " ", "'", "’"] as [Character] where whole.contains(separator) {
      let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
      guard let first = groups.first, (1...3).contains(first.count),
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
      return groups.joined()
    }
    return String(whole)
  }

  /// None when it is not all ASCII digits, or too large.
  private static func value(of digits: String, isNegative: Bool) -> Int64? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64((isNegative ? "-" : "") + digits)
  }
}

/// Read by `NumberCell`, once for each distinct cell.
package typealias NumberColumn = MappedColumn<NumberCell>

extension TextColumn {
  package func numbers(style: NumberCell.Style) -> NumberColumn {
    map { NumberCell($0, style: style) }
  }
}

extension PeopleTable {
  /// Where the semicolon separates fields, the comma separates decimals.
  package var numberStyle: NumberCell.Style { separator == Byte.semicolon ? .comma : .point }
}
