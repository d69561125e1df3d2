// Comments of three versions: those of ours stay where they are, those that theirs has written come in beside what
// they are about, those that theirs has deleted go. A comment is known by its text, so that one that moves with its
// declaration is neither.

import RungSyntax
import RungText

struct CommentMerge {
  private let ours: Comments
  private let theirs: Comments
  private let old: [String: Int]
  private let own: [String: Int]
  private let new: [String: Int]
  private let lines: SourceLines

  /// Nil when theirs has written and deleted none: most often.
  init?(base: SyntaxTree, ours: SyntaxTree, theirs: SyntaxTree) {
    if Comments.texts(of: base) == Comments.texts(of: theirs) { return nil }
    self.ours = Comments(ours)
    self.theirs = Comments(theirs)
    old = Comments(base).counts
    own = self.ours.counts
    new = self.theirs.counts
    lines = SourceLines(ours)
  }

  var edits: [TextEdit] {
    let gone = self.gone
    return gone.map(removal) + added.flatMap { insertion($0, gone) }
  }

  /// What theirs has deleted and ours still has, the last of several alike.
  private var gone: [Comments.Comment] {
    var left: [String: Int] = [:]
    for (text, count) in old {
      let surplus = min(count, own[text, default: 0]) - new[text, default: 0]
      if surplus > 0 { left[text] = surplus }
    }
    var found: [Comments.Comment] = []
    for comment in ours.all.reversed() where left[comment.text, default: 0] > 0 {
      left[comment.text, default: 0] -= 1
      found.append(comment)
    }
    return found.reversed()
  }

  /// What theirs has written and ours has not.
  private var added: [Comments.Comment] {
    var left: [String: Int] = [:]
    for (text, count) in new {
      let surplus = count - max(old[text, default: 0], own[text, default: 0])
      if surplus > 0 { left[text] = surplus }
    }
    var found: [Comments.Comment] = []
    for comment in theirs.all.reversed() where left[comment.text, default: 0] > 0 {
      left[comment.text, default: 0] -= 1
      found.append(comment)
    }
    return found.reversed()
  }

  private func removal(_ comment: Comments.Comment) -> TextEdit {
    let (start, end) = (Int(comment.range.start), Int(comment.range.end))
    if comment.isTrailing {
      var first = start
      let bytes = lines.tree.source.bytes
      while first > 0, bytes[first - 1] == 0x20 || bytes[first - 1] == 0x09 { first -= 1 }
      return lines.edit(first, end, "")
    }
    return lines.edit(lines.lineStart(start), lines.nextLine(end), "")
  }

  /// Beside what it is about; of what ours does not have, nothing is to be said.
  private func insertion(_ comment: Comments.Comment, _ gone: [Comments.Comment]) -> [TextEdit] {
    if comment.anchor == Comments.end {
      let bytes = lines.tree.source.bytes
      let feed = bytes.isEmpty || bytes.last == 0x0A ? "" : "\n"
      return [lines.edit(bytes.count, bytes.count, feed + comment.text + "\n")]
    }
    guard let place = ours.places[comment.anchor] else {
      // A new property of a thing that ours has: the comment stands above the thing.
      guard let outer = comment.container, let node = ours.places[outer] else { return [] }
      return above(node, comment.text)
    }
    if comment.isTrailing {
      let isFree = !ours.all.contains { known in
        known.anchor == comment.anchor && known.isTrailing && !gone.contains { $0.range == known.range }
      }
      if isFree, lines.isLastOnLine(place) {
        let end = lines.lineEnd(lines.end(of: place))
        return [lines.edit(end, end, "  " + comment.text)]
      }
    }
    return above(place, comment.text)
  }

  private func above(_ node: NodeIndex, _ text: String) -> [TextEdit] {
    let start = lines.lineStart(lines.documentedStart(of: node))
    return [lines.edit(start, start, lines.indentation(at: start) + text + "\n")]
  }
}

/// The comments of a text that stand between statements and entries, each with what it is about.
struct Comments {
  struct Comment {
    let text: String
    let range: ByteRange
    /// What stands below it, or before it on its line.
    let anchor: String
    /// In whose block that is.
    let container: String?
    let isTrailing: Bool
  }

  static let end = "end of the text"

  private(set) var all: [Comment] = []
  /// Statements and entries by what they are about.
  private(set) var places: [String: NodeIndex] = [:]
  private let tree: SyntaxTree

  /// Every comment and line of documentation between tokens: the quick look.
  static func texts(of tree: SyntaxTree) -> [String] {
    let bytes = tree.source.bytes
    var found: [String] = []
    var start = 0
    for token in 0..<tree.tokens.count {
      let end = Int(tree.tokens.starts[token])
      if end > start + 1, let sign = bytes[start..<end].firstIndex(of: UInt8(ascii: "#")) {
        found.append(String(decoding: bytes[sign..<end], as: UTF8.self))
      }
      start = Int(tree.tokens.ends[token])
    }
    return found.sorted()
  }

  var counts: [String: Int] { all.reduce(into: [:]) { $0[$1.text, default: 0] += 1 } }

  init(_ tree: SyntaxTree) {
    self.tree = tree
    let last = walk(Array(tree.children(of: 0)), within: nil)
    let end = tree.tokens.count - 1
    note(before: end, Self.end, container: nil, after: last)
  }

  /// The last thing that a trailing comment may be about.
  private mutating func walk(_ nodes: [NodeIndex], within container: String?) -> String? {
    var last = container
    for node in nodes {
      let anchor = key(of: node, within: container)
      if places[anchor] == nil { places[anchor] = node }
      note(before: tree.firstToken(node), anchor, container: container, after: last)
      last = anchor
      guard let block = tree.firstChild(of: node, kind: .block) else { continue }
      let inner = walk(Array(tree.children(of: block)), within: anchor)
      // Before the closing brace: about the whole.
      note(before: Int(tree.nodes[block].end) - 1, anchor, container: container, after: inner)
    }
    return last
  }

  private func key(of node: NodeIndex, within container: String?) -> String {
    let first = tree.text(ofToken: tree.firstToken(node))
    let prefix = container.map { $0 + " / " } ?? ""
    switch tree.kind(node) {
    case .property: return prefix + "property " + first
    case .override, .remove: return prefix + first + (tree.child(0, of: node).map { tree.text($0) } ?? "")
    case .declaration, .letStatement, .assume, .exchange, .target, .scenario:
      return prefix + (tree.child(0, of: node).map { tree.text($0) } ?? first)
    default: return prefix + tree.words(of: node)
    }
  }

  /// The comments between the token before and a token.
  private mutating func note(
    before token: TokenIndex, _ anchor: String, container: String?, after last: String?
  ) {
    let bytes = tree.source.bytes
    let start = token == 0 ? 0 : Int(tree.tokens.ends[token - 1])
    let end = Int(tree.tokens.starts[token])
    let documentation = tree.documentationRange(before: token)
    var at = start
    var isFirstLine = token > 0
    while at < end {
      guard bytes[at] == UInt8(ascii: "#") else {
        if bytes[at] == 0x0A { isFirstLine = false }
        at += 1
        continue
      }
      let first = at
      while at < end, bytes[at] != 0x0A { at += 1 }
      var stop = at
      while stop > first, bytes[stop - 1] <= 0x20 { stop -= 1 }
      if let documentation, UInt32(first) >= documentation.start { return }
      let range = ByteRange(first, stop)
      let subject = isFirstLine ? last ?? anchor : anchor
      all.append(
        Comment(
          text: tree.source.text(range), range: range, anchor: subject, container: container,
          isTrailing: isFirstLine))
    }
  }
}
