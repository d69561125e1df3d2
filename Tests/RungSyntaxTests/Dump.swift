// A tree as one line of text: `(sum n 1)`. Leaves are their text; `_` is missing, `(? …)` unexpected tokens.

import RungSyntax
import RungText

func parse(_ text: String, as entry: SyntaxTree.Entry = .script) -> SyntaxTree {
  SyntaxTree.parse(Source(name: "test.rung", text: text), as: entry)
}

/// The statements of a text.
func dump(_ text: String) -> String { dump(parse(text)) }

func dump(_ tree: SyntaxTree) -> String {
  var parts: [String] = []
  var child = 1
  while child < tree.nodes.count {
    parts.append(dump(tree, child))
    child += Int(tree.nodes[child].size)
  }
  return parts.joined(separator: " ")
}

func dump(_ tree: SyntaxTree, _ node: NodeIndex) -> String {
  let here = tree.nodes[node]
  switch here.kind {
  case .name, .number, .string, .date, .month, .time, .truth, .none: return tree.text(node)
  case .missing: return "_"
  case .unexpected:
    return "(? " + (Int(here.first)..<Int(here.end)).map { tree.text(ofToken: $0) }.joined(separator: " ")
      + ")"
  case .quantity: return "(quantity " + tree.text(node) + ")"
  case .index, .per, .edition, .tagWord: return "(\(here.kind) " + tree.text(node) + ")"
  default: break
  }
  var parts = ["\(here.kind)"]
  switch here.kind {
  case .declaration, .property, .argument, .indexRange: parts.append(tree.text(ofToken: Int(here.first)))
  case .member: parts.append(tree.text(ofToken: Int(here.end) - 1))
  case .comparison:
    let first = tree.nodes[node + 1]
    let second = tree.nodes[node + 1 + Int(first.size)]
    parts.append((Int(first.end)..<Int(second.first)).map { tree.text(ofToken: $0) }.joined(separator: "-"))
  default: break
  }
  var child = node + 1
  while child < node + Int(here.size) {
    parts.append(dump(tree, child))
    child += Int(tree.nodes[child].size)
  }
  return "(" + parts.joined(separator: " ") + ")"
}

/// Code and place of each diagnostic: `R0102 1:14`.
func problems(_ text: String) -> [String] {
  parse(text).diagnostics.map { diagnostic in
    let place = diagnostic.place
    let position = place.source.position(at: place.range.start)
    return "\(diagnostic.code.id) \(position.line):\(position.column)"
  }
}

/// The text after the safe fixes of its diagnostics (or, of one with only unsafe ones, the first), applied
/// once.
func mended(_ text: String, safeOnly: Bool = true) -> String {
  let tree = parse(text)
  var edits: [TextEdit] = []
  for diagnostic in tree.diagnostics {
    guard let fix = diagnostic.fixes.first(where: { $0.isSafe || !safeOnly }) else { continue }
    edits += fix.edits
  }
  var bytes = tree.source.bytes
  for edit in edits.sorted(by: { ($0.range.start, $0.range.end) > ($1.range.start, $1.range.end) }) {
    bytes.replaceSubrange(edit.range.bounds, with: Array(edit.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}
