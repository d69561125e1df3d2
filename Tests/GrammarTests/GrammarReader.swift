// Reads the notation of grammar/rung.ebnf:
//   name ::= phrase    ( ) group    [ ] optional    { } zero or more    | choice    'x' word or sign
//   UPPER token class    # comment to the line's end    a line that begins with a space goes on with the last
// one

struct GrammarMistake: Error, CustomStringConvertible {
  let line: Int
  let text: String
  var description: String { "line \(line): \(text)" }
}

enum GrammarReader {
  static func read(_ text: String) throws -> Grammar {
    var drafts: [Draft] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let (code, comment) = split(line)
      let isBlank = code.allSatisfy(\.isWhitespace)
      if !isBlank, line.first?.isWhitespace != true {
        let words = code.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard words.count == 3, words[1] == "::=" else {
          throw GrammarMistake(line: index + 1, text: "expected `name ::= …`")
        }
        drafts.append(Draft(name: String(words[0]), code: String(words[2]), line: index + 1, isMarked: false))
      } else if !isBlank {
        guard !drafts.isEmpty else { throw GrammarMistake(line: index + 1, text: "nothing to go on with") }
        drafts[drafts.count - 1].code += " " + code
      }
      // A comment of its own line at the margin is about the file, not about the production above it.
      if comment.contains("@2"), !drafts.isEmpty, line.first != "#" {
        drafts[drafts.count - 1].isMarked = true
      }
    }
    return Grammar(productions: try drafts.map { try production($0) })
  }

  private struct Draft {
    var name: String
    var code: String
    var line: Int
    var isMarked: Bool
  }

  private static func production(_ draft: Draft) throws -> Production {
    var scanner = PhraseScanner(pieces: try pieces(of: draft.code, line: draft.line), line: draft.line)
    let phrase = try scanner.choice()
    try scanner.expectEnd()
    return Production(
      name: draft.name, phrase: phrase, text: "\(draft.name) ::= \(normalised(draft.code))", line: draft.line,
      isMarked: draft.isMarked)
  }

  /// White space runs made one space, none at the ends.
  static func normalised(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A line's code and its comment; a `#` in quotes begins none.
  static func split(_ line: Substring) -> (code: String, comment: String) {
    var quoted = false
    for index in line.indices {
      if line[index] == "'" { quoted.toggle() }
      if line[index] == "#", !quoted { return (String(line[..<index]), String(line[index...])) }
    }
    return (String(line), "")
  }

  private static func pieces(of code: String, line: Int) throws -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(code)
    while let first = rest.first {
      switch first {
      case _ where first.isWhitespace:
        rest.removeFirst()
      case "(", ")", "[", "]", "{", "}", "|":
        pieces.append(.sign(first))
        rest.removeFirst()
      case "'":
        let body = rest.dropFirst().prefix { $0 != "'" }
        guard !body.isEmpty, body.endIndex < rest.endIndex else {
          throw GrammarMistake(line: line, text: "a quote is not closed")
        }
        pieces.append(.literal(String(body)))
        rest = rest[rest.index(after: body.endIndex)...]
      default:
        let word = rest.prefix { $0.isLetter || $0 == "_" }
        guard !word.isEmpty else { throw GrammarMistake(line: line, text: "unexpected `\(first)`") }
        pieces.append(.word(String(word)))
        rest = rest[word.endIndex...]
      }
    }
    return pieces
  }
}

private enum Piece: Equatable {
  case sign(Character)
  case literal(String)
  case word(String)
}

/// Recursive descent over the pieces of one right-hand side.
private struct PhraseScanner {
  let pieces: [Piece]
  let line: Int
  var position = 0

  init(pieces: [Piece], line: Int) {
    self.pieces = pieces
    self.line = line
  }

  private var next: Piece? { position < pieces.count ? pieces[position] : nil }

  mutating func choice() throws -> Phrase {
    var options = [try sequence()]
    while next == .sign("|") {
      position += 1
      options.append(try sequence())
    }
    return options.count == 1 ? options[0] : .choice(options)
  }

  func expectEnd() throws {
    guard next == nil else {
      throw GrammarMistake(line: line, text: "a bracket is closed that was not opened")
    }
  }

  private mutating func sequence() throws -> Phrase {
    var parts: [Phrase] = []
    while let piece = next, let part = try part(piece) { parts.append(part) }
    guard !parts.isEmpty else { throw GrammarMistake(line: line, text: "an empty alternative") }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func part(_ piece: Piece) throws -> Phrase? {
    switch piece {
    case .literal(let spelling):
      position += 1
      return .literal(spelling)
    case .word(let word):
      position += 1
      return word.allSatisfy { $0.isUppercase || $0 == "_" } ? .tokenClass(word) : .production(word)
    case .sign("("): return try bracketed(")")
    case .sign("["): return .optional(try bracketed("]"))
    case .sign("{"): return .repeated(try bracketed("}"))
    case .sign: return nil
    }
  }

  private mutating func bracketed(_ close: Character) throws -> Phrase {
    position += 1
    let inside = try choice()
    guard next == .sign(close) else { throw GrammarMistake(line: line, text: "expected `\(close)`") }
    position += 1
    return inside
  }
}
