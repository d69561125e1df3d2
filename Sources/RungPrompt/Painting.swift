// Colours while typing: what the highlighter says, in the line editor's words.

import LineEditor
import RungSyntax
import RungText

enum Painting {
  static func ranges(of text: String) -> [PaintedRange] {
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: text))
    return Highlighter.spans(of: tree).compactMap { span in
      style(of: span.kind).map { PaintedRange(span.range.bounds, $0) }
    }
  }

  private static func style(of kind: HighlightKind) -> PaintStyle? {
    switch kind {
    case .keyword: .keyword
    case .kind: .kind
    case .property: .property
    case .name: .name
    case .number, .date: .number
    case .unit: .unit
    case .string, .interpolation: .string
    case .comment, .doc: .comment
    case .error: .mistake
    case .operator: nil
    }
  }
}
