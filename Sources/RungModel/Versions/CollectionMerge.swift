// Three versions of a list or a table made one: sets by element, tables by key.

import RungSyntax
import RungText

/// One version of a formula.
struct FormulaVersion {
  let tree: SyntaxTree
  let node: NodeIndex

  var canonical: String { CanonicalPrinter.canonicalText(of: node, in: tree) }
  func canonical(_ node: NodeIndex) -> String { CanonicalPrinter.canonicalText(of: node, in: tree) }
}

struct CollectionMerge {
  let base: FormulaVersion?
  let ours: FormulaVersion
  let theirs: FormulaVersion
  private var lines: SourceLines { SourceLines(ours.tree) }

  /// Whether a property's type is a set or a table, so that two people may add to it.
  static func isCollection(_ type: PropertyType) -> Bool {
    switch type {
    case .list, .table, .mix, .newTags: true
    case .either(let types): types.contains(where: isCollection)
    case .text, .truth, .number, .percentage, .amount, .effort, .duration, .date, .span, .timeOfDay, .year,
      .reference, .tag, .selection, .rule, .condition, .anything:
      false
    }
  }

  /// Edits of ours that bring in what theirs changed; nil when both changed the same, so that somebody has to
  /// decide.
  var edits: [TextEdit]? {
    if let tables { return merged(tables.base, tables.ours, tables.theirs) }
    return lists.flatMap { merged($0.base, $0.ours, $0.theirs) }
  }

  // MARK: Sets

  private typealias Elements = [(text: String, node: NodeIndex)]

  private var lists: (base: Elements, ours: Elements, theirs: Elements)? {
    guard let ours = elements(ours), let theirs = elements(theirs) else { return nil }
    guard let base else { return ([], ours, theirs) }
    guard let base = elements(base) else { return nil }
    return (base, ours, theirs)
  }

  /// The elements of a list; a value that is none is the only one of its own.
  private func elements(_ version: FormulaVersion) -> Elements? {
    let tree = version.tree
    switch tree.kind(version.node) {
    case .list:
      let found = tree.children(of: version.node).map { (text: version.canonical($0), node: $0) }
      return Set(found.map(\.text)).count == found.count ? found : nil
    case .table, .byValue, .comprehension, .choice: return nil
    default: return [(version.canonical, version.node)]
    }
  }

  private func merged(_ base: Elements, _ ours: Elements, _ theirs: Elements) -> [TextEdit]? {
    let (inBase, inOurs) = (Set(base.map(\.text)), Set(ours.map(\.text)))
    let inTheirs = Set(theirs.map(\.text))
    let added = theirs.filter { !inBase.contains($0.text) && !inOurs.contains($0.text) }
      .map { self.theirs.tree.text($0.node) }
    let gone = ours.filter { inBase.contains($0.text) && !inTheirs.contains($0.text) }.map(\.node)
    guard isBracketed else {
      let kept = ours.filter { !gone.contains($0.node) }.map { self.ours.tree.text($0.node) } + added
      guard !kept.isEmpty else { return nil }
      return [lines.replacing(self.ours.node, with: "[" + kept.joined(separator: ", ") + "]")]
    }
    return edits(of: self.ours.node, ours.map(\.node), gone: gone, added: added, before: nil)
  }

  private var isBracketed: Bool { ours.tree.kind(ours.node) == .list }

  /// Items taken out of a bracket and put in at its end, or before an item that stays last.
  private func edits(
    of bracket: NodeIndex, _ items: [NodeIndex], gone: [NodeIndex], added: [String], before last: NodeIndex?
  ) -> [TextEdit] {
    var edits: [TextEdit] = []
    let kept = items.filter { !gone.contains($0) }
    if kept.isEmpty, !items.isEmpty, !gone.isEmpty {
      // Nothing of ours stays between the brackets.
      let range = (lines.start(of: items[0]), lines.end(of: items[items.count - 1]))
      return [lines.edit(range.0, range.1, added.joined(separator: ", "))]
    }
    for node in gone {
      let position = items.firstIndex(of: node) ?? 0
      if position + 1 < items.count {
        edits.append(lines.edit(lines.start(of: node), lines.start(of: items[position + 1]), ""))
      } else if position > 0 {
        edits.append(lines.edit(lines.end(of: items[position - 1]), lines.end(of: node), ""))
      }
    }
    guard !added.isEmpty else { return edits }
    if let last {
      let start = lines.start(of: last)
      edits.append(lines.edit(start, start, added.joined(separator: ", ") + ", "))
    } else if let end = kept.last.map({ lines.end(of: $0) }) {
      edits.append(lines.edit(end, end, ", " + added.joined(separator: ", ")))
    } else {
      let start = lines.start(of: bracket) + 1
      edits.append(lines.edit(start, start, added.joined(separator: ", ")))
    }
    return edits
  }

  // MARK: Tables

  private struct Entry {
    let key: String
    let node: NodeIndex
    let value: NodeIndex
    let isElse: Bool
  }

  private typealias Tables = (base: [Entry], ours: [Entry], theirs: [Entry])

  private var tables: Tables? {
    guard let ours = entries(ours), let theirs = entries(theirs) else { return nil }
    guard let base else { return ([], ours, theirs) }
    guard let base = entries(base), sameGroups else { return nil }
    return (base, ours, theirs)
  }

  /// `by region` in all three, or in none.
  private var sameGroups: Bool {
    func group(_ version: FormulaVersion) -> String {
      guard version.tree.kind(version.node) == .byValue else { return "" }
      return version.tree.child(0, of: version.node).map { version.tree.text($0) } ?? ""
    }
    return group(ours) == group(theirs) && (base.map { group($0) == group(ours) } ?? true)
  }

  private func bracket(_ version: FormulaVersion) -> NodeIndex? {
    switch version.tree.kind(version.node) {
    case .table: version.node
    case .byValue: version.tree.child(1, of: version.node)
    default: nil
    }
  }

  private func entries(_ version: FormulaVersion) -> [Entry]? {
    let tree = version.tree
    guard let bracket = bracket(version), tree.kind(bracket) == .table else { return nil }
    var found: [Entry] = []
    for node in tree.children(of: bracket) {
      if tree.kind(node) == .elseEntry, let value = tree.child(0, of: node) {
        found.append(Entry(key: "else", node: node, value: value, isElse: true))
      } else if let key = tree.child(0, of: node), let value = tree.child(1, of: node) {
        found.append(Entry(key: "[" + version.canonical(key), node: node, value: value, isElse: false))
      }
    }
    return Set(found.map(\.key)).count == found.count ? found : nil
  }

  private func merged(_ base: [Entry], _ ours: [Entry], _ theirs: [Entry]) -> [TextEdit]? {
    guard let bracket = bracket(self.ours), sameGroups else { return nil }
    var edits: [TextEdit] = []
    var gone: [NodeIndex] = []
    var added: [String] = []
    let (baseByKey, oursByKey) = (Self.byKey(base), Self.byKey(ours))
    let theirsByKey = Self.byKey(theirs)
    for entry in theirs {
      let before = baseByKey[entry.key].flatMap { old in
        self.base.map { FormulaVersion(tree: $0.tree, node: old.value) }
      }
      let after = FormulaVersion(tree: self.theirs.tree, node: entry.value)
      guard let mine = oursByKey[entry.key] else {
        if before == nil {
          added.append(self.theirs.tree.text(entry.node))
        } else if before?.canonical != after.canonical {
          return nil  // Ours took out what theirs changed.
        }
        continue
      }
      let own = FormulaVersion(tree: self.ours.tree, node: mine.value)
      if own.canonical == after.canonical || before?.canonical == after.canonical { continue }
      if own.canonical == before?.canonical {
        edits.append(lines.replacing(mine.value, with: self.theirs.tree.text(entry.value)))
        continue
      }
      let isNested = own.tree.kind(own.node) == .table || own.tree.kind(own.node) == .list
      guard isNested,
        let inner = CollectionMerge(base: before, ours: own, theirs: after).edits
      else { return nil }
      edits += inner
    }
    for entry in ours where theirsByKey[entry.key] == nil {
      guard let old = baseByKey[entry.key], let version = self.base else { continue }
      guard version.canonical(old.value) == self.ours.canonical(entry.value) else { return nil }
      gone.append(entry.node)
    }
    let last = ours.last.flatMap { $0.isElse && !gone.contains($0.node) ? $0.node : nil }
    return edits
      + self.edits(of: bracket, ours.map(\.node), gone: gone, added: added, before: last)
  }

  private static func byKey(_ entries: [Entry]) -> [String: Entry] {
    Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
