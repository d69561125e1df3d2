// Tokens on a line, and the brackets that are laid out over several.

import RungText

extension StatementLayout {
  /// Where a run of tokens stands, which settles the line ends its author made inside it.
  enum Surroundings {
    /// Outside brackets a line can only end after a comma or an operator, and may stay so.
    case statement
    /// An item of a bracket laid out in lines: it may be broken at an operator.
    case item
    /// A bracket or a block on one line: nothing is broken.
    case flat
  }

  mutating func tokens(_ range: Range<TokenIndex>, in place: Surroundings) {
    let continuation = page.indent + 2
    var token = range.lowerBound
    while token < range.upperBound {
      if token > range.lowerBound { separate(token, in: place, continuation) }
      let closing = Int(partners[token])
      if closing == token {
        write(token)
        token += 1
      } else {
        if isLaidOutInLines(token, closing) {
          bracketInLines(token, closing)
        } else {
          flatBracket(token, closing)
        }
        token = closing + 1
      }
    }
  }

  /// What stands before a token that is not the first of its run.
  private mutating func separate(_ token: TokenIndex, in place: Surroundings, _ continuation: Int) {
    let left = tree.tokens.kinds[token - 1]
    let right = tree.tokens.kinds[token]
    if tree.tokens.isFirstOnLine(token), place != .flat {
      let remarks = Remarks(tree, between: token - 1, and: token)
      trail(remarks.trailing)
      for remark in remarks.own {
        page.newLine(indent: continuation)
        write(remark)
      }
      if remarks.trailing != nil || !remarks.own.isEmpty || place == .statement
        || Spacing.mayBreak(left, right)
      {
        return page.newLine(indent: continuation)
      }
    }
    if Spacing.isSpaced(left, right) { page.append(" ") }
  }

  private mutating func write(_ token: TokenIndex) {
    if tree.tokens.kinds[token] == .number {
      page.append(NumberSpelling.grouped(tree.numberText(token)))
    } else {
      page.append(tree.source.bytes[tree.range(ofToken: token).bounds])
    }
  }

  // MARK: Brackets

  /// Its first item begins a line, or a comment is inside.
  private func isLaidOutInLines(_ opening: TokenIndex, _ closing: TokenIndex) -> Bool {
    if opening + 1 < closing, tree.tokens.isFirstOnLine(opening + 1) { return true }
    for token in opening + 1..<closing + 1 where tree.tokens.isFirstOnLine(token) {
      if hasRemarks(token - 1, token) { return true }
    }
    return false
  }

  private mutating func flatBracket(_ opening: TokenIndex, _ closing: TokenIndex) {
    write(opening)
    // A comma after the last item says nothing on one line.
    let isTrailed = closing > opening + 1 && tree.tokens.kinds[closing - 1] == .comma
    tokens(opening + 1..<(isTrailed ? closing - 1 : closing), in: .flat)
    write(closing)
  }

  /// An item a line.
  private mutating func bracketInLines(_ opening: TokenIndex, _ closing: TokenIndex) {
    let indent = page.indent
    write(opening)
    var item = opening + 1
    var remarks = Remarks(tree, between: opening, and: item)
    while item < closing {
      trail(remarks.trailing)
      lines(of: remarks.own, indent: indent + 2)
      page.newLine(indent: indent + 2)
      let end = endOfItem(item, closing)
      tokens(item..<end, in: .item)
      if end < closing { page.append(",") }
      item = min(end + 1, closing)
      remarks = Remarks(tree, between: end - 1, and: item)
    }
    trail(remarks.trailing)
    lines(of: remarks.own, indent: indent + 2)
    page.newLine(indent: indent)
    write(closing)
  }

  private mutating func lines(of remarks: [Remark], indent: Int) {
    for remark in remarks {
      page.newLine(indent: indent)
      write(remark)
    }
  }

  /// The comma after an item, or the bracket's end.
  private func endOfItem(_ first: TokenIndex, _ closing: TokenIndex) -> TokenIndex {
    var token = first
    while token < closing, tree.tokens.kinds[token] != .comma { token = Int(partners[token]) + 1 }
    return min(token, closing)
  }
}
