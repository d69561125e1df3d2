// A text and the place of the cursor in it.

struct EditedText: Equatable {
  let text: String
  /// In UTF-8 bytes.
  let cursor: Int

  init(_ text: String, cursor: Int? = nil) {
    self.text = text
    self.cursor = min(max(0, cursor ?? text.utf8.count), text.utf8.count)
  }

  var index: String.Index { text.utf8.index(text.startIndex, offsetBy: cursor) }
  var left: Substring { text[..<index] }
  var right: Substring { text[index...] }
  var isAtEnd: Bool { cursor == text.utf8.count }
  var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }

  /// The part of the line left of the cursor.
  var lineLeft: Substring { left.lastIndex(of: "\n").map { left[left.index(after: $0)...] } ?? left }
  var lineRight: Substring { right.prefix { $0 != "\n" } }

  /// The lines, at least one.
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Spaces that the next line begins with: as many as this one, and two more after an opening bracket.
  var indentation: Int {
    let spaces = lineLeft.prefix { $0 == " " }.count
    let last = lineLeft.last { $0 != " " }
    return last == "{" || last == "[" || last == "(" ? spaces + 2 : spaces
  }

  /// Without the empty lines at its end.
  var trimmed: String {
    var kept = lines
    while kept.count > 1, kept.last?.allSatisfy({ $0 == " " || $0 == "\t" }) == true { kept.removeLast() }
    return kept.joined(separator: "\n")
  }

  // MARK: Moves, in code points; negative to the left

  /// To where the character (a whole one, marks and joiners included) before the cursor begins.
  var toCharacterBefore: Int { -(left.last?.unicodeScalars.count ?? 0) }
  var toCharacterAfter: Int { right.first?.unicodeScalars.count ?? 0 }
  var toLineStart: Int { -lineLeft.unicodeScalars.count }
  var toLineEnd: Int { lineRight.unicodeScalars.count }
  var toEnd: Int { right.unicodeScalars.count }

  /// To the same column of the line above; nil on the first line.
  var toLineAbove: Int? {
    let lines = left.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2 else { return nil }
    let column = lines[lines.count - 1].count
    let above = lines[lines.count - 2].count
    return -(column + 1 + above - min(column, above))
  }

  var toLineBelow: Int? {
    let lines = right.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2 else { return nil }
    let column = left.unicodeScalars.reversed().prefix { $0 != "\n" }.count
    return lines[0].count + 1 + min(column, lines[1].count)
  }
}
