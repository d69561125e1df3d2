// Where the lines of a tree begin and end around its nodes: what a rewriter takes out and puts in.

import RungSyntax
import RungText

struct SourceLines {
  let tree: SyntaxTree

  private var bytes: [UInt8] { tree.source.bytes }

  init(_ tree: SyntaxTree) { self.tree = tree }

  // MARK: Tokens on lines

  func start(of node: NodeIndex) -> Int { Int(tree.range(node).start) }
  func end(of node: NodeIndex) -> Int { Int(tree.range(node).end) }
  func lastToken(of node: NodeIndex) -> TokenIndex { max(Int(tree.nodes[node].end) - 1, 0) }

  /// Nothing but blanks stands before it on its line.
  func isFirstOnLine(_ node: NodeIndex) -> Bool { tree.tokens.isFirstOnLine(tree.firstToken(node)) }

  /// Nothing but a `;` and a comment stands after it on its line.
  func isLastOnLine(_ node: NodeIndex) -> Bool { tokenAfterLine(of: node) != nil }

  /// The first token of the next line, when a node is the last on its own.
  private func tokenAfterLine(of node: NodeIndex) -> TokenIndex? {
    var next = lastToken(of: node) + 1
    let last = tree.tokens.count - 1
    if next < last, tree.tokens.kinds[next] == .semicolon, !tree.tokens.isFirstOnLine(next) { next += 1 }
    return next >= last || tree.tokens.isFirstOnLine(next) ? next : nil
  }

  func isOnOneLine(_ node: NodeIndex) -> Bool {
    lineStart(start(of: node)) == lineStart(end(of: node))
  }

  // MARK: Bytes of lines

  func lineStart(_ offset: Int) -> Int {
    Int(tree.source.lineStarts[lineIndex(at: offset)])
  }

  /// Where a line's text ends, before its line end.
  func lineEnd(_ offset: Int) -> Int {
    Int(tree.source.lineRange(lineIndex(at: offset)).end)
  }

  /// Where the next line begins.
  func nextLine(_ offset: Int) -> Int {
    let next = lineIndex(at: offset) + 1
    return next < tree.source.lineStarts.count ? Int(tree.source.lineStarts[next]) : bytes.count
  }

  private func lineIndex(at offset: Int) -> Int {
    tree.source.lineIndex(at: UInt32(min(offset, bytes.count)))
  }

  /// The blanks with which the line of an offset begins.
  func indentation(at offset: Int) -> String {
    let start = lineStart(offset)
    var end = start
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  func isBlankLine(at offset: Int) -> Bool {
    bytes[lineStart(offset)..<lineEnd(offset)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// From where a node's documentation begins, or else the node.
  func documentedStart(of node: NodeIndex) -> Int {
    tree.documentationRange(before: tree.firstToken(node)).map { Int($0.start) } ?? start(of: node)
  }

  /// From where the comments begin that stand directly above a line.
  func commentedStart(_ offset: Int) -> Int {
    var start = offset
    var line = lineStart(offset)
    while line > 0 {
      let above = lineStart(line - 1)
      var sign = above
      while sign < line, bytes[sign] == 0x20 || bytes[sign] == 0x09 { sign += 1 }
      guard sign < line, bytes[sign] == UInt8(ascii: "#") else { break }
      start = sign
      line = above
    }
    return start
  }

  /// Lines end so in this text.
  var lineFeed: String {
    guard let first = bytes.firstIndex(of: 0x0A), first > 0, bytes[first - 1] == 0x0D else { return "\n" }
    return "\r\n"
  }

  // MARK: Edits

  func edit(_ start: Int, _ end: Int, _ text: String) -> TextEdit {
    let ends = lineFeed == "\n" ? text : text.replacing("\n", with: "\r\n")
    return TextEdit(Place(tree.source, ByteRange(start, end)), ends)
  }

  func replacing(_ node: NodeIndex, with text: String) -> TextEdit {
    let range = tree.range(node)
    return TextEdit(Place(tree.source, range), text)
  }

  /// Takes a node out of a row of siblings: with its lines where it has them for itself, else with the sign
  /// that parts it from its neighbour.
  func removing(_ node: NodeIndex, among row: () -> [NodeIndex]) -> TextEdit {
    if isFirstOnLine(node), isLastOnLine(node) {
      let start = lineStart(documentedStart(of: node))
      var end = nextLine(self.end(of: node))
      let isFirst = start == 0 || isBlankLine(at: start - 1) || endsWithBrace(before: start)
      if isFirst, end < bytes.count, isBlankLine(at: end) { end = nextLine(end) }
      return edit(start, end, "")
    }
    let siblings = row()
    let position = siblings.firstIndex(of: node) ?? 0
    if position + 1 < siblings.count, !isLastOnLine(node) {
      return edit(start(of: node), start(of: siblings[position + 1]), "")
    }
    if position > 0, !isFirstOnLine(node) {
      return edit(end(of: siblings[position - 1]), end(of: node), "")
    }
    return edit(start(of: node), end(of: node), "")
  }

  /// The line above opens a block.
  private func endsWithBrace(before start: Int) -> Bool {
    bytes[lineStart(start - 1)..<lineEnd(start - 1)].last { $0 > 0x20 } == UInt8(ascii: "{")
  }

  /// Puts lines after a node: under its line, or between it and what follows on the line.
  func inserting(_ text: String, after node: NodeIndex, gap: String = "\n") -> TextEdit {
    let position = isLastOnLine(node) ? lineEnd(end(of: node)) : end(of: node)
    return edit(position, position, gap + text)
  }
}

extension [TextEdit] {
  /// The same with deletions that overlap made one: two neighbours that go take what parts them only once.
  var withUnitedDeletions: [TextEdit] {
    var others: [TextEdit] = []
    var deletions: [Source: [ByteRange]] = [:]
    var sources: [Source] = []
    for edit in self {
      if edit.replacement.isEmpty, !edit.range.isEmpty {
        if deletions[edit.source] == nil { sources.append(edit.source) }
        deletions[edit.source, default: []].append(edit.range)
      } else {
        others.append(edit)
      }
    }
    for source in sources {
      var united: [ByteRange] = []
      for range in (deletions[source] ?? []).sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
        if let last = united.last, range.start < last.end {
          united[united.count - 1] = last.union(range)
        } else {
          united.append(range)
        }
      }
      let kept = united
      // What is replaced inside something that goes, goes with it; what is put in there comes after it.
      others = others.compactMap { edit in
        guard edit.source == source, let around = kept.around(edit.range) else { return edit }
        guard edit.range.isEmpty else { return nil }
        let isAtEdge = edit.range.start == around.start || edit.range.start == around.end
        return isAtEdge ? edit : edit.moved(to: around.end)
      }
      others += kept.map { TextEdit(Place(source, $0), "") }
    }
    return others.withoutInner
  }

  /// Without what is edited inside something that is replaced as a whole.
  private var withoutInner: [TextEdit] {
    let whole = filter { !$0.range.isEmpty && !$0.replacement.isEmpty }
      .sorted { ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end) }
    guard !whole.isEmpty else { return self }
    // The outermost, which do not overlap.
    var outer: [Source: [ByteRange]] = [:]
    for edit in whole {
      if let last = outer[edit.source]?.last, edit.range.start < last.end { continue }
      outer[edit.source, default: []].append(edit.range)
    }
    return filter { edit in
      guard let around = outer[edit.source]?.around(edit.range), around != edit.range else { return true }
      return edit.range.isEmpty && (edit.range.start == around.start || edit.range.start == around.end)
    }
  }
}

extension [TextEdit] {
  /// Comments and documentation after all else that comes to the same place: they belong to what stands below, and
  /// would be taken for those of whatever came between.
  var withDocumentationLast: [TextEdit] { filter { !$0.isAboutNext } + filter(\.isAboutNext) }
}

extension TextEdit {
  /// Puts in whole lines of comments or documentation, and nothing else.
  var isAboutNext: Bool {
    guard range.isEmpty else { return false }
    let rows = replacement.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.drop { $0 == " " || $0 == "\t" } }
    let written = rows.filter { !$0.isEmpty }
    return rows.last == "" && !written.isEmpty && written.allSatisfy { $0.hasPrefix("#") }
  }
}

extension [ByteRange] {
  /// Of ranges in order that do not overlap, the one around another. O(log ranges).
  fileprivate func around(_ inner: ByteRange) -> ByteRange? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end < inner.end { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].start <= inner.start ? self[low] : nil
  }
}

extension TextEdit {
  /// Something put in at another place; lines that came after a line come before one where a line begins.
  fileprivate func moved(to offset: UInt32) -> TextEdit {
    let isLineStart = offset == 0 || source.bytes[Int(offset) - 1] == 0x0A
    let place = Place(source, ByteRange(start: offset, end: offset))
    // An empty line that came before them comes after them: the one before what went is still there.
    let feeds = replacement.prefix(while: \.isNewline)
    guard isLineStart else { return TextEdit(place, replacement) }
    return TextEdit(place, String(replacement[feeds.endIndex...]) + feeds)
  }
}
