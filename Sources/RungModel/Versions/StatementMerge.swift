// Verbs, `use` lines and printed expressions of three versions: what theirs has added comes in where it stood,
// what theirs has taken out goes. None of them can conflict: two different changes are two statements.

import RungSyntax
import RungText

struct StatementMerge {
  let base: Outline
  let ours: Outline
  let theirs: Outline
  private let rewriter: Rewriter
  private(set) var edits: [TextEdit] = []
  private(set) var taken = 0

  init(base: Outline, ours: Outline, theirs: Outline, _ rewriter: Rewriter) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.rewriter = rewriter
  }

  mutating func run() {
    let (old, own) = (Self.counts(base), Self.counts(ours))
    let new = Self.counts(theirs)
    bring(old, own, new)
    takeAway(old, own, new)
  }

  private static func counts(_ outline: Outline) -> [String: Int] {
    outline.loose.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
  }

  private mutating func bring(_ old: [String: Int], _ own: [String: Int], _ new: [String: Int]) {
    var seen: [String: Int] = [:]
    for (position, statement) in theirs.loose.enumerated() {
      let count = seen[statement.text, default: 0] + 1
      seen[statement.text] = count
      // As many as theirs has more than there were; those that ours has added too count as the same.
      let before = old[statement.text, default: 0]
      guard count > before, count > own[statement.text, default: 0] else { continue }
      taken += 1
      let tree = theirs.trees[statement.tree]
      let text = tree.text(statement.node)
      if tree.kind(statement.node) == .edition, !own.keys.contains(where: { $0.hasPrefix("rung ") }) {
        edits += rewriter.beginning(text)
        continue
      }
      guard let anchor = anchor(before: position, kind: tree.kind(statement.node)) else {
        edits += first(text, kind: tree.kind(statement.node))
        continue
      }
      edits.append(rewriter.lines(anchor.tree).inserting(text, after: anchor.node))
    }
  }

  /// The nearest statement before it in theirs that ours has too, of a sort that may stand beside it.
  private func anchor(before position: Int, kind: NodeKind) -> LooseStatement? {
    let isUse = kind == .use
    for index in stride(from: position - 1, through: 0, by: -1) {
      let statement = theirs.loose[index]
      let other = theirs.trees[statement.tree].kind(statement.node)
      if !isUse, other == .use || other == .edition { continue }
      if let mine = ours.loose.last(where: { $0.text == statement.text }) { return mine }
    }
    guard isUse else { return nil }
    return ours.loose.last {
      let other = ours.trees[$0.tree].kind($0.node)
      return other == .use || other == .edition
    }
  }

  /// Before the first verb of ours, or at the end of its text.
  private func first(_ text: String, kind: NodeKind) -> [TextEdit] {
    if kind == .use { return rewriter.beginning(text) }
    let verb = ours.loose.first {
      let other = ours.trees[$0.tree].kind($0.node)
      return other != .use && other != .edition
    }
    let lines = rewriter.lines(0)
    if let verb {
      let start = lines.start(of: verb.node)
      return lines.isFirstOnLine(verb.node)
        ? [lines.edit(lines.lineStart(start), lines.lineStart(start), text + "\n")]
        : [lines.edit(start, start, text + "; ")]
    }
    let bytes = lines.tree.source.bytes
    let needsEnd = !bytes.isEmpty && bytes.last != 0x0A
    return [lines.edit(bytes.count, bytes.count, (needsEnd ? "\n" : "") + text + "\n")]
  }

  private mutating func takeAway(_ old: [String: Int], _ own: [String: Int], _ new: [String: Int]) {
    for (text, count) in old.sorted(by: { $0.key < $1.key }) {
      var surplus = min(count - new[text, default: 0], own[text, default: 0] - new[text, default: 0])
      guard surplus > 0 else { continue }
      for statement in ours.loose.reversed() where statement.text == text && surplus > 0 {
        if rewriter.outline.trees[statement.tree].kind(statement.node) == .edition { break }
        edits.append(rewriter.removing(statement.node, in: statement.tree, of: nil))
        surplus -= 1
        taken += 1
      }
    }
  }
}
