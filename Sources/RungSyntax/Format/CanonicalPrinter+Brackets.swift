// Canonical text of what stands in brackets, and of references, whose brackets touch what they follow.

import RungText

extension CanonicalPrinter {
  mutating func items(_ opening: String, _ node: NodeIndex, _ closing: String) {
    append(opening)
    var isFirst = true
    for child in tree.children(of: node) {
      if !isFirst { append(", ") }
      write(child, at: .expression)
      isFirst = false
    }
    append(closing)
  }

  mutating func keyed(_ node: NodeIndex) {
    guard let key = tree.child(0, of: node), let value = tree.child(1, of: node) else { return }
    write(key, at: .expression)
    append(": ")
    write(value, at: .expression)
  }

  mutating func argument(_ node: NodeIndex) {
    token(tree.firstToken(node))
    append(": ")
    if let value = tree.child(0, of: node) { write(value, at: .expression) }
  }

  mutating func comprehension(_ node: NodeIndex) {
    let words = ["[", " for ", " in ", " "]
    for (child, word) in zip(tree.children(of: node), words) {
      append(word)
      write(child, at: .expression)
    }
    append("]")
  }

  mutating func byValue(_ node: NodeIndex) {
    let words = ["by ", " "]
    for (child, word) in zip(tree.children(of: node), words) {
      append(word)
      write(child, at: .expression)
    }
  }

  mutating func indexRange(_ node: NodeIndex) {
    token(tree.firstToken(node))
    let words = [" in ", " "]
    for (child, word) in zip(tree.children(of: node), words) {
      append(word)
      write(child, at: .expression)
    }
  }

  mutating func member(_ node: NodeIndex) {
    append(".")
    let word = tree.firstToken(node) + 1
    if word < Int(tree.nodes[node].end) { token(word) }
  }

  /// A bracket is a call or an index only directly after a name, `)` or `]`: anything else keeps its own
  /// brackets.
  mutating func reference(_ node: NodeIndex) {
    var isFirst = true
    for child in tree.children(of: node) {
      if isFirst { head(child, of: node) } else { write(child, at: .expression) }
      isFirst = false
    }
  }

  private mutating func head(_ child: NodeIndex, of node: NodeIndex) {
    let inner = unwrapped(child)
    let isDotted = tree.child(1, of: node).map { tree.kind($0) == .member } ?? false
    let isBare =
      switch tree.kind(inner) {
      case .name, .list, .table, .comprehension: true
      // `with.x` is a member of a name.
      case .tagWord: isDotted && tree.tokens.kinds[tree.firstToken(inner)].isReserved
      default: isDotted && level(of: inner) == .primary
      }
    if isBare { return write(inner, at: .primary) }
    append("(")
    write(inner, at: .expression)
    append(")")
  }
}

/// How each kind of token is spelled, whatever the text's spelling of it.
enum Signs {
  static func spelling(_ kind: TokenKind, _ tree: SyntaxTree, _ token: TokenIndex) -> String {
    switch kind {
    case .leftBrace: "{"
    case .rightBrace: "}"
    case .leftParen, .gluedParen: "("
    case .leftBracket, .gluedBracket: "["
    case .rightParen: ")"
    case .rightBracket: "]"
    case .comma: ","
    case .semicolon: ";"
    case .colon: ":"
    case .dot: "."
    case .dots: ".."
    case .equals: "="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .plus: "+"
    case .minus, .sign: "-"
    case .star: "*"
    case .slash: "/"
    case .percent: "%"
    case .andWord: "and"
    case .orWord: "or"
    case .notWord: "not"
    case .isWord: "is"
    case .currencySign: tree.currencyCode(ofToken: token) ?? tree.text(ofToken: token)
    case .name: Self.composed(tree.text(ofToken: token))
    default: tree.text(ofToken: token)
    }
  }

  /// A name in Unicode's composed form.
  private static func composed(_ name: String) -> String {
    name.utf8.allSatisfy { $0 < 0x80 } ? name : NormalForm.composed(name) ?? name
  }
}
