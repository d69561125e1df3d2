// How completions are inserted and listed.

package enum CompletionList {
  /// What all candidates begin with. Whole characters.
  package static func commonPrefix(_ candidates: [Candidate]) -> String {
    guard var prefix = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let shared = zip(prefix, candidate.text).prefix { $0 == $1 }.count
      prefix = prefix.prefix(shared)
    }
    return String(prefix)
  }

  /// The list to print, every line ended: a candidate a line with its documentation
  /// while they fit on the screen, else in columns, and a count of what had to be left out.
  package static func page(_ candidates: [Candidate], columns: Int, rows: Int) -> String {
    let room = max(rows - 2, 1)
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    let lines =
      hasNotes && candidates.count <= room
      ? documented(candidates, columns: columns)
      : inColumns(candidates, columns: columns, rows: room)
    return lines.map { $0 + "\n" }.joined()
  }

  private static func documented(_ candidates: [Candidate], columns: Int) -> [String] {
    let widest = candidates.map { Terminal.columns(of: $0.text) }.max() ?? 0
    return candidates.map { candidate in
      let name = cut(candidate.text, to: columns - 1)
      guard !candidate.note.isEmpty else { return name }
      let gap = String(repeating: " ", count: max(0, widest - Terminal.columns(of: name)) + 2)
      return cut(name + gap + candidate.note, to: columns - 1)
    }
  }

  /// Down the columns, as `ls` does.
  private static func inColumns(_ candidates: [Candidate], columns: Int, rows: Int) -> [String] {
    let widest = candidates.map { Terminal.columns(of: $0.text) }.max() ?? 0
    let across = max(1, (columns - 1) / (widest + 2))
    let fitting = candidates.count <= across * rows ? candidates.count : max(1, across * (rows - 1))
    let shown = candidates.prefix(fitting)
    let down = (shown.count + across - 1) / across
    var lines = (0..<down).map { row in
      var line = ""
      for index in stride(from: row, to: shown.count, by: down) {
        let gap = widest + 2 - Terminal.columns(of: shown[index].text)
        line += shown[index].text
        if index + down < shown.count { line += String(repeating: " ", count: max(2, gap)) }
      }
      return cut(line, to: columns - 1)
    }
    if fitting < candidates.count { lines.append("… and \(candidates.count - fitting) more") }
    return lines
  }

  /// With an ellipsis where something was left out.
  static func cut(_ text: String, to columns: Int) -> String {
    guard Terminal.columns(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var width = 0
    for character in text {
      let wide = Terminal.columns(of: String(character))
      if width + wide > columns - 1 { break }
      kept.append(character)
      width += wide
    }
    return kept + "…"
  }
}
