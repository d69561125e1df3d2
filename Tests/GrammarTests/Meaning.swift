// What a text says, apart from its layout: for comparing a text with its formatted self.

import RungSyntax
import RungText

enum Meaning {
  /// Statements and their parts as nested text: comments, separators and the order of properties do not
  /// count.
  static func of(_ tree: SyntaxTree) -> String { entries(of: 0, in: tree).joined(separator: "\n") }

  private static func entries(of node: NodeIndex, in tree: SyntaxTree) -> [String] {
    tree.children(of: node).map { child in
      guard let block = tree.firstChild(of: child, kind: .block) else {
        return tokens(Int(tree.nodes[child].first)..<Int(tree.nodes[child].end), in: tree)
      }
      let inside = entries(of: block, in: tree)
      let isProperty = tree.children(of: block).map { tree.kind($0) == .property }
      let properties = zip(inside, isProperty).filter(\.1).map(\.0)
      let others = zip(inside, isProperty).filter { !$0.1 }.map(\.0)
      let header = tokens(Int(tree.nodes[child].first)..<Int(tree.nodes[block].first), in: tree)
      return header + "{" + (properties.sorted() + others).joined(separator: ";") + "}"
    }
  }

  /// Kinds and texts; numbers by their figures, no comma before a closing bracket.
  private static func tokens(_ range: Range<Int>, in tree: SyntaxTree) -> String {
    range.filter { token in
      let next = tree.tokens.kinds[min(token + 1, tree.tokens.count - 1)]
      return tree.tokens.kinds[token] != .comma || (next != .rightParen && next != .rightBracket)
    }.map { token in
      let kind = tree.tokens.kinds[token]
      let text =
        kind == .number ? String(decoding: tree.numberText(token), as: UTF8.self) : tree.text(ofToken: token)
      return "\(kind.rawValue)\(text)"
    }.joined(separator: " ")
  }

  /// The comments of a text, without `#` and blanks, sorted.
  static func comments(of tree: SyntaxTree) -> [String] { comments(of: tree, docsOnly: false).sorted() }

  /// The `##` comments that begin a line, in order.
  static func docs(of tree: SyntaxTree) -> [String] { comments(of: tree, docsOnly: true) }

  private static func comments(of tree: SyntaxTree, docsOnly: Bool) -> [String] {
    Highlighter.spans(of: tree).filter { $0.kind == .doc || ($0.kind == .comment && !docsOnly) }.map { span in
      tree.source.text(span.range).filter { $0 != "#" && !$0.isWhitespace }
    }
  }

  /// Tokens and comments in order, each comment with where it stands: what it trails or precedes. Separators,
  /// brackets' last commas and the figures' grouping do not count.
  static func stream(of tree: SyntaxTree) -> [String] {
    var result: [String] = []
    let spans = Highlighter.spans(of: tree)
    for span in spans {
      let text = tree.source.text(span.range)
      switch span.kind {
      case .comment, .doc:
        result.append(
          (beginsLine(span, in: tree) ? "own " : "trailing ") + text.filter { $0 != "#" && !$0.isWhitespace })
      case .number: result.append(text.filter { $0 != "_" })
      case .keyword, .kind, .property, .name, .unit, .string, .interpolation, .date, .operator, .error:
        if text != ";" && text != "," { result.append(text) }
      }
    }
    return result
  }

  private static func beginsLine(_ span: HighlightSpan, in tree: SyntaxTree) -> Bool {
    let line = tree.source.lineRange(tree.source.lineIndex(at: span.range.start))
    return tree.source.text(ByteRange(start: line.start, end: span.range.start)).allSatisfy {
      " \t;,".contains($0)
    }
  }
}
