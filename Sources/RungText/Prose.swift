// Words into lines that fit.

package enum Prose {
  /// The words of `text` in lines shorter than `width` columns.
  ///
  /// `used` columns of the first line are taken already, and its first word needs a space before it only if
  /// the caller writes one; every later line begins with `indent` spaces. A word that fits no line is cut
  /// with `…`. The first line may be empty, when not even one word fits it.
  package static func wrapped(_ text: String, width: Int = 80, used: Int = 0, indent: Int = 0) -> [String] {
    let longest = max(8, width - 1 - indent)
    let limit = max(width - 1, indent + 8)
    var lines: [String] = []
    var line = ""
    var column = used
    var isFirstWord = true
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
      let word = DisplayWidth.truncated(String(word), to: longest)
      let columns = DisplayWidth.of(word)
      let isNewLine = column + (isFirstWord ? 0 : 1) + columns > limit && !(isFirstWord && used == 0)
      if isNewLine {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
        column = indent + columns
      } else {
        if !isFirstWord {
          line += " "
          column += 1
        }
        line += word
        column += columns
      }
      isFirstWord = false
    }
    lines.append(line)
    return lines
  }

  /// Paragraphs, separated by empty lines in `text`, each wrapped; lines that begin with two spaces stay as
  /// they are, as examples do.
  package static func paragraphs(_ text: String, width: Int = 80, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var paragraph = ""
    func finish() {
      guard !paragraph.isEmpty else { return }
      let wrapped = wrapped(paragraph, width: width, used: indent, indent: indent)
      lines.append(margin + wrapped[0])
      lines += wrapped.dropFirst()
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy({ $0 == " " || $0 == "\t" }) {
        finish()
        if lines.last.map({ !$0.isEmpty }) ?? false { lines.append("") }
      } else if line.hasPrefix("  ") {
        finish()
        lines.append(margin + line)
      } else {
        paragraph += paragraph.isEmpty ? String(line) : " " + line
      }
    }
    finish()
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
