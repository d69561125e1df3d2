// The page of a diagnostic's code, as `rung explain R0201` prints it.

extension DiagnosticCode {
  /// Title, explanation, and the two examples, below `width` columns but for the examples.
  package func page(style: Style = .plain, width: Int = 80) -> String {
    var lines = Prose.wrapped("\(id): \(title)", width: width, indent: 4).map { style.painted($0, .strong) }
    lines.append("")
    lines += Prose.paragraphs(why, width: width)
    for (label, example, role) in [("Wrong:", wrong, Style.Role.error), ("Right:", right, .fix)]
    where !example.isEmpty {
      lines += ["", style.painted(label, role), ""]
      lines += example.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "" : "    " + $0
      }
      while lines.last == "" { lines.removeLast() }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: JSON {
    [
      "code": .string(id), "title": .string(title), "why": .string(why), "wrong": .string(wrong),
      "right": .string(right),
    ]
  }
}
