// Colours while typing: what the highlighter says, in the line editor's words.

import LineEditor
import RungSyntax
import RungText

enum Painting {
  /// Of commands their own words (`.show Grow`), and what the highlighter says of the statements below them. O(bytes).
  static func ranges(of text: String) -> [PaintedRange] {
    let bytes = Array(text.utf8)
    var painted: [PaintedRange] = []
    var start = 0
    while let sign = command(in: bytes, from: start) {
      let isQuestion = bytes[sign] == UInt8(ascii: "?")
      let end = isQuestion ? sign + 1 : bytes[sign...].firstIndex { $0 <= 0x20 } ?? bytes.count
      painted.append(PaintedRange(sign..<end, .keyword))
      start = bytes[sign...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }
    guard start < bytes.count else { return painted }
    let tree = SyntaxTree.parse(
      Source(name: "<prompt>", text: String(decoding: bytes[start...], as: UTF8.self)))
    return painted
      + Highlighter.spans(of: tree).compactMap { span in
        let range = span.range.bounds
        return style(of: span.kind).map {
          PaintedRange(range.lowerBound + start..<range.upperBound + start, $0)
        }
      }
  }

  /// The sign with which the command of a line begins; nil when the line is none.
  private static func command(in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = bytes[start...].firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    return bytes[first] == UInt8(ascii: ".") || bytes[first] == UInt8(ascii: "?") ? first : nil
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
