// What the parser could not read, as far as it matters to what is said of the rest: one slip of the keyboard is one
// diagnostic, not one more at every place that counted on what it broke.

import RungSyntax
import RungText

package struct Damage: Sendable {
  /// Words of the damaged entries: each may be the name of something whose declaration cannot be read.
  private var words: Set<String> = []
  /// Kinds of which a declaration has lost its name.
  private var namelessKinds: Set<String> = []
  /// Declarations that are damaged somewhere: whether something in them is missing cannot be known.
  private(set) package var entities: Set<EntityID> = []
  /// Properties that a misspelled word was meant to give.
  private var meant: Set<MeantProperty> = []
  /// By tree: token ranges of the damaged entries, in order, none touching another.
  private var entries: [Int: [Range<TokenIndex>]] = [:]

  private struct MeantProperty: Hashable {
    let entity: EntityID
    let property: PropertyID
  }

  package var isEmpty: Bool { words.isEmpty && entries.isEmpty && namelessKinds.isEmpty && meant.isEmpty }

  // MARK: Questions

  /// Whether something of this name, of one of these kinds (any, when there are none), may be declared where the
  /// text is damaged.
  package func mayDeclare(_ word: String, _ kinds: [String] = []) -> Bool {
    if words.contains(word) { return true }
    return kinds.isEmpty ? !namelessKinds.isEmpty : kinds.contains(where: namelessKinds.contains)
  }

  /// Whether any token of a node, or the place where it is missing, belongs to a damaged entry.
  package func touches(_ node: NodeIndex, _ tree: SyntaxTree, _ index: Int) -> Bool {
    guard !entries.isEmpty, let damaged = entries[index] else { return false }
    let first = Int(tree.nodes[node].first)
    return Self.touches(first..<max(Int(tree.nodes[node].end), first + 1), damaged)
  }

  /// The same of a declaration up to its block.
  package func touches(head node: NodeIndex, _ tree: SyntaxTree, _ index: Int) -> Bool {
    guard !entries.isEmpty, let damaged = entries[index] else { return false }
    let first = Int(tree.nodes[node].first)
    let block =
      tree.firstChild(of: node, kind: .block).map { tree.firstToken($0) } ?? Int(tree.nodes[node].end)
    return Self.touches(first..<max(block, first + 1), damaged)
  }

  package func touches(token: TokenIndex, _ index: Int) -> Bool {
    guard !entries.isEmpty, let damaged = entries[index] else { return false }
    return Self.touches(token..<token + 1, damaged)
  }

  package func wasMeant(_ property: PropertyID, of entity: EntityID) -> Bool {
    meant.contains(MeantProperty(entity: entity, property: property))
  }

  /// Binary search for the first entry that ends behind the beginning.
  private static func touches(_ range: Range<TokenIndex>, _ entries: [Range<TokenIndex>]) -> Bool {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].lowerBound < range.upperBound
  }

  // MARK: Changes

  mutating func note(_ entity: EntityID) { entities.insert(entity) }
  mutating func note(word: String) { words.insert(word) }
  mutating func note(namelessKind kind: String) { namelessKinds.insert(kind) }
  mutating func note(_ property: PropertyID, meantFor entity: EntityID) {
    meant.insert(MeantProperty(entity: entity, property: property))
  }

  /// Finds the damaged entries of a tree. What is only written oddly, and understood, is no damage.
  /// O(tokens + nodes) for a tree with errors, else O(1).
  mutating func note(_ tree: SyntaxTree, _ index: Int) {
    var found: [Range<TokenIndex>] = []
    for diagnostic in tree.diagnostics where diagnostic.severity == .error && !Self.isUnderstood(diagnostic) {
      let range = diagnostic.place.range
      found.append(
        Self.entry(
          around: Self.token(at: range.start, tree), Self.token(at: max(range.start, range.end &- 1), tree),
          tree))
    }
    guard !found.isEmpty else { return }
    for node in tree.nodes.indices
    where tree.nodes[node].kind == .unexpected && tree.nodes[node].end > tree.nodes[node].first {
      found.append(Int(tree.nodes[node].first)..<Int(tree.nodes[node].end))
    }
    let merged = Self.merged(found)
    for range in merged {
      for token in range where tree.tokens.kinds[token].isName { words.insert(tree.text(ofToken: token)) }
    }
    // Of a merge that was not finished, each line is a token.
    for token in 0..<tree.tokens.count where tree.tokens.kinds[token] == .conflictMarker {
      let line = tree.text(ofToken: token)
      words.formUnion(
        line.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.map(String.init))
    }
    entries[index] = merged
  }

  /// A comma may be missing in what was meant quite otherwise; the other safe repairs leave no doubt.
  private static func isUnderstood(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.code != .missingComma && diagnostic.fixes.contains { $0.isSafe }
  }

  /// The last token that begins at or before a byte.
  private static func token(at offset: UInt32, _ tree: SyntaxTree) -> TokenIndex {
    var low = 0
    var high = tree.tokens.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if tree.tokens.starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// From the token before which the entry begins to the one behind it: lines, `;` and braces part entries.
  private static func entry(around first: TokenIndex, _ last: TokenIndex, _ tree: SyntaxTree) -> Range<
    TokenIndex
  > {
    let tokens = tree.tokens
    var start = first
    while start > 0, !tokens.isFirstOnLine(start), tokens.kinds[start - 1] != .semicolon,
      tokens.kinds[start - 1] != .leftBrace
    {
      start -= 1
    }
    var end = max(last, start) + 1
    while end < tokens.count, !tokens.isFirstOnLine(end), tokens.kinds[end - 1] != .leftBrace,
      tokens.kinds[end] != .semicolon, tokens.kinds[end] != .rightBrace
    {
      end += 1
    }
    return start..<end
  }

  private static func merged(_ ranges: [Range<TokenIndex>]) -> [Range<TokenIndex>] {
    var merged: [Range<TokenIndex>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension Definitions {
  /// Whether it is known which words a set has, and that this is none of them.
  package func isSurelyUnknown(tag word: String, in set: TagSet) -> Bool {
    if damage.isEmpty { return true }
    switch set {
    case .words, .language, .currency: return true
    case .dimension(let name):
      guard let entity = entity(named: name) else { return !damage.mayDeclare(name, ["dimension"]) }
      return !damage.entities.contains(entity) && !damage.mayDeclare(word, ["value"])
    case .anyDimension: return !damage.mayDeclare(word, ["dimension"]) && !isAnyDamaged("dimension")
    case .category: return !damage.mayDeclare(word, ["programme"]) && !isAnyDamaged("programme")
    }
  }

  /// Whether nothing is said of an unknown name, because it may be declared where the text is damaged.
  package func isSilent(_ word: String, _ kinds: [String] = []) -> Bool {
    !damage.isEmpty && damage.mayDeclare(word, kinds) && removedEntity(named: word) == nil
  }

  /// Whether it is known that a family has no member of this index.
  package func isSurelyNoMember(of entity: EntityID) -> Bool {
    damage.isEmpty || !damage.entities.contains(entity) && !isAnyDamaged("dimension")
  }

  /// Whether it is known that a kind has no such property: a dimension may be declared where the text is damaged.
  package func isSurelyNoProperty(_ word: String, of entity: EntityID) -> Bool {
    if damage.isEmpty { return true }
    return !damage.entities.contains(entity) && !damage.mayDeclare(word, ["dimension"])
  }

  private func isAnyDamaged(_ kind: String) -> Bool { damage.entities.contains { kindName(of: $0) == kind } }
}
