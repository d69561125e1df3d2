// `where … by … first …`: which of many things, in what order, how many. The properties of each thing are known by
// their bare names.

import RungAnalysis
import RungModel
import RungSyntax
import RungText

struct Choosing {
  private let statement: Statement
  private let evaluator: Evaluator
  private let kinds: [KindID]
  private var definitions: Definitions { evaluator.definitions }
  private(set) var diagnostics: [Diagnostic] = []

  /// `kinds`: what the things may be, also when there are none.
  init(_ statement: Statement, kinds: Set<String>, _ evaluator: Evaluator) {
    self.statement = statement
    self.evaluator = evaluator
    let schema = evaluator.definitions.schema
    self.kinds = kinds.compactMap(schema.kind(named:)).sorted()
  }

  static func isAsked(of statement: Statement) -> Bool {
    [.whereClause, .byClause, .byDescending, .firstClause].contains { statement.clause($0) != nil }
  }

  /// The things that are left, in order; nil when a clause has a problem. O(n log n) for n things.
  mutating func chosen(_ refs: [EntityRef]) -> [EntityRef]? {
    var refs = refs
    var isSound = true
    if let clause = statement.clause(.whereClause) {
      if let kept = filtered(refs, clause) { refs = kept } else { isSound = false }
    }
    if let clause = statement.clause(.byClause) ?? statement.clause(.byDescending) {
      if let sorted = sorted(refs, clause) { refs = sorted } else { isSound = false }
    }
    if let clause = statement.clause(.firstClause) {
      if let count = count(clause) { refs = Array(refs.prefix(count)) } else { isSound = false }
    }
    return isSound ? refs : nil
  }

  /// Compiles the clauses without looking at any thing: what `check` wants to know.
  mutating func check() { _ = chosen([]) }

  // MARK: where

  private mutating func filtered(_ refs: [EntityRef], _ clause: NodeIndex) -> [EntityRef]? {
    guard let condition = statement.tree.child(0, of: clause) else { return nil }
    let items = ItemVariables(of: condition, statement, kinds, evaluator)
    guard let compiled = compile(condition, items, expecting: .truth) else { return nil }
    return refs.filter { ref in
      switch evaluator.run(compiled.expression, items.values(of: ref)) {
      case .truth(let holds): holds
      // More likely than not.
      case .uncertainTruth(let condition): UncertainSummary(condition, seed: evaluator.seed).mean > 0.5
      default: false
      }
    }
  }

  // MARK: by

  private mutating func sorted(_ refs: [EntityRef], _ clause: NodeIndex) -> [EntityRef]? {
    guard let node = statement.tree.child(0, of: clause) else { return nil }
    let items = ItemVariables(of: node, statement, kinds, evaluator)
    guard let compiled = compile(node, items, expecting: nil) else { return nil }
    guard ItemOrder.isOrdered(compiled.expression.type) else {
      diagnostics.append(SessionErrors.unordered(statement.tree.place(node), compiled.expression.type))
      return nil
    }
    let isDescending = statement.tree.kind(clause) == .byDescending
    let keyed = refs.map {
      (ItemOrder.key(evaluator.run(compiled.expression, items.values(of: $0)), evaluator), $0)
    }
    let order = keyed.indices.sorted { left, right in
      switch (keyed[left].0, keyed[right].0) {
      case (let a?, let b?):
        if a == b { return left < right }
        return isDescending ? b < a : a < b
      // What has no value stands last.
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return left < right
      }
    }
    return order.map { keyed[$0].1 }
  }

  // MARK: first

  private mutating func count(_ clause: NodeIndex) -> Int? {
    guard let number = statement.tree.child(0, of: clause), statement.tree.kind(number) == .number else {
      return nil
    }
    let text = String(decoding: statement.tree.numberText(statement.tree.firstToken(number)), as: UTF8.self)
    // More digits than fit are more rows than there can be.
    let isWhole = text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let count = isWhole ? Int(text) ?? .max : 0
    if count > 0 { return count }
    diagnostics.append(SessionErrors.badCount(statement.tree.place(number), least: 1))
    return nil
  }

  // MARK: Below

  private mutating func compile(
    _ node: NodeIndex, _ items: ItemVariables, expecting: PropertyType?
  ) -> Compiled? {
    let before = evaluator.takeDiagnostics()
    let compiled = evaluator.compile(
      node, of: statement, expecting: expecting, variables: items.names.map { ($0.name, $0.type) })
    diagnostics += before + items.suggesting(evaluator.takeDiagnostics())
    return compiled.hasErrors ? nil : compiled
  }
}

/// The properties of an item that a clause names, as variables.
struct ItemVariables {
  private(set) var names: [(name: String, type: ValueType)] = []
  private let kinds: [KindID]
  private let evaluator: Evaluator
  private let titles: Titles

  init(of clause: NodeIndex, _ statement: Statement, _ kinds: [KindID], _ evaluator: Evaluator) {
    self.kinds = kinds
    self.evaluator = evaluator
    titles = Titles(evaluator)
    let tree = statement.tree
    for node in clause..<clause + Int(tree.nodes[clause].size) where tree.kind(node) == .name {
      let word = tree.text(node)
      guard !names.contains(where: { $0.name == word }), let type = type(of: word) else { continue }
      names.append((word, type))
    }
  }

  func values(of ref: EntityRef) -> [Value] { names.map { value($0.name, of: ref) } }

  private func type(of word: String) -> ValueType? {
    if word == "name" || word == "title" { return .text }
    let definitions = evaluator.definitions
    let owners = kinds.filter { key(word, $0) != nil }
    guard !owners.isEmpty else { return nil }
    let tree = SyntaxTree.parse(Source(name: "<property>", text: "it." + word), as: .expression)
    guard let node = tree.child(0, of: 0) else { return .unknown }
    var found: ValueType?
    for kind in owners {
      let compiled = evaluator.compiler.compile(
        expression: node, tree: tree, index: -1, variables: [("it", .entity([definitions.schema[kind].name]))]
      )
      let type = compiled.expression.type
      found = found == nil || found == type ? type : .unknown
    }
    return found
  }

  private func value(_ word: String, of ref: EntityRef) -> Value {
    if word == "name" { return .text(evaluator.name(of: ref)) }
    if word == "title" { return titles.title(of: ref).map { .text($0) } ?? .none }
    guard let key = key(word, evaluator.definitions[ref.entity].kind) else { return .none }
    return evaluator.value(of: ref, key)
  }

  private func key(_ word: String, _ kind: KindID) -> PropertyKey? {
    let definitions = evaluator.definitions
    switch (definitions.schema[kind].name, word) {
    case ("let", "value"), ("assume", "value"), ("exchange", "value"): return .value
    case ("target", "condition"): return .condition
    case ("target", "confidence"): return .confidence
    default: return definitions.key(of: word, kind: kind)
    }
  }

  /// Adds "did you mean" for a name that is nearly a property.
  func suggesting(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let schema = evaluator.definitions.schema
    let words =
      kinds.flatMap { kind in schema.properties(of: kind).map { schema.properties[$0].name } } + [
        "name", "title",
      ]
    return diagnostics.map { diagnostic in
      guard diagnostic.code.id == DiagnosticCode.unknownName.id, diagnostic.fixes.allSatisfy(\.edits.isEmpty),
        let near = Spelling.suggestion(for: diagnostic.place.text, among: words)
      else { return diagnostic }
      let fix = Fix("did you mean \"\(near)\"?", edits: [TextEdit(diagnostic.place, near)], isSafe: false)
      return Diagnostic(
        diagnostic.code, diagnostic.severity, diagnostic.message, at: diagnostic.place,
        related: diagnostic.related,
        fixes: [fix])
    }
  }
}
