// Characters that draw, said otherwise: in words for whoever hears what is written, in ASCII for terminals that have no
// more. Text of users keeps all its letters.

package enum Drawing {
  /// Lines, boxes, blocks, geometric shapes and Braille patterns.
  package static func draws(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2500...0x25FF, 0x2800...0x28FF: true
    default: false
    }
  }

  package static func isIn(_ text: String) -> Bool {
    mayHoldSigns(text) && text.unicodeScalars.contains(where: draws)
  }

  // MARK: Words

  /// Without what is drawn: `62 (48 to 77) ▁▃▇▅▁` is `62 (nine of ten between 48 and 77)`; bars and lines go with the
  /// blanks before them. Words that say more come from whoever has the figures.
  package static func inWords(_ text: String) -> String {
    guard isIn(text) else { return text }
    var result = String.UnicodeScalarView()
    var wasDrawn = false
    for scalar in text.unicodeScalars {
      if draws(scalar) {
        if !wasDrawn {
          while result.last == " " { result.removeLast() }
          sayRange(&result)
        }
        wasDrawn = true
        continue
      }
      wasDrawn = wasDrawn && scalar == " "
      result.append(scalar)
    }
    // Blanks behind the last of it.
    let lines = String(result).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    return lines.joined(separator: "\n")
  }

  /// `(48 to 77)` at the end becomes `(nine of ten between 48 and 77)`.
  private static func sayRange(_ text: inout String.UnicodeScalarView) {
    guard text.last == ")", let open = text.lastIndex(of: "(") else { return }
    let inner = String(text[text.index(after: open)...].dropLast())
    guard let sign = inner.firstRange(of: " to ") else { return }
    let said = "(nine of ten between \(inner[..<sign.lowerBound]) and \(inner[sign.upperBound...]))"
    text.replaceSubrange(open..., with: said.unicodeScalars)
  }

  // MARK: ASCII

  /// Our own signs in ASCII: blocks, boxes, arrows, dots.
  package static func inASCII(_ text: String) -> String {
    guard mayHoldSigns(text) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let spelled = ascii(scalar) {
        result.append(contentsOf: spelled.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "▁": "_"
    case "▂": "."
    case "▃": "-"
    case "▄": ":"
    case "▅": "="
    case "▆": "+"
    case "▇": "*"
    case "█": "#"
    case "▏", "▎", "▍": "."
    case "▌", "▋": ":"
    case "▊", "▉": "="
    case "─", "–", "−": "-"
    case "—": "--"
    case "│": "|"
    case "┌", "┬", "┐", "├", "┼", "┤", "└", "┴", "┘", "╭", "╮", "╰", "╯": "+"
    case "…": "..."
    case "→": "->"
    case "←": "<-"
    case "↑": "up"
    case "↓": "down"
    case "±": "+-"
    case "·", "•": "-"
    case "×": "x"
    case "≈": "~"
    case "≤": "<="
    case "≥": ">="
    case "“", "”": "\""
    case "‘", "’": "'"
    default: nil
    }
  }

  /// All of our signs are in UTF-8 behind C2, C3 or E2.
  private static func mayHoldSigns(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0xC2 || $0 == 0xC3 || $0 == 0xE2 }
  }
}
