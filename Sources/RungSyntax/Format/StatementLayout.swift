// Statements, blocks and properties on the page. What is between brackets is in `LineLayout.swift`.

import RungText

struct StatementLayout {
  let tree: SyntaxTree
  /// The closing token of each opening `(` `[` `{`; of others themselves.
  let partners: ContiguousArray<UInt32>
  var page = Page()
  private let propertyOrder: (_ kindWord: String, _ property: String) -> Int?

  init(_ tree: SyntaxTree, propertyOrder: @escaping (_ kindWord: String, _ property: String) -> Int?) {
    self.tree = tree
    self.propertyOrder = propertyOrder
    partners = StatementLayout.partners(tree.tokens.kinds)
  }

  mutating func script() {
    lines(of: 0, after: -1, before: tree.tokens.count - 1, indent: 0, kindWord: nil)
  }

  // MARK: Entries

  /// A statement or property with the comments that belong to it.
  private struct Entry {
    let node: NodeIndex
    let before: Remarks
    var trailing: Remark?
  }

  private struct Entries {
    /// After the `{`, on its line.
    var opening: Remark?
    var list: [Entry] = []
    /// After the last entry, on lines of their own.
    var ending: [Remark] = []
  }

  /// A line each. `left` and `right` are the tokens around them; properties of a `kindWord` are put in order.
  private mutating func lines(
    of node: NodeIndex, after left: TokenIndex, before right: TokenIndex, indent: Int, kindWord: String?
  ) {
    let entries = ordered(collected(node, after: left, before: right), kindWord)
    trail(entries.opening)
    var isFirst = true
    for entry in entries.list {
      for remark in entry.before.own {
        page.newLine(indent: indent, blankBefore: remark.blankBefore && !isFirst)
        write(remark)
        isFirst = false
      }
      page.newLine(indent: indent, blankBefore: entry.before.blankBefore && !isFirst)
      statement(entry.node, indent: indent)
      trail(entry.trailing)
      isFirst = false
    }
    for remark in entries.ending {
      page.newLine(indent: indent, blankBefore: remark.blankBefore && !isFirst)
      write(remark)
      isFirst = false
    }
  }

  private func collected(_ node: NodeIndex, after left: TokenIndex, before right: TokenIndex) -> Entries {
    var entries = Entries()
    var last = left
    for child in tree.children(of: node) {
      let remarks = Remarks(tree, between: last, and: tree.firstToken(child))
      if entries.list.isEmpty {
        entries.opening = remarks.trailing
      } else {
        entries.list[entries.list.count - 1].trailing = remarks.trailing
      }
      entries.list.append(Entry(node: child, before: remarks, trailing: nil))
      last = Int(tree.nodes[child].end) - 1
    }
    let remarks = Remarks(tree, between: last, and: right)
    if entries.list.isEmpty {
      entries.opening = remarks.trailing
    } else {
      entries.list[entries.list.count - 1].trailing = remarks.trailing
    }
    entries.ending = remarks.own
    return entries
  }

  /// Properties in the order of the schema, unknown ones after them, nested declarations last.
  private func ordered(_ entries: Entries, _ kindWord: String?) -> Entries {
    guard let kindWord, entries.list.count > 1 else { return entries }
    let ranks = entries.list.enumerated().map { offset, entry in (rank(entry.node, kindWord), offset) }
    var result = entries
    result.list = ranks.sorted { $0 < $1 }.map { entries.list[$0.1] }
    return result
  }

  private func rank(_ node: NodeIndex, _ kindWord: String) -> Int {
    guard tree.kind(node) == .property else { return Int.max }
    return propertyOrder(kindWord, tree.text(ofToken: tree.firstToken(node))) ?? Int.max - 1
  }

  // MARK: One statement

  private mutating func statement(_ node: NodeIndex, indent: Int) {
    let end = Int(tree.nodes[node].end)
    guard let block = tree.firstChild(of: node, kind: .block) else {
      return tokens(tree.firstToken(node)..<end, in: .statement)
    }
    let opening = tree.firstToken(block)
    tokens(tree.firstToken(node)..<opening, in: .statement)
    self.block(block, kindWord: kindWord(of: node), indent: indent)
  }

  /// Whose properties a statement's block holds; nil for a scenario, whose changes stay in their order.
  private func kindWord(of node: NodeIndex) -> String? {
    tree.kind(node) == .scenario ? nil : tree.text(ofToken: tree.firstToken(node))
  }

  private mutating func block(_ node: NodeIndex, kindWord: String?, indent: Int) {
    let opening = tree.firstToken(node)
    let closing = Int(tree.nodes[node].end) - 1
    let mark = page.mark
    if isOnOneLine(opening, closing) {
      blockOnOneLine(node, kindWord: kindWord)
      if page.column <= Formatter.width { return }
      page.takeBack(to: mark)
    }
    let isEmpty = tree.nodes[node].size == 1
    page.append(" {")
    if isEmpty, !hasRemarks(opening, closing) { return page.append("}") }
    lines(of: node, after: opening, before: closing, indent: indent + 2, kindWord: kindWord)
    page.newLine(indent: indent)
    page.append("}")
  }

  private mutating func blockOnOneLine(_ node: NodeIndex, kindWord: String?) {
    let opening = tree.firstToken(node)
    let closing = Int(tree.nodes[node].end) - 1
    let entries = ordered(collected(node, after: opening, before: closing), kindWord)
    if entries.list.isEmpty { return page.append(" {}") }
    page.append(" { ")
    for (index, entry) in entries.list.enumerated() {
      if index > 0 { page.append("; ") }
      guard let block = tree.firstChild(of: entry.node, kind: .block) else {
        tokens(tree.firstToken(entry.node)..<Int(tree.nodes[entry.node].end), in: .flat)
        continue
      }
      tokens(tree.firstToken(entry.node)..<tree.firstToken(block), in: .flat)
      blockOnOneLine(block, kindWord: self.kindWord(of: entry.node))
    }
    page.append(" }")
  }

  private func isOnOneLine(_ opening: TokenIndex, _ closing: TokenIndex) -> Bool {
    (opening + 1..<closing + 1).allSatisfy { !tree.tokens.isFirstOnLine($0) }
  }

  // MARK: Comments

  func hasRemarks(_ left: TokenIndex, _ right: TokenIndex) -> Bool {
    let remarks = Remarks(tree, between: left, and: right)
    return remarks.trailing != nil || !remarks.own.isEmpty
  }

  mutating func trail(_ remark: Remark?) {
    guard let remark else { return }
    page.append("  ")
    write(remark)
  }

  mutating func write(_ remark: Remark) {
    let text = tree.source.bytes[remark.range.bounds]
    let isDoc = text.count > 1 && text[text.startIndex + 1] == UInt8(ascii: "#")
    guard remark.wasInline, isDoc else { return page.append(text) }
    page.append("# ")
    page.append(text.dropFirst())
  }

  private static func partners(_ kinds: ContiguousArray<TokenKind>) -> ContiguousArray<UInt32> {
    var result = ContiguousArray(kinds.indices.lazy.map { UInt32($0) })
    var open: [Int] = []
    for (index, kind) in kinds.enumerated() {
      switch kind {
      case .leftParen, .leftBracket, .gluedParen, .gluedBracket, .leftBrace: open.append(index)
      case .rightParen, .rightBracket, .rightBrace:
        if let start = open.popLast() { result[start] = UInt32(index) }
      default: break
      }
    }
    return result
  }
}
