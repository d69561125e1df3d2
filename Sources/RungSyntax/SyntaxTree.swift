// The one tree: lossless, flat, whole-file. Tokens and nodes are dense arrays; a node is a kind, a token
// range and the length of its subtree, in preorder. White space and comments are the gaps between tokens, so
// the text of the tree is the bytes of its source, whatever they are.

import RungText

/// A token's index in its tree.
package typealias TokenIndex = Int
/// A node's index in its tree; the root is 0.
package typealias NodeIndex = Int

package struct Node: Sendable {
  /// First token and one past the last.
  package var first: UInt32
  package var end: UInt32
  /// Nodes in the subtree, this one included: the next sibling is at `index + size`.
  package var size: UInt32
  package var kind: NodeKind

  package init(kind: NodeKind, first: UInt32, end: UInt32, size: UInt32) {
    self.kind = kind
    self.first = first
    self.end = end
    self.size = size
  }
}

package final class SyntaxTree: Sendable {
  package let source: Source
  package let tokens: Tokens
  package let nodes: ContiguousArray<Node>
  package let diagnostics: [Diagnostic]

  package init(source: Source, tokens: Tokens, nodes: ContiguousArray<Node>, diagnostics: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.nodes = nodes
    self.diagnostics = diagnostics
  }

  // MARK: Nodes

  package func kind(_ node: NodeIndex) -> NodeKind { nodes[node].kind }

  /// The children without `unexpected` ones, as node indices. O(children).
  package func children(of node: NodeIndex) -> Children { Children(tree: self, parent: node) }

  /// The child at a position, `unexpected` ones not counted; nil past the last.
  package func child(_ position: Int, of node: NodeIndex) -> NodeIndex? {
    var left = position
    for child in children(of: node) {
      if left == 0 { return child }
      left -= 1
    }
    return nil
  }

  package func firstChild(of node: NodeIndex, kind: NodeKind) -> NodeIndex? {
    for child in children(of: node) where nodes[child].kind == kind { return child }
    return nil
  }

  /// The bytes from a node's first token to its last; of an empty node, the empty range where it should be.
  package func range(_ node: NodeIndex) -> ByteRange {
    let here = nodes[node]
    if here.end > here.first {
      return ByteRange(start: tokens.starts[Int(here.first)], end: tokens.ends[Int(here.end) - 1])
    }
    let before = Int(here.first) == 0 ? 0 : tokens.ends[Int(here.first) - 1]
    return ByteRange(start: before, end: before)
  }

  package func place(_ node: NodeIndex) -> Place { Place(source, range(node)) }
  package func text(_ node: NodeIndex) -> String { source.text(range(node)) }

  /// Of a text read as one expression or path: its node.
  package var onlyNode: NodeIndex { child(0, of: 0) ?? 0 }

  // MARK: Tokens

  package func range(ofToken token: TokenIndex) -> ByteRange {
    ByteRange(start: tokens.starts[token], end: tokens.ends[token])
  }

  package func place(ofToken token: TokenIndex) -> Place { Place(source, range(ofToken: token)) }
  package func text(ofToken token: TokenIndex) -> String { source.text(range(ofToken: token)) }

  /// First token of a node.
  package func firstToken(_ node: NodeIndex) -> TokenIndex { Int(nodes[node].first) }

  package struct Children: Sequence, IteratorProtocol {
    private let tree: SyntaxTree
    private var upcoming: Int
    private let end: Int

    init(tree: SyntaxTree, parent: NodeIndex) {
      self.tree = tree
      upcoming = parent + 1
      end = parent + Int(tree.nodes[parent].size)
    }

    package mutating func next() -> NodeIndex? {
      while upcoming < end {
        let index = upcoming
        let node = tree.nodes[index]
        upcoming += Int(node.size)
        if node.kind != .unexpected { return index }
      }
      return nil
    }
  }
}

/// Tokens as parallel arrays. The last token is always `endOfFile`, empty, at the end of the text.
package struct Tokens: Sendable {
  package var kinds: ContiguousArray<TokenKind>
  package var starts: ContiguousArray<UInt32>
  package var ends: ContiguousArray<UInt32>
  /// One bit a token, 64 a word: the token is the first on its line.
  package var lineFirsts: ContiguousArray<UInt64>

  package init() {
    kinds = []
    starts = []
    ends = []
    lineFirsts = []
  }

  package var count: Int { kinds.count }

  /// No token stands before it on its line. The first token of a text is the first on its line.
  package func isFirstOnLine(_ token: TokenIndex) -> Bool {
    lineFirsts[token >> 6] >> UInt64(token & 63) & 1 != 0
  }
}
