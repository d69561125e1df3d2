// A page of documentation: headings, paragraphs, examples and tables, for the terminal and for Markdown.

import RungReport
import RungText

package struct Page: Hashable, Sendable {
  package enum Block: Hashable, Sendable {
    case heading(String)
    case paragraph(String)
    /// A label and a script.
    case example(String, String)
    case table(Table)
  }

  package let title: String
  package var blocks: [Block]
  /// The same for programs.
  package let json: JSON

  package init(_ title: String, _ blocks: [Block], json: JSON) {
    self.title = title
    self.blocks = blocks
    self.json = json
  }

  /// For a terminal, or a pipe when the style has no width.
  package func text(_ style: AnswerStyle) -> String {
    let width = min(style.width ?? 80, 100)
    var parts: [String] = [style.style.painted(title, .strong)]
    for block in blocks {
      switch block {
      case .heading(let text): parts.append(style.style.painted(text, .strong))
      case .paragraph(let text): parts.append(Prose.paragraphs(text, width: width).joined(separator: "\n"))
      case .example(let label, let script):
        let lines = Page.lines(of: script).map { $0.isEmpty ? "" : "  " + $0 }
        parts.append(
          (label.isEmpty ? [] : [label + ":"] + [""]).joined(separator: "\n") + lines.joined(separator: "\n"))
      case .table(let table):
        let format = style.format == .csv ? OutputFormat.csv : style.format
        let text = table.rendered(as: format, width: style.width ?? 100, style: style.style)
        parts.append(text.hasSuffix("\n") ? String(text.dropLast()) : text)
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// `level`: of the title; 2 makes it a section of a longer page.
  package func markdown(level: Int = 1) -> String {
    let mark = String(repeating: "#", count: level)
    var parts = ["\(mark) \(title)"]
    for block in blocks {
      switch block {
      case .heading(let text): parts.append("\(mark)# \(text)")
      case .paragraph(let text): parts.append(Page.unwrapped(text))
      case .example(let label, let script):
        if !label.isEmpty { parts.append(label + ":") }
        parts.append("```rung\n" + Page.lines(of: script).joined(separator: "\n") + "\n```")
      case .table(let table):
        let text = table.rendered(as: .markdown)
        parts.append(text.hasSuffix("\n") ? String(text.dropLast()) : text)
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func lines(of script: String) -> [String] {
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// One line a paragraph: Markdown wraps by itself.
  private static func unwrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "\n\n")
  }
}
