// Puts white space, line ends and comments between the texts of a generated sentence.

import TestSupport

enum Layout {
  /// One space, one statement a line.
  case plain
  /// Everything the lexical rules allow: no space, many, tabs, blank lines, `;`, comments, lines broken in
  /// brackets.
  case wild

  func text(_ lexemes: [Lexeme], _ texts: [String], _ random: inout SeededRandom) -> String {
    var result = ""
    var brackets: [Character] = []
    for index in lexemes.indices {
      let lexeme = lexemes[index]
      if index > 0 {
        result += space(lexemes[index - 1], lexeme, texts[index - 1], texts[index], brackets.last, &random)
      }
      if lexeme.terminal == "END" {
        result += end(isBeforeEdition: editionFollows(lexemes, index), &random)
        continue
      }
      result += texts[index]
      track(lexeme, &brackets)
    }
    return result + (random.chance(70) ? "\n" : "")
  }

  private func track(_ lexeme: Lexeme, _ brackets: inout [Character]) {
    switch lexeme.terminal {
    case "(", "GLUE_PAREN": brackets.append("(")
    case "[", "GLUE_BRACKET": brackets.append("[")
    case "{": brackets.append("{")
    case ")", "]", "}": _ = brackets.popLast()
    default: break
    }
  }

  /// The edition stands before everything but line ends and comments.
  private func editionFollows(_ lexemes: [Lexeme], _ index: Int) -> Bool {
    let next = lexemes[index...].first { $0.terminal != "END" }
    return next?.terminal == "rung" && lexemes[..<index].allSatisfy { $0.terminal == "END" }
  }

  private func end(isBeforeEdition: Bool, _ random: inout SeededRandom) -> String {
    if isBeforeEdition { return random.pick(["\n", "\n\n", "# why\n", "## a doc\n"]) }
    switch self {
    case .plain: return "\n"
    case .wild:
      return random.pick([
        "\n", "\n", "\n", "\n\n", ";", " ; ", ";\n", "\r\n", " # why\n", "\n# on its own\n", "\n## a doc\n",
        "\n\n\n\n",
        "\t\n  ", ";;", "\n  #a\n\n#b\n", "#\n", "  ## not a doc\n", "\n###\n",
      ])
    }
  }

  private func space(
    _ left: Lexeme, _ right: Lexeme, _ leftText: String, _ rightText: String, _ bracket: Character?,
    _ random: inout SeededRandom
  ) -> String {
    if right.terminal.hasPrefix("GLUE") || left.terminal == "SIGN" { return "" }
    if left.terminal == "END" || right.terminal == "END" { return "" }
    if right.terminal == "%" { return "" }
    let isMinus =
      (left.terminal == "-" && left.role == .infix) || (right.terminal == "-" && right.role == .infix)
    let isDot = left.terminal == "." || right.terminal == "."
    guard self == .wild else { return isDot || right.terminal == "," || right.terminal == ":" ? "" : " " }
    if isDot { return "" }
    if random.chance(8), mayBreak(left, right, bracket) {
      return random.pick(["\n", "\n    ", " # inside\n", "\n# own line\n ", "\n\n", "\r\n\t", " #x\n #y\n"])
    }
    let mayTouch =
      !isMinus && !isWordLike(leftText.last, rightText.first) && !mightMerge(left, right, leftText, rightText)
    if mayTouch, random.chance(40) { return "" }
    return random.chance(75) ? " " : random.pick(["  ", "\t", "     "])
  }

  /// A line end is no END inside ( ) [ ], after `,`, and after an infix operator that has its left operand.
  private func mayBreak(_ left: Lexeme, _ right: Lexeme, _ bracket: Character?) -> Bool {
    if let bracket, bracket != "{" { return true }
    if right.terminal == "not" || left.terminal == "not" { return false }
    return left.terminal == "," || left.role == .infix
  }

  private func isWordLike(_ left: Character?, _ right: Character?) -> Bool {
    guard let left, let right else { return false }
    return isWordCharacter(left) && isWordCharacter(right)
  }

  private func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "\"" || character == "-"
  }

  /// Where two tokens written together would be read as something else.
  private func mightMerge(_ left: Lexeme, _ right: Lexeme, _ leftText: String, _ rightText: String) -> Bool {
    // A bracket that touches an operand is a call or an index.
    if ["(", "["].contains(right.terminal) {
      return isWordLike(leftText.last, "a") || [")", "]"].contains(left.terminal)
    }
    // `1,2` outside brackets would be a decimal comma.
    if left.terminal == "," { return rightText.first?.isNumber == true }
    // `12:30` would be a time, `<` `=` one sign, and a number takes a dot.
    if left.terminal == ":" || right.terminal == ":" {
      return rightText.first?.isNumber == true || left.terminal != ":"
    }
    if left.terminal == "<" || left.terminal == ">" { return right.terminal == "=" }
    // A brace may not touch a word, so that a string before it stays one.
    return left.terminal == ".." || right.terminal == ".."
      ? false : rightText.first == "-" || leftText.last == "-"
  }
}
