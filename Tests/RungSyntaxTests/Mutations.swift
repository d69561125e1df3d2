// Texts that are not quite right, made from right ones: tokens dropped or doubled, bytes changed, ends cut
// off.

import RungSyntax
import RungText

/// The text without one of its tokens, and the line the token stood on.
func dropping(_ token: TokenIndex, of tree: SyntaxTree) -> (text: String, line: Int) {
  let range = tree.range(ofToken: token)
  var bytes = tree.source.bytes
  bytes.removeSubrange(range.bounds)
  return (String(decoding: bytes, as: UTF8.self), tree.source.line(at: range.start))
}

func doubling(_ token: TokenIndex, of tree: SyntaxTree) -> [UInt8] {
  let range = tree.range(ofToken: token)
  var bytes = tree.source.bytes
  bytes.insert(contentsOf: [0x20] + tree.source.bytes[range.bounds] + [0x20], at: Int(range.end))
  return bytes
}

/// What is wrong with the shape of a tree; nil when nothing is.
func flaw(of tree: SyntaxTree) -> String? {
  let tokens = tree.tokens
  var last: UInt32 = 0
  for token in 0..<tokens.count {
    if tokens.starts[token] < last || tokens.ends[token] < tokens.starts[token] {
      return "token \(token) overlaps"
    }
    if tokens.starts[token] == tokens.ends[token], tokens.kinds[token] != .isWord, token < tokens.count - 1 {
      return "token \(token) is empty"
    }
    last = tokens.ends[token]
  }
  if tokens.kinds.last != .endOfFile { return "the last token is not the end" }
  if Int(last) != tree.source.bytes.count { return "the tokens end at \(last)" }
  if let gap = gapWithText(tree) { return "text in the gap at \(gap)" }
  if tree.nodes.isEmpty { return "no root" }
  return nodeFlaw(of: tree)
}

/// A gap holds blanks and comments only; what else it holds is reported.
private func gapWithText(_ tree: SyntaxTree) -> Int? {
  var start = 0
  for token in 0..<tree.tokens.count {
    let end = Int(tree.tokens.starts[token])
    let gap = tree.source.bytes[start..<end]
    let hasLetters = gap.contains { $0 > 0x20 && $0 < 0x7F }
    let isComment =
      gap.contains(UInt8(ascii: "#")) || gap.contains(UInt8(ascii: "/")) || gap.contains(UInt8(ascii: "-"))
    if hasLetters, !isComment { return start }
    start = Int(tree.tokens.ends[token])
  }
  return nil
}

private func nodeFlaw(of tree: SyntaxTree) -> String? {
  let nodes = tree.nodes
  var open: [(end: Int, lastToken: UInt32)] = []
  var next: [UInt32] = []
  for index in 0..<nodes.count {
    let node = nodes[index]
    while let top = open.last, top.end <= index {
      open.removeLast()
      next.removeLast()
    }
    if node.size == 0 || index + Int(node.size) > nodes.count { return "size of node \(index)" }
    if node.end < node.first || Int(node.end) > tree.tokens.count { return "tokens of node \(index)" }
    if let top = open.last {
      if index + Int(node.size) > top.end { return "node \(index) \(node.kind) leaves its parent" }
      if node.end > top.lastToken || node.first < next[next.count - 1] {
        return "node \(index) \(node.kind) is not in order"
      }
      next[next.count - 1] = node.end
    } else if index > 0 {
      return "node \(index) has no parent"
    }
    open.append((index + Int(node.size), node.end))
    next.append(node.first)
  }
  return Int(nodes[0].size) == nodes.count ? nil : "the root is not the whole"
}

/// The most nodes on the way from the root to a leaf.
func depth(of tree: SyntaxTree) -> Int {
  var ends: [Int] = []
  var deepest = 0
  for index in 0..<tree.nodes.count {
    while let end = ends.last, end <= index { ends.removeLast() }
    ends.append(index + Int(tree.nodes[index].size))
    deepest = max(deepest, ends.count)
  }
  return deepest
}
