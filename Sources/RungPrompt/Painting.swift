// Colours while typing: what the highlighter says, in the line editor's words.

import LineEditor
import RungSyntax
import RungText

enum Painting {
  static func ranges(of text: String) -> [PaintedRange] {
    if PromptInput.isCommand(text) { return command(text) }
    let tree = SyntaxTree.parse(Source(name: "<prompt>", text: text))
    return Highlighter.spans(of: tree).compactMap { span in
      style(of: span.kind).map { PaintedRange(span.range.bounds, $0) }
    }
  }

  /// `.show Grow`: the command's own word; then the lines below it.
  private static func command(_ text: String) -> [PaintedRange] {
    let bytes = Array(text.utf8)
    let start = bytes.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "?") } ?? 0
    let end = bytes[start...].firstIndex { $0 <= 0x20 } ?? bytes.count
    let word = PaintedRange(start..<(bytes[start] == UInt8(ascii: "?") ? start + 1 : end), .keyword)
    guard let below = bytes[end...].firstIndex(of: 0x0A).map({ $0 + 1 }), below < bytes.count else {
      return [word]
    }
    let rest = ranges(of: String(decoding: bytes[below...], as: UTF8.self))
    return [word]
      + rest.map { PaintedRange($0.range.lowerBound + below..<$0.range.upperBound + below, $0.style) }
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
