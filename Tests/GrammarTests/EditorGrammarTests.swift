// The editors' grammars know the words of the normative one, and no others.

import Testing

@Suite("Editor grammars")
struct EditorGrammarTests {
  @Test("the TextMate grammar lists every word of the grammar, and only those")
  func textMate() throws {
    let text = try ProjectFile.text("grammar/rung.tmLanguage.json")
    #expect(groups(of: text, opening: "(", separator: "|") == (try words()))
  }

  @Test("the Vim syntax lists every word of the grammar, and only those")
  func vim() throws {
    let text = try ProjectFile.text("grammar/vim/rung.vim")
    var found = groups(of: text, opening: "\\%(", separator: "\\|")
    for line in text.split(separator: "\n") where line.hasPrefix("syn keyword ") {
      found.formUnion(line.split(separator: " ").dropFirst(3).map(String.init))
    }
    #expect(found.subtracting(try words()) == [])
    #expect((try words()).subtracting(found) == [])
  }

  private func words() throws -> Set<String> {
    Set(try Grammar.rung().literals.filter { $0.allSatisfy(\.isLetter) })
  }

  /// The words of every group that is nothing but words: `(a|b)`.
  private func groups(of text: String, opening: String, separator: String) -> Set<String> {
    var found: Set<String> = []
    for part in text.split(separator: opening).dropFirst() {
      let body = part.drop { "?:!".contains($0) }.prefix {
        $0.isASCII && ($0.isLetter || $0 == "|" || $0 == "\\")
      }
      let words = body.replacing(separator, with: " ").split { " \\".contains($0) }
      if words.count > 1, words.allSatisfy({ $0.allSatisfy(\.isLowercase) && $0.count > 1 }) {
        found.formUnion(words.map(String.init))
      }
    }
    return found
  }
}
