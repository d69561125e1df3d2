// Ctrl-R: the latest statement that holds what is typed, and older ones.

struct HistorySearch {
  private let statements: [String]
  /// The text and the cursor to go back to.
  let draft: EditedText
  private(set) var pattern = ""
  /// What was typed behind the pattern when nothing holds the two together; empty while something is found.
  private(set) var missing = ""
  /// The statement found, by its place; nil before anything was.
  private(set) var position: Int?

  init(_ statements: [String], draft: EditedText) {
    self.statements = statements
    self.draft = draft
  }

  /// What to show, with the cursor at the match.
  var found: EditedText {
    guard let position, let match = HistorySearch.place(of: pattern, in: statements[position]) else {
      return draft
    }
    return EditedText(statements[position], cursor: match.lowerBound)
  }

  /// The bytes of the match in `found`.
  var match: Range<Int>? { position.flatMap { HistorySearch.place(of: pattern, in: statements[$0]) } }

  /// False when nothing holds the longer pattern: what was found last stays, and the rest is missing.
  mutating func add(_ character: Character) -> Bool {
    if missing.isEmpty, search(pattern + String(character), from: position) { return true }
    missing.append(character)
    return false
  }

  mutating func removeLast() {
    guard missing.isEmpty else {
      missing.removeLast()
      return
    }
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    position = nil
    if !pattern.isEmpty { _ = search(pattern, from: nil) }
  }

  mutating func older() -> Bool {
    guard !pattern.isEmpty, missing.isEmpty, let position else { return false }
    let current = statements[position]
    for place in (0..<position).reversed()
    where statements[place] != current && HistorySearch.place(of: pattern, in: statements[place]) != nil {
      self.position = place
      return true
    }
    return false
  }

  mutating func newer() -> Bool {
    guard !pattern.isEmpty, missing.isEmpty, let position else { return false }
    for place in (position + 1)..<max(position + 1, statements.count)
    where HistorySearch.place(of: pattern, in: statements[place]) != nil {
      self.position = place
      return true
    }
    return false
  }

  private mutating func search(_ pattern: String, from start: Int?) -> Bool {
    for place in (0...(start ?? statements.count)).reversed()
    where place < statements.count && HistorySearch.place(of: pattern, in: statements[place]) != nil {
      self.pattern = pattern
      position = place
      return true
    }
    return false
  }

  /// Where the pattern stands in a text; small letters stand for capital ones too. O(text × pattern).
  static func place(of pattern: String, in text: String) -> Range<Int>? {
    let wanted = Array(pattern.utf8)
    guard !wanted.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) {
      var length = 0
      while length < wanted.count, fits(bytes[start + length], wanted[length]) { length += 1 }
      if length == wanted.count { return start..<(start + length) }
    }
    return nil
  }

  private static func fits(_ byte: UInt8, _ wanted: UInt8) -> Bool {
    byte == wanted || ((0x61...0x7A).contains(wanted) && byte == wanted - 0x20)
  }
}
