// Comments between two tokens: which trail the first, which stand on lines of their own before the second.

import RungText

/// A comment with its `#`, without white space at its end.
struct Remark {
  let range: ByteRange
  /// An empty line stands before it.
  let blankBefore: Bool
  /// It is on a line of its own in what will be written but followed a `;` or `,` in the text, so that its
  /// `##` must not become a doc.
  let wasInline: Bool
}

/// What stands between two tokens, separators (`;` or `,`) skipped.
struct Remarks {
  private(set) var trailing: Remark?
  private(set) var own: [Remark] = []
  /// An empty line stands right before the second token.
  private(set) var blankBefore = false

  /// Between the end of token `left` (-1: the beginning of the text) and the start of token `right`.
  init(_ tree: SyntaxTree, between left: TokenIndex, and right: TokenIndex) {
    var lineEnds = left < 0 ? 1 : 0
    var isInline = left >= 0
    for token in left..<right {
      if token > left { isInline = true }
      let start = token < 0 ? 0 : Int(tree.tokens.ends[token])
      scan(tree.source.bytes, start..<Int(tree.tokens.starts[token + 1]), &lineEnds, &isInline)
    }
    blankBefore = lineEnds > 1
  }

  private mutating func scan(
    _ bytes: [UInt8], _ range: Range<Int>, _ lineEnds: inout Int, _ isInline: inout Bool
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "\n"):
        lineEnds += 1
        isInline = false
        at += 1
      case UInt8(ascii: "#"):
        let start = at
        while at < range.upperBound, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        var stop = at
        while stop > start, Remarks.isBlank(bytes[stop - 1]) { stop -= 1 }
        let range = ByteRange(start, stop)
        if lineEnds == 0, trailing == nil {
          trailing = Remark(range: range, blankBefore: false, wasInline: false)
        } else {
          own.append(Remark(range: range, blankBefore: lineEnds > 1, wasInline: isInline))
        }
        lineEnds = 0
        // The line end of a trailing comment is no sign of an empty line.
        isInline = true
      default: at += 1
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
