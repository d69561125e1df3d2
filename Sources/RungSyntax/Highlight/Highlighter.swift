// What each piece of a text is, for painting it: at the prompt while it is typed, in an editor, in a report.

import RungText

package enum HighlightKind: String, Sendable, CaseIterable {
  /// A word of the language in its place.
  case keyword
  /// The word that says what is declared: `stage`, `cohort`.
  case kind
  /// The word before `:`, and after `.`.
  case property
  case name, number, unit, string
  /// `{path}` inside a string, its braces included.
  case interpolation
  /// A date, a month or a time.
  case date
  case comment, doc
  /// An operator, bracket or separator.
  case `operator`
  /// What fits nowhere.
  case error
}

package struct HighlightSpan: Sendable, Equatable {
  package let range: ByteRange
  package let kind: HighlightKind
}

package enum Highlighter {
  /// The pieces of a text in order, none empty, none over another; what is between them is white space. Any
  /// bytes can be painted, half a statement too. O(bytes).
  package static func spans(of tree: SyntaxTree) -> [HighlightSpan] {
    var kinds = tree.tokens.kinds.map { token in kind(of: token) }
    for index in tree.nodes.indices { paint(index, in: tree, &kinds) }
    var spans = Spans(tree)
    for (token, kind) in kinds.enumerated() {
      spans.comments(before: token)
      guard let kind else { continue }
      spans.token(token, kind)
    }
    return spans.list
  }

  /// As far as the token alone can say; a word of the language is taken for one. Nil of the text's end.
  private static func kind(of token: TokenKind) -> HighlightKind? {
    switch token {
    case .name: .name
    case .number: .number
    case .string: .string
    case .date, .month, .time: .date
    case .percent, .currencySign: .unit
    case .unknown, .conflictMarker: .error
    case .endOfFile: nil
    case .leftBrace, .rightBrace, .leftParen, .leftBracket, .gluedParen, .gluedBracket, .rightParen,
      .rightBracket,
      .comma, .semicolon, .colon, .dot, .dots, .equals, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus,
      .minus,
      .star, .slash, .sign:
      .operator
    default: .keyword
    }
  }

  /// As the tree knows better. Nodes come before what they hold, so the innermost has the last word.
  private static func paint(_ index: NodeIndex, in tree: SyntaxTree, _ kinds: inout [HighlightKind?]) {
    let node = tree.nodes[index]
    let first = Int(node.first)
    let end = min(Int(node.end), kinds.count)
    guard first < end else { return }
    switch node.kind {
    case .declaration: kinds[first] = .kind
    case .property, .argument: kinds[first] = .property
    case .member: if first + 1 < end { kinds[first + 1] = .property }
    case .name, .tagWord: kinds[first] = .name
    case .index, .indexRange: if tree.tokens.kinds[first].isName { kinds[first] = .name }
    case .quantity:
      for token in first..<end where tree.tokens.kinds[token] != .number { kinds[token] = .unit }
    case .per: for token in first + 1..<end where tree.tokens.kinds[token].isName { kinds[token] = .unit }
    case .unexpected: for token in first..<end where kinds[token] != nil { kinds[token] = .error }
    case .script, .edition, .use, .letStatement, .assume, .exchange, .target, .scenario, .remove, .override,
      .print,
      .family, .block, .byValue, .inClause, .fromClause, .whereClause, .byClause, .byDescending, .firstClause,
      .withClause, .measuringClause, .untilClause, .confidence, .sweepOver, .toClause, .runsClause,
      .seedClause, .show,
      .schedule, .match, .simulate, .test, .compare, .sweep, .find, .explain, .accept, .save, .snapshot,
      .open,
      .export, .report, .choice, .disjunction, .conjunction, .not, .comparison, .span, .sum, .product,
      .estimateTo,
      .estimateOf, .rate, .each, .negative, .reference, .call, .subscript, .paren, .list, .table, .entry,
      .elseEntry,
      .comprehension, .number, .string, .date, .month, .time, .truth, .none, .missing:
      break
    }
  }
}

/// Spans in order of place.
private struct Spans {
  private let tree: SyntaxTree
  private(set) var list: [HighlightSpan] = []

  init(_ tree: SyntaxTree) { self.tree = tree }

  mutating func token(_ token: TokenIndex, _ kind: HighlightKind) {
    let range = tree.range(ofToken: token)
    if kind == .string { string(token, range) } else { add(range, kind) }
  }

  /// Around each `{path}` the text before and after it.
  private mutating func string(_ token: TokenIndex, _ range: ByteRange) {
    var at = range.start
    for piece in tree.stringPieces(token) {
      guard case .path(let path) = piece else { continue }
      let braces = ByteRange(start: path.start - 1, end: path.end + 1)
      add(ByteRange(start: at, end: braces.start), .string)
      add(braces, .interpolation)
      at = braces.end
    }
    add(ByteRange(start: at, end: range.end), .string)
  }

  /// The comments in the gap before a token: what is there and no white space.
  mutating func comments(before token: TokenIndex) {
    let bytes = tree.source.bytes
    let stop = Int(tree.tokens.starts[token])
    var at = token == 0 ? 0 : Int(tree.tokens.ends[token - 1])
    var isFirst = token == 0
    while at < stop {
      switch bytes[at] {
      case UInt8(ascii: "\n"):
        isFirst = true
        at += 1
      // `//`, `--` and `/*` begin a comment in other languages; the diagnostic says so.
      case UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "-"):
        let start = at
        while at < stop, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") { at += 1 }
        let isDoc =
          isFirst && at - start > 1 && bytes[start] == UInt8(ascii: "#") && bytes[start + 1] == bytes[start]
        add(ByteRange(start, at), isDoc ? .doc : .comment)
      default: at += 1
      }
    }
  }

  private mutating func add(_ range: ByteRange, _ kind: HighlightKind) {
    if !range.isEmpty { list.append(HighlightSpan(range: range, kind: kind)) }
  }
}
