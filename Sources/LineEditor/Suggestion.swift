// What could follow the text: the rest of an earlier statement, or of a completion.

struct Suggestion {
  /// For this text it was made.
  private var text: String?
  /// What would be inserted; empty when there is nothing to suggest.
  private(set) var rest = ""

  /// Its first line.
  var shown: String {
    guard let end = rest.firstIndex(of: "\n") else { return rest }
    return end == rest.startIndex ? " …" : rest[..<end] + " …"
  }

  /// Looked up once for each text, the cursor at its end.
  mutating func update(
    for text: String, history: [String], complete: (_ text: String, _ cursor: Int) -> Completions
  ) {
    guard self.text != text else { return }
    self.text = text
    rest =
      Suggestion.fromHistory(text, history) ?? Suggestion.fromCompletion(
        text, complete(text, text.utf8.count)) ?? ""
  }

  mutating func drop() { self = Suggestion() }

  private static func fromHistory(_ text: String, _ history: [String]) -> String? {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    let typed = text.utf8
    guard let found = history.last(where: { $0.utf8.count > typed.count && $0.utf8.starts(with: typed) })
    else {
      return nil
    }
    return String(Substring(found.utf8.dropFirst(typed.count)))
  }

  /// Of a word half typed, the first candidate; nothing when the word is one already.
  private static func fromCompletion(_ text: String, _ found: Completions) -> String? {
    guard found.replacing.upperBound == text.utf8.count, found.replacing.count >= 2,
      found.replacing.lowerBound >= 0
    else { return nil }
    let word = text.utf8.dropFirst(found.replacing.lowerBound)
    guard !found.candidates.contains(where: { $0.text.utf8.elementsEqual(word) }),
      let first = found.candidates.first(where: { $0.text.utf8.starts(with: word) })
    else { return nil }
    return String(Substring(first.text.utf8.dropFirst(word.count)))
  }
}
