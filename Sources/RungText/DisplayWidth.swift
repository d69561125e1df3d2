// How many columns of a terminal a text takes, and cutting and padding text by that measure.

package enum DisplayWidth {
  /// Columns of `text` on one line: two for East Asian wide characters and emoji, none for combining
  /// marks and controls. O(bytes).
  package static func of(_ text: String) -> Int {
    let utf8 = text.utf8
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    var columns = 0
    for character in text { columns += of(character) }
    return columns
  }

  /// Columns of one character as a reader sees it (an extended grapheme cluster).
  ///
  /// A cluster that begins with an emoji is one picture however many code points it joins; in any other
  /// one, such as a Devanagari conjunct, terminals add up the parts.
  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
    let scalars = character.unicodeScalars
    var columns = 0
    var previous: Unicode.Scalar?
    var isPicture = false
    for scalar in scalars {
      if previous == nil {
        columns = of(scalar)
        isPicture = columns == 2 && scalar.properties.isEmoji
      } else if scalar.value == 0xFE0F {
        if previous?.properties.isEmoji == true {
          columns = max(columns, 2)
          isPicture = true
        }
      } else if !isPicture {
        columns += of(scalar)
      }
      previous = scalar
    }
    return columns
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value >= 0x20 && value < 0x7F || value >= 0xA0 ? 1 : 0 }
    if ScalarRanges.zero.contains(scalar) { return 0 }
    return value >= 0x1100 && ScalarRanges.wide.contains(scalar) ? 2 : 1
  }

  /// `text` cut at the end so that it takes at most `columns`; `mark` stands for what was cut off.
  package static func truncated(_ text: String, to columns: Int, mark: String = "…") -> String {
    if of(text) <= columns { return text }
    let room = columns - of(mark)
    guard room >= 0 else { return prefix(of: text, columns: max(0, columns)).taken }
    return prefix(of: text, columns: room).taken + mark
  }

  /// The longest beginning of `text` that takes at most `columns`, and the rest.
  package static func prefix(of text: String, columns: Int) -> (taken: String, rest: Substring) {
    var used = 0
    var index = text.startIndex
    while index < text.endIndex {
      let width = of(text[index])
      if used + width > columns { break }
      used += width
      index = text.index(after: index)
    }
    return (String(text[..<index]), text[index...])
  }

  package enum Alignment: String, Sendable, CaseIterable { case left, right, centre }

  /// `text` with spaces added so that it takes at least `columns`.
  package static func padded(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let missing = columns - of(text)
    guard missing > 0 else { return text }
    switch alignment {
    case .left: return text + String(repeating: " ", count: missing)
    case .right: return String(repeating: " ", count: missing) + text
    case .centre:
      let before = missing / 2
      return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
    }
  }

  package static func hasRightToLeft(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 < 0xD6 }) { return false }  // U+0590 and up begin with 0xD6 or more
    return text.unicodeScalars.contains { $0.value >= 0x590 && ScalarRanges.rightToLeft.contains($0) }
  }
}
