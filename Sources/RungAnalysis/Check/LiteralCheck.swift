// Literals checked where they stand: most of a large programme is literals, and they need no expression, no
// value and no memory of their own.

import RungModel
import RungSyntax
import RungText

enum LiteralCheck {
  /// Whether a literal is a right value of a type. `false` says nothing: the formula is then compiled, which
  /// finds out what is wrong. O(bytes of the literal).
  static func fits(
    _ node: NodeIndex, _ tree: SyntaxTree, _ type: PropertyType, _ definitions: Definitions, _ words: WordSets
  ) -> Bool {
    switch (tree.nodes[node].kind, type) {
    case (.number, .number(_, let whole, let minimum, let maximum)):
      guard let number = NumberLiteral.decimal(tree.firstToken(node), tree) else { return false }
      if whole, !number.isWhole { return false }
      if let minimum, number < Decimal(minimum) { return false }
      if let maximum, number > Decimal(maximum) { return false }
      return true
    case (.number, .amount(.count, _, let plain)):
      return plain && NumberLiteral.decimal(tree.firstToken(node), tree)?.isWhole == true
    case (.quantity, .percentage):
      let token = tree.firstToken(node)
      guard tree.tokens.kinds[token] == .number, tree.tokens.kinds[token + 1] == .percent,
        let number = NumberLiteral.decimal(token, tree)
      else { return false }
      return number <= 100
    case (.quantity, .effort): return unit(node, tree)?.base == .effort
    case (.quantity, .duration):
      return unit(node, tree).map { $0.base == .days || $0.base == .months } ?? false
    case (.quantity, .amount(.money, _, let plain)): return plain && isMoney(node, tree)
    case (.date, .date): return isDate(tree.firstToken(node), tree)
    case (.string, .text): return !hasInsert(tree.firstToken(node), tree)
    case (.truth, .truth): return true
    case (.span, .span):
      let first = node + 1
      let second = first + Int(tree.nodes[first].size)
      guard tree.nodes[first].kind == .date, second < tree.nodes.count, tree.nodes[second].kind == .date,
        let start = date(tree.firstToken(first), tree), let end = date(tree.firstToken(second), tree)
      else { return false }
      return start <= end
    case (.name, .tag(.words(let allowed))):
      return allowed.contains { equals($0, tree.firstToken(node), tree) }
    case (.name, .tag(.language)): return isLanguage(tree.firstToken(node), tree)
    case (.name, .reference(let kinds)):
      guard let entity = entity(tree.firstToken(node), tree, definitions) else { return false }
      return kinds.contains(definitions.kindName(of: entity)) && !definitions[entity].isFamily
    case (.list, .list(let item)):
      return tree.children(of: node).allSatisfy { fits($0, tree, item, definitions, words) }
    case (.list, .either(let types)):
      return types.contains { $0.item != nil && fits(node, tree, $0, definitions, words) }
    case (.name, .list(let item)): return fits(node, tree, item, definitions, words)
    case (.span, .list(.span)): return fits(node, tree, .span, definitions, words)
    case (.name, .tag(.dimension(let name))):
      // Only where the word cannot be anything else is it right without asking further.
      return words.contains(tree.text(node), in: .dimension(name))
    default: return false
    }
  }

  private static func unit(_ node: NodeIndex, _ tree: SyntaxTree) -> UnitWord? {
    let token = tree.firstToken(node)
    guard tree.tokens.kinds[token] == .number, NumberLiteral.decimal(token, tree) != nil else { return nil }
    return withBytes(token + 1, tree) { UnitSpelling.word($0) }
  }

  private static func isMoney(_ node: NodeIndex, _ tree: SyntaxTree) -> Bool {
    let token = tree.firstToken(node)
    guard tree.tokens.kinds[token] == .number, NumberLiteral.decimal(token, tree) != nil else { return false }
    return withBytes(token + 1, tree) { Currency(code: $0) != nil }
  }

  private static func isDate(_ token: TokenIndex, _ tree: SyntaxTree) -> Bool { date(token, tree) != nil }

  private static func date(_ token: TokenIndex, _ tree: SyntaxTree) -> CalendarDate? {
    withBytes(token, tree) { try? CalendarDate(literal: $0) }
  }

  private static func isLanguage(_ token: TokenIndex, _ tree: SyntaxTree) -> Bool {
    let range = tree.range(ofToken: token)
    guard range.count == 2 else { return LanguageTag.isKnown(tree.text(ofToken: token)) }
    return withBytes(token, tree) { LanguageTag.isTwoLetterKnown($0[0], $0[1]) }
  }

  private static func hasInsert(_ token: TokenIndex, _ tree: SyntaxTree) -> Bool {
    withBytes(token, tree) { $0.contains(0x7B) || $0.contains(0x5C) }
  }

  private static func equals(_ word: String, _ token: TokenIndex, _ tree: SyntaxTree) -> Bool {
    withBytes(token, tree) { word.utf8.elementsEqual($0) }
  }

  private static func entity(_ token: TokenIndex, _ tree: SyntaxTree, _ definitions: Definitions) -> EntityID?
  {
    withBytes(token, tree) { definitions.entity(spelled: $0) }
  }

  private static func withBytes<Result>(
    _ token: TokenIndex, _ tree: SyntaxTree, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = tree.range(ofToken: token).bounds
    return tree.source.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

/// Unit words by their bytes, without making a string.
enum UnitSpelling {
  private static let words: [(bytes: [UInt8], word: UnitWord)] = UnitWord.allCases.flatMap { word in
    [(Array(word.rawValue.utf8), word), (Array(word.plural.utf8), word)]
  }

  static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UnitWord? {
    for entry in words where entry.bytes.count == bytes.count && entry.bytes.elementsEqual(bytes) {
      return entry.word
    }
    return nil
  }
}
