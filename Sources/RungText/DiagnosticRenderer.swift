// The one renderer of diagnostics: command line, prompt and tests print what this makes.

package struct DiagnosticRenderer: Sendable {
  package enum Form: String, Sendable, CaseIterable {
    /// The problem, its source line with a caret, related places, fixes and where to read more.
    case full
    /// `file:line:column: error[R0201]: message`, one line each.
    case short
    /// One JSON object a line.
    case json
  }

  package var form: Form
  package var style: Style
  /// Prose and source lines of the full form stay below this many columns.
  package var width: Int
  /// What stands before a code where its page is asked for.
  package var asking = "rung explain "

  /// Related places shown with one diagnostic; JSON has all of them.
  private static let relatedLimit = 20

  package init(_ form: Form = .full, style: Style = .plain, width: Int = 80) {
    self.form = form
    self.style = style
    self.width = max(40, width)
  }

  /// The diagnostics sorted, without duplicates, each ended by a line feed; in the full form separated by
  /// empty lines. Empty when there are none.
  package func rendered(_ diagnostics: [Diagnostic]) -> String {
    let ordered = Diagnostic.ordered(diagnostics)
    switch form {
    case .full: return ordered.map(full).joined(separator: "\n")
    case .short: return ordered.map { short($0) + "\n" }.joined()
    case .json: return ordered.map { $0.json.text + "\n" }.joined()
    }
  }

  private func short(_ diagnostic: Diagnostic) -> String {
    head(of: diagnostic) + " " + VisibleText.line(diagnostic.message)
  }

  private func head(of diagnostic: Diagnostic) -> String {
    style.painted(location(diagnostic.place) + ":", .strong) + " "
      + style.painted(kind(of: diagnostic), Style.Role(diagnostic.severity))
  }

  private func kind(of diagnostic: Diagnostic) -> String {
    diagnostic.severity.rawValue + "[" + diagnostic.code.id + "]:"
  }

  private func location(_ place: Place) -> String {
    let position = place.source.position(at: place.range.start)
    return "\(VisibleText.line(place.source.name)):\(position.line):\(position.column)"
  }

  // MARK: The full form

  private func full(_ diagnostic: Diagnostic) -> String {
    let headColumns =
      DisplayWidth.of(location(diagnostic.place)) + 2 + DisplayWidth.of(kind(of: diagnostic))
    let message = Prose.wrapped(
      VisibleText.line(diagnostic.message), width: width, used: headColumns + 1, indent: 4)
    var lines = [head(of: diagnostic) + (message[0].isEmpty ? "" : " " + message[0])]
    lines += message.dropFirst()
    lines += excerpt(of: diagnostic.place, mark: "^", Style.Role(diagnostic.severity))

    for related in diagnostic.related.prefix(DiagnosticRenderer.relatedLimit) {
      lines += labelled("note", VisibleText.line(related.text) + " (" + location(related.place) + ")", .note)
      lines += excerpt(of: related.place, mark: "-", .note)
    }
    let unshown = diagnostic.related.count - DiagnosticRenderer.relatedLimit
    if unshown > 0 { lines += labelled("note", "and \(unshown) more places", .note) }

    for fix in diagnostic.fixes where !fix.text.isEmpty {
      lines += labelled("fix", VisibleText.line(fix.text), .fix)
    }
    lines += labelled("more", asking + diagnostic.code.id, .faint)
    return lines.joined(separator: "\n") + "\n"
  }

  /// `  label: text`, wrapped below itself.
  private func labelled(_ label: String, _ text: String, _ role: Style.Role) -> [String] {
    let columns = label.count + 4
    let wrapped = Prose.wrapped(text, width: width, used: columns, indent: columns)
    let first = "  " + style.painted(label + ":", role) + (wrapped[0].isEmpty ? "" : " " + wrapped[0])
    return [first] + wrapped.dropFirst()
  }

  /// The source line and the caret line; nothing when the source is empty, as that of a missing file is.
  private func excerpt(of place: Place, mark: Character, _ role: Style.Role) -> [String] {
    guard !place.source.bytes.isEmpty else { return [] }
    let number = String(
      place.source.line(at: min(place.range.start, UInt32(clamping: place.source.bytes.count))))
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " |"
    let margin = String(repeating: " ", count: gutter.count - 1) + "|"
    let excerpt = Excerpt(of: place, columns: width - 2 - gutter.count)
    let underline = excerpt.underline(mark)
    return [
      style.painted(gutter, .faint) + (excerpt.text.isEmpty ? "" : " " + excerpt.text),
      style.painted(margin, .faint) + " " + underline.margin + style.painted(underline.mark, role),
    ]
  }
}
