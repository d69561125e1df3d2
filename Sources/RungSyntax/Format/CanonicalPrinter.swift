// The canonical text of a formula: one line, the fewest brackets, `_` from five digits, one spelling of each
// string. Snapshots keep formulas so, and two formulas are the same when their canonical texts are.

import RungText

package struct CanonicalPrinter {
  /// How tightly a form binds, loosest first: a form stands without brackets where at least its level is
  /// asked for.
  enum Level: Int, Comparable {
    case expression, disjunction, conjunction, negation, comparison, span, sum, product, each, rate, estimate,
      signed
    case unsigned, primary

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  let tree: SyntaxTree
  var out: [UInt8] = []

  /// The canonical text of an expression, a path, or what else may stand after `:` or between a family's
  /// brackets. Damaged tokens come out repaired, what is missing as nothing.
  package static func canonicalText(of node: NodeIndex, in tree: SyntaxTree) -> String {
    var printer = CanonicalPrinter(tree: tree)
    printer.write(node, at: .expression)
    return String(decoding: printer.out, as: UTF8.self)
  }

  private init(tree: SyntaxTree) { self.tree = tree }

  // MARK: Levels

  /// A node with brackets around it if it binds more loosely than `level`.
  mutating func write(_ node: NodeIndex, at level: Level) {
    let inner = unwrapped(node)
    if self.level(of: inner) >= level {
      write(inner)
    } else {
      append("(")
      write(inner)
      append(")")
    }
  }

  /// The expression inside any number of brackets.
  func unwrapped(_ node: NodeIndex) -> NodeIndex {
    var node = node
    while tree.kind(node) == .paren, let inner = tree.child(0, of: node) { node = inner }
    return node
  }

  func level(of node: NodeIndex) -> Level {
    switch tree.kind(node) {
    case .choice: .expression
    case .disjunction: .disjunction
    case .conjunction: .conjunction
    case .not: .negation
    case .comparison: .comparison
    case .span: .span
    case .sum: .sum
    case .product: .product
    case .each: .each
    case .rate: .rate
    case .estimateTo, .estimateOf: .estimate
    case .negative: .signed
    case .quantity, .number, .reference: .unsigned
    default: .primary
    }
  }

  // MARK: Forms

  private mutating func write(_ node: NodeIndex) {
    switch tree.kind(node) {
    case .choice: choice(node)
    case .disjunction: joined(node, at: .conjunction)
    case .conjunction: joined(node, at: .negation)
    case .not: prefixed("not ", node, at: .negation)
    case .comparison: joined(node, at: .span)
    case .span: joined(node, at: .sum)
    case .sum: joined(node, at: .product)
    case .product: joined(node, at: .each)
    case .estimateTo, .estimateOf: joined(node, at: .signed)
    case .rate: rate(node)
    case .each: suffixed(node, at: .rate, " each")
    case .negative: prefixed("-", node, at: .unsigned)
    case .reference: reference(node)
    case .quantity: quantity(node)
    case .list, .table: items("[", node, "]")
    case .entry: keyed(node)
    case .elseEntry: prefixed("else: ", node, at: .expression)
    case .comprehension: comprehension(node)
    case .argument: argument(node)
    case .family, .subscript: items("[", node, "]")
    case .call: items("(", node, ")")
    case .member: member(node)
    case .per: per(node)
    case .byValue: byValue(node)
    case .indexRange: indexRange(node)
    case .whereClause: prefixed("where ", node, at: .expression)
    case .inClause: prefixed("in ", node, at: .expression)
    case .fromClause: prefixed("from ", node, at: .expression)
    case .paren: write(node, at: .expression)
    case .missing, .unexpected: break
    case .name, .number, .string, .date, .month, .time, .truth, .none, .tagWord, .index: leaf(node)
    case .script, .edition, .use, .letStatement, .assume, .exchange, .target, .scenario, .remove, .override,
      .print,
      .declaration, .block, .property, .byClause, .byDescending, .firstClause, .withClause, .measuringClause,
      .untilClause, .confidence, .sweepOver, .toClause, .runsClause, .seedClause, .show, .schedule, .match,
      .simulate,
      .test, .compare, .sweep, .find, .explain, .accept, .save, .snapshot, .open, .export, .report:
      plainly(node)
    }
  }

  /// Children and the operators between them.
  private mutating func joined(_ node: NodeIndex, at level: Level) {
    var previous: NodeIndex?
    for child in tree.children(of: node) {
      if let previous { operation(after: previous) }
      operand(child, of: node, at: level)
      previous = child
    }
  }

  /// Beside `+ - * /` an estimate stands in brackets, with its rate or `each` (R0112).
  private mutating func operand(_ child: NodeIndex, of node: NodeIndex, at level: Level) {
    let isArithmetic = tree.kind(node) == .sum || tree.kind(node) == .product
    write(child, at: isArithmetic && holdsBareEstimate(unwrapped(child)) ? .primary : level)
  }

  private func holdsBareEstimate(_ node: NodeIndex) -> Bool {
    switch tree.kind(node) {
    case .estimateTo, .estimateOf: true
    case .rate, .each: tree.child(0, of: node).map { holdsBareEstimate(unwrapped($0)) } ?? false
    default: false
    }
  }

  /// The operator where a child ends; two words of some comparisons.
  private mutating func operation(after child: NodeIndex) {
    let token = Int(tree.nodes[child].end)
    let kinds = tree.tokens.kinds
    guard token < kinds.count else { return }
    append(" ")
    append(Signs.spelling(kinds[token], tree, token))
    if kinds[token] == .isWord, token + 1 < kinds.count, kinds[token + 1] == .notWord { append(" not") }
    if kinds[token] == .notWord { append(" in") }
    append(" ")
  }

  private mutating func choice(_ node: NodeIndex) {
    let words = ["if ", " then ", " else "]
    for (child, word) in zip(tree.children(of: node), words) {
      append(word)
      write(child, at: .expression)
    }
  }

  private mutating func prefixed(_ word: String, _ node: NodeIndex, at level: Level) {
    append(word)
    if let child = tree.child(0, of: node) { write(child, at: level) }
  }

  private mutating func suffixed(_ node: NodeIndex, at level: Level, _ word: String) {
    if let child = tree.child(0, of: node) { write(child, at: level) }
    append(word)
  }

  private mutating func rate(_ node: NodeIndex) {
    var isFirst = true
    for child in tree.children(of: node) {
      if isFirst { write(child, at: .estimate) } else { write(child) }
      isFirst = false
    }
  }

  private mutating func per(_ node: NodeIndex) {
    append(" per")
    for token in tree.firstToken(node) + 1..<max(Int(tree.nodes[node].end), tree.firstToken(node) + 1) {
      append(" ")
      self.token(token)
    }
  }

  private mutating func quantity(_ node: NodeIndex) {
    let range = tree.firstToken(node)..<Int(tree.nodes[node].end)
    if let number = range.first(where: { tree.tokens.kinds[$0] == .number }) { token(number) }
    guard let unit = tree.unitText(ofQuantity: node) else { return }
    if unit != "%" { append(" ") }
    append(unit)
  }

  // MARK: Leaves

  private mutating func leaf(_ node: NodeIndex) {
    for token in tree.firstToken(node)..<Int(tree.nodes[node].end) { self.token(token) }
  }

  mutating func token(_ token: TokenIndex) {
    switch tree.tokens.kinds[token] {
    case .number: out += NumberSpelling.canonical(tree.numberText(token))
    case .date: out += padded(token)
    case .string: out += StringSpelling.canonical(token, in: tree)
    default: append(Signs.spelling(tree.tokens.kinds[token], tree, token))
    }
  }

  /// A date's month and day have two digits.
  private func padded(_ token: TokenIndex) -> [UInt8] {
    tree.text(ofToken: token).split(separator: "-").map { $0.utf8.count == 1 ? "0\($0)" : String($0) }
      .joined(separator: "-").utf8.map { $0 }
  }

  /// Tokens with the spaces between them, as they stand: what is no part of a formula.
  private mutating func plainly(_ node: NodeIndex) {
    let range = tree.firstToken(node)..<Int(tree.nodes[node].end)
    for token in range {
      let kinds = tree.tokens.kinds
      if token > range.lowerBound, Spacing.isSpaced(kinds[token - 1], kinds[token]) { append(" ") }
      self.token(token)
    }
  }

  mutating func append(_ text: String) { out += Array(text.utf8) }
}
